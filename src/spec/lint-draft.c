/*
 * What drafting left behind: notes to the drafter, blanks, old forms of characters, doubled
 * particles, item numbers inside a sentence, a noun phrase whose verb changed.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    MOST_INSTRUCTIONS = 12, /* reported: a form taken for a text has many */
    BRACKET_REACH = 240,    /* bytes a bracket is looked for on each side */
    MOST_VARIANTS = 6,      /* named in one finding */
    PHRASE_CHARS = 20,      /* of a phrase with a wrong particle */
};

/* ---- notes to the drafter ---- */

/* The bracket around byte `at`: its bytes with the brackets. False when there is none near. */
static bool find_bracket(struct str s, size_t at, size_t *ret_beg, size_t *ret_end)
{
    size_t low = at > BRACKET_REACH ? utf8_floor(s, at - BRACKET_REACH) : 0;
    int depth = 0;
    size_t beg = at;

    while (beg > low) {
        uint32_t cp;

        beg = char_before(s, beg);
        utf8_decode(s, beg, &cp);
        if (cp == 0x3002 && depth == 0) {
            return false;
        }
        depth += bracket_step(cp);
        if (depth > 0) {
            break;
        }
    }
    if (depth <= 0) {
        return false;
    }
    for (size_t end = beg; end < s.n && end < at + BRACKET_REACH;) {
        uint32_t cp;

        end += utf8_decode(s, end, &cp);
        depth -= bracket_step(cp);
        if (depth == 1 && bracket_step(cp) < 0) {
            *ret_beg = beg;
            *ret_end = end;
            return true;
        }
    }
    return false;
}

/* 【例】, 「…の例」, 記載例: what stands there is meant to be replaced by the reader. */
static bool is_example(struct str s)
{
    return str_has(s, STR("例"));
}

/* Words that are left over wherever they stand; others only in a bracket or after ※. */
static bool is_sure_word(struct str s, const struct lint_hit *h)
{
    if (h->word->detail != NULL) {
        return true;
    }
    return str_eq(str_of(h->word->text), STR("原課")) && !str_at(s, h->end, STR("題"));
}

/* ※要確認, ←要修正: the word is a note of its own outside any bracket. */
static bool is_marked(struct str s, const struct lint_hit *h)
{
    static const char *const signs[] = {"※", "←", "→", "★", "☆"};
    size_t at = h->beg;

    while (at > 0 && s.p[at - 1] == ' ') {
        at--;
    }
    for (size_t i = 0; i < COUNT(signs); i++) {
        size_t n = strlen(signs[i]);

        if (at >= n && str_at(s, at - n, str_of(signs[i]))) {
            size_t end = skip_spaces(s, h->end);

            return end == s.n || s.p[end] == ')' || str_at(s, end, STR("。"));
        }
    }
    return false;
}

static bool is_note_to_drafter(struct str s, const struct lint_hit *h, size_t *ret_beg,
                               size_t *ret_end)
{
    bool in_bracket = find_bracket(s, h->beg, ret_beg, ret_end);

    if (is_sure_word(s, h)) {
        if (!in_bracket) {
            *ret_beg = h->beg;
            *ret_end = h->end;
        }
        return true;
    }
    if (!in_bracket && is_marked(s, h)) {
        *ret_beg = h->beg;
        *ret_end = h->end;
        return true;
    }
    /* 【要調整】, (適宜削除): the word ends the note. 適宜削除すること is a duty. */
    return in_bracket && *ret_end - h->end <= 12 && !str_at(s, h->end, STR("する")) &&
           !str_at(s, h->end, STR("事項"));
}

static void report_left_over(struct lint *l, const struct block *b, struct reg_src src)
{
    lint_report(
        l, &(struct lint_say){
               .src = src,
               .confidence = DEFINITE,
               .why = arena_printf(l->r->arena, "「%.*s」は作成途中の記載が残ったものと思われる",
                                   STR_ARG(src.quote)),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sは、作成途中の記載が残ったものと思われます。正しい記載をご教示くだ"
                   "さい。",
                   STR_ARG(lint_named(l, b, src.quote))),
           });
}

/* Circles that typists take for each other: 〇〇○. */
static bool is_circle(struct str s, size_t at)
{
    return str_at(s, at, STR("○")) || str_at(s, at, STR("〇")) || str_at(s, at, STR("◯"));
}

