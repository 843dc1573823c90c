/*
 * Numbers that outrun what there is: a range of items whose last one does not exist ((2)から(8)まで
 * where the list ends with (7)), a count of rows quoted from a table (別表１に掲げる８地点 over seven
 * numbered rows), a form beyond the list of forms.
 */
#include "spec/lint.h"

#include "text/chars.h"

#include <inttypes.h>

enum {
    MOST_TABLES = 64,
    SHORT_TITLE = 90, /* bytes of a line that names a table */
    TABLE_REACH = 4,  /* blocks between the name and the table */
    LEAST_ROWS = 3,
    LEAD_REACH = 90, /* bytes between a count and the table named after it */
    MOST_FORMS = 64,
    LEAST_FORMS = 3,
    SHORT_ITEM = 120, /* bytes of a line of a list of forms */
};

static uint32_t digits_at(struct str s, size_t *at)
{
    uint32_t value = 0;

    while (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9' && value < 1000) {
        value = value * 10 + (uint32_t)(s.p[(*at)++] - '0');
    }
    return value;
}

/* ---- (2)から(8)まで ---- */

/* (2)から(8)まで at byte `at`; its end, 0 when there is none. */
static size_t range_at(struct str s, size_t at, uint32_t *ret_first, uint32_t *ret_last)
{
    static const char *const joints[] = {"から", "~", "乃至", "ないし"};

    if (at >= s.n || s.p[at] != '(') {
        return 0;
    }
    at++;
    *ret_first = digits_at(s, &at);
    if (*ret_first == 0 || at >= s.n || s.p[at] != ')') {
        return 0;
    }
    at++;
    for (size_t i = 0; i < COUNT(joints); i++) {
        size_t p = at + strlen(joints[i]);

        if (str_at(s, at, str_of(joints[i])) && p < s.n && s.p[p] == '(') {
            p++;
            *ret_last = digits_at(s, &p);
            return *ret_last > *ret_first && p < s.n && s.p[p] == ')' ? p + 1 : 0;
        }
    }
    return 0;
}

/* The largest number among the items (n) that stand beside the node; 0 when it is none of them. */
static uint32_t last_sibling(const struct lint *l, uint32_t at)
{
    const struct node *n = &l->r->nodes.v[at];
    uint32_t last = 0;

    if (at == NODE_ROOT || n->marker.class != MARK_PAREN) {
        return 0;
    }
    for (uint32_t i = n->parent + 1; i < l->r->nodes.n; i++) {
        const struct node *x = &l->r->nodes.v[i];

        if (x->part != n->part || (i > at && x->level < n->level)) {
            break;
        }
        if (x->parent == n->parent && x->marker.class == MARK_PAREN) {
            last = MAX(last, x->marker.ordinal);
        }
    }
    return last;
}

static void report_range(struct lint *l, const struct block *b, size_t beg, size_t end,
                         uint32_t last)
{
    struct reg_src src = lint_around(l, b, beg, end, 0, 4);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .confidence = DEFINITE,
               .why = arena_printf(l->r->arena, "項目は(%u)までで、「%.*s」の終わりの番号がない",
                                   last, STR_ARG(src.quote)),
               .question = arena_printf(l->r->arena, "%.*sの範囲は、どの項目までかご教示ください。",
                                        STR_ARG(lint_named(l, b, src.quote))),
           });
}

void lint_article_range(struct lint *l)
{
    uint32_t looked = 0; /* siblings are walked for each range: a crafted file must not cost n² */

    for (uint32_t i = 0; i < l->r->blocks.n && looked < 256; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!ftext_may_have(&b->t, STR("(")) || !lint_is_own_text(l, b) || b->table != 0) {
            continue;
        }
        for (const char *p = memchr(s.p, '(', s.n); p != NULL;
             p = memchr(p + 1, '(', s.n - (size_t)(p + 1 - s.p))) {
            size_t at = (size_t)(p - s.p);
            uint32_t first;
            uint32_t last;
            size_t end = range_at(s, at, &first, &last);
            enum char_class before = at == b->body ? CHAR_NONE : char_class_before(s, at);
            uint32_t there;

            /* 5(2)から, 前条(2)から: of another list. */
            if (end == 0 || looked++ >= 256 || before == CHAR_DIGIT || before == CHAR_KANJI ||
                before == CHAR_CLOSE || before == CHAR_LATIN || (at > 0 && s.p[at - 1] == '.') ||
                (at >= 3 && str_at(s, at - 3, STR("の")))) {
                continue;
            }
            there = last_sibling(l, b->node);
            if (there >= first && last > there) {
                report_range(l, b, at, end, there);
            }
        }
    }
}

