/*
 * Whether words that can be read as a name are one: by what stands before and behind them, and by
 * how much else they may be. A full name of usual words needs no cue; a family name alone, and
 * words that are also places or other nouns, need one.
 */
#include "inspect/personal/personal-walk.h"

bool personal_begins_word(const struct personal_text *t, size_t i)
{
    return i == 0 || (t->classes[i - 1] != CHAR_KANJI && t->classes[i - 1] != CHAR_KATAKANA &&
                      t->classes[i - 1] != CHAR_LATIN && t->classes[i - 1] != CHAR_DIGIT);
}

bool personal_is_behind_firm(const struct personal_text *t, size_t i)
{
    static const uint16_t marks[] = {0x682A, 0x6709, 0x5408,
                                     0x793E, 0x8CA1, 0x533B}; /* 株有合社財医 */

    return (i >= 2 && t->u[i - 1] == ')' && personal_is_one_of(t->u[i - 2], marks, COUNT(marks))) ||
           (i >= 1 && (t->u[i - 1] == 0x3231 || t->u[i - 1] == 0x3232));
}

bool personal_is_full_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before)
{
    int sure = personal_certainty(w->t, x);

    if (x->after == AFTER_HONOUR || before == BEFORE_STRONG) {
        return true;
    }
    if (before >= BEFORE_TITLE || ((before == BEFORE_LIST || before == BEFORE_AND) && sure > 0)) {
        return sure > 0 || x->after >= AFTER_EDGE ||
               (x->surname >= 2 && (x->surname_flags & WORD_COMMON_SURNAME) == 0);
    }
    if (!personal_begins_word(w->t, x->beg) || personal_is_behind_firm(w->t, x->beg)) {
        return false;
    }
    if (x->after >= AFTER_RANK || (x->is_spaced && personal_stands(w->t, x->end, "『|「"))) {
        return sure > 0 || x->is_spaced; /* 鳥羽 一成『…』 */
    }
    if (sure == 1 && x->is_spaced) {
        /* Two short or doubtful words with a gap: only when nothing else stands beside them. */
        bool alone = (x->beg == 0 || w->t->classes[x->beg - 1] != CHAR_HIRAGANA) &&
                     (x->after == AFTER_EDGE || x->after == AFTER_END);

        if (alone && x->surname == 1) {
            size_t given = x->end - x->beg - 1;

            bool begins = x->beg == 0 || w->t->classes[x->beg - 1] == CHAR_SPACE ||
                          w->t->classes[x->beg - 1] == CHAR_CLOSE;

            return begins && given >= 2 && (x->given_flags & WORD_COMMON_GIVEN) == 0 &&
                   (given >= 3 ? (x->surname_flags & WORD_COMMON_SURNAME) == 0
                               : personal_run_end(w->t, 0, CHAR_SPACE, w->t->n) == x->beg);
        }
        return alone && (x->surname_flags & (WORD_COMMON_SURNAME | WORD_PLACE)) == 0 &&
               x->surname >= 2;
    }
    if (x->is_spaced && (x->surname_flags & WORD_PLACE) != 0) {
        bool is_apart =
            x->after == AFTER_EDGE && (x->beg == 0 || w->t->classes[x->beg - 1] != CHAR_HIRAGANA);
        bool has_given =
            x->end - x->beg >= x->surname + 3 && (x->given_flags & WORD_COMMON_GIVEN) == 0;

        return x->beg == 0 || x->end == w->t->n ||
               (before >= BEFORE_OF && x->after == AFTER_EDGE) ||
               (is_apart && has_given && (x->surname_flags & WORD_GREAT_PLACE) == 0) ||
               personal_stands(w->t, x->end, " <");
    }
    if (sure == 1) {
        return x->surname >= 2 && (x->surname_flags & WORD_PLACE) == 0;
    }
    return sure == 2;
}

bool personal_stands(const struct personal_text *t, size_t i, const char *words)
{
    struct str rest = str_sub(t->folded.s, t->at[MIN(i, t->n)], t->folded.s.n);

    while (*words != '\0') {
        size_t n = 0;

        while (words[n] != '\0' && words[n] != '|') {
            n++;
        }
        if (n <= rest.n && memcmp(rest.p, words, n) == 0) {
            return true;
        }
        words += n + (words[n] == '|');
    }
    return false;
}

