/*
 * Notes (※１ …, 注１） …, ^{*1} …, ¹ …) and the marks that lead to them.
 *
 * A sign at the start of a paragraph defines, elsewhere it refers. Numbers start anew in every
 * section of many documents, so a mark goes to the nearest note of its sign and number: in its
 * own section first (below it before above it), then in its part, then in the document. A sign
 * without a number (※ alone) is a remark of its own and is no matter of this file.
 *
 * Notes are sorted by sign, number and place; a mark finds its neighbours by binary search.
 */
#include "spec/reading.h"

#include "text/chars.h"

#include <stdlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { LARGEST_NOTE = 99, SIGN_BYTES = 3 };

struct sign_at {
    enum note_sign sign;
    uint32_t ordinal;
    size_t beg, end; /* folded bytes, with brackets */
};

/* One superscript figure; returns its bytes or 0. */
static size_t superscript_digit(struct str s, size_t at, uint32_t *ret_value)
{
    uint32_t cp;

    if (at >= s.n || (unsigned char)s.p[at] < 0xC2) {
        return 0;
    }
    size_t n = utf8_decode(s, at, &cp);

    switch (cp) {
    case 0xB9:
        *ret_value = 1;
        return n;
    case 0xB2:
    case 0xB3:
        *ret_value = cp - 0xB0;
        return n;
    case 0x2070:
    case 0x2074 ... 0x2079:
        *ret_value = cp - 0x2070;
        return n;
    default:
        return 0;
    }
}

static size_t read_superscript(struct str s, size_t at, uint32_t *ret_value)
{
    uint32_t value = 0;
    uint32_t digit;
    size_t n = 0;

    for (size_t step; (step = superscript_digit(s, at + n, &digit)) > 0 && value < LARGEST_NOTE;
         n += step) {
        value = value * 10 + digit;
    }
    *ret_value = value;
    return n;
}

static size_t read_number(struct str s, size_t at, uint32_t *ret_value)
{
    uint32_t value = 0;
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9' && n < 3) {
        value = value * 10 + (uint32_t)(s.p[at + n] - '0');
        n++;
    }
    *ret_value = value;
    return n;
}

/* ^{*1}, ^{1}, ^*1, ^1: how converters write a raised sign. */
static bool read_raised(struct str s, size_t at, struct sign_at *ret)
{
    bool braced = str_at(s, at + 1, STR("{"));
    size_t p = at + (braced ? 2 : 1);

    ret->sign = NOTE_SUPERSCRIPT;
    if (str_at(s, p, STR("*"))) {
        ret->sign = NOTE_ASTERISK;
        p++;
    } else if (str_at(s, p, STR("※"))) {
        ret->sign = NOTE_KOME;
        p += SIGN_BYTES;
    } else if (str_at(s, p, STR("注"))) {
        ret->sign = NOTE_CHUU;
        p += SIGN_BYTES;
    }
    p += read_number(s, p, &ret->ordinal);
    if (ret->ordinal == 0 || (braced && !str_at(s, p, STR("}")))) {
        return false;
    }
    ret->beg = at;
    ret->end = p + (braced ? 1 : 0);
    return true;
}

/* A unit behind the number: it counts something and is no sign. */
static bool is_counter(struct str s, size_t at)
{
    static const char *const units[] = {"社", "名", "人", "件", "回", "日", "月", "年", "円",
                                        "か", "箇", "者", "部", "枚", "時", "分", "点", "台",
                                        "本", "割", "%",  ",",  "ヶ", "カ", "つ", "校", "団体"};

    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_at(s, at, str_of(units[i]))) {
            return true;
        }
    }
    return false;
}

/* ※１, 注１, *1 with or without brackets around them. `at` is the sign itself. */
static bool read_plain(struct str s, size_t at, size_t sign_bytes, enum note_sign sign,
                       struct sign_at *ret)
{
    size_t p = skip_spaces(s, at + sign_bytes);
    size_t n = read_number(s, p, &ret->ordinal);
    bool opened = at > 0 && s.p[at - 1] == '(';

    if (n == 0 || ret->ordinal == 0 || ret->ordinal > LARGEST_NOTE) {
        return false;
    }
    p += n;
    if (!opened && is_counter(s, p)) {
        return false; /* ※10社を想定: a remark that begins with a quantity */
    }
    bool closed = str_at(s, skip_spaces(s, p), STR(")"));

