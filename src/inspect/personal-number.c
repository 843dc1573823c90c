/*
 * Numbers and mail addresses. A run of digits is taken with its separators as one number of groups;
 * what it is follows from its length, its groups, its check digit and the words before it. Words
 * are looked for in a window of bounded length, so time is linear.
 */
#include "inspect/personal-scan.h"

#include "inspect/personal.h"

enum {
    MAX_DIGITS = 20,
    MAX_GROUPS = 8,
    WINDOW_BEFORE = 90, /* bytes of context before a number: thirty characters */
    WINDOW_LABEL = 36,  /* of the label right before it */
    WINDOW_AFTER = 30,
};

struct number {
    size_t beg, end; /* in the folded text */
    uint8_t digits[MAX_DIGITS];
    size_t n;
    uint8_t groups[MAX_GROUPS]; /* digits of each */
    size_t group_count;
    bool has_plus;
    bool is_broken; /* goes on as something else: a decimal, a code with letters */
    bool is_joined; /* letters or a hyphen stand right before it */
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

ptrdiff_t personal_last_word(struct str text, const char *words)
{
    ptrdiff_t last = -1;

    while (*words != '\0') {
        size_t n = 0;

        while (words[n] != '\0' && words[n] != '|') {
            n++;
        }
        const char first = *words;

        for (size_t i = 0; i + n <= text.n; i++) {
            size_t k = 0;

            if (text.p[i] != first && (text.p[i] | 0x20) != first) {
                continue;
            }

            while (k < n) {
                char c = text.p[i + k];

                c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
                if (c != words[k]) {
                    break;
                }
                k++;
            }
            if (k == n) {
                last = MAX(last, (ptrdiff_t)(i + n));
            }
        }
        words += n + (words[n] == '|');
    }
    return last;
}

bool personal_has_word(struct str text, const char *words)
{
    return personal_last_word(text, words) >= 0;
}

static struct str before(const struct personal_scan *s, size_t at, size_t bytes)
{
    size_t beg = at > bytes ? utf8_floor(s->text.folded.s, at - bytes) : 0;