/* ---- 前条第３項 ---- */

/* Paragraphs of an article: the numbered ones below it, the first has no number. */
static uint32_t paragraphs_of(const struct lint *l, uint32_t article)
{
    uint32_t last = 1;

    for (uint32_t i = article + 1;
         i < l->r->nodes.n && l->r->nodes.v[i].level > l->r->nodes.v[article].level; i++) {
        const struct node *n = &l->r->nodes.v[i];

        if (n->parent == article && n->marker.class != MARK_PAREN &&
            n->marker.class != MARK_PAREN_KANJI && n->marker.class != MARK_KANJI) {
            last = MAX(last, n->marker.ordinal);
        }
    }
    return last;
}

/* The article before the one block b stands in; NODE_ROOT when there is none. */
static uint32_t article_before(const struct lint *l, const struct block *b)
{
    uint32_t at = b->node;
    bool passed = false;

    for (int steps = 0; at > NODE_ROOT && steps < 200; at--, steps++) {
        const struct node *n = &l->r->nodes.v[at];

        if (n->part != b->part) {
            return NODE_ROOT;
        }
        if (n->marker.class == MARK_ARTICLE) {
            if (passed) {
                return at;
            }
            passed = true;
        }
    }
    return NODE_ROOT;
}

void lint_article_paragraph(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->references.n; i++) {
        const struct reference *ref = &l->r->references.v[i];
        const struct block *b = &l->r->blocks.v[ref->block];
        struct str text = fold(l->r->arena, str_sub(l->r->doc->text, ref->beg, ref->beg + 40)).s;
        size_t at = strlen("前条第");
        uint32_t number = str_starts(text, STR("前条第")) ? digits_at(text, &at) : 0;
        uint32_t article =
            number == 0 || !str_at(text, at, STR("項")) ? NODE_ROOT : article_before(l, b);

        if (article == NODE_ROOT || !lint_is_own_text(l, b) ||
            number <= paragraphs_of(l, article)) {
            continue;
        }
        struct reg_src src = l->r->reg->references.v[ref->entry].src;
        const struct node *n = &l->r->nodes.v[article];

        if (lint_is_reported(l, &src)) {
            continue;
        }
        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = DEFINITE,
                   .why = arena_printf(l->r->arena, "前条（%.*s）に第%u項はない", STR_ARG(n->path),
                                       number),
                   .question = arena_printf(l->r->arena, "%.*sは、どの項を指すかご教示ください。",
                                            STR_ARG(lint_named(l, b, src.quote))),
               });
    }
}

/* ---- 別表１に掲げる８地点 ---- */

struct named_table {
    struct str name; /* 別表1 */
    uint32_t rows;   /* 0 = not numbered */
    uint32_t block;  /* last row */
};

/* 別表1, 別紙2, 表3 at byte `at`: its length, 0 when none. */
static size_t table_name(struct str s, size_t at)
{
    static const char *const words[] = {"別表第", "別表", "別紙", "表"};

    for (size_t i = 0; i < COUNT(words); i++) {
        size_t p = at + strlen(words[i]);

        if (str_at(s, at, str_of(words[i])) && digits_at(s, &p) > 0) {
            return p - at;
        }
    }
    return 0;
}

/* Rows of the table at block `first` when their first cells are 1, 2, 3 …; 0 when not. */
static uint32_t numbered_rows(const struct lint *l, uint32_t first, uint32_t *ret_last)
{
    const struct block *head = &l->r->blocks.v[first];
    uint32_t rows = 0;
    uint32_t row = UINT32_MAX;

    for (uint32_t i = first; i < l->r->blocks.n && l->r->blocks.v[i].table == head->table; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str cell = str_trim(b->t.s);
        size_t at = 0;

        *ret_last = i;
        if (b->row == row) {
            continue;
        }
        row = b->row;
        uint32_t number = digits_at(cell, &at);

        if (at == 0 || at != cell.n) {
            if (rows > 0) {
                return 0; /* a row of a total, a remark */
            }
            continue;
        }
        if (number != rows + 1) {
            return 0;
        }
        rows++;
    }
    return rows;
}

