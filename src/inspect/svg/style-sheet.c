/*
 * Style sheets; see style-sheet.h. Rules are found by the last simple selector of theirs through a
 * table of hashes.
 */
#include "inspect/svg/style-sheet.h"

enum { MAX_RULES = 5000, INDEX_ROOM = 1 << 13 };

void style_sheet_init(struct style_sheet *s, struct arena *a)
{
    *s = (struct style_sheet){.arena = a, .index = ARENA_ARRAY(a, INDEX_ROOM, uint32_t)};
}

static uint32_t *place_of(const struct style_sheet *s, struct str key)
{
    return &s->index[str_hash(key) & (INDEX_ROOM - 1)];
}

/* One selector with its declarations: "text.st0" is kept under ".st0", and unsure. */
static void add_rule(struct style_sheet *s, struct str selector, struct str declarations,
                     bool is_unsure)
{
    size_t beg = 0;

    selector = str_trim(selector);
    if (selector.n == 0) {
        return;
    }
    if (s->rules.n >= MAX_RULES) {
        s->is_cut = true;
        return;
    }
    for (size_t i = 0; i < selector.n; i++) {
        if (style_is_blank(selector.p[i]) || memchr(">+~[:*", selector.p[i], 6) != NULL) {
            is_unsure |= selector.n > 1;
            beg = style_is_blank(selector.p[i]) || memchr(">+~", selector.p[i], 3) != NULL ? i + 1
                                                                                           : beg;
        }
    }
    struct str last = str_sub(selector, beg, selector.n);
    size_t end = last.n;

    for (size_t i = 1; i < last.n; i++) {
        if (memchr(".#:[", last.p[i], 4) != NULL) {
            is_unsure = true;
            if (last.p[0] == '.' || last.p[0] == '#' || last.p[i] == ':' || last.p[i] == '[') {
                end = MIN(end, i);
            } else {
                last = str_sub(last, i, last.n);
                end = last.n;
                i = 0;
            }
        }
    }
    last = str_sub(last, 0, end);
    bool is_any = last.n == 0 || last.p[0] == '*' || last.p[0] == ':' || last.p[0] == '[';
    struct str key = is_any ? (struct str){} : last;
    uint32_t *place = place_of(s, key);

    *VEC_ADD(s->arena, &s->rules) = (struct style_rule){.key = key,
                                                        .declarations = declarations,
                                                        .next = *place,
                                                        .rank = is_any            ? 0
                                                                : key.p[0] == '#' ? 3
                                                                : key.p[0] == '.' ? 2
                                                                                  : 1,
                                                        .is_unsure = is_unsure};
    *place = s->rules.n;
}

static void add_rules(struct style_sheet *s, struct str selectors, struct str declarations,
                      bool is_unsure)
{
    for (size_t at = 0; at <= selectors.n;) {
        const char *comma =
            at < selectors.n ? memchr(selectors.p + at, ',', selectors.n - at) : NULL;
        size_t end = comma == NULL ? selectors.n : (size_t)(comma - selectors.p);

        add_rule(s, str_sub(selectors, at, end), declarations, is_unsure);
        at = end + 1;
    }
}

/* Comments and the marks of CDATA as blanks, in arena memory. */
static struct str without_comments(struct arena *a, struct str sheet)
{
    struct str out = arena_str(a, sheet);
    char *p = (char *)(uintptr_t)out.p; /* its own copy */

    for (ptrdiff_t beg, from = 0; (beg = str_find(out, STR("/*"), (size_t)from)) >= 0;) {
        ptrdiff_t end = str_find(out, STR("*/"), (size_t)beg + 2);

        from = end < 0 ? (ptrdiff_t)out.n : end + 2;
        memset(p + beg, ' ', (size_t)(from - beg));
    }
    static const struct str marks[] = {STR_IN_TABLE("<![CDATA["), STR_IN_TABLE("]]>"),
                                       STR_IN_TABLE("<!--"), STR_IN_TABLE("-->")};

    for (size_t i = 0; i < COUNT(marks); i++) {
        ptrdiff_t at = str_find(out, marks[i], 0);

        if (at >= 0) {
            memset(p + at, ' ', marks[i].n);
        }
    }
    return out;
}

void style_sheet_add(struct style_sheet *s, struct str sheet)
{
    struct str text = without_comments(s->arena, sheet);
    int in_media = 0;

    for (size_t at = 0; at < text.n;) {
        size_t end = at;

        while (end < text.n && memchr("{};", text.p[end], 3) == NULL) {
            end++;
        }
        struct str head = str_trim(str_sub(text, at, end));
        char c = end < text.n ? text.p[end] : ';';

        at = end + 1;
        if (c == '}') {
            in_media -= in_media > 0;
        }
        if (c != '{') {
            continue;
        }
        if (str_starts(head, STR("@media")) || str_starts(head, STR("@supports"))) {
            in_media++;
            continue;
        }
        const char *close = at < text.n ? memchr(text.p + at, '}', text.n - at) : NULL;

        end = close == NULL ? text.n : (size_t)(close - text.p);
        if (!str_starts(head, STR("@"))) {
            add_rules(s, head, str_sub(text, at, end), in_media > 0);
        }
        at = end + 1;
    }
}

static void match(const struct style_sheet *s, char mark, struct str word, struct style_matches *m)
{
    char name[128];
    size_t n = 0;

    if (word.n == 0 || word.n + 1 >= sizeof(name)) {
        return;
    }
    if (mark != '\0') {
        name[n++] = mark;
    }
    memcpy(name + n, word.p, word.n);
    struct str key = {.p = name, .n = n + word.n};

    for (uint32_t i = *place_of(s, key); i != 0; i = s->rules.v[i - 1].next) {
        if (str_eq(s->rules.v[i - 1].key, key) && m->n < STYLE_MAX_MATCHES) {
            m->list[m->n++] = i - 1;
        }
    }
}

/* By rank, then as they stand in the sheet. */
static void sort(const struct style_sheet *s, struct style_matches *m)
{
    for (uint32_t i = 1; i < m->n; i++) {
        uint32_t rule = m->list[i];
        uint32_t k = i;

        for (; k > 0; k--) {
            uint32_t other = m->list[k - 1];
            uint8_t rank = s->rules.v[rule].rank;

            if (s->rules.v[other].rank < rank || (s->rules.v[other].rank == rank && other < rule)) {
                break;
            }
            m->list[k] = other;
        }
        m->list[k] = rule;
    }
}

void style_sheet_match(const struct style_sheet *s, struct str name, struct str id,
                       struct str classes, struct style_matches *ret)
{
    *ret = (struct style_matches){};
    if (s->rules.n == 0) {
        return;
    }
    for (uint32_t i = *place_of(s, (struct str){}); i != 0; i = s->rules.v[i - 1].next) {
        if (s->rules.v[i - 1].key.n == 0 && ret->n < STYLE_MAX_MATCHES) {
            ret->list[ret->n++] = i - 1;
        }
    }
    match(s, '\0', name, ret);
    match(s, '#', id, ret);
    for (size_t at = 0; at < classes.n;) {
        size_t end = at;

        while (end < classes.n && !style_is_blank(classes.p[end])) {
            end++;
        }
        match(s, '.', str_sub(classes, at, end), ret);
        at = end + 1;
    }
    sort(s, ret);
}
