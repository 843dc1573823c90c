/*
 * Dates of birth: a date behind the word for it or before 生, in the ways that forms, sheets, cards
 * and papers write one. Ages of people: behind a name, or in the column for it. Other dates and
 * ages (of groups, on average, as a bound) are nobody's.
 *
 *     昭和55年3月3日  S55.3.3  昭63.10.5  平成元年1月8日  昭和六十三年十月五日
 *     1984-02-17  19840217  14 MAR 1988  March 14, 1988
 */
#include "inspect/personal/personal-number.h"

static const char *const birth_words =
    "生年月日|生 年 月 日|誕生日|誕生年月日|出生年月日|出生日|生年|"
    "date of birth|birthday|birthdate|birth date|birth|dob|bday|生まれた日";

/* ---- dates ---- */

size_t personal_kanji_number(struct str s, size_t at)
{
    static const struct str digits = STR_IN_TABLE("元〇一二三四五六七八九十");
    size_t end = at;

    while (end + 3 <= s.n && end - at < 15 && (unsigned char)s.p[end] >= 0xE3) {
        ptrdiff_t found = str_find(digits, str_sub(s, end, end + 3), 0);

        if (found < 0 || found % 3 != 0) {
            break;
        }
        end += 3;
    }
    return end - at;
}

/* Past one number of a date at `at`, its digits counted; a kanji number counts as one digit. */
static size_t date_number(struct str s, size_t at, size_t *ret_digits)
{
    size_t end = skip_spaces(s, at);
    size_t kanji = end < s.n && personal_is_digit(s.p[end]) ? 0 : personal_kanji_number(s, end);

    *ret_digits = kanji > 0;
    if (kanji > 0) {
        return end + kanji;
    }
    while (end < s.n && personal_is_digit(s.p[end]) && *ret_digits < 4) {
        end++;
        ++*ret_digits;
    }
    return end < s.n && personal_is_digit(s.p[end]) ? at : end;
}

/* A date that begins at `at`; its end, or 0. Years of eras may have one or two digits. */
static size_t date_end(struct str s, size_t at)
{
    static const struct str units[2][5] = {{STR("年"), STR("/"), STR("."), STR("-"), STR(" 年")},
                                           {STR("月"), STR("/"), STR("."), STR("-"), STR(" 月")}};

    for (int part = 0; part < 3; part++) {
        size_t digits;
        size_t end = date_number(s, at, &digits);

        if (digits == 0 || end == at || (part > 0 && digits > 2)) {
            return 0;
        }
        at = end;
        bool goes_on = part == 2;

        for (size_t i = 0; i < COUNT(units[0]) && !goes_on && at < s.n; i++) {
            if (s.p[at] == units[part][i].p[0] && str_at(s, at, units[part][i])) {
                at += units[part][i].n;
                goes_on = true;
            }
        }
        if (!goes_on) {
            return 0;
        }
    }
    size_t day = skip_spaces(s, at);

    return str_at(s, day, STR("日")) ? day + STR("日").n : at;
}

/*
 * 19840217: eight digits that are a day of the last or of this century; or, as the whole text, the
 * number of the day that a sheet keeps (1 = 1 January 1900). Past them, or 0.
 */
static size_t compact_end(struct str s, size_t at)
{
    enum { FIRST_DAY = 5000, LAST_DAY = 50000 };
    unsigned value = 0;
    size_t end = at;

    while (end < s.n && end - at < 9 && personal_is_digit(s.p[end])) {
        value = value * 10 + (unsigned)(s.p[end] - '0');
        end++;
    }
    if (at == 0 && end == s.n && end <= 5 && value >= FIRST_DAY && value <= LAST_DAY) {
        return end;
    }
    unsigned year = value / 10000, month = value / 100 % 100, day = value % 100;

    return end - at == 8 && year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 &&
                   day <= 31
               ? end
               : 0;
}

