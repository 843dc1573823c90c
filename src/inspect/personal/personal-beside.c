/*
 * What stands beside a family name and says that it is one, or that it is a place: telephones,
 * words that only people are spoken of with, offices of municipalities. At most a few words are
 * looked at.
 */
#include "inspect/personal/personal-walk.h"

bool personal_stands(const struct personal_text *t, size_t i, const char *words)
{
    struct str rest = str_sub(t->folded.s, t->at[MIN(i, t->n)], t->folded.s.n);

    while (*words != '\0') {
        size_t n = 0;

        while (n < rest.n && words[n] == rest.p[n] && words[n] != '|' && words[n] != '\0') {
            n++;
        }
        if (words[n] == '\0' || words[n] == '|') {
            return true;
        }
        while (words[n] != '\0' && words[n] != '|') {
            n++;
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
           (personal_run_end(t, next, CHAR_DIGIT, 12) >= next + 10 ||
            personal_is_unit(t, digits, '-') || personal_is_class(t, digits, CHAR_CLOSE) ||
            personal_is_unit(t, digits, '('));
}

/* 前田一079-…, 庄(079-…): a telephone number right behind, as where a page has no blanks. */
bool personal_is_joined_to_number(const struct personal_text *t, size_t i)
{
    size_t beg = i + personal_is_class(t, i, CHAR_OPEN);
    size_t digits = personal_run_end(t, beg, CHAR_DIGIT, 5);

    return digits >= beg + 2 && t->u[beg] == '0' && personal_is_unit(t, digits, '-') &&
           personal_is_class(t, digits + 1, CHAR_DIGIT);
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

bool personal_does_something(const struct personal_text *t, size_t i)
{
    enum { SOON = 9 };
    static const char *const deeds =
        "伺い|同席|出席|参加|対応|担当|説明|報告|発言|訪問|来庁|来社|来訪|退職|異動|欠席|退席|着任|"
        "お電話|ご連絡|ご案内|ご説明|参り|まいり|休暇|不在|外出|帰社|立ち会|述べ|話し|語っ|質問|"
        "答え|"
        "申し|務め|休み|お休み|離席|出張|お受け|保管|管理|作成|提出|回答|受領|受電|受信|送付|送信|"
        "確認|指摘|提案|依頼|済ませ|引き継|引継|持参|立会|立ち合|応対|受付|受け付け";

    if (!personal_is_unit(t, i, 0x304C) &&
        !personal_is_unit(t, i, 0x3082) && /* が も は から より */
        !personal_is_unit(t, i, 0x306F) && !personal_stands(t, i, "から|より")) {
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

/* 佐藤(企画課) at the beginning of a line. */
static bool is_before_office(const struct personal_text *t, const struct personal_name *x)
{
    static const uint16_t offices[] = {0x8AB2, 0x90E8, 0x5BA4, 0x4FC2, 0x73ED}; /* 課部室係班 */
    size_t end = personal_run_end(t, x->end + 1, CHAR_KANJI, 12);

    return personal_begins_row(t, x->beg) && personal_is_class(t, x->end, CHAR_OPEN) &&
           personal_is_class(t, end, CHAR_CLOSE) && end > x->end + 2 &&
           personal_is_one_of(t->u[end - 1], offices, COUNT(offices));
}

/* 株式会社… 佐藤: nothing else on the line. */
static bool is_behind_firm_line(const struct personal_text *t, const struct personal_name *x)
{
    size_t i = personal_run_end(t, 0, CHAR_SPACE, t->n);

    if (x->end < t->n || x->beg < i + 6 || t->classes[x->beg - 1] != CHAR_SPACE ||
        !personal_stands(t, i,
                         "株式会社|有限会社|合同会社|一般社団法人|公益社団法人|一般財団法人|"
                         "公益財団法人|(株)|(有)")) {
        return false;
    }
    while (i + 1 < x->beg && t->classes[i] != CHAR_SPACE) {
        i++;
    }
    return personal_run_end(t, i, CHAR_SPACE, t->n) == x->beg;
}

/* 椎木記: who wrote it, on a line by itself. */
static bool is_signed(const struct personal_text *t, const struct personal_name *x)
{
    return x->end + 1 == t->n && personal_begins_row(t, x->beg) &&
           personal_stands(t, x->end, "記|拝|談|筆");
}

bool personal_speaks_of_itself(const struct personal_text *t, const struct personal_name *x)
{
    bool begins = x->beg == 0 || t->classes[x->beg - 1] == CHAR_STOP ||
                  t->classes[x->beg - 1] == CHAR_SPACE || t->classes[x->beg - 1] == CHAR_COMMA ||
                  t->u[x->beg - 1] == 0x306E || t->u[x->beg - 1] == '>';

    if (!begins && personal_is_noun(t->u + x->beg, x->surname) &&
        personal_stands(t, x->end, "です")) {
        return false; /* 来年は北側です。 */
    }
    return personal_stands(t, x->end, "です。|です」|です)|-san") ||
           (begins &&
            (personal_stands(t, x->end, "です|でした|でございま") ||
             (personal_is_unit(t, x->end, '@') && personal_is_class(t, x->end + 1, CHAR_KANJI)))) ||
           personal_stands(
               t, x->end,
               "と申し|までお|までご|までメール|まで連絡|まで電話|とお呼び|と名乗|と称す|"
               "に交代|に交替|に引き継|に引継|って人|って方|って者|の携帯|の直通|の連絡先|の自宅|"
               "の電話番号|のメールアドレス|"
               "という職員|という者|という方|という人|という社員|という担当|という名前|"
               "携帯|直通|内線|編著「|編著『|著「|著『|編「|編『|訳「|訳『|監修「|監修『|"
               "にお問い合わせ|にご連絡|にお電話|宛にお|宛にご|宛てに") ||
           (personal_stands(t, x->end, "まで。") && x->beg > 0 &&
            t->classes[x->beg - 1] == CHAR_CLOSE) ||
           has_telephone_behind(t, x->end) || is_before_office(t, x) || is_signed(t, x) ||
           is_behind_firm_line(t, x) || is_cited(t, x->end) || personal_does_something(t, x->end);
}

/* お疲れさまです、諏訪です。: who greets says a name next. */
bool personal_greets(const struct personal_text *t, const struct personal_name *x)
{
    enum { MOST_BYTES = 120 };
    size_t beg = t->at[x->beg];
    struct str before = str_sub(t->folded.s, beg > MOST_BYTES ? beg - MOST_BYTES : 0, beg);

    return x->beg > 0 &&
           (t->classes[x->beg - 1] == CHAR_STOP || t->classes[x->beg - 1] == CHAR_COMMA ||
            t->classes[x->beg - 1] == CHAR_SPACE || t->u[x->beg - 1] == '!') &&
           personal_stands(t, x->end, "です|でございます|と申します") &&
           personal_has_word(before,
                             "お疲れ|おつかれ|お世話|こんにち|おはよう|こんばん|はじめまして|"
                             "初めまして|失礼し|ご無沙汰|いつも");
}

/* 深川(課長), 高木(記) */
bool personal_is_before_bracketed_title(const struct personal_text *t, size_t i)
{
    size_t beg = i + 1;
    size_t n =
        personal_is_class(t, i, CHAR_OPEN) && beg < t->n
            ? personal_longest(t->u + beg, t->n - beg, WORD_TITLE | WORD_RANK | WORD_ROLE, NULL)
            : 0;

    return n > 0 && personal_is_class(t, beg + n, CHAR_CLOSE);
}

bool personal_is_talk(const struct personal_text *t, size_t i)
{
    enum { SOON = 16 };

    for (size_t k = i; k < t->n && k - i < SOON; k++) {
        if (t->classes[k] == CHAR_HIRAGANA) {
            return true;
        }
    }
    return false;
}

bool personal_begins_row(const struct personal_text *t, size_t i)
{
    while (i > 0) {
        bool is_number = i > 1 && t->classes[i - 2] == CHAR_DIGIT &&
                         personal_stands(t, i - 1, "番|号|位|組"); /* 1番 鹿野 042-… */

        if (!is_number && t->classes[i - 1] != CHAR_SPACE && t->classes[i - 1] != CHAR_OTHER &&
            t->classes[i - 1] != CHAR_DIGIT) {
            break;
        }
        i--;
    }
    return i == 0;
}

/* Whether a unit of the class ends words: 、・→( */
static bool is_edge(const struct personal_text *t, size_t i)
{
    return t->classes[i] == CHAR_SPACE || t->classes[i] == CHAR_COMMA ||
           t->classes[i] == CHAR_OPEN || t->classes[i] == CHAR_CLOSE ||
           (t->classes[i] == CHAR_OTHER && t->u[i] != '-' && t->u[i] != 0x301C); /* 〜 */
}

bool personal_stands_alone(const struct personal_text *t, size_t beg, size_t end)
{
    return (beg == 0 || t->classes[beg - 1] == CHAR_STOP || is_edge(t, beg - 1)) &&
           (end >= t->n || t->classes[end] == CHAR_STOP || is_edge(t, end));
}

bool personal_is_of_town(const struct personal_text *t, const struct personal_name *x)
{
    size_t i = personal_run_end(t, x->past, CHAR_SPACE, SIZE_MAX);

    if (i == x->past || i >= t->n) {
        return false;
    }
    return personal_stands(t, i, "殿|様|宛|あて|御中") ||
           (t->classes[i] == CHAR_KANJI && personal_surnames_at(t, i) != 0 &&
            !(i + 1 < t->n && personal_is_noun(t->u + i, 2)));
}

bool personal_is_listed(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t doubtful = WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM | WORD_NEVER;
    size_t i = personal_run_end(t, x->end + 1, CHAR_SPACE, 1);

    if (!personal_is_class(t, x->end, CHAR_COMMA) && !personal_is_unit(t, x->end, 0x30FB)) {
        return false;
    }
    if (personal_is_class(t, i, CHAR_KATAKANA)) {
        size_t past = personal_run_end(t, i, CHAR_KATAKANA, PERSONAL_WORD_MAX);

        return personal_is_foreign(t->u + i, past - i) && !personal_is_noun(t->u + i, past - i);
    }
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);
    uint32_t flags = personal_word(t->u + MIN(i, t->n), end - i);

    return end >= i + 2 && (flags & WORD_SURNAME) != 0 && (flags & doubtful) == 0;
}

bool personal_is_before_full_name(const struct personal_text *t, size_t i)
{
    size_t next = personal_run_end(t, i + 1, CHAR_SPACE, 1);
    struct personal_name x;

    return (personal_is_class(t, i, CHAR_COMMA) || personal_is_unit(t, i, 0x30FB) ||
            personal_is_unit(t, i, 0x3068)) && /* と */
           personal_is_class(t, next, CHAR_KANJI) &&
           personal_name_at(t, next, personal_surnames_at(t, next), &x) && x.is_full &&
           personal_certainty(t, &x) > 0;
}

bool personal_is_place_here(const struct personal_text *t, const struct personal_name *x)
{
    size_t i = x->end + 1;

    if (personal_is_class(t, x->end, CHAR_CLOSE)) {
        return personal_stands(t, i, "市|町|村|県|区内");
    }
    if (personal_is_unit(t, x->end, 0x30FB) &&
        personal_has_word(str_sub(t->folded.s, t->at[x->end], t->folded.s.n), "企業体|jv")) {
        return true; /* 大林・清水特定建設工事共同企業体 */
    }
    if ((x->surname_flags & WORD_PLACE) == 0) {
        return false;
    }
    if (x->beg > 0 && t->u[x->beg - 1] == 0x300C && personal_is_unit(t, x->end, 0x306E)) {
        return true; /* 座談会「小樽の… */
    }
    if (i >= t->n ||
        (!personal_is_class(t, x->end, CHAR_COMMA) && !personal_is_unit(t, x->end, 0x30FB))) {
        return false;
    }
    size_t n = personal_longest(t->u + i, t->n - i, WORD_PLACE, NULL);

    return n > 0 && !personal_is_class(t, i + n, CHAR_KANJI);
}
