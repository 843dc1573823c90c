/*
 * References by label (様式１, 別紙２「…」, 別記) and by title (「…」, 「…」（別紙）).
 *
 * A title decides before a label: 別記「X」 means the part whose title is X even when no 別記 stands
 * on it, which is then said in a note. A form described by a list item （様式１）… counts as there,
 * and so does one whose address is given. The first mention of a label in a part is the reference;
 * what the text says of the form afterwards is not listed again.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum {
    WIDE = 3,
    LONGEST_QUOTE = 120, /* characters in 「」 */
    SHORTEST_TITLE = 6,  /* of a part that is named by its title alone */
    URL_AHEAD = 3,       /* blocks after a title in which its address may stand */
};

size_t ref_quote_end(struct str s, size_t pos)
{
    int depth = 0;
    size_t at = pos;

    for (unsigned i = 0; at < s.n && i < LONGEST_QUOTE; i++) {
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);

        at += n;
        depth += cp == 0x300C ? 1 : cp == 0x300D ? -1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    return 0;
}

/* ---- where a label leads ---- */

static void target_part(const struct ref_at *at, uint32_t part, struct ref_hit *ret)
{
    ret->part = part;
    ret->node = ref_part_root(at->x, part);
    ret->target = ref_target_of_part(at->x, part);
}

static bool same_label(const struct ref_at *at, uint32_t part, struct str label)
{
    struct str other = at->r->parts.v[part].label;

    return other.n > 0 && ref_name_hash(other) == ref_name_hash(label);
}

static bool resolve_by_title(const struct ref_at *at, struct ref_hit *ret)
{
    uint32_t part =
        ret->title.n == 0 ? REG_NO_INDEX : ref_names_find(&at->x->titles, ret->title, at->b->part);

    if (part == REG_NO_INDEX) {
        return false;
    }
    target_part(at, part, ret);
    if (!same_label(at, part, ret->label)) {
        ret->outcome = REFERENCE_UNLABELLED;
        ret->note =
            arena_printf(at->r->arena, "題名が一致する。「%.*s」の表示はない", STR_ARG(ret->label));
    }
    return true;
}

/* The nearest place where forms can be had, in this part; NULL = none. */
static const struct ref_download *nearest_download(const struct ref_at *at)
{
    uint32_t low = 0;
    uint32_t high = at->x->downloads.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (at->x->downloads.v[middle].block < at->block) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low = low == at->x->downloads.n && low > 0 ? low - 1 : low;
    if (low >= at->x->downloads.n ||
        at->r->blocks.v[at->x->downloads.v[low].block].part != at->b->part) {
        return NULL;
    }
    return &at->x->downloads.v[low];
}

/* Whether the place offers the form of this label. */
static bool offers(const struct ref_download *d, struct str label)
{
    uint32_t number = ref_label_number(label);

    return d->first == 0 || (number >= d->first && number <= d->last);
}

static bool resolve_by_label(const struct ref_at *at, struct ref_hit *ret)
{
    uint32_t part = ref_names_find(&at->x->labels, ret->label, at->b->part);

    if (part != REG_NO_INDEX) {
        target_part(at, part, ret);
        return true;
    }
    uint32_t item = ref_names_find(&at->x->label_items, ret->label, at->block);

    if (item != REG_NO_INDEX) {
        ret->node = at->r->blocks.v[item].node;
        ret->part = at->r->blocks.v[item].part;
        struct str path = ref_target_of_node(at->x, ret->node);

        ret->target = arena_printf(at->r->arena, "%.*s %.*s", STR_ARG(path), STR_ARG(ret->label));
        return true;
    }
    return false;
}

/* 様式２ that can be downloaded. */
static bool resolve_by_download(const struct ref_at *at, struct ref_hit *ret)
{
    const struct ref_download *d = str_has(ret->label, STR("様式")) ? nearest_download(at) : NULL;

    if (d == NULL || !offers(d, ret->label)) {
        return false;
    }
    ret->kind = REF_URL;
    ret->part = at->b->part;
    ret->node = at->r->blocks.v[d->block].node;
    ret->target = ret->label;
    ret->note = STR("様式は本文になく、入手先のURLが示されている");
    return true;
}

/* 別添様式 where just one kind of form without a label follows: that one is meant. */
static uint32_t unlabelled_form(const struct ref_at *at)
{
    const struct reading *r = at->r;
    uint32_t part = ref_names_find(&at->x->kinds, STR("様式"), at->b->part);

    return part != REG_NO_INDEX && r->parts.v[part].label.n == 0 ? part : REG_NO_INDEX;
}