/* An English month at `at`: its bytes, or 0. */
static size_t month_at(struct str s, size_t at)
{
    static const struct str months[] = {
        STR_IN_TABLE("january"), STR_IN_TABLE("february"), STR_IN_TABLE("march"),
        STR_IN_TABLE("april"),   STR_IN_TABLE("may"),      STR_IN_TABLE("june"),
        STR_IN_TABLE("july"),    STR_IN_TABLE("august"),   STR_IN_TABLE("september"),
        STR_IN_TABLE("october"), STR_IN_TABLE("november"), STR_IN_TABLE("december")};
    size_t n = 0;

    while (at + n < s.n && personal_is_latin(s.p[at + n])) {
        n++;
    }
    for (size_t i = 0; i < COUNT(months) && n >= 3; i++) {
        size_t k = 0;

        while (k < n && k < months[i].n && (s.p[at + k] | 0x20) == months[i].p[k]) {
            k++;
        }
        if (k == n) {
            return n;
        }
    }
    return 0;
}

static size_t skip_in_date(struct str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == ',' || s.p[at] == '.' || s.p[at] == '-')) {
        at++;
    }
    return at;
}

/* 12 March 1979 at its day, March 12, 1979 at its day too: where it begins and ends; 0 = none. */
static size_t english_date(struct str s, size_t at, size_t *ret_beg)
{
    size_t end = at;
    size_t before = at;

    while (end < s.n && end - at < 2 && personal_is_digit(s.p[end])) {
        end++;
    }
    size_t ordinal = end + 1 < s.n && personal_is_latin(s.p[end]) &&
                             personal_is_latin(s.p[end + 1]) &&
                             !(end + 2 < s.n && personal_is_latin(s.p[end + 2]))
                         ? 2
                         : 0;
    size_t month = month_at(s, skip_in_date(s, end + ordinal));
    size_t year = skip_in_date(s, end + ordinal);

    *ret_beg = at;
    if (month > 0) {
        year = skip_in_date(s, year + month);
    } else {
        while (before > 0 && s.p[before - 1] == ' ') {
            before--;
        }
        while (before > 0 && personal_is_latin(s.p[before - 1])) {
            before--;
        }
        *ret_beg = before;
        if (month_at(s, before) == 0) {
            return 0;
        }
    }
    size_t past = year;

    while (past < s.n && past - year < 5 && personal_is_digit(s.p[past])) {
        past++;
    }
    return past == year + 4 && (str_at(s, year, STR("19")) || str_at(s, year, STR("20"))) ? past
                                                                                          : 0;
}

/* 17/02/1984: past it, or 0. */
static size_t day_first_end(struct str s, size_t at)
{
    static const size_t most[] = {2, 2, 4};

    for (size_t part = 0; part < COUNT(most); part++) {
        size_t end = at;

        while (end < s.n && personal_is_digit(s.p[end]) && end - at <= most[part]) {
            end++;
        }
        if (end == at || end - at > most[part] || (part == 2 && end - at != 4)) {
            return 0;
        }
        if (part < 2 && (end >= s.n || (s.p[end] != '/' && s.p[end] != '.' && s.p[end] != '-'))) {
            return 0;
        }
        at = end + (part < 2);
    }
    return at;
}

