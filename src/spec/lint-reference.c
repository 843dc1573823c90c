/*
 * References that lead nowhere or elsewhere, notes without marks, deliverables named in passing.
 *
 * What a reference leads to was found by reference.c; here is decided which failures are worth a
 * question. A form that another file holds, a law, a note of another paper are no faults of the
 * document.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    SHORT_BLOCK = 120,   /* bytes of a line that is only the text of a link */
    LONGEST_NAMES = 150, /* bytes of names in the bracket after 納入物 */
    MOST_NOTES_AHEAD = 3,
};

static const struct block *block_of(const struct lint *l, const struct reference *ref)
{
    return &l->r->blocks.v[ref->block];
}

/* The place the register quotes for a reference: the expression and the words around it. */
static struct reg_src src_of(const struct lint *l, const struct reference *ref)
{
    return l->r->reg->references.v[ref->entry].src;
}

static bool ends_in_digit(struct str s)
{
    return s.n > 0 && s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9';
}

static uint32_t number_at(struct str s, size_t *at)
{
    uint32_t value = 0;

    for (; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9' && value < 1000; ++*at) {
        value = value * 10 + (uint32_t)(s.p[*at] - '0');
    }
    return value;
}

/* ---- forms ---- */

/* 様式１から様式３まで, 様式１～３: the last number the document says there is; 0 = says none. */
static uint32_t last_form_said(const struct lint *l, struct reg_src *ret_src)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        struct str s = b->t.s;
        size_t at = h->end;

        if (h->word->class != WORD_FORM || number_at(s, &at) != 1) {
            continue;
        }
        if (str_at(s, at, STR("から"))) {
            at += strlen("から");
        } else if (at < s.n && (s.p[at] == '~' || s.p[at] == '-')) {
            at++;
        } else {
            continue;
        }
        if (str_at(s, at, STR("様式"))) {
            at += strlen("様式");
        }
        uint32_t to = number_at(s, &at);

        if (to > last) {
            last = to;
            *ret_src = block_src(l->r, b, h->beg, at);
        }
    }
    return last;
}

/* Number of 様式４, 0 for any other label. */
static uint32_t form_number(struct str label)
{
    size_t at = strlen("様式");

    return str_starts(label, STR("様式")) ? number_at(label, &at) : 0;
}

static void report_dangling(struct lint *l, const struct reference *ref,
                            enum reg_confidence confidence, struct str why,
                            const struct reg_src *other)
{
    struct reg_src src = src_of(l, ref);

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .other = other,
                       .confidence = confidence,
                       .why = why,
                       .question = arena_printf(
                           l->r->arena, "%.*sは、何を指すか（どこにあるか）ご教示ください。",
                           STR_ARG(lint_named(l, block_of(l, ref), src.quote))),
                   });
}

/* 別添とする, 別添の仕様書: a paper that is made, or that stands beside this one. */
static bool is_another_paper(const struct lint *l, const struct reference *ref)
{
    static const char *const after[] = {"とする", "とし",   "として",     "の仕様書",  "の契約書",
                                        "仕様書", "契約書", "の募集要領", "の実施要領"};
    struct str s = str_sub(l->r->doc->text, ref->end, ref->end + 30);

    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_starts(s, str_of(after[i]))) {
            return true;
        }
    }
    return false;
}

/* Forms that are named and stand nowhere, when none stands: they are all in another file. */
struct lost_forms {
    const struct reference *first;
    struct str labels;
    uint32_t n;
};

static struct lost_forms lost_forms(const struct lint *l)
{
    struct lost_forms lost = {};