static void resolve_label(const struct ref_at *at, struct ref_hit *ret)
{
    bool numbered = ret->label.n > 0 && ret->label.p[ret->label.n - 1] >= '0' &&
                    ret->label.p[ret->label.n - 1] <= '9';

    if (resolve_by_title(at, ret) || resolve_by_label(at, ret) ||
        (numbered && resolve_by_download(at, ret))) {
        return;
    }
    uint32_t form = str_has(ret->label, STR("様式")) ? unlabelled_form(at) : REG_NO_INDEX;

    if (form != REG_NO_INDEX && !numbered && ret->title.n == 0) {
        target_part(at, form, ret);
        ret->outcome = REFERENCE_UNLABELLED;
        ret->note = arena_printf(at->r->arena, "「%.*s」の表示はない", STR_ARG(ret->label));
        return;
    }
    ret->target = ret->title.n > 0 ? arena_printf(at->r->arena, "%.*s「%.*s」", STR_ARG(ret->label),
                                                  STR_ARG(ret->title))
                                   : ret->label;
    /* A document without any form leaves them to another file. */
    if (str_has(ret->label, STR("様式")) && !at->x->has_forms && at->x->label_items.list.n == 0 &&
        nearest_download(at) == NULL) {
        ret->outcome = REFERENCE_OUTSIDE;
        ret->kind = REF_EXTERNAL;
        ret->note = STR("様式は別の文書にある");
        return;
    }
    ret->outcome = REFERENCE_MISSING;
    ret->note = arena_printf(at->r->arena, "「%.*s」の表示のあるものがない", STR_ARG(ret->label));
    if (form != REG_NO_INDEX) {
        ret->rival = ref_part_root(at->x, form);
    }
}

/* ---- labels ---- */

/* Whether the label is the name of what stands here, not a pointer. */
static bool is_own_name(const struct ref_at *at, size_t pos)
{
    const struct part *p = &at->r->parts.v[at->b->part];
    struct str before = str_trim(str_sub(at->s, at->b->body, pos));

    if (p->label_block == at->block || p->title_block == at->block) {
        return true;
    }
    if (before.n > 0 && !str_eq(before, STR("(")) && !str_eq(before, STR("【"))) {
        return false;
    }
    return at->b->kind == BLOCK_HEADING || at->b->kind == BLOCK_TITLE ||
           ref_names_find(&at->x->label_items, str_sub(at->s, pos, ref_read_label(at->s, pos)),
                          at->block) == at->block;
}

/* The label is called from outside this text: …規程様式第５号. */
static bool belongs_to_rule(const struct ref_at *at, size_t pos)
{
    static const char *const rules[] = {"規程", "規則",   "要綱",   "条例",  "法",
                                        "令",   "規程の", "規則の", "要綱の"};
    struct str before = str_sub(at->s, 0, pos);

    for (size_t i = 0; i < COUNT(rules); i++) {
        if (str_ends(before, str_of(rules[i]))) {
            return true;
        }
    }
    return false;
}

/* 様式1～3ダウンロード先 */
static bool scan_download(const struct ref_at *at, size_t end, struct ref_hit *ret)
{
    static const char *const words[] = {"ダウンロード", "のダウンロード先", "の掲載場所",
                                        "掲載場所"};
    size_t n = ref_word_at(at->s, end, words, COUNT(words));

    struct str behind = ref_behind(at->s, end);

    if (n == 0 || (!str_has(behind, STR("先")) && !str_has(behind, STR("場所")))) {
        return false;
    }
    ret->way = BY_URL;
    ret->kind = REF_URL;
    ret->end = MIN(at->sentence_end, end + n + WIDE);
    ret->target = STR("様式の入手先");
    ret->quote_beg = ret->beg;
    ret->quote_end = ret->end;
    if (ref_find_url(at->r, at->block, 2) == REG_NO_INDEX) {
        ret->outcome = REFERENCE_MISSING;
        ret->note = STR("入手先のURLが書かれていない");
    }
    return true;
}

bool ref_scan_label(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    struct str s = at->s;
    size_t end = ref_read_label(s, pos);
    bool bare = end > 0 && char_class_before(s, end) != CHAR_DIGIT &&
                !str_ends(str_sub(s, pos, end), STR("号"));

    if (end == 0 ||
        (str_at(s, pos, STR("別")) && pos > 0 && char_class_before(s, pos) == CHAR_KANJI)) {
        return false;
    }
    if (bare && (str_at(s, end, STR("の仕様書")) || str_at(s, end, STR("の契約書")) ||
                 str_at(s, end, STR("仕様書")))) {
        return false; /* the text itself is what is meant */
    }
    ret->way = BY_LABEL;
    ret->beg = pos;
    ret->end = ref_read_labels(s, end);
    ret->label = str_sub(s, pos, end);
    if (scan_download(at, ret->end, ret)) {
        return true;
    }
    if (is_own_name(at, pos)) {
        return false;
    }
    static const char *const becoming[] = {"として", ")として", "とする", "とし、"};

    /* 別紙として添付する: what becomes one later. */
    if (bare && ref_word_at(s, end, becoming, COUNT(becoming)) > 0) {
        ret->silent = true;
        return true;
    }
    size_t open = skip_spaces(s, end);

    if (str_at(s, open, STR("「"))) {
        size_t close = ref_quote_end(s, open);

        if (close > 0) {
            ret->title = str_sub(s, open + WIDE, close - WIDE);
            ret->end = close;
        }
    }
    if (belongs_to_rule(at, pos)) {
        ret->outcome = REFERENCE_OUTSIDE;
        ret->kind = REF_EXTERNAL;
        ret->target = ret->label;
        ret->quote_beg = ref_clause_start(s, pos, at->b->body, 16);
        return true;
    }
    resolve_label(at, ret);
    return true;
}

