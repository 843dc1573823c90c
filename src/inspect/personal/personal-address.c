/*
 * Postal addresses. They are come upon by the municipality (a word of the table) or the prefecture;
 * what follows must be the name of a town and the number of a plot:
 *
 *     3丁目4番5号, 3-4-5, 123番地, 大字南字北123           with a unit or two numbers
 *     北1条西2丁目                                        Sapporo: a street and a block
 *     烏丸通御池上る                                      Kyoto: corners
 *
 * Words, dates and amounts behind a municipality are none: particles end the search, and so do
 * stops and what counts things. At most WINDOW characters are looked at behind each.
 */
#include "inspect/personal/personal-scan.h"
#include "inspect/personal/personal-walk.h"

enum { WINDOW = 44, MAX_CITY = 9 };

struct address {
    const struct personal_text *t;
    size_t end_of_window;
    size_t town;     /* characters of the name of the town so far */
    bool has_block;  /* 丁目 */
    bool has_street; /* 条, 線, 地割 */
    bool has_corner; /* 上る, 東入 */
    bool has_city;
    bool is_labelled;
    bool is_whole; /* begins with the prefecture, at the beginning of a line or of a word */
};

/* Whether these units stand there; `units` ends with 0. */
static bool stands(const struct personal_text *t, size_t i, const uint16_t *units)
{
    while (*units != 0) {
        if (i >= t->n || t->u[i] != *units) {
            return false;
        }
        i++;
        units++;
    }
    return true;
}

static bool is_kanji_digit(uint16_t u) /* 〇一二三四五六七八九十百 */
{
    static const uint16_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E};

    for (size_t i = 0; i < COUNT(digits); i++) {
        if (u == digits[i]) {
            return true;
        }
    }
    return false;
}

/* Past the digits of a number at `i`, at most `most`; kanji digits too. */
static size_t number_end(const struct personal_text *t, size_t i, size_t most)
{
    bool kanji = i < t->n && is_kanji_digit(t->u[i]);
    size_t end = i;

    while (end < t->n && end - i < most &&
           (kanji ? is_kanji_digit(t->u[end]) : t->classes[end] == CHAR_DIGIT)) {
        end++;
    }
    return end;
}

enum unit { UNIT_NONE, UNIT_BLOCK, UNIT_STREET, UNIT_PLOT, UNIT_HOUSE, UNIT_HYPHEN };

/* The unit behind a number, and its end. */
static enum unit unit_at(const struct personal_text *t, size_t i, size_t *ret_end)
{
    static const uint16_t block[] = {0x4E01, 0x76EE, 0};     /* 丁目 */
    static const uint16_t plot[] = {0x756A, 0x5730, 0};      /* 番地 */
    static const uint16_t allotment[] = {0x5730, 0x5272, 0}; /* 地割 */

    *ret_end = i;
    if (stands(t, i, block)) {
        *ret_end = i + 2;
        return UNIT_BLOCK;
    }
    if (stands(t, i, allotment)) {
        *ret_end = i + 2;
        return UNIT_STREET;
    }
    if (stands(t, i, plot)) {
        *ret_end = i + 2;
        return UNIT_PLOT;
    }
    if (i >= t->n) {
        return UNIT_NONE;
    }
    *ret_end = i + 1;
    switch (t->u[i]) {
    case 0x6761: /* 条 */
    case 0x7DDA: /* 線 */
    case 0x5B57: /* 字 */
    case 0x90E8: /* 部 */
        return UNIT_STREET;
    case 0x756A: /* 番, but not 番町, 番丁, 番街 */
        return i + 1 < t->n && t->classes[i + 1] == CHAR_KANJI &&
                       !personal_is_unit(t, i + 1, 0x53F7) && !is_kanji_digit(t->u[i + 1])
                   ? UNIT_NONE
                   : UNIT_PLOT;
    case 0x53F7: /* 号 */
        return UNIT_HOUSE;
    case '-':
    case 0x30FC: /* ー */
    case 0x306E: /* の */
        return UNIT_HYPHEN;
    default:
        return UNIT_NONE;
    }
}