/* ○○課長: a blank in front of an office, a title or a unit that the issuer should have filled. */
static bool is_blank_of_issuer(struct str s, const struct lint_hit *h, size_t *ret_beg,
                               size_t *ret_end)
{
    static const char *const after[] = {"課", "室", "係", "局長", "部長", "円",     "市",   "県",
                                        "町", "村", "年", "月",   "日",   "ページ", "名",   "人",
                                        "社", "件", "回", "部",   "万円", "千円",   "箇所", "か所",
                                        "時", "分", "%",  "字",   "氏"};
    size_t n = strlen(h->word->text) / 2;
    size_t end = h->end;

    if (h->word->class == WORD_SYMBOL) {
        *ret_beg = h->beg;
        *ret_end = h->end;
        if (s.p[h->beg] == '0') { /* 00月, not 100月 or 2:00 */
            enum char_class before = char_class_before(s, h->beg);

            return before != CHAR_DIGIT && before != CHAR_LATIN &&
                   (h->beg == 0 || strchr(",.:-/", s.p[h->beg - 1]) == NULL);
        }
        return h->beg < 3 || memcmp(s.p + h->beg - 3, s.p + h->beg, 3) != 0;
    }
    if (h->beg >= n && memcmp(s.p + h->beg - n, s.p + h->beg, n) == 0) {
        return false; /* inside a longer blank, seen from its start */
    }
    while (end + n <= s.n && (memcmp(s.p + end, s.p + h->beg, n) == 0 || is_circle(s, end))) {
        end += n;
    }
    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_at(s, end, str_of(after[i]))) {
            *ret_beg = h->beg;
            *ret_end = end + strlen(after[i]);
            return true;
        }
    }
    return false;
}

void lint_draft_left_over(struct lint *l)
{
    size_t done = 0; /* of the block done_block: what was reported already */
    uint32_t done_block = REG_NO_INDEX;

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        enum part_kind part = l->r->parts.v[b->part].kind;
        size_t beg;
        size_t end;

        if (done_block == h->block && h->beg < done) {
            continue;
        }
        if (h->word->class == WORD_DRAFT) {
            if (!is_note_to_drafter(b->t.s, h, &beg, &end)) {
                continue;
            }
        } else if (h->word->class == WORD_BLANK || h->word->class == WORD_SYMBOL) {
            struct str near = lint_words(b, lint_clause_beg(b->t.s, h->beg), b->t.s.n);

            if (part == PART_CONTRACT || !lint_is_own_text(l, b) || is_example(near) ||
                b->kind == BLOCK_CELL || !is_blank_of_issuer(b->t.s, h, &beg, &end)) {
                continue;
            }
        } else {
            continue;
        }
        report_left_over(l, b,
                         h->word->class == WORD_BLANK
                             ? lint_around(l, b, beg, end, 0, 8)
                             : lint_around(l, b, beg, end, end - beg < 12 ? 6 : 0, 0));
        done_block = h->block;
        done = end;
    }
}