/* Whether the person's sex is all that stands right before: 渋谷 結　女　1988.10.5 */
static bool is_behind_sex(const struct personal_scan *s, size_t beg, struct str rest)
{
    static const struct str words[] = {STR_IN_TABLE("男性"), STR_IN_TABLE("女性"),
                                       STR_IN_TABLE("男"), STR_IN_TABLE("女")};
    static const struct str days[] = {
        /* what begins or ends on another day */
        STR_IN_TABLE("入"),   STR_IN_TABLE("退"),   STR_IN_TABLE("採用"), STR_IN_TABLE("登録"),
        STR_IN_TABLE("加入"), STR_IN_TABLE("受"),   STR_IN_TABLE("着任"), STR_IN_TABLE("申"),
        STR_IN_TABLE("から"), STR_IN_TABLE("より"), STR_IN_TABLE("~"),    STR_IN_TABLE("面")};
    struct str before = personal_before(s, beg, 24);
    struct str gap = str_trim(before);

    if (gap.n == before.n) {
        return false;
    }
    for (size_t i = 0; i < COUNT(days); i++) {
        if (str_starts(rest, days[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_ends(gap, words[i])) {
            return char_class_before(gap, gap.n - words[i].n) != CHAR_KANJI;
        }
    }
    return false;
}

/* born 12 March 1979, Born on 1979-03-12: the word right before. */
static bool is_behind_born(struct str t, size_t beg)
{
    static const struct str words[] = {STR_IN_TABLE(" on"), STR_IN_TABLE("orn")};
    size_t end = beg;

    if (beg < 2 || t.p[beg - 1] != ' ' || t.p[beg - 2] != 'n') {
        return false;
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        while (end > 0 && t.p[end - 1] == ' ') {
            end--;
        }
        end -= str_ends(str_sub(t, 0, end), words[i]) ? words[i].n : 0;
    }
    return end > 0 && end < beg && str_at(t, end, words[1]) && (t.p[end - 1] | 0x20) == 'b' &&
           (end == 1 || !personal_is_latin(t.p[end - 2]));
}

/* Whether one of the words stands at the beginning, and nothing that goes on with it. */
static bool begins_with_word(struct str rest, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_starts(rest, words[i])) {
            size_t next = skip_spaces(rest, words[i].n);
            enum char_class class = next >= rest.n ? CHAR_NONE : char_class_at(rest, next);

            return next >= rest.n ||
                   (class != CHAR_DIGIT && (next > words[i].n || class == CHAR_COMMA));
        }
    }
    return false;
}

/* The same behind the date: 八木 雄大 平成2年7月11日 男; no 男 3名. */
static bool is_before_sex(struct str rest)
{
    static const struct str words[] = {STR_IN_TABLE("男性"), STR_IN_TABLE("女性"),
                                       STR_IN_TABLE("男"), STR_IN_TABLE("女")};

    return begins_with_word(rest, words, COUNT(words));
}

/*
 * Whose relative the person is, behind the date and with words before it: 相良 美緒 平成4年3月30日
 * 妻; not what happened to one that day: 父 逝去.
 */
static bool is_before_relation(struct str before, struct str rest)
{
    static const struct str words[] = {
        STR_IN_TABLE("本人"), STR_IN_TABLE("配偶者"), STR_IN_TABLE("妻"),   STR_IN_TABLE("夫"),
        STR_IN_TABLE("長男"), STR_IN_TABLE("長女"),   STR_IN_TABLE("次男"), STR_IN_TABLE("次女"),
        STR_IN_TABLE("二男"), STR_IN_TABLE("二女"),   STR_IN_TABLE("三男"), STR_IN_TABLE("三女"),
        STR_IN_TABLE("父"),   STR_IN_TABLE("母"),     STR_IN_TABLE("子"),   STR_IN_TABLE("孫")};
    static const char *const events =
        "逝去|死亡|死去|葬|告別|忌|結婚|入学|卒業|入院|退院|出産|訪問|来訪";
    struct str words_before = str_trim(before);
    enum char_class last = words_before.n == 0 || words_before.n == before.n
                               ? CHAR_NONE
                               : char_class_before(words_before, words_before.n);

    return (last == CHAR_KANJI || last == CHAR_HIRAGANA || last == CHAR_KATAKANA) &&
           begins_with_word(rest, words, COUNT(words)) &&
           !personal_has_word(str_sub(rest, 0, 36), events);
}

