/*
 * Numbers. A run of digits is taken with its separators as one number of groups; what it is follows
 * from its length, its groups, its check digit and the words around it, which are looked for in a
 * window of bounded length (personal-around.c): time is linear.
 */
#include "inspect/personal/personal-number.h"

#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-walk.h"
#include "inspect/personal/personal.h"

enum {
    LINE_BEGINNING = 6, /* bytes: its number in a list, a mark */
    WINDOW_BEFORE = 90, /* bytes of context before a number: thirty characters */
    WINDOW_LABEL = 36,  /* of the label right before it */
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

static const char *const telephone_words =
    "電話|でんわ|tel|fax|ファクス|ファックス|ファクシミリ|"
    "携帯|連絡先|内線|phone|mobile|直通|代表|℡|☎|☏|"
    "折り返し|折返し|おかけ|お掛け|問い合わせ先|問合せ先|問合わせ先";

/* Area codes of two digits are 03 and 06; of three, 0x with x from 1 to 9; …: the groups tell. */
static bool has_telephone_groups(const struct personal_number *x)
{
    static const uint8_t forms[][3] = {{2, 4, 4}, {3, 3, 4}, {4, 2, 4}, {5, 1, 4}};
    static const uint8_t mobile[] = {3, 4, 4};

    if (x->n == 11) {
        return personal_groups_are(x, 3, mobile);
    }
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (personal_groups_are(x, 3, forms[i])) {
            uint8_t second = x->digits[1];

            return i != 0 || second == 3 || second == 6 || second == 4;
        }
    }
    return false;
}

/* What stands behind the last digit: a label before it is that of another number. */
static struct str behind_last_digit(struct str window)
{
    size_t beg = window.n;

    while (beg > 0 && !personal_is_digit(window.p[beg - 1])) {
        beg--;
    }
    return str_sub(window, beg, window.n);
}

/* 番号: by itself, at the beginning of a line or behind a sign. */
static bool is_bare_label(struct str before_end)
{
    static const struct str label = STR_IN_TABLE("番号");

    if (!str_ends(before_end, label)) {
        return false;
    }
    before_end.n -= label.n;
    enum char_class before = char_class_before(before_end, before_end.n);

    return before_end.n == 0 || (before != CHAR_KANJI && before != CHAR_KATAKANA &&
                                 before != CHAR_HIRAGANA && before != CHAR_LATIN);
}

/* Whether what stands before the number calls it another kind of number: 整理番号：0123-45-6789. */
static bool is_other_number(const struct personal_scan *s, const struct personal_number *x)
{
    static const char *const words = "整理番号|受付番号|文書番号|管理番号|製品番号|部品番号|"
                                     "伝票番号|注文番号|登録番号|許可番号|認可番号|"
                                     "契約番号|案件番号|案件|会員番号|顧客番号|証券番号|型番|品番|"
                                     "型式|製造番号|ロット|シリアル|追跡番号|"
                                     "お問い合わせ番号|問合せ番号|学籍番号|社員番号|職員番号|"
                                     "ミーティングid|会議id|meeting id|zoom id|"
                                     "請求番号|事業番号|公告番号|告示|通達|isbn|issn|"
                                     "jan|コード|code|no.|第|図|表|年度|番号";
    struct str window = behind_last_digit(personal_before(s, x->beg, WINDOW_LABEL));
    ptrdiff_t other = personal_last_word(window, words);
    ptrdiff_t own =
        personal_last_word(window, "電話番号|携帯番号|fax番号|ファクス番号|ファックス番号");

    own = MAX(own, personal_last_word(window, telephone_words));
    return other >= 0 && other > own && !is_bare_label(str_sub(window, 0, (size_t)other));
}

bool personal_is_code_head(struct str head)
{
    static const char *const codes =
        "品番|型番|型式|品目|図番|機番|コード|code|シリアル|serial|ロット|jan|isbn|issn|sku|伝票|"
        "帳票|"
        "製造番号|製品番号|商品番号|部品番号|管理番号|整理番号|注文番号|文書番号|契約番号|資産番号|"
        "案件番号|追跡番号|証券番号";
    ptrdiff_t code = personal_last_word(head, codes);

    return code >= 0 && personal_last_word(head, telephone_words) < code;
}

/* Whether such a head stands over the number or beside it, and no other word before it. */
static bool is_under_code(const struct personal_scan *s, const struct personal_number *x)
{
    return !s->head_is_no_code && !s->head_is_line && personal_is_code_head(s->head.folded.s) &&
           !personal_has_word(personal_before(s, x->beg, WINDOW_LABEL), telephone_words);
}

