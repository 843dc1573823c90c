/*
 * Names of people by what stands around them. A walk over the units of a text stops where a name
 * may begin: at the first kanji of a run and behind every title or label. There it is read
 * (personal-name.c), and what stands before and behind decides:
 *
 *     before   a label (氏名：), a role (担当 …), a title, a name of the same list (山田、佐藤)
 *     behind   an honour (様), a title (部長), a particle, the end of the words
 *
 * A full name of usual words needs no cue; a family name alone, and words that are also places or
 * other nouns, need one. Every place of the text is looked at a bounded number of times.
 */
#include "inspect/personal-name.h"

/* What says that a name stands here. */
enum before {
    BEFORE_NOTHING,
    BEFORE_SPEAKER,
    BEFORE_OF,
    BEFORE_LIST,
    BEFORE_TITLE,
    BEFORE_ROLE,
    BEFORE_COLON,
    BEFORE_STRONG
};

struct walk {
    struct personal_scan *s;
    const struct personal_text *t;
    size_t due;         /* where a cue says that a name begins */
    enum before before; /* what cue */
};

/* ---- whether it is one ---- */

/* Whether nothing is joined to the beginning. */
static bool begins_word(const struct personal_text *t, size_t i)
{
    return i == 0 || (t->classes[i - 1] != CHAR_KANJI && t->classes[i - 1] != CHAR_KATAKANA &&
                      t->classes[i - 1] != CHAR_LATIN && t->classes[i - 1] != CHAR_DIGIT);
}

/* (株)山田 … : the firm's. */
static bool is_behind_firm(const struct personal_text *t, size_t i)
{
    static const uint16_t marks[] = {0x682A, 0x6709, 0x5408,
                                     0x793E, 0x8CA1, 0x533B}; /* 株有合社財医 */

    return (i >= 2 && t->u[i - 1] == ')' && personal_is_one_of(t->u[i - 2], marks, COUNT(marks))) ||
           (i >= 1 && (t->u[i - 1] == 0x3231 || t->u[i - 1] == 0x3232));
}

static bool is_full_accepted(const struct walk *w, const struct personal_name *x,
                             enum before before)
{
    int sure = personal_certainty(w->t, x);

    if (x->after == AFTER_HONOUR || before == BEFORE_STRONG) {
        return true;
    }
    if (before >= BEFORE_TITLE || (before == BEFORE_LIST && sure > 0)) {
        return sure > 0 || x->after >= AFTER_EDGE ||
               (x->surname >= 2 && (x->surname_flags & WORD_COMMON_SURNAME) == 0);
    }
    if (!begins_word(w->t, x->beg) || is_behind_firm(w->t, x->beg)) {
        return false;
    }
    if (x->after >= AFTER_RANK) {
        return sure > 0 || x->is_spaced;
    }
    if (sure == 1 && x->is_spaced) {
        /* Two short or doubtful words with a gap: only when nothing else stands beside them. */
        bool alone = (x->beg == 0 || w->t->classes[x->beg - 1] != CHAR_HIRAGANA) &&
                     (x->after == AFTER_EDGE || x->after == AFTER_END);

        if (alone && x->surname == 1) {
            size_t given = x->end - x->beg - 1;

            return x->beg == 0 && given >= 3 && (x->given_flags & WORD_COMMON_GIVEN) == 0 &&
                   (x->surname_flags & WORD_COMMON_SURNAME) == 0;
        }
        return alone && (x->surname_flags & (WORD_COMMON_SURNAME | WORD_PLACE)) == 0 &&
               x->surname >= 2;
    }
    if (x->is_spaced && (x->surname_flags & WORD_PLACE) != 0) {
        return x->beg == 0 || x->end == w->t->n;
    }
    if (sure == 1) {
        return x->surname >= 2 && (x->surname_flags & WORD_PLACE) == 0;
    }
    return sure == 2;
}

