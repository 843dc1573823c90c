/*
 * References by number that the reference reader leaves open: 第8.4節, ３－７に定める, 様式第三; and
 * those whose number stands but whose words name another heading (第八条に規定する秘密の保持).
 *
 * A number is looked up among the numbers that items of that shape carry; it is missing only where
 * its neighbours exist. Words are looked up in a table of headings by their first characters.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    SLOTS = 1 << 11,
    LEAST_OF_SHAPE = 3, /* items numbered that way before a missing one means something */
    MOST_LABELS = 256,
    HEAD_CHARS = 3, /* of a heading that are hashed; the shortest heading */
    LONGEST_PATH = 24,
    SHORT_TITLE = 120, /* bytes of a line that carries a label */
};

/* ---- 第8.4節, ３－７ ---- */

struct path_set {
    struct str *slots; /* SLOTS of them; open addressing, bounded probes */
    uint32_t count;
};

static struct str *path_slot(struct path_set *set, struct str path)
{
    uint32_t at = (uint32_t)str_hash(path) % SLOTS;

    for (uint32_t i = 0; i < 16; i++) {
        struct str *slot = &set->slots[(at + i) % SLOTS];

        if (slot->n == 0 || str_eq(*slot, path)) {
            return slot;
        }
    }
    return NULL;
}

/* 3-7 or 3.7 or 3.7.1 at byte `at`; its length, 0 when none. */
static size_t path_at(struct str s, size_t at)
{
    size_t p = at;
    int parts = 0;
    char joint = 0;

    while (p - at < LONGEST_PATH) {
        size_t digits = p;

        while (p < s.n && s.p[p] >= '0' && s.p[p] <= '9') {
            p++;
        }
        if (p == digits || p - digits > 2) {
            return 0;
        }
        parts++;
        if (p + 1 >= s.n || (s.p[p] != '-' && s.p[p] != '.') || (joint != 0 && s.p[p] != joint) ||
            s.p[p + 1] < '0' || s.p[p + 1] > '9') {
            break;
        }
        joint = s.p[p++];
    }
    return parts >= 2 ? p - at : 0;
}

static void collect_paths(const struct lint *l, struct path_set *set)
{
    for (uint32_t i = 1; i < l->r->nodes.n && set->count < SLOTS / 2; i++) {
        const struct node *n = &l->r->nodes.v[i];

        if (n->block == REG_NO_INDEX) {
            continue;
        }
        const struct block *b = &l->r->blocks.v[n->block];
        size_t beg = b->is_auto_marker ? 0 : b->marker.label_beg;
        size_t length = b->is_auto_marker ? 0 : path_at(b->t.s, beg);
        struct str *slot = length == 0 ? NULL : path_slot(set, str_sub(b->t.s, beg, beg + length));

        if (slot != NULL && slot->n == 0) {
            *slot = str_sub(b->t.s, beg, beg + length);
            set->count++;
        }
    }
}

/* Words after a number that make it a reference. */
static size_t reference_words(struct str s, size_t at)
{
    static const char *const words[] = {
        "に定め", "に示", "に従",   "に規定", "に記載", "に掲げ", "のとおり", "に基づ", "を参照",
        "による", "節",   "の規定", "に準",   "項に",   "項の",   "で定め",   "で示",   "に述べ"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_at(s, at, str_of(words[i]))) {
            return strlen(words[i]);
        }
    }
    return 0;
}

static void report_missing(struct lint *l, const struct block *b, size_t beg, size_t end,
                           enum reg_confidence confidence)
{
    struct reg_src src = lint_around(l, b, beg, end, 3, 10);

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .confidence = confidence,
                       .why = arena_printf(l->r->arena, "「%.*s」に当たるものが文書にない",
                                           STR_ARG(lint_words(b, beg, end))),
                       .question = arena_printf(
                           l->r->arena, "%.*sは、何を指すか（どこにあるか）ご教示ください。",
                           STR_ARG(lint_named(l, b, src.quote))),
                   });
}

static bool is_of_law(struct str s, size_t at)
{
    enum char_class before = char_class_before(s, at);

    return before == CHAR_KANJI || before == CHAR_KATAKANA || before == CHAR_LATIN ||
           before == CHAR_DIGIT || before == CHAR_CLOSE ||
           (at >= 1 && (s.p[at - 1] == '.' || s.p[at - 1] == '-')) ||
           (at >= 3 && str_at(s, at - 3, STR("の")));
}