/* ＜特記事項があれば記載すること＞: the bracket tells the drafter what to write. */
static bool is_instruction(struct str s)
{
    static const char *const ends[] = {
        "記載すること",     "記入すること",     "記載する",     "を記載",       "を記入",
        "選択すること",     "選択する",         "削除すること", "修正すること", "追記すること",
        "記載してください", "記入してください", "追記"};
    struct str words = str_trim(s);

    if (str_ends(words, STR("。"))) {
        words.n -= strlen("。");
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(words, str_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

void lint_draft_instruction(struct lint *l)
{
    uint32_t reported = 0;

    for (uint32_t i = 0; i < l->r->blocks.n && reported < MOST_INSTRUCTIONS; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;
        const char *open = ftext_may_have(&b->t, STR("<")) ? memchr(s.p, '<', s.n) : NULL;

        if (open == NULL || !lint_is_own_text(l, b) || b->kind == BLOCK_CELL) {
            continue;
        }
        size_t beg = (size_t)(open - s.p) + 1;
        ptrdiff_t close = str_find(str_sub(s, 0, beg + BRACKET_REACH), STR(">"), beg);

        if (close > 0 && is_instruction(str_sub(s, beg, (size_t)close)) &&
            !is_example(str_sub(s, beg, (size_t)close))) {
            report_left_over(l, b, block_src(l->r, b, beg - 1, (size_t)close + 1));
            reported++;
        }
    }
}

/* 提出期限: 令和８年　月　日 outside forms and contracts: the issuer forgot the day. */
void lint_draft_blank_date(struct lint *l)
{
    static const char *const words[] = {"期限", "締切", "期日",   "日時",
                                        "まで", "期間", "開催日", "必着"};

    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct block *b = &l->r->blocks.v[d->block];
        enum part_kind part = l->r->parts.v[b->part].kind;
        struct str clause = lint_clause(b, d->beg, d->end);

        if (!(d->flags & WHEN_BLANK) || part == PART_CONTRACT || part == PART_NOTICE ||
            !lint_has_any(clause, words, COUNT(words)) || str_has(clause, STR("例"))) {
            continue;
        }
        report_left_over(l, b, lint_around(l, b, d->beg, d->end, 8, 4));
    }
}

/* ---- old forms ---- */

void lint_draft_variant(struct lint *l)
{
    struct str list = STR("");
    const struct lint_hit *first = NULL;
    int count = 0;

    for (uint32_t i = 0; i < l->hits.n && count < MOST_VARIANTS; i++) {
        const struct lint_hit *h = &l->hits.v[i];

        if (h->word->class != WORD_VARIANT || str_has(list, str_of(h->word->text))) {
            continue;
        }
        first = first == NULL ? h : first;
        list = arena_printf(l->r->arena, "%.*s%s「%s」（%s）", STR_ARG(list), count > 0 ? "、" : "",
                            h->word->text, h->word->detail);
        count++;
    }
    if (first == NULL) {
        return;
    }
    lint_report(
        l, &(struct lint_say){
               .src = lint_around(l, &l->r->blocks.v[first->block], first->beg, first->end, 3, 3),
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena,
                                   "旧字体・異体字%.*sが混じっており、文字の読取り又は変換の"
                                   "誤りと思われる",
                                   STR_ARG(list)),
           });
}

/* ---- particles ---- */

void lint_draft_particle(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];

        if (h->word->class != WORD_PARTICLE) {
            continue;
        }
        const struct block *b = &l->r->blocks.v[h->block];
        enum char_class before = char_class_before(b->t.s, h->beg);
        enum char_class after = char_class_at(b->t.s, h->end);

        /* もののうち, 現場でできる, 担当ははじめに: only between words that are not in kana. */
        if (!str_at(b->t.s, h->beg, STR("をを")) &&
            ((before != CHAR_KANJI && before != CHAR_KATAKANA && before != CHAR_CLOSE) ||
             (after != CHAR_KANJI && after != CHAR_KATAKANA && after != CHAR_COMMA))) {
            continue;
        }
        struct reg_src src = lint_around(l, b, h->beg, h->end, 4, 4);

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = DEFINITE,
                   .why = arena_printf(l->r->arena, "助詞「%s」が重複している", h->word->detail),
                   .question =
                       arena_printf(l->r->arena, "%.*sは、助詞の重複と解してよろしいでしょうか。",
                                    STR_ARG(lint_named(l, b, src.quote))),
               });
    }
}

/* ---- a number inside a sentence ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether some item with this number has a heading that begins like the words after the mark. */
static bool names_a_heading(const struct lint *l, struct str s, size_t words, uint32_t ordinal)
{
    for (uint32_t i = 1; i < l->r->nodes.n; i++) {
        const struct node *n = &l->r->nodes.v[i];

        if (n->marker.ordinal == ordinal && n->heading.n > 0 && str_at(s, words, n->heading)) {
            return true;
        }
    }
    return false;
}

/* 有する2. 企業の: a mark between an attribute and its noun. `dot` is the byte of the point. */
static bool is_stray_mark(const struct lint *l, struct str s, size_t dot, size_t *ret_beg)
{
    size_t beg = dot;
    uint32_t ordinal = 0;

    while (beg > 0 && is_digit(s.p[beg - 1])) {
        beg--;
    }
    if (beg == dot || dot - beg > 2 || beg < 6) {
        return false;
    }
    for (size_t i = beg; i < dot; i++) {
        ordinal = ordinal * 10 + (uint32_t)(s.p[i] - '0');
    }
    size_t words = skip_spaces(s, dot + 1);
    enum char_class after = char_class_at(s, words);

    if (words - dot > 2 || (after != CHAR_KANJI && after != CHAR_KATAKANA)) {
        return false;
    }
    struct str last = str_sub(s, beg - 3, beg);

    if (!str_eq(last, STR("る")) && !str_eq(last, STR("た"))) {
        return false;
    }
    *ret_beg = beg;
    return !names_a_heading(l, s, words, ordinal);
}

