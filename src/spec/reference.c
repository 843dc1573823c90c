/*
 * Cross references and whether they resolve; see reference.h for who finds what.
 *
 * The walker goes once over the folded text of every block and stops only at characters that can
 * begin a reference (a bitmap of code points). What a scanner finds is written to the register
 * with a quote: the expression and the words of its clause around it, so that it can be found and
 * told from others. The table of the annex's report form repeats the annex and is left out, and
 * so are forward words inside the annex (以下を実施), whose items are listed on their own.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum {
    WORDS_BEFORE = 16, /* characters of the clause quoted before an expression */
    WORDS_AFTER = 18,
    FEW_WORDS = 3,
    LONGEST_CLAUSE = 80,
    LAW_MEMORY = 2,    /* blocks after which 同条 no longer means the law named */
    SEEN_SLOTS = 4096, /* labels already met */
};

/*
 * A label and the article (node; without articles the root of the part) it was last referred to in.
 */
struct seen_label {
    uint64_t hash;
    uint32_t article;
};

struct walker {
    struct reading *r;
    struct ref_index x;
    uint8_t *triggers; /* for char_walk: characters with which a reference may begin */
    struct seen_label *seen;
    uint32_t seen_count;
    uint32_t next_mark; /* of r->note_marks */
    uint32_t law_block; /* where a law was named last; REG_NO_INDEX = none */
};

/* Words before an expression that tell it from others; the clause before when it stands alone. */
static size_t quote_start(struct str s, size_t pos, size_t floor)
{
    size_t start = ref_clause_start(s, pos, floor, WORDS_BEFORE);

    if (char_count(str_sub(s, start, pos)) < FEW_WORDS && start > floor &&
        str_at(s, start - 3, STR("、"))) {
        return ref_clause_start(s, start - 3, floor, WORDS_BEFORE);
    }
    return start;
}

static size_t clause_end(struct str s, size_t pos, size_t limit, unsigned most)
{
    size_t p = pos;

    for (unsigned i = 0; i < most && p < limit; i++) {
        uint32_t cp;
        size_t n = utf8_decode(s, p, &cp);
        enum char_class class = char_class_of(cp);

        if (class == CHAR_STOP || (class == CHAR_COMMA && i > 1) || str_at(s, p, STR("(以下"))) {
            break;
        }
        p += n;
    }
    return p;
}

/* ---- what begins a reference ---- */

static void set_triggers(struct walker *w)
{
    static const char starts[] =
        "0123456789(第前同上左次以下別様書添参付「仕契要マガ手法令規条基約会施①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
        "アイウエオカキクケコサシスセソロハニホヘトⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ※注*^¹²³⁴⁵⁶⁷⁸⁹⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽";
    struct str s = {.p = starts, .n = sizeof(starts) - 1};

    w->triggers = arena_alloc(w->r->arena, CHAR_TABLE_BYTES);
    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        w->triggers[char_table_place(cp)] = 1;
    }
}

/* ---- labels met before ---- */

/* Whether the label was referred to in this article already; remembers it. */
static bool was_seen(struct walker *w, struct str label, uint32_t article)
{
    uint64_t hash = ref_name_hash(label) | 1;
    uint32_t slot = (uint32_t)(hash >> 20) % SEEN_SLOTS;

    while (w->seen[slot].hash != 0 && w->seen[slot].hash != hash) {
        slot = (slot + 1) % SEEN_SLOTS;
    }
    struct seen_label *seen = &w->seen[slot];

    if (seen->hash == hash && seen->article == article) {
        return true;
    }
    if (seen->hash == 0 && w->seen_count >= SEEN_SLOTS / 2) {
        return false;
    }
    w->seen_count += seen->hash == 0;
    *seen = (struct seen_label){.hash = hash, .article = article};
    return false;
}

static bool points_by_word(struct str s, size_t pos)
{
    struct str before = str_trim(str_sub(s, 0, pos));

    return str_ends(before, STR("下記の")) || str_ends(before, STR("上記の")) ||
           str_ends(before, STR("次の")) || str_ends(before, STR("以下の")) ||
           str_ends(before, STR("下記")) || str_ends(before, STR("上記"));
}

/* ---- writing ---- */

static struct str note_target(const struct walker *w, const struct note *n)
{
    const struct block *b = &w->r->blocks.v[n->block];
    struct str s = b->t.s;
    ptrdiff_t url = str_find(s, STR("http"), 0);
    size_t beg = url >= 0 ? (size_t)url : 0;
    size_t end = beg;

