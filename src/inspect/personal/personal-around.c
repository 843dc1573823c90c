/*
 * What stands around a number. A label counts when nothing of weight lies between it and the
 * number; the head of the column, the line above and the cells to the left stand for one when
 * nothing else does. Of two labels the nearer one counts.
 */
#include "inspect/personal/personal-number.h"

enum {
    WINDOW_BEFORE = 90, /* bytes of context before a number: thirty characters */
    WINDOW_AFTER = 30,
    LINE_BYTES = 24, /* a label line is about what begins so near to the beginning of the next */
};

/* Pairs of bytes that stand in a text, hashed: most words can be ruled out by them alone. */
struct pairs {
    uint64_t bits[16];
};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static unsigned pair_of(char a, char b)
{
    return ((unsigned char)a * 31u + (unsigned char)b * 7u) & 1023;
}

static void take_pairs(struct str text, struct pairs *ret)
{
    char before = '\0';

    *ret = (struct pairs){};
    for (size_t i = 0; i < text.n; i++) {
        char c = small(text.p[i]);
        unsigned pair = pair_of(before, c);

        ret->bits[pair >> 6] |= (uint64_t)1 << (pair & 63);
        before = c;
    }
}

/* Whether all pairs of the word stand in the text, from its end on: beginnings are much the same.
 */
static bool has_pairs(const struct pairs *p, const char *word, size_t n)
{
    for (size_t i = n; i-- > 1;) {
        unsigned pair = pair_of(word[i - 1], word[i]);

        if ((p->bits[pair >> 6] >> (pair & 63) & 1) == 0) {
            return false;
        }
    }
    return true;
}

/* The byte past the last place of the word that ends behind `least`, or -1. */
static ptrdiff_t last_place(struct str text, const char *word, size_t n, ptrdiff_t least)
{
    for (size_t end = text.n; end >= n && (ptrdiff_t)end > least; end--) {
        size_t k = n;

        while (k > 0 && small(text.p[end - n + k - 1]) == word[k - 1]) {
            k--;
        }
        if (k == 0) {
            return (ptrdiff_t)end;
        }
    }
    return -1;
}

/* The byte past the last place of any of the words, or of the first one met; or -1. */
static ptrdiff_t place_of(struct str text, const char *words, bool is_any_enough)
{
    ptrdiff_t last = -1;
    struct pairs pairs;

    if (text.n == 0) {
        return -1;
    }
    take_pairs(text, &pairs);
    while (*words != '\0' && !(is_any_enough && last >= 0)) {
        const char *bar = strchr(words, '|');
        size_t n = bar == NULL ? strlen(words) : (size_t)(bar - words);

        if (n <= text.n && has_pairs(&pairs, words, n)) {
            last = MAX(last, last_place(text, words, n, last));
        }
        words += n + (bar != NULL);
    }
    return last;
}

ptrdiff_t personal_last_word(struct str text, const char *words)
{
    return place_of(text, words, false);
}

bool personal_has_word(struct str text, const char *words)
{
    return place_of(text, words, true) >= 0;
}

struct str personal_before(const struct personal_scan *s, size_t at, size_t bytes)
{
    size_t beg = at > bytes ? utf8_floor(s->text.folded.s, at - bytes) : 0;

    return str_sub(s->text.folded.s, beg, at);
}

struct str personal_after(const struct personal_scan *s, size_t at)
{
    return str_sub(s->text.folded.s, at, at + WINDOW_AFTER);
}

/* The head, unless it is the line above and the number stands far inside its own. */
static struct str head_for(const struct personal_scan *s, size_t at)
{
    return s->head_is_line && at > LINE_BYTES ? (struct str){} : s->head.folded.s;
}

bool personal_is_about(const struct personal_scan *s, size_t at, const char *words)
{
    return personal_has_word(personal_before(s, at, WINDOW_BEFORE), words) ||
           personal_has_word(head_for(s, at), words) ||
           (s->beside.n > 0 && personal_has_word(s->beside, words));
}

static bool is_light_sign(char c)
{
    return memchr(" :()=/[],\"'|;-", c, 14) != NULL;
}

/* Whether another number stands right before: no label does then. */
static bool is_behind_digit(struct str window)
{
    while (window.n > 0 && is_light_sign(window.p[window.n - 1])) {
        window.n--;
    }
    return window.n > 0 && personal_is_digit(window.p[window.n - 1]);
}