/* The era before the year: 昭和, 平成, S, H, 昭. */
static size_t era_beg(struct str s, size_t at)
{
    static const struct str eras[] = {
        STR_IN_TABLE("昭和"), STR_IN_TABLE("平成"), STR_IN_TABLE("大正"), STR_IN_TABLE("令和"),
        STR_IN_TABLE("明治"), STR_IN_TABLE("西暦"), STR_IN_TABLE("S."),   STR_IN_TABLE("H."),
        STR_IN_TABLE("S"),    STR_IN_TABLE("H"),    STR_IN_TABLE("T"),    STR_IN_TABLE("R"),
        STR_IN_TABLE("昭"),   STR_IN_TABLE("平"),   STR_IN_TABLE("大"),   STR_IN_TABLE("令")};
    size_t end = at;

    while (end > 0 && s.p[end - 1] == ' ') {
        end--;
    }
    if (end == 0 ||
        ((unsigned char)s.p[end - 1] < 0x80 && memchr(".SHTR", s.p[end - 1], 5) == NULL)) {
        return at;
    }
    for (size_t i = 0; i < COUNT(eras); i++) {
        if (str_ends(str_sub(s, 0, end), eras[i])) {
            /* 雄大 1990/07/11: the end of a name */
            bool is_one = eras[i].n == 3 && (unsigned char)eras[i].p[0] >= 0xE3;
            bool is_word = is_one && (end < at || char_class_before(s, end - 3) == CHAR_KANJI);

            return is_word ? at : end - eras[i].n;
        }
    }
    return at;
}

/* ---- ages ---- */

/* The age in brackets behind a date of birth: (62歳), (満62歳), (62); past it, or `at`. */
static size_t age_end(struct str s, size_t at)
{
    size_t beg = skip_spaces(s, at);
    bool in_brackets = beg < s.n && s.p[beg] == '(';
    bool is_apart = beg > at || str_at(s, beg, STR("・")) || str_at(s, beg, STR("、"));

    beg += in_brackets                                              ? 1
           : str_at(s, beg, STR("・")) || str_at(s, beg, STR("、")) ? STR("・").n
                                                                    : 0;
    if (str_at(s, beg, STR("当時"))) {
        beg += STR("当時").n;
    }
    bool is_full = str_at(s, beg, STR("満"));

    beg += is_full ? STR("満").n : 0;
    if ((!in_brackets && !is_full && !is_apart) || beg >= s.n) {
        return at;
    }
    size_t end = personal_age_number(s, beg);

    if (end == 0) {
        return at;
    }
    if (str_at(s, end, STR("歳")) || str_at(s, end, STR("才"))) {
        return end + 3;
    }
    return in_brackets && end < s.n && s.p[end] == ')' && end - beg == 2 ? end : at;
}

/* ---- the face ---- */

/* 生 生まれ behind the date, and what does not go on as another word. */
static bool is_born(struct str rest)
{
    static const struct str words[] = {
        STR_IN_TABLE("生まれ"), STR_IN_TABLE("生)"), STR_IN_TABLE("生、"), STR_IN_TABLE("生 "),
        STR_IN_TABLE("生・"),   STR_IN_TABLE("生,"), STR_IN_TABLE("生。"), STR_IN_TABLE("生れ"),
        STR_IN_TABLE("出生"),   STR_IN_TABLE("誕生")};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(rest, words[i])) {
            return true;
        }
    }
    /* 昭和44年3月1日生の42歳 */
    size_t of = str_starts(rest, STR("生の")) ? STR("生の").n : 0;
    size_t age = of > 0 ? personal_age_number(rest, of) : 0;

    return (age > 0 && str_at(rest, age, STR("歳"))) || str_eq(str_trim(rest), STR("生"));
}

/* What ends the sentence, its part, or goes on without a noun: 生まれ。 生まれまして */
static bool ends_here(struct str rest)
{
    static const struct str verbs[] = {STR_IN_TABLE("まし"), STR_IN_TABLE("ます"),
                                       STR_IN_TABLE("て"), STR_IN_TABLE("た"), STR_IN_TABLE("る")};
    size_t at = 0;

    for (size_t i = 0; i < COUNT(verbs) && at == 0; i++) {
        at = str_starts(rest, verbs[i]) ? verbs[i].n : 0;
    }
    if (at > 0 && !str_starts(rest, verbs[3]) && !str_starts(rest, verbs[4])) {
        return true;
    }
    enum char_class class = at >= rest.n ? CHAR_NONE : char_class_at(rest, at);

    return at >= rest.n || class == CHAR_STOP || class == CHAR_COMMA || class == CHAR_CLOSE ||
           class == CHAR_SPACE;
}

