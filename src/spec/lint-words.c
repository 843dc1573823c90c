/*
 * The words the rules look for, found in one pass: a table hashed by the first character, so that
 * a character that starts no word costs one look.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum { SLOTS = 4096, NO_WORD = UINT16_MAX };

static const struct lint_word words[] = {
    {"原課", WORD_DRAFT, NULL},
    {"適宜削除", WORD_DRAFT, NULL},
    {"適宜修正のこと", WORD_DRAFT, NULL},
    {"要確認", WORD_DRAFT, NULL},
    {"要調整", WORD_DRAFT, NULL},
    {"調整中", WORD_DRAFT, NULL},
    {"要検討", WORD_DRAFT, NULL},
    {"TBD", WORD_DRAFT, NULL},
    {"TBC", WORD_DRAFT, NULL},
    {"追って記載", WORD_DRAFT, NULL},
    {"後日記載", WORD_DRAFT, NULL},
    {"別途記載", WORD_DRAFT, NULL},
    {"記載予定", WORD_DRAFT, NULL},
    {"追記予定", WORD_DRAFT, NULL},
    {"追って追記", WORD_DRAFT, NULL},
    {"要追記", WORD_DRAFT, NULL},
    {"要修正", WORD_DRAFT, NULL},
    {"仮置き", WORD_DRAFT, NULL},
    {"ペンディング", WORD_DRAFT, NULL},
    {"確認中", WORD_DRAFT, NULL},
    {"検討中", WORD_DRAFT, NULL},
    {"作成中", WORD_DRAFT, NULL},
    {"精査中", WORD_DRAFT, NULL},
    {"協議中", WORD_DRAFT, NULL},
    {"差替え予定", WORD_DRAFT, NULL},
    {"差し替え予定", WORD_DRAFT, NULL},
    {"削除予定", WORD_DRAFT, NULL},
    {"(P)", WORD_DRAFT, "sure"},
    {"【P】", WORD_DRAFT, "sure"},
    {"[P]", WORD_DRAFT, "sure"},
    {"●月", WORD_SYMBOL, NULL},
    {"●日", WORD_SYMBOL, NULL},
    {"●名", WORD_SYMBOL, NULL},
    {"●回", WORD_SYMBOL, NULL},
    {"●円", WORD_SYMBOL, NULL},
    {"●年", WORD_SYMBOL, NULL},
    {"○月", WORD_SYMBOL, NULL},
    {"○日", WORD_SYMBOL, NULL},
    {"○年", WORD_SYMBOL, NULL},
    {"00月", WORD_SYMBOL, NULL},
    {"00日", WORD_SYMBOL, NULL},
    {"00年", WORD_SYMBOL, NULL},
    {"00課", WORD_SYMBOL, NULL},
    {"00名", WORD_SYMBOL, NULL},
    {"不要な場合は削除", WORD_DRAFT, NULL},
    {"不要であれば削除", WORD_DRAFT, NULL},
    {"いずれかを選択し", WORD_DRAFT, NULL},
    {"○○", WORD_BLANK, NULL},
    {"〇〇", WORD_BLANK, NULL},
    {"◯◯", WORD_BLANK, NULL},
    {"●●", WORD_BLANK, NULL},
    {"■■", WORD_BLANK, NULL},
    {"△△", WORD_BLANK, NULL},
    {"××", WORD_BLANK, NULL},
    {"XX", WORD_BLANK, NULL},
    {"xx", WORD_BLANK, NULL},
    {"□□", WORD_BLANK, NULL},
    {"例", WORD_EXAMPLE, NULL},
    {"担当課室", WORD_ROLE, NULL},
    {"担当課", WORD_ROLE, NULL},
    {"担当室", WORD_ROLE, NULL},
    {"主管課", WORD_ROLE, NULL},
    {"所管課", WORD_ROLE, NULL},
    {"事務局", WORD_ROLE, NULL},
    {"監督職員", WORD_OFFICE, NULL},
    {"監督員", WORD_OFFICE, NULL},
    {"調査職員", WORD_OFFICE, NULL},
    {"担当官", WORD_OFFICE, NULL},
    {"担当職員", WORD_OFFICE, "general"},
    {"担当者", WORD_OFFICE, "general"},
    {"主任監督員", WORD_OFFICE, NULL},
    {"実行委員会", WORD_OFFICE, NULL},
    {"運営委員会", WORD_OFFICE, NULL},
    {"丙", WORD_THIRD, NULL},
    {"当省", WORD_DEIXIS, NULL},
    {"当局", WORD_DEIXIS, NULL},
    {"当庁", WORD_DEIXIS, NULL},
    {"当府", WORD_DEIXIS, NULL},
    {"落札者", WORD_AWARD, "落札者"},
    {"落札決定", WORD_AWARD, "落札"},
    {"入札者", WORD_AWARD, "入札者"},
    {"入札書", WORD_AWARD, "入札書"},
    {"応札者", WORD_AWARD, "応札者"},
    {"企画競争", WORD_PROPOSAL, "企画競争"},
    {"企画提案を募集", WORD_PROPOSAL, "企画提案の募集"},
    {"公募型プロポーザル", WORD_PROPOSAL, "公募型プロポーザル"},
    {"計", WORD_SUM, NULL},
    {"合わせて", WORD_SUM, NULL},
    {"×", WORD_TIMES, NULL},
    {"消費税", WORD_TAX, NULL},
    {"税込", WORD_WITH_TAX, NULL},
    {"税抜", WORD_WITH_TAX, NULL},
    {"税別", WORD_WITH_TAX, NULL},
    {"受注者", WORD_PARTY, NULL},
    {"受託者", WORD_PARTY, NULL},
    {"請負者", WORD_PARTY, NULL},
    {"受託事業者", WORD_PARTY, NULL},
    {"受注業者", WORD_PARTY, NULL},
    {"委託業者", WORD_PARTY, NULL},
    {"請負業者", WORD_PARTY, NULL},
    {"乙", WORD_PARTY, NULL},
    {"甲乙", WORD_PARTY, NULL},
    {"受任者", WORD_PARTY, NULL},
    {"受託業者", WORD_PARTY, NULL},
    {"受注会社", WORD_PARTY, NULL},
    {"請負人", WORD_PARTY, NULL},
    {"発注者", WORD_PARTY, "buyer"},
    {"委託者", WORD_PARTY, "buyer"},
    {"甲", WORD_PARTY, "buyer"},
    {"縺", WORD_GARBLED, NULL},
    {"繧", WORD_GARBLED, NULL},
    {"繝", WORD_GARBLED, NULL},
    {"縲", WORD_GARBLED, NULL},
    {"譁", WORD_GARBLED, NULL},
    {"ã", WORD_GARBLED, NULL},
    {"\xEF\xBF\xBD", WORD_GARBLED, "replaced"},
    {"(cid:", WORD_GARBLED, "glyph"},
    {"&nbsp;", WORD_GARBLED, "entity"},
    {"&amp;", WORD_GARBLED, "entity"},
    {"&lt;", WORD_GARBLED, "entity"},
    {"&gt;", WORD_GARBLED, "entity"},
    {"&quot;", WORD_GARBLED, "entity"},
    {"#REF!", WORD_FIELD, NULL},
    {"#N/A", WORD_FIELD, NULL},
    {"#VALUE!", WORD_FIELD, NULL},
    {"#NAME?", WORD_FIELD, NULL},
    {"#DIV/0!", WORD_FIELD, NULL},
    {"エラー!", WORD_FIELD, "words"},
    {"Error!", WORD_FIELD, "words"},
    {"次の", WORD_LIST, NULL},
    {"以下の", WORD_LIST, NULL},
    {"下記の", WORD_LIST, NULL},
    {"上限", WORD_CAP, NULL},
    {"未満", WORD_UNDER, NULL},
    {"以下", WORD_UNDER, NULL},
    {"以内", WORD_UNDER, NULL},
    {"超", WORD_OVER, NULL},
    {"以上", WORD_OVER, NULL},
    {"納入物", WORD_DELIVER, NULL},
    {"成果物", WORD_DELIVER, NULL},
    {"様式", WORD_FORM, NULL},
    {"してはならない", WORD_PROHIBIT, NULL},
    {"しないこと", WORD_PROHIBIT, NULL},
    {"すること", WORD_PROHIBIT, NULL},
    {"しなければならない", WORD_PROHIBIT, NULL},
    {"内閣サイバーセキュリティセンター", WORD_RENAMED, NULL},
    {"統一基準", WORD_RENAMED, NULL},
    {"社", WORD_CONFUSABLE, NULL},
    {"者", WORD_CONFUSABLE, NULL},
    {"構", WORD_CONFUSABLE, NULL},
    {"講", WORD_CONFUSABLE, NULL},
    {"責", WORD_CONFUSABLE, NULL},
    {"積", WORD_CONFUSABLE, NULL},
    {"績", WORD_CONFUSABLE, NULL},
    {"をを", WORD_PARTICLE, "を"},
    {"がが", WORD_PARTICLE, "が"},
    {"のの", WORD_PARTICLE, "の"},
    {"にに", WORD_PARTICLE, "に"},
    {"はは", WORD_PARTICLE, "は"},
    {"でで", WORD_PARTICLE, "で"},
    {"とと", WORD_PARTICLE, "と"},
    {"營", WORD_VARIANT, "営"},
    {"經", WORD_VARIANT, "経"},
    {"濟", WORD_VARIANT, "済"},
    {"實", WORD_VARIANT, "実"},
    {"證", WORD_VARIANT, "証"},
    {"變", WORD_VARIANT, "変"},
    {"對", WORD_VARIANT, "対"},
    {"應", WORD_VARIANT, "応"},
    {"當", WORD_VARIANT, "当"},
    {"從", WORD_VARIANT, "従"},
    {"續", WORD_VARIANT, "続"},
    {"數", WORD_VARIANT, "数"},
    {"擔", WORD_VARIANT, "担"},
    {"據", WORD_VARIANT, "拠"},
    {"發", WORD_VARIANT, "発"},
    {"轉", WORD_VARIANT, "転"},
    {"讀", WORD_VARIANT, "読"},
    {"圖", WORD_VARIANT, "図"},
    {"團", WORD_VARIANT, "団"},
    {"體", WORD_VARIANT, "体"},
    {"點", WORD_VARIANT, "点"},
    {"搜", WORD_VARIANT, "捜"},
    {"爲", WORD_VARIANT, "為"},
    {"參", WORD_VARIANT, "参"},
    {"雙", WORD_VARIANT, "双"},
    {"譯", WORD_VARIANT, "訳"},
    {"釋", WORD_VARIANT, "釈"},
    {"屬", WORD_VARIANT, "属"},
    {"將", WORD_VARIANT, "将"},
    {"專", WORD_VARIANT, "専"},
    {"傳", WORD_VARIANT, "伝"},
    {"雜", WORD_VARIANT, "雑"},
    {"舊", WORD_VARIANT, "旧"},
    {"勞", WORD_VARIANT, "労"},
    {"區", WORD_VARIANT, "区"},
    {"價", WORD_VARIANT, "価"},
    {"假", WORD_VARIANT, "仮"},
    {"拂", WORD_VARIANT, "払"},
    {"觀", WORD_VARIANT, "観"},
    {"權", WORD_VARIANT, "権"},
    {"檢", WORD_VARIANT, "検"},
    {"險", WORD_VARIANT, "険"},
    {"效", WORD_VARIANT, "効"},
    {"號", WORD_VARIANT, "号"},
    {"殘", WORD_VARIANT, "残"},
    {"絲", WORD_VARIANT, "糸"},
    {"處", WORD_VARIANT, "処"},
    {"縣", WORD_VARIANT, "県"},
    {"嚴", WORD_VARIANT, "厳"},
    {"總", WORD_VARIANT, "総"},
    {"獻", WORD_VARIANT, "献"},
    {"藥", WORD_VARIANT, "薬"},
    {"驗", WORD_VARIANT, "験"},
    {"圍", WORD_VARIANT, "囲"},
    {"歸", WORD_VARIANT, "帰"},
    {"淺", WORD_VARIANT, "浅"},
    {"狹", WORD_VARIANT, "狭"},
    {"缺", WORD_VARIANT, "欠"},
    {"聲", WORD_VARIANT, "声"},
    {"辭", WORD_VARIANT, "辞"},
    {"遲", WORD_VARIANT, "遅"},
    {"醫", WORD_VARIANT, "医"},
};

struct word_index {
    uint16_t first[SLOTS];
    uint16_t next[COUNT(words)];
    uint8_t bytes[COUNT(words)];    /* of the word */
    uint8_t *starts;                /* for char_walk: their first characters */
    uint16_t renamed[COUNT(words)]; /* words of WORD_RENAMED */
    uint32_t renamed_count;
};

