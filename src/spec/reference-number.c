/*
 * References by number: 第３条第２項, 前に出た２．(1), (2)から(5)まで, ①及び③, 2)～17), …事項1).
 *
 * A number inside a sentence is a reference only when something says so: a particle or 記載 after
 * it, 上記 before it, its own title behind it, quotation marks around it. Numbers that list things
 * inside a sentence (①北海道、②東北 …) and values (14.2兆円) are left alone. A number that leads
 * nowhere is reported as missing; a kana that leads nowhere is taken for a word.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum {
    WIDE = 3,           /* bytes of a kana or kanji */
    TITLE_NEAR = 200,   /* nodes searched on both sides for a title */
    SHORTEST_TITLE = 4, /* characters that must agree when a title decides */
    LONGEST_PART_TITLE = 40,
    BRACKET_NEAR = 300, /* bytes in which brackets are balanced */
};

/* ---- lists and ranges ---- */

struct number_list {
    struct ref_path first, last;
    bool is_range;
    unsigned count;
    size_t end;
};

/* 及び, ～, 、 between two numbers; returns its end or 0. */
static size_t read_joint(struct str s, size_t at, bool *ret_range)
{
    static const char *const range[] = {"から", "~", "-", "乃至", "ないし"};
    static const char *const list[] = {"及び",   "又は", "並びに", "若しくは", "もしくは", "および",
                                       "または", "と",   "、",     "・",       ",",        "や"};
    size_t p = skip_spaces(s, at);
    size_t n = ref_word_at(s, p, range, COUNT(range));

    *ret_range = n > 0;
    if (n == 0) {
        n = ref_word_at(s, p, list, COUNT(list));
    }
    return n > 0 ? skip_spaces(s, p + n) : p;
}

enum { LONGEST_LIST = 50 };

static bool same_shape(const struct ref_path *a, const struct ref_path *b)
{
    const struct ref_step *x = &a->steps[a->n - 1];
    const struct ref_step *y = &b->steps[b->n - 1];

    return x->kind == y->kind && x->class == y->class;
}

/* A later member leaves out the steps it shares: 3(1)及び(2). */
static void complete_path(struct ref_path *path, const struct ref_path *before)
{
    if (path->n >= before->n) {
        return;
    }
    uint8_t shared = (uint8_t)(before->n - path->n);
    struct ref_path whole = *before;

    for (uint8_t i = 0; i < path->n; i++) {
        whole.steps[shared + i] = path->steps[i];
    }
    whole.beg = path->beg;
    whole.end = path->end;
    *path = whole;
}

/* Up to LONGEST_LIST members: each place of the text may be tried as the start of a list. */
static void read_list(struct str s, struct number_list *l)
{
    while (l->count < LONGEST_LIST) {
        bool range;
        struct ref_path next;
        size_t at = read_joint(s, l->end, &range);

        if (!ref_read_path(s, at, &next) || !same_shape(&l->last, &next)) {
            break;
        }
        complete_path(&next, &l->last);
        l->is_range |= range;
        l->last = next;
        l->end = next.end;
        l->count++;
    }
    size_t p = skip_spaces(s, l->end);

    if (l->is_range && str_at(s, p, STR("まで"))) {
        l->end = p + 2 * WIDE;
    }
}

/* ---- is it a reference? ---- */

static bool follows_reference(struct str s, size_t at)
{
    static const char *const after[] = {
        "の",   "に",   "を",   "は",   "が",   "で",       "と", "へ",     "も", "から",
        "まで", "より", "記載", "参照", "以外", "のとおり", "各", "、又は", "【"};

    return ref_word_at(s, skip_spaces(s, at), after, COUNT(after)) > 0;
}

/* The ) of 2) ends a bracket that began before: （企画書の１及び２）. */
static bool closes_bracket(struct str s, size_t pos)
{
    struct str before = str_sub(s, pos > BRACKET_NEAR ? utf8_floor(s, pos - BRACKET_NEAR) : 0, pos);
    size_t close = pos;
    int depth = 0;

    while (close < s.n && s.p[close] >= '0' && s.p[close] <= '9') {
        close++;
    }
    if (!str_at(s, close, STR(")"))) {
        return false;
    }
    for (size_t i = 0; i < before.n; i++) {
        depth += before.p[i] == '(' ? 1 : before.p[i] == ')' && depth > 0 ? -1 : 0;
    }
    if (depth == 0) {
        return false;
    }
    for (size_t i = close + 1; i < s.n && i < close + BRACKET_NEAR; i++) {
        depth += s.p[i] == '(' ? 1 : s.p[i] == ')' ? -1 : 0;
        if (depth == 0) {
            return false;
        }
    }
    return true;
}