/*
 * A day of somebody's life and the place of birth behind it: …に、港町で生まれました,
 * …、倉吉出身。 Nothing else is spoken of between, and nothing else is what was born. Bytes up to
 * that word, or 0.
 */
static size_t birthplace_end(struct str date, struct str behind)
{
    enum { MOST_BYTES = 72 };
    static const struct str others[] = {STR_IN_TABLE("が"), STR_IN_TABLE("は"), STR_IN_TABLE("を"),
                                        STR_IN_TABLE("も"), STR_IN_TABLE("から")};
    if (behind.n == 0 || personal_is_latin(behind.p[0])) {
        return 0;
    }
    size_t at = str_starts(behind, STR("に")) ? STR("に").n : 0;
    enum char_class first = at < behind.n ? char_class_at(behind, at) : CHAR_NONE;

    bool may_be = at > 0 || first == CHAR_COMMA || first == CHAR_SPACE || first == CHAR_KANJI;

    if (!may_be || !personal_is_day_of_life(date)) {
        return 0;
    }
    while (at < behind.n && at < MOST_BYTES) {
        struct str rest = str_sub(behind, at, behind.n);
        uint32_t cp;

        if (str_starts(rest, STR("生まれ")) || str_starts(rest, STR("生れ"))) {
            size_t past = (size_t)str_find(rest, STR("れ"), 0) + STR("れ").n;

            return ends_here(str_sub(rest, past, rest.n)) ? at + past : 0;
        }
        if (str_starts(rest, STR("出身"))) {
            return ends_here(str_sub(rest, STR("出身").n, rest.n)) ? at + STR("出身").n : 0;
        }
        for (size_t i = 0; i < COUNT(others); i++) {
            if (str_starts(rest, others[i])) {
                return 0;
            }
        }
        at += utf8_decode(behind, at, &cp);
        enum char_class class = char_class_of(cp);

        if (class == CHAR_STOP || class == CHAR_DIGIT || class == CHAR_LATIN) {
            return 0;
        }
    }
    return 0;
}

/* 生年月日を伺えますか, and in the next line 昭和44年3月1日です: what is asked for is said. */
static bool is_answer(const struct personal_scan *s, struct str date, struct str behind)
{
    static const struct str words[] = {STR_IN_TABLE("です"), STR_IN_TABLE("でございます"),
                                       STR_IN_TABLE("になります"), STR_IN_TABLE("」")};
    struct str above = str_trim(s->above);
    size_t beg = above.n;
    bool is_said = false;

    for (size_t i = 0; i < COUNT(words); i++) {
        is_said |= str_starts(behind, words[i]);
    }
    if (!is_said || !personal_is_day_of_life(date)) {
        return false;
    }
    while (beg > 0 && above.p[beg - 1] != '\n') {
        beg--;
    }
    return personal_has_word(str_sub(above, beg, above.n), birth_words);
}

static bool is_bound(struct str rest)
{
    return str_starts(rest, STR("以")) || str_starts(rest, STR("から")) ||
           str_starts(rest, STR("まで")) || str_starts(rest, STR("より")) ||
           str_starts(rest, STR("現在"));
}

bool personal_is_day_of_life(struct str text)
{
    enum { FIRST = 1915, LAST = 2015, LAST_HEISEI = 27 };
    struct str s = str_trim(text);
    size_t at = 0;
    unsigned year = 0;
    size_t digits = 0;

    while (at < s.n && !personal_is_digit(s.p[at]) && at < 7) {
        at++;
    }
    while (at + digits < s.n && personal_is_digit(s.p[at + digits]) && digits < 4) {
        year = year * 10 + (unsigned)(s.p[at + digits++] - '0');
    }
    /* Three numbers and what stands between them, to the end. */
    size_t numbers = 0;

    for (size_t i = at; i < s.n; i++) {
        bool is_digit = personal_is_digit(s.p[i]);

        numbers += is_digit && (i == at || !personal_is_digit(s.p[i - 1]));
        if (!is_digit && memchr("/.-", s.p[i], 3) == NULL && !str_at(s, i, STR("年")) &&
            !str_at(s, i, STR("月")) && !str_at(s, i, STR("日"))) {
            return false;
        }
        i += is_digit || (unsigned char)s.p[i] < 0x80 ? 0 : 2;
    }
    if (numbers != 3) {
        return false;
    }
    if (at == 0) {
        return digits == 4 && year >= FIRST && year <= LAST;
    }
    struct str era = str_sub(s, 0, at);

    return str_eq(era, STR("S")) || str_eq(era, STR("昭和")) || str_eq(era, STR("昭")) ||
           str_eq(era, STR("T")) || str_eq(era, STR("大正")) || str_eq(era, STR("大")) ||
           ((str_eq(era, STR("H")) || str_eq(era, STR("平成")) || str_eq(era, STR("平"))) &&
            year <= LAST_HEISEI);
}

