/*
 * Full names that the tables have by halves or that are short - 秦繁, 黄美玲, 陳 志偉, 畑さくら - by weighing:
 * how much the two parts are like those of names, and how much what stands around them says that
 * somebody is named. Neither is enough without the other.
 */
#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-walk.h"

enum {
    ENOUGH = 6,      /* of both together */
    MOST_FAMILY = 3, /* units */
    MOST_GIVEN = 4,
};

/* How much the kanji are like a family name: 0 not at all, 3 it is one and nothing else. */
static int family_weight(const struct personal_text *t, size_t beg, size_t end)
{
    const uint32_t never = WORD_TITLE | WORD_ROLE | WORD_STRONG | WORD_RANK | WORD_HONOUR;
    uint32_t flags = personal_word(t->u + beg, end - beg);
    bool is_noun = end > beg + 1 && personal_is_noun(t->u + beg, end - beg);
    bool is_doubtful = is_noun || (flags & (WORD_COMMON_SURNAME | WORD_PLACE)) != 0;

    if ((flags & never) != 0) {
        return 0;
    }
    if ((flags & WORD_SURNAME) != 0) {
        return (end > beg + 1 ? 3 : 2) - is_doubtful;
    }
    if (end > beg + 1 && personal_is_office(t->u[end - 1])) {
        return 0; /* 総務部 */
    }
    if (end > beg + 1 && personal_is_rare_surname(t->u + beg, end - beg)) {
        return 2 - is_noun;
    }
    for (size_t i = beg; i < end; i++) {
        if ((personal_word(t->u + i, 1) & WORD_SURNAME_PART) == 0) {
            return 0;
        }
    }
    return !is_noun;
}

/* The same for a given name; `is_known` when the table has it. */
static int given_weight(const struct personal_text *t, size_t beg, size_t end, bool is_known)
{
    const uint32_t never = WORD_TITLE | WORD_ROLE | WORD_STRONG | WORD_RANK | WORD_END |
                           WORD_HONOUR | WORD_FIRM | WORD_NEVER;
    uint32_t flags = personal_word(t->u + beg, end - beg);

    if ((flags & never) != 0) {
        return 0;
    }
    if (end == beg + 1) {
        return is_known || (flags & WORD_RARE_GIVEN) != 0;
    }
    if (is_known) {
        bool is_doubtful =
            (flags & WORD_COMMON_GIVEN) != 0 || personal_is_noun(t->u + beg, end - beg);

        return is_doubtful ? 1 : 3;
    }
    for (size_t i = beg; i < end; i++) {
        if (t->classes[i] != CHAR_KANJI || (personal_word(t->u + i, 1) & WORD_GIVEN_PART) == 0) {
            return 0;
        }
    }
    return !personal_is_noun(t->u + beg, end - beg);
}

/* Whether two words without a gap are rather one: 文字列, 小さいか, 多種多. */
static bool is_one_word(const struct personal_text *t, const struct personal_name *x, int family,
                        int given)
{
    const uint32_t other =
        WORD_TITLE | WORD_ROLE | WORD_STRONG | WORD_RANK | WORD_END | WORD_FIRM | WORD_NOT_NAME;
    size_t n = x->end - x->beg;
    bool is_lone = n == x->surname + 1;

    if (personal_is_noun(t->u + x->beg, n) || /* 都市計画 */
        (x->surname == 1 && n >= 3 && personal_is_noun(t->u + x->beg, 2)) ||
        (personal_word(t->u + x->beg, n) & other) != 0 || family + given < 3) {
        return true;
    }
    if (t->classes[x->end - 1] == CHAR_HIRAGANA) {
        return (x->surname_flags & WORD_SURNAME) == 0 || x->after == AFTER_PARTICLE ||
               (x->after == AFTER_EDGE && personal_is_class(t, x->end, CHAR_HIRAGANA));
    }
    return ((is_lone || given == 1) && x->surname >= 2 && family < 3) ||
           (personal_is_office(t->u[x->end - 1]) && (x->given_flags & WORD_GIVEN) == 0);
}

