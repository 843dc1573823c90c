/*
 * The end of a line and the beginning of the next one, joined. Told is what lies across the seam,
 * a name before it whose title lies across it, and a number behind it whose words stand before it:
 *
 *     … 連絡先は090-        … 委員の阿久津涼主         … 稲見さんのマイ
 *     5512-7784です         査が説明した               ナンバー4879 6051 4234
 *
 * Where lines are rows of their own, a number ends with its line: it goes on only where it must.
 */
#include "inspect/personal/personal-seam.h"

#include "inspect/personal/personal-walk.h"
#include "inspect/personal/personal.h"

enum {
    JOINED_BYTES = 90, /* of the next line */
    NEAR_BYTES = 36,   /* of it, where a number begins whose words stand before the seam */
    CUT_BYTES = 12,    /* of the tail, where a word may have lost its beginning */
};

/* The code point as it is folded, of those that numbers are made of. */
static uint32_t narrow(uint32_t cp)
{
    return cp == 0x2212 || cp == 0x2010 ? '-' : cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
}

static uint32_t first_of(struct str line)
{
    uint32_t cp;

    utf8_decode(line, 0, &cp);
    return narrow(cp);
}

static uint32_t last_of(struct str tail)
{
    return first_of(str_sub(tail, char_before(tail, tail.n), tail.n));
}

/* Whether a number of some length begins the line, in a bracket or not: (MZ4406…, 0550-… */
static bool begins_with_number(struct str line)
{
    enum { LEAST = 4 };
    size_t at = 0, length = 0;

    if (first_of(line) == '(') {
        at += line.p[0] == '(' ? 1 : 3; /* or a wide one */
    }
    for (uint32_t cp; at < line.n && length < LEAST; length++) {
        at += utf8_decode(line, at, &cp);
        enum char_class class = char_class_of(narrow(cp));

        if (class != CHAR_DIGIT && class != CHAR_LATIN && narrow(cp) != '-') {
            return false;
        }
    }
    return length == LEAST;
}

/* Whether a line that ends and one that begins like this are one sentence. */
static bool goes_on(struct str tail, struct str line)
{
    if (line.n == 0 || tail.n == 0) {
        return false;
    }
    uint32_t cp = first_of(line);
    enum char_class before = char_class_of(last_of(tail)), first = char_class_of(cp);

    if (before == CHAR_HIRAGANA && first == CHAR_HIRAGANA) {
        return false; /* a sentence, as nearly all that is broken so */
    }
    if (before == CHAR_LATIN && first == CHAR_LATIN) {
        return personal_ends_in_cut_mail(tail);
    }
    if (before == CHAR_OPEN || cp == '(') { /* 旅券|(MZ4406…, (|0550-… */
        return before != CHAR_STOP && begins_with_number(line);
    }
    return (before == CHAR_KANJI || before == CHAR_KATAKANA || before == CHAR_DIGIT ||
            before == CHAR_LATIN || before == CHAR_OTHER || before == CHAR_HIRAGANA) &&
           (first == CHAR_KANJI || first == CHAR_KATAKANA || first == CHAR_DIGIT ||
            (first == CHAR_LATIN && before != CHAR_LATIN && before != CHAR_DIGIT) || cp == '@' ||
            cp == '-' || cp == '.' || first == CHAR_HIRAGANA);
}

/* Whether the last digits of the tail are those of a number with hyphens: 090-5512-77 */
static bool ends_in_groups(struct str tail)
{
    enum { LEAST = 6 };
    size_t digits = 0, hyphens = 0;

    while (tail.n > 0) {
        uint32_t cp = last_of(tail);

        if (cp == '-') {
            hyphens++;
        } else if (cp >= '0' && cp <= '9') {
            digits++;
        } else {
            break;
        }
        tail.n = char_before(tail, tail.n);
    }
    return hyphens > 0 && digits >= LEAST;
}