/* What may stand right before a number that is no digit of something else. */
static bool precedes_reference(struct str s, size_t pos, size_t floor)
{
    static const char *const words[] = {"事項",   "項目", "上記", "下記", "以下", "前記", "要領",
                                        "仕様書", "要件", "規定", "但",   "又",   "記"};
    size_t p = pos;

    while (p > 0 && s.p[p - 1] == ' ') {
        p--;
    }
    if (p <= floor) {
        return true;
    }
    if (s.p[p - 1] == '(' && s.p[pos] != '(') {
        return !closes_bracket(s, pos);
    }
    switch (char_class_before(s, p)) {
    case CHAR_HIRAGANA:
    case CHAR_COMMA:
    case CHAR_STOP:
    case CHAR_OPEN:
        return true;
    case CHAR_CLOSE:
        return s.p[pos] == '(' || str_ends(str_sub(s, 0, p), STR("」"));
    case CHAR_KANJI:
        for (size_t i = 0; i < COUNT(words); i++) {
            if (str_ends(str_sub(s, 0, p), str_of(words[i]))) {
                return true;
            }
        }
        return s.p[pos] == '(' && p < pos;
    default:
        return str_ends(str_sub(s, 0, p), STR("~")) || str_ends(str_sub(s, 0, p), STR("※"));
    }
}

/* ①…、②… inside one sentence lists things; it refers to nothing. */
static bool is_inline_list(const struct ref_at *at, const struct number_list *l)
{
    struct ref_step step = l->first.steps[0];

    if (step.kind != STEP_MARK || step.class != MARK_CIRCLED || l->first.n != 1 ||
        step.ordinal > 19) {
        return false;
    }
    for (uint32_t other = step.ordinal == 1 ? 2 : step.ordinal - 1; other <= step.ordinal + 1;
         other += 2) {
        char sign[UTF8_MAX];
        struct str mark = {.p = sign, .n = utf8_write(0x2460 + other - 1, sign)};

        struct str before = str_sub(at->s, at->b->body, l->first.beg);

        if (str_has(ref_before(before, before.n), mark) ||
            str_has(ref_behind(at->s, l->end), mark)) {
            return true;
        }
    }
    return false;
}

/* ---- titles beside a number ---- */

static size_t common_characters(struct str a, struct str b)
{
    size_t n = 0;
    size_t i = 0;
    size_t k = 0;

    for (;;) {
        i = skip_spaces(a, i);
        k = skip_spaces(b, k);
        if (i >= a.n || k >= b.n) {
            return n;
        }
        uint32_t x;
        uint32_t y;

        i += utf8_decode(a, i, &x);
        k += utf8_decode(b, k, &y);
        if (x != y) {
            return n;
        }
        n++;
    }
}

/* A node near by with the same number whose text begins as `words` do. */
static uint32_t find_by_words(const struct ref_at *at, const struct ref_step *step,
                              struct str words, uint32_t except)
{
    const struct reading *r = at->r;
    uint32_t here = at->b->node;
    uint32_t first = here > TITLE_NEAR ? here - TITLE_NEAR : 0;
    uint32_t last = MIN(r->nodes.n, here + TITLE_NEAR);
    uint32_t best = REG_NO_INDEX;
    size_t best_common = SHORTEST_TITLE - 1;

    for (uint32_t i = first; i < last; i++) {
        const struct node *n = &r->nodes.v[i];

        if (i == except || n->part != at->b->part || n->level == 0 ||
            n->marker.ordinal != step->ordinal ||
            (n->marker.class != step->class && n->marker.class != MARK_BARE)) {
            continue;
        }
        size_t common = common_characters(ref_node_text(at->x, i), words);

        if (common > best_common) {
            best = i;
            best_common = common;
        }
    }
    return best;
}