/* The best reading with a family name of `n` units at `i`; its weight, or 0. */
static int read_at(const struct personal_text *t, size_t i, size_t n, struct personal_name *ret)
{
    int family = family_weight(t, i, i + n);
    size_t next = personal_run_end(t, i + n, CHAR_SPACE, PERSONAL_MAX_SPACES);
    bool is_spaced = next > i + n;
    int best = 0;

    if (family == 0 || next >= t->n) {
        return 0;
    }
    uint32_t known = personal_given_lengths(t, next);

    for (size_t k = MOST_GIVEN; k >= 1; k--) {
        bool is_known = (known >> k & 1) != 0;
        size_t end = next + k;

        if (end > t->n || (!is_known && (k > 2 || t->classes[end - 1] != CHAR_KANJI))) {
            continue;
        }
        int given = given_weight(t, next, end, is_known);
        bool is_label = is_spaced && (personal_word(t->u + i, n) & WORD_SURNAME) == 0 &&
                        (personal_word(t->u + next, k) & WORD_SURNAME) != 0 &&
                        personal_is_noun(t->u + i, n);

        if (is_label) {
            continue; /* 農業 高貝 */
        }
        struct personal_name x = {.beg = i,
                                  .end = end,
                                  .surname = n,
                                  .surname_flags = personal_word(t->u + i, n),
                                  .given_flags = personal_word(t->u + next, k),
                                  .is_full = true,
                                  .is_spaced = is_spaced};

        x.after = personal_after_at(t, end, &x.past);
        if (given > 0 && family + given + is_spaced > best && x.after != AFTER_WORD &&
            (is_spaced || !is_one_word(t, &x, family, given))) {
            best = family + given + is_spaced;
            *ret = x;
        }
    }
    return best;
}

/* 09:30　酒井: nothing but a date and a time before it. */
static bool is_behind_time(const struct personal_text *t, size_t i)
{
    bool has_colon = false;

    for (size_t k = i; k > 0; k--) {
        has_colon |= t->u[k - 1] == ':';
        if (t->classes[k - 1] != CHAR_DIGIT && t->classes[k - 1] != CHAR_SPACE &&
            t->u[k - 1] != ':' && t->u[k - 1] != '/' && t->u[k - 1] != '-') {
            return false;
        }
    }
    return has_colon && i > 0 && t->classes[i - 1] == CHAR_SPACE;
}

/* What stands before it. */
static int weight_before(const struct personal_walk *w, size_t i, enum personal_before before)
{
    enum { NEAR = 90 };
    const struct personal_text *t = w->t;
    size_t at = t->at[i];
    bool is_apart = i == 0 || t->classes[i - 1] != CHAR_KANJI;

    switch (before) {
    case BEFORE_STRONG:
        return 5;
    case BEFORE_COLON:
        return 3;
    case BEFORE_ROLE:
    case BEFORE_TITLE:
        return is_apart || personal_is_behind_relative(t, i) ? 3 : 0;
    case BEFORE_LIST:
    case BEFORE_AND:
    case BEFORE_OF:
    case BEFORE_SPEAKER:
        return 2;
    default:
        if (is_behind_time(t, i)) {
            return 3;
        }
        if (i > 0 && t->u[i - 1] == 0x2192) { /* → */
            return 2;
        }
        if (i > 0 && t->u[i - 1] == 0x306F && i >= 2 && /* は */
            personal_stands(t, i - 2, "私は|僕は|俺は")) {
            return 3;
        }
        return i > 0 && t->classes[i - 1] == CHAR_SPACE &&
                       personal_has_word(str_sub(t->folded.s, at > NEAR ? at - NEAR : 0, at),
                                         "会社|(株)|(有)|法人|組合|大学|病院|協会")
                   ? 2
                   : 0;
    }
}

/* What stands behind it. */
static int weight_behind(const struct personal_text *t, const struct personal_name *x)
{
    size_t next = personal_run_end(t, x->end, CHAR_SPACE, PERSONAL_MAX_SPACES);

    switch (x->after) {
    case AFTER_HONOUR:
        return 4;
    case AFTER_TITLE:
        return 3;
    case AFTER_PARTICLE:
        if (x->is_spaced && (x->surname_flags & WORD_SURNAME) != 0 &&
            personal_stands(t, x->end, "です")) {
            return 2;
        }
        return personal_stands(t, x->end, "を置く|と名乗|と申し|でござい|と称す|と面談|と面会|って")
                   ? 2
                   : 0;
    case AFTER_EDGE:
        break;
    default:
        return 1;
    }
    if (personal_is_before_number(t, x->end) || personal_is_joined_to_number(t, x->end) ||
        personal_is_unit(t, next, '<')) {
        return 3;
    }
    if (personal_is_class(t, next, CHAR_OPEN)) {
        return personal_is_class(t, next + 1, CHAR_HIRAGANA) ? 3 : 2;
    }
    return personal_is_unit(t, x->end, ':') && personal_is_talk(t, x->end + 1) ? 2 : next == t->n;
}

