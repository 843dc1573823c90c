/*
 * Works on folded text (text/fold.h: one writing for wide and narrow digits, hyphens, brackets).
 * A walk over the text stops at each digit run and at each "@"; a run is taken with its separators
 * as one number of groups, and what it is follows from its length, its groups, its check digit and
 * the words before it. Words are looked for in a window of bounded length, so time is linear.
 */
#include "inspect/personal.h"

#include "text/chars.h"
#include "text/fold.h"

enum {
    MAX_DIGITS = 20,
    MAX_GROUPS = 8,
    WINDOW_BEFORE = 90, /* bytes of context before a number: thirty characters */
    WINDOW_AFTER = 30,
    ADDRESS_BYTES = 150,
};

struct number {
    size_t beg, end; /* in the folded text */
    uint8_t digits[MAX_DIGITS];
    size_t n;
    uint8_t groups[MAX_GROUPS]; /* digits of each */
    size_t group_count;
    bool has_plus;
    bool is_broken; /* goes on as something else: a decimal, a code with letters */
};

struct scan {
    struct found *f;
    const struct ftext *text;
    struct str context, place, source;
};

bool personal_is_individual_number(const uint8_t digits[static 12])
{
    int sum = 0;

    for (int n = 1; n <= 11; n++) {
        sum += digits[11 - n] * (n <= 6 ? n + 1 : n - 5);
    }
    int rest = sum % 11;

    return digits[11] == (rest <= 1 ? 0 : 11 - rest);
}

bool personal_is_corporate_number(const uint8_t digits[static 13])
{
    int sum = 0;

    for (int n = 1; n <= 12; n++) {
        sum += digits[13 - n] * (n % 2 == 1 ? 1 : 2);
    }
    return digits[0] == 9 - sum % 9;
}

bool personal_is_luhn(const uint8_t *digits, size_t n)
{
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        int d = digits[n - 1 - i];

        sum += i % 2 == 0 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2;
    }
    return sum % 10 == 0;
}

/* ---- words around ---- */

/* Whether one of the words, separated by '|', stands in the text; ASCII in either case. */
static bool has_word(struct str text, const char *words)
{
    while (*words != '\0') {
        size_t n = 0;

        while (words[n] != '\0' && words[n] != '|') {
            n++;
        }
        for (size_t i = 0; i + n <= text.n; i++) {
            size_t k = 0;

            while (k < n) {
                char c = text.p[i + k];

                c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
                if (c != words[k]) {
                    break;
                }
                k++;
            }
            if (k == n) {
                return true;
            }
        }
        words += n + (words[n] == '|');
    }
    return false;
}

static struct str before(const struct scan *s, size_t at)
{
    size_t beg = at > WINDOW_BEFORE ? utf8_floor(s->text->s, at - WINDOW_BEFORE) : 0;

    return str_sub(s->text->s, beg, at);
}

static struct str after(const struct scan *s, size_t at)
{
    return str_sub(s->text->s, at, at + WINDOW_AFTER);
}

/* Whether the words stand before the number, or over its column. */
static bool is_about(const struct scan *s, size_t at, const char *words)
{
    return has_word(before(s, at), words) || has_word(s->context, words);
}

static void report(const struct scan *s, const char *rule, size_t beg, size_t end)
{
    size_t from = ftext_beg(s->text, beg);

    found_add(s->f, rule, INSPECT_HEURISTIC, s->place,
              str_sub(s->source, from, ftext_end(s->text, end, s->source)));
}

/* ---- numbers ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of one separator between groups of a number, or 0. */
static size_t separator(struct str s, size_t at)
{
    size_t n = 0;

    while (n < 3 && at + n < s.n && memchr("-() ", s.p[at + n], 4) != NULL) {
        n++;
    }
    return n > 0 && at + n < s.n && is_digit(s.p[at + n]) ? n : 0;
}