    while (end < s.n &&
           (url < 0 || (s.p[end] > ' ' && (unsigned char)s.p[end] < 0x80 && s.p[end] != ')' &&
                        s.p[end] != '>')) &&
           (url >= 0 || end - beg < 90)) {
        end++;
    }
    return str_sub(s, beg, utf8_floor(s, end));
}

/* An address in the note, or alone in the paragraph after it. */
static bool note_has_url(const struct reading *r, const struct note *n)
{
    if (str_has(r->blocks.v[n->block].t.s, STR("http"))) {
        return true;
    }
    return n->block + 1 < r->blocks.n &&
           str_starts(str_trim(r->blocks.v[n->block + 1].t.s), STR("http"));
}

static void write_entry(struct walker *w, const struct ref_at *at, const struct ref_hit *hit,
                        size_t quote_beg, size_t quote_end)
{
    struct reading *r = w->r;
    struct reg_reference *entry = VEC_ADD(r->arena, &r->reg->references);
    struct reference *ref = VEC_ADD(r->arena, &r->references);

    *entry = (struct reg_reference){
        .src = block_src(r, at->b, quote_beg, quote_end),
        .target = hit->target,
        .resolves = hit->outcome == REFERENCE_FOUND || hit->outcome == REFERENCE_UNLABELLED ||
                    hit->outcome == REFERENCE_AMBIGUOUS || hit->outcome == REFERENCE_WRONG_WAY ||
                    hit->outcome == REFERENCE_MOVED,
        .kind = hit->kind,
        .note = hit->note,
    };
    *ref = (struct reference){
        .entry = r->reg->references.n - 1,
        .block = at->block,
        .beg = ftext_beg(&at->b->t, hit->beg),
        .end = ftext_end(&at->b->t, hit->end, r->doc->text),
        .way = hit->way,
        .outcome = hit->outcome,
        .label = hit->label,
        .title = hit->title,
        .part = hit->part,
        .node = hit->node,
        .note = hit->note_id,
        .node_last = hit->node_last,
        .rival = hit->rival,
    };
}

/* 以下イベントについて（１）（２）のとおり: the number says what 以下 meant; one entry. */
static bool completes_last(const struct walker *w, const struct ref_at *at,
                           const struct ref_hit *hit)
{
    const struct reading *r = w->r;

    if (r->references.n == 0 || (hit->way != BY_NUMBER && hit->way != BY_LABEL)) {
        return false;
    }
    const struct reference *last = &r->references.v[r->references.n - 1];

    if (last->block != at->block || last->way != BY_FORWARD ||
        (last->node_last != REG_NO_INDEX && hit->node != REG_NO_INDEX &&
         (hit->node < last->node || hit->node > last->node_last))) {
        return false;
    }
    size_t p = hit->beg;

    for (unsigned i = 0; i < LONGEST_CLAUSE && p > at->b->body; i++) {
        p = char_before(at->s, p);
        if (ftext_beg(&at->b->t, p) < last->end) {
            return true;
        }
        if (char_class_at(at->s, p) == CHAR_STOP || char_class_at(at->s, p) == CHAR_COMMA) {
            return false;
        }
    }
    return false;
}

static void emit(struct walker *w, const struct ref_at *at, const struct ref_hit *hit,
                 size_t sentence_beg)
{
    struct reading *r = w->r;
    size_t beg = hit->quote_beg != hit->quote_end || hit->quote_beg > 0
                     ? hit->quote_beg
                     : quote_start(at->s, hit->beg, sentence_beg);
    size_t end = hit->quote_end > 0 ? hit->quote_end
                                    : clause_end(at->s, hit->end, at->sentence_end, WORDS_AFTER);

    beg = MIN(beg, hit->beg);
    end = MAX(end, hit->end);
    if (completes_last(w, at, hit)) {
        size_t start = beg;

        while (start > at->b->body && hit->beg - start < REF_NEAR_BYTES &&
               ftext_beg(&at->b->t, start) >
                   r->reg->references.v[r->reg->references.n - 1].src.beg) {
            start = char_before(at->s, start);
        }
        beg = start;
        r->references.n--;
        r->reg->references.n--;
    }
    write_entry(w, at, hit, beg, end);
}

/* ---- marks of notes ---- */