    if (sign == NOTE_CHUU && !opened && (!closed || char_class_before(s, at) == CHAR_KANJI)) {
        return false;
    }
    if (sign == NOTE_ASTERISK &&
        (char_class_before(s, at) == CHAR_DIGIT || char_class_before(s, at) == CHAR_LATIN)) {
        return false;
    }
    *ret = (struct sign_at){.sign = sign, .ordinal = ret->ordinal, .beg = at, .end = p};
    if (closed && (opened || at == 0 || sign != NOTE_KOME)) {
        ret->end = skip_spaces(s, p) + 1;
        ret->beg = opened ? at - 1 : at;
    }
    return true;
}

/* Whether a note sign stands at `at`; cheap for every other byte. */
static bool read_sign(struct str s, size_t at, struct sign_at *ret)
{
    unsigned char c = (unsigned char)s.p[at];
    size_t n;

    switch (c) {
    case '^':
        return read_raised(s, at, ret);
    case '*':
        return read_plain(s, at, 1, NOTE_ASTERISK, ret);
    case 0xE2:
        if (str_at(s, at, STR("※"))) {
            return read_plain(s, at, SIGN_BYTES, NOTE_KOME, ret);
        }
        break;
    case 0xE6:
        return str_at(s, at, STR("注")) && read_plain(s, at, SIGN_BYTES, NOTE_CHUU, ret);
    case 0xC2:
        break;
    default:
        return false;
    }
    n = read_superscript(s, at, &ret->ordinal);
    if (n == 0 || ret->ordinal == 0 || char_class_before(s, at) == CHAR_LATIN ||
        char_class_before(s, at) == CHAR_DIGIT) {
        return false; /* m², 10³ */
    }
    ret->sign = NOTE_SUPERSCRIPT;
    ret->beg = at;
    ret->end = at + n;
    return true;
}

/* A sign at the start of a paragraph defines, when text follows it. */
static bool is_definition(const struct block *b, const struct sign_at *sign)
{
    struct str s = b->t.s;
    struct str before = str_trim(str_sub(s, 0, sign->beg));
    size_t text = skip_spaces(s, sign->end);
    bool first = before.n == 0 || (b->marker.class == MARK_BULLET && sign->beg <= b->body);

    if (text >= s.n || !(first || (b->kind == BLOCK_NOTE && str_ends(before, STR("。"))))) {
        return false;
    }
    /* （※４）などを踏まえ goes on with a sentence that began above. */
    return !str_at(s, text, STR("、")) && !str_at(s, text, STR("を")) &&
           !str_at(s, text, STR("など")) && !str_at(s, text, STR("。"));
}

/*
 * Byte of the next character from `at` on with which a sign may begin, s.n when there is none: ^ *
 * (, first bytes of ¹ and ※, and 注 (E6 B3).
 */
static size_t next_sign(struct str s, size_t at)
{
#ifdef __SSE2__
    for (; at + 17 <= s.n; at += 16) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.p + at));
        const __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(s.p + at + 1));
        const __m128i ascii = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('^')),
                                           _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('*')),
                                                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('('))));
        const __m128i raised = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xC2)),
                                            _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE2)));
        const __m128i note = _mm_and_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE6)),
                                           _mm_cmpeq_epi8(next, _mm_set1_epi8((char)0xB3)));
        unsigned hits =
            (unsigned)_mm_movemask_epi8(_mm_or_si128(ascii, _mm_or_si128(raised, note)));

        if (hits != 0) {
            return at + (unsigned)__builtin_ctz(hits);
        }
    }
#endif
    while (at < s.n && strchr("^*(\xC2\xE2\xE6", s.p[at]) == NULL) {
        at++;
    }
    return at;
}