    for (uint32_t i = 0; i < l->r->references.n && lost.n < 32; i++) {
        const struct reference *ref = &l->r->references.v[i];

        if (ref->way != BY_LABEL || !str_has(ref->label, STR("様式")) ||
            block_in_annex(l->r, block_of(l, ref))) {
            continue;
        }
        if (ref->outcome == REFERENCE_FOUND) {
            return (struct lost_forms){};
        }
        if (ref->outcome == REFERENCE_MISSING && !str_has(lost.labels, ref->label)) {
            lost.first = lost.n == 0 ? ref : lost.first;
            lost.labels = arena_printf(l->r->arena, "%.*s%s「%.*s」", STR_ARG(lost.labels),
                                       lost.n > 0 ? "、" : "", STR_ARG(ref->label));
            lost.n++;
        }
    }
    return lost;
}

static void check_label(struct lint *l, const struct reference *ref)
{
    bool form = str_has(ref->label, STR("様式"));
    bool lone = ref->part == REG_NO_INDEX && ref->node == REG_NO_INDEX;

    if (ref->outcome == REFERENCE_MISSING) {
        bool sure = form || ends_in_digit(ref->label);

        if (!is_another_paper(l, ref)) {
            report_dangling(l, ref, sure ? DEFINITE : LIKELY,
                            arena_printf(l->r->arena, "「%.*s」の表示のあるものが文書にない",
                                         STR_ARG(ref->label)),
                            NULL);
        }
    } else if (form &&
               (ref->outcome == REFERENCE_UNLABELLED ||
                (str_starts(ref->label, STR("別")) && (lone || ref->outcome == REFERENCE_FOUND) &&
                 l->r->reg->references.v[ref->entry].kind == REF_URL))) {
        report_dangling(
            l, ref, LIKELY,
            arena_printf(l->r->arena, "「%.*s」の表示のある様式が文書にない", STR_ARG(ref->label)),
            NULL);
    }
}

void lint_reference_label(struct lint *l)
{
    struct reg_src said = {};
    uint32_t last_form = last_form_said(l, &said);
    struct lost_forms lost = lost_forms(l);

    if (lost.n > 1) {
        report_dangling(
            l, lost.first, LIKELY,
            arena_printf(l->r->arena, "%.*sの表示のあるものが文書にない", STR_ARG(lost.labels)),
            NULL);
    }
    for (uint32_t i = 0; i < l->r->references.n; i++) {
        const struct reference *ref = &l->r->references.v[i];

        if (ref->way != BY_LABEL || block_in_annex(l->r, block_of(l, ref)) ||
            (lost.n > 1 && ref->outcome == REFERENCE_MISSING && str_has(ref->label, STR("様式")))) {
            continue;
        }
        if (ref->outcome == REFERENCE_OUTSIDE && last_form > 0 &&
            form_number(ref->label) > last_form) {
            report_dangling(l, ref, DEFINITE,
                            arena_printf(l->r->arena, "様式は%uまでとされており、「%.*s」がない",
                                         last_form, STR_ARG(ref->label)),
                            &said);
        } else {
            check_label(l, ref);
        }
    }
}

/* ---- numbers and words ---- */

/* 募集要領の２., 法第３条の: the number belongs to another paper, named right before it. */
static bool belongs_to_another(const struct lint *l, const struct reference *ref)
{
    struct str before = str_sub(l->r->doc->text, ref->beg >= 3 ? ref->beg - 3 : 0, ref->beg);

    return str_eq(before, STR("の")) || str_eq(before, STR("法")) || str_eq(before, STR("令")) ||
           str_eq(before, STR("書")) || str_eq(before, STR("領")) || str_eq(before, STR("項"));
}

/* 有する２．企業: no reference at all; the rule mark-in-sentence speaks of it. */
static bool is_stray(const struct lint *l, const struct reference *ref)
{
    struct str before = str_sub(l->r->doc->text, ref->beg >= 3 ? ref->beg - 3 : 0, ref->beg);

    return str_eq(before, STR("る")) || str_eq(before, STR("た"));
}

/* １及び２ of some table: only a number written with its mark is sure to be a reference. */
static bool has_mark(const struct lint *l, const struct reference *ref)
{
    static const char *const marks[] = {"(", "（", ".", "．", "条", "項", "号", "第"};
    struct str words = str_sub(l->r->doc->text, ref->beg, ref->end);

    for (size_t i = 0; i < COUNT(marks); i++) {
        if (str_has(words, str_of(marks[i]))) {
            return !str_has(words, STR("から")) && !str_at(l->r->doc->text, ref->end, STR("から"));
        }
    }
    return false;
}