/* Whether what stands behind the last number counts something: 月 年 件 人 … */
static bool is_counted(const struct personal_text *t, size_t i)
{
    static const uint16_t counters[] = {
        0x5E74, 0x6708, 0x65E5, 0x4EBA, 0x4EF6, 0x0025, 0x5206, 0x6642, 0x5186, 0x500D,
        0x56DE, 0x4F4D, 0x6238, 0x4E16, 0x53F0, 0x5E97, 0x793E, 0x6821, 0x7D44, 0x70B9,
        0x540D, 0x6B73, 0x5E74, 0x5343, 0x4E07, 0x5104, 0x6B21, 0x671F, 0x6B73, 0x9031,
        0x500B, 0x679A, 0x672C, 0x56FD, 0x7A2E, 0x9801, 0x7AE0, 0x7BC0, 0x9805, 0x6761,
        0x7D1A, 0x30F6, 0x30F5, 0x304B, 0x30AB, 0x30F6};

    if (i >= t->n) {
        return false;
    }
    for (size_t k = 0; k < COUNT(counters); k++) {
        if (t->u[i] == counters[k]) {
            return true;
        }
    }
    return t->classes[i] == CHAR_DIGIT || t->u[i] == '/' ||
           ((t->u[i] == '.' || t->u[i] == ',') && i + 1 < t->n && t->classes[i + 1] == CHAR_DIGIT);
}

/* 2 numbers joined by hyphens and more from `i` on: past them, with their count; 0 = none. */
static size_t hyphened_end(const struct personal_text *t, size_t i, size_t *ret_count)
{
    size_t end = number_end(t, i, 5);
    bool is_year = end - i == 4 && (stands(t, i, (const uint16_t[]){'2', '0', 0}) ||
                                    stands(t, i, (const uint16_t[]){'1', '9', 0}));

    *ret_count = 0;
    if (end == i || end - i > 4 || t->u[i] == '0') {
        return 0;
    }
    for (*ret_count = 1; *ret_count < 5; ++*ret_count) {
        size_t next;

        if (unit_at(t, end, &next) != UNIT_HYPHEN) {
            break;
        }
        size_t past = number_end(t, next, 5);

        if (past == next) {
            break;
        }
        if (past - next > 4) {
            return 0;
        }
        end = past;
    }
    return is_year && *ret_count == 3 ? 0 : end;
}

/*
 * 港区 12-3-4 表, 港区12-3-4工区, 中央区 1-3号機, 北区12-34号バース: right behind a municipality the
 * numbers of something. A blank and a word may follow an address, and 号室.
 */
static bool is_numbered_thing(const struct personal_text *t, size_t beg, size_t end)
{
    static const uint16_t places[] = {0x5E02, 0x533A, 0x753A, 0x6751}; /* 市 区 町 村 */
    bool is_apart = beg >= 1 && t->classes[beg - 1] == CHAR_SPACE;
    size_t before = beg - is_apart;
    bool is_behind_place =
        before >= 1 && (t->u[before - 1] == places[0] || t->u[before - 1] == places[1] ||
                        t->u[before - 1] == places[2] || t->u[before - 1] == places[3]);

    end += personal_is_unit(t, end, 0x53F7); /* 号 */
    end += is_apart && end < t->n && t->classes[end] == CHAR_SPACE;
    return is_behind_place && end < t->n && !personal_is_unit(t, end, 0x5BA4) && /* 室 */
           (t->classes[end] == CHAR_KANJI || t->classes[end] == CHAR_KATAKANA);
}

/*
 * 桜谷712 behind prefecture, municipality and town: a plot without a unit, when the town goes right
 * up to it and nothing goes on behind, and it is no year.
 */
static bool is_bare_plot(const struct personal_text *t, size_t beg, size_t end)
{
    enum { NEAR = 8 };
    bool is_of_hamlet = false; /* 立岩字七枚 128 */

    for (size_t i = beg; i > 1 && beg - i < NEAR && t->classes[beg - 1] == CHAR_SPACE; i--) {
        is_of_hamlet |= t->u[i - 1] == 0x5B57; /* 字 */
    }
    bool is_year = end - beg == 4 && (stands(t, beg, (const uint16_t[]){'2', '0', 0}) ||
                                      stands(t, beg, (const uint16_t[]){'1', '9', 0}));

    return !is_year &&
           (t->classes[beg - 1] == CHAR_KANJI || t->classes[beg - 1] == CHAR_KATAKANA ||
            is_of_hamlet) &&
           (end >= t->n || t->classes[end] == CHAR_SPACE || t->classes[end] == CHAR_CLOSE ||
            t->classes[end] == CHAR_OPEN || t->classes[end] == CHAR_COMMA);
}