void lint_draft_stray_mark(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!ftext_may_have(&b->t, STR(".")) || !lint_is_own_text(l, b)) {
            continue;
        }
        for (const char *p = memchr(s.p, '.', s.n); p != NULL;
             p = memchr(p + 1, '.', s.n - (size_t)(p + 1 - s.p))) {
            size_t dot = (size_t)(p - s.p);
            size_t beg;

            if (dot < b->body || !is_stray_mark(l, s, dot, &beg)) {
                continue;
            }
            struct reg_src src = lint_around(l, b, beg, dot + 1, 10, 8);

            lint_report(l,
                        &(struct lint_say){
                            .src = src,
                            .confidence = LIKELY,
                            .why = arena_printf(l->r->arena,
                                                "文の途中に項目番号「%.*s」が入っており、文が続か"
                                                "ない",
                                                STR_ARG(lint_words(b, beg, dot + 1))),
                            .question = arena_printf(
                                l->r->arena, "%.*sの番号は、どの項目を指すものかご教示ください。",
                                STR_ARG(lint_named(l, b, src.quote))),
                        });
        }
    }
}

/* ---- XのYしてはならない ---- */

static const char *const verbal_nouns[] = {
    "開示", "漏えい", "漏洩", "提出", "報告", "作成", "使用", "利用",   "複製", "複写",
    "提供", "公表",   "公開", "譲渡", "貸与", "変更", "確認", "検討",   "収集", "分析",
    "整理", "調査",   "保管", "廃棄", "消去", "返却", "委託", "承認",   "承諾", "通知",
    "連絡", "掲載",   "記載", "集計", "評価", "検証", "選定", "設計",   "開発", "運用",
    "構築", "保守",   "説明", "準備", "運営", "転載", "閲覧", "持出し", "開催",
};

/* Length of the verbal noun that ends at byte `end`; 0 = none. */
static size_t verbal_noun_before(struct str s, size_t end)
{
    for (size_t i = 0; i < COUNT(verbal_nouns); i++) {
        size_t n = strlen(verbal_nouns[i]);

        if (end >= n && str_at(s, end - n, str_of(verbal_nouns[i]))) {
            return n;
        }
    }
    return 0;
}

/* 者の開示又は漏えい|してはならない: start of the first verbal noun, or 0. */
static size_t joined_nouns(struct str s, size_t end)
{
    static const char *const joints[] = {"又は", "及び", "若しくは", "または", "および"};
    size_t last = verbal_noun_before(s, end);

    if (last == 0) {
        return 0;
    }
    for (size_t i = 0; i < COUNT(joints); i++) {
        size_t n = strlen(joints[i]);

        if (end - last >= n && str_at(s, end - last - n, str_of(joints[i]))) {
            size_t first = verbal_noun_before(s, end - last - n);

            return first == 0 ? 0 : end - last - n - first;
        }
    }
    return 0;
}

void lint_draft_object(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];

        if (h->word->class != WORD_PROHIBIT) {
            continue;
        }
        const struct block *b = &l->r->blocks.v[h->block];
        size_t nouns = joined_nouns(b->t.s, h->beg);

        if (nouns < 6 || !str_at(b->t.s, nouns - 3, STR("の"))) {
            continue;
        }
        struct reg_src src = lint_around(l, b, nouns, h->end, PHRASE_CHARS / 2, 0);

        lint_report(l,
                    &(struct lint_say){
                        .src = src,
                        .confidence = LIKELY,
                        .why = arena_printf(l->r->arena,
                                            "「%.*s」は「の」のままでは動詞に続かず、助詞の誤りと"
                                            "思われる",
                                            STR_ARG(src.quote)),
                        .question = arena_printf(
                            l->r->arena,
                            "%.*sについて、「の」は「に」又は「を」の誤りと解してよろしいでしょう"
                            "か。",
                            STR_ARG(lint_named(l, b, src.quote))),
                    });
    }
}