/* (1)⑦【…】 leads to ⑦, and the head stands below it: that is no other place. */
static bool stands_below(const struct lint *l, const struct reference *ref)
{
    for (uint32_t i = ref->rival; i != NODE_ROOT; i = l->r->nodes.v[i].parent) {
        struct str path = l->r->nodes.v[i].path;

        if (i == ref->node || (ref->label.n > 0 && str_has(path, ref->label))) {
            return true;
        }
    }
    return false;
}

void lint_reference_number(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->references.n; i++) {
        const struct reference *ref = &l->r->references.v[i];

        if (ref->way != BY_NUMBER || !lint_is_own_text(l, block_of(l, ref)) || is_stray(l, ref) ||
            belongs_to_another(l, ref) || ref->node_last != REG_NO_INDEX || !has_mark(l, ref)) {
            continue;
        }
        if (ref->outcome == REFERENCE_MISSING) {
            report_dangling(
                l, ref, LIKELY,
                arena_printf(l->r->arena, "番号「%.*s」の項目がない", STR_ARG(ref->label)), NULL);
        } else if (ref->outcome == REFERENCE_MOVED && ref->rival != REG_NO_INDEX &&
                   !stands_below(l, ref) && l->r->nodes.v[ref->rival].block != REG_NO_INDEX) {
            const struct node *n = &l->r->nodes.v[ref->rival];
            struct reg_src other = reading_src(l->r, n->heading_beg, n->heading_end);

            report_dangling(l, ref, DEFINITE,
                            arena_printf(l->r->arena, "「%.*s」は%.*sにあり、示された番号と異なる",
                                         STR_ARG(n->heading), STR_ARG(n->path)),
                            &other);
        }
    }
}

/* 上記の…: too loose to hold to its word; 上記手引: a thing named before. */
static bool names_a_thing(const struct lint *l, const struct reference *ref)
{
    struct str words = str_sub(l->r->doc->text, ref->beg, ref->end);

    return str_starts(words, STR("上記")) && !str_starts(words, STR("上記の")) && ref->title.n >= 6;
}

static struct str src_words(const struct lint *l, const struct reference *ref)
{
    return str_sub(l->r->doc->text, ref->beg, ref->end);
}

/* 前項, 前条, 前号 in a contract of articles: what stands before is named by its kind. */
static bool is_item_before(const struct lint *l, const struct reference *ref)
{
    struct str words = src_words(l, ref);
    uint32_t node = block_of(l, ref)->node;

    if (!str_eq(words, STR("前項")) && !str_eq(words, STR("前条")) && !str_eq(words, STR("前号"))) {
        return false;
    }
    for (int i = 0; i < 6 && node != NODE_ROOT; i++) {
        if (l->r->nodes.v[node].marker.class == MARK_ARTICLE) {
            return true;
        }
        node = l->r->nodes.v[node].parent;
    }
    return false;
}

/* The line after a download heading that is only the text of a link: its place. */
static struct reg_src link_text(const struct lint *l, const struct reference *ref)
{
    if (ref->block + 1 < l->r->blocks.n) {
        const struct block *next = &l->r->blocks.v[ref->block + 1];
        struct str s = next->t.s;

        if (s.n > next->body && s.n - next->body <= SHORT_BLOCK && !str_has(s, STR("。")) &&
            (next->marker.class == MARK_NONE || next->marker.class == MARK_BULLET)) {
            return block_src(l->r, next, next->body, s.n);
        }
    }
    return src_of(l, ref);
}

