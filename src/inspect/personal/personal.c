/*
 * A text is folded once; one pass over its units stops at digits, at signs and at the last
 * characters of municipalities, another one looks for names (personal-name.c). Hits are gathered
 * and handed over in their order.
 */
#include "inspect/personal/personal-look.h"

#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-list.h"

#include <stdlib.h>

void personal_hit(struct personal_scan *s, const char *rule, size_t beg, size_t end)
{
    *VEC_ADD(s->arena, &s->hits) =
        (struct personal_hit){.rule = rule, .beg = beg, .end = end, .basis = INSPECT_HEURISTIC};
}

void personal_hit_units(struct personal_scan *s, const char *rule, size_t beg, size_t end)
{
    personal_hit(s, rule, s->text.at[beg], s->text.at[end]);
}

/* The kinds of labels of names that a head is: "氏名", "申込者 氏名(漢字)", "担当". */
uint32_t personal_label_flags(const struct personal_text *t)
{
    uint32_t kinds = WORD_STRONG | WORD_ROLE | WORD_TITLE;
    enum { FIRM_UNITS = 4 };
    uint32_t flags = 0;
    size_t end = t->n;

    for (size_t i = 0; i < t->n; i++) {
        if ((t->wakes[i] & PERSONAL_WAKE_CUE) != 0 &&
            (i + 1 == t->n || personal_may_be_cue(t->u + i)) &&
            personal_longest(t->u + i, t->n - i, WORD_STRONG, &flags) > 0) {
            return flags & kinds;
        }
    }
    while (end > 0 && (t->classes[end - 1] == CHAR_SPACE || t->u[end - 1] == ':')) {
        end--;
    }
    if (end == 1 && (t->u[0] == 0x59D3 || t->u[0] == 0x6C0F || t->u[0] == 0x540D)) { /* 姓 氏 名 */
        return WORD_STRONG;
    }
    if (end == 1 && (t->u[0] == 0x53D7 || t->u[0] == 0x5B9B)) { /* 受 宛 */
        return WORD_ROLE;
    }
    if (personal_is_latin_label(t)) {
        return WORD_STRONG;
    }
    for (size_t n = MIN(end, (size_t)PERSONAL_WORD_MAX); n >= 2; n--) {
        if ((t->wakes[end - n] & PERSONAL_WAKE_CUE) == 0) {
            continue;
        }
        flags = personal_word(t->u + end - n, n) & kinds;
        if (flags != 0 && n < end && t->u[end - n - 1] != 0x306E && /* の */
            personal_longest(t->u, end, WORD_FIRM, NULL) >= FIRM_UNITS) {
            return 0; /* 株式会社大空企画 */
        }
        if (flags != 0) {
            /* 西浜大学 教授 is somebody's post, no label */
            bool is_short = end <= PERSONAL_LABEL_UNITS / 2 &&
                            (n == end || t->classes[end - n - 1] != CHAR_SPACE);

            return n == end                                           ? flags
                   : personal_has_word(t->folded.s, "会社|(株)|(有)") ? 0 /* あおば企画 */
                   : is_short                                         ? flags
                              : flags & (WORD_STRONG | WORD_ROLE);
        }
    }
    return 0;
}

/* A head of a column that names the part of a person: 対応者, 担当医師. */
bool personal_is_part_head(const struct personal_text *t)
{
    return t->n >= 2 && t->n <= PERSONAL_LABEL_UNITS && personal_is_part(t->u[t->n - 1]) &&
           t->classes[t->n - 2] == CHAR_KANJI &&
           !personal_has_word(t->folded.s, "業者|会社|団体|法人");
}

/* Whether the text is a label and nothing else. */
bool personal_is_label(const struct personal_text *t)
{
    size_t end = t->n;

    while (end > 0 && (t->classes[end - 1] == CHAR_SPACE || t->u[end - 1] == ':')) {
        end--;
    }
    return end > 0 && end <= PERSONAL_LABEL_UNITS && personal_label_flags(t) != 0;
}

const char *const personal_number_labels =
    "電話|携帯|tel|fax|連絡先|住所|所在地|口座|銀行|支店|番号|生年月日|誕生日|メール|mail|年齢|"
    "マイナンバ|個 人 番 号|通知カード|内線|birth|問い合わせ先|問合せ先|問合わせ先";

