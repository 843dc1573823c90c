/*
 * Whether words that can be read as a name are one: by what stands before and behind them, and by
 * how much else they may be. A full name of usual words needs no cue; a family name alone, and
 * words that are also places or other nouns, need one.
 */
#include "inspect/personal/personal-known.h"
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

/* 三好 克己, where nothing stands before it: the given name is no other word. */
static bool has_sure_given(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t doubtful = WORD_COMMON_GIVEN | WORD_SURNAME | WORD_PLACE;
    size_t beg = personal_run_end(t, x->beg + x->surname, CHAR_SPACE, PERSONAL_MAX_SPACES);
    bool begins =
        x->beg == 0 || t->classes[x->beg - 1] == CHAR_SPACE || t->classes[x->beg - 1] == CHAR_OPEN;

    return begins && x->end >= beg + 2 && (x->given_flags & doubtful) == 0 &&
           (x->surname_flags & WORD_GREAT_PLACE) == 0 &&
           !personal_is_noun(t->u + beg, x->end - beg);
}

bool personal_is_full_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before)
{
    int sure = personal_certainty(w->t, x);

    if (x->after == AFTER_HONOUR || before == BEFORE_STRONG) {
        return true;
    }
    if (x->is_spaced && before == BEFORE_NOTHING && x->after == AFTER_EDGE &&
        personal_stands(w->t, x->end - 1, "東|西|南|北") &&
        w->t->classes[x->end - 2] == CHAR_SPACE) {
        return false; /* 桜井 東: parts of a town */
    }
    if (before == BEFORE_OF && sure > 0 && personal_stands(w->t, x->end, " 印| ㊞")) {
        return true;
    }
    if (before >= BEFORE_TITLE || ((before == BEFORE_LIST || before == BEFORE_AND) && sure > 0)) {
        return sure > 0 || x->after >= AFTER_EDGE ||
               (x->surname >= 2 && (x->surname_flags & WORD_COMMON_SURNAME) == 0);
    }
    if (!personal_begins_word(w->t, x->beg) || personal_is_behind_firm(w->t, x->beg)) {
        return false;
    }
    if (!x->is_spaced && (x->surname_flags & WORD_PLACE) != 0 && x->after == AFTER_EDGE &&
        w->t->classes[x->end - 1] == CHAR_KATAKANA) {
        return false; /* 高崎アクア */
    }
    if (x->after >= AFTER_RANK || (x->is_spaced && personal_stands(w->t, x->end, "『|「"))) {
        return sure > 0 || x->is_spaced; /* 鳥羽 一成『…』 */
    }
    if ((sure > 0 || (x->beg > 0 && w->t->u[x->beg - 1] == 0x25CB)) &&
        personal_is_before_full_name(w->t, x->end)) {
        return true; /* ○白石力・古川千佳子 */
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
        return alone && x->surname >= 2 &&
               ((x->surname_flags & (WORD_COMMON_SURNAME | WORD_PLACE)) == 0 ||
                has_sure_given(w->t, x));
    }
    if (x->is_spaced && (x->surname_flags & WORD_PLACE) != 0) {
        bool is_apart =
            x->after == AFTER_EDGE && (x->beg == 0 || w->t->classes[x->beg - 1] != CHAR_HIRAGANA);
        bool has_given =
            x->end - x->beg >= x->surname + 3 && (x->given_flags & WORD_COMMON_GIVEN) == 0;

        if ((x->given_flags & WORD_PLACE) != 0 && before == BEFORE_NOTHING) {
            return false; /* 沼津 三島 */
        }

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

/*
 * 八神:よろしくお願いします at the beginning of a line: a name and what was said. One character needs
 * others who have spoken.
 */
static bool speaks_in_turn(const struct personal_walk *w, const struct personal_name *x)
{
    const struct personal_text *t = w->t;
    bool speaks = personal_is_unit(t, x->end, ':') && personal_begins_row(t, x->beg) &&
                  personal_is_talk(t, x->end + 1);

    bool is_doubtful = x->surname < 2 || (x->surname_flags & WORD_COMMON_SURNAME) != 0;

    if (!speaks || (is_doubtful && (w->s->known == NULL || w->s->known->speakers < 2))) {
        return false;
    }
    if (w->s->known != NULL) {
        w->s->known->speakers++;
    }
    return true;
}

/* @比留間 … in a chat: no part of an address of mail. */
static bool is_mentioned(const struct personal_text *t, const struct personal_name *x)
{
    return x->beg > 0 && t->u[x->beg - 1] == '@' &&
           (x->beg == 1 || t->classes[x->beg - 2] == CHAR_SPACE ||
            t->classes[x->beg - 2] == CHAR_OPEN) &&
           x->after >= AFTER_EDGE;
}

/* Before an honour or a title. */
static bool is_titled_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before, bool is_known)
{
    bool is_common = (x->surname_flags & WORD_COMMON_SURNAME) != 0;
    bool is_lone = x->surname == 1;
    bool is_word = personal_begins_word(w->t, x->beg);

    if (personal_is_behind_firm(w->t, x->beg)) {
        return false;
    }
    bool is_announced = before == BEFORE_OF || before >= BEFORE_TITLE;

    if (x->after == AFTER_HONOUR) {
        /* 市民税課 栗様, 参事 坂氏 */
        return (is_word || before >= BEFORE_LIST) &&
               !(is_common && is_lone && !is_known && !is_announced &&
                 !personal_stands(w->t, x->beg, "北|沖|柏|坂|芝|堺|稲|郡"));
    }
    if (x->after == AFTER_RANK && !is_known &&
        ((x->surname_flags & WORD_PLACE) != 0 ||
         (before != BEFORE_SPEAKER && personal_is_of_town(w->t, x)))) {
        return false;
    }
    /* ○四方委員, 岸座長、四方委員, 同大学の錦織教授 */
    bool is_person =
        is_known || (!is_lone && x->after == AFTER_TITLE &&
                     (before == BEFORE_SPEAKER || before == BEFORE_LIST || before == BEFORE_OF));

    /* 政策課 郷 主任研究員: a gap on both sides */
    is_person |= is_lone && before == BEFORE_OF && x->after == AFTER_TITLE &&
                 personal_is_class(w->t, x->end, CHAR_SPACE) && x->past - x->end > 3;
    /* 北座長, no 左議員 */
    is_person |= is_lone && x->after == AFTER_TITLE &&
                 personal_stands(w->t, x->beg, "北|沖|柏|坂|芝|堺|稲|潮|郡");
    return (is_word || before >= BEFORE_TITLE) && (!is_common || is_person);
}

/* (北辰大学) behind the name: where somebody is from. */
static bool is_affiliated(const struct personal_text *t, size_t i)
{
    enum { MOST = 16 };
    size_t end = i + 1;

    if (!personal_is_class(t, i, CHAR_OPEN) && !personal_is_unit(t, i, '=')) {
        return false;
    }
    while (end < t->n && end - i < MOST && t->classes[end] != CHAR_CLOSE) {
        end++;
    }
    return personal_is_class(t, end, CHAR_CLOSE) &&
           personal_has_word(
               str_sub(t->folded.s, t->at[i], t->at[end]),
               "大学|高専|研究所|高校|中学|小学校|年生|学部|財団|協会|会社|法人|組合|サービス|(株");
}

/* 津川(あさひ工業(株))が: behind the brackets the sentence goes on about somebody. */
static bool is_affiliated_actor(const struct personal_text *t, size_t i)
{
    enum { MOST = 24 };
    size_t end = i;

    if (!is_affiliated(t, i)) {
        return false;
    }
    while (end < t->n && end - i < MOST && t->classes[end] != CHAR_CLOSE) {
        end++;
    }
    end = personal_run_end(t, end, CHAR_CLOSE, 2);
    return personal_stands(t, end, "が|は|も|より|から");
}

/*
 * By what stands before it alone; it is no common word, and one character only where that counts.
 */
static bool is_due(const struct personal_walk *w, const struct personal_name *x,
                   enum personal_before before)
{
    bool is_place = (x->surname_flags & WORD_GREAT_PLACE) != 0;
    bool is_town = (x->surname_flags & WORD_PLACE) != 0;
    bool is_end = x->after == AFTER_EDGE || x->after == AFTER_END;

    switch (before) {
    case BEFORE_STRONG:
    case BEFORE_COLON:
        return is_end || x->after == AFTER_PARTICLE;
    case BEFORE_ROLE:
    case BEFORE_TITLE:
        return (is_end || x->after == AFTER_PARTICLE) && !is_place;
    case BEFORE_OF:
        return (is_end || x->after == AFTER_PARTICLE) &&
               (!is_town || personal_stands(w->t, x->end, "です。|と申し|でございま") ||
                (!is_place && personal_stands(w->t, x->end, "が|も")));
    case BEFORE_AND:
        return (is_end || x->after == AFTER_PARTICLE) && !is_town;
    case BEFORE_LIST:
        return is_end && (!is_town || (!is_place && w->s->head_flags != 0) ||
                          (w->is_list_of_names && is_affiliated(w->t, x->end)));
    case BEFORE_SPEAKER:
        return x->after == AFTER_EDGE && !is_town;
    default:
        return personal_begins_word(w->t, x->beg) && !is_town && x->surname > 1 &&
               (x->surname == 2 || !personal_is_noun(w->t->u + x->beg, x->surname)) &&
               (personal_speaks_of_itself(w->t, x) || is_affiliated_actor(w->t, x->end) ||
                (is_end && personal_begins_row(w->t, x->beg) &&
                 personal_is_before_number(w->t, x->end)));
    }
}

/* ○事務局(北) at the beginning of a line. */
static bool is_speaker_in_brackets(const struct personal_text *t, const struct personal_name *x)
{
    return personal_stands(t, 0, "○|◯|●|〇") && x->beg > 1 && t->classes[x->beg - 1] == CHAR_OPEN &&
           personal_is_class(t, x->end, CHAR_CLOSE);
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

    if ((x->surname_flags & WORD_NEVER) != 0 || personal_is_not_name(w->t, x) ||
        (is_lone && x->after == AFTER_EDGE && personal_stands(w->t, x->beg, "甲|乙|丙|丁")) ||
        ((x->surname_flags & WORD_FIRM) != 0 && !(is_known && x->after >= AFTER_TITLE))) {
        return false;
    }
    if ((is_lone && x->after == AFTER_END) || (!is_known && personal_is_place_here(w->t, x))) {
        return false;
    }
    if (x->after >= AFTER_RANK) {
        return is_titled_accepted(w, x, before, is_known);
    }
    if (is_word && (personal_greets(w->t, x) ||
                    (x->after == AFTER_EDGE && !is_place && (!is_lone || is_known) &&
                     personal_is_before_bracketed_title(w->t, x->end)))) {
        return true;
    }
    if ((before == BEFORE_ROLE || before == BEFORE_TITLE) && (is_lone || is_place) && !is_common &&
        is_end && personal_is_listed(w->t, x)) {
        return true;
    }
    if (is_word && !is_place && x->after == AFTER_EDGE &&
        personal_is_before_own_mail(w->t, x->end)) {
        return true;
    }
    bool is_of_thing = w->s->head_is_names && !w->s->head_is_of_people && !w->s->head_is_part;

    if (is_mentioned(w->t, x) && !is_lone && !is_common && !is_place) {
        return true;
    }
    if (before == BEFORE_NOTHING && is_word && !is_town && speaks_in_turn(w, x)) {
        return true;
    }
    if (is_lone && is_word && (x->surname_flags & (WORD_COMMON_GIVEN | WORD_COMMON_SURNAME)) == 0 &&
        personal_is_unit(w->t, x->end, 0x304C) && personal_does_something(w->t, x->end)) {
        return true; /* 梶が伺います */
    }
    /* 王 080-… */
    if (is_lone && !is_common && before == BEFORE_NOTHING && x->after == AFTER_EDGE &&
        (x->surname_flags & (WORD_NEVER | WORD_FIRM | WORD_GREAT_PLACE)) == 0 &&
        personal_begins_row(w->t, x->beg) && personal_is_before_number(w->t, x->end)) {
        return true;
    }
    /* 大城 怜奈・藤・津田 康平, 若林、谷: among names */
    if (is_lone && before == BEFORE_LIST && w->is_list_of_names &&
        !personal_stands(w->t, x->beg, "東|西|南|北|上|下|中|左|右|前|後|大|小") &&
        x->after == AFTER_EDGE &&
        (x->end == w->t->n || personal_is_listed(w->t, x) ||
         personal_is_before_full_name(w->t, x->end))) {
        return true;
    }
    if (is_lone && before == BEFORE_ROLE && is_speaker_in_brackets(w->t, x)) {
        return true;
    }
    if (is_common || (is_lone && (is_of_thing || !(is_end && before >= BEFORE_COLON)))) {
        return false;
    }
    if (is_known && is_word && !is_lone && !is_place && (is_end || x->after == AFTER_PARTICLE)) {
        return true;
    }
    /* 福島です。, 責任者福島は, when somebody is called so */
    if (is_known && !is_lone &&
        ((is_word && personal_speaks_of_itself(w->t, x)) ||
         (before == BEFORE_ROLE && personal_is_behind_part(w->t, x->beg) &&
          (is_end || x->after == AFTER_PARTICLE)))) {
        return true;
    }
    return is_due(w, x, before);
}

/* とうきょうと こだいらし: how an address is read. */
static bool is_reading_of_address(const struct personal_text *t, const struct personal_name *x)
{
    size_t end = x->beg + x->surname;

    return personal_stands(t, x->beg,
                           "とうきょうと|ほっかいどう|きょうとふ|おおさかふ|トウキョウト|"
                           "ホッカイドウ|キョウトフ|オオサカフ") ||
           (x->surname >= 4 && personal_stands(t, end - 2, "けん|ケン"));
}

/* Two words of kana under a label for names: no other nouns. */
static bool is_like_reading(const struct personal_text *t, const struct personal_name *x)
{
    size_t given = personal_run_end(t, x->beg + x->surname, CHAR_SPACE, PERSONAL_MAX_SPACES);

    return x->is_spaced && x->after == AFTER_EDGE && !personal_is_noun(t->u + x->beg, x->surname) &&
           !personal_is_noun(t->u + given, x->end - given);
}

/* Two words of katakana between names of a list: リュウ シンイー. */
static bool is_listed_foreign(const struct personal_walk *w, const struct personal_name *x)
{
    const struct personal_text *t = w->t;

    return x->is_full && x->is_spaced && w->is_list_of_names && x->after >= AFTER_EDGE &&
           ((x->surname_flags & WORD_KANA_SURNAME) != 0 ||
            personal_is_foreign(t->u + x->beg, x->surname)) &&
           !personal_is_noun(t->u + x->beg, x->end - x->beg);
}

/*
 * カトウノ トオル, (カトウノ トオル), 名義 カトウノ トオル behind the number of an account: in whose
 * name it is.
 */
static bool is_behind_account(const struct personal_text *t, size_t i)
{
    size_t digits = i;

    while (digits > 0 &&
           (t->classes[digits - 1] == CHAR_SPACE || t->classes[digits - 1] == CHAR_OPEN ||
            t->u[digits - 1] == ':' || personal_stands(t, digits - 1, "名|義|口|座"))) {
        digits--;
    }
    size_t beg = digits;

    while (beg > 0 && t->classes[beg - 1] == CHAR_DIGIT) {
        beg--;
    }
    return digits < i && digits - beg >= 6 && digits - beg <= 8;
}

/* The same, and the name ends the text, or what stands before is of a bank. */
static bool is_holder(const struct personal_text *t, const struct personal_name *x)
{
    return is_behind_account(t, x->beg) &&
           (x->end == t->n ||
            (x->after == AFTER_EDGE && personal_has_word(str_sub(t->folded.s, 0, t->at[x->beg]),
                                                         "普通|当座|口座|預金|貯金|振込")));
}

/* フリガナ：クロダミサキ, ふりがな はらだ ゆあ: nothing but kana behind the label. */
static bool is_labelled_reading(const struct personal_scan *s, const struct personal_name *x)
{
    enum { LEAST = 4, MOST = 14, MOST_SIGNS = 6 };
    const struct personal_text *t = &s->text;
    size_t i = x->beg;
    /* よみ alone may be that of colours and places. */
    bool is_of_words = s->head_is_reading && !personal_has_word(s->head.folded.s, "がな|ガナ|カナ");
    bool is_cell = !is_of_words && i == 0 && x->end == t->n && !s->head_is_line &&
                   (s->head_flags & WORD_STRONG) != 0 &&
                   personal_has_word(s->head.folded.s, "がな|ガナ|よみ|ヨミ|カナ");

    while (i > 0 && x->beg - i < MOST_SIGNS &&
           (t->classes[i - 1] == CHAR_SPACE || t->u[i - 1] == ':' ||
            t->classes[i - 1] == CHAR_CLOSE)) {
        i--;
    }
    bool is_behind = i < x->beg && i >= 2 && personal_stands(t, i - 2, "ガナ|がな|よみ|ヨミ|カナ");

    return (is_cell || is_behind) && x->after == AFTER_EDGE && x->end - x->beg >= LEAST &&
           x->end - x->beg <= MOST &&
           (personal_word(t->u + x->beg, x->end - x->beg) & WORD_STRONG) == 0 &&
           (x->is_full || !personal_is_noun(t->u + x->beg, x->end - x->beg));
}

/* カザマヨシハル: a family and a given name, and nothing else it may be. */
static bool is_joined_pair(const struct personal_text *t, const struct personal_name *x)
{
    enum { LEAST = 5 };
    size_t n = x->end - x->beg;

    if (x->is_full || n < LEAST || n > PERSONAL_WORD_MAX || x->after != AFTER_EDGE) {
        return false;
    }
    for (size_t k = 2; k + 2 <= n; k++) {
        if ((personal_word(t->u + x->beg, k) & WORD_KANA_SURNAME) != 0 &&
            (personal_word(t->u + x->beg + k, n - k) & WORD_KANA_GIVEN) != 0) {
            return true;
        }
    }
    return false;
}

/* Katakana with middle dots: ソフィア・ロッシ. */
static bool is_dotted_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before)
{
    const struct personal_text *t = w->t;
    enum personal_foreign foreign = personal_foreign_of(t, x->beg, x->end);
    bool is_likely = foreign == PERSONAL_FOREIGN_LIKELY;
    bool begins_row = is_likely && personal_begins_row(t, x->beg);

    if (foreign == PERSONAL_FOREIGN_THING) {
        return false;
    }
    if (foreign == PERSONAL_FOREIGN_PERSON && personal_stands_alone(t, x->beg, x->end)) {
        return true;
    }
    /* ソフィア・ロッシ　北都大学 講師 */
    if (begins_row && personal_is_class(t, x->end, CHAR_SPACE) &&
        personal_has_word(str_sub(t->folded.s, t->at[x->end], t->folded.s.n),
                          "大学|研究所|病院|会社|講師|教授|様|氏")) {
        return true;
    }
    /* The whole of a cell beside what only people have. */
    if (is_likely && x->beg == 0 && x->end == t->n && w->s->is_beside_person) {
        return true;
    }
    /* 3. アンナ・コワルスカ(…, 参加 パク・ソジュン */
    if (is_likely && x->after == AFTER_EDGE &&
        ((begins_row && personal_is_class(t, x->end, CHAR_OPEN)) ||
         (w->list_end > 0 && x->end == t->n))) {
        return true;
    }
    if ((before == BEFORE_LIST && x->after >= AFTER_PARTICLE && w->is_list_of_names) ||
        (x->after == AFTER_EDGE && is_affiliated(t, x->end))) {
        return true;
    }
    bool is_listed = x->beg > 0 && (t->u[x->beg - 1] == 0x30FB || t->u[x->beg - 1] == '/');

    return x->after >= AFTER_TITLE || (before >= BEFORE_ROLE && !is_listed) ||
           (before == BEFORE_TITLE && x->after >= AFTER_EDGE && !is_listed);
}

