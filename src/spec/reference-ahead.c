/*
 * References forward: 次の…, 以下の…, 下記… mean the list, table, head or address that follows; when
 * nothing of the kind follows the words are prose (次の世代), unless they promise it (次の各号).
 * Lead-ins of a whole document (以下の要領で募集, 下記のとおり with 記) refer to nothing in particular.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum {
    WIDE = 3,
    AHEAD_BLOCKS = 12, /* where what follows is looked for */
};

/* What follows a forward reference. */
enum follower {
    FOLLOWS_NOTHING,
    FOLLOWS_TEXT,
    FOLLOWS_LIST,
    FOLLOWS_BULLETS,
    FOLLOWS_TABLE,
    FOLLOWS_HEAD,
    FOLLOWS_URL
};

struct following {
    enum follower what;
    uint32_t block;
    uint32_t first, last; /* nodes of a list */
};

static bool is_head(const struct block *b)
{
    struct str s = b->t.s;

    return b->marker.class == MARK_HEAD ||
           (str_at(s, 0, STR("(")) && str_ends(s, STR(")")) && char_count(s) <= 30);
}

static bool is_inside(const struct reading *r, uint32_t node, uint32_t scope)
{
    while (node != scope && r->nodes.v[node].level > 0) {
        node = r->nodes.v[node].parent;
    }
    return node == scope;
}

/* The last item of the list that `first` opens. */
static uint32_t last_of_list(const struct ref_at *at, uint32_t first)
{
    uint32_t last = first;

    for (uint32_t k = 1; k < 100; k++) {
        const struct marker *m = &at->r->nodes.v[first].marker;
        struct ref_step step = {.class = m->class, .ordinal = m->ordinal + k};
        uint32_t next = ref_child(at->x, at->r->nodes.v[first].parent, &step, last);

        if (next == REG_NO_INDEX || next < last) {
            break;
        }
        last = next;
    }
    return last;
}

/*
 * How many stretches of blanks part columns in a line that says nothing else: no sentence ends in
 * it.
 */
static uint32_t count_columns_gaps(const struct block *b)
{
    struct str s = str_trim(b->t.s);
    uint32_t gaps = 0;

    for (ptrdiff_t at = str_find(s, STR("  "), 0); at >= 0;
         at = str_find(s, STR("  "), (size_t)at)) {
        at = (ptrdiff_t)skip_spaces(s, (size_t)at);
        gaps++;
    }
    return b->table != 0 || str_has(s, STR("。")) ? 0 : gaps;
}

/* Rows whose columns are parted by blanks: two at least, with as many columns each. */
static bool is_spaced_table(const struct reading *r, uint32_t index)
{
    uint32_t gaps = count_columns_gaps(&r->blocks.v[index]);

    return gaps > 0 && index + 1 < r->blocks.n &&
           r->blocks.v[index + 1].part == r->blocks.v[index].part &&
           count_columns_gaps(&r->blocks.v[index + 1]) == gaps;
}

/* The kind of structure a block opens, seen from the block that points forward. */
static enum follower kind_of(const struct ref_at *at, const struct block *b, uint32_t index)
{
    const struct block *from = at->b;

    if (b->table != 0 && b->table != from->table) {
        return FOLLOWS_TABLE;
    }
    if (marker_is_numbered(&b->marker) && at->r->nodes.v[b->node].block == index &&
        b->node != from->node) {
        return FOLLOWS_LIST;
    }
    if (str_has(ref_behind(b->t.s, 0), STR("http"))) {
        return FOLLOWS_URL;
    }
    if ((b->marker.class == MARK_BULLET || b->list_level > from->list_level) &&
        b->kind != BLOCK_NOTE) {
        return FOLLOWS_BULLETS;
    }
    if (is_spaced_table(at->r, index)) {
        return FOLLOWS_TABLE;
    }
    return is_head(b) ? FOLLOWS_HEAD : FOLLOWS_TEXT;
}

/* Looks at the blocks after the reference, inside its item. */
static struct following look_ahead(const struct ref_at *at)
{
    const struct reading *r = at->r;
    const struct part *part = &r->parts.v[at->b->part];
    uint32_t end = MIN(part->block_first + part->block_count, at->block + 1 + AHEAD_BLOCKS);
    struct following text = {.first = REG_NO_INDEX, .last = REG_NO_INDEX};