/* A heading of the same kind of list, under another number, that the words begin with. */
static uint32_t find_heading(const struct ref_at *at, const struct ref_step *step, struct str words)
{
    const struct reading *r = at->r;
    uint32_t here = at->b->node;
    uint32_t last = MIN(r->nodes.n, here + TITLE_NEAR);

    for (uint32_t i = here > TITLE_NEAR ? here - TITLE_NEAR : 0; i < last; i++) {
        const struct node *n = &r->nodes.v[i];

        if (n->part == at->b->part && n->level > 0 && n->marker.ordinal != step->ordinal &&
            (n->marker.class == step->class || n->marker.class == MARK_BARE) &&
            common_characters(n->heading, words) >= SHORTEST_TITLE) {
            return i;
        }
    }
    return REG_NO_INDEX;
}

/* Part whose title the words before `pos` end with: …に関する事項1). */
static uint32_t part_named_before(const struct ref_at *at, size_t pos, size_t *ret_beg)
{
    size_t p = pos;

    for (unsigned i = 0; i < LONGEST_PART_TITLE && p > 0; i++) {
        p = char_before(at->s, p);
        if (char_class_at(at->s, p) == CHAR_STOP || char_class_at(at->s, p) == CHAR_COMMA) {
            break;
        }
        uint32_t part = i < 3 ? REG_NO_INDEX
                              : ref_names_find(&at->x->titles, str_sub(at->s, p, pos), at->b->part);

        if (part != REG_NO_INDEX) {
            *ret_beg = p;
            return part;
        }
    }
    return REG_NO_INDEX;
}

/* ---- resolving ---- */

static struct str label_of_list(const struct ref_at *at, const struct number_list *l)
{
    return str_sub(at->s, l->first.beg, l->end);
}

static struct str target_of_list(const struct ref_at *at, const struct ref_hit *hit,
                                 const struct number_list *l)
{
    struct str first = ref_target_of_node(at->x, hit->node);

    if (hit->node_last == REG_NO_INDEX) {
        return first;
    }
    struct str last = ref_target_of_node(at->x, hit->node_last);

    return arena_printf(at->r->arena, "%.*s%s%.*s", STR_ARG(first), l->is_range ? "～" : "、",
                        STR_ARG(last));
}

static void set_found(const struct ref_at *at, const struct number_list *l, uint32_t first,
                      uint32_t last, struct ref_hit *ret)
{
    ret->outcome = REFERENCE_FOUND;
    ret->node = first;
    ret->node_last = last != first ? last : REG_NO_INDEX;
    ret->part = at->r->nodes.v[first].part;
    ret->target = target_of_list(at, ret, l);
}

static void set_missing(const struct ref_at *at, const struct number_list *l, struct ref_hit *ret)
{
    ret->outcome = REFERENCE_MISSING;
    ret->target = label_of_list(at, l);
    ret->note = STR("この番号の項目がない");
}

static bool starts_with_article(const struct number_list *l)
{
    const struct ref_step *s = &l->first.steps[0];

    return s->kind == STEP_MARK &&
           (s->class == MARK_ARTICLE || s->class == MARK_CHAPTER || s->class == MARK_SECTION);
}

/* 手引の第３章, 契約書上の第７条: an article of another text. */
static bool is_of_another_text(const struct ref_at *at, size_t pos)
{
    static const char *const own[] = {"本契約の", "この契約の", "本仕様書の", "この仕様書の",
                                      "本要領の", "本書の",     "この要領の"};
    struct str before = str_trim(str_sub(at->s, 0, pos));

    for (size_t i = 0; i < COUNT(own); i++) {
        if (str_ends(before, str_of(own[i]))) {
            return false;
        }
    }
    if (!str_ends(before, STR("の"))) {
        return false;
    }
    enum char_class class = char_class_before(before, before.n - WIDE);

    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_CLOSE ||
           class == CHAR_LATIN;
}