/* The first character as a number; no decoding needed for a hash. */
static uint32_t slot_at(const char *p, size_t left)
{
    uint32_t h = (unsigned char)p[0];

    if (h >= 0xE0 && left >= 3) {
        h = (h << 12) ^ ((uint32_t)(unsigned char)p[1] << 6) ^ (unsigned char)p[2];
    }
    return h % SLOTS;
}

/* The code point of the first character of a word, as a table for char_walk has it. */
static uint32_t char_at(const char *word)
{
    uint32_t cp;

    utf8_decode(str_of(word), 0, &cp);
    return char_table_place(cp);
}

static void index_words(struct word_index *x)
{
    for (size_t i = 0; i < SLOTS; i++) {
        x->first[i] = NO_WORD;
    }
    /* Backwards, so that a chain has the order of the table: longer words are listed first. */
    for (size_t i = COUNT(words); i-- > 0;) {
        size_t bytes = strlen(words[i].text);
        uint32_t slot = slot_at(words[i].text, bytes);

        x->bytes[i] = (uint8_t)bytes;
        x->starts[char_at(words[i].text)] = 1;
        if (words[i].class == WORD_RENAMED) {
            x->renamed[x->renamed_count++] = (uint16_t)i;
        }
        x->next[i] = x->first[slot];
        x->first[slot] = (uint16_t)i;
    }
}