static void emit_mark(struct walker *w, const struct ref_at *at, size_t pos, size_t sentence_beg,
                      size_t *ret_end)
{
    struct reading *r = w->r;
    const struct note_mark *mark = &r->note_marks.v[w->next_mark];
    struct ref_hit hit = {.way = BY_NOTE,
                          .beg = pos,
                          .part = REG_NO_INDEX,
                          .node = REG_NO_INDEX,
                          .node_last = REG_NO_INDEX,
                          .note_id = mark->note,
                          .rival = REG_NO_INDEX};
    size_t end = pos;

    while (end < at->s.n && ftext_beg(&at->b->t, end) < mark->end) {
        end++;
    }
    *ret_end = end;
    enum part_kind kind = r->parts.v[at->b->part].kind;

    if (at->b->table != 0 || kind == PART_FORM || kind == PART_ANNEX_FORM) {
        return;
    }
    hit.end = end;
    hit.label = str_sub(at->s, pos, end);
    hit.target = hit.label;
    if (mark->note == REG_NO_INDEX) {
        hit.outcome = REFERENCE_MISSING;
        hit.note = STR("この記号の注がない");
    } else {
        const struct note *n = &r->notes.v[mark->note];

        hit.part = r->blocks.v[n->block].part;
        hit.node = r->blocks.v[n->block].node;
        hit.target = note_target(w, n);
        hit.kind = note_has_url(r, n) ? REF_URL : REF_INTERNAL;
    }
    /* The title before the mark is what the note is about. */
    struct str before = str_trim(str_sub(at->s, 0, pos));

    if (str_ends(before, STR("」"))) {
        ptrdiff_t open = str_rfind(before, STR("「"));

        hit.quote_beg = open > 0 && before.n - (size_t)open < 200 ? (size_t)open : 0;
    }
    emit(w, at, &hit, sentence_beg);
}

/* ---- walking ---- */

/* 当省のウェブサイト(https://…)から: the address of what is named before it. */
static bool scan_url(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    size_t beg = skip_spaces(at->s, pos + 1);
    size_t end = beg;

    if (!str_at(at->s, beg, STR("http"))) {
        return false;
    }
    while (end < at->s.n && at->s.p[end] > ' ' && (unsigned char)at->s.p[end] < 0x80 &&
           at->s.p[end] != ')') {
        end++;
    }
    if (end >= at->s.n || at->s.p[end] != ')' || pos == at->b->body) {
        return false;
    }
    ret->way = BY_URL;
    ret->kind = REF_URL;
    ret->beg = pos;
    ret->end = end + 1;
    ret->label = str_sub(at->s, beg, end);
    ret->target = ret->label;
    return true;
}

static bool scan(const struct ref_at *at, size_t pos, uint32_t cp, struct ref_hit *ret)
{
    switch (cp) {
    case 0x4E0A: /* 上 */
    case 0x524D: /* 前 */
    case 0x540C: /* 同 */
    case 0x5DE6: /* 左 */
        return ref_scan_backward(at, pos, ret);
    case 0x6B21: /* 次 */
    case 0x4EE5: /* 以 */
    case 0x4E0B: /* 下 */
        return ref_scan_forward(at, pos, ret);
    case 0x300C: /* 「 */
        return ref_scan_title(at, pos, ret);
    case 0x69D8: /* 様 */
    case 0x5225: /* 別 */
    case 0x66F8: /* 書 */
    case 0x6DFB: /* 添 */
    case 0x53C2: /* 参 */
    case 0x4ED8: /* 付 */
        return ref_scan_label(at, pos, ret);
    case 0x4ED5: /* 仕 */
    case 0x5951: /* 契 */
    case 0x30DE: /* マ */
    case 0x30AC: /* ガ */
    case 0x624B: /* 手 */
        return ref_scan_document(at, pos, ret);
    case 0x8981: /* 要 */
        return ref_scan_document(at, pos, ret) || ref_scan_law(at, pos, ret);
    case 0x6CD5: /* 法 */
    case 0x4EE4: /* 令 */
    case 0x898F: /* 規 */
    case 0x6761: /* 条 */
    case 0x57FA: /* 基 */
    case 0x7D04: /* 約 */
    case 0x4F1A: /* 会 */
    case 0x65BD: /* 施 */
        return ref_scan_law(at, pos, ret);
    case '(':
        return scan_url(at, pos, ret) || ref_scan_number(at, pos, ret);
    default:
        return ref_scan_number(at, pos, ret);
    }
}

/* The article the block stands in: what it refers to is said anew in each. The root of its part
 * where there are no articles. */
