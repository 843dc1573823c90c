/*
 * Names of which the table has one part or none. What the characters are must be enough then:
 * family names and given names are made of other ones than most nouns, and what is a noun in the
 * dictionaries is none. All of these need company: a given name that is known, an honour, a title,
 * a label; the callers look for it (personal-find.c).
 */
#include "inspect/personal/personal-walk.h"

/*
 * 者 員 家 人 客 生 手 民 主 徒 師 士 屋 係 族 方 様 先 社 業 校 院 体 親 位 中 署 局 店 長 数 子 同 部
 * 課 室 市 県 町 区 帯: the last ones of words for people, offices and times.
 */
static const uint16_t tails[] = {
    0x8005, 0x54E1, 0x5BB6, 0x4EBA, 0x5BA2, 0x751F, 0x624B, 0x6C11, 0x4E3B, 0x5F92, 0x5E2B,
    0x58EB, 0x5C4B, 0x4FC2, 0x65CF, 0x65B9, 0x69D8, 0x5148, 0x793E, 0x696D, 0x6821, 0x9662,
    0x4F53, 0x89AA, 0x4F4D, 0x4E2D, 0x7F72, 0x5C40, 0x5E97, 0x9577, 0x6570, 0x5B50, 0x540C,
    0x90E8, 0x8AB2, 0x5BA4, 0x5E02, 0x770C, 0x753A, 0x533A, 0x5E2F};

/* Whether the characters are such as family names are made of, and the word is no cue. */
static bool is_of_family_parts(const struct personal_text *t, size_t beg, size_t end)
{
    const uint32_t harmless = WORD_GIVEN | WORD_PLACE;

    if (end < beg + 2 || end - beg > PERSONAL_MAX_UNKNOWN || end > t->n ||
        (personal_word(t->u + beg, end - beg) & ~harmless) != 0) {
        return false;
    }
    for (size_t i = beg; i < end; i++) {
        if (t->classes[i] != CHAR_KANJI || (personal_word(t->u + i, 1) & WORD_SURNAME_PART) == 0) {
            return false;
        }
    }
    return true;
}

/* The same, and it is no other noun. */
static bool may_be_family(const struct personal_text *t, size_t beg, size_t end)
{
    return (is_of_family_parts(t, beg, end) || personal_is_rare_surname(t->u + beg, end - beg)) &&
           !personal_is_noun(t->u + beg, end - beg);
}

bool personal_may_be_unknown(const struct personal_text *t, size_t beg, size_t end)
{
    return end >= beg + 2 && end - beg <= PERSONAL_MAX_UNKNOWN &&
           !personal_is_one_of(t->u[end - 1], tails, COUNT(tails)) &&
           (personal_word(t->u + end - 1, 1) & WORD_NEVER) == 0 && may_be_family(t, beg, end);
}

/* Whether all characters are such as given names are made of, and the word is no other noun. */
static bool may_be_given(const struct personal_text *t, size_t beg, size_t end)
{
    const uint32_t parts = WORD_GIVEN_PART | (end == beg + 1 ? WORD_RARE_GIVEN : 0);

    if (end == beg || end - beg > PERSONAL_MAX_UNKNOWN ||
        (personal_word(t->u + beg, end - beg) &
         ~(uint32_t)(WORD_RARE_GIVEN | WORD_GIVEN_PART | WORD_SURNAME_PART | WORD_GIVEN |
                     WORD_SURNAME)) != 0) {
        return false;
    }
    for (size_t i = beg; i < end; i++) {
        if (t->classes[i] != CHAR_KANJI || (personal_word(t->u + i, 1) & parts) == 0) {
            return false;
        }
    }
    return end - beg == 1 || !personal_is_noun(t->u + beg, end - beg);
}

/* A given name of two characters and more that is known, if only as that of a few. */
static bool is_known_given(const struct personal_text *t, size_t beg, size_t end)
{
    return end >= beg + 2 && (personal_given_lengths(t, beg) >> (end - beg) & 1) != 0 &&
           (personal_word(t->u + beg, end - beg) & WORD_COMMON_GIVEN) == 0;
}