/* "門脇です。", "門脇と申します" at the beginning, "門脇までお…". */
static bool speaks_of_itself(const struct personal_text *t, const struct personal_name *x)
{
    static const uint16_t desu[] = {0x3067, 0x3059};             /* です */
    static const uint16_t to_mousu[] = {0x3068, 0x7533, 0x3057}; /* と申し */
    static const uint16_t made_o[] = {0x307E, 0x3067, 0x304A};   /* までお */
    static const uint16_t made_go[] = {0x307E, 0x3067, 0x3054};  /* までご */
    const uint16_t *u = t->u + x->end;
    size_t left = t->n - x->end;
    bool begins = x->beg == 0 || t->classes[x->beg - 1] == CHAR_STOP ||
                  t->classes[x->beg - 1] == CHAR_SPACE || t->classes[x->beg - 1] == CHAR_COMMA ||
                  t->u[x->beg - 1] == 0x306E;

    return x->surname >= 2 && ((begins && left >= 2 && memcmp(u, desu, sizeof(desu)) == 0) ||
                               (left >= 3 && (memcmp(u, to_mousu, sizeof(to_mousu)) == 0 ||
                                              memcmp(u, made_o, sizeof(made_o)) == 0 ||
                                              memcmp(u, made_go, sizeof(made_go)) == 0)));
}

static bool is_surname_accepted(const struct walk *w, const struct personal_name *x,
                                enum before before)
{
    bool is_common = (x->surname_flags & WORD_COMMON_SURNAME) != 0;
    bool is_place = (x->surname_flags & WORD_GREAT_PLACE) != 0;
    bool is_town = (x->surname_flags & WORD_PLACE) != 0;
    bool is_word = begins_word(w->t, x->beg);
    bool is_end = x->after == AFTER_EDGE || x->after == AFTER_END;
    bool is_lone = x->surname == 1;

    if ((x->surname_flags & (WORD_NEVER | WORD_FIRM)) != 0 || personal_is_not_name(w->t, x)) {
        return false;
    }
    if (is_lone && x->after == AFTER_END) {
        return false;
    }
    if (x->after == AFTER_HONOUR) {
        bool is_familiar = w->t->classes[x->past - 1] == CHAR_HIRAGANA;

        return (is_word || before >= BEFORE_LIST) && !(is_common && (is_familiar || is_lone)) &&
               !is_behind_firm(w->t, x->beg);
    }
    if (x->after == AFTER_TITLE || x->after == AFTER_RANK) {
        return (is_word || before >= BEFORE_TITLE) && !is_common && !is_behind_firm(w->t, x->beg) &&
               !(is_town && x->after == AFTER_RANK);
    }
    if (is_common || (is_lone && !(is_end && before >= BEFORE_COLON))) {
        return false;
    }
    switch (before) {
    case BEFORE_STRONG:
    case BEFORE_COLON:
        return is_end || x->after == AFTER_PARTICLE;
    case BEFORE_ROLE:
    case BEFORE_TITLE:
        return (is_end || x->after == AFTER_PARTICLE) && !is_place;
    case BEFORE_OF:
        return (is_end || x->after == AFTER_PARTICLE) && !is_town;
    case BEFORE_LIST:
        return is_end && !is_town;
    case BEFORE_SPEAKER:
        return x->after == AFTER_EDGE && !is_town;
    default:
        return is_word && !is_town && speaks_of_itself(w->t, x);
    }
}

static bool is_kana_accepted(const struct walk *w, const struct personal_name *x,
                             enum before before)
{
    bool is_foreign = x->is_full && !x->is_spaced;
    bool is_katakana = w->t->classes[x->beg] == CHAR_KATAKANA;