static uint32_t collect_tables(const struct lint *l, struct named_table *list)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->r->blocks.n && n < MOST_TABLES; i++) {
        const struct block *b = &l->r->blocks.v[i];
        size_t at = skip_spaces(b->t.s, 0);
        size_t length = b->table == 0 && b->t.s.n <= SHORT_TITLE ? table_name(b->t.s, at) : 0;

        if (length == 0 || str_has(b->t.s, STR("。"))) {
            continue;
        }
        for (uint32_t k = i + 1; k < l->r->blocks.n && k <= i + TABLE_REACH; k++) {
            if (l->r->blocks.v[k].table != 0) {
                uint32_t last = k;
                uint32_t rows = numbered_rows(l, k, &last);

                list[n++] = (struct named_table){
                    .name = str_sub(b->t.s, at, at + length), .rows = rows, .block = last};
                break;
            }
        }
    }
    return n;
}

/* The name of the table right before a count: 別表1に掲げる|8地点. Empty when none. */
static struct str table_before(struct str s, size_t end)
{
    static const char *const links[] = {"に掲げる",   "に示す", "に定める",   "に記載の",
                                        "に記載する", "の",     "のとおり、", "のとおり"};

    for (size_t i = 0; i < COUNT(links); i++) {
        size_t n = strlen(links[i]);

        if (end < n || !str_at(s, end - n, str_of(links[i]))) {
            continue;
        }
        for (size_t back = 4; back <= 12 && back + n <= end; back++) {
            size_t at = end - n - back;
            size_t length = table_name(s, at);

            if (length == back && char_class_before(s, at) != CHAR_KANJI) {
                return str_sub(s, at, at + length);
            }
        }
    }
    return (struct str){};
}

/* 15地点で行う。地点は、別表2のとおり: the table of what is counted, named in the next sentence. */
static struct str table_after(struct lint *l, struct str s, const struct lint_quantity *q)
{
    struct str lead = arena_printf(l->r->arena, "。%.*sは、", STR_ARG(q->unit));
    ptrdiff_t found = str_find(str_sub(s, 0, q->end + LEAD_REACH), lead, q->end);
    size_t at = found < 0 ? s.n : (size_t)found + lead.n;
    size_t length = found < 0 ? 0 : table_name(s, at);

    return str_sub(s, MIN(at, s.n), MIN(at, s.n) + length);
}

static void check_rows(struct lint *l, const struct lint_quantity *q, const struct named_table *t)
{
    const struct block *b = &l->r->blocks.v[q->block];
    const struct block *row = &l->r->blocks.v[t->block];
    struct reg_src src = lint_around(l, b, q->beg, q->end, 8, 4);
    struct reg_src other = block_src(l->r, row, 0, row->t.s.n);

    lint_report(
        l,
        &(struct lint_say){
            .src = src,
            .other = &other,
            .confidence = DEFINITE,
            .why = arena_printf(l->r->arena, "「%.*s」とあるが、%.*sの行は%uである",
                                STR_ARG(lint_words(b, q->beg, q->end)), STR_ARG(t->name), t->rows),
            .question = arena_printf(
                l->r->arena,
                "%.*sについて、%.*sには%u件が掲げられています。正しい数をご教示ください。",
                STR_ARG(lint_named(l, b, src.quote)), STR_ARG(t->name), t->rows),
        });
}

void lint_article_rows(struct lint *l)
{
    struct named_table list[MOST_TABLES];
    uint32_t n = collect_tables(l, list);

    for (uint32_t i = 0; i < l->quantities.n && n > 0; i++) {
        const struct lint_quantity *q = &l->quantities.v[i];
        const struct block *b = &l->r->blocks.v[q->block];
        struct str name = b->table == 0 && q->has_lo && q->has_hi && q->lo == q->hi
                              ? table_before(b->t.s, q->beg)
                              : (struct str){};

        if (name.n == 0 && b->table == 0 && q->has_lo && q->has_hi && q->lo == q->hi &&
            char_count(q->unit) >= 2) {
            name = table_after(l, b->t.s, q);
        }
        for (uint32_t k = 0; k < n && name.n > 0; k++) {
            if (str_eq(list[k].name, name) && list[k].rows >= LEAST_ROWS &&
                q->lo != (int64_t)list[k].rows * 1000) {
                check_rows(l, q, &list[k]);
            }
        }
    }
}

/* ---- a form beyond the list ---- */

struct form_use {
    uint32_t number;
    uint32_t block, beg, end;
    bool listed; /* a line of a list, no sentence */
};