    return str_sub(s->text.folded.s, beg, at);
}

static struct str after(const struct personal_scan *s, size_t at)
{
    return str_sub(s->text.folded.s, at, at + WINDOW_AFTER);
}

/* Whether the words stand before the number, or over its column. */
static bool is_about(const struct personal_scan *s, size_t at, const char *words)
{
    return personal_has_word(before(s, at, WINDOW_BEFORE), words) ||
           personal_has_word(s->head.folded.s, words);
}

/*
 * Whether one of the words is the label of what stands at `at`: between them there is nothing but
 * separators, brackets and a few words of no weight; or it is the head.
 */
bool personal_is_labelled(const struct personal_scan *s, size_t at, const char *words)
{
    static const struct str light[] = {
        STR_IN_TABLE("は"),   STR_IN_TABLE("が"),   STR_IN_TABLE("の"),   STR_IN_TABLE("西暦"),
        STR_IN_TABLE("和暦"), STR_IN_TABLE("第"),   STR_IN_TABLE("番号"), STR_IN_TABLE("・"),
        STR_IN_TABLE("】"),   STR_IN_TABLE("No."),  STR_IN_TABLE("no."),  STR_IN_TABLE("」"),
        STR_IN_TABLE("年齢"), STR_IN_TABLE("昭和"), STR_IN_TABLE("平成"), STR_IN_TABLE("大正"),
        STR_IN_TABLE("令和")};
    struct str window = before(s, at, WINDOW_BEFORE);
    ptrdiff_t end = personal_last_word(window, words);

    if (end < 0) {
        return personal_has_word(s->head.folded.s, words);
    }
    for (size_t i = (size_t)end; i < window.n;) {
        size_t n = memchr(" :()=/[],\"'", window.p[i], 11) != NULL ? 1 : 0;

        for (size_t k = 0; k < COUNT(light) && n == 0; k++) {
            n = str_at(window, i, light[k]) ? light[k].n : 0;
        }
        if (n == 0) {
            return personal_has_word(s->head.folded.s, words);
        }
        i += n;
    }
    return true;
}

/* ---- numbers ---- */

/* Bytes of one separator between groups of a number, or 0: -, ー, brackets, blanks. */
static size_t separator(struct str s, size_t at)
{
    size_t n = 0;

    while (n < 3 && at + n < s.n && s.p[at + n] != '\0' && memchr("-() ", s.p[at + n], 4) != NULL) {
        n++;
    }
    if (n == 0 && str_at(s, at, STR("ー"))) {
        n = 3;
    }
    if (n == 2 && s.p[at] == ' ' && s.p[at + 1] == '-') {
        return 0; /* a sign, no hyphen */
    }
    return n > 0 && at + n < s.n && personal_is_digit(s.p[at + n]) ? n : 0;
}

/* The number whose first digit stands at `at`. */
static void take_number(struct str s, size_t at, struct number *ret)
{
    *ret = (struct number){.beg = at};
    if (at > 0 && s.p[at - 1] == '+') {
        ret->has_plus = true;
    }
    if (at > 0 && (personal_is_latin(s.p[at - 1]) || s.p[at - 1] == '-')) {
        struct str label = str_sub(s, at > 3 ? at - 3 : 0, at);

        ret->is_joined = at < 3 || personal_last_word(label, "tel|fax") < 0;
    }
    if (at > 0 && memchr("_\\,#=%", s.p[at - 1], 6) != NULL) {
        ret->is_broken = true;
    }
    if (at > 1 && (s.p[at - 1] == '.' || s.p[at - 1] == '/') && !personal_is_latin(s.p[at - 2]) &&
        (unsigned char)s.p[at - 2] < 0x80) {
        ret->is_broken = true;
    }
    for (;;) {
        size_t digits = 0;

        while (at < s.n && personal_is_digit(s.p[at])) {
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
    if (at < s.n &&
        (s.p[at] == '_' ||
         (s.p[at] == ',' && at + 1 < s.n && personal_is_digit(s.p[at + 1]) && at + 4 <= s.n &&
          personal_is_digit(s.p[at + 2]) && personal_is_digit(s.p[at + 3])) ||
         (s.p[at] == '.' && at + 1 < s.n && personal_is_digit(s.p[at + 1])))) {
        ret->is_broken = true;
    }
}

/* Only the first groups of it, when the rest is another number: "03-1234-5678 03-1234-5679". */
static struct number first_groups(struct str s, const struct number *x, size_t groups)
{
    struct number part = *x;
    size_t digits = 0;

    part.n = 0;
    part.group_count = groups;
    for (size_t i = 0; i < groups; i++) {
        part.n += x->groups[i];
    }
    part.end = x->beg;
    while (digits < part.n) {
        digits += personal_is_digit(s.p[part.end]);
        part.end++;
    }
    return part;
}

static bool groups_are(const struct number *x, size_t n, const uint8_t *groups)
{
    return x->group_count == n && memcmp(x->groups, groups, n) == 0;
}

static const char *const telephone_words = "電話|でんわ|tel|fax|ファクス|ファックス|ファクシミリ|"
                                           "携帯|連絡先|内線|phone|mobile|直通|代表|℡|☎|☏";

/* Area codes of two digits are 03 and 06; of three, 0x with x from 1 to 9; …: the groups tell. */
static bool has_telephone_groups(const struct number *x)
{
    static const uint8_t forms[][3] = {{2, 4, 4}, {3, 3, 4}, {4, 2, 4}, {5, 1, 4}};
    static const uint8_t mobile[] = {3, 4, 4};

    if (x->n == 11) {
        return groups_are(x, 3, mobile);
    }
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (groups_are(x, 3, forms[i])) {
            uint8_t second = x->digits[1];

            return i != 0 || second == 3 || second == 6 || second == 4;
        }
    }
    return false;
}

/* Whether what stands before the number calls it another kind of number: 整理番号：0123-45-6789. */
static bool is_other_number(const struct personal_scan *s, const struct number *x)
{
    static const char *const words = "整理番号|受付番号|文書番号|管理番号|製品番号|部品番号|"
                                     "伝票番号|注文番号|登録番号|許可番号|認可番号|"
                                     "契約番号|案件番号|案件|会員番号|顧客番号|証券番号|型番|品番|"
                                     "型式|製造番号|ロット|シリアル|追跡番号|"
                                     "お問い合わせ番号|問合せ番号|学籍番号|社員番号|職員番号|"
                                     "請求番号|事業番号|公告番号|告示|通達|isbn|issn|"
                                     "jan|コード|code|no.|第|図|表|年度|番号";
    struct str window = before(s, x->beg, WINDOW_LABEL);
    ptrdiff_t other = personal_last_word(window, words);
    ptrdiff_t own =
        personal_last_word(window, "電話番号|携帯番号|fax番号|ファクス番号|ファックス番号");

    own = MAX(own, personal_last_word(window, telephone_words));
    return other >= 0 && other > own;
}

/* Made to stand for a number: 03-0000-0000, 090-9999-9999. */
static bool is_blank_form(const struct number *x)
{
    size_t same = 1;

    while (same < x->n && x->digits[x->n - 1 - same] == x->digits[x->n - 1]) {
        same++;
    }
    return same >= 7;
}

static bool is_free_of_charge(const struct number *x)
{
    static const uint8_t heads[][4] = {{0, 1, 2, 0}, {0, 5, 7, 0}, {0, 9, 9, 0}, {0, 8, 0, 0}};

    for (size_t i = 0; i < COUNT(heads); i++) {
        if (memcmp(x->digits, heads[i], 4) == 0 &&
            (i < 3 ? x->n == 10 : x->n == 11 && x->groups[0] == 4)) {
            return true;
        }
    }
    return false;
}

static bool is_telephone(const struct personal_scan *s, const struct number *x)
{
    bool abroad = x->has_plus && x->n >= 11 && x->n <= 13 && x->digits[0] == 8 && x->digits[1] == 1;

    if (abroad) {
        return true;
    }
    /* A sheet took the number for a figure: the zero before it is gone. */
    if (x->group_count == 1 && x->digits[0] != 0 &&
        ((x->n == 10 && x->digits[0] >= 5 && x->digits[1] == 0) || x->n == 9) &&
        personal_has_word(s->head.folded.s, telephone_words)) {
        return true;
    }
    if (x->digits[0] != 0 || x->n < 10 || x->n > 11 || x->digits[1] == 0) {
        return false;
    }
    if (x->n == 11 && (x->digits[2] != 0 || x->digits[1] < 5)) {
        return false;
    }
    /* Numbers that the called pays for, and the like, belong to no person. */
    if (is_free_of_charge(x) || is_blank_form(x)) {
        return false;
    }
    if (is_other_number(s, x)) {
        return false;
    }
    if (has_telephone_groups(x)) {
        return true;
    }
    return x->group_count <= 3 && is_about(s, x->beg, telephone_words) &&
           (x->group_count < 3 || x->groups[2] == 4);
}

static bool is_card(const struct personal_scan *s, const struct number *x)
{
    bool length = (x->n == 16 && x->digits[0] >= 3 && x->digits[0] <= 6) ||
                  (x->n == 15 && x->digits[0] == 3 && (x->digits[1] == 4 || x->digits[1] == 7)) ||
                  (x->n == 14 && x->digits[0] == 3);

    return length && personal_is_luhn(x->digits, x->n) &&
           is_about(s, x->beg, "カード|クレジット|card|credit|visa|master|jcb|amex|diners|ビザ");
}

static bool is_account(const struct personal_scan *s, const struct number *x)
{
    static const char *const banks =
        "銀行|信用金庫|信金|信用組合|信組|支店|農協|漁協|労働金庫|労金|口座|出張所|営業部";
    bool of_bank =
        x->group_count == 1 && x->n >= 6 && x->n <= 8 &&
        personal_is_labelled(s, x->beg,
                             "口座番号|口座|普通|当座|貯蓄|普通預金|当座預金|貯蓄預金|(普)|(当)") &&
        is_about(s, x->beg, banks);
    /* 記号 1xxx0, 番号 xxxxxxx1 of the post bank */
    bool of_post = x->n >= 11 && x->n <= 14 && (x->group_count == 2 || x->group_count == 3) &&
                   x->groups[0] == 5 && x->digits[0] == 1 && x->digits[4] == 0 &&
                   is_about(s, x->beg, "記号|ゆうちょ|通帳");

    return of_bank || of_post;
}

/* The number behind the sign of the post bank: 記号 11120 番号 1234561; past it, or 0. */
static size_t post_account_end(const struct personal_scan *s, const struct number *x)
{
    static const struct str word = STR_IN_TABLE("番号");
    struct str t = s->text.folded.s;
    size_t at = x->end;
    size_t digits = 0;

    if (x->n != 5 || x->group_count != 1 || x->digits[0] != 1 || x->digits[4] != 0 ||
        !personal_is_labelled(s, x->beg, "記号|通帳記号")) {
        return 0;
    }
    for (size_t skipped = 0; skipped < 4 && at < t.n && !str_at(t, at, word); skipped++) {
        at += t.p[at] == ' ' || t.p[at] == ',' || t.p[at] == '/' || t.p[at] == '-' ? 1
              : str_at(t, at, STR("・")) || str_at(t, at, STR("、"))               ? 3
                                                                                   : t.n;
    }
    if (at >= t.n) {
        return 0;
    }
    at += word.n;
    while (at < t.n && (t.p[at] == ' ' || t.p[at] == ':' || t.p[at] == '.')) {
        at++;
    }
    while (at < t.n && personal_is_digit(t.p[at])) {
        at++;
        digits++;
    }
    return digits >= 2 && digits <= 8 ? at : 0;
}

/* Two letters and seven digits, two and eight and two; by what is said before. */
static bool is_lettered(const struct personal_scan *s, const struct number *x, size_t *ret_beg)
{
    struct str t = s->text.folded.s;
    size_t beg = x->beg;

    while (beg > 0 && x->beg - beg < 3 && personal_is_latin(t.p[beg - 1])) {
        beg--;
    }
    *ret_beg = beg;
    return x->beg - beg == 2 && x->group_count == 1 &&
           ((x->n == 7 && personal_is_labelled(s, beg, "旅券番号|旅券|パスポート|passport|番号") &&
             is_about(s, beg, "旅券|パスポート|passport")) ||
            (x->n == 8 && is_about(s, beg, "在留カード")));
}

/* Numbers of insurance, pension, licence, register: by their label and length. */
static bool is_official(const struct personal_scan *s, const struct number *x)
{
    static const struct {
        uint8_t least, most;
        const char *labels;
    } kinds[] = {
        {12, 12, "免許証番号|免許番号|運転免許|免許証"},
        {6, 8, "保険者番号"},
        {10, 10, "基礎年金番号|年金番号|年金手帳"},
        {5, 11, "被保険者番号|被保険者証番号|被保険者証|受給者番号|受給者証番号"},
        {11, 11, "住民票コード|雇用保険被保険者番号|雇用保険番号|雇用保険"},
        {4, 8, "被保険者記号|保険証記号|保険証番号|保険証の番号|保険証"},
        {3, 8, "記号|番号|枝番"},
    };

    if (x->n < 3 || x->n > 12 || !is_about(s, x->beg, "保険|免許|年金|住民票|受給者")) {
        return false;
    }

    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (i + 1 == COUNT(kinds) &&
            (!is_about(s, x->beg, "保険証|健康保険|被保険者|資格確認書") || x->group_count > 3)) {
            break;
        }
        if (x->n >= kinds[i].least && x->n <= kinds[i].most &&
            personal_is_labelled(s, x->beg, kinds[i].labels)) {
            return true;
        }
    }
    return false;
}

static bool is_individual(const struct personal_scan *s, const struct number *x)
{
    static const uint8_t fours[] = {4, 4, 4};
    static const char *const words =
        "個人番号|マイナンバ|my number|mynumber|my_number|特定個人|共通番号";

    if (x->n != 12 || (x->group_count != 1 && !groups_are(x, 3, fours)) ||
        !personal_is_individual_number(x->digits) || is_blank_form(x)) {
        return false;
    }
    struct str window = before(s, x->beg, WINDOW_BEFORE);
    ptrdiff_t own = personal_last_word(window, words);
    ptrdiff_t other =
        personal_last_word(window, "法人|整理番号|受付番号|件|総額|金額|円|合計|年度");

    return (own >= 0 && own > other) || personal_has_word(s->head.folded.s, words) ||
           personal_has_word(after(s, x->end), "個人番号|マイナンバ");
}

/* What the number is; NULL = nothing to tell. */
static const char *kind_of_number(const struct personal_scan *s, const struct number *x)
{
    if (x->is_broken || (x->is_joined && !x->has_plus)) {
        return NULL;
    }
    if (is_individual(s, x)) {
        return "PII-301";
    }
    if (is_card(s, x) || is_official(s, x)) {
        return "PII-308";
    }
    if (is_telephone(s, x)) {
        return "PII-302";
    }
    return is_account(s, x) ? "PII-307" : NULL;
}

/* ---- numbers in other writing ---- */

/*
 * A telephone number with dots: 052.961.1111, 0868・54・0000; past it, or 0. Its groups must be
 * those of one.
 */
static size_t dotted_end(const struct personal_scan *s, size_t at)
{
    struct str t = s->text.folded.s;
    struct number x = {.beg = at};

    if (t.p[at] != '0' || (at > 0 && (t.p[at - 1] == '.' || personal_is_latin(t.p[at - 1])))) {
        return 0;
    }
    for (;;) {
        size_t digits = 0;

        while (at < t.n && personal_is_digit(t.p[at]) && x.n < MAX_DIGITS) {
            x.digits[x.n++] = (uint8_t)(t.p[at++] - '0');
            digits++;
        }
        x.groups[x.group_count++] = (uint8_t)digits;
        size_t dot = str_at(t, at, STR("・")) ? 3 : at < t.n && t.p[at] == '.' ? 1 : 0;

        if (x.group_count == 3 || dot == 0 || at + dot >= t.n ||
            !personal_is_digit(t.p[at + dot])) {
            break;
        }
        at += dot;
    }
    x.end = at;
    return x.group_count == 3 && x.digits[1] != 0 && has_telephone_groups(&x) &&
                   (at >= t.n || (!personal_is_digit(t.p[at]) && t.p[at] != '.'))
               ? at
               : 0;
}

/* 〇三－三五八一－一二三四: past it, or 0. */
size_t personal_kanji_telephone_end(const struct personal_scan *s, size_t i)
{
    static const uint16_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    const struct personal_text *t = &s->text;
    struct number x = {.group_count = 1};
    size_t at = i;

    for (; at < t->n && x.n < MAX_DIGITS; at++) {
        size_t k = 0;

        while (k < COUNT(digits) && digits[k] != t->u[at]) {
            k++;
        }
        if (k < COUNT(digits)) {
            x.digits[x.n++] = (uint8_t)k;
            x.groups[x.group_count - 1]++;
        } else if ((t->u[at] == '-' || t->u[at] == 0x30FC || t->u[at] == '(' || t->u[at] == ')') &&
                   x.group_count < 3 && x.groups[x.group_count - 1] > 0) {
            x.group_count++;
        } else {
            break;
        }
    }
    return x.group_count == 3 && x.digits[1] != 0 && has_telephone_groups(&x) ? at : 0;
}

/* ---- the face ---- */

size_t personal_take_digits(struct personal_scan *s, size_t at)
{
    struct str t = s->text.folded.s;
    struct number x;
    size_t end = personal_take_birth(s, at);
    size_t lettered;

    if (end > 0) {
        return end;
    }
    end = dotted_end(s, at);
    if (end > 0) {
        personal_hit(s, "PII-302", at, end);
        return end;
    }
    take_number(t, at, &x);
    if (is_lettered(s, &x, &lettered)) {
        personal_hit(s, "PII-308", lettered, x.end);
        return x.end;
    }
    end = post_account_end(s, &x);
    if (end > 0) {
        personal_hit(s, "PII-307", x.beg, end);
        return end;
    }
    const char *kind = kind_of_number(s, &x);

    for (size_t groups = x.group_count - 1; kind == NULL && groups >= 3 && groups <= 6; groups--) {
        struct number part = first_groups(t, &x, groups);

        kind = kind_of_number(s, &part);
        if (kind != NULL) {
            x = part;
        }
    }
    if (kind != NULL) {
        size_t beg = x.has_plus ? x.beg - 1 : x.beg;

        /* (046)875-4321: the bracket belongs to it. */
        if (beg > 0 && t.p[beg - 1] == '(' && memchr(t.p + beg, ')', x.end - beg) != NULL) {
            beg--;
        }
        personal_hit(s, kind, beg, x.end);
    }
    return x.end;
}