    if ((!begins_word(w->t, x->beg) && before < BEFORE_ROLE) || (!is_katakana && !x->is_known) ||
        (x->surname_flags & (WORD_STRONG | WORD_ROLE | WORD_TITLE)) != 0) {
        return false;
    }
    if (before == BEFORE_STRONG && !is_foreign) {
        return x->is_known && (x->is_full || x->end == w->t->n);
    }
    if (is_foreign) {
        bool is_listed =
            x->beg > 0 && (w->t->u[x->beg - 1] == 0x30FB || w->t->u[x->beg - 1] == '/');

        return x->after >= AFTER_TITLE || (before >= BEFORE_ROLE && !is_listed);
    }
    if (x->is_full) {
        return x->is_known && is_katakana && x->after != AFTER_PARTICLE &&
               (before != BEFORE_NOTHING || x->after >= AFTER_TITLE || x->beg == 0 ||
                x->end == w->t->n);
    }
    /* スミス氏 */
    return is_katakana && x->after == AFTER_HONOUR && w->t->u[x->past - 1] == 0x6C0F &&
           x->end - x->beg >= 2;
}

/* ---- what belongs to it ---- */

static bool is_sui(uint16_t unit) /* 歳 才 */
{
    return unit == 0x6B73 || unit == 0x624D;
}

/* "(34歳)" behind the name, "72歳の" before it: PII-306. */
static void take_age(struct personal_scan *s, const struct personal_name *x)
{
    const struct personal_text *t = &s->text;
    size_t i = x->past;

    if (personal_is_class(t, i, CHAR_SPACE)) {
        i++;
    }
    for (size_t k = 0; k < 4 && i < t->n && t->classes[i] != CHAR_DIGIT; k++) {
        i += t->classes[i] == CHAR_OPEN || t->classes[i] == CHAR_COMMA || t->u[i] == 0x30FB ||
             t->u[i] == 0x7537 || t->u[i] == 0x5973 || t->u[i] == 0x6027; /* ・男女性 */
    }
    size_t digits = personal_run_end(t, i, CHAR_DIGIT, 3);

    if (digits > i && digits < t->n && is_sui(t->u[digits]) && i > x->past) {
        personal_hit_units(s, "PII-306", i, digits + 1);
    }
    size_t end = x->beg;

    if (end >= 3 && t->u[end - 1] == 0x306E && is_sui(t->u[end - 2]) &&
        t->classes[end - 3] == CHAR_DIGIT) {
        size_t beg = end - 3;

        while (beg > 0 && t->classes[beg - 1] == CHAR_DIGIT) {
            beg--;
        }
        personal_hit_units(s, "PII-306", beg, end - 1);
    }
}

/* Where the next name of a list begins behind a name, or 0. */
static size_t next_of_list(const struct personal_text *t, size_t i)
{
    /* (代理), (会長) behind the name */
    if (personal_is_class(t, i, CHAR_OPEN)) {
        size_t close = i + 1;

        while (close < t->n && close - i < 16 && t->classes[close] != CHAR_CLOSE) {
            close++;
        }
        i = close < t->n && t->classes[close] == CHAR_CLOSE ? close + 1 : i;
    }
    size_t next = personal_run_end(t, i, CHAR_SPACE, PERSONAL_MAX_SPACES);

    if (next < t->n &&
        (t->classes[next] == CHAR_COMMA || t->u[next] == 0x30FB || t->u[next] == '/')) {
        return personal_run_end(t, next + 1, CHAR_SPACE, PERSONAL_MAX_SPACES);
    }
    return next > i ? next : 0;
}

/* The reading in brackets behind a name: 綿貫昌平(わたぬき しょうへい); past it, or `i`. */
static size_t take_reading(struct walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    size_t open = personal_run_end(t, i, CHAR_SPACE, 1);
    struct personal_name x;

    if (!personal_is_class(t, open, CHAR_OPEN) || open + 1 >= t->n ||
        (t->classes[open + 1] != CHAR_HIRAGANA && t->classes[open + 1] != CHAR_KATAKANA) ||
        !personal_kana_at(t, open + 1, &x) || !x.is_full ||
        !personal_is_class(t, x.end, CHAR_CLOSE)) {
        return i;
    }
    personal_hit_units(w->s, "PII-305", x.beg, x.end);
    return x.end + 1;
}

