/* Text as it is compared; see compare-normal.h. */
#include "spec/compare-normal.h"

#include "base/utf8.h"
#include "text/fold.h"

static const struct {
    const char *from, *to;
} spellings[] = {
    {"および", "及び"},       {"または", "又は"},     {"ならびに", "並びに"},
    {"もしくは", "若しくは"}, {"出来", "でき"},       {"下さい", "ください"},
    {"すべて", "全て"},       {"あらかじめ", "予め"}, {"あたり", "当たり"},
    {"講ずる", "講じる"},     {"行なう", "行う"},     {"とりまとめ", "取りまとめ"},
};

static bool is_dropped(struct str s, size_t at, size_t n)
{
    static const char *const dropped[] = {" ", "、", "。", ",", ".", "・", "ー", "\n", "\t"};

    for (size_t i = 0; i < COUNT(dropped); i++) {
        if (str_eq(str_sub(s, at, at + n), str_of(dropped[i]))) {
            return true;
        }
    }
    return false;
}

static size_t spelling_at(struct str s, size_t at, struct str *ret_to)
{
    for (size_t i = 0; i < COUNT(spellings); i++) {
        if (str_at(s, at, str_of(spellings[i].from))) {
            *ret_to = str_of(spellings[i].to);
            return strlen(spellings[i].from);
        }
    }
    return 0;
}

struct str compare_normal(struct arena *a, struct str text)
{
    struct str s = fold(a, text).s;
    char *out = arena_alloc(a, s.n * 2 + 1);
    size_t n = 0;

    for (size_t at = 0; at < s.n;) {
        struct str to;
        size_t from = spelling_at(s, at, &to);

        if (from > 0) {
            memcpy(out + n, to.p, to.n);
            n += to.n;
            at += from;
            continue;
        }
        uint32_t cp;
        size_t step = utf8_decode(s, at, &cp);

        if (!is_dropped(s, at, step)) {
            memcpy(out + n, s.p + at, step);
            n += step;
        }
        at += step;
    }
    return (struct str){.p = out, .n = n};
}