bool personal_is_like_pair(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t never = WORD_GREAT_PLACE | WORD_FIRM | WORD_NEVER;
    const uint32_t doubtful = never | WORD_COMMON_SURNAME;
    size_t beg = personal_run_end(t, x->beg + x->surname, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t given = x->end - beg;
    bool is_rare = personal_is_rare_surname(t->u + x->beg, x->surname);

    if (x->after == AFTER_WORD || x->after == AFTER_PARTICLE ||
        (x->surname_flags & x->given_flags & WORD_PLACE) != 0) {
        return false;
    }
    if ((x->given_flags & WORD_SURNAME) != 0 && (x->surname_flags & WORD_SURNAME) == 0 &&
        personal_is_noun(t->u + x->beg, x->surname)) {
        return false; /* 農業 小松 …: what somebody does, and the name */
    }
    if ((x->surname_flags & WORD_KANA_SURNAME) != 0 && t->classes[x->beg] == CHAR_KATAKANA) {
        return t->classes[beg] == CHAR_KANJI && given >= 2 && (x->given_flags & WORD_GIVEN) != 0;
    }
    if ((x->surname_flags & WORD_SURNAME) != 0) {
        return x->surname >= 2 && (x->surname_flags & doubtful) == 0 &&
               (may_be_given(t, beg, x->end) || is_known_given(t, beg, x->end)) &&
               ((x->surname_flags & WORD_PLACE) == 0 || given >= 2);
    }
    if (is_rare && (x->surname_flags & never) == 0 &&
        !personal_is_noun(t->u + x->beg, x->surname) && may_be_given(t, beg, x->end)) {
        return true;
    }
    return is_known_given(t, beg, x->end) &&
           (is_rare || may_be_family(t, x->beg, x->beg + x->surname));
}

/* Titles of people who lead an office: what stands before them is rather its name: 産技課長. */
static bool is_of_office(const struct personal_text *t, size_t beg, size_t end)
{
    static const uint16_t offices[] = {
        0x90E8, 0x8AB2, 0x4FC2, 0x5BA4, 0x73ED, 0x5C40,
        0x6240, 0x5E97, 0x9928, 0x5712, 0x5834}; /* 部課係室班局所店館園場 */

    return end - beg >= 2 && personal_is_one_of(t->u[beg], offices, COUNT(offices));
}

bool personal_unlisted_at(const struct personal_text *t, size_t i, struct personal_name *ret)
{
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN + 1);
    size_t past;

    if (!personal_may_be_unknown(t, i, end) || personal_after_at(t, end, &past) != AFTER_EDGE) {
        return false;
    }
    *ret = (struct personal_name){
        .beg = i, .end = end, .surname = end - i, .after = AFTER_EDGE, .past = end};
    return true;
}

/* Past the kana of a full name in brackets at `i`: (おき つよし); or 0. */
static size_t reading_end(const struct personal_text *t, size_t i)
{
    struct personal_name x;
    bool is_kana =
        personal_is_class(t, i, CHAR_OPEN) &&
        (personal_is_class(t, i + 1, CHAR_HIRAGANA) || personal_is_class(t, i + 1, CHAR_KATAKANA));

    return is_kana && personal_kana_at(t, i + 1, &x) && x.is_full && x.is_spaced &&
                   (x.surname_flags & WORD_KANA_SURNAME) != 0 && personal_ends_reading(t, x.end)
               ? x.end
               : 0;
}

bool personal_read_at(const struct personal_text *t, size_t i, uint32_t surnames,
                      struct personal_name *ret)
{
    const uint32_t cue = WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_END | WORD_FIRM;
    size_t end = personal_run_end(t, i, CHAR_KANJI, 2 * PERSONAL_MAX_UNKNOWN);