static size_t accept(struct walk *w, const struct personal_name *found)
{
    struct personal_name read = *found;
    const struct personal_name *x = &read;

    personal_hit_units(w->s, "PII-305", x->beg, x->end);
    read.past = take_reading(w, x->past);
    size_t next = next_of_list(w->t, x->past);

    take_age(w->s, x);
    if (next > 0) {
        w->due = next;
        w->before = BEFORE_LIST;
    }
    return x->past;
}

/* ---- the walk ---- */

/* A cell of a column of family or of given names: 姓, 氏, 名. */
static bool is_column_of_parts(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    size_t end = personal_part_end(t, 0);

    if (t->n == 1 && (t->u[0] == 0x59D3 || t->u[0] == 0x6C0F || t->u[0] == 0x540D)) {
        return false; /* 姓 氏 名: heads themselves */
    }
    return s->head.n >= 1 && s->head.n <= 2 && s->head_flags == WORD_STRONG && t->n > 0 &&
           end == t->n && (t->classes[0] != CHAR_KANJI || end <= PERSONAL_MAX_UNKNOWN) &&
           (personal_word(t->u, t->n) & (WORD_ROLE | WORD_TITLE | WORD_STRONG)) == 0;
}

/* The name that begins at `i`, with what is said before it. */
static bool find_name(struct walk *w, size_t i, enum before before, struct personal_name *ret)
{
    const struct personal_text *t = w->t;
    struct personal_name x;

    if (t->classes[i] == CHAR_KATAKANA || t->classes[i] == CHAR_HIRAGANA) {
        return personal_kana_at(t, i, ret) && is_kana_accepted(w, ret, before);
    }
    if (is_column_of_parts(w->s) && i == 0) {
        *ret = (struct personal_name){.end = t->n, .past = t->n};
        return true;
    }
    uint32_t surnames = personal_surnames_at(t, i);

    if (personal_name_at(t, i, surnames, &x)) {
        if (x.is_full ? is_full_accepted(w, &x, before) : is_surname_accepted(w, &x, before)) {
            *ret = x;
            return true;
        }
    }
    if (personal_pair_at(t, i, &x)) {
        bool half = (x.surname_flags & (WORD_SURNAME | WORD_COMMON_SURNAME)) == WORD_SURNAME ||
                    (x.given_flags & (WORD_GIVEN | WORD_COMMON_GIVEN)) == WORD_GIVEN;

        if ((before == BEFORE_STRONG && x.after >= AFTER_EDGE) ||
            (begins_word(t, i) && half && x.after == AFTER_HONOUR) ||
            (half && (before >= BEFORE_ROLE || before == BEFORE_LIST) && x.after >= AFTER_EDGE)) {
            *ret = x;
            return true;
        }
    }
    if (surnames != 0 && (begins_word(t, i) || before >= BEFORE_ROLE) &&
        personal_half_at(t, i, surnames, &x) &&
        (x.after == AFTER_HONOUR || (before >= BEFORE_ROLE && x.after >= AFTER_EDGE) ||
         (before == BEFORE_LIST && x.after >= AFTER_EDGE))) {
        *ret = x;
        return true;
    }
    if (begins_word(t, i) && (i == 0 || t->u[i - 1] != 0x304A) &&
        personal_unknown_at(t, i, &x)) { /* お */
        *ret = x;
        return true;
    }
    return false;
}

/* A name that begins at `i`: past it, or 0. */
static size_t take_name(struct walk *w, size_t i)
{
    enum before before = w->due == i ? w->before : BEFORE_NOTHING;
    bool by_head = i == 0 && before == BEFORE_NOTHING && w->s->head_flags != 0;

    if (i == 0 && before == BEFORE_NOTHING && w->s->head_is_part) {
        before = BEFORE_ROLE;
    }
    struct personal_name x;

    if (by_head) {
        before = (w->s->head_flags & WORD_STRONG) != 0 ? BEFORE_STRONG : BEFORE_COLON;
    }
    if (!find_name(w, i, before, &x)) {
        return 0;
    }
    /* The line before says something of a line that is a name, not of one that begins like one. */
    if (by_head && w->s->head_is_line &&
        personal_run_end(w->t, x.past, CHAR_SPACE, w->t->n) < w->t->n &&
        !find_name(w, i, BEFORE_NOTHING, &x)) {
        return 0;
    }
    return accept(w, &x);
}