/* The title that stands behind the number, in brackets or up to a closing 」. */
static struct str title_behind(const struct ref_at *at, const struct number_list *l, bool quoted,
                               size_t *ret_end)
{
    struct str s = at->s;
    size_t p = skip_spaces(s, l->end);
    const char *close = NULL;
    size_t beg = p;

    if (str_at(s, p, STR("【"))) {
        close = "】";
        beg = p + WIDE;
    } else if (str_at(s, p, STR("「"))) {
        close = "」";
        beg = p + WIDE;
    } else if (quoted) {
        close = "」";
    }
    if (close == NULL) {
        return (struct str){};
    }
    ptrdiff_t end = str_find(str_sub(s, 0, MIN(s.n, beg + REF_NEAR_BYTES)), str_of(close), beg);

    if (end < 0 || char_count(str_sub(s, beg, (size_t)end)) > 60) {
        return (struct str){};
    }
    *ret_end = (size_t)end + WIDE;
    return str_sub(s, beg, (size_t)end);
}

static bool is_below(const struct reading *r, uint32_t node, uint32_t above)
{
    while (above != REG_NO_INDEX && node != above && r->nodes.v[node].level > 0) {
        node = r->nodes.v[node].parent;
    }
    return node == above;
}

/* The number is found; does the title agree with it? */
static void compare_title(const struct ref_at *at, struct ref_hit *ret)
{
    uint32_t named = ref_names_find(&at->x->headings, ret->title, at->b->node);
    struct str text = ret->node == REG_NO_INDEX ? (struct str){} : ref_node_text(at->x, ret->node);
    struct str heading =
        ret->node == REG_NO_INDEX ? (struct str){} : at->r->nodes.v[ret->node].heading;

    if (ret->node != REG_NO_INDEX && (common_characters(text, ret->title) >=
                                          MIN(char_count(ret->title), (size_t)SHORTEST_TITLE) ||
                                      str_has(heading, ret->title) || named == REG_NO_INDEX)) {
        return;
    }
    if (named != REG_NO_INDEX && is_below(at->r, named, ret->node)) {
        ret->node = named;
        ret->target = ref_target_of_node(at->x, named);
        return;
    }
    if (named != REG_NO_INDEX) {
        ret->outcome = REFERENCE_MOVED;
        ret->rival = named;
        ret->note = arena_printf(at->r->arena, "「%.*s」は%.*sにある", STR_ARG(ret->title),
                                 STR_ARG(ref_target_of_node(at->x, named)));
    }
}

/* 2. followed by words: they must be those of the item, or an item like that stands elsewhere. */
static bool resolve_by_words(const struct ref_at *at, const struct number_list *l,
                             struct ref_hit *ret)
{
    const struct ref_step *step = &l->first.steps[0];
    struct str words = str_sub(at->s, l->end, at->s.n);
    uint32_t node = ret->node;
    size_t common = node == REG_NO_INDEX ? 0 : common_characters(ref_node_text(at->x, node), words);

    if (common >= 2) {
        return true;
    }
    uint32_t other = find_by_words(at, step, words, node);

    if (other != REG_NO_INDEX) {
        ret->rival = node;
        set_found(at, l, other, other, ret);
        if (ret->rival != REG_NO_INDEX) {
            ret->outcome = REFERENCE_AMBIGUOUS;
            ret->note = arena_printf(at->r->arena, "%.*sにも同じ番号がある",
                                     STR_ARG(ref_target_of_node(at->x, ret->rival)));
        }
        return true;
    }
    other = find_heading(at, step, words);
    if (other != REG_NO_INDEX) {
        ret->outcome = REFERENCE_MOVED;
        ret->rival = other;
        ret->target = ref_target_of_node(at->x, other);
        ret->note = arena_printf(at->r->arena, "番号は%.*sだが、「%.*s」は%.*sにある",
                                 STR_ARG(label_of_list(at, l)),
                                 STR_ARG(at->r->nodes.v[other].heading), STR_ARG(ret->target));
        return true;
    }
    /* る2. 企業の…: a number astray in the sentence. */
    size_t p = l->first.beg;

    if (char_class_before(at->s, p) != CHAR_HIRAGANA ||
        char_class_at(at->s, skip_spaces(at->s, l->end)) != CHAR_KANJI) {
        return false;
    }
    ret->rival = node;
    ret->node = REG_NO_INDEX;
    set_missing(at, l, ret);
    ret->note = STR("番号の後の語に当たる項目がない");
    return true;
}

static void resolve(const struct ref_at *at, const struct number_list *l, uint32_t named_part,
                    struct ref_hit *ret)
{
    uint32_t first;
    uint32_t last;