/* Whether anything around may say that somebody is named: most words end here. */
static bool may_be_told(const struct personal_text *t, size_t i)
{
    size_t end = personal_run_end(t, i, CHAR_KANJI, MOST_FAMILY + MOST_GIVEN);
    bool is_apart = i == 0 || t->classes[i - 1] == CHAR_SPACE || t->classes[i - 1] == CHAR_OPEN ||
                    t->u[i - 1] == 0x2192; /* → */

    if (end >= t->n) {
        return is_apart || personal_is_class(t, i - 1, CHAR_OTHER);
    }
    switch ((enum char_class)t->classes[end]) {
    case CHAR_SPACE:
    case CHAR_OPEN:
        return true;
    case CHAR_KANJI:
    case CHAR_COMMA:
    case CHAR_STOP:
        return false;
    case CHAR_HIRAGANA:
        return is_apart || t->u[end] == 0x3092 || t->u[end] == 0x3068; /* を と */
    default:
        return is_apart;
    }
}

bool personal_likely_at(const struct personal_walk *w, size_t i, enum personal_before before,
                        struct personal_name *ret)
{
    const struct personal_text *t = w->t;
    size_t run = personal_run_end(t, i, CHAR_KANJI, MOST_FAMILY);
    int best = 0;

    if (before == BEFORE_NOTHING && !may_be_told(t, i)) {
        return false;
    }
    for (size_t n = run - i; n >= 1; n--) {
        struct personal_name x;
        int weight = read_at(t, i, n, &x);

        if (weight > best) {
            best = weight;
            *ret = x;
        }
    }
    if (best == 0) {
        return false;
    }
    int around = weight_before(w, i, before) + weight_behind(t, ret);

    /* 10:30　松山 発: a timetable names places. */
    if (before == BEFORE_NOTHING && is_behind_time(t, i) &&
        ((ret->surname_flags & WORD_PLACE) != 0 ||
         (ret->given_flags & (WORD_SURNAME | WORD_PLACE | WORD_END)) != 0)) {
        return false;
    }
    /* 車あり, 栄ひかる */
    if (!ret->is_spaced && t->classes[ret->end - 1] == CHAR_HIRAGANA &&
        around < (ret->end == i + ret->surname + 2 ? 4 : 3)) {
        return false;
    }
    if (!ret->is_spaced && (ret->surname_flags & WORD_SURNAME) == 0 && around < 3 &&
        ret->after != AFTER_PARTICLE) {
        return false; /* 発信元 */
    }
    around += 2 * personal_is_remembered(w->s, i, i + ret->surname);
    return around >= 2 && best + around >= ENOUGH;
}

/* ---- a family name alone ---- */

/* What people do, or what is done with them, right behind the name or its particle; 0 = nothing. */
static int weight_of_deed(const struct personal_text *t, size_t i)
{
    static const struct {
        uint16_t first;
        const char *sure, *likely; /* behind the first one */
    } deeds[] = {
        {0x3068,
         "再訪|訪問|同行|面談|打ち合|打合|相談|手分け|分担|いう職員|いう社員|いう担当|いう店員",
         "共有|連絡"},                                                           /* と */
        {0x306F, "産休|育休|休職|休み|欠席|不在|退職|早退|遅刻|病欠", NULL},     /* は */
        {0x304C, "不在|欠席|休み|司会|同席|同行|受付にお|遅刻|早退|病欠", NULL}, /* が */
        {0x306B, "交代|交替|引き継|引継|一任|代わり|替わり",
         "依頼|確認|相談|報告|共有|連絡|変更"},                                    /* に */
        {0x307E, "でご一報|で折り返|で一報", "で連絡|で報告|で提出"},              /* ま */
        {0x306E, "2名|3名|二名|三名|両名|机|席|携帯|指示で|代理|後任|前任", NULL}, /* の */
        {0x3067, "回す|手分け", NULL},                                             /* で */
        {0x3088, NULL, "り書面|り電話|り折り返|り資料|り報告|り連絡|り説明|り送付|り回答"}, /* よ */
        {0x3078, NULL, "連絡|報告|提出"}, /* へ */
        {0x7D4C, NULL, "由で"},           /* 経 */
        {0x4F11, "み。|み、|み ", NULL},  /* 休 */
        {0x6B20, "席。|席、", NULL},      /* 欠 */
    };

    for (size_t k = 0; i < t->n && k < COUNT(deeds); k++) {
        if (t->u[i] == deeds[k].first) {
            bool is_sure = deeds[k].sure != NULL && personal_stands(t, i + 1, deeds[k].sure);
            bool is_likely = deeds[k].likely != NULL && personal_stands(t, i + 1, deeds[k].likely);

            return is_sure ? 3 : is_likely || personal_does_something(t, i) ? 2 : 0;
        }
    }
    return i < t->n && personal_does_something(t, i) ? 2 : 0;
}