/* A name before the honour at `i` that the walk did not come upon: 営業部山田様. */
static size_t take_before_honour(struct walk *w, size_t i, size_t past)
{
    /* 部 課 室 係 所 局 店 長 員 者 科 */
    static const uint16_t heads[] = {0x90E8, 0x8AB2, 0x5BA4, 0x4FC2, 0x6240, 0x5C40,
                                     0x5E97, 0x9577, 0x54E1, 0x8005, 0x79D1};
    const struct personal_text *t = w->t;

    for (size_t n = 2; n <= 4 && n < i; n++) {
        size_t beg = i - n;
        struct personal_name x;

        if (personal_is_class(t, beg, CHAR_KANJI) && personal_is_class(t, beg - 1, CHAR_KANJI) &&
            personal_is_one_of(t->u[beg - 1], heads, COUNT(heads)) &&
            personal_name_at(t, beg, personal_surnames_at(t, beg), &x) && x.end == i && x.past == past &&
            (x.surname_flags & (WORD_NEVER | WORD_COMMON_SURNAME)) == 0) {
            return accept(w, &x);
        }
    }
    return 0;
}

/* Past a remark in brackets that more follows: 口座名義(カナ) … */
static size_t skip_remark(const struct personal_text *t, size_t i)
{
    enum { MOST = 10 };
    size_t end = i + 1;

    while (end < t->n && end - i < MOST && t->classes[end] != CHAR_CLOSE) {
        end++;
    }
    return personal_is_class(t, i, CHAR_OPEN) && personal_is_class(t, end, CHAR_CLOSE) &&
                   end + 1 < t->n && (t->u[end + 1] == ':' || t->classes[end + 1] == CHAR_SPACE)
               ? end + 1
               : i;
}

/* Past what may stand between a cue and the name; whether a colon was there. */
static size_t skip_separators(const struct personal_text *t, size_t i, bool *ret_colon)
{
    i = skip_remark(t, i);
    size_t end = MIN(t->n, i + 8);

    while (i < end &&
           (t->classes[i] == CHAR_SPACE || t->u[i] == ':' || t->u[i] == '/' || t->u[i] == '(' ||
            t->u[i] == ')' || t->u[i] == '=' || t->u[i] == ']' || t->u[i] == 0x3011 ||
            t->u[i] == 0x30FB || t->u[i] == 0x3010 || t->u[i] == 0x306E)) { /* 】・【の */
        *ret_colon |= t->u[i] == ':' || t->u[i] == '/';
        i++;
    }
    return i;
}

/* A title or label at `i`: past it, or 0. A name is due behind it. */
static size_t take_cue(struct walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    uint32_t flags = 0;
    size_t n = personal_longest(
        t->u + i, t->n - i, WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_HONOUR, &flags);

    if (n == 0) {
        return 0;
    }
    if ((flags & WORD_HONOUR) != 0) {
        size_t past = personal_ends_title(t, i + n) ? take_before_honour(w, i, i + n) : 0;

        return past > 0 ? past : i + n;
    }
    bool has_colon = false;
    size_t next = skip_separators(t, i + n, &has_colon);
    bool is_joined = next == i + n && personal_is_class(t, next, CHAR_KANJI);

    /* In the midst of a word it says something only when it is a word of titles: 営業部長. */
    if (!begins_word(t, i) && (flags & (WORD_TITLE | WORD_RANK)) == 0 && n < 3 && is_joined) {
        return i + n;
    }
    /* 細野忠義(座長)、…: the list goes on behind the bracket. */
    if (personal_is_class(t, i + n, CHAR_CLOSE) && w->before == BEFORE_LIST && w->due != SIZE_MAX &&
        w->due > i) {
        return i + n;
    }
    w->due = next;
    w->before = (flags & WORD_STRONG) != 0 && !is_joined ? BEFORE_STRONG
                : has_colon                              ? BEFORE_COLON
                : (flags & WORD_ROLE) != 0               ? BEFORE_ROLE
                                                         : BEFORE_TITLE;
    return i + n;
}