static void scan_block(struct reading *r, uint32_t index)
{
    const struct block *b = &r->blocks.v[index];
    struct str s = b->t.s;
    struct sign_at sign = {};

    for (size_t at = next_sign(s, 0); at < s.n; at = next_sign(s, at)) {
        if (!read_sign(s, at, &sign)) {
            at++;
            continue;
        }
        uint32_t beg = ftext_beg(&b->t, sign.beg);
        uint32_t end = ftext_end(&b->t, sign.end, r->doc->text);

        if (is_definition(b, &sign)) {
            *VEC_ADD(r->arena, &r->notes) = (struct note){
                .sign = sign.sign,
                .ordinal = sign.ordinal,
                .block = index,
                .beg = beg,
                .end = end,
                .reuse_of = REG_NO_INDEX,
            };
        } else {
            *VEC_ADD(r->arena, &r->note_marks) = (struct note_mark){
                .sign = sign.sign,
                .ordinal = sign.ordinal,
                .block = index,
                .beg = beg,
                .end = end,
                .note = REG_NO_INDEX,
            };
        }
        at = sign.end;
    }
}

/* A note's place in the order sign, number, document. */
struct note_key {
    uint32_t name; /* sign and number */
    uint32_t note;
};

static int compare_keys(const void *a, const void *b)
{
    const struct note_key *x = a;
    const struct note_key *y = b;

    if (x->name != y->name) {
        return x->name < y->name ? -1 : 1;
    }
    return x->note < y->note ? -1 : x->note > y->note;
}

static uint32_t name_of(enum note_sign sign, uint32_t ordinal)
{
    return (uint32_t)sign * (LARGEST_NOTE + 1) + MIN(ordinal, (uint32_t)LARGEST_NOTE);
}

uint32_t block_top_node(const struct reading *r, const struct block *b)
{
    uint32_t node = b->node;

    while (r->nodes.v[node].level > 1) {
        node = r->nodes.v[node].parent;
    }
    return node;
}

/* 2 in the same section, 1 in the same part, 0 elsewhere. */
static int nearness(const struct reading *r, uint32_t note, const struct note_mark *mark)
{
    const struct block *a = &r->blocks.v[r->notes.v[note].block];
    const struct block *b = &r->blocks.v[mark->block];

    return a->part != b->part ? 0 : block_top_node(r, a) == block_top_node(r, b) ? 2 : 1;
}

static uint32_t find_note(const struct reading *r, const struct note_key *keys,
                          const struct note_mark *mark)
{
    uint32_t name = name_of(mark->sign, mark->ordinal);
    uint32_t low = 0;
    uint32_t high = r->notes.n;

    /* The first note of this name that does not stand before the mark. */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        bool before = keys[middle].name < name ||
                      (keys[middle].name == name && r->notes.v[keys[middle].note].beg < mark->beg);

        if (before) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t below = low < r->notes.n && keys[low].name == name ? keys[low].note : REG_NO_INDEX;
    uint32_t above = low > 0 && keys[low - 1].name == name ? keys[low - 1].note : REG_NO_INDEX;

    if (below == REG_NO_INDEX || above == REG_NO_INDEX) {
        return below == REG_NO_INDEX ? above : below;
    }
    return nearness(r, above, mark) > nearness(r, below, mark) ? above : below;
}

static void mark_reuse(struct reading *r, const struct note_key *keys)
{
    for (uint32_t i = 1; i < r->notes.n; i++) {
        struct note *n = &r->notes.v[keys[i].note];
        const struct note *before = &r->notes.v[keys[i - 1].note];

        if (keys[i].name == keys[i - 1].name &&
            r->blocks.v[n->block].part == r->blocks.v[before->block].part) {
            n->reuse_of = keys[i - 1].note;
        }
    }
}

void note_build(struct reading *r)
{
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        scan_block(r, i);
    }
    struct note_key *keys = ARENA_ARRAY(r->arena, MAX(r->notes.n, 1u), struct note_key);

    for (uint32_t i = 0; i < r->notes.n; i++) {
        keys[i] = (struct note_key){.name = name_of(r->notes.v[i].sign, r->notes.v[i].ordinal),
                                    .note = i};
    }
    qsort(keys, r->notes.n, sizeof(keys[0]), compare_keys);
    mark_reuse(r, keys);
    for (uint32_t i = 0; i < r->note_marks.n; i++) {
        struct note_mark *mark = &r->note_marks.v[i];

        mark->note = find_note(r, keys, mark);
        if (mark->note != REG_NO_INDEX) {
            r->notes.v[mark->note].mark_count++;
        }
    }
}
