/*
 * How a name can be read at a place: a known family name with or without a known given name (or its
 * kana), words in the form of a name, kana; and what follows it: an honour (様), a title (部長), a
 * particle, the end of the words. What goes on as another word (鈴木自動車) is no name. A bounded
 * number of words is looked up at each place.
 */
#include "inspect/personal/personal-walk.h"

enum { MAX_SURNAME = 5, MAX_GIVEN = 4 };

/* ---- behind a name ---- */

/* は が を に と も の へ や で か よ ら さ: what may follow a name. */
static bool is_particle(uint16_t unit)
{
    static const uint16_t particles[] = {0x306F, 0x304C, 0x3092, 0x306B, 0x3068, 0x3082, 0x306E,
                                         0x3078, 0x3084, 0x3067, 0x304B, 0x3088, 0x3089, 0x3060};

    return personal_is_one_of(unit, particles, COUNT(particles));
}

/* Whether an honour or title that ends at `i` is a word for itself there: 部長, not 部長会. */
bool personal_ends_title(const struct personal_text *t, size_t i)
{
    /* 宅 兼 等 及 並 宛 方 邸 他 外 以 代(理) 補(佐) 前 */
    static const uint16_t followers[] = {0x5B85, 0x517C, 0x7B49, 0x53CA, 0x4E26, 0x5B9B, 0x65B9,
                                         0x90B8, 0x4ED6, 0x5916, 0x4EE5, 0x4EE3, 0x88DC, 0x524D};

    if (i > 0 && i < t->n && t->classes[i - 1] == CHAR_LATIN &&
        (t->classes[i] == CHAR_LATIN || t->classes[i] == CHAR_DIGIT || t->u[i] == '-')) {
        return false; /* CEO2 */
    }
    return i >= t->n || (t->classes[i] != CHAR_KANJI && t->classes[i] != CHAR_KATAKANA) ||
           personal_is_one_of(t->u[i], followers, COUNT(followers)) ||
           personal_stands(t, i, "同席|出席|欠席|同行|来訪|立会") ||
           personal_longest(t->u + i, t->n - i, WORD_END | WORD_TITLE | WORD_HONOUR, NULL) > 1;
}

enum personal_after personal_after_word(const struct personal_text *t, size_t i, size_t *ret_past)
{
    uint32_t flags = 0;

    if (i >= t->n || (t->wakes[i] & PERSONAL_WAKE_CUE) == 0 || !personal_may_begin_cue(t, i)) {
        return AFTER_WORD;
    }
    size_t n = personal_longest(t->u + i, t->n - i, WORD_HONOUR | WORD_TITLE | WORD_RANK, &flags);

    /* さま, but not 長さ + まで, 高さ + または */
    if (n == 2 && personal_is_unit(t, i + 1, 0x307E) &&
        personal_is_class(t, i + 2, CHAR_HIRAGANA) &&
        (personal_is_unit(t, i + 2, 0x3067) || !is_particle(t->u[i + 2]))) {
        return AFTER_WORD;
    }
    if (n > 0 && t->classes[i] == CHAR_HIRAGANA &&
        personal_stands(t, i, "ちゃんぽん|ちゃんこ|ちゃんちゃん|くんせい|さんぽ")) {
        return AFTER_WORD;
    }
    if (n > 0 && ((flags & WORD_HONOUR) != 0 && personal_is_class(t, i, CHAR_HIRAGANA)
                      ? true
                      : personal_ends_title(t, i + n))) {
        *ret_past = i + n;
        return (flags & WORD_HONOUR) != 0  ? AFTER_HONOUR
               : (flags & WORD_TITLE) != 0 ? AFTER_TITLE
                                           : AFTER_RANK;
    }
    return AFTER_WORD;
}

