/*
 * Words that bound or blur a time, as TIMEX3 modifiers: 約, 最大, まで, 以内, を超える, 頃. Bounds
 * of points include the day they name (まで, から, 以降) unless より前 or より後 says otherwise.
 */
#include "text/when-parts.h"

struct mod_word {
    const char *word;
    uint16_t mod;
};

static const struct mod_word before_words[] = {
    {"少なくとも", WHEN_EQUAL_OR_MORE},
    {"最低でも", WHEN_EQUAL_OR_MORE},
    {"最短でも", WHEN_EQUAL_OR_MORE},
    {"最低限", WHEN_EQUAL_OR_MORE},
    {"最低", WHEN_EQUAL_OR_MORE},
    {"最短", WHEN_EQUAL_OR_MORE},
    {"最大でも", WHEN_EQUAL_OR_LESS},
    {"最長でも", WHEN_EQUAL_OR_LESS},
    {"最大で", WHEN_EQUAL_OR_LESS},
    {"最長で", WHEN_EQUAL_OR_LESS},
    {"最大", WHEN_EQUAL_OR_LESS},
    {"最長", WHEN_EQUAL_OR_LESS},
    {"長くとも", WHEN_EQUAL_OR_LESS},
    {"長くても", WHEN_EQUAL_OR_LESS},
    {"多くとも", WHEN_EQUAL_OR_LESS},
    {"上限", WHEN_EQUAL_OR_LESS},
    {"おおむね", WHEN_APPROX},
    {"概ね", WHEN_APPROX},
    {"おおよそ", WHEN_APPROX},
    {"およそ", WHEN_APPROX},
    {"約", WHEN_APPROX},
    {"ほぼ", WHEN_APPROX},
    {"遅くとも", 0},
    {"遅くても", 0},
    {"原則として", 0},
    {"原則", 0},
    {"必ず", 0},
};

static const struct mod_word approx_words[] = {
    {"を目途に", WHEN_APPROX}, {"を目途として", WHEN_APPROX}, {"を目途", WHEN_APPROX},
    {"を目処に", WHEN_APPROX}, {"を目処として", WHEN_APPROX}, {"を目処", WHEN_APPROX},
    {"をめどに", WHEN_APPROX}, {"をめどとして", WHEN_APPROX}, {"をめど", WHEN_APPROX},
    {"を目安に", WHEN_APPROX}, {"を目安として", WHEN_APPROX}, {"を目安", WHEN_APPROX},
    {"目途", WHEN_APPROX},     {"目処", WHEN_APPROX},         {"めど", WHEN_APPROX},
    {"目安", WHEN_APPROX},     {"程度", WHEN_APPROX},         {"頃", WHEN_APPROX},
    {"ごろ", WHEN_APPROX},     {"ころ", WHEN_APPROX},         {"前後", WHEN_APPROX},
    {"ほど", WHEN_APPROX},     {"くらい", WHEN_APPROX},       {"ぐらい", WHEN_APPROX},
    {"位", WHEN_APPROX},       {"強", WHEN_APPROX},           {"弱", WHEN_APPROX},
};

/* Longer words first: より前 before より, 以前 before 前. */
static const struct mod_word point_words[] = {
    {"までに", WHEN_ON_OR_BEFORE},
    {"まで", WHEN_ON_OR_BEFORE},
    {"必着", WHEN_ON_OR_BEFORE},
    {"(必着)", WHEN_ON_OR_BEFORE},
    {"[必着]", WHEN_ON_OR_BEFORE},
    {"【必着】", WHEN_ON_OR_BEFORE},
    {"〔必着〕", WHEN_ON_OR_BEFORE},
    {"締切", WHEN_ON_OR_BEFORE},
    {"(締切)", WHEN_ON_OR_BEFORE},
    {"締め切り", WHEN_ON_OR_BEFORE},
    {"締切り", WHEN_ON_OR_BEFORE},
    {"〆切", WHEN_ON_OR_BEFORE},
    {"(〆切)", WHEN_ON_OR_BEFORE},
    {"期限", WHEN_ON_OR_BEFORE},
    {"消印有効", WHEN_ON_OR_BEFORE},
    {"(消印有効)", WHEN_ON_OR_BEFORE},
    {"以前", WHEN_ON_OR_BEFORE},
    {"よりも前", WHEN_BEFORE},
    {"より前", WHEN_BEFORE},
    {"より以前", WHEN_BEFORE},
    {"前に", WHEN_BEFORE},
    {"前の", WHEN_BEFORE},
    {"よりも後", WHEN_AFTER},
    {"より後", WHEN_AFTER},
    {"後に", WHEN_AFTER},
    {"以降", WHEN_ON_OR_AFTER},
    {"以後", WHEN_ON_OR_AFTER},
    {"から", WHEN_ON_OR_AFTER},
    {"より", WHEN_ON_OR_AFTER},
};