/* Of the annex only names that went out of date count: its wording is not this document's. */
static void scan_block(struct lint *l, const struct word_index *x, uint32_t block, bool in_annex)
{
    struct str s = l->r->blocks.v[block].t.s;

    struct char_walk walk;

    char_walk_begin(&walk, x->starts, s, 0);
    for (size_t at = char_walk_next(&walk, 0); at < s.n; at = char_walk_next(&walk, at + 1)) {
        for (uint16_t i = x->first[slot_at(s.p + at, s.n - at)]; i != NO_WORD; i = x->next[i]) {
            size_t n = x->bytes[i];

            if (s.n - at >= n && s.p[at + n - 1] == words[i].text[n - 1] &&
                (!in_annex || words[i].class == WORD_RENAMED) &&
                memcmp(s.p + at, words[i].text, n) == 0) {
                *VEC_ADD(l->r->arena, &l->hits) = (struct lint_hit){
                    .word = &words[i],
                    .block = block,
                    .beg = (uint32_t)at,
                    .end = (uint32_t)(at + n),
                };
            }
        }
    }
}

/*
 * Whether a text of the annex is worth the pass: few of them name anything that went out of date.
 */
static bool has_renamed(const struct word_index *x, const struct ftext *t)
{
    for (uint32_t i = 0; i < x->renamed_count; i++) {
        struct str word = str_of(words[x->renamed[i]].text);

        if (ftext_has(t, word)) {
            return true;
        }
    }
    return false;
}

void lint_find_words(struct lint *l)
{
    struct word_index index = {.starts = arena_alloc(l->r->arena, CHAR_TABLE_BYTES)};

    index_words(&index);
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        bool in_annex = block_in_annex(l->r, b);

        if (!in_annex || has_renamed(&index, &b->t)) {
            scan_block(l, &index, i, in_annex);
        }
    }
}