/* 1. 2) 3 at the beginning of a line: its number in a list. */
static bool begins_with_list_number(struct str line)
{
    enum { MOST = 3 };
    size_t at = 0, digits = 0;
    uint32_t cp = 0;

    while (at < line.n) {
        size_t n = utf8_decode(line, at, &cp);

        cp = narrow(cp);
        if (cp < '0' || cp > '9') {
            break;
        }
        digits++;
        at += n;
    }
    return digits > 0 && digits <= MOST && at < line.n &&
           (cp == ' ' || cp == '.' || cp == ')' || cp == '\t' || cp == 0x3000 || cp == 0x3001);
}

/* Whether the line begins with what only stands inside of a number: -26-904, 115番地. */
static bool begins_inside_number(struct str line)
{
    static const struct str units[] = {STR_IN_TABLE("番地"), STR_IN_TABLE("丁目"),
                                       STR_IN_TABLE("号室")};
    size_t at = 0;

    for (uint32_t cp; at < line.n;) {
        size_t n = utf8_decode(line, at, &cp);

        if (narrow(cp) < '0' || narrow(cp) > '9') {
            break;
        }
        at += n;
    }
    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_at(line, at, units[i])) {
            return true;
        }
    }
    return first_of(line) == '-';
}

/* Takes numbers and addresses away that go on behind the seam: they ended before it. */
static void drop_numbers(struct personal_scan *s)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (strcmp(s->hits.v[i].rule, "PII-305") == 0) {
            s->hits.v[kept++] = s->hits.v[i];
        }
    }
    s->hits.n = kept;
}

/* Takes names away of which the second line has a label: 印|立会人, but not 林 悦|子. */
static void drop_labels(struct personal_scan *s, size_t seam)
{
    const struct personal_text *t = &s->text;
    size_t at = 0;
    uint32_t kept = 0;

    while (at < t->n && t->at[at] < seam) {
        at++;
    }
    size_t n = at < t->n ? personal_longest(t->u + at, t->n - at,
                                            WORD_ROLE | WORD_STRONG | WORD_TITLE, NULL)
                         : 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const struct personal_hit *x = &s->hits.v[i];
        bool is_label = n >= 2 && x->beg < seam && x->end > seam && x->end <= t->at[at + n] &&
                        strcmp(x->rule, "PII-305") == 0;

        if (!is_label) {
            s->hits.v[kept++] = *x;
        }
    }
    s->hits.n = kept;
}

/* Whether a title or an honour begins behind the hit and lies across the seam: 主|査. */
static bool is_titled_across(const struct personal_text *t, const struct personal_hit *x,
                             size_t seam)
{
    size_t i = t->n, past;

    while (i > 0 && t->at[i] > x->end) {
        i--;
    }
    return t->at[i] == x->end && x->end < seam && personal_after_word(t, i, &past) != AFTER_WORD &&
           t->at[past] > seam;
}

/* Names before the seam that were not told: only now their titles are whole. */
static void tell_titled(struct found *f, const struct personal_scan *s, struct str joined,
                        size_t seam)
{
    const struct personal *p = personal_state(f);
    struct str place = {.p = p->tail_place, .n = p->tail_place_bytes};

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const struct personal_hit *x = &s->hits.v[i];

        if (x->beg >= MAX(p->tail_told, (size_t)CUT_BYTES) && strcmp(x->rule, "PII-305") == 0 &&
            is_titled_across(&s->text, x, seam)) {
            found_add(f, x->rule, x->basis, place, personal_source(s, joined, x));
        }
    }
}

/* Whether words for numbers may stand before the seam: 番号, マイ|ナンバー, 旅券, 普通, 免許証. */
static bool may_label_number(const struct personal_text *t, size_t seam)
{
    static const uint16_t units[] = {
        0x53F7, 0x756A, 0x30DE, 0x500B, 0x5238, 0x8A31,
        0x8A3C, 0x5EA7, 0x901A, 0x30C8, 0x30C9}; /* 号番マ個券許証座通トド */

    for (size_t i = 0; i < t->n && t->at[i] < seam; i++) {
        if (t->classes[i] == CHAR_LATIN || personal_is_one_of(t->u[i], units, COUNT(units))) {
            return true;
        }
    }
    return false;
}