/* ---- titles ---- */

/* （別紙） right after a title; the end, or 0. */
static size_t label_in_brackets(struct str s, size_t at, struct str *ret_label)
{
    size_t p = skip_spaces(s, at);

    if (!str_at(s, p, STR("("))) {
        return 0;
    }
    size_t beg = skip_spaces(s, p + 1);
    size_t end = ref_read_label(s, beg);

    *ret_label = str_sub(s, beg, end);
    return end > 0 && str_at(s, end, STR(")")) ? end + 1 : 0;
}

static bool is_defining(struct str s, size_t pos, size_t end)
{
    static const char *const after[] = {"という", "といい",   "と総称", "とは",
                                        "と称",   "等という", "と略"};
    struct str before = str_trim(str_sub(s, 0, pos));

    return ref_word_at(s, end, after, COUNT(after)) > 0 || str_ends(before, STR("以下")) ||
           str_ends(before, STR("以下、"));
}

/* A mark （※１） behind the title says where it is. */
static bool has_mark_behind(struct str s, size_t end)
{
    size_t p = skip_spaces(s, end);

    p += str_at(s, p, STR("(")) ? 1 : 0;
    return str_at(s, p, STR("※")) || str_at(s, p, STR("^")) || str_at(s, p, STR("注"));
}

/* （平成１８年 …第１号） and 第３条 behind an outside title belong to it. */
static size_t extend_outside(struct str s, size_t end)
{
    size_t p = skip_spaces(s, end);

    if (str_at(s, p, STR("("))) {
        ptrdiff_t close = str_find(str_sub(s, 0, MIN(s.n, p + REF_NEAR_BYTES)), STR(")"), p);

        if (close > 0 && (size_t)close - p < 120 &&
            str_has(str_sub(s, p, (size_t)close), STR("号"))) {
            end = (size_t)close + 1;
            p = end;
        }
    }
    struct ref_path path;

    return str_at(s, p, STR("第")) && ref_read_path(s, p, &path) ? path.end : end;
}

static bool scan_outside_title(const struct ref_at *at, size_t end, struct ref_hit *ret)
{
    static const char *const made_here[] = {"を作成",     "の作成",   "を策定",
                                            "として作成", "案を作成", "を新たに"};

    if (!ref_is_outside_title(ret->title) ||
        ref_word_at(at->s, end, made_here, COUNT(made_here)) > 0) {
        return false;
    }
    static const char *const books[] = {"マニュアル",   "手引",   "手引き",
                                        "ガイドライン", "ガイド", "指針"};
    bool book = false;

    for (size_t i = 0; i < COUNT(books); i++) {
        book |= str_ends(ret->title, str_of(books[i]));
    }
    ret->way = BY_LAW;
    ret->end = extend_outside(at->s, end);
    ret->target = ret->title;
    ret->outcome = REFERENCE_OUTSIDE;
    ret->kind = REF_EXTERNAL;
    if (book && ref_find_url(at->r, at->block, URL_AHEAD) != REG_NO_INDEX) {
        ret->way = BY_DOCUMENT;
        ret->kind = REF_URL;
        ret->outcome = REFERENCE_FOUND;
    }
    return true;
}

bool ref_scan_title(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    struct str s = at->s;
    size_t end = ref_quote_end(s, pos);

    if (end == 0 || end < pos + 3 * WIDE || is_defining(s, pos, end) || has_mark_behind(s, end)) {
        return false;
    }
    ret->beg = pos;
    ret->end = end;
    ret->title = str_sub(s, pos + WIDE, end - WIDE);
    size_t bracket = label_in_brackets(s, end, &ret->label);

    if (bracket > 0) {
        ret->way = BY_LABEL;
        ret->end = bracket;
        ret->quote_beg = pos;
        resolve_label(at, ret);
        return true;
    }
    ret->label = (struct str){};
    uint32_t part = char_count(ret->title) < SHORTEST_TITLE
                        ? REG_NO_INDEX
                        : ref_names_find(&at->x->titles, ret->title, at->b->part);

    if (part != REG_NO_INDEX && part != at->b->part) {
        ret->way = BY_TITLE;
        target_part(at, part, ret);
        return true;
    }
    if (scan_outside_title(at, end, ret)) {
        return true;
    }
    static const char *const pointing[] = {"に記載", "に定め", "のとおり", "を参照",
                                           "に示",   "に掲げ", "の項",     "による"};
    uint32_t node = ref_names_find(&at->x->headings, ret->title, at->b->node);

    if (node == REG_NO_INDEX || ref_word_at(s, end, pointing, COUNT(pointing)) == 0) {
        return false;
    }
    ret->way = BY_TITLE;
    ret->node = node;
    ret->part = at->r->nodes.v[node].part;
    ret->target = ref_target_of_node(at->x, node);
    return true;
}