/* 住所 : past it, with what separates it from the address; or 0. */
static size_t address_label_end(const struct personal_text *t, size_t i)
{
    enum { MOST_SPACED = 8 };
    static const uint16_t labels[][4] = {
        {0x4F4F, 0x6240, 0},         /* 住所 */
        {0x6240, 0x5728, 0x5730, 0}, /* 所在地 */
        {0x672C, 0x7C4D, 0},         /* 本籍 */
        {0x5C45, 0x6240, 0},         /* 居所 */
    };

    for (size_t k = 0; k < COUNT(labels); k++) {
        size_t n = 0;

        size_t end = i;

        while (labels[k][n] != 0 && end < t->n && t->u[end] == labels[k][n]) {
            n++;
            end++;
            while (labels[k][n] != 0 && end < t->n && end - i < MOST_SPACED &&
                   t->classes[end] == CHAR_SPACE) {
                end++; /* 住　　所 */
            }
        }
        if (labels[k][n] == 0) {
            size_t past = end;

            while (end < t->n && end - past < 4 &&
                   (t->classes[end] == CHAR_SPACE || t->u[end] == ':' ||
                    t->classes[end] == CHAR_CLOSE)) {
                end++;
            }
            return end > past ? end : 0;
        }
    }
    return 0;
}

static bool ends_place(uint16_t u) /* 市 区 町 村 都 道 府 県 */
{
    return u == 0x5E02 || u == 0x533A || u == 0x753A || u == 0x6751 || u == 0x90FD || u == 0x9053 ||
           u == 0x5E9C || u == 0x770C;
}

/* Numbers, mail and addresses that begin before unit `last`. */
static void take_numbers(struct personal_scan *s, size_t last)
{
    const struct personal_text *t = &s->text;
    size_t past_byte = 0;
    size_t past_address = 0;

    if (s->head.n > 0 && personal_has_word(s->head.folded.s, "住所|所在地|居所|本籍")) {
        past_address = personal_take_labelled_address(s, 0);
    }
    for (size_t i = personal_next(t, past_address, last, PERSONAL_WAKE_NUMBER); i < last;
         i = personal_next(t, i + 1, last, PERSONAL_WAKE_NUMBER)) {
        uint16_t u = t->u[i];
        size_t end = 0;

        if (t->at[i] < past_byte) {
            continue;
        }
        if (u >= '0' && u <= '9') {
            past_byte = personal_take_digits(s, t->at[i]);
        } else if (u == 0x3007) { /* 〇 */
            end = personal_kanji_telephone_end(s, i);
            if (end > 0) {
                personal_hit_units(s, "PII-302", i, end);
            }
        } else if (u == 0x662D || u == 0x5E73 || u == 0x4EE4 || u == 0x5927) { /* 昭 平 令 大 */
            past_byte = MAX(past_byte, personal_take_era(s, t->at[i]));
        } else if (u < 0x80 || t->classes[i] == CHAR_OTHER) {
            personal_take_mail(s, t->at[i]);
        } else if (ends_place(u)) {
            end = personal_take_address(s, i + 1);
        } else if (u == 0x4F4F || u == 0x6240 || u == 0x672C || u == 0x5C45) {
            size_t label = address_label_end(t, i);

            end = label > 0 && !ends_place(u) ? personal_take_labelled_address(s, label) : 0;
        }
        if (end > i) {
            i = end - 1;
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const struct personal_hit *x = a;
    const struct personal_hit *y = b;

    return x->beg != y->beg  ? (x->beg < y->beg ? -1 : 1)
           : x->end < y->end ? 1
           : x->end > y->end ? -1
                             : 0;
}

void personal_sort_hits(struct personal_scan *s)
{
    if (s->hits.n > 1) {
        qsort(s->hits.v, s->hits.n, sizeof(s->hits.v[0]), by_place);
    }
}

struct str personal_source(const struct personal_scan *s, struct str text,
                           const struct personal_hit *hit)
{
    return str_sub(text, ftext_beg(&s->text.folded, hit->beg),
                   ftext_end(&s->text.folded, hit->end, text));
}

/* Whether there is anything to look for: not in figures and signs alone, nor in words without
 * capitals. */
bool personal_is_worth(const struct found *f, struct str text)
{
    if (f->lists != NULL) {
        return text.n > 0;
    }
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if ((c >= '0' && c <= '9') || c == '@' || c == '[' || c >= 0xE3 || (c >= 'A' && c <= 'Z')) {
            return true;
        }
        /* (at), " dot " */
        if ((c == '(' || c == '<' || c == '{' || c == '_' || c == ' ') && i + 4 < text.n &&
            (text.p[i + 1] == 'a' || text.p[i + 1] == 'd') &&
            (text.p[i + 2] == 't' || text.p[i + 2] == 'o')) {
            return true;
        }
    }
    return false;
}

/* Makes an empty one. The rooms stay as they are: they are many times what most texts fill. */
void personal_look_init(struct personal_look *look)
{
    look->arena = (struct arena){};
    look->s = (struct personal_scan){.arena = &look->arena};
}

void personal_look_done(struct personal_look *look)
{
    arena_done(&look->arena);
}

/* What stands over the text or before it says what it is. */
void personal_set_head(struct personal_look *look, struct str head, bool is_line)
{
    struct personal_scan *s = &look->s;

    if (head.n == 0) {
        s->head = (struct personal_text){.folded = {.s = STR("")}};
        s->head_is_line = is_line;
        return;
    }
    personal_text_init(&s->head, &look->head_room, s->arena, head);
    s->head_is_line = is_line;
    s->head_flags = personal_label_flags(&s->head);
    s->head_is_part =
        head.n > 0 && !is_line && s->head_flags == 0 && personal_is_part_head(&s->head);
}

struct personal *personal_state(struct found *f)
{
    if (f->personal == NULL) {
        f->personal = ARENA_NEW(f->arena, struct personal);
        f->personal->known.arena = f->arena;
        if (f->lists != NULL) {
            personal_lists_remember(f->lists, &f->personal->known);
        }
    }
    return f->personal;
}

/* All that is told of a text whose head is set, as far as it begins before unit `end`. */
static void take_all(struct found *f, struct personal_scan *s, size_t end)
{
    take_numbers(s, end);
    personal_take_spelled_mail(s);
    personal_take_names(s, end);
    personal_take_ages(s);
    if (end == s->text.n) {
        personal_take_marks(s);
        s->known->since++;
        if (personal_announces_numbers(&s->text)) {
            s->known->announces = true;
            s->known->since = 0;
        }
    }
    if (f->lists != NULL) {
        personal_lists_apply(f->lists, s);
    }
    personal_sort_hits(s);
}

void personal_look_through(struct found *f, struct personal_look *look, struct str text)
{
    struct personal_scan *s = &look->s;

    s->known = &personal_state(f)->known;
    personal_text_init(&s->text, &look->room, s->arena, text);
    take_all(f, s, s->text.n);
}

size_t personal_look_at_seam(struct found *f, struct personal_look *look, struct str text,
                             size_t bytes)
{
    struct personal_scan *s = &look->s;
    size_t seam = 0;

    s->known = &personal_state(f)->known;
    personal_text_init(&s->text, &look->room, s->arena, text);
    while (seam < s->text.n && s->text.folded.src[s->text.at[seam]] < bytes) {
        seam++;
    }
    if (seam > 0) {
        take_all(f, s, seam);
    }
    return s->text.at[seam];
}

/* Whether a hit lies over the place. */
static bool is_hit(const struct personal_scan *s, const struct personal_hit *x)
{
    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (s->hits.v[i].beg < x->end && s->hits.v[i].end > x->beg) {
            return true;
        }
    }
    return false;
}