    if (named_part != REG_NO_INDEX) {
        uint32_t root = ref_part_root(at->x, named_part);

        first = ref_resolve_below(at->x, root, &l->first);
        last = ref_resolve_below(at->x, root, &l->last);
    } else {
        first = ref_resolve(at->x, at->b->node, &l->first);
        last = ref_resolve(at->x, at->b->node, &l->last);
    }
    if (first == REG_NO_INDEX || last == REG_NO_INDEX) {
        set_missing(at, l, ret);
        return;
    }
    set_found(at, l, first, last, ret);
}

static bool is_weak_letter(const struct number_list *l)
{
    enum marker_class class = l->first.steps[0].class;

    return l->first.steps[0].kind == STEP_MARK &&
           (class == MARK_KATAKANA || class == MARK_PAREN_KATAKANA || class == MARK_PAREN_LATIN ||
            class == MARK_PAREN_KANJI || class == MARK_ROMAN || class == MARK_MULTI);
}

/* Whether the number may be read as a reference before asking what it leads to. */
static bool may_refer(const struct ref_at *at, const struct number_list *l, bool quoted)
{
    const struct ref_step *step = &l->first.steps[0];

    if (starts_with_article(l)) {
        return step->class == MARK_ARTICLE || follows_reference(at->s, l->end);
    }
    if (step->kind == STEP_ITEM) {
        enum char_class class = char_class_before(at->s, l->first.beg);

        return class == CHAR_HIRAGANA || class == CHAR_COMMA || class == CHAR_NONE;
    }
    if (step->kind == STEP_PARAGRAPH) {
        return char_class_before(at->s, l->first.beg) != CHAR_KANJI;
    }
    if (!precedes_reference(at->s, l->first.beg, at->b->body) || is_inline_list(at, l) ||
        (step->class == MARK_HALF_PAREN && l->count == 1 && closes_bracket(at->s, l->first.beg))) {
        return false;
    }
    if (l->count > 1 || l->first.n > 1) {
        return follows_reference(at->s, l->end) || l->is_range;
    }
    return quoted || step->class == MARK_DECIMAL || follows_reference(at->s, l->end);
}

/* Digits that no sign of an item follows: nearly all numbers. */
static bool is_plain_number(struct str s, size_t at)
{
    size_t end = at;

    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') {
        end++;
    }
    return end > at && (end == s.n || (s.p[end] != ')' && s.p[end] != '.' && s.p[end] != '('));
}

bool ref_scan_number(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    if (is_plain_number(at->s, pos)) {
        return false;
    }
    struct number_list l = {.count = 1};

    if (!ref_read_path(at->s, pos, &l.first)) {
        return false;
    }
    l.last = l.first;
    l.end = l.first.end;
    read_list(at->s, &l);
    bool quoted = str_ends(str_sub(at->s, 0, pos), STR("「"));

    if (!may_refer(at, &l, quoted)) {
        return false;
    }
    size_t beg = pos;
    uint32_t part = l.first.steps[0].kind == STEP_MARK && !starts_with_article(&l)
                        ? part_named_before(at, pos, &beg)
                        : REG_NO_INDEX;

    ret->way = BY_NUMBER;
    ret->beg = beg;
    ret->end = l.end;
    ret->label = label_of_list(at, &l);
    if (starts_with_article(&l) && (is_of_another_text(at, pos) || !at->x->has_articles)) {
        ret->outcome = REFERENCE_OUTSIDE;
        ret->kind = REF_EXTERNAL;
        ret->target = ret->label;
        ret->quote_beg = ref_clause_start(at->s, pos, at->b->body, 12);
        return true;
    }
    resolve(at, &l, part, ret);
    if (ret->node == REG_NO_INDEX && is_weak_letter(&l)) {
        return false;
    }
    size_t title_end = ret->end;

    ret->title = title_behind(at, &l, quoted, &title_end);
    if (ret->title.n > 0) {
        ret->end = title_end;
        compare_title(at, ret);
        return true;
    }
    bool bare_decimal = l.count == 1 && l.first.n == 1 && l.first.steps[0].kind == STEP_MARK &&
                        l.first.steps[0].class == MARK_DECIMAL;

    if (bare_decimal && !follows_reference(at->s, l.end)) {
        return pos > at->b->body && resolve_by_words(at, &l, ret);
    }
    return true;
}