/* Made to stand for a number: 03-0000-0000, 090-9999-9999. */
static bool is_blank_form(const struct personal_number *x)
{
    size_t same = 1;

    while (same < x->n && x->digits[x->n - 1 - same] == x->digits[x->n - 1]) {
        same++;
    }
    return same >= 7;
}

static bool is_free_of_charge(const struct personal_number *x)
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

/* Whether the words before a number end in one for an extension: 内線, 内線番号, (内, ext. */
static bool ends_in_extension(struct str before)
{
    size_t end = before.n;

    while (end > 0 && memchr(" :(.", before.p[end - 1], 4) != NULL) {
        end--;
    }
    before = str_sub(before, 0, end);
    if (str_ends(before, STR("番号"))) {
        before.n -= STR("番号").n;
    }
    if (str_ends(before, STR("ext")) || str_ends(before, STR("Ext"))) {
        return before.n == 3 || !personal_is_latin(before.p[before.n - 4]);
    }
    return str_ends(before, STR("内線")) || str_ends(before, STR("(内"));
}

/* 内線 214: an extension; not 内線 3回線. */
static bool is_extension(const struct personal_scan *s, const struct personal_number *x)
{
    struct str before = personal_before(s, x->beg, 24);
    struct str behind = str_sub(s->text.folded.s, x->end, s->text.folded.s.n);

    if (x->n < 2 || x->n > 5 || x->group_count != 1) {
        return false;
    }
    enum char_class next = behind.n == 0 ? CHAR_NONE : char_class_at(behind, 0);
    bool is_labelled = before.n == 0 && behind.n == 0 ? personal_has_word(s->head.folded.s, "内線")
                                                      : ends_in_extension(before);

    return is_labelled && next != CHAR_KANJI && next != CHAR_KATAKANA && next != CHAR_LATIN;
}

/* A sheet took the number for a figure: the zero before it is gone. */
static bool lost_its_zero(const struct personal_scan *s, const struct personal_number *x)
{
    return x->group_count == 1 && x->digits[0] != 0 &&
           ((x->n == 10 && x->digits[0] >= 5 && x->digits[1] == 0) || x->n == 9) &&
           personal_has_word(s->head.folded.s, telephone_words);
}

/* The digits of a mobile telephone in one go: 09012345678, under no head of other numbers. */
static bool is_bare_mobile(const struct personal_scan *s, const struct personal_number *x)
{
    return x->group_count == 1 && x->n == 11 && x->digits[1] >= 7 && x->digits[3] != 0 &&
           !personal_is_other_label(s->head.folded.s, telephone_words) &&
           (s->head.n == 0 || s->head_is_line || s->is_beside_person);
}

/*
 * 電話 3844-2210, TEL 44-2210: without the number of the area, right behind its label. A post code
 * has the form too (〒974-1360), and years have.
 */
static bool is_local_telephone(const struct personal_scan *s, const struct personal_number *x)
{
    static const char *const labels = "電話|電話番号|tel|tel.|℡|☎|☏|fax|ファクス|ファックス";
    bool is_span = x->groups[0] == 4 && x->digits[4] <= 2 && x->digits[0] <= 2;

    return x->group_count == 2 && x->groups[1] == 4 && x->groups[0] >= 2 && x->groups[0] <= 4 &&
           x->digits[0] >= 2 && !is_span && personal_is_labelled(s, x->beg, labels) &&
           !str_ends(str_trim(personal_before(s, x->beg, 8)), STR("〒")) && !is_under_code(s, x);
}