/*
 * The last character of an office or of a person's part, with の, a blank or a colon behind it:
 * 総務課の山田, 企画課 山田, 検収者：山田. A name is due there.
 */
static void take_head(struct walk *w, size_t i)
{
    /* 部 課 室 係 社 局 班 所 院 学 店 会 校 庁 団 */
    static const uint16_t offices[] = {0x90E8, 0x8AB2, 0x5BA4, 0x4FC2, 0x793E,
                                       0x5C40, 0x73ED, 0x6240, 0x9662, 0x5B66,
                                       0x5E97, 0x4F1A, 0x6821, 0x5E81, 0x56E3};
    const struct personal_text *t = w->t;
    bool is_office = personal_is_one_of(t->u[i], offices, COUNT(offices));
    bool has_colon = false;

    if ((!is_office && !personal_is_part(t->u[i])) || i == 0 || i + 1 >= t->n ||
        t->classes[i - 1] != CHAR_KANJI || t->classes[i + 1] == CHAR_KANJI) {
        return;
    }
    size_t next = skip_separators(t, i + 1, &has_colon);

    if (next > i + 1 && t->classes[i + 1] != CHAR_OPEN && t->classes[i + 1] != CHAR_CLOSE) {
        w->due = next;
        w->before = has_colon && !is_office ? BEFORE_COLON : BEFORE_OF;
    }
}

/* 姓：鳥飼, 名：順平: a part of a name by itself; past it, or 0. */
static size_t take_part(struct walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    bool is_label = t->u[i] == 0x59D3 || t->u[i] == 0x6C0F || t->u[i] == 0x540D; /* 姓 氏 名 */

    if (!is_label || !personal_is_unit(t, i + 1, ':') || !begins_word(t, i)) {
        return 0;
    }
    size_t beg = personal_run_end(t, i + 2, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t end = personal_part_end(t, beg);
    bool is_part = end > beg &&
                   (t->classes[beg] != CHAR_KANJI || end - beg <= PERSONAL_MAX_UNKNOWN) &&
                   (end >= t->n || t->classes[end] == CHAR_SPACE || t->classes[end] == CHAR_COMMA);

    if (!is_part) {
        return 0;
    }
    personal_hit_units(w->s, "PII-305", beg, end);
    return end;
}

/* Latin letters behind a label that says that a name follows: 氏名：Nguyen Van An; past them, or 0.
 */
static size_t take_latin(struct walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    size_t words = 0;
    size_t end = i;

    for (size_t at = i; words < 5 && at < t->n && t->u[at] >= 'A' && t->u[at] <= 'Z'; words++) {
        while (at < t->n && (t->classes[at] == CHAR_LATIN || t->u[at] == '\'' || t->u[at] == '-' ||
                             t->u[at] == '.' || t->u[at] == ',')) {
            at++;
        }
        if (at - end < 2 + (words > 0)) {
            return 0; /* System V */
        }
        end = at;
        at = personal_run_end(t, at, CHAR_SPACE, 2);
    }
    if (words < 2 || (end < t->n && t->classes[end] == CHAR_DIGIT)) {
        return 0;
    }
    personal_hit_units(w->s, "PII-305", i, end);
    return end;
}

/* (日向寺・布川): nothing but family names in brackets, two at least; past it, or 0. */
static size_t take_bracketed(struct walk *w, size_t open)
{
    enum { MOST = 8 };
    const struct personal_text *t = w->t;
    size_t ends[MOST][2];
    size_t n = 0;
    size_t i = open + 1;

    for (;;) {
        i = personal_run_end(t, i, CHAR_SPACE, 1);
        size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);
        uint32_t flags = personal_word(t->u + i, end - i);

        if (end - i < 2 || n == MOST || (flags & WORD_SURNAME) == 0 ||
            (flags & (WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM)) != 0) {
            return 0;
        }
        ends[n][0] = i;
        ends[n++][1] = end;
        i = personal_run_end(t, end, CHAR_SPACE, 1);
        if (i >= t->n || (t->classes[i] != CHAR_COMMA && t->u[i] != 0x30FB)) {
            break;
        }
        i++;
    }
    if (n < 2 || !personal_is_class(t, i, CHAR_CLOSE)) {
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        personal_hit_units(w->s, "PII-305", ends[k][0], ends[k][1]);
    }
    return i;
}