/* 様式第7号, 様式7: the number and the end; 0 when none. */
static uint32_t form_number(struct str s, size_t at, size_t *ret_end)
{
    if (str_at(s, at, STR("第"))) {
        at += strlen("第");
    }
    uint32_t number = digits_at(s, &at);

    if (str_at(s, at, STR("号"))) {
        at += strlen("号");
    }
    *ret_end = at;
    /* 様式1-2: numbers of another kind. */
    return at < s.n && (s.p[at] == '-' || s.p[at] == '.') ? 0 : number;
}

static uint32_t collect_forms(const struct lint *l, struct form_use *list)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->hits.n && n < MOST_FORMS; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        size_t end;
        uint32_t number = h->word->class == WORD_FORM ? form_number(b->t.s, h->end, &end) : 0;

        if (number == 0 || char_class_before(b->t.s, h->beg) == CHAR_KANJI) {
            continue;
        }
        list[n++] =
            (struct form_use){.number = number,
                              .block = h->block,
                              .beg = h->beg,
                              .end = (uint32_t)end,
                              .listed = b->t.s.n <= SHORT_ITEM && !str_has(b->t.s, STR("。"))};
    }
    return n;
}

/* 様式第1号から様式第3号まで, or a list of the forms 1 to n without a gap: n. 0 = neither. */
static uint32_t last_form(const struct lint *l, const struct form_use *list, uint32_t n,
                          const struct form_use **ret_last)
{
    uint32_t listed = 0;

    for (uint32_t i = 0; i + 1 < n; i++) {
        struct str s = l->r->blocks.v[list[i].block].t.s;

        if (list[i].number == 1 && list[i + 1].block == list[i].block && list[i + 1].number >= 2 &&
            list[i + 1].beg - list[i].end <= 6 &&
            (str_at(s, list[i].end, STR("から")) || s.p[list[i].end] == '~')) {
            *ret_last = &list[i + 1];
            return list[i + 1].number;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        if (list[i].listed && list[i].number == listed + 1) {
            listed++;
            *ret_last = &list[i];
        }
    }
    return listed >= LEAST_FORMS ? listed : 0;
}

/* A form of the questions or of a withdrawal is in no list of what is handed in; one that the
   reader of references looked for and did not find is the finding of another rule. */
static bool is_of_no_list(const struct lint *l, const struct form_use *x)
{
    static const char *const words[] = {"質問", "質疑", "辞退", "参加", "委任", "請求"};
    const struct block *b = &l->r->blocks.v[x->block];
    size_t low = x->beg > 60 ? utf8_floor(b->t.s, x->beg - 60) : 0;

    for (uint32_t i = 0; i < l->r->references.n; i++) {
        const struct reference *ref = &l->r->references.v[i];

        if (ref->way == BY_LABEL && ref->block == x->block && ref->outcome == REFERENCE_MISSING) {
            return true;
        }
    }
    return lint_has_any(str_sub(b->t.s, low, x->beg), words, COUNT(words));
}

/* Whether a form of that number is meant in one place only, and in a sentence. */
static bool is_lone(const struct form_use *list, uint32_t n, uint32_t at)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i != at && list[i].number >= list[at].number) {
            return false;
        }
    }
    return true;
}

void lint_article_form(struct lint *l)
{
    struct form_use list[MOST_FORMS];
    const struct form_use *last = NULL;
    uint32_t n = collect_forms(l, list);
    uint32_t there = last_form(l, list, n, &last);

    for (uint32_t i = 0; i < n && there > 0; i++) {
        const struct block *b = &l->r->blocks.v[list[i].block];

        if (list[i].number <= there || list[i].number > there + 2 || !is_lone(list, n, i) ||
            is_of_no_list(l, &list[i])) {
            continue;
        }
        struct reg_src src = lint_around(l, b, list[i].beg, list[i].end, 10, 4);
        struct reg_src other =
            lint_around(l, &l->r->blocks.v[last->block], last->beg, last->end, 8, 2);

        if (lint_is_reported(l, &src)) {
            continue;
        }
        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .other = &other,
                   .confidence = DEFINITE,
                   .why = arena_printf(l->r->arena, "様式は%uまでとされており、「%.*s」がない",
                                       there, STR_ARG(lint_words(b, list[i].beg, list[i].end))),
                   .question = arena_printf(l->r->arena, "%.*sは、どの様式を指すかご教示ください。",
                                            STR_ARG(lint_named(l, b, src.quote))),
               });
    }
}