/* A word of telephones in brackets or behind a blank: 柏木(直通 …), 友部 内線 3456. */
static bool has_telephone_behind(const struct personal_text *t, size_t i)
{
    size_t next =
        personal_is_class(t, i, CHAR_OPEN) ? i + 1 : personal_run_end(t, i, CHAR_SPACE, SIZE_MAX);

    return next > i &&
           personal_stands(t, next,
                           "直通|内線|電話|携帯|TEL|Tel|tel|℡|ext|E-mail|e-mail|Email|Mail|自宅");
}

bool personal_is_before_number(const struct personal_text *t, size_t i)
{
    size_t next = personal_run_end(t, i, CHAR_SPACE, SIZE_MAX);

    if (next == i || has_telephone_behind(t, i)) {
        return next > i;
    }
    next += personal_is_class(t, next, CHAR_OPEN) || personal_is_unit(t, next, '+');
    size_t digits = personal_run_end(t, next, CHAR_DIGIT, 5);

    return digits - next >= 2 && t->u[next] == '0' &&
           (personal_is_unit(t, digits, '-') || personal_is_class(t, digits, CHAR_CLOSE) ||
            personal_is_unit(t, digits, '('));
}

bool personal_is_year(const struct personal_text *t, size_t i)
{
    return personal_is_class(t, i, CHAR_OPEN) && personal_stands(t, i + 1, "19|20") &&
           personal_run_end(t, i + 1, CHAR_DIGIT, 5) == i + 5;
}

/* 大嶋ら(2021), 小林ほか（2018）: authors. */
static bool is_cited(const struct personal_text *t, size_t i)
{
    i += personal_is_unit(t, i, 0x3089);                                           /* ら */
    i += personal_stands(t, i, "ほか|et al") ? 2 : personal_is_unit(t, i, 0x4ED6); /* 他 */
    if (personal_is_unit(t, i, ':') && personal_stands(t, i - 1, "か|ら|他|l")) {
        return true; /* 根本ほか: … */
    }
    while (i < t->n && (t->classes[i] == CHAR_LATIN || t->u[i] == '.' || t->u[i] == ' ')) {
        i++;
    }
    return personal_is_year(t, i);
}

/* 小川も同席いたします: somebody does what only people do, soon behind the particle. */
static bool does_something(const struct personal_text *t, size_t i)
{
    enum { SOON = 9 };
    static const char *const deeds =
        "伺い|同席|出席|参加|対応|担当|説明|報告|発言|訪問|来庁|来社|来訪|退職|異動|欠席|退席|着任|"
        "お電話|ご連絡|ご案内|ご説明|参り|まいり|休暇|不在|外出|帰社|立ち会|述べ|話し|語っ|質問|"
        "答え|"
        "申し|務め|休み|お休み|離席|出張|お受け|保管|管理|作成|提出|回答|受領|受電|受信|送付|送信|"
        "確認|指摘|提案|依頼|済ませ|引き継|引継|持参|立会|立ち合|応対|受付|受け付け";

    if (!personal_is_unit(t, i, 0x304C) && !personal_is_unit(t, i, 0x3082) && /* が も は */
        !personal_is_unit(t, i, 0x306F)) {
        return false;
    }
    for (size_t at = i + 1; at < t->n && at - i <= SOON; at++) {
        if (t->classes[at] == CHAR_STOP) {
            return false;
        }
        if (personal_stands(t, at, deeds)) {
            return true;
        }
    }
    return false;
}