enum personal_after personal_after_at(const struct personal_text *t, size_t i, size_t *ret_past)
{
    *ret_past = i;
    if (i >= t->n) {
        return AFTER_EDGE;
    }
    if (personal_is_class(t, i, CHAR_SPACE)) {
        size_t next = personal_run_end(t, i, CHAR_SPACE, PERSONAL_MAX_SPACES);
        enum personal_after behind =
            next < t->n ? personal_after_word(t, next, ret_past) : AFTER_WORD;

        if (behind != AFTER_WORD && personal_is_unit(t, *ret_past, ':')) {
            *ret_past = i; /* 前川 主任:堤: the label of the next */
            return AFTER_EDGE;
        }
        return behind == AFTER_WORD ? AFTER_EDGE : behind;
    }
    if (t->classes[i] == CHAR_LATIN) { /* 佐藤CEO */
        enum personal_after behind = personal_after_word(t, i, ret_past);

        return behind == AFTER_WORD ? AFTER_EDGE : behind;
    }
    if (t->classes[i] != CHAR_KANJI && t->classes[i] != CHAR_HIRAGANA &&
        t->classes[i] != CHAR_KATAKANA) {
        return AFTER_EDGE;
    }
    enum personal_after behind = personal_after_word(t, i, ret_past);

    if (behind != AFTER_WORD) {
        return behind;
    }
    if (personal_is_unit(t, i, 0x307B) && personal_is_unit(t, i + 1, 0x304B)) { /* ほか */
        return AFTER_END;
    }
    if (t->u[i] == 0x3063 && personal_stands(t, i, "って人|って者|って方|ってのが|っていう")) {
        return AFTER_PARTICLE;
    }
    if (t->u[i] == 0x3089 && personal_is_class(t, i + 1, CHAR_HIRAGANA) &&
        !is_particle(t->u[i + 1])) {
        return AFTER_WORD; /* らが, but not やす + らぎ */
    }
    if (t->classes[i] == CHAR_HIRAGANA) {
        return is_particle(t->u[i]) ||
                       (t->u[i] == 0x307E && personal_is_unit(t, i + 1, 0x3067)) /* まで */
                   ? AFTER_PARTICLE
                   : AFTER_WORD;
    }
    size_t n = personal_longest(t->u + i, t->n - i, WORD_END, NULL);

    /* 記 ends a name, 記念 does not. */
    return n >= 2 || (n == 1 && !personal_is_class(t, i + 1, CHAR_KANJI)) ? AFTER_END : AFTER_WORD;
}

/* ---- a name at a place ---- */

/* The katakana of hiragana units; at most `n` of them. */
static size_t as_katakana(const uint16_t *units, size_t n, uint16_t out[static PERSONAL_WORD_MAX])
{
    size_t i = 0;

    while (i < n && i < PERSONAL_WORD_MAX) {
        out[i] = units[i] >= 0x3041 && units[i] <= 0x3096 ? (uint16_t)(units[i] + 0x60) : units[i];
        i++;
    }
    return i;
}

uint32_t personal_given_lengths(const struct personal_text *t, size_t i)
{
    uint16_t kana[PERSONAL_WORD_MAX] = {};
    uint32_t lengths = personal_lengths(t->u + i, MIN(t->n - i, (size_t)MAX_GIVEN), WORD_GIVEN);

    for (size_t n = 2; n <= 5 && i + n <= t->n && personal_is_class(t, i, CHAR_HIRAGANA) &&
                       t->classes[i + n - 1] == CHAR_HIRAGANA;
         n++) {
        as_katakana(t->u + i, n, kana);
        if ((personal_word(kana, n) & WORD_KANA_GIVEN) != 0 &&
            !personal_stands(t, i, "さん|くん|ちゃん|さま")) { /* 山本さんが */
            lengths |= 1u << n;
        }
    }
    for (size_t n = 2; n <= MAX_GIVEN && i + n <= t->n && t->classes[i + n - 1] == CHAR_KANJI;
         n++) {
        if (personal_is_rare_given(t->u + i, n) && !personal_is_noun(t->u + i, n) &&
            (personal_word(t->u + i, n) & (WORD_SURNAME | WORD_PLACE)) == 0) {
            lengths |= 1u << n;
        }
    }
    if (i + 2 < t->n && t->u[i + 2] == 0x5B50 && t->classes[i] == t->classes[i + 1] &&
        (t->classes[i] == CHAR_HIRAGANA || t->classes[i] == CHAR_KATAKANA)) {
        lengths |= 1u << 3; /* ゆり子 */
    }
    if (personal_is_class(t, i, CHAR_KATAKANA)) {
        size_t n = personal_run_end(t, i, CHAR_KATAKANA, PERSONAL_WORD_MAX) - i;

        if (((personal_word(t->u + i, n) & WORD_KANA_GIVEN) != 0 &&
             (n <= 2 || !personal_is_noun(t->u + i, n))) ||
            (n > 2 && personal_is_foreign(t->u + i, n) && !personal_is_noun(t->u + i, n))) {
            lengths |= 1u << n;
        }
    }
    return lengths;
}