/* Bytes at `i` that carry no weight between a label and what it is the label of, or 0. */
static size_t light_at(struct str s, size_t i)
{
    static const struct str light[] = {
        STR_IN_TABLE("は"),   STR_IN_TABLE("が"),   STR_IN_TABLE("西暦"), STR_IN_TABLE("和暦"),
        STR_IN_TABLE("第"),   STR_IN_TABLE("番号"), STR_IN_TABLE("・"),   STR_IN_TABLE("】"),
        STR_IN_TABLE("No."),  STR_IN_TABLE("no."),  STR_IN_TABLE("」"),   STR_IN_TABLE("年齢"),
        STR_IN_TABLE("昭和"), STR_IN_TABLE("平成"), STR_IN_TABLE("大正"), STR_IN_TABLE("令和"),
        STR_IN_TABLE("│"),    STR_IN_TABLE("┃"),    STR_IN_TABLE("→"),    STR_IN_TABLE("〕"),
        STR_IN_TABLE("】"),   STR_IN_TABLE("【"),   STR_IN_TABLE("欄"),   STR_IN_TABLE("No"),
        STR_IN_TABLE("の"),   STR_IN_TABLE("■"),    STR_IN_TABLE("、"),   STR_IN_TABLE("is ")};

    if (is_light_sign(s.p[i])) {
        return 1;
    }
    for (size_t k = 0; k < COUNT(light); k++) {
        if (str_at(s, i, light[k])) {
            return light[k].n;
        }
    }
    return 0;
}

static bool is_light(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t n = light_at(s, i);

        if (n == 0) {
            return false;
        }
        i += n;
    }
    return true;
}

bool personal_is_labelled(const struct personal_scan *s, size_t at, const char *words)
{
    struct str window = personal_before(s, at, WINDOW_BEFORE);
    ptrdiff_t end = is_behind_digit(window) ? -1 : personal_last_word(window, words);

    if (end >= 0 && is_light(str_sub(window, (size_t)end, window.n))) {
        return true;
    }
    /* The line above says what the next one begins with. */
    if (s->head_is_line && !is_light(window)) {
        return false;
    }
    return personal_has_word(s->head.folded.s, words);
}

/* Whether what ends at the end of `s` is a label by its last word, with the word before it: the
 * beginning of the label; or -1. */
static ptrdiff_t label_beg(struct str s)
{
    size_t i = s.n;

    while (i > 0) {
        uint32_t cp;
        size_t beg = utf8_floor(s, i - 1);

        utf8_decode(s, beg, &cp);
        enum char_class class = char_class_of(cp);

        if (class != CHAR_KANJI && class != CHAR_KATAKANA && class != CHAR_LATIN && cp != '_' &&
            cp != 0x5408 && cp != 0x3044 && cp != 0x305B && cp != 0x308F) { /* 問い合わせ */
            break;
        }
        i = beg;
    }
    return i == s.n ? -1 : (ptrdiff_t)i;
}

static struct str label_at_end(struct str s)
{
    while (s.n > 0 && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' ')) {
        s.n--;
    }
    ptrdiff_t beg = label_beg(s);

    return beg < 0 ? str_sub(s, s.n, s.n) : str_sub(s, (size_t)beg, s.n);
}

static bool is_number_sign(struct str label)
{
    return label.n == 2 && (label.p[0] | 32) == 'n' && (label.p[1] | 32) == 'o';
}

bool personal_is_other_label(struct str window, const char *own)
{
    static const char *const kinds =
        "番号|no|no.|id|コード|code|シリアル|ロット|品番|型番|型式|品名|isbn|issn|jan|金額|総額|"
        "合計|件数|年度|日時|会員証|口座|件|円";
    ptrdiff_t kind = personal_last_word(window, kinds);
    ptrdiff_t mine = personal_last_word(window, own);

    if (kind < 0 || (mine >= 0 && kind <= mine)) {
        return false;
    }
    struct str label = label_at_end(str_sub(window, 0, (size_t)kind));

    if (is_number_sign(label)) { /* 伝票 No. */
        size_t sign = (size_t)(label.p - window.p);

        label = label_at_end(str_trim(str_sub(window, 0, sign)));
        return label.n > 0 && !personal_has_word(label, own) && sign > 0;
    }
    /* 番号, の番号, マイナンバーカード番号 */
    return !personal_has_word(label, own) && !str_eq(label, STR("番号")) &&
           !str_eq(label, STR("カード番号"));
}