/* What says that a list of names ends: 両委員, の両氏, の3名, の各委員; at `i`. */
static bool ends_list(const struct personal_text *t, size_t i)
{
    i += personal_is_unit(t, i, 0x306E);                                    /* の */
    if (personal_is_unit(t, i, 0x4E21) || personal_is_unit(t, i, 0x5404)) { /* 両 各 */
        uint32_t flags = WORD_TITLE | WORD_HONOUR | WORD_RANK;

        return i + 1 < t->n && (personal_longest(t->u + i + 1, t->n - i - 1, flags, NULL) > 0 ||
                                personal_is_unit(t, i + 1, 0x540D)); /* 名 */
    }
    size_t digits = personal_run_end(t, i, CHAR_DIGIT, 2);

    if (digits == i && i < t->n && (t->u[i] == 0x4E8C || t->u[i] == 0x4E09 || t->u[i] == 0x56DB)) {
        digits = i + 1; /* 二 三 四 */
    }
    return digits > i &&
           (personal_is_unit(t, digits, 0x540D) || personal_is_unit(t, digits, 0x4EBA) ||
            personal_is_unit(t, digits, 0x6C0F)); /* 名 人 氏 */
}

/* 岸田、榊の両委員: family names up to a word that counts them; past the last one, or 0. */
static size_t take_counted(struct walk *w, size_t i)
{
    enum { MOST = 8 };
    const struct personal_text *t = w->t;
    size_t ends[MOST][2];
    size_t n = 0;

    while (n < MOST && i < t->n && t->classes[i] == CHAR_KANJI) {
        uint32_t flags = 0;
        size_t run = personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);

        /* Names of a list end with their run of kanji; the last one may have 両 or 各 behind it. */
        if (n == 0 && (run >= t->n || (t->classes[run] != CHAR_COMMA && t->u[run] != 0x30FB))) {
            return 0;
        }
        size_t length = personal_longest(t->u + i, t->n - i, WORD_SURNAME, &flags);

        if (length == 0 || (flags & (WORD_FIRM | WORD_NEVER)) != 0 ||
            (length >= 2 && (flags & (WORD_COMMON_SURNAME | WORD_GREAT_PLACE)) != 0)) {
            return 0;
        }
        ends[n][0] = i;
        ends[n++][1] = i + length;
        i += length;
        if (i < t->n && (t->classes[i] == CHAR_COMMA || t->u[i] == 0x30FB)) {
            i = personal_run_end(t, i + 1, CHAR_SPACE, 1);
            continue;
        }
        break;
    }
    if (n < 2 || ends[0][1] - ends[0][0] < 2 || !ends_list(t, i)) {
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        personal_hit_units(w->s, "PII-305", ends[k][0], ends[k][1]);
    }
    return i;
}

/* "○新井　…" at the beginning of minutes. */
static size_t take_speaker_mark(struct walk *w)
{
    static const uint16_t marks[] = {0x25CB, 0x25CE, 0x25CF, 0x25EF, 0x25C7,
                                     0x25C6, 0x25A0, 0x25A1, 0x3010, 0x3007};
    size_t i = personal_run_end(w->t, 0, CHAR_SPACE, PERSONAL_MAX_SPACES);

    if (i < w->t->n && personal_is_one_of(w->t->u[i], marks, COUNT(marks))) {
        w->due = personal_run_end(w->t, i + 1, CHAR_SPACE, 1);
        w->before = BEFORE_SPEAKER;
        return i + 1;
    }
    return i;
}

