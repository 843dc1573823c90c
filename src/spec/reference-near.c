/*
 * References by direction.
 *
 * Backward: 前項, 前２項, 前条, 前号, 同条 count from the item they stand in; 上記X means the last X
 * said above. Forward: 次の…, 以下の…, 下記… mean the list, table, head or address that follows; when
 * nothing of the kind follows the words are prose (次の世代), unless they promise it (次の各号).
 * Lead-ins of a whole document (以下の要領で募集, 下記のとおり with 記) refer to nothing in particular.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum {
    WIDE = 3,
    BACK_BLOCKS = 80,  /* where an X of 上記X is looked for */
    AHEAD_BLOCKS = 12, /* where what follows is looked for */
    LONGEST_NOUN = 24, /* characters of the words after 上記, 次の */
};

/* ---- 前項, 前条, 前号, 同条 ---- */

struct near_word {
    const char *word;
    char unit; /* j 条, k 項, g 号 */
    bool all;  /* 前各号 */
    bool same; /* 同条 */
};

static const struct near_word near_words[] = {
    {"前各号", 'g', true, false}, {"前各項", 'k', true, false}, {"前条", 'j', false, false},
    {"前項", 'k', false, false},  {"前号", 'g', false, false},  {"同条", 'j', false, true},
    {"同項", 'k', false, true},
};

/* 前２項, 前三条; returns bytes. */
static size_t read_counted(struct str s, size_t pos, char *ret_unit, uint32_t *ret_count)
{
    static const char *const counts[] = {"二", "三", "四", "五"};
    size_t p = skip_spaces(s, pos + WIDE);

    *ret_count = 0;
    if (p < s.n && s.p[p] >= '2' && s.p[p] <= '9') {
        *ret_count = (uint32_t)(s.p[p] - '0');
        p = skip_spaces(s, p + 1);
    }
    for (uint32_t i = 0; i < COUNT(counts) && *ret_count == 0; i++) {
        if (str_at(s, p, str_of(counts[i]))) {
            *ret_count = i + 2;
            p += WIDE;
        }
    }
    *ret_unit = str_at(s, p, STR("項"))   ? 'k'
                : str_at(s, p, STR("条")) ? 'j'
                : str_at(s, p, STR("号")) ? 'g'
                                          : 0;
    return *ret_count > 0 && *ret_unit != 0 ? p + WIDE - pos : 0;
}

static uint32_t ancestor_of_class(const struct reading *r, uint32_t node, enum marker_class class)
{
    while (r->nodes.v[node].level > 0) {
        if (r->nodes.v[node].marker.class == class) {
            return node;
        }
        node = r->nodes.v[node].parent;
    }
    return REG_NO_INDEX;
}

static uint32_t numbered_ancestor(const struct reading *r, uint32_t node)
{
    while (r->nodes.v[node].level > 0 && !marker_is_numbered(&r->nodes.v[node].marker)) {
        node = r->nodes.v[node].parent;
    }
    return r->nodes.v[node].level > 0 ? node : REG_NO_INDEX;
}

/* The item `back` before `node` in its list; 第１項 of an article is the article. */
static uint32_t sibling_before(const struct ref_at *at, uint32_t node, uint32_t back)
{
    const struct node *n = &at->r->nodes.v[node];

    if (n->marker.ordinal <= back) {
        return REG_NO_INDEX;
    }
    struct ref_step step = {.class = n->marker.class, .ordinal = n->marker.ordinal - back};

    if (at->r->nodes.v[n->parent].marker.class == MARK_ARTICLE &&
        (n->marker.class == MARK_BARE || n->marker.class == MARK_DECIMAL)) {
        step.kind = STEP_PARAGRAPH;
    }
    uint32_t found = ref_child(at->x, n->parent, &step, node);

    if (found == REG_NO_INDEX && n->marker.class == MARK_ARTICLE) {
        found = ref_child(at->x, ref_part_root(at->x, n->part), &step, node);
    }
    return found;
}

/* The item that 項 or 号 counts from. */
static uint32_t item_of(const struct ref_at *at, char unit)
{
    const struct reading *r = at->r;
    uint32_t article = ancestor_of_class(r, at->b->node, MARK_ARTICLE);
    uint32_t node = numbered_ancestor(r, at->b->node);

    if (unit == 'j' || node == REG_NO_INDEX) {
        return article;
    }
    if (article == REG_NO_INDEX || unit == 'g') {
        return node;
    }
    /* 項 is the child of the article that the place stands in. */
    while (node != article && r->nodes.v[node].parent != article) {
        node = r->nodes.v[node].parent;
    }
    return node;
}