    if (reading_end(t, end) == 0 || (personal_word(t->u + i, end - i) & cue) != 0) {
        return false;
    }
    for (size_t n = PERSONAL_MAX_UNKNOWN; n >= 1; n--) {
        bool is_family =
            (surnames >> n & 1) != 0 || (n >= 2 && personal_is_rare_surname(t->u + i, n));

        if (i + n < end && is_family) {
            *ret = (struct personal_name){.beg = i,
                                          .end = end,
                                          .surname = n,
                                          .surname_flags = personal_word(t->u + i, n),
                                          .is_full = true,
                                          .after = AFTER_EDGE,
                                          .past = end};
            return true;
        }
    }
    return false;
}

bool personal_titled_at(const struct personal_text *t, size_t i, bool is_listed,
                        struct personal_name *ret)
{
    for (size_t n = PERSONAL_MAX_UNKNOWN; n >= 2; n--) {
        size_t past;

        /* A title first: there is hardly ever one. */
        if (personal_after_word(t, i + n, &past) == AFTER_TITLE &&
            (is_listed || !is_of_office(t, i + n, past)) && personal_may_be_unknown(t, i, i + n)) {
            *ret = (struct personal_name){
                .beg = i, .end = i + n, .surname = n, .after = AFTER_TITLE, .past = past};
            return true;
        }
    }
    return false;
}

/* 五十 is a family name, and a number. */
static bool is_number(const struct personal_text *t, size_t beg, size_t end)
{
    static const uint16_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
                                      0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343, 0x4E07};

    while (beg < end && personal_is_one_of(t->u[beg], digits, COUNT(digits))) {
        beg++;
    }
    return beg == end;
}

bool personal_half_at(const struct personal_text *t, size_t i, uint32_t lengths,
                      struct personal_name *ret)
{
    const uint32_t part = WORD_GIVEN | WORD_GIVEN_PART;

    for (size_t n = 3; n >= 2; n--) {
        uint32_t surname = (lengths >> n & 1) != 0 ? personal_word(t->u + i, n) : 0;
        size_t past;

        if (surname == 0 || (surname & (WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM)) != 0 ||
            is_number(t, i, i + n)) {
            continue;
        }
        for (size_t k = 1; k <= 2 && i + n + k <= t->n; k++) {
            const uint16_t *given = t->u + i + n;
            enum personal_after after = AFTER_WORD;

            if ((personal_word(given, 1) & part) == 0 ||
                (personal_word(given + k - 1, 1) & part) == 0 ||
                (personal_word(given, k) & WORD_FIRM) != 0) {
                break;
            }
            after = personal_after_at(t, i + n + k, &past);
            if (after != AFTER_WORD) {
                *ret = (struct personal_name){.beg = i,
                                              .end = i + n + k,
                                              .surname = n,
                                              .surname_flags = surname,
                                              .is_full = true,
                                              .after = after,
                                              .past = past};
                return !personal_is_not_name(t, ret);
            }
        }
    }
    return false;
}

bool personal_whole_at(const struct personal_text *t, uint32_t lengths, struct personal_name *ret)
{
    const uint32_t doubtful = WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM | WORD_NEVER;
    const uint32_t last = WORD_GIVEN | WORD_RARE_GIVEN;
    bool is_of_two = t->n == 2 && (lengths >> 1 & 1) != 0 && t->classes[1] == CHAR_KANJI &&
                     (personal_word(t->u + 1, 1) & last) != 0 &&
                     (personal_word(t->u + 1, 1) & (WORD_COMMON_GIVEN | WORD_FIRM)) == 0 &&
                     personal_word(t->u, 2) == 0 && !personal_is_noun(t->u, 2); /* 東巌 */

    if (is_of_two) {
        *ret = (struct personal_name){
            .end = 2, .surname = 1, .is_full = true, .after = AFTER_EDGE, .past = 2};
        return true;
    }
    for (size_t n = 2; n <= PERSONAL_MAX_UNKNOWN; n++) {
        size_t given = t->n - n;

        if ((lengths >> n & 1) == 0 || t->n <= n || given > 2 ||
            (personal_word(t->u, n) & doubtful) != 0 ||
            (personal_word(t->u + n, given) &
             ~(uint32_t)(WORD_GIVEN | WORD_COMMON_GIVEN | WORD_GIVEN_PART | WORD_SURNAME_PART)) !=
                0 ||
            personal_word(t->u, t->n) != 0 || personal_is_noun(t->u, t->n) ||
            (given == 2 && personal_is_noun(t->u + n, given)) ||
            personal_run_end(t, 0, CHAR_KANJI, t->n) < t->n) {
            continue;
        }
        *ret = (struct personal_name){
            .end = t->n, .surname = n, .is_full = true, .after = AFTER_EDGE, .past = t->n};
        return true;
    }
    return false;
}