void lint_reference_word(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->references.n; i++) {
        const struct reference *ref = &l->r->references.v[i];

        if (ref->outcome != REFERENCE_MISSING || !lint_is_own_text(l, block_of(l, ref))) {
            continue;
        }
        if (ref->way == BY_BACKWARD && is_item_before(l, ref)) {
            report_dangling(l, ref, DEFINITE,
                            arena_printf(l->r->arena, "「%.*s」に当たるものがこれより前にない",
                                         STR_ARG(src_words(l, ref))),
                            NULL);
        } else if (ref->way == BY_BACKWARD && names_a_thing(l, ref)) {
            report_dangling(
                l, ref, DEFINITE,
                arena_printf(l->r->arena, "これより前に「%.*s」が出てこない", STR_ARG(ref->title)),
                NULL);
        } else if (ref->way == BY_URL) {
            struct reg_src src = link_text(l, ref);
            struct reg_src other = src_of(l, ref);

            lint_report(
                l,
                &(struct lint_say){
                    .src = src,
                    .other = src.beg != other.beg ? &other : NULL,
                    .confidence = DEFINITE,
                    .why = STR("入手先のURLが書かれていない（リンクの文字だけが残っている）"),
                    .question = arena_printf(l->r->arena, "%.*sの入手先のURLをご教示ください。",
                                             STR_ARG(lint_named(l, block_of(l, ref), other.quote))),
                });
        }
    }
}

/* ---- notes ---- */

/* Whether notes of this sign in this part are tied to marks at all. */
static bool has_marked_neighbour(const struct lint *l, uint32_t at)
{
    const struct note *n = &l->r->notes.v[at];
    uint16_t part = l->r->blocks.v[n->block].part;
    uint32_t first = at > 16 ? at - 16 : 0;

    for (uint32_t i = first; i < MIN(at + 16, l->r->notes.n); i++) {
        const struct note *other = &l->r->notes.v[i];

        if (i != at && other->sign == n->sign && other->mark_count > 0 &&
            l->r->blocks.v[other->block].part == part) {
            return true;
        }
    }
    return false;
}

void lint_note_orphan(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->notes.n; i++) {
        const struct note *n = &l->r->notes.v[i];
        const struct block *b = &l->r->blocks.v[n->block];

        if (n->ordinal == 0 || n->mark_count > 0 || block_in_annex(l->r, b) ||
            !has_marked_neighbour(l, i)) {
            continue;
        }
        struct reg_src src = lint_around(l, b, b->marker.label_beg, b->body, 0, 14);

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .confidence = LIKELY,
                           .why = STR("この注を指す記号が本文又は表にない"),
                           .question = arena_printf(
                               l->r->arena, "注「%.*s」は、どの記載に対するものかご教示ください。",
                               STR_ARG(src.quote)),
                       });
    }
}

/* The largest number of a note of that sign in the part; 0 = none. */
static uint32_t largest_note(const struct lint *l, enum note_sign sign, uint16_t part)
{
    uint32_t largest = 0;

    for (uint32_t i = 0; i < l->r->notes.n; i++) {
        const struct note *n = &l->r->notes.v[i];

        if (n->sign == sign && l->r->blocks.v[n->block].part == part) {
            largest = MAX(largest, n->ordinal);
        }
    }
    return largest;
}

void lint_note_undefined(struct lint *l)
{
    uint32_t reported = 0;

    for (uint32_t i = 0; i < l->r->note_marks.n && reported < 64; i++) {
        const struct note_mark *m = &l->r->note_marks.v[i];
        const struct block *b = &l->r->blocks.v[m->block];

        if (m->note != REG_NO_INDEX || m->ordinal == 0 || !lint_is_own_text(l, b)) {
            continue;
        }
        uint32_t largest = largest_note(l, m->sign, b->part);

        reported++;
        /* ※10社 is a remark about ten firms: only numbers near those in use can be meant. */
        if (largest == 0 || m->ordinal > largest + MOST_NOTES_AHEAD) {
            continue;
        }
        struct reg_src sign = reading_src(l->r, m->beg, m->end);
        struct reg_src src = sign;

        for (uint32_t k = 0; k < 12 && src.beg > b->beg; k++) {
            src.beg = (uint32_t)char_before(l->r->doc->text, src.beg);
        }
        src = reading_src(l->r, src.beg, src.end);
        lint_report(l,
                    &(struct lint_say){
                        .src = src,
                        .confidence = LIKELY,
                        .why = arena_printf(l->r->arena, "「%.*s」の注がない", STR_ARG(sign.quote)),
                        .question = arena_printf(l->r->arena, "%.*sの注の内容をご教示ください。",
                                                 STR_ARG(lint_named(l, b, src.quote))),
                    });
    }
}