/* 担当のシルバ, 受付者：シルバ, but not 写真：ロンドン: the word before is of people. */
static bool is_due_to_person(const struct personal_text *t, size_t i)
{
    size_t end = i;

    while (end > 0 && i - end < PERSONAL_MAX_SPACES &&
           (t->classes[end - 1] == CHAR_SPACE || t->u[end - 1] == ':' || t->u[end - 1] == 0x306E)) {
        end--; /* の */
    }
    return end == 0 ||
           (end >= 2 &&
            (personal_is_part(t->u[end - 1]) ||
             personal_stands(t, end - 2,
                             "担当|当番|司会|務局|窓口|受付|記録|対応|応対|講師|進行|通訳")));
}

/*
 * シルバ委員, 担当のシルバ: a family name of another country that is no other word, before a title or
 * where a name is due.
 */
static bool is_lone_foreign(const struct personal_walk *w, const struct personal_name *x,
                            enum personal_before before)
{
    const struct personal_text *t = w->t;
    size_t n = x->end - x->beg;
    bool is_due = (before >= BEFORE_TITLE && is_due_to_person(t, x->beg)) ||
                  (before == BEFORE_LIST && w->is_list_of_names) || before == BEFORE_AND ||
                  before == BEFORE_SPEAKER;

    enum { LEAST_KNOWN = 3 };
    /* no カナダ大使 */
    bool is_known = n >= LEAST_KNOWN && x->after >= AFTER_TITLE &&
                    (x->surname_flags & (WORD_KANA_SURNAME | WORD_KANA_GIVEN)) != 0 &&
                    !personal_stands(t, x->end, "代表|大使|総領事|選手|監督|チーム");

