/* Paths and headings of items; see outline-heading.h. */
#include "spec/outline-heading.h"

#include "text/chars.h"

enum {
    LONGEST_HEADING = 60, /* characters */
    LONGEST_LABEL = 16,   /* … before a wide gap */
    LONGEST_BEFORE_COLON = 20,
    LONGEST_OF_ARTICLE = 25,
    LONGEST_APART = 12, /* of a label whose characters are set apart */
};

struct str outline_label(struct reading *r, const struct block *b)
{
    if (b->is_auto_marker) {
        return str_trim(fold(r->arena, r->doc->lines.v[b->line_first].label).s);
    }
    return str_sub(b->t.s, b->marker.label_beg, b->marker.label_length);
}

/* The label as it stands in a path: 3, (2), ⑤, 第4条, ア. */
static struct str path_label(struct reading *r, const struct block *b)
{
    struct str label = outline_label(r, b);
    char *out = arena_alloc(r->arena, label.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < label.n; i++) {
        if (label.p[i] != ' ') {
            out[n++] = label.p[i];
        }
    }
    struct str s = {.p = out, .n = n};

    while (s.n > 0 && s.p[s.n - 1] == '.') {
        s.n--;
    }
    return str_ends(s, STR("、")) ? str_sub(s, 0, s.n - 3) : s;
}

struct str outline_path(struct reading *r, uint32_t parent, const struct block *b)
{
    const struct node *up = &r->nodes.v[parent];
    struct str label = path_label(r, b);
    struct str prefix = r->parts.v[b->part].prefix;
    enum marker_class class = b->marker.class;

    if (class == MARK_ARTICLE || class == MARK_CHAPTER || class == MARK_MULTI ||
        up->block == REG_NO_INDEX || up->level == 0) {
        return arena_printf(r->arena, "%.*s%.*s", STR_ARG(prefix), STR_ARG(label));
    }
    /* Two numbers must not run together: 第1.4, 6.1). */
    bool digits_meet = up->path.n > 0 && label.n > 0 &&
                       char_class_before(up->path, up->path.n) == CHAR_DIGIT &&
                       char_class_at(label, 0) == CHAR_DIGIT;
    const char *separator =
        digits_meet || (up->marker.class == MARK_CHAPTER && char_class_at(label, 0) == CHAR_DIGIT)
            ? "."
            : "";

    return arena_printf(r->arena, "%.*s%s%.*s", STR_ARG(up->path), separator, STR_ARG(label));
}

/*
 * Folded byte of the next gap between label and value from `at` on: two columns wide. `end`: none.
 */
static size_t next_wide_gap(const struct reading *r, const struct block *b, size_t at, size_t end)
{
    struct str s = b->t.s;

    while (at < end) {
        const char *space = memchr(s.p + at, ' ', end - at);

        if (space == NULL) {
            return end;
        }
        at = (size_t)(space - s.p);
        if (str_at(s, at, STR("  ")) || str_at(r->doc->text, b->t.src[at], STR("\xE3\x80\x80"))) {
            return at;
        }
        at++;
    }
    return end;
}

/* The end without a bracket that closes it: 標準案（Ａ４判）. */
static size_t without_bracket(struct str s, size_t beg, size_t end)
{
    ptrdiff_t open = end > beg && s.p[end - 1] == ')' ? str_find(s, STR("("), beg) : -1;

    return open > (ptrdiff_t)beg && (size_t)open < end ? (size_t)open : end;
}

/*
 * The end of the label in "会　場　　港湾会館" or "荒天時の取扱い　本会は…。", or `end`: a short
 * first word before a wide gap; single characters set apart (会　場) are one word.
 */