/* Numbers behind the seam, where the words before it are theirs. */
static void take_behind(struct personal_scan *s, size_t seam, bool is_cut,
                        struct personal_seam *ret)
{
    const struct personal_text *t = &s->text;
    uint32_t before = s->hits.n;
    size_t i = t->n;

    while (i > 0 && t->at[i - 1] >= seam) {
        i--;
    }
    while (i < t->n && t->at[i] <= seam + NEAR_BYTES &&
           (t->classes[i] != CHAR_DIGIT || t->at[i] < seam + ret->past)) {
        i++;
    }
    if (i == t->n || t->at[i] > seam + NEAR_BYTES || !may_label_number(t, seam)) {
        return;
    }
    for (size_t past = 0; i < t->n && t->at[i] <= seam + NEAR_BYTES; i++) {
        if (t->at[i] >= past && t->classes[i] == CHAR_DIGIT) {
            past = personal_take_digits(s, t->at[i]);
        }
    }
    for (uint32_t k = before; k < s->hits.n && ret->count < PERSONAL_SEAM_HITS; k++) {
        struct personal_hit x = s->hits.v[k];
        bool is_whole = !is_cut || x.end < t->folded.s.n;

        if (x.beg >= seam && is_whole &&
            (strcmp(x.rule, "PII-301") == 0 || strcmp(x.rule, "PII-307") == 0 ||
             strcmp(x.rule, "PII-308") == 0)) {
            x.beg -= seam;
            x.end -= seam;
            ret->hits[ret->count++] = x;
        }
    }
    s->hits.n = before;
}

void personal_seam_look(struct found *f, struct personal_look *look, struct str line,
                        struct str place, struct personal_seam *ret)
{
    const struct personal *p = personal_state(f);
    char bytes[PERSONAL_TAIL_BYTES + JOINED_BYTES];
    struct str tail = {.p = p->tail, .n = p->tail_bytes};
    size_t head_bytes = line.n > JOINED_BYTES ? utf8_floor(line, JOINED_BYTES) : line.n;
    struct str joined = {.p = bytes, .n = tail.n + head_bytes};
    struct personal_scan *s = &look->s;

    *ret = (struct personal_seam){};
    if (!goes_on(tail, line)) {
        return;
    }
    memcpy(bytes, tail.p, tail.n);
    memcpy(bytes + tail.n, line.p, head_bytes);
    personal_set_head(look, (struct str){}, false);
    size_t seam = personal_look_at_seam(f, look, joined, tail.n);

    if (seam > 0) {
        if ((p->tail_is_told && !begins_inside_number(line)) ||
            (begins_with_list_number(line) && !ends_in_groups(tail))) {
            drop_numbers(s);
        }
        if (s->hits.n > 0) {
            drop_labels(s, seam);
        }
        for (uint32_t i = 0; i < s->hits.n; i++) {
            if (s->hits.v[i].beg < seam && s->hits.v[i].end > seam) {
                ret->past = MAX(ret->past, s->hits.v[i].end - seam);
            }
        }
        tell_titled(f, s, joined, seam);
        personal_tell(f, s, joined, place, seam);
        take_behind(s, seam, head_bytes < line.n, ret);
    }
    *s = (struct personal_scan){.arena = &look->arena};
}

/* Whether a hit of the line lies over the place. */
static bool is_hit(const struct personal_scan *s, const struct personal_hit *x)
{
    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (s->hits.v[i].beg < x->end && s->hits.v[i].end > x->beg) {
            return true;
        }
    }
    return false;
}

void personal_seam_line(struct personal_scan *s, const struct personal_seam *seam)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (s->hits.v[i].end > seam->past) {
            s->hits.v[kept++] = s->hits.v[i];
        }
    }
    s->hits.n = kept;
    if (seam->past > 0) {
        personal_drop_later(s, &(struct personal_hit){.end = seam->past});
    }
    for (size_t i = 0; i < seam->count; i++) {
        if (!is_hit(s, &seam->hits[i]) && seam->hits[i].end <= s->text.folded.s.n) {
            *VEC_ADD(s->arena, &s->hits) = seam->hits[i];
        }
    }
}