static void resolve_count(const struct ref_at *at, char unit, uint32_t count, bool all,
                          struct ref_hit *ret)
{
    uint32_t from = item_of(at, unit);
    uint32_t last = from == REG_NO_INDEX ? REG_NO_INDEX : sibling_before(at, from, 1);
    uint32_t back = all && from != REG_NO_INDEX ? at->r->nodes.v[from].marker.ordinal - 1 : count;
    uint32_t first = last == REG_NO_INDEX || back < 2 ? last : sibling_before(at, from, back);

    if (from != REG_NO_INDEX && at->r->nodes.v[from].marker.class == MARK_ARTICLE && unit == 'k') {
        last = REG_NO_INDEX; /* the first paragraph has none before it */
    }
    if (last == REG_NO_INDEX || first == REG_NO_INDEX) {
        ret->outcome = REFERENCE_MISSING;
        ret->target = str_sub(at->s, ret->beg, ret->end);
        ret->note = STR("前に当たる項目がない");
        return;
    }
    ret->outcome = REFERENCE_FOUND;
    ret->node = first;
    ret->node_last = first == last ? REG_NO_INDEX : last;
    ret->target = ref_target_of_node(at->x, first);
    if (first != last) {
        struct str end = ref_target_of_node(at->x, last);

        ret->target = arena_printf(at->r->arena, "%.*s～%.*s", STR_ARG(ret->target), STR_ARG(end));
    }
}

/* 前項第２号から第４号まで: a path goes on from the item found. */
static void follow_path(const struct ref_at *at, struct ref_hit *ret)
{
    struct ref_path path;
    size_t p = skip_spaces(at->s, ret->end);

    if (!str_at(at->s, p, STR("第")) || !ref_read_path(at->s, p, &path)) {
        return;
    }
    ret->end = path.end;
    if (ret->node == REG_NO_INDEX) {
        return;
    }
    uint32_t node = ref_resolve_below(at->x, ret->node, &path);

    if (node == REG_NO_INDEX) {
        ret->outcome = REFERENCE_MISSING;
        ret->note = STR("この番号の項目がない");
        return;
    }
    ret->node = node;
    ret->target = ref_target_of_node(at->x, node);
    size_t joint = skip_spaces(at->s, path.end);
    struct ref_path last;

    if (str_at(at->s, joint, STR("から")) && ref_read_path(at->s, joint + 2 * WIDE, &last)) {
        ret->end = last.end;
        last.steps[0].kind = path.steps[path.n - 1].kind;
        uint32_t end = ref_resolve_below(at->x, at->r->nodes.v[node].parent, &last);

        if (end != REG_NO_INDEX) {
            ret->node_last = end;
            struct str words = ref_target_of_node(at->x, end);

            ret->target =
                arena_printf(at->r->arena, "%.*s～%.*s", STR_ARG(ret->target), STR_ARG(words));
        }
    }
}

static bool scan_counted(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    struct str s = at->s;
    char unit = 0;
    uint32_t count = 1;
    bool all = false;
    bool same = false;
    size_t n = 0;

    if (pos > at->b->body && char_class_before(s, pos) == CHAR_KANJI) {
        return false; /* 事前項目, 契約前条件 */
    }
    for (size_t i = 0; i < COUNT(near_words) && n == 0; i++) {
        n = str_word_at(s, pos, near_words[i].word);
        if (n > 0) {
            unit = near_words[i].unit;
            all = near_words[i].all;
            same = near_words[i].same;
        }
    }
    if (n == 0 && str_at(s, pos, STR("前"))) {
        n = read_counted(s, pos, &unit, &count);
    }
    if (n == 0 || (char_class_at(s, pos + n) == CHAR_KANJI && !str_at(s, pos + n, STR("第")) &&
                   !str_at(s, pos + n, STR("中")) && !str_at(s, pos + n, STR("各")))) {
        return false;
    }
    ret->way = BY_BACKWARD;
    ret->beg = pos;
    ret->end = pos + n;
    if (!same) {
        resolve_count(at, unit, count, all, ret);
        follow_path(at, ret);
        return true;
    }
    uint32_t node = item_of(at, unit);

    ret->outcome = at->after_law          ? REFERENCE_OUTSIDE
                   : node == REG_NO_INDEX ? REFERENCE_MISSING
                                          : REFERENCE_FOUND;
    ret->kind = at->after_law ? REF_EXTERNAL : REF_INTERNAL;
    ret->node = at->after_law ? REG_NO_INDEX : node;
    ret->target =
        ret->node == REG_NO_INDEX ? str_sub(s, pos, pos + n) : ref_target_of_node(at->x, node);
    return true;
}

/* ---- the noun after 上記, 次の ---- */

/* Words up to a particle: 会場 of 上記会場での, 対応案 of 上記の提案や対応案を. */
static size_t noun_end(struct str s, size_t pos)
{
    static const char *const stops[] = {"を", "に",   "が",   "は", "で", "、", "。", "と",  "へ",
                                        "も", "より", "から", "(",  ")",  "「", ":",  "つき"};
    size_t p = pos;

    for (unsigned i = 0; p < s.n && i < LONGEST_NOUN; i++) {
        uint32_t cp;

        if (ref_word_at(s, p, stops, COUNT(stops)) > 0) {
            break;
        }
        p += utf8_decode(s, p, &cp);
    }
    return p;
}