/* "門脇です。", "門脇と申します" at the beginning, "門脇までお…", "岩永という職員". */
static bool speaks_of_itself(const struct personal_text *t, const struct personal_name *x)
{
    bool begins = x->beg == 0 || t->classes[x->beg - 1] == CHAR_STOP ||
                  t->classes[x->beg - 1] == CHAR_SPACE || t->classes[x->beg - 1] == CHAR_COMMA ||
                  t->u[x->beg - 1] == 0x306E || t->u[x->beg - 1] == '>';

    return personal_stands(t, x->end, "です。|です」|です)") ||
           (begins &&
            (personal_stands(t, x->end, "です|でした|でございま") ||
             (personal_is_unit(t, x->end, '@') && personal_is_class(t, x->end + 1, CHAR_KANJI)))) ||
           personal_stands(
               t, x->end,
               "と申し|までお|までご|までメール|まで連絡|まで電話|とお呼び|と名乗|と称す|"
               "という職員|という者|という方|という人|という社員|という担当|という名前|"
               "携帯|直通|内線|編著「|編著『|著「|著『|編「|編『|訳「|訳『|監修「|監修『|"
               "にお問い合わせ|にご連絡|にお電話|宛にお|宛にご|宛てに") ||
           (personal_stands(t, x->end, "まで。") && x->beg > 0 &&
            t->classes[x->beg - 1] == CHAR_CLOSE) ||
           has_telephone_behind(t, x->end) || is_cited(t, x->end) || does_something(t, x->end);
}

/* Whether nothing but signs and figures stand before it: ・大童 090-…, 3 大童 090-… */
static bool begins_row(const struct personal_text *t, size_t i)
{
    while (i > 0 && (t->classes[i - 1] == CHAR_SPACE || t->classes[i - 1] == CHAR_OTHER ||
                     t->classes[i - 1] == CHAR_DIGIT)) {
        i--;
    }
    return i == 0;
}

/* 西浜市長 殿, 西浜市長 岩城 正道: the municipality of who holds the office. */
static bool is_of_town(const struct personal_text *t, const struct personal_name *x)
{
    size_t i = personal_run_end(t, x->past, CHAR_SPACE, SIZE_MAX);

    if (i == x->past || i >= t->n) {
        return false;
    }
    return personal_stands(t, i, "殿|様|宛|あて|御中") ||
           (t->classes[i] == CHAR_KANJI && personal_surnames_at(t, i) != 0 &&
            !(i + 1 < t->n && personal_is_noun(t->u + i, 2)));
}

/* 【西浜】市内, 高松、岡山、松山の…: a place among places. */
static bool is_place_here(const struct personal_text *t, const struct personal_name *x)
{
    size_t i = x->end + 1;

    if (personal_is_class(t, x->end, CHAR_CLOSE)) {
        return personal_stands(t, i, "市|町|村|県|区内");
    }
    if ((x->surname_flags & WORD_PLACE) == 0 || i >= t->n ||
        (!personal_is_class(t, x->end, CHAR_COMMA) && !personal_is_unit(t, x->end, 0x30FB))) {
        return false;
    }
    size_t n = personal_longest(t->u + i, t->n - i, WORD_PLACE, NULL);

    return n > 0 && !personal_is_class(t, i + n, CHAR_KANJI);
}

bool personal_is_surname_accepted(const struct personal_walk *w, const struct personal_name *x,
                                  enum personal_before before)
{
    bool is_common = (x->surname_flags & WORD_COMMON_SURNAME) != 0;
    bool is_place = (x->surname_flags & WORD_GREAT_PLACE) != 0;
    bool is_town = (x->surname_flags & WORD_PLACE) != 0;
    bool is_word = personal_begins_word(w->t, x->beg);
    bool is_end = x->after == AFTER_EDGE || x->after == AFTER_END;
    bool is_lone = x->surname == 1;
    bool is_known = personal_is_remembered(w->s, x->beg, x->end);

    if ((x->surname_flags & (WORD_NEVER | WORD_FIRM)) != 0 || personal_is_not_name(w->t, x)) {
        return false;
    }
    if ((is_lone && x->after == AFTER_END) || (!is_known && is_place_here(w->t, x))) {
        return false;
    }
    if (x->after == AFTER_HONOUR) {
        bool is_familiar = w->t->classes[x->past - 1] == CHAR_HIRAGANA;

        return (is_word || before >= BEFORE_LIST) &&
               !(is_common && (is_familiar || is_lone) && !is_known) &&
               !personal_is_behind_firm(w->t, x->beg);
    }
    if (x->after == AFTER_TITLE || x->after == AFTER_RANK) {
        /* ○四方委員, 岸座長、四方委員 */
        /* 同大学の錦織教授 */
        bool is_person =
            is_known ||
            (!is_lone && x->after == AFTER_TITLE &&
             (before == BEFORE_SPEAKER || before == BEFORE_LIST || before == BEFORE_OF));

        if (x->after == AFTER_RANK && !is_known && before != BEFORE_SPEAKER &&
            is_of_town(w->t, x)) {
            return false;
        }

        return (is_word || before >= BEFORE_TITLE) && (!is_common || is_person) &&
               !personal_is_behind_firm(w->t, x->beg) &&
               !(is_town && x->after == AFTER_RANK && !is_known);
    }
    bool is_of_thing = w->s->head_is_names && !w->s->head_is_of_people && !w->s->head_is_part;