/* ---- deliverables named in passing ---- */

/* Whether the words stand anywhere else in the document than in block `here`. */
static bool stands_elsewhere(const struct lint *l, struct str words, uint32_t here)
{
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        if (i != here && str_has(l->r->blocks.v[i].t.s, words)) {
            return true;
        }
    }
    return false;
}

/* チラシデータ without データ, 報告書 without 等: what it is at heart. */
static struct str bare_name(struct str name)
{
    static const char *const tails[] = {"等", "など", "一式", "データ", "の写し"};

    for (size_t i = 0; i < COUNT(tails); i++) {
        struct str tail = str_of(tails[i]);

        if (name.n >= tail.n + 6 && str_ends(name, tail)) {
            name.n -= tail.n;
        }
    }
    return name;
}

static bool is_plain_name(struct str name)
{
    static const char *const no[] = {"を", "が", "に", "は", "以下", "「", "。", "含", "該当", ":"};

    for (size_t i = 0; i < COUNT(no); i++) {
        if (str_has(name, str_of(no[i]))) {
            return false;
        }
    }
    return name.n >= 9;
}

static void report_unlisted(struct lint *l, const struct lint_hit *h, struct str name)
{
    const struct block *b = &l->r->blocks.v[h->block];
    size_t end = lint_clause_end(b->t.s, h->beg);

    lint_report(
        l, &(struct lint_say){
               .src = block_src(l->r, b, h->beg, end),
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "%sの例に「%.*s」があるが、作成・納入の定めがない",
                                   h->word->text, STR_ARG(name)),
               .question =
                   arena_printf(l->r->arena, "%.*sについて、「%.*s」の納入が必要かご教示ください。",
                                STR_ARG(block_section(l->r, b)), STR_ARG(name)),
           });
}

/* 納入物（チラシや報告書等）: each name in the bracket is held against the rest of the text. */
static void check_named(struct lint *l, const struct lint_hit *h)
{
    static const char *const joints[] = {"、", "や", "及び", "並びに", "又は", "・"};
    struct str s = l->r->blocks.v[h->block].t.s;
    size_t beg = h->end + 1;
    ptrdiff_t close = str_find(s, STR(")"), beg);

    if (close < 0 || (size_t)close - beg > LONGEST_NAMES ||
        !str_ends(str_sub(s, beg, (size_t)close), STR("等"))) {
        return;
    }
    for (size_t at = beg; at < (size_t)close;) {
        size_t end = (size_t)close;
        size_t next = (size_t)close;

        for (size_t i = 0; i < COUNT(joints); i++) {
            ptrdiff_t joint = str_find(str_sub(s, 0, (size_t)close), str_of(joints[i]), at);

            if (joint >= 0 && (size_t)joint < end) {
                end = (size_t)joint;
                next = end + strlen(joints[i]);
            }
        }
        struct str name = str_trim(str_sub(s, at, end));

        if (is_plain_name(name) && !stands_elsewhere(l, bare_name(name), h->block)) {
            report_unlisted(l, h, name);
            return;
        }
        at = next;
    }
}

void lint_deliverable_unlisted(struct lint *l)
{
    uint32_t checked = 0;

    for (uint32_t i = 0; i < l->hits.n && checked < 16; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];

        if (h->word->class == WORD_DELIVER && str_at(b->t.s, h->end, STR("(")) &&
            lint_is_own_text(l, b)) {
            checked++;
            check_named(l, h);
        }
    }
}