/* The number whose first digit stands at `at`. */
static void take_number(struct str s, size_t at, struct number *ret)
{
    *ret = (struct number){.beg = at};
    if (at > 0 && s.p[at - 1] == '+') {
        ret->has_plus = true;
    }
    if (at > 0 && (is_latin(s.p[at - 1]) || memchr("._/\\,-#=%", s.p[at - 1], 9) != NULL)) {
        ret->is_broken = true;
    }
    for (;;) {
        size_t digits = 0;

        while (at < s.n && is_digit(s.p[at])) {
            if (ret->n < MAX_DIGITS) {
                ret->digits[ret->n++] = (uint8_t)(s.p[at] - '0');
            } else {
                ret->is_broken = true;
            }
            at++;
            digits++;
        }
        if (ret->group_count < MAX_GROUPS) {
            ret->groups[ret->group_count++] = (uint8_t)MIN(digits, (size_t)255);
        } else {
            ret->is_broken = true;
        }
        size_t n = separator(s, at);

        if (n == 0) {
            break;
        }
        at += n;
    }
    ret->end = at;
    if (at < s.n && (is_latin(s.p[at]) || s.p[at] == '_' ||
                     ((s.p[at] == '.' || s.p[at] == ',') && at + 1 < s.n && is_digit(s.p[at + 1])))) {
        ret->is_broken = true;
    }
}

static bool groups_are(const struct number *x, size_t n, const uint8_t *groups)
{
    return x->group_count == n && memcmp(x->groups, groups, n) == 0;
}

static bool is_telephone(const struct scan *s, const struct number *x)
{
    static const char *const words = "電話|tel|fax|ファクス|ファックス|携帯|連絡先|内線|phone|mobile|直通";
    bool about = is_about(s, x->beg, words);
    bool abroad = x->has_plus && x->n >= 11 && x->n <= 13 && x->digits[0] == 8 && x->digits[1] == 1;

    if (abroad) {
        return true;
    }
    if (x->digits[0] != 0 || x->n < 10 || x->n > 11 || x->digits[1] == 0) {
        return false;
    }
    bool mobile = x->n == 11 && x->digits[2] == 0 && x->digits[1] >= 5;

    if (x->n == 11 && !mobile) {
        return false;
    }
    /* Numbers that the called pays for, and the like, belong to no person. */
    if (x->n == 10 && (memcmp(x->digits, (uint8_t[]){0, 1, 2, 0}, 4) == 0 ||
                       memcmp(x->digits, (uint8_t[]){0, 5, 7, 0}, 4) == 0 ||
                       memcmp(x->digits, (uint8_t[]){0, 9, 9, 0}, 4) == 0)) {
        return false;
    }
    if (x->group_count == 3) {
        return x->groups[0] >= 2 && x->groups[0] <= 5 && x->groups[1] >= 1 && x->groups[2] >= 3 &&
               x->groups[2] <= 4;
    }
    return x->group_count == 1 && about;
}

static bool is_card(const struct scan *s, const struct number *x)
{
    bool length = (x->n == 16 && x->digits[0] >= 3 && x->digits[0] <= 6) ||
                  (x->n == 15 && x->digits[0] == 3 && (x->digits[1] == 4 || x->digits[1] == 7)) ||
                  (x->n == 14 && x->digits[0] == 3);

    return length && personal_is_luhn(x->digits, x->n) &&
           is_about(s, x->beg, "カード|クレジット|card|credit|visa|master|jcb|amex|diners");
}

static bool is_account(const struct scan *s, const struct number *x)
{
    bool of_bank = x->group_count == 1 && x->n >= 6 && x->n <= 8 &&
                   is_about(s, x->beg, "口座番号|口座|普通|当座|貯蓄") &&
                   (is_about(s, x->beg, "口座") || is_about(s, x->beg, "銀行|信用金庫|信金|支店|農協"));
    /* 記号 1xxx0, 番号 xxxxxxx1 of the post bank */
    bool of_post = x->n >= 12 && x->n <= 14 && x->group_count == 2 && x->groups[0] == 5 &&
                   is_about(s, x->beg, "記号");

    return of_bank || of_post;
}

/* What the number is; NULL = nothing to tell. */
static const char *kind_of_number(const struct scan *s, const struct number *x)
{
    static const uint8_t fours[] = {4, 4, 4, 4};
    static const char *const individual =
        "個人番号|マイナンバ|my number|mynumber|my_number|特定個人|共通番号";

    if (x->is_broken && !x->has_plus) {
        return NULL;
    }
    if (x->n == 12 && (x->group_count == 1 || groups_are(x, 3, fours)) &&
        personal_is_individual_number(x->digits) &&
        (is_about(s, x->beg, individual) || has_word(after(s, x->end), individual))) {
        return "PII-301";
    }
    if (is_telephone(s, x)) {
        return "PII-302";
    }
    if (is_card(s, x)) {
        return "PII-308";
    }
    if (x->n == 12 && x->group_count == 1 && is_about(s, x->beg, "免許証番号|免許番号|運転免許")) {
        return "PII-308";
    }
    return is_account(s, x) ? "PII-307" : NULL;
}

