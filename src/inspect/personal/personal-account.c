/*
 * Accounts: a number of six to eight digits behind the kind of account or the word for it, with the
 * name of a bank in the window or in the cells before; the sign and the number of the post bank;
 * the three groups of a transfer account.
 */
#include "inspect/personal/personal-number.h"

static const char *const banks =
    "銀行|信用金庫|信金|信用組合|信組|支店|農協|漁協|労働金庫|労金|口座|出張所|営業部|ja|本店|本所|"
    "支所|郵便局|バンク|bank|振込先";

/* 普 0192834, (当) 0192834: the kind by one character. */
static bool is_behind_short_kind(const struct personal_scan *s, size_t at)
{
    struct str t = personal_before(s, at, 24);
    size_t end = t.n;

    while (end > 0 && memchr(" ():/-,", t.p[end - 1], 7) != NULL) {
        end--;
    }
    struct str kind = str_sub(t, 0, end);

    if (!str_ends(kind, STR("普")) && !str_ends(kind, STR("当"))) {
        return false;
    }
    return char_class_before(t, end - 3) != CHAR_KANJI &&
           char_class_before(t, end - 3) != CHAR_HIRAGANA;
}

static bool is_of_bank(const struct personal_scan *s, const struct personal_number *x)
{
    static const char *const kinds =
        "口座番号|口座no|口座|普通|当座|貯蓄|普通預金|当座預金|貯蓄預金|総合|account";

    if (x->group_count != 1 || x->n < 6 || x->n > 8) {
        return false;
    }
    /* 口座番号の訂正（誤 1234567、正 7654321）。みずほ銀行: the bank stands behind. */
    if (x->n == 7 && personal_has_word(personal_before(s, x->beg, 60), "口座番号")) {
        return true;
    }
    if (!personal_is_about(s, x->beg, banks)) {
        return false;
    }
    return personal_is_labelled(s, x->beg, kinds) || is_behind_short_kind(s, x->beg);
}

/* 00150-3-448120 */
static bool is_transfer(const struct personal_scan *s, const struct personal_number *x)
{
    return x->group_count == 3 && x->groups[0] == 5 && x->groups[1] == 1 && x->groups[2] <= 6 &&
           x->digits[0] == 0 && personal_is_about(s, x->beg, "振替|振込|郵便|ゆうちょ|口座");
}

/* Whether the number can be the sign of the post bank: 1xxx0. */
static bool is_post_sign(const struct personal_number *x)
{
    return x->n >= 5 && x->groups[0] == 5 && x->digits[0] == 1 && x->digits[4] == 0;
}

/* … or is called so beside the bank's name: one that was mistyped is somebody's all the same. */
static bool is_told_post_sign(const struct personal_scan *s, const struct personal_number *x)
{
    static const char *const bank = "ゆうちょ|郵便貯金";

    return x->n >= 5 && x->groups[0] == 5 &&
           personal_is_labelled(s, x->beg, "記号|記号番号|通帳記号") &&
           (personal_has_word(s->text.folded.s, bank) || personal_has_word(s->beside, bank));
}

bool personal_is_account(const struct personal_scan *s, const struct personal_number *x)
{
    static const char *const post = "ゆうちょ|郵便貯金|通帳";
    bool is_alone = x->group_count == 1;

    if (is_of_bank(s, x) || is_transfer(s, x)) {
        return true;
    }
    if (!is_alone) {
        return x->n >= 11 && x->n <= 14 && x->group_count <= 3 &&
               ((is_post_sign(x) && personal_is_about(s, x->beg, "記号|ゆうちょ|通帳")) ||
                is_told_post_sign(s, x));
    }
    bool is_sign = x->n == 5 && is_post_sign(x);
    bool is_number = x->n >= 2 && x->n <= 8 && x->digits[x->n - 1] == 1;

    if (!is_sign && !is_number) {
        return false;
    }
    /* Each on a line of its own, the bank above. */
    if (s->above.n > 0 && personal_has_word(s->above, post) &&
        ((is_sign && personal_is_labelled(s, x->beg, "記号")) ||
         (is_number && personal_has_word(s->above, "記号") &&
          personal_is_labelled(s, x->beg, "番号")))) {
        return true;
    }
    /* Each in a cell of its own, with its label or under it. */
    return (is_sign && personal_is_labelled(s, x->beg, "記号") &&
            personal_has_word(s->beside, post)) ||
           (is_sign && personal_has_word(s->head.folded.s, "記号") &&
            personal_is_about(s, x->beg, post)) ||
           (is_number && personal_has_word(s->head.folded.s, "番号") &&
            personal_is_labelled(s, x->beg, "番号") && personal_has_word(s->beside, post));
}

size_t personal_post_account_end(const struct personal_scan *s, const struct personal_number *x)
{
    static const struct str word = STR_IN_TABLE("番号");
    struct str t = s->text.folded.s;
    size_t at = x->end;
    size_t digits = 0;

    if (x->n != 5 || x->group_count != 1 ||
        !((is_post_sign(x) && personal_is_labelled(s, x->beg, "記号|通帳記号")) ||
          is_told_post_sign(s, x))) {
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