/* The number of the plot from `i` on: past it, or 0. Sets what is known of blocks and streets. */
static size_t plot_end(struct address *a, size_t i, size_t *ret_next)
{
    const struct personal_text *t = a->t;
    size_t end = number_end(t, i, 5);
    size_t next, count;
    enum unit unit = unit_at(t, end, &next);

    *ret_next = end;
    if (end == i) {
        return 0;
    }
    switch (unit) {
    case UNIT_BLOCK:
        a->has_block = true;
        *ret_next = next;
        return 0;
    case UNIT_STREET:
        a->has_street = true;
        *ret_next = next;
        return 0;
    case UNIT_PLOT: {
        /* 番地の5, 番5号, 番5-6 */
        size_t house = next;

        if (personal_is_unit(t, house, 0x306E) || personal_is_unit(t, house, '-')) {
            house++;
        }
        size_t past = number_end(t, house, 4);

        if (past > house) {
            size_t more = past;

            while (unit_at(t, more, &next) == UNIT_HYPHEN && number_end(t, next, 4) > next) {
                more = number_end(t, next, 4);
            }
            return personal_is_unit(t, more, 0x53F7) ? more + 1 : is_counted(t, more) ? 0 : more;
        }
        return a->town > 0 || unit == UNIT_PLOT ? next : 0;
    }
    default:
        break;
    }
    end = hyphened_end(t, i, &count);
    *ret_next = MAX(end, *ret_next);
    if (end == 0 || is_counted(t, end)) {
        return 0;
    }
    bool is_kanji = is_kanji_digit(t->u[i]);
    bool is_house = personal_is_unit(t, end, 0x53F7);

    if (is_house &&
        (personal_is_unit(t, end + 1, 0x6A5F) || personal_is_unit(t, end + 1, 0x7DDA) ||
         personal_is_unit(t, end + 1, 0x8ECA) || personal_is_unit(t, end + 1, 0x7089))) {
        return 0; /* 号機 号線 号車 号炉 */
    }
    if (is_house && !a->is_labelled && is_numbered_thing(t, i, end)) {
        return 0;
    }
    if (a->has_block || is_house) {
        return (a->has_block || count >= 2) && (!is_kanji || is_house) ? end + is_house : 0;
    }
    if (count >= 2 && !is_kanji) {
        size_t next_word = end + (end < t->n && t->classes[end] == CHAR_SPACE);

        if (count == 2 && next_word < t->n && t->classes[next_word] == CHAR_LATIN &&
            !a->is_labelled) {
            return 0; /* 10-20 km */
        }
        return a->is_labelled || ((a->town > 0 || count >= 3) && !is_numbered_thing(t, i, end))
                   ? end
                   : 0;
    }
    if (count != 1 || is_kanji || a->town == 0 || !a->has_city) {
        return 0;
    }
    return a->is_labelled || (a->is_whole && is_bare_plot(t, i, end)) ? end : 0;
}

/* 上る 下る 東入 西入: past it, or 0. */
static size_t corner_end(const struct personal_text *t, size_t i)
{
    bool is_up = personal_is_unit(t, i, 0x4E0A) || personal_is_unit(t, i, 0x4E0B); /* 上 下 */
    bool is_side = personal_is_unit(t, i, 0x6771) || personal_is_unit(t, i, 0x897F);

    if (is_up && (personal_is_unit(t, i + 1, 0x308B) || personal_is_unit(t, i + 1, 0x30EB))) {
        return i + 2;
    }
    if (is_side && personal_is_unit(t, i + 1, 0x5165)) {
        return personal_is_unit(t, i + 2, 0x308B) || personal_is_unit(t, i + 2, 0x30EB) ? i + 3
                                                                                        : i + 2;
    }
    return 0;
}