/* ---- dates of birth ---- */

static bool is_birth(const struct scan *s, size_t at)
{
    return is_about(s, at, "生年月日|誕生日|date of birth|birthday|birthdate");
}

/* A date that begins at `at`; its end, or 0. Years of eras may have one or two digits. */
static size_t date_end(struct str s, size_t at)
{
    static const struct str units[3][5] = {{STR("年"), STR("/"), STR("."), STR("-"), STR(" 年")},
                                           {STR("月"), STR("/"), STR("."), STR("-"), STR(" 月")},
                                           {}};

    for (int part = 0; part < 3; part++) {
        size_t digits = 0;

        while (at < s.n && s.p[at] == ' ') {
            at++;
        }
        while (at < s.n && is_digit(s.p[at]) && digits < 4) {
            at++;
            digits++;
        }
        if (digits == 0 || (part > 0 && digits > 2)) {
            return 0;
        }
        bool goes_on = part == 2;

        for (size_t i = 0; i < COUNT(units[0]) && !goes_on; i++) {
            if (str_at(s, at, units[part][i])) {
                at += units[part][i].n;
                goes_on = true;
            }
        }
        if (!goes_on) {
            return 0;
        }
    }
    return str_at(s, at, STR("日")) ? at + STR("日").n : at;
}

/* A date after the word for it, or before 生 / 生まれ; past it, or 0. */
static size_t take_birth(struct scan *s, size_t at)
{
    size_t end = date_end(s->text->s, at);

    if (end == 0) {
        return 0;
    }
    struct str rest = str_sub(s->text->s, skip_spaces(s->text->s, end), s->text->s.n);
    bool born = str_starts(rest, STR("生まれ")) || str_starts(rest, STR("生)")) ||
                str_eq(str_trim(rest), STR("生"));

    if (born || is_birth(s, at)) {
        report(s, "PII-306", at, end);
        return end;
    }
    return 0;
}

/* ---- mail ---- */

static bool is_mail_character(char c)
{
    return is_digit(c) || is_latin(c) || memchr("._%+-", c, 5) != NULL;
}

static void take_mail(struct scan *s, size_t at)
{
    struct str t = s->text->s;
    size_t beg = at;
    size_t end = at + 1;
    size_t last_dot = 0;

    while (beg > 0 && at - beg < 64 && is_mail_character(t.p[beg - 1])) {
        beg--;
    }
    while (end < t.n && end - at < 255 &&
           (is_digit(t.p[end]) || is_latin(t.p[end]) || t.p[end] == '-' || t.p[end] == '.')) {
        if (t.p[end] == '.') {
            last_dot = end;
        }
        end++;
    }
    while (end > at + 1 && (t.p[end - 1] == '.' || t.p[end - 1] == '-')) {
        end--;
    }
    struct str host = str_sub(t, at + 1, end);

    if (beg == at || last_dot == 0 || last_dot + 2 >= end || !is_latin(t.p[last_dot + 1])) {
        return;
    }
    /* RFC 2606, and what JPRS keeps for examples. */
    if (has_word(host, "example.|.example|.invalid|.test|localhost")) {
        return;
    }
    report(s, "PII-303", beg, end);
}

/* ---- addresses ---- */

/* Names of prefectures but for the last character, which is 都, 道, 府 or 県. */
static const char *const prefectures[] = {
    "北海", "青森", "岩手", "宮城", "秋田", "山形", "福島", "茨城", "栃木", "群馬", "埼玉", "千葉",
    "東京", "神奈川", "新潟", "富山", "石川", "福井", "山梨", "長野", "岐阜", "静岡", "愛知", "三重",
    "滋賀", "京都", "大阪", "兵庫", "奈良", "和歌山", "鳥取", "島根", "岡山", "広島", "山口", "徳島",
    "香川", "愛媛", "高知", "福岡", "佐賀", "長崎", "熊本", "大分", "宮崎", "鹿児島", "沖縄"};

