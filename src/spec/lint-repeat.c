/*
 * What stands twice or was garbled on the way: 報告書を報告書に, a paragraph pasted twice, fields of
 * a word processor that broke, text read in the wrong encoding.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum { LEAST_GARBLED = 2, SHORTEST_PARAGRAPH = 20 };

/* ---- one word twice ---- */

static bool is_word_char(enum char_class class)
{
    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_LATIN ||
           class == CHAR_DIGIT;
}

/* The run of kanji, katakana, letters before byte `at`. */
static struct str run_before(struct str s, size_t at)
{
    size_t beg = at;

    while (is_word_char(char_class_before(s, beg))) {
        beg = char_before(s, beg);
    }
    return str_sub(s, beg, at);
}

/* 資料を資料として: said on purpose. */
static bool is_figure_of_speech(struct str after)
{
    static const char *const words[] = {"と", "で", "から", "ごと", "へ", "ら", "同士", "毎"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(after, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_kanji_lead(char c)
{
    return (unsigned char)c >= 0xE4 && (unsigned char)c <= 0xE9;
}

/* 場合場合: a run of kanji that is one word twice. 一人一人 is said on purpose. */
static bool is_doubled_run(struct str s, size_t at, size_t *ret_end)
{
    size_t end = at;

    if (at >= 3 && is_kanji_lead(s.p[at - 3])) {
        return false;
    }
    while (end + 3 <= s.n && is_kanji_lead(s.p[end])) {
        end += 3;
    }
    size_t half = (end - at) / 2;

    *ret_end = end;
    return end - at >= 12 && (end - at) % 6 == 0 && memcmp(s.p + at, s.p + at + half, half) == 0 &&
           !str_at(s, at, STR("一")) && memcmp(s.p + at, s.p + at + 3, 3) != 0;
}

/* W を W, or W は W は: whether the word before the particle at `at` stands after it again. */
static bool is_doubled(struct str s, size_t at, size_t *ret_beg, size_t *ret_end)
{
    struct str particle = str_sub(s, at, at + 3);
    bool object = str_eq(particle, STR("を"));

    if (!object && !str_eq(particle, STR("は")) && !str_eq(particle, STR("が"))) {
        return false;
    }
    if (!is_word_char(char_class_at(s, at + particle.n))) {
        return false;
    }
    struct str word = run_before(s, at);
    size_t end = at + particle.n + word.n;

    if (char_count(word) < 2 || !str_at(s, at + particle.n, word) ||
        is_word_char(char_class_at(s, end))) {
        return false;
    }
    if (object ? is_figure_of_speech(str_sub(s, end, s.n)) : !str_at(s, end, particle)) {
        return false;
    }
    *ret_beg = at - word.n;
    *ret_end = end;
    return true;
}

void lint_repeat_word(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!lint_is_own_text(l, b)) {
            continue;
        }
        for (size_t at = b->body; at + 3 < s.n; at++) {
            size_t beg;
            size_t end;

            beg = at;
            if (!((unsigned char)s.p[at] == 0xE3 && is_doubled(s, at, &beg, &end)) &&
                !(is_kanji_lead(s.p[at]) && is_doubled_run(s, at, &end))) {
                continue;
            }
            struct reg_src src = lint_around(l, b, beg, end, 4, 6);

            lint_report(
                l, &(struct lint_say){
                       .src = src,
                       .confidence = DEFINITE,
                       .why = arena_printf(l->r->arena, "「%.*s」は同じ語が重複している",
                                           STR_ARG(lint_words(b, beg, end))),
                       .question = arena_printf(
                           l->r->arena, "%.*sは、語の重複と思われます。正しい文をご教示ください。",
                           STR_ARG(lint_named(l, b, src.quote))),
                   });
            at = end;
        }
    }
}

/* ---- one paragraph twice ---- */

void lint_repeat_paragraph(struct lint *l)
{
    const struct block *before = NULL;

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str body = str_sub(b->t.s, b->body, b->t.s.n);

        if (body.n == 0) {
            continue;
        }
        if (before != NULL && lint_is_own_text(l, b) && b->kind != BLOCK_CELL &&
            before->kind != BLOCK_CELL && before->part == b->part &&
            char_count(body) >= SHORTEST_PARAGRAPH &&
            str_eq(body, str_sub(before->t.s, before->body, before->t.s.n))) {
            struct reg_src src = block_src(l->r, b, 0, b->t.s.n);
            struct reg_src other = block_src(l->r, before, 0, before->t.s.n);

            lint_report(l, &(struct lint_say){
                               .src = src,
                               .other = &other,
                               .confidence = LIKELY,
                               .why = STR("同じ段落が続けて二度出てくる"),
                           });
        }
        before = b;
    }
}

/* ---- garbled ---- */

/* Signs of UTF-8 read as CP932 or Latin-1 mean something only when several stand together. */
static void check_garbled(struct lint *l, uint32_t *i)
{
    const struct lint_hit *first = &l->hits.v[*i];
    const struct block *b = &l->r->blocks.v[first->block];
    uint32_t last = *i;
    bool sure = first->word->detail != NULL;

    while (last + 1 < l->hits.n && l->hits.v[last + 1].block == first->block &&
           (l->hits.v[last + 1].word->class == WORD_GARBLED)) {
        last++;
        sure = sure || l->hits.v[last].word->detail != NULL;
    }
    uint32_t count = last - *i + 1;

    *i = last;
    if (!sure && count < LEAST_GARBLED) {
        return;
    }
    struct reg_src src = lint_around(l, b, first->beg, l->hits.v[last].end, 2, 4);

    lint_report(l,
                &(struct lint_say){
                    .src = src,
                    .confidence = DEFINITE,
                    .why = arena_printf(l->r->arena, "「%.*s」は文字化け又は変換の残りで読めない",
                                        STR_ARG(src.quote)),
                });
}

/* エラー! 参照元が見つかりません。 and #REF!: what stood there is lost for every reader. */
static void check_field(struct lint *l, const struct lint_hit *h)
{
    const struct block *b = &l->r->blocks.v[h->block];
    struct str rest = str_sub(b->t.s, h->end, h->end + 40);

    if (h->word->detail != NULL && !str_has(rest, STR("参照")) &&
        !str_has(rest, STR("ブックマーク")) && !str_has(rest, STR("Reference")) &&
        !str_has(rest, STR("Bookmark")) && !str_has(rest, STR("リンク"))) {
        return;
    }
    struct reg_src src = lint_around(l, b, h->beg, h->end, 6, 16);

    lint_report(l,
                &(struct lint_say){
                    .src = src,
                    .confidence = DEFINITE,
                    .why = STR("文書作成ソフトの参照が壊れており、参照先が分からない"),
                    .question = arena_printf(l->r->arena, "%.*sについて、参照先をご教示ください。",
                                             STR_ARG(lint_named(l, b, src.quote))),
                });
}

void lint_repeat_garbled(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];

        if (h->word->class == WORD_GARBLED) {
            check_garbled(l, &i);
        } else if (h->word->class == WORD_FIELD) {
            check_field(l, h);
        }
    }
}