/* 柏市あけぼの1-2-3: a town whose name is hiragana to its end, no から, まで or の before a number. */
static bool is_hiragana_town(const struct personal_text *t, size_t last)
{
    enum { LEAST = 3 };
    size_t beg = last;
    size_t count;

    while (beg > 0 && t->classes[beg - 1] == CHAR_HIRAGANA) {
        beg--;
    }
    return last + 1 - beg >= LEAST && beg > 0 && t->classes[beg - 1] == CHAR_KANJI &&
           !personal_stands(t, last - 1, "から|まで|では|には|とは|より|での|ので|への|のみ") &&
           hyphened_end(t, last + 1, &count) > 0 && count >= 2;
}

/* は を で に と へ も before something that is no hiragana: a sentence, no name of a town. */
static bool ends_town(const struct personal_text *t, size_t i)
{
    static const uint16_t particles[] = {0x306F, 0x3092, 0x3067, 0x306B, 0x3068, 0x3078, 0x3082};

    if (i + 1 < t->n && t->classes[i + 1] == CHAR_DIGIT && is_hiragana_town(t, i)) {
        return false;
    }
    if (t->u[i] == 0x3092 || (i + 1 < t->n && t->classes[i + 1] == CHAR_DIGIT)) {
        return t->u[i] != 0x304C || t->classes[i - 1] == CHAR_KANJI;
    }
    for (size_t k = 0; k < COUNT(particles); k++) {
        if (t->u[i] == particles[k] && (i + 1 >= t->n || t->classes[i + 1] != CHAR_HIRAGANA)) {
            return true;
        }
    }
    return false;
}

/* Reads on from `i`: the end of the address, or 0. */
static size_t rest_end(struct address *a, size_t i)
{
    const struct personal_text *t = a->t;
    size_t spaces = 0;
    size_t corner = 0;

    while (i < a->end_of_window) {
        enum char_class class = (enum char_class)t->classes[i];
        size_t next;
        size_t end;

        if (class == CHAR_DIGIT || is_kanji_digit(t->u[i])) {
            end = plot_end(a, i, &next);
            if (end > 0) {
                return end;
            }
            /* 目 条 線 割 字 部: a block or a street; any other number is no part of an address. */
            if (class == CHAR_DIGIT && t->u[next - 1] != 0x76EE && t->u[next - 1] != 0x6761 &&
                t->u[next - 1] != 0x7DDA && t->u[next - 1] != 0x5272 && t->u[next - 1] != 0x5B57 &&
                t->u[next - 1] != 0x90E8) {
                break;
            }
            a->town++;
            i = MAX(next, i + 1);
            corner = a->has_street && a->has_block ? i : corner;
            continue;
        }
        end = corner_end(t, i);
        if (end > 0) {
            a->has_corner = true;
            i = corner = end;
            continue;
        }
        if (class == CHAR_SPACE) {
            if (++spaces > 2 || (i > 0 && t->classes[i - 1] == CHAR_SPACE)) {
                break;
            }
        } else if (class == CHAR_HIRAGANA) {
            if (ends_town(t, i)) {
                break;
            }
            a->town++;
        } else if (class == CHAR_KANJI || class == CHAR_KATAKANA) {
            a->town++;
        } else {
            break;
        }
        i++;
    }
    return corner > 0 && (a->has_corner || (a->has_street && a->has_block)) ? corner : 0;
}

/* The prefecture or the county right before unit `beg`, too. */
static size_t with_what_is_before(const struct personal_text *t, size_t beg)
{
    if (beg > 0 && t->u[beg - 1] == 0x90E1) { /* 郡 */
        for (size_t n = 1; n <= 4 && beg > n; n++) {
            if (beg >= n + 1 && (beg == n + 1 || t->classes[beg - n - 2] != CHAR_KANJI ||
                                 t->u[beg - n - 2] == 0x770C || t->u[beg - n - 2] == 0x9053)) {
                beg -= n + 1;
                break;
            }
        }
    }
    size_t end = beg > 0 && t->classes[beg - 1] == CHAR_SPACE ? beg - 1 : beg;

    for (size_t n = 4; n >= 3; n--) {
        if (end >= n && (personal_word(t->u + end - n, n) & WORD_PLACE) != 0) {
            return end - n;
        }
    }
    return end == beg && personal_stands(t, end - MIN(end, 2u), "同県|同府|同道") ? end - 2 : beg;
}