/* 邊見経営指導員: a title with more before it, of which nothing is a firm's. */
static bool is_before_long_title(const struct personal_text *t, size_t i)
{
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);

    for (size_t k = i; k + 2 <= end; k++) {
        if (personal_longest(t->u + k, end - k, WORD_FIRM | WORD_PLACE, NULL) > 1) {
            return false;
        }
        if (k > i && personal_may_begin_cue(t, k) &&
            personal_longest(t->u + k, t->n - k, WORD_TITLE, NULL) == end - k) {
            return true;
        }
    }
    return false;
}

/* 桝本：090-…, ③ 瀬戸　090-…: at the beginning of a row. */
static int is_before_telephone(const struct personal_text *t, const struct personal_name *x)
{
    size_t i = x->end + personal_is_unit(t, x->end, ':');

    return personal_begins_row(t, x->beg) && (personal_is_before_number(t, x->end) ||
                                              (i > x->end && personal_is_unit(t, i, '0') &&
                                               personal_run_end(t, i, CHAR_DIGIT, 5) >= i + 2))
               ? 3
               : 0;
}

/* …でした。(白川): who wrote it, in brackets at the end. */
static bool is_signature(const struct personal_text *t, const struct personal_name *x)
{
    return x->beg >= 2 && x->end + 1 == t->n && personal_is_class(t, x->end, CHAR_CLOSE) &&
           t->classes[x->beg - 1] == CHAR_OPEN && t->classes[x->beg - 2] == CHAR_STOP;
}

/* 手配:あおば旅行 猪股 03-…: a gap before it, and a telephone behind one. */
static bool is_before_number_in_line(const struct personal_text *t, const struct personal_name *x)
{
    return x->surname > 1 && x->beg > 1 && t->classes[x->beg - 1] == CHAR_SPACE &&
           (x->surname_flags & (WORD_PLACE | WORD_COMMON_SURNAME)) == 0 &&
           personal_is_before_number(t, x->end);
}

/* How much the place says that a family name stands there alone. */
static int weight_around_lone(const struct personal_walk *w, const struct personal_name *x,
                              enum personal_before before)
{
    const struct personal_text *t = w->t;
    int around = weight_before(w, x->beg, before);
    int deed = x->after == AFTER_WORD || x->after == AFTER_PARTICLE ? weight_of_deed(t, x->end) : 0;
    bool is_lone = x->surname == 1;

    if (is_lone && (personal_stands(t, x->beg, "甲|乙|丙|丁") ||
                    (before == BEFORE_LIST && !w->is_list_of_names))) {
        return 0;
    }
    if (before == BEFORE_NOTHING) {
        uint16_t last = x->beg >= 2 ? t->u[x->beg - 1] : 0;

        /* (… 協同組合 横山): the firm counts in brackets only */
        bool is_with_firm = around > 0 && personal_is_class(t, x->end, CHAR_CLOSE);
        bool is_named =
            (last == 0x3068 && personal_stands(t, x->beg - 2, "私と")) ||
            (last == 0x306E && x->beg >= 3 && personal_stands(t, x->beg - 3, "CCの|Ccの|ccの")) ||
            (last == 0x3092 && x->beg >= 3 && /* を */
             personal_stands(t, x->beg - 3, "窓口を|担当を|講師を|座長を|司会を|委員を"));

        around = is_named ? 3 : is_with_firm ? 2 : 0;
    } else if (before == BEFORE_COLON && personal_is_behind_part(t, x->beg)) {
        around++;
    }
    switch (x->after) {
    case AFTER_WORD:
        return is_lone                              ? 0
               : deed > 0                           ? around + deed
               : is_before_long_title(w->t, x->end) ? around + 2
                                                    : 0;
    case AFTER_PARTICLE:
        if (x->beg >= 3 && before == BEFORE_ROLE &&
            personal_stands(t, x->beg - 3, "弊社の|当社の|当課の|当方の")) {
            return around + deed;
        }
        if (is_lone && (deed == 0 || (before == BEFORE_NOTHING && deed < 3))) {
            return 0; /* 表に */
        }
        return deed > 0 || around >= 3 || before >= BEFORE_TITLE ? around + deed : 0;
    case AFTER_EDGE:
        return around + (x->end == t->n && (x->beg == 0 || before >= BEFORE_OF)) +
               is_before_telephone(t, x) +
               2 * (around > 0 && personal_is_class(t, x->end, CHAR_OPEN)) +
               (before == BEFORE_OF && personal_is_class(t, x->end, CHAR_STOP)) +
               3 * (is_signature(t, x) || is_before_number_in_line(t, x)) +
               3 * (is_behind_time(t, x->beg) &&
                    (x->end == t->n || personal_is_class(t, x->end, CHAR_OPEN)));
    case AFTER_END:
        return is_lone ? 0 : around; /* 表記 */
    default:
        return 0; /* honours and titles have rules of their own */
    }
}