    if (is_common || (is_lone && (is_of_thing || !(is_end && before >= BEFORE_COLON)))) {
        return false;
    }
    if (is_known && is_word && !is_lone && !is_place && (is_end || x->after == AFTER_PARTICLE)) {
        return true;
    }
    switch (before) {
    case BEFORE_STRONG:
    case BEFORE_COLON:
        return is_end || x->after == AFTER_PARTICLE;
    case BEFORE_ROLE:
    case BEFORE_TITLE:
        return (is_end || x->after == AFTER_PARTICLE) && !is_place;
    case BEFORE_OF:
        return (is_end || x->after == AFTER_PARTICLE) &&
               (!is_town || personal_stands(w->t, x->end, "です。|と申し|でございま"));
    case BEFORE_AND:
        return (is_end || x->after == AFTER_PARTICLE) && !is_town;
    case BEFORE_LIST:
        return is_end && (!is_town || (!is_place && w->s->head_flags != 0));
    case BEFORE_SPEAKER:
        return x->after == AFTER_EDGE && !is_town;
    default:
        return is_word && !is_town && !is_lone &&
               (speaks_of_itself(w->t, x) ||
                (is_end && begins_row(w->t, x->beg) && personal_is_before_number(w->t, x->end)));
    }
}

bool personal_is_kana_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before)
{
    bool is_foreign = x->is_full && !x->is_spaced;
    bool is_katakana = w->t->classes[x->beg] == CHAR_KATAKANA;

    if ((!personal_begins_word(w->t, x->beg) && before < BEFORE_ROLE) ||
        (!is_katakana && !x->is_known) ||
        (x->surname_flags & (WORD_STRONG | WORD_ROLE | WORD_TITLE)) != 0 ||
        (x->surname_flags & WORD_NEVER) != 0) {
        return false;
    }
    if (before == BEFORE_STRONG && !is_foreign) {
        return x->is_known && (x->is_full || x->end == w->t->n);
    }
    if (is_foreign && personal_is_foreign_thing(w->t, x->beg, x->end)) {
        return false;
    }
    if (is_foreign && before == BEFORE_LIST && x->after == AFTER_EDGE && w->is_list_of_names) {
        return true;
    }
    if (is_foreign) {
        bool is_listed =
            x->beg > 0 && (w->t->u[x->beg - 1] == 0x30FB || w->t->u[x->beg - 1] == '/');

        return x->after >= AFTER_TITLE || (before >= BEFORE_ROLE && !is_listed) ||
               (before == BEFORE_TITLE && x->after >= AFTER_EDGE && !is_listed);
    }
    if (x->is_full && !is_katakana) {
        return x->beg == 0 && x->end == w->t->n; /* known, and the whole text */
    }
    if (before == BEFORE_ROLE && !x->is_full && x->after == AFTER_EDGE && x->beg > 0 &&
        w->t->classes[x->beg - 1] == CHAR_OPEN && personal_is_class(w->t, x->end, CHAR_CLOSE)) {
        return personal_is_kana_name(w->t, x->beg, x->end, false); /* うちの子(ゆうと) */
    }
    if (x->is_full) {
        return x->is_known && is_katakana && x->after != AFTER_PARTICLE &&
               (before != BEFORE_NOTHING || x->after >= AFTER_TITLE || x->beg == 0 ||
                x->end == w->t->n);
    }
    if (x->after >= AFTER_TITLE && is_katakana &&
        (before == BEFORE_LIST || personal_is_remembered(w->s, x->beg, x->end))) {
        return true;
    }
    /* スミス氏 */
    return is_katakana && x->after == AFTER_HONOUR && w->t->u[x->past - 1] == 0x6C0F &&
           x->end - x->beg >= 2;
}