/* A full name with the family name of `n` units at `x->beg`; the longest that ends well. */
static bool take_given(const struct personal_text *t, struct personal_name *x, size_t n)
{
    size_t at = x->beg + n;
    size_t next = personal_run_end(t, at, CHAR_SPACE, PERSONAL_MAX_SPACES);

    if (next >= t->n) {
        return false;
    }
    uint32_t lengths = personal_given_lengths(t, next);

    for (size_t k = PERSONAL_WORD_MAX; k >= 1; k--) {
        size_t past;

        if ((lengths >> k & 1) == 0 || (next == at && n == 1 && k == 1)) {
            continue;
        }
        if (next == at && k >= 2 &&
            (personal_word(t->u + next, k) & (WORD_TITLE | WORD_HONOUR | WORD_RANK)) != 0) {
            continue; /* 日下部博士 */
        }
        if (next == at && k >= 2 && personal_is_unit(t, next + k - 1, 0x6C0F)) {
            continue; /* 倉持氏 */
        }
        if (next > at && k == 1 && (personal_word(t->u + next, 1) & WORD_END) != 0) {
            continue; /* 中島 計, 高田 男 */
        }
        enum personal_after after = personal_after_at(t, next + k, &past);

        if (next > at && k == 1 && after == AFTER_END &&
            personal_longest(t->u + next, t->n - next, WORD_PLACE | WORD_SURNAME, NULL) > 1) {
            continue; /* 山崎 美作 */
        }
        /* Hiragana right behind kanji are rather an ending: 新しい, 小文字とも. */
        if (next == at && personal_is_class(t, next, CHAR_HIRAGANA) &&
            (n == 1 || (k == 2 && after == AFTER_PARTICLE))) {
            continue;
        }
        if (after != AFTER_WORD) {
            *x = (struct personal_name){.beg = x->beg,
                                        .end = next + k,
                                        .surname = n,
                                        .surname_flags = personal_word(t->u + x->beg, n),
                                        .given_flags = personal_word(t->u + next, k),
                                        .is_full = true,
                                        .is_spaced = next > at,
                                        .is_known = true,
                                        .after = after,
                                        .past = past};
            return true;
        }
    }
    return false;
}

uint32_t personal_surnames_at(const struct personal_text *t, size_t i)
{
    return personal_lengths(t->u + i, MIN(t->n - i, (size_t)MAX_SURNAME), WORD_SURNAME);
}

bool personal_name_at(const struct personal_text *t, size_t i, uint32_t lengths,
                      struct personal_name *ret)
{
    bool found = false;

    if (lengths == 0) {
        return false;
    }
    for (size_t n = MAX_SURNAME; n >= 1; n--) {
        struct personal_name x = {.beg = i};

        if ((lengths >> n & 1) == 0) {
            continue;
        }
        if (take_given(t, &x, n) && (!found || x.end > ret->end)) {
            *ret = x;
            found = true;
        }
    }
    /* 大久保 is a family name, not 大 and 久保 nor 大久 and 保. */
    if (found && !ret->is_spaced && (ret->surname == 1 || ret->end - i == ret->surname + 1) &&
        (lengths >> (ret->end - i) & 1) != 0) {
        found = false;
    }
    for (size_t n = MAX_SURNAME; n >= 1 && !found; n--) {
        size_t past;
        enum personal_after after =
            (lengths >> n & 1) != 0 ? personal_after_at(t, i + n, &past) : AFTER_WORD;

        if (after != AFTER_WORD) {
            *ret = (struct personal_name){.beg = i,
                                          .end = i + n,
                                          .surname = n,
                                          .surname_flags = personal_word(t->u + i, n),
                                          .is_known = true,
                                          .after = after,
                                          .past = past};
            found = true;
        }
    }
    return found;
}