static size_t label_end(const struct reading *r, const struct block *b, size_t beg, size_t end)
{
    struct str s = b->t.s;
    size_t at = beg;

    for (;;) {
        size_t word = at;

        at = next_wide_gap(r, b, at, end);
        if (at >= end) {
            return end;
        }
        size_t gap = at;

        at = skip_spaces(s, at);
        if (char_count(str_sub(s, word, gap)) > 1 ||
            (word != beg && char_count(str_sub(s, beg, gap)) > LONGEST_APART)) {
            size_t cut = without_bracket(s, beg, gap);
            struct str label = str_sub(s, beg, cut);

            return char_count(label) <= LONGEST_LABEL && !str_has(label, STR("、")) ? cut : end;
        }
        size_t next = next_wide_gap(r, b, at, end);

        if (char_count(str_sub(s, at, next)) > 1 && word != beg) {
            return gap; /* 会　場　　港湾会館: the label ends before the first longer word */
        }
    }
}

/*
 * The end of "講演（30分）" and "見積書（…提出すること。）" without the bracket: a length of time or
 * a sentence in brackets is a remark, （公表用） belongs to the heading.
 */
static size_t without_remark(struct str s, size_t beg, size_t end)
{
    ptrdiff_t open = str_find(str_sub(s, 0, end), STR("("), beg);

    if (open <= (ptrdiff_t)beg || end == 0 || s.p[end - 1] != ')') {
        return end;
    }
    struct str remark = str_sub(s, (size_t)open + 1, end - 1);

    return str_ends(remark, STR("分")) || str_ends(remark, STR("時間")) ||
                   str_has(remark, STR("。"))
               ? (size_t)open
               : end;
}

struct str outline_heading(const struct reading *r, const struct block *b, size_t *ret_beg,
                           size_t *ret_end)
{
    struct str s = b->t.s;
    size_t beg = b->body;
    size_t end = s.n;
    ptrdiff_t colon = str_find(s, STR(":"), beg);
    ptrdiff_t bracket = str_find(s, STR("("), beg);

    if (bracket > (ptrdiff_t)beg && colon > bracket) {
        colon = -1; /* inside a remark */
    }
    if (str_at(s, beg, STR("("))) {
        ptrdiff_t close = str_find(s, STR(")"), beg);

        /* 第１条（目的） and （目的） alone */
        if (close > 0 && (b->marker.class == MARK_ARTICLE || (size_t)close + 1 == s.n)) {
            beg += 1;
            end = (size_t)close;
            colon = -1;
        }
    } else if (str_at(s, beg, STR("【")) && str_ends(s, STR("】"))) {
        beg += 3;
        end -= 3;
    }
    if (colon > 0 && char_count(str_sub(s, beg, (size_t)colon)) <= LONGEST_BEFORE_COLON &&
        !str_at(s, (size_t)colon + 1, STR("/"))) {
        end = (size_t)colon;
    } else if (b->marker.class == MARK_ARTICLE && end == s.n) {
        /* 第１条　甲は…: no heading. */
        if (str_has(s, STR("。")) || char_count(str_sub(s, beg, end)) > LONGEST_OF_ARTICLE) {
            end = beg;
        }
    } else if (end == s.n) {
        end = label_end(r, b, beg, end);
    }
    end = without_remark(s, beg, end);
    while (end > beg && s.p[end - 1] == ' ') {
        end--;
    }
    struct str heading = str_sub(s, beg, end);

    *ret_beg = beg;
    *ret_end = end;
    if (str_has(heading, STR("。")) || char_count(heading) > LONGEST_HEADING) {
        return (struct str){};
    }
    return heading;
}

void outline_heading_above(const struct reading *r, struct node *n, struct block *above)
{
    struct str s = above->t.s;

    if (str_starts(s, STR("(")) && str_ends(s, STR(")")) && char_count(s) <= LONGEST_HEADING &&
        above->part == n->part && !str_has(s, STR("。"))) {
        n->heading = str_trim(str_sub(s, 1, s.n - 1));
        n->heading_beg = ftext_beg(&above->t, 1);
        n->heading_end = ftext_end(&above->t, s.n - 1, r->doc->text);
        above->kind = BLOCK_HEADING;
    }
}