static uint32_t article_of(const struct reading *r, const struct block *b)
{
    uint32_t node = b->node;

    while (r->nodes.v[node].level > 0 && r->nodes.v[node].marker.class != MARK_ARTICLE) {
        node = r->nodes.v[node].parent;
    }
    return node;
}

/* What is found but not listed. */
static bool is_left_out(struct walker *w, const struct ref_at *at, const struct ref_hit *hit)
{
    enum part_kind kind = w->r->parts.v[at->b->part].kind;
    bool in_annex = kind == PART_ANNEX || kind == PART_ANNEX_FORM;

    if (in_annex && (hit->way == BY_FORWARD ||
                     (hit->way == BY_BACKWARD && str_at(at->s, hit->beg, STR("上"))))) {
        return true;
    }
    bool seen = hit->way == BY_LABEL && was_seen(w, hit->label, article_of(w->r, at->b));

    return hit->silent || (seen && hit->title.n == 0 && !points_by_word(at->s, hit->beg));
}

static void remember_law(struct walker *w, const struct ref_at *at, const struct ref_hit *hit)
{
    if (hit->way == BY_LAW) {
        w->law_block = at->block;
    } else if (hit->way == BY_NUMBER && str_starts(hit->label, STR("第"))) {
        w->law_block = REG_NO_INDEX;
    }
}

static void walk_block(struct walker *w, uint32_t index)
{
    struct reading *r = w->r;
    const struct block *b = &r->blocks.v[index];
    struct ref_at at = {
        .x = &w->x, .r = r, .block = index, .b = b, .s = b->t.s, .sentence_end = b->t.s.n};
    uint32_t sentence = b->sentence_first;
    uint32_t sentence_last = b->sentence_first + b->sentence_count;
    size_t start = b->marker.class == MARK_NOTE ? 0 : b->body; /* （注２）を… may be a mark */
    size_t sentence_beg = start;

    at.after_law = w->law_block != REG_NO_INDEX && index - w->law_block <= LAW_MEMORY;
    while (w->next_mark < r->note_marks.n && r->note_marks.v[w->next_mark].block < index) {
        w->next_mark++;
    }
    struct char_walk walk;
    size_t next;

    char_walk_begin(&walk, w->triggers, at.s, start);
    for (size_t pos = char_walk_next(&walk, start); pos < at.s.n;
         pos = char_walk_next(&walk, next)) {
        uint32_t cp;

        next = pos + utf8_decode(at.s, pos, &cp);
        while (sentence < sentence_last && r->sentences.v[sentence].end <= pos) {
            sentence++;
        }
        if (sentence < sentence_last) {
            sentence_beg = MIN(r->sentences.v[sentence].beg, pos);
            at.sentence_end = r->sentences.v[sentence].end;
        }
        while (w->next_mark < r->note_marks.n && r->note_marks.v[w->next_mark].block == index &&
               r->note_marks.v[w->next_mark].beg < ftext_beg(&b->t, pos)) {
            w->next_mark++;
        }
        if (w->next_mark < r->note_marks.n && r->note_marks.v[w->next_mark].block == index &&
            r->note_marks.v[w->next_mark].beg == ftext_beg(&b->t, pos)) {
            emit_mark(w, &at, pos, sentence_beg, &next);
            continue;
        }
        struct ref_hit hit = {.part = REG_NO_INDEX,
                              .node = REG_NO_INDEX,
                              .node_last = REG_NO_INDEX,
                              .note_id = REG_NO_INDEX,
                              .rival = REG_NO_INDEX};

        if (!scan(&at, pos, cp, &hit)) {
            continue;
        }
        if (!is_left_out(w, &at, &hit)) {
            emit(w, &at, &hit, sentence_beg);
        }
        remember_law(w, &at, &hit);
        at.after_law = w->law_block != REG_NO_INDEX && index - w->law_block <= LAW_MEMORY;
        next = MAX(next, hit.end);
    }
}

void reference_build(struct reading *r)
{
    struct walker w = {.r = r, .law_block = REG_NO_INDEX};

    ref_index_build(&w.x, r);
    set_triggers(&w);
    w.seen = ARENA_ARRAY(r->arena, SEEN_SLOTS, struct seen_label);
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        const struct block *b = &r->blocks.v[i];
        enum part_kind kind = r->parts.v[b->part].kind;

        if (b->kind != BLOCK_TITLE && !(kind == PART_ANNEX_FORM && b->table != 0)) {
            walk_block(&w, i);
        }
    }
}