static const struct mod_word length_words[] = {
    {"以内", WHEN_EQUAL_OR_LESS},
    {"以下", WHEN_EQUAL_OR_LESS},
    {"を超えない", WHEN_EQUAL_OR_LESS},
    {"を上限", WHEN_EQUAL_OR_LESS},
    {"を限度", WHEN_EQUAL_OR_LESS},
    {"が上限", WHEN_EQUAL_OR_LESS},
    {"が限度", WHEN_EQUAL_OR_LESS},
    {"以上", WHEN_EQUAL_OR_MORE},
    {"を下回らない", WHEN_EQUAL_OR_MORE},
    {"を下限", WHEN_EQUAL_OR_MORE},
    {"未満", WHEN_LESS_THAN},
    {"に満たない", WHEN_LESS_THAN},
    {"を下回", WHEN_LESS_THAN},
    {"を超え", WHEN_MORE_THAN},
    {"を超過", WHEN_MORE_THAN},
    {"を上回", WHEN_MORE_THAN},
    {"超", WHEN_MORE_THAN},
};

uint16_t when_mod_before(struct str s, size_t *beg, size_t floor)
{
    uint16_t mods = 0;

    for (size_t i = 0; i < COUNT(before_words);) {
        size_t end = cursor_back_spaces(s, *beg, floor);

        if (cursor_ends(s, end, floor, "、")) {
            end -= strlen("、"); /* 少なくとも、2年 */
        }
        if (cursor_ends(s, end, floor, before_words[i].word)) {
            *beg = end - strlen(before_words[i].word);
            mods |= before_words[i].mod;
            i = 0;
        } else {
            i++;
        }
    }
    return mods;
}

uint16_t when_mod_ahead(struct str s, size_t *at)
{
    uint16_t mods = 0;

    for (size_t i = 0; i < COUNT(before_words);) {
        size_t end = cursor_eat(s, cursor_spaces(s, *at), before_words[i].word);

        if (end != 0) {
            size_t comma = cursor_eat(s, end, "、");

            *at = cursor_spaces(s, comma != 0 ? comma : end);
            mods |= before_words[i].mod;
            i = 0;
        } else {
            i++;
        }
    }
    return mods;
}

/* Takes one word of the table at `at`; the end or 0. */
static size_t take(struct str s, size_t at, const struct mod_word *words, size_t count,
                   uint16_t *mods)
{
    for (size_t i = 0; i < count; i++) {
        size_t end = cursor_eat(s, at, words[i].word);

        if (end != 0) {
            *mods |= words[i].mod;
            return end;
        }
    }
    return 0;
}

/* 程度 of a word like 程度の差, 位 of 位置, 強 of 強化: what follows decides. */
static size_t take_approx(struct str s, size_t at, uint16_t *mods)
{
    uint16_t found = 0;
    size_t end = take(s, at, approx_words, COUNT(approx_words), &found);

    if (end != 0 && end - at == 3 && cursor_eat(s, at, "頃") == 0) {
        uint32_t next = cursor_code_point(s, end);

        if (code_point_is_kanji(next)) {
            return 0;
        }
    }
    *mods |= found;
    return end;
}

uint16_t when_mod_approx(struct str s, size_t *at)
{
    uint16_t mods = 0;
    size_t end;

    while ((end = take_approx(s, *at, &mods)) != 0) {
        *at = end;
    }
    return mods;
}

/* からの, まで… that belong to other words: 以前, 前回, 後任. */
static bool is_point_word(struct str s, size_t at)
{
    static const char *const not_words[] = {"期限切", "期限内", "期限付", "前にあ", "より良",
                                            "より一", "より多", "より効", "より高", NULL};

    return cursor_eat_any(s, at, not_words) == 0;
}

uint16_t when_mod_after_point(struct str s, size_t *at)
{
    uint16_t mods = 0;

    for (;;) {
        size_t spaced = cursor_spaces(s, *at);
        size_t end = take_approx(s, *at, &mods);

        if (end == 0 && is_point_word(s, *at)) {
            end = take(s, *at, point_words, COUNT(point_words), &mods);
        }
        /* Behind a space only what closes a deadline: 17時30分 締切. */
        if (end == 0 && spaced != *at && cursor_one_of(s, spaced, "必締〆(【[")) {
            end = take(s, spaced, point_words, COUNT(point_words), &mods);
        }
        if (end == 0) {
            return mods;
        }
        *at = end;
    }
}

size_t when_mod_note(struct str s, size_t at)
{
    enum { NOTE_BYTES = 120 };

    if (at >= s.n || s.p[at] != '(') {
        return 0;
    }
    for (size_t end = at + 1; end < s.n && end - at < NOTE_BYTES; end++) {
        if (s.p[end] == ')') {
            return end + 1;
        }
        if (s.p[end] == '(' || cursor_eat(s, end, "。") != 0) {
            return 0;
        }
    }
    return 0;
}

uint16_t when_mod_after_note(struct str s, size_t at)
{
    static const char *const until[] = {"まで", "必着", "締切", "〆切", NULL};
    size_t end = when_mod_note(s, at);

    return end != 0 && cursor_eat_any(s, end, until) != 0 ? WHEN_ON_OR_BEFORE : 0;
}

uint16_t when_mod_after_length(struct str s, size_t *at)
{
    uint16_t mods = 0;

    for (;;) {
        size_t end = take_approx(s, *at, &mods);

        if (end == 0) {
            end = take(s, *at, length_words, COUNT(length_words), &mods);
        }
        if (end == 0) {
            return mods;
        }
        *at = end;
    }
}