    for (uint32_t i = at->block + 1; i < end; i++) {
        const struct block *b = &r->blocks.v[i];

        if (b->kind == BLOCK_NOTE && !str_has(b->t.s, STR("http"))) {
            continue;
        }
        if (!is_inside(r, b->node, at->b->node) && b->table == 0) {
            break;
        }
        enum follower what = kind_of(at, b, i);

        if (what == FOLLOWS_LIST) {
            return (struct following){
                .what = what, .block = i, .first = b->node, .last = last_of_list(at, b->node)};
        }
        if (what != FOLLOWS_TEXT) {
            return (struct following){
                .what = what, .block = i, .first = REG_NO_INDEX, .last = REG_NO_INDEX};
        }
        if (text.what == FOLLOWS_NOTHING && i == at->block + 1) {
            text.what = FOLLOWS_TEXT;
            text.block = i;
        }
    }
    return text;
}

/* （確保すべき体制）: a head in brackets that a converter left at the end of a paragraph. */
static bool has_bracket_head(struct str s, struct str noun, size_t from)
{
    s = ref_behind(s, from);
    for (ptrdiff_t open = str_find(s, STR("("), 0); open >= 0;
         open = str_find(s, STR("("), (size_t)open + 1)) {
        ptrdiff_t close = str_find(s, STR(")"), (size_t)open);

        if (close < 0) {
            return false;
        }
        struct str inner = str_sub(s, (size_t)open + 1, (size_t)close);

        if (str_ends(inner, noun) && char_count(inner) <= REF_LONGEST_NOUN) {
            return true;
        }
    }
    return false;
}

/* A head （…）, 【…】 near below, or in brackets in this very block, that says the noun. */
static uint32_t find_head(const struct ref_at *at, struct str noun, size_t from)
{
    const struct reading *r = at->r;
    const struct part *part = &r->parts.v[at->b->part];
    uint32_t end = MIN(part->block_first + part->block_count, at->block + 1 + AHEAD_BLOCKS);

    if (char_count(noun) < 2) {
        return REG_NO_INDEX;
    }
    for (uint32_t i = at->block + 1; i < end; i++) {
        const struct block *b = &r->blocks.v[i];
        struct str start = str_sub(b->t.s, 0, 120);

        if ((is_head(b) || (b->kind == BLOCK_HEADING && marker_is_numbered(&b->marker))) &&
            str_has(start, noun)) {
            return i;
        }
        if (!marker_is_numbered(&b->marker) && has_bracket_head(b->t.s, noun, 0)) {
            return i;
        }
    }
    return has_bracket_head(at->s, noun, from) ? at->block : REG_NO_INDEX;
}

static void describe(const struct ref_at *at, const struct following *f, struct ref_hit *ret)
{
    struct str section = ref_target_of_node(at->x, at->b->node);

    ret->part = at->b->part;
    switch (f->what) {
    case FOLLOWS_LIST:
        ret->node = f->first;
        ret->node_last = f->last == f->first ? REG_NO_INDEX : f->last;
        ret->target = ref_target_of_node(at->x, f->first);
        if (f->last != f->first) {
            struct str last = ref_target_of_node(at->x, f->last);

            ret->target =
                arena_printf(at->r->arena, "%.*s～%.*s", STR_ARG(ret->target), STR_ARG(last));
        }
        return;
    case FOLLOWS_TABLE:
        ret->target = arena_printf(at->r->arena, "%.*sの表", STR_ARG(section));
        break;
    case FOLLOWS_URL:
        ret->target = STR("次に示すURL");
        ret->kind = REF_URL;
        break;
    case FOLLOWS_HEAD: {
        struct str head = at->r->blocks.v[f->block].t.s;

        ret->target = arena_printf(at->r->arena, "%.*s %.*s", STR_ARG(section),
                                   (int)utf8_floor(head, MIN(head.n, 60u)), head.p);
        break;
    }
    case FOLLOWS_BULLETS:
    case FOLLOWS_TEXT:
    case FOLLOWS_NOTHING:
        ret->target = arena_printf(at->r->arena, "%.*sの直後", STR_ARG(section));
        break;
    }
    ret->node = at->b->node;
}

/* 次の世代, 次の月: time or order, no pointer. */
static bool is_prose(struct str s, size_t noun)
{
    static const char *const words[] = {"世代", "段階", "機会", "時代", "ステップ", "よう", "契約"};
    static const char *const units[] = {"日", "年", "月", "週", "回", "期"};
    size_t n = ref_word_at(s, noun, units, COUNT(units));

    return ref_word_at(s, noun, words, COUNT(words)) > 0 ||
           (n > 0 && char_class_at(s, noun + n) != CHAR_KANJI);
}