static bool is_word_character(struct str s, size_t at)
{
    enum char_class class = char_class_at(s, at);

    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_LATIN ||
           class == CHAR_DIGIT;
}

/* The last run of kanji, katakana or letters in beg..end. */
static struct str head_noun(struct str s, size_t beg, size_t end)
{
    size_t stop = end;

    while (stop > beg && !is_word_character(s, char_before(s, stop))) {
        stop = char_before(s, stop);
    }
    size_t start = stop;

    while (start > beg && is_word_character(s, char_before(s, start))) {
        start = char_before(s, start);
    }
    return str_sub(s, start, stop);
}

/* ---- 上記 ---- */

/* The block before `pos` that says the noun; a heading is preferred where both are near. */
static uint32_t find_before(const struct ref_at *at, struct str noun, size_t pos)
{
    const struct reading *r = at->r;
    const struct part *part = &r->parts.v[at->b->part];

    if (str_has(ref_before(at->s, pos), noun)) {
        return at->block;
    }
    for (uint32_t i = at->block; i > part->block_first && at->block - i < BACK_BLOCKS;) {
        i--;
        if (str_has(ref_behind(r->blocks.v[i].t.s, 0), noun)) {
            return i;
        }
    }
    return REG_NO_INDEX;
}

static bool is_below(const struct ref_at *at, struct str noun)
{
    const struct part *part = &at->r->parts.v[at->b->part];
    uint32_t end = MIN(part->block_first + part->block_count, at->block + BACK_BLOCKS);

    for (uint32_t i = at->block + 1; i < end; i++) {
        if (at->r->blocks.v[i].kind == BLOCK_HEADING &&
            str_has(ref_behind(at->r->blocks.v[i].t.s, 0), noun)) {
            return true;
        }
    }
    return false;
}

static void target_block(const struct ref_at *at, uint32_t block, struct ref_hit *ret)
{
    ret->node = at->r->blocks.v[block].node;
    ret->part = at->r->blocks.v[block].part;
    ret->target = ref_target_of_node(at->x, ret->node);
}

bool ref_scan_backward(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    static const char *const words[] = {"上記", "前記", "上述", "前述", "左記"};
    static const char *const empty[] = {"に加え",       "以外",   "に記載のない", "に関わらず",
                                        "にかかわらず", "のほか", "の他",         "に該当"};
    struct str s = at->s;
    size_t n = ref_word_at(s, pos, words, COUNT(words));

    if (n == 0) {
        return scan_counted(at, pos, ret);
    }
    size_t p = skip_spaces(s, pos + n);
    struct ref_path path;

    if (str_at(s, p, STR("の"))) {
        p = skip_spaces(s, p + WIDE);
    }
    if (ref_word_at(s, pos + n, empty, COUNT(empty)) > 0 || ref_read_path(s, p, &path) ||
        ref_read_label(s, p) > 0) {
        return false; /* said by the number or label that follows, or nothing is said */
    }
    size_t end = noun_end(s, p);
    struct str noun = head_noun(s, p, end);

    ret->way = BY_BACKWARD;
    ret->beg = pos;
    ret->end = MAX(end, pos + n);
    if (char_count(noun) < 2 || str_at(s, p, STR("とおり"))) {
        uint32_t above =
            at->block > at->r->parts.v[at->b->part].block_first ? at->block - 1 : at->block;

        target_block(at, above, ret);
        return true;
    }
    uint32_t found = find_before(at, noun, pos);

    ret->title = noun;
    if (found == REG_NO_INDEX && str_at(s, pos + n, STR("の"))) {
        found = at->block > at->r->parts.v[at->b->part].block_first ? at->block - 1
                                                                    : at->block; /* a paraphrase */
    }
    if (found != REG_NO_INDEX) {
        target_block(at, found, ret);
        return true;
    }
    ret->outcome = is_below(at, noun) ? REFERENCE_WRONG_WAY : REFERENCE_MISSING;
    ret->target = noun;
    ret->note = ret->outcome == REFERENCE_WRONG_WAY
                    ? arena_printf(at->r->arena, "「%.*s」は後に出る", STR_ARG(noun))
                    : arena_printf(at->r->arena, "これより前に「%.*s」がない", STR_ARG(noun));
    return true;
}

/* ---- 次の, 以下の, 下記 ---- */

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

        if (str_ends(inner, noun) && char_count(inner) <= LONGEST_NOUN) {
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
    size_t end = noun_end(s, noun);
    struct str head = head_noun(s, noun, end);
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