/*
 * Words that are spaced out, one character and one gap after the other: 代 表 者, 山 田 太 郎. A
 * label makes a name due, a full name is one; past it, or 0.
 */
static size_t take_spaced(struct walk *w, size_t i)
{
    enum { MOST = 8 };
    const struct personal_text *t = w->t;
    uint16_t units[MOST];
    size_t ends[MOST];
    size_t n = 0;
    uint32_t flags = 0;

    for (size_t at = i; n < MOST && personal_is_class(t, at, CHAR_KANJI) &&
                        !personal_is_class(t, at + 1, CHAR_KANJI);) {
        units[n] = t->u[at];
        ends[n++] = at + 1;
        size_t next = personal_run_end(t, at + 1, CHAR_SPACE, PERSONAL_MAX_SPACES);

        if (next == at + 1) {
            break;
        }
        at = next;
    }
    if (n < 2) {
        return 0;
    }
    size_t cue = personal_longest(
        units, n, WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_END | WORD_FIRM, &flags);

    if (cue >= 2) {
        bool has_colon = false;

        w->due = skip_separators(t, ends[cue - 1], &has_colon);
        w->before = (flags & WORD_STRONG) != 0 ? BEFORE_STRONG
                    : has_colon                ? BEFORE_COLON
                                               : BEFORE_ROLE;
        if ((flags & (WORD_END | WORD_FIRM)) != 0) {
            w->due = SIZE_MAX;
        }
        return ends[cue - 1];
    }
    for (size_t k = 1; k < n && n >= 3; k++) {
        if ((personal_word(units, k) & WORD_SURNAME) != 0 &&
            (personal_word(units + k, n - k) & WORD_GIVEN) != 0 &&
            (personal_word(units, n) & WORD_NOT_NAME) == 0) {
            struct personal_name x = {.beg = i, .end = ends[n - 1], .past = ends[n - 1]};

            return accept(w, &x);
        }
    }
    return 0;
}

void personal_take_names(struct personal_scan *s)
{
    struct walk w = {.s = s, .t = &s->text, .due = SIZE_MAX};
    const struct personal_text *t = w.t;

    const unsigned wakes =
        PERSONAL_WAKE_RUN | PERSONAL_WAKE_CUE | PERSONAL_WAKE_HEAD;

    for (size_t i = take_speaker_mark(&w); i < t->n;) {
        enum char_class class = (enum char_class)t->classes[i];
        bool is_start = i == 0 || t->classes[i - 1] != class;
        size_t past = 0;

        if (class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_HIRAGANA) {
            if (is_start && class == CHAR_KANJI && personal_is_class(t, i + 1, CHAR_SPACE)) {
                past = take_spaced(&w, i);
            } else if (is_start && class == CHAR_KANJI) {
                past = take_part(&w, i);
                past = past > 0 ? past : take_counted(&w, i);
            }
            if (past > 0) {
                i = past;
                continue;
            }
            if (i == w.due || (is_start && class != CHAR_HIRAGANA) ||
                (i == 0 && s->head_flags != 0)) {
                past = take_name(&w, i);
            }
            if (past == 0 && (t->wakes[i] & PERSONAL_WAKE_CUE) != 0) {
                past = take_cue(&w, i);
            }
            if (past == 0 && class == CHAR_KANJI && i + 1 < t->n &&
                t->classes[i + 1] != CHAR_KANJI) {
                take_head(&w, i);
            }
        } else if (class == CHAR_LATIN && i == w.due && w.before == BEFORE_STRONG) {
            past = take_latin(&w, i);
        } else if (class == CHAR_OPEN && i != w.due) {
            past = take_bracketed(&w, i);
        }
        i = past > i ? past : i + 1;
        i = personal_next(t, i, w.due >= i ? MIN(w.due, t->n) : t->n, wakes);
    }
}