/* A head that is nothing but a word for births which is part of other words too. */
static bool is_birth_word(struct str head)
{
    return str_eq(str_trim(head), STR("生まれ")) || str_eq(str_trim(head), STR("出生"));
}

/* Whether the date between two bytes is that of a birth, by what stands around it. */
static bool is_birth(const struct personal_scan *s, size_t beg, size_t end)
{
    struct str t = s->text.folded.s;
    size_t next = skip_spaces(t, end);
    struct str rest = str_sub(t, next, t.n);

    if (str_at(t, end, STR("生")) && age_end(t, end + 3) > end + 3) {
        return true; /* S30.4.5生(70才) */
    }
    return is_born(rest) || is_behind_sex(s, beg, rest) ||
           (next > end &&
            (is_before_sex(rest) || is_before_relation(personal_before(s, beg, 24), rest))) ||
           (!is_bound(rest) && (personal_is_labelled(s, beg, birth_words) ||
                                (!s->head_is_line && is_birth_word(s->head.folded.s)))) ||
           is_behind_born(t, beg) || is_answer(s, str_sub(t, beg, end), rest);
}

size_t personal_take_birth(struct personal_scan *s, size_t at)
{
    struct str t = s->text.folded.s;
    size_t beg = at;
    size_t end = date_end(t, at);

    if (end > 0) {
        beg = era_beg(t, at);
    } else {
        end = compact_end(t, at);
        end = end == 0 ? english_date(t, at, &beg) : end;
        if (end == 0) {
            beg = at;
            end = day_first_end(t, at);
        }
    }
    if (end == 0) {
        return 0;
    }
    size_t place = 0;

    if (!is_birth(s, beg, end)) {
        place = birthplace_end(str_sub(t, beg, end), str_sub(t, end, t.n));
        if (place == 0) {
            return 0;
        }
    }
    size_t behind = end;

    for (size_t i = 0; i < 3 && behind < t.n; i++) { /* 生 生まれ */
        behind += str_at(t, behind, STR("生")) || str_at(t, behind, STR("ま")) ||
                          str_at(t, behind, STR("れ"))
                      ? 3
                      : 0;
    }
    size_t past = age_end(t, behind);

    personal_hit(s, "PII-306", beg, past > behind ? past : end);
    s->hits.v[s->hits.n - 1].told_by = place > 0 ? end + place : 0;
    return past > behind ? past : end;
}

size_t personal_take_era(struct personal_scan *s, size_t at)
{
    static const struct str eras[] = {STR_IN_TABLE("昭和"), STR_IN_TABLE("平成"),
                                      STR_IN_TABLE("令和"), STR_IN_TABLE("大正")};
    struct str t = s->text.folded.s;

    for (size_t i = 0; i < COUNT(eras); i++) {
        if (str_at(t, at, eras[i])) {
            size_t year = skip_spaces(t, at + eras[i].n);

            return personal_kanji_number(t, year) > 0 ? personal_take_birth(s, year) : 0;
        }
    }
    return 0;
}

bool personal_is_birth_head(struct str head)
{
    return personal_has_word(head, "生年月日|誕生日|出生日|date of birth|birthday|birthdate|dob") ||
           is_birth_word(head);
}