void lint_target_path(struct lint *l)
{
    struct path_set set = {.slots = ARENA_ARRAY(l->r->arena, SLOTS, struct str)};

    collect_paths(l, &set);
    for (uint32_t i = 0; i < l->r->blocks.n && set.count >= LEAST_OF_SHAPE; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!lint_is_own_text(l, b)) {
            continue;
        }
        for (size_t at = b->body; at < s.n; at++) {
            size_t length = s.p[at] >= '0' && s.p[at] <= '9' ? path_at(s, at) : 0;
            size_t words = length == 0 ? 0 : reference_words(s, at + length);
            size_t beg = at >= 3 && str_at(s, at - 3, STR("第")) ? at - 3 : at;
            struct str *slot;

            if (words > 0 && !is_of_law(s, beg) &&
                (slot = path_slot(&set, str_sub(s, at, at + length))) != NULL && slot->n == 0) {
                report_missing(l, b, beg, at + length, LIKELY);
            }
            while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') {
                at++;
            }
        }
    }
}

/* ---- 様式第三 ---- */

struct numbered_label {
    struct str text; /* from 様式 to its number */
    uint32_t block, beg, end;
    bool stands; /* at the head of a line: what is labelled follows */
};

static size_t number_length(struct str s, size_t at)
{
    static const char *const kanji = "一二三四五六七八九十";
    size_t p = at;

    while (p < s.n) {
        if (s.p[p] >= '0' && s.p[p] <= '9') {
            p++;
        } else if (s.n - p >= 3 && str_has(str_of(kanji), str_sub(s, p, p + 3)) &&
                   char_class_at(s, p) == CHAR_KANJI) {
            p += 3;
        } else {
            break;
        }
    }
    return p - at;
}

/* Reads 様式第N at a hit; 別紙 or 別記 may lead in, nothing else may. */
static bool read_label(const struct lint *l, const struct lint_hit *h, struct numbered_label *ret)
{
    const struct block *b = &l->r->blocks.v[h->block];
    struct str s = b->t.s;
    size_t at = h->end;
    size_t beg = h->beg;

    if (!str_at(s, at, STR("第"))) {
        return false;
    }
    at += strlen("第");
    size_t length = number_length(s, at);

    if (beg >= 6 && (str_at(s, beg - 6, STR("別紙")) || str_at(s, beg - 6, STR("別記")))) {
        beg -= 6;
    }
    if (length == 0 || char_class_before(s, beg) == CHAR_KANJI) {
        return false;
    }
    size_t head = skip_spaces(s, 0);

    if (head < s.n && s.p[head] == '(') {
        head++;
    }
    size_t end = at + length;
    bool in_sentence =
        str_has(s, STR("。")) || str_at(s, end, STR("に")) || str_at(s, end, STR("の"));

    *ret = (struct numbered_label){.text = str_sub(s, h->beg, end),
                                   .block = h->block,
                                   .beg = (uint32_t)beg,
                                   .end = (uint32_t)end,
                                   .stands = beg == head && s.n <= SHORT_TITLE && !in_sentence};
    return true;
}

void lint_target_label(struct lint *l)
{
    struct numbered_label *labels = ARENA_ARRAY(l->r->arena, MOST_LABELS, struct numbered_label);
    uint32_t n = 0;
    uint32_t standing = 0;

    for (uint32_t i = 0; i < l->hits.n && n < MOST_LABELS; i++) {
        if (l->hits.v[i].word->class == WORD_FORM && read_label(l, &l->hits.v[i], &labels[n])) {
            standing += labels[n++].stands;
        }
    }
    for (uint32_t i = 0; i < n && standing > 0; i++) {
        bool found = labels[i].stands;

        for (uint32_t k = 0; k < n && !found; k++) {
            found = (labels[k].stands || k < i) && str_eq(labels[k].text, labels[i].text);
        }
        if (!found && lint_is_own_text(l, &l->r->blocks.v[labels[i].block])) {
            report_missing(l, &l->r->blocks.v[labels[i].block], labels[i].beg, labels[i].end,
                           DEFINITE);
        }
    }
}

/* ---- the words name another heading ---- */

struct heading {
    struct str text; /* without の and spaces */
    uint32_t node;
};

/* Headings and words are held against each other without の and spaces. */
static struct str squeezed(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n;) {
        if (s.p[i] == ' ') {
            i++;
        } else if (str_at(s, i, STR("の"))) {
            i += strlen("の");
        } else {
            out[n++] = s.p[i++];
        }
    }
    return (struct str){.p = out, .n = n};
}

static struct str head_of(struct str s)
{
    return str_sub(s, 0, HEAD_CHARS * 3);
}

/* First heading of each beginning; bounded probes. */
static struct heading *heading_slot(struct heading *table, struct str words)
{
    uint32_t at = (uint32_t)str_hash(head_of(words)) % SLOTS;