bool personal_lone_at(const struct personal_walk *w, size_t i, enum personal_before before,
                      uint32_t surnames, struct personal_name *ret)
{
    enum { ENOUGH_ALONE = 5, MOST_ALONE = 4 };
    const uint32_t never = WORD_FIRM | WORD_NEVER | WORD_END | WORD_ROLE | WORD_STRONG;
    const struct personal_text *t = w->t;

    for (size_t n = MOST_ALONE; n >= 1; n--) {
        struct personal_name x = {.beg = i, .end = i + n, .surname = n};

        if ((surnames >> n & 1) == 0) {
            continue;
        }
        x.surname_flags = personal_word(t->u + i, n);
        x.after = personal_after_at(t, x.end, &x.past);
        if ((x.surname_flags & never) != 0 || x.after >= AFTER_RANK ||
            personal_is_not_name(t, &x) || personal_is_place_here(t, &x) ||
            (x.after == AFTER_WORD && personal_is_behind_firm(t, i))) {
            continue;
        }
        bool is_common = (x.surname_flags & WORD_COMMON_SURNAME) != 0;
        bool is_place = (x.surname_flags & (WORD_GREAT_PLACE | WORD_FREQUENT)) == WORD_GREAT_PLACE;
        int family = family_weight(t, i, i + n) - is_common - is_place;
        int around = weight_around_lone(w, &x, before);

        if (around >= (is_common ? 5 : 2) && family + around >= ENOUGH_ALONE) {
            *ret = x;
            return true;
        }
    }
    return false;
}

/* ---- one character ---- */

bool personal_single_at(const struct personal_walk *w, size_t i, enum personal_before before,
                        struct personal_name *ret)
{
    const uint32_t never =
        WORD_TITLE | WORD_ROLE | WORD_STRONG | WORD_RANK | WORD_END | WORD_HONOUR | WORD_NEVER;
    const struct personal_text *t = w->t;
    uint32_t flags = personal_word(t->u + i, 1);
    bool is_behind_colon = i > 0 && t->u[i - 1] == ':';
    bool is_behind_gap =
        i > 1 && t->classes[i - 1] == CHAR_SPACE && (before == BEFORE_OF || before >= BEFORE_TITLE);

    /* 同参事坂氏: no gap on a page that has none */
    bool is_joined = i > 1 && before == BEFORE_TITLE && t->classes[i - 1] == CHAR_KANJI &&
                     (flags & WORD_SURNAME) != 0 && personal_stands(t, i + 1, "氏");

    if ((!is_behind_colon && !is_behind_gap && !is_joined) || (flags & never) != 0 ||
        (flags & (WORD_SURNAME | WORD_SURNAME_PART)) == 0) {
        return false;
    }
    *ret = (struct personal_name){.beg = i, .end = i + 1, .surname = 1, .surname_flags = flags};
    ret->after = personal_after_at(t, i + 1, &ret->past);
    if (personal_stands(t, i, "甲|乙|丙|丁|表|管|棟|別|票|印|控|窓|棚|欄|要|他") ||
        personal_surnames_at(t, i) >= 1u << 2) {
        return false; /* 三宅 */
    }
    bool is_other = !is_behind_colon && ((flags & WORD_FIRM) != 0 ||
                                         (flags & (WORD_SURNAME | WORD_GIVEN)) == WORD_GIVEN);

    return ret->after == AFTER_HONOUR || /* no 農産課 桃(078-…), 施設課 橋 */
           (ret->after == AFTER_EDGE && !is_other &&
            (personal_is_before_number(t, i + 1) || personal_is_joined_to_number(t, i + 1)));
}