/* Hands over the hits that lie behind byte `from` or across it. */
void personal_tell(struct found *f, const struct personal_scan *s, struct str text,
                   struct str place, size_t from)
{
    size_t past = 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const struct personal_hit *x = &s->hits.v[i];

        if (x->end <= past || (from > 0 && (x->beg >= from || MAX(x->end, x->told_by) <= from))) {
            continue;
        }
        past = x->end;
        found_add(f, x->rule, x->basis, place, personal_source(s, text, x));
    }
    for (uint32_t i = 0; i < s->later.n && from == 0; i++) {
        const struct personal_hit *x = &s->later.v[i];
        struct personal_kept kept = personal_later_of(f, s, x, text, place, NULL);

        if (is_hit(s, x)) {
            continue;
        }
        if (personal_known_has(s->known, x->word)) {
            personal_later_tell_one(f, &kept);
        } else {
            personal_later_put(f, &kept);
        }
    }
}

void personal_drop_later(struct personal_scan *s, const struct personal_hit *hit)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->later.n; i++) {
        if (s->later.v[i].end <= hit->beg || s->later.v[i].beg >= hit->end) {
            s->later.v[kept++] = s->later.v[i];
        }
    }
    s->later.n = kept;
}

bool personal_has_name(const struct personal_scan *s)
{
    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (strcmp(s->hits.v[i].rule, "PII-305") == 0) {
            return true;
        }
    }
    return false;
}

size_t personal_keep(char *out, size_t room, struct str text)
{
    struct str part = str_sub(text, 0, text.n > room ? utf8_floor(text, room) : text.n);

    if (part.n > 0) {
        memcpy(out, part.p, part.n);
    }
    return part.n;
}

void personal_scan(struct found *f, struct str text, struct str context, struct str place)
{
    struct personal_look look CLEANUP(personal_look_done);

    personal_look_init(&look);
    if (personal_is_worth(f, text)) {
        personal_set_head(&look, context, false);
        personal_look_through(f, &look, text);
        personal_tell(f, &look.s, text, place, 0);
    }
}