static bool is_telephone(const struct personal_scan *s, const struct personal_number *x)
{
    bool abroad = x->has_plus && x->digits[0] != 0 && x->n >= 10 && x->n <= 14 &&
                  (x->group_count >= 3 ||
                   (x->digits[0] == 8 && x->digits[1] == 1 && x->n >= 11 && x->n <= 13));

    if (abroad || lost_its_zero(s, x) || is_local_telephone(s, x)) {
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
    if (is_other_number(s, x) || is_under_code(s, x)) {
        return false;
    }
    if (has_telephone_groups(x) || is_bare_mobile(s, x)) {
        return true;
    }
    return x->group_count <= 3 &&
           (personal_is_about(s, x->beg, telephone_words) ||
            personal_is_labelled(s, x->beg, "着信|発信|架電|受電|入電")) &&
           (x->group_count < 3 || x->groups[2] == 4);
}

/*
 * A telephone number with dots: 052.961.1111, 0868・54・0000; past it, or 0. Its groups must be
 * those of one.
 */
static size_t dotted_end(const struct personal_scan *s, size_t at)
{
    struct str t = s->text.folded.s;
    struct personal_number x = {.beg = at};

    if (t.p[at] != '0' || (at > 0 && (t.p[at - 1] == '.' || personal_is_latin(t.p[at - 1])))) {
        return 0;
    }
    for (;;) {
        size_t digits = 0;

        while (at < t.n && personal_is_digit(t.p[at]) && x.n < PERSONAL_MAX_DIGITS) {
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
    struct personal_number x = {.group_count = 1};
    size_t at = i;

    for (; at < t->n && x.n < PERSONAL_MAX_DIGITS; at++) {
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

/* ---- individual numbers ---- */

/* 12 digits as one, in fours, or one by one. */
static bool has_individual_groups(const struct personal_number *x)
{
    static const uint8_t fours[] = {4, 4, 4};

    return x->n == 12 &&
           (x->group_count == 1 || x->group_count == 12 || personal_groups_are(x, 3, fours));
}

/* N(個人番号), Nがマイナンバーです: told behind the number. */
static bool is_named_behind(const struct personal_scan *s, const struct personal_number *x)
{
    static const struct str words[] = {STR_IN_TABLE("(個人番号)"), STR_IN_TABLE("(マイナンバー)"),
                                       STR_IN_TABLE("が個人番号"), STR_IN_TABLE("がマイナンバー")};
    struct str behind = str_trim(personal_after(s, x->end));

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(behind, words[i])) {
            return true;
        }
    }
    return false;
}

/* MN: and nothing but separators up to the number. */
static bool is_behind_mn(struct str window)
{
    size_t n = window.n;

    while (n > 0 && memchr(" :.=#([", window.p[n - 1], 7) != NULL) {
        n--;
    }
    return n >= 2 && (window.p[n - 1] == 'N' || window.p[n - 1] == 'n') &&
           (window.p[n - 2] == 'M' || window.p[n - 2] == 'm') &&
           (n == 2 || !personal_is_latin(window.p[n - 3]));
}

/* マイナンバー, M y N u m b e r: the word at `i`, whatever blanks stand in it. */
static bool stands_spaced(const struct personal_text *t, size_t i, const char *word)
{
    size_t at = t->at[i];
    size_t end = t->folded.s.n;

    while (*word != '\0' && at < end) {
        if (t->folded.s.p[at] == *word) {
            word++;
        } else if (t->folded.s.p[at] != ' ') {
            return false;
        }
        at++;
    }
    return *word == '\0';
}

bool personal_announces_numbers(const struct personal_text *t)
{
    static const char *const words[] = {"マイナンバ", "個人番号", "特定個人情報", "MyNumber",
                                        "社会保障・税番号"};

    for (size_t i = personal_next(t, 0, t->n, PERSONAL_WAKE_MARK); i < t->n;
         i = personal_next(t, i + 1, t->n, PERSONAL_WAKE_MARK)) {
        uint16_t u = t->u[i];
        bool may_be = u == 0x30DE || u == 0x500B || u == 0x7279 || u == 'M' || u == 0x793E;

        for (size_t k = 0; may_be && k < COUNT(words); k++) { /* マ個特M社 */
            if (stands_spaced(t, i, words[k])) {
                return true;
            }
        }
    }
    return false;
}

/* Whether nothing but a name, or whose the number is, stands before it: 本人 2041…, 妻(紗英) 8871… */
static bool is_behind_name(const struct personal_scan *s, const struct personal_number *x)
{
    enum { MOST = 20, MOST_BETWEEN = 8 };
    const struct personal_text *t = &s->text;
    struct personal_name name;
    size_t i = 0;

    while (i < t->n && t->at[i] < x->beg && t->classes[i] != CHAR_KANJI &&
           t->classes[i] != CHAR_KATAKANA && t->classes[i] != CHAR_HIRAGANA) {
        i++;
    }
    if (i == t->n || t->at[i] >= x->beg) {
        return s->is_beside_person;
    }
    size_t last = i;

    while (last < t->n && t->at[last] < x->beg) {
        last++;
    }
    if (last - i > MOST ||
        personal_has_word(personal_before(s, x->beg, WINDOW_BEFORE), "号|電話")) {
        return false;
    }
    size_t end = i + personal_longest(t->u + i, t->n - i, WORD_ROLE, NULL);

    if (end == i && t->classes[i] == CHAR_KANJI
            ? personal_name_at(t, i, personal_surnames_at(t, i), &name) ||
                  personal_pair_at(t, i, &name)
            : end == i && personal_kana_at(t, i, &name) && name.is_known) {
        end = name.end;
    }
    for (size_t k = end; k < last; k++) {
        if (t->classes[k] == CHAR_HIRAGANA || t->classes[k] == CHAR_DIGIT) {
            return false;
        }
    }
    return end > i && last - end <= MOST_BETWEEN;
}

/* Below a heading or a sentence that announces such numbers, and without a label of its own. */
static bool is_announced(const struct personal_scan *s, const struct personal_number *x,
                         const char *words)
{
    enum { SOON = 4 }; /* texts */
    bool is_alone = x->beg <= LINE_BEGINNING && s->text.folded.s.n - x->end <= 1;

    if (s->known == NULL || !s->known->announces ||
        (s->head.n > 0 && !personal_has_word(s->head.folded.s, words))) {
        return false;
    }
    return (is_alone && s->known->since <= SOON && s->beside.n == 0) || is_behind_name(s, x);
}

static bool is_individual(const struct personal_scan *s, const struct personal_number *x)
{
    static const char *const words = "個人番号|マイナンバ|my number|mynumber|my_number|特定個人|"
                                     "共通番号|通知カード|個 人 番 号|個人 番号|マイno|個番|"
                                     "individual_number|個人no|税番号";

    if (!has_individual_groups(x) || !personal_is_individual_number(x->digits) ||
        is_blank_form(x)) {
        return false;
    }
    struct str window = personal_before(s, x->beg, WINDOW_BEFORE);

    if (personal_is_other_label(window, words)) {
        return false;
    }
    return personal_has_word(window, words) || is_behind_mn(window) ||
           (s->head.n == 2 && is_behind_mn(s->head.folded.s)) || is_named_behind(s, x) ||
           personal_is_labelled(s, x->beg, words) || is_announced(s, x, words);
}

/* What the number is; NULL = nothing to tell. */
static const char *kind_of_number(const struct personal_scan *s, const struct personal_number *x)
{
    if (x->is_broken || x->is_cut || (x->is_joined && !x->has_plus)) {
        return NULL;
    }
    if (is_individual(s, x)) {
        return "PII-301";
    }
    if (x->is_assigned) {
        return NULL;
    }
    if (personal_is_card(s, x) || personal_is_official(s, x)) {
        return "PII-308";
    }
    if (is_telephone(s, x) || is_extension(s, x)) {
        return "PII-302";
    }
    return personal_is_account(s, x) ? "PII-307" : NULL;
}

/* ---- the face ---- */

/* Numbers whose form is told before their digits are taken as one number; past one, or 0. */
static size_t take_special(struct personal_scan *s, const struct personal_number *x)
{
    size_t beg = x->beg;
    size_t end = personal_post_account_end(s, x);
    const char *kind = "PII-307";

    if (end == 0) {
        end = dotted_end(s, beg);
        kind = "PII-302";
    }
    if (end == 0) {
        kind = personal_lettered(s, x, &beg, &end);
        end = kind == NULL ? 0 : end;
    }
    if (end > 0) {
        personal_hit(s, kind, beg, end);
    }
    return end;
}

/*
 * What the number is, or the first groups of it; NULL: nothing to tell. What was looked at is left
 * in `x`: a blank is part of a number, or what stands behind it is one of its own.
 */
static const char *take_kind(const struct personal_scan *s, struct personal_number *x)
{
    struct str t = s->text.folded.s;
    size_t piece = x->piece_groups;
    const char *kind = kind_of_number(s, x);

    for (size_t groups = MIN(x->group_count - 1, (size_t)6); kind == NULL && groups >= 3;
         groups--) {
        struct personal_number part = personal_number_first(t, x, groups);

        if (t.p[part.end] == '-') {
            continue; /* 03-1234-5678-90 is one number, of something else */
        }
        kind = kind_of_number(s, &part);
        if (kind != NULL) {
            *x = part;
        }
    }
    if (kind == NULL && piece > 0) {
        *x = personal_number_first(t, x, piece);
        kind = piece < 3 ? kind_of_number(s, x) : NULL;
    }
    return kind;
}

size_t personal_take_digits(struct personal_scan *s, size_t at)
{
    struct str t = s->text.folded.s;
    struct personal_number x;
    size_t end = personal_take_birth(s, at);

    if (end > 0) {
        return end;
    }
    personal_number_take(t, at, &x);
    end = take_special(s, &x);
    if (end > 0) {
        return end;
    }
    const char *kind = take_kind(s, &x);
    size_t address;

    if (kind == NULL && personal_latin_address(s, &x, &address, &end)) {
        personal_hit(s, "PII-304", address, end);
        return end;
    }
    end = kind == NULL && x.end < t.n && t.p[x.end] == ' ' ? personal_abroad_address_end(s, &x) : 0;
    if (end > 0) {
        personal_hit(s, "PII-304", x.beg, end);
        return end;
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