    for (uint32_t i = 0; i < 16; i++) {
        struct heading *h = &table[(at + i) % SLOTS];

        if (h->text.n == 0 || str_eq(head_of(h->text), head_of(words))) {
            return h;
        }
    }
    return NULL;
}

static void collect_headings(struct lint *l, struct heading *table)
{
    uint32_t count = 0;

    for (uint32_t i = 1; i < l->r->nodes.n && count < SLOTS / 2; i++) {
        const struct node *n = &l->r->nodes.v[i];

        if (n->heading.n < HEAD_CHARS * 3 || n->heading.n > 60 || n->block == REG_NO_INDEX ||
            !lint_is_own_text(l, &l->r->blocks.v[n->block])) {
            continue;
        }
        struct str text = squeezed(l->r->arena, n->heading);
        struct heading *h = text.n < HEAD_CHARS * 3 ? NULL : heading_slot(table, text);

        if (h != NULL && h->text.n == 0) {
            *h = (struct heading){.text = text, .node = i};
            count++;
        }
    }
}

/* Where the words after に規定する start; 0 when the reference is not followed by such. */
static size_t named_after(struct str s, size_t at)
{
    static const char *const links[] = {"に規定する",   "に定める", "に掲げる",
                                        "に示す",       "に記載の", "に記載する",
                                        "の規定による", "に基づく", "で定める"};

    for (size_t i = 0; i < COUNT(links); i++) {
        if (str_at(s, at, str_of(links[i]))) {
            return at + strlen(links[i]);
        }
    }
    return 0;
}

/* Whether the words stand in the text under the node: its own block and those that follow in it. */
static bool speaks_of(struct lint *l, uint32_t node, struct str words)
{
    const struct node *n = &l->r->nodes.v[node];

    if (str_has(squeezed(l->r->arena, n->heading), words)) {
        return true;
    }
    for (uint32_t i = n->block; i < l->r->blocks.n && i < n->block + 40; i++) {
        const struct block *b = &l->r->blocks.v[i];
        const struct node *of = &l->r->nodes.v[b->node];

        if (b->node != node && of->level <= n->level) {
            break;
        }
        /* （秘密の保持） right before its article stands in the text of the one above. */
        bool caption = b->t.s.n > 0 && b->t.s.p[0] == '(' && b->t.s.p[b->t.s.n - 1] == ')';

        if (!caption && str_has(squeezed(l->r->arena, b->t.s), words)) {
            return true;
        }
    }
    return false;
}

static void check_named(struct lint *l, struct heading *table, const struct reference *ref)
{
    const struct block *b = &l->r->blocks.v[ref->block];
    struct str text = l->r->doc->text;
    size_t named = named_after(text, ref->end);

    if (named == 0) {
        return;
    }
    struct str words = squeezed(l->r->arena, str_sub(text, named, named + 60));
    struct heading *h = heading_slot(table, words);

    if (h == NULL || h->text.n == 0 || !str_starts(words, h->text) || h->node == ref->node ||
        l->r->nodes.v[h->node].part != l->r->nodes.v[ref->node].part ||
        l->r->nodes.v[h->node].level != l->r->nodes.v[ref->node].level ||
        l->r->nodes.v[ref->node].block == REG_NO_INDEX || speaks_of(l, ref->node, h->text)) {
        return;
    }
    const struct node *n = &l->r->nodes.v[h->node];
    uint32_t end = (uint32_t)utf8_floor(text, MIN(b->end, (uint32_t)named + h->text.n + 3));
    struct reg_src src = reading_src(l->r, ref->beg, end);
    struct reg_src other = reading_src(l->r, n->heading_beg, n->heading_end);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = DEFINITE,
               .why = arena_printf(l->r->arena, "「%.*s」は%.*sにあり、示された番号と異なる",
                                   STR_ARG(n->heading), STR_ARG(n->path)),
               .question =
                   arena_printf(l->r->arena, "%.*sは、%.*sを指すものと解してよろしいでしょうか。",
                                STR_ARG(lint_named(l, b, src.quote)), STR_ARG(n->path)),
           });
}

void lint_target_named(struct lint *l)
{
    struct heading *table = ARENA_ARRAY(l->r->arena, SLOTS, struct heading);

    collect_headings(l, table);
    for (uint32_t i = 0; i < l->r->references.n; i++) {
        const struct reference *ref = &l->r->references.v[i];

        if (ref->way == BY_NUMBER && ref->outcome == REFERENCE_FOUND && ref->node != REG_NO_INDEX &&
            ref->node_last == REG_NO_INDEX && lint_is_own_text(l, &l->r->blocks.v[ref->block])) {
            check_named(l, table, ref);
        }
    }
}