/* The end of "1丁目2番3号", "1-2-3", "12番地" at `at`, or 0 when it has no number of a plot. */
static size_t plot_end(struct str s, size_t at)
{
    size_t groups = 0;
    bool has_unit = false;

    while (at < s.n && is_digit(s.p[at])) {
        while (at < s.n && is_digit(s.p[at])) {
            at++;
        }
        groups++;
        static const struct str units[] = {STR("丁目"), STR("番地の"), STR("番地"), STR("番"),
                                           STR("号"), STR("-"), STR("の")};
        size_t i = 0;

        while (i < COUNT(units) && !str_at(s, at, units[i])) {
            i++;
        }
        if (i == COUNT(units)) {
            break;
        }
        has_unit |= i >= 1 && i <= 3;
        at += units[i].n;
        at = skip_spaces(s, at);
    }
    return has_unit || groups >= 2 ? at : 0;
}

/* An address that begins with a prefecture at `at`; past it, or 0. */
static size_t take_address(struct scan *s, size_t at, size_t past_prefecture)
{
    struct str t = s->text->s;
    size_t limit = MIN(t.n, at + ADDRESS_BYTES);
    bool has_town = false;

    for (size_t i = past_prefecture; i < limit;) {
        uint32_t cp;
        size_t n = utf8_decode(t, i, &cp);

        has_town |= cp == 0x5E02 || cp == 0x533A || cp == 0x753A || cp == 0x6751; /* 市区町村 */
        if (is_digit(t.p[i])) {
            size_t end = plot_end(t, i);

            if (end > 0 && has_town) {
                report(s, "PII-304", at, end);
                return end;
            }
            while (i < limit && is_digit(t.p[i])) {
                i++;
            }
            continue;
        }
        if (cp == '\n' || char_class_of(cp) == CHAR_STOP || char_class_of(cp) == CHAR_COMMA) {
            return 0;
        }
        i += n;
    }
    return 0;
}

/* Past the name of a prefecture at `at`, or 0. */
static size_t prefecture_end(struct str s, size_t at)
{
    for (size_t i = 0; i < COUNT(prefectures); i++) {
        struct str name = str_of(prefectures[i]);

        if (str_at(s, at, name)) {
            struct str rest = str_sub(s, at + name.n, s.n);

            return str_starts(rest, STR("都")) || str_starts(rest, STR("道")) ||
                           str_starts(rest, STR("府")) || str_starts(rest, STR("県"))
                       ? at + name.n + 3
                       : 0;
        }
    }
    return 0;
}

/* ---- the walk ---- */

/* Whether there is anything to look for: a digit, wide or narrow, or an at sign. */
static bool is_worth(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (is_digit(text.p[i]) || text.p[i] == '@') {
            return true;
        }
        if ((unsigned char)text.p[i] == 0xEF && i + 2 < text.n &&
            (unsigned char)text.p[i + 1] == 0xBC) {
            return true; /* wide digits and the wide at sign */
        }
    }
    return false;
}

/* What begins with the digit at `at`; past it. */
static size_t take_digits(struct scan *s, size_t at)
{
    struct number number;
    size_t end = take_birth(s, at);

    if (end > 0) {
        return end;
    }
    take_number(s->text->s, at, &number);
    const char *kind = kind_of_number(s, &number);

    if (kind != NULL) {
        report(s, kind, number.beg, number.end);
    }
    return number.end;
}

void personal_scan(struct found *f, struct str text, struct str context, struct str place)
{
    struct arena scratch CLEANUP(arena_done) = {};

    if (!is_worth(text)) {
        return;
    }
    struct ftext folded = fold(&scratch, text);
    struct ftext head = fold(&scratch, context);
    struct scan s = {.f = f, .text = &folded, .context = head.s, .place = place, .source = text};

    for (size_t i = 0; i < folded.s.n;) {
        unsigned char c = (unsigned char)folded.s.p[i];

        if (is_digit((char)c)) {
            i = take_digits(&s, i);
            continue;
        }
        if (c == '@') {
            take_mail(&s, i);
        }
        if (c >= 0xE4 && c <= 0xE9) { /* kanji */
            size_t past = prefecture_end(folded.s, i);
            size_t end = past == 0 ? 0 : take_address(&s, i, past);

            if (end > 0) {
                i = end;
                continue;
            }
        }
        i++;
    }
}