/* A part of a name in characters of names: kanji, or kana. */
size_t personal_part_end(const struct personal_text *t, size_t i)
{
    enum char_class class = i < t->n ? (enum char_class)t->classes[i] : CHAR_NONE;

    if (class == CHAR_KANJI) {
        size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN + 1);

        /* 竹ノ内, 鬼ヶ島 */
        return personal_is_class(t, end, CHAR_KATAKANA) &&
                       personal_is_class(t, end + 1, CHAR_KANJI) &&
                       personal_stands(t, end, "ノ|ヶ|ケ")
                   ? personal_run_end(t, end + 1, CHAR_KANJI, PERSONAL_MAX_UNKNOWN)
                   : end;
    }
    return class == CHAR_HIRAGANA || class == CHAR_KATAKANA
               ? personal_run_end(t, i, class, PERSONAL_WORD_MAX)
               : i;
}

/* Past a given name: of a longer run of kanji the known one that something ends: 里香名義. */
static size_t given_end(const struct personal_text *t, size_t i)
{
    size_t end = personal_part_end(t, i);
    size_t past;

    if (end <= i + PERSONAL_MAX_UNKNOWN || !personal_is_class(t, i, CHAR_KANJI)) {
        return end;
    }
    for (size_t n = PERSONAL_MAX_UNKNOWN; n >= 2; n--) {
        if ((personal_given_lengths(t, i) >> n & 1) != 0 &&
            personal_after_at(t, i + n, &past) == AFTER_END) {
            return i + n;
        }
    }
    return end;
}