    return n <= PERSONAL_WORD_MAX && personal_begins_word(t, x->beg) &&
           (is_known || personal_is_foreign(t->u + x->beg, n)) &&
           !personal_is_noun(t->u + x->beg, n) &&
           !personal_stands(t, x->end, "博士") && /* rather of the past */
           (x->after >= AFTER_TITLE || (is_due && x->after >= AFTER_PARTICLE));
}

bool personal_is_kana_accepted(const struct personal_walk *w, const struct personal_name *x,
                               enum personal_before before)
{
    bool is_foreign = x->is_full && !x->is_spaced;
    bool is_katakana = w->t->classes[x->beg] == CHAR_KATAKANA;

    if (before >= BEFORE_COLON && x->is_spaced && is_reading_of_address(w->t, x)) {
        return false;
    }
    if (before >= BEFORE_COLON && !is_foreign && is_labelled_reading(w->s, x)) {
        return true;
    }
    if ((!personal_begins_word(w->t, x->beg) && before < BEFORE_ROLE) ||
        (!is_katakana && !x->is_known) ||
        (x->surname_flags & (WORD_STRONG | WORD_ROLE | WORD_TITLE)) != 0 ||
        (x->surname_flags & WORD_NEVER) != 0) {
        return false;
    }
    if (before == BEFORE_STRONG && !is_foreign && !x->is_full && w->s->head_is_reading) {
        return false;
    }

    if (before == BEFORE_STRONG && !is_foreign) {
        return ((x->is_known || is_like_reading(w->t, x)) && (x->is_full || x->end == w->t->n)) ||
               (is_katakana && is_joined_pair(w->t, x));
    }
    if (is_katakana && x->is_spaced && is_holder(w->t, x)) {
        return true;
    }
    if (is_foreign) {
        return is_dotted_accepted(w, x, before);
    }
    if (x->is_full && !is_katakana) {
        /* known, and the whole text, or as a name is due: 日直:おおの はると */
        return (x->beg == 0 && x->end == w->t->n) ||
               ((before >= BEFORE_COLON || before == BEFORE_ROLE ||
                 (before == BEFORE_LIST && w->is_list_of_names)) &&
                x->surname >= 2 && x->after >= AFTER_EDGE);
    }
    if (is_katakana && before == BEFORE_LIST && is_listed_foreign(w, x)) {
        return true;
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
    if (is_katakana && !x->is_full && is_lone_foreign(w, x, before)) {
        return true;
    }
    /* スミス氏 */
    return is_katakana && x->after == AFTER_HONOUR && w->t->u[x->past - 1] == 0x6C0F &&
           x->end - x->beg >= 2;
}