bool personal_tail_at(const struct personal_text *t, size_t i, bool is_due,
                      struct personal_name *ret)
{
    for (size_t n = PERSONAL_MAX_UNKNOWN; n >= 2; n--) {
        if (i + n >= t->n || (is_due && personal_is_class(t, i + n, CHAR_KANJI)
                                  ? !is_of_family_parts(t, i, i + n)
                                  : !personal_may_be_unknown(t, i, i + n))) {
            continue;
        }
        /* Hiragana behind a word are rather its ending: 文字進みます. */
        if (personal_is_class(t, i + n, CHAR_HIRAGANA) && !is_of_family_parts(t, i, i + n)) {
            continue;
        }
        uint32_t lengths = personal_given_lengths(t, i + n);

        for (size_t k = PERSONAL_WORD_MAX; k >= 2; k--) {
            size_t past;
            uint32_t flags = 0;
            enum personal_after after = AFTER_WORD;

            if ((lengths >> k & 1) != 0) {
                flags = personal_word(t->u + i + n, k);
                after = personal_after_at(t, i + n + k, &past);
            }
            if (after >= AFTER_EDGE && (flags & (WORD_COMMON_GIVEN | WORD_NEVER)) == 0 &&
                (!is_due || !personal_is_noun(t->u + i + n, k))) {
                *ret = (struct personal_name){.beg = i,
                                              .end = i + n + k,
                                              .surname = n,
                                              .given_flags = flags,
                                              .is_full = true,
                                              .after = after,
                                              .past = past};
                return true;
            }
        }
    }
    return false;
}

/*
 * A family name that the table does not have, before さん, 様 or 氏: two or three kanji for
 * themselves, whose last one is not that of a word for people or offices (農家さん, 会員様).
 */
bool personal_unknown_at(const struct personal_text *t, size_t i, struct personal_name *ret)
{
    static const uint16_t honours[] = {0x6C0F, 0x69D8, 0x541B, 0x3055}; /* 氏様君さ */
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN + 1);
    size_t past;

    if (end < i + 2 || !(personal_is_one_of(t->u[end - 1], honours, COUNT(honours)) ||
                         (end < t->n && personal_is_one_of(t->u[end], honours, COUNT(honours))))) {
        return false;
    }
    if (personal_longest(t->u + i, end - i, WORD_TITLE | WORD_RANK | WORD_ROLE, NULL) > 1) {
        return false; /* 参事坂氏 */
    }
    for (size_t k = i + 2; k <= end && k - i <= PERSONAL_MAX_UNKNOWN; k++) {
        if (personal_after_word(t, k, &past) != AFTER_HONOUR || (k != end && k + 1 != end) ||
            !personal_stands(t, k, "さ|氏|様|君")) {
            continue;
        }
        if (personal_stands(t, k, "さ")
                ? personal_is_noun(t->u + i, k - i)
                : personal_stands(t, k, "君") && !personal_is_rare_surname(t->u + i, k - i)) {
            continue; /* 学生さん, 諸君 */
        }
        if (!personal_is_one_of(t->u[k - 1], tails, COUNT(tails)) &&
            (personal_word(t->u + k - 1, 1) & WORD_NEVER) == 0 &&
            (personal_word(t->u + i, k - i) & ~(uint32_t)(WORD_GIVEN | WORD_NOT_NAME)) == 0) {
            *ret = (struct personal_name){
                .beg = i, .end = k, .surname = k - i, .after = AFTER_HONOUR, .past = past};
            return true;
        }
    }
    return false;
}