/* Two words in the form of a name, known or not: 小鳥遊 六花. */
bool personal_pair_at(const struct personal_text *t, size_t i, struct personal_name *ret)
{
    size_t middle = personal_part_end(t, i);
    size_t next = personal_run_end(t, middle, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t past;

    if (middle == i || next == middle) {
        return false;
    }
    size_t end = given_end(t, next);

    if (end == next || end - next > 6 || middle - i > 6 ||
        (personal_is_class(t, i, CHAR_KANJI) &&
         (middle - i > PERSONAL_MAX_UNKNOWN || end - next > PERSONAL_MAX_UNKNOWN))) {
        return false;
    }
    uint32_t cue =
        WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_FIRM | WORD_HONOUR | WORD_END;
    uint32_t first = personal_word(t->u + i, middle - i);
    uint32_t second = personal_word(t->u + next, end - next);

    if ((second & cue) != 0 || (first & cue) != 0 || t->u[next] == 0x3007 ||
        personal_after_at(t, end, &past) == AFTER_WORD) {
        return false;
    }
    *ret = (struct personal_name){.beg = i,
                                  .end = end,
                                  .surname = middle - i,
                                  .surname_flags = first,
                                  .given_flags = second,
                                  .is_full = true,
                                  .is_spaced = true};
    ret->after = personal_after_at(t, end, &ret->past);
    return true;
}

/* A family name, alone or with a given one; of other countries in either order. */
static bool is_known_kana(uint32_t first, uint32_t second, bool is_alone)
{
    return ((first & WORD_KANA_SURNAME) != 0 && (is_alone || (second & WORD_KANA_GIVEN) != 0)) ||
           (!is_alone && (first & WORD_KANA_GIVEN) != 0 && (second & WORD_KANA_SURNAME) != 0);
}

/* Katakana or hiragana: クボタ タカシ, ロバート・グリーン. */
bool personal_kana_at(const struct personal_text *t, size_t i, struct personal_name *ret)
{
    uint16_t kana[PERSONAL_WORD_MAX] = {};
    enum char_class class = (enum char_class)t->classes[i];
    size_t middle = personal_run_end(t, i, class, PERSONAL_WORD_MAX);
    size_t next = personal_is_unit(t, middle, 0x30FB)
                      ? middle + 1
                      : personal_run_end(t, middle, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t end = personal_run_end(t, next, class, PERSONAL_WORD_MAX);
    bool is_foreign = personal_is_unit(t, middle, 0x30FB);

    if (is_foreign && personal_is_class(t, next, CHAR_LATIN) &&
        personal_is_unit(t, next + 1, 0x30FB)) {
        end = next + 1; /* ジョン・A・ブラウン */
    } else if (next == middle || end - next < 2 || (middle - i < 2 && !is_foreign)) {
        next = end = middle;
    }
    while (is_foreign && personal_is_unit(t, end, 0x30FB) && personal_is_class(t, end + 1, class)) {
        end = personal_run_end(t, end + 1, class, PERSONAL_WORD_MAX);
    }
    if (is_foreign && end > next && personal_is_unit(t, end, 0x30FB)) { /* ヨハン・ペーター・三木 */
        size_t last = personal_run_end(t, end + 1, CHAR_KANJI, PERSONAL_MAX_UNKNOWN);
        uint32_t flags = personal_word(t->u + end + 1, last - end - 1);

        end = (flags & WORD_SURNAME) != 0 && last == t->n ? last : end;
    }
    as_katakana(t->u + i, middle - i, kana);
    uint32_t first = personal_word(kana, middle - i);
    uint32_t second = 0;

    if (end > next) {
        as_katakana(t->u + next, end - next, kana);
        second = personal_word(kana, end - next);
    }
    *ret = (struct personal_name){.beg = i,
                                  .end = end,
                                  .surname = middle - i,
                                  .surname_flags = first,
                                  .given_flags = second,
                                  .is_full = end > next,
                                  .is_spaced = end > next && !is_foreign,
                                  .is_kana = true,
                                  .is_known = is_known_kana(first, second, end == next)};
    ret->after = personal_after_at(t, end, &ret->past);
    return ret->after != AFTER_WORD;
}

bool personal_is_kana_name(const struct personal_text *t, size_t beg, size_t end, bool has_ko)
{
    uint16_t kana[PERSONAL_WORD_MAX] = {};
    size_t n = as_katakana(t->u + beg, end - beg, kana);

    return end - beg <= PERSONAL_WORD_MAX &&
           ((has_ko && n == 2) ||
            ((personal_word(kana, n) & (WORD_KANA_SURNAME | WORD_KANA_GIVEN)) != 0 &&
             ((personal_word(t->u + beg, n) | personal_word(kana, n)) & WORD_NEVER) == 0));
}

bool personal_given_at(const struct personal_text *t, size_t i, struct personal_name *ret)
{
    uint32_t lengths = personal_given_lengths(t, i);

    for (size_t k = MAX_GIVEN; k >= 2; k--) {
        size_t past;

        if ((lengths >> k & 1) != 0 && personal_after_at(t, i + k, &past) == AFTER_HONOUR &&
            past > i + k && (personal_word(t->u + i, k) & (WORD_COMMON_GIVEN | WORD_NEVER)) == 0) {
            *ret = (struct personal_name){.beg = i,
                                          .end = i + k,
                                          .given_flags = personal_word(t->u + i, k),
                                          .after = AFTER_HONOUR,
                                          .past = past};
            return !personal_is_not_name(t, ret);
        }
    }
    /* 次男の健くん, 隣の翔さん */
    if ((lengths >> 1 & 1) != 0 &&
        (personal_stands(t, i + 1, "くん|ちゃん") ||
         (personal_stands(t, i + 1, "さん") && (i == 0 || t->u[i - 1] != 0x300C) && /* 「助さん」 */
          (personal_word(t->u + i, 1) & (WORD_COMMON_GIVEN | WORD_SURNAME)) == 0)) &&
        personal_after_at(t, i + 1, &ret->past) == AFTER_HONOUR) {
        *ret = (struct personal_name){.beg = i,
                                      .end = i + 1,
                                      .given_flags = personal_word(t->u + i, 1),
                                      .after = AFTER_HONOUR,
                                      .past = ret->past};
        return (ret->given_flags & WORD_NEVER) == 0;
    }
    return false;
}

bool personal_is_part(uint16_t unit)
{
    static const uint16_t parts[] = {0x8005, 0x4EBA, 0x54E1, 0x5F79,
                                     0x624B, 0x5B98, 0x5E2B, 0x58EB};

    return personal_is_one_of(unit, parts, COUNT(parts));
}

/* ---- how sure ---- */

bool personal_is_not_name(const struct personal_text *t, const struct personal_name *x)
{
    size_t end = x->after == AFTER_HONOUR && x->past - x->end == 1 ? x->past : x->end;
    const uint32_t cue = WORD_END | WORD_ROLE | WORD_STRONG | WORD_TITLE | WORD_RANK;

    if (x->is_spaced || end - x->beg > PERSONAL_WORD_MAX) {
        return false;
    }
    return (personal_word(t->u + x->beg, end - x->beg) & WORD_NOT_NAME) != 0 ||
           (x->is_full && (personal_word(t->u + x->beg, x->end - x->beg) & cue) != 0);
}

int personal_certainty(const struct personal_text *t, const struct personal_name *x)
{
    size_t given = x->end - x->beg - x->surname;

    if (personal_is_not_name(t, x)) {
        return 0;
    }
    if (!x->is_spaced && given >= 3 && (x->given_flags & WORD_COMMON_GIVEN) == 0 &&
        t->classes[x->end - 1] == CHAR_KANJI &&
        (x->surname == 1 || (x->surname_flags & WORD_COMMON_SURNAME) != 0)) {
        return 1; /* 榊美由紀, 四方亜希子 */
    }
    if (x->surname == 1 || (x->given_flags & WORD_COMMON_GIVEN) != 0 ||
        (x->surname_flags & WORD_COMMON_SURNAME) != 0) {
        return x->is_spaced ? 1 : 0;
    }
    return given == 1 && !x->is_spaced ? 1 : 2;
}

/* ---- cells and rows ---- */

/* What the units from `i` are, when a name begins there that ends at or before `end` … */
static enum personal_shape shape_at(const struct personal_text *t, size_t i,
                                    struct personal_name *ret)
{
    if (t->classes[i] == CHAR_KATAKANA) {
        return personal_kana_at(t, i, ret) && ret->is_full && ret->is_known ? PERSONAL_SHAPE_WEAK
                                                                            : PERSONAL_SHAPE_NONE;
    }
    if (t->classes[i] != CHAR_KANJI) {
        return PERSONAL_SHAPE_NONE;
    }
    if (personal_name_at(t, i, personal_surnames_at(t, i), ret)) {
        return ret->is_full && personal_certainty(t, ret) > 0 ? PERSONAL_SHAPE_FULL
               : personal_is_not_name(t, ret)                 ? PERSONAL_SHAPE_NONE
                                                              : PERSONAL_SHAPE_WEAK;
    }
    return personal_pair_at(t, i, ret) && ((ret->surname_flags & WORD_SURNAME) != 0 ||
                                           (ret->given_flags & WORD_GIVEN) != 0)
               ? PERSONAL_SHAPE_WEAK
               : PERSONAL_SHAPE_NONE;
}

enum personal_shape personal_shape_of(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    size_t i = personal_run_end(t, 0, CHAR_SPACE, t->n);
    size_t end = t->n;
    struct personal_name x;

    while (end > i && t->classes[end - 1] == CHAR_SPACE) {
        end--;
    }
    if (i >= end || end - i > 16) {
        return PERSONAL_SHAPE_NONE;
    }
    enum personal_shape shape = shape_at(t, i, &x);

    return shape != PERSONAL_SHAPE_NONE && x.past >= end ? shape : PERSONAL_SHAPE_NONE;
}

enum personal_shape personal_row_shape_of(const struct personal_scan *s)
{
    enum { MOST_COLUMNS = 3 };
    const struct personal_text *t = &s->text;
    size_t i = 0;

    while (i < t->n && i < 8 &&
           (t->classes[i] == CHAR_SPACE || t->classes[i] == CHAR_DIGIT ||
            t->classes[i] == CHAR_OTHER || t->classes[i] == CHAR_CLOSE ||
            t->classes[i] == CHAR_OPEN)) {
        i++;
    }
    for (int column = 0; column < MOST_COLUMNS && i < t->n; column++) {
        struct personal_name x;

        /* Only full names make a row of a list; words of a sentence go on. */
        if (t->classes[i] == CHAR_KANJI && i + 1 < t->n &&
            (personal_may_be_surname(t->u + i) ||
             (personal_word(t->u + i, 1) & WORD_SURNAME) != 0) &&
            shape_at(t, i, &x) == PERSONAL_SHAPE_FULL &&
            (x.after == AFTER_EDGE || x.after >= AFTER_RANK)) {
            return PERSONAL_SHAPE_FULL;
        }
        while (i < t->n && t->classes[i] != CHAR_SPACE) {
            if (t->classes[i] == CHAR_STOP || t->classes[i] == CHAR_COMMA) {
                return PERSONAL_SHAPE_NONE;
            }
            i++;
        }
        i = personal_run_end(t, i, CHAR_SPACE, t->n);
    }
    return PERSONAL_SHAPE_NONE;
}