/* The sentence leads in the whole document. */
static bool is_lead_in(struct str rest)
{
    static const char *const words[] = {"募集し", "募集を",     "を募集",   "公募し",   "公告し",
                                        "を公募", "契約を締結", "公告する", "募集する", "公募する"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(rest, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Words that promise something, whatever its form. */
static bool is_promise(struct str s, size_t p)
{
    static const char *const words[] = {"各号",     "各項",     "表",       "図",
                                        "とおり",   "通り",     "に掲げる", "に示す",
                                        "に定める", "いずれか", "URL",      "に記載する"};

    return ref_word_at(s, p, words, COUNT(words)) > 0;
}

/* A letter with 記 between its text and its list: 下記のとおり is a formula. */
static bool has_ki(const struct ref_at *at)
{
    const struct part *part = &at->r->parts.v[at->b->part];
    uint32_t end = MIN(part->block_first + part->block_count, at->block + 1 + AHEAD_BLOCKS);

    for (uint32_t i = at->block + 1; i < end; i++) {
        if (str_eq(str_trim(at->r->blocks.v[i].t.s), STR("記"))) {
            return true;
        }
    }
    return false;
}

/* Reads 次の, 次に掲げる, 以下の, 下記, 下表…; the start of the noun, or 0. */
static size_t read_forward_word(const struct ref_at *at, size_t pos, size_t *ret_word_end)
{
    struct str s = at->s;
    size_t p = pos + 2 * WIDE;

    if (str_at(s, pos, STR("下表")) || str_at(s, pos, STR("次表"))) {
        *ret_word_end = p;
        return char_class_before(s, pos) == CHAR_KANJI ? 0 : pos + WIDE;
    }
    if (str_at(s, pos, STR("次"))) {
        static const char *const after[] = {"の",         "に掲げる", "に示す",  "に定める",
                                            "に記載する", "により",   "を満たす"};

        p = pos + WIDE;
        if (char_class_before(s, pos) == CHAR_KANJI ||
            ref_word_at(s, p, after, COUNT(after)) == 0) {
            return 0;
        }
    } else if (str_at(s, pos, STR("以下"))) {
        enum char_class before = char_class_before(s, pos);
        static const char *const not_pointing[] = {
            "「",       "同",   "略",   "、",   "省略",     "とする", "とし",       "で",
            "であ",     ")",    "。",   "から", "か",       "により", "このように", "のような",
            "のように", "単に", "総称", "『",   "それぞれ", "まで",   "、「"};

        if (before == CHAR_KANJI || before == CHAR_DIGIT || before == CHAR_KATAKANA ||
            before == CHAR_LATIN || before == CHAR_OTHER ||
            ref_word_at(s, skip_spaces(s, p), not_pointing, COUNT(not_pointing)) > 0 ||
            str_ends(str_sub(s, 0, pos), STR("それ")) ||
            str_ends(str_sub(s, 0, pos), STR("これ"))) {
            return 0;
        }
    } else if (!str_at(s, pos, STR("下記"))) {
        return 0;
    }
    *ret_word_end = p;
    p = skip_spaces(s, p);
    return str_at(s, p, STR("の")) ? skip_spaces(s, p + WIDE) : p;
}

bool ref_scan_forward(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    struct str s = at->s;
    size_t word_end = 0;
    size_t noun = read_forward_word(at, pos, &word_end);
    struct ref_path path;

    if (noun == 0 || is_prose(s, noun) ||
        is_lead_in(ref_behind(str_sub(s, 0, at->sentence_end), pos))) {
        return false;
    }
    if (ref_read_path(s, noun, &path) || ref_read_label(s, noun) > 0) {
        return false; /* said by the number or label itself */
    }
    bool formula =
        str_at(s, pos, STR("下記")) || str_at(s, pos, STR("以下")) || str_at(s, pos, STR("次の"));

    if (formula && (str_at(s, word_end, STR("のとおり")) || str_at(s, word_end, STR("について"))) &&
        has_ki(at)) {
        return false;
    }
    size_t end = ref_noun_end(s, noun);
    struct str head = ref_head_noun(s, noun, end);
    uint32_t named = find_head(at, head, end);
    struct following f = look_ahead(at);

    if (named != REG_NO_INDEX && f.what != FOLLOWS_LIST) {
        f = (struct following){
            .what = FOLLOWS_HEAD, .block = named, .first = REG_NO_INDEX, .last = REG_NO_INDEX};
    }
    ret->way = BY_FORWARD;
    ret->beg = pos;
    ret->end = MAX(end, word_end);
    ret->title = head;
    if (f.what == FOLLOWS_NOTHING || f.what == FOLLOWS_TEXT) {
        bool promised = is_promise(s, noun) || is_promise(s, word_end);
        bool colon = str_has(str_sub(s, pos, MIN(s.n, pos + 120)), STR(":"));

        if (!promised && !colon) {
            return false;
        }
        if (f.what == FOLLOWS_NOTHING && !colon && at->sentence_end + WIDE >= s.n) {
            ret->outcome = REFERENCE_MISSING;
            ret->target = str_sub(s, pos, ret->end);
            ret->note = STR("後に続くものがない");
            return true;
        }
    }
    describe(at, &f, ret);
    return true;
}