/* 地先, 地内 behind the number: where something is built. */
static bool is_site(const struct personal_text *t, size_t i)
{
    i += i < t->n && t->classes[i] == CHAR_SPACE;
    return personal_is_unit(t, i, 0x5730) &&
           (personal_is_unit(t, i + 1, 0x5148) || personal_is_unit(t, i + 1, 0x5185));
}

/* The house behind the plot, and the room: " 山手ハイツ305", "シャトー本町 244号室"; past them, or
 * `i`. Words without a number, and what is counted, are no part of an address. */
static size_t house_end(const struct personal_text *t, size_t i)
{
    enum { MOST_NAME = 18, MOST_ROOM = 4 };
    size_t name = personal_run_end(t, i, CHAR_SPACE, 1);
    size_t end = name;

    while (end < t->n && end - name < MOST_NAME &&
           (t->classes[end] == CHAR_KANJI || t->classes[end] == CHAR_KATAKANA ||
            t->classes[end] == CHAR_LATIN)) {
        end++;
    }
    size_t room = personal_run_end(t, end, CHAR_SPACE, 1);
    size_t past = personal_run_end(t, room, CHAR_DIGIT, MOST_ROOM + 1);

    if (end < name + 2 || past == room || past - room > MOST_ROOM || t->u[room] == '0') {
        return i;
    }
    size_t unit = personal_stands(t, past, "号室")        ? 2
                  : personal_stands(t, past, "号|階|F|f") ? 1
                                                          : 0;
    bool is_plain =
        unit == 0 && room == end &&
        (past >= t->n || t->classes[past] == CHAR_SPACE || t->classes[past] == CHAR_CLOSE ||
         t->classes[past] == CHAR_COMMA || t->classes[past] == CHAR_STOP);

    return unit > 0 || is_plain ? past + unit : i;
}

size_t personal_take_address(struct personal_scan *s, size_t end)
{
    const struct personal_text *t = &s->text;
    size_t beg = 0;
    bool has_city = false;

    for (size_t n = MIN(end, (size_t)MAX_CITY); n >= 2 && !has_city; n--) {
        uint32_t flags = personal_word(t->u + end - n, n);
        bool is_prefecture =
            (flags & WORD_PLACE) != 0 &&
            (t->u[end - 1] == 0x770C || /* 県都道府 */
             t->u[end - 1] == 0x90FD || t->u[end - 1] == 0x9053 || t->u[end - 1] == 0x5E9C);

        if ((flags & WORD_CITY) != 0 || is_prefecture) {
            beg = end - n;
            has_city = true;
        }
    }
    if (!has_city) {
        return 0;
    }
    struct address a = {.t = t, .end_of_window = MIN(t->n, end + WINDOW), .has_city = true};
    size_t first = with_what_is_before(t, beg);
    struct str label =
        str_sub(t->folded.s, first == 0 ? 0 : t->at[first > 8 ? first - 8 : 0], t->at[first]);

    a.is_labelled =
        personal_has_word(
            label, "住所|所在|住居|本籍|転居|居所|在住|送付先|届け先|〒|住　所|住 所|アドレス") ||
        personal_has_word(s->head.folded.s, "住所|所在地|本籍|居所");
    a.is_whole = first < beg && (first == 0 || t->classes[first - 1] == CHAR_SPACE ||
                                 t->classes[first - 1] == CHAR_OPEN || t->u[first - 1] == ':');
    size_t past =
        personal_is_unit(t, end, 0x306E) ? 0 : rest_end(&a, end); /* 大津市の… is no address */

    if (past > 0 && is_site(t, past)) {
        return past;
    }
    if (past > 0) {
        past = house_end(t, past);
        personal_hit_units(s, "PII-304", first, past);
    }
    return past;
}

size_t personal_take_labelled_address(struct personal_scan *s, size_t at)
{
    const struct personal_text *t = &s->text;
    struct address a = {.t = t, .end_of_window = MIN(t->n, at + WINDOW), .is_labelled = true};
    size_t past;

    if (at >= t->n || t->classes[at] != CHAR_KANJI) {
        return 0;
    }
    past = rest_end(&a, at);
    if (past > 0) {
        past = house_end(t, past);
        personal_hit_units(s, "PII-304", at, past);
    }
    return past;
}
