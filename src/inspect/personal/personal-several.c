/*
 * Names that are told by their company: family names in brackets or before a word that counts them;
 * and words that are spaced out, one character and one gap after the other.
 */
#include "inspect/personal/personal-walk.h"

/* 事務局(…: a word of two to five characters that a name stands behind, before `open`. */
static bool is_behind_role(const struct personal_text *t, size_t open)
{
    enum { LEAST = 2, MOST = 5 };

    for (size_t n = LEAST; n <= MOST && n <= open; n++) {
        if ((personal_word(t->u + open - n, n) & WORD_ROLE) != 0) {
            return true;
        }
    }
    return false;
}

/*
 * (日向寺・布川), 事務局(川口、北): nothing but family names in brackets, two at least; past it, or 0. Those
 * that are other words too need a role before the bracket, or company: places alone are places.
 */
size_t personal_take_bracketed(struct personal_walk *w, size_t open)
{
    enum { MOST = 8 };
    const uint32_t doubtful = WORD_COMMON_SURNAME | WORD_PLACE;
    const struct personal_text *t = w->t;
    size_t ends[MOST][2];
    size_t n = 0, sure = 0, places = 0, longer = 0;
    bool is_plain = true;
    size_t i = open + 1;

    for (;;) {
        i = personal_run_end(t, i, CHAR_SPACE, 1);
        size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);
        uint32_t flags = personal_word(t->u + i, end - i);

        if (n == MOST || (flags & WORD_SURNAME) == 0 || (flags & (WORD_FIRM | WORD_NEVER)) != 0) {
            return 0;
        }
        is_plain &= (flags & doubtful) == 0;
        places += (flags & WORD_PLACE) != 0;
        longer += end - i >= 2;
        sure += end - i >= 2 && (flags & doubtful) == 0;
        ends[n][0] = i;
        ends[n++][1] = end;
        i = personal_run_end(t, end, CHAR_SPACE, 1);
        if (i >= t->n || (t->classes[i] != CHAR_COMMA && t->u[i] != 0x30FB)) {
            break;
        }
        i++;
    }
    bool are_names = is_plain ? sure > 0 : longer > 0 && places < n && is_behind_role(t, open);

    if (n < 2 || !personal_is_class(t, i, CHAR_CLOSE) || !are_names) {
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        personal_hit_units(w->s, "PII-305", ends[k][0], ends[k][1]);
        personal_remember(w->s, ends[k][0], ends[k][1]);
    }
    return i;
}

bool personal_is_behind_relative(const struct personal_text *t, size_t i)
{
    enum { LONGEST = 2 };
    static const uint16_t last[] = {
        0x59BB, 0x592B, 0x5B50, 0x7236, 0x6BCD, 0x5144, 0x5F1F, 0x59C9, 0x59B9,
        0x5B6B, 0x5A18, 0x7525, 0x59EA, 0x7537, 0x5973, 0x4EBA, 0x5076}; /* 妻夫子父母兄弟姉妹孫娘甥姪男女人偶 */
    size_t beg = i;

    if (i == 0 || !personal_is_one_of(t->u[i - 1], last, COUNT(last))) {
        return false;
    }

    while (beg > 0 && i - beg <= LONGEST && t->classes[beg - 1] == CHAR_KANJI) {
        beg--;
    }
    return (i == beg + 1 && personal_stands(t, beg, "妻|夫|子|父|母|兄|弟|姉|妹|孫|娘|甥|姪")) ||
           (i == beg + 2 && personal_stands(t, beg,
                                            "長男|長女|次男|次女|三男|三女|四男|二男|二女|本人|"
                                            "祖父|祖母|息子|叔父|叔母|伯父|伯母|養子|義父|義母|"
                                            "父親|母親|親父|実父|実母|義兄|義弟|実兄|実弟|実姉|"
                                            "実妹|義姉|義妹|長兄|次兄|末弟|末娘"));
}

/* 長男誠氏: past the given name right behind a relative that an honour is behind; or 0. */
static size_t honoured_end(const struct personal_text *t, size_t i)
{
    uint32_t lengths = personal_given_lengths(t, i);
    size_t past;

    for (size_t n = PERSONAL_MAX_UNKNOWN; n >= 1; n--) {
        if ((lengths >> n & 1) != 0 && personal_after_at(t, i + n, &past) == AFTER_HONOUR &&
            (personal_word(t->u + i, n) & WORD_NEVER) == 0) {
            return i + n;
        }
    }
    return 0;
}

/* Past a given name of `i`, known as one, whatever it is besides when it is `apart`; or 0. */
static size_t given_alone_end(const struct personal_text *t, size_t i, bool is_apart)
{
    uint32_t lengths = i < t->n ? personal_given_lengths(t, i) : 0;
    size_t end = lengths == 0
                     ? i
                     : personal_run_end(t, i, (enum char_class)t->classes[i], PERSONAL_WORD_MAX);

    for (size_t n = PERSONAL_MAX_UNKNOWN + 1; n >= 1; n--) {
        size_t past;
        uint32_t flags = (lengths >> n & 1) != 0 ? personal_word(t->u + i, n) : 0;

        if ((lengths >> n & 1) == 0 || (flags & (WORD_NEVER | WORD_ROLE | WORD_TITLE)) != 0) {
            continue;
        }
        if (is_apart ? i + n == end && personal_stands_alone(t, i, end)
                     : n >= 2 && (flags & (WORD_COMMON_GIVEN | WORD_GREAT_PLACE)) == 0 &&
                           !personal_is_noun(t->u + i, n) &&
                           personal_after_at(t, i + n, &past) >= AFTER_PARTICLE) {
            return i + n;
        }
    }
    return 0;
}

/*
 * 母　直美, 長男：大輔, 兄の武雄が, 孫 悠真、結衣: given names behind a word for a relative; past the last
 * one, or 0.
 */
size_t personal_take_relatives(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    enum { MOST_SIGNS = 8 };
    struct personal_name full;
    size_t beg = i;

    while (beg > 0 && i - beg < MOST_SIGNS &&
           (t->classes[beg - 1] == CHAR_SPACE || t->u[beg - 1] == ':' ||
            t->classes[beg - 1] == CHAR_OPEN || t->u[beg - 1] == 0x306E)) { /* の */
        beg--;
    }
    bool is_apart = beg < i && t->u[i - 1] != 0x306E;

    if (i >= t->n || !personal_is_behind_relative(t, beg) ||
        (personal_name_at(t, i, personal_surnames_at(t, i), &full) && full.is_full)) {
        return 0;
    }
    size_t past = 0;

    for (;;) {
        size_t end = beg == i ? honoured_end(t, i) : given_alone_end(t, i, is_apart);

        if (end == 0) {
            return past;
        }
        struct personal_name x = {
            .beg = i, .end = end, .surname = end - i, .past = end, .after = AFTER_PARTICLE};

        past = personal_accept(w, &x);
        if (past == 0 || !is_apart || past >= t->n ||
            (t->classes[past] != CHAR_COMMA && t->u[past] != 0x30FB)) {
            return past;
        }
        i = personal_run_end(t, past + 1, CHAR_SPACE, PERSONAL_MAX_SPACES);
    }
}

/*
 * 赤司 千尋(緒方), 植草(比企)光 in a column that says so: what somebody was called before. Past the bracket,
 * or 0.
 */
static size_t take_maiden(struct personal_walk *w, size_t open)
{
    const struct personal_text *t = w->t;
    size_t beg = open + 1;
    size_t end = personal_run_end(t, beg, CHAR_KANJI, PERSONAL_MAX_UNKNOWN);
    size_t given = personal_run_end(t, end + 1, CHAR_KANJI, PERSONAL_MAX_UNKNOWN);

    if (end == beg || !personal_is_class(t, end, CHAR_CLOSE) || given < t->n ||
        !personal_has_word(w->s->head.folded.s, "旧姓|旧氏")) {
        return 0;
    }
    personal_hit_units(w->s, "PII-305", beg, end);
    if (given > end + 1) {
        personal_hit_units(w->s, "PII-305", end + 1, given);
    }
    return given;
}

/* 部 課 室 係 局 班 会: offices of a few people. */
static bool is_of_few(uint16_t unit)
{
    static const uint16_t offices[] = {0x90E8, 0x8AB2, 0x5BA4, 0x4FC2, 0x5C40, 0x73ED, 0x4F1A};

    return personal_is_one_of(unit, offices, COUNT(offices));
}

size_t personal_take_in_brackets(struct personal_walk *w, size_t open)
{
    const struct personal_text *t = w->t;
    size_t maiden = open > 0 && w->s->head.n > 0 ? take_maiden(w, open) : 0;

    if (maiden > 0) {
        return maiden;
    }
    if (open < 1 || t->classes[open - 1] != CHAR_KANJI) {
        return 0;
    }
    size_t given = personal_take_relatives(w, open + 1);

    if (given > 0) {
        return given;
    }
    if (open < 2 || t->classes[open - 2] != CHAR_KANJI ||
        (!personal_is_part(t->u[open - 1]) && !is_of_few(t->u[open - 1]))) {
        return 0;
    }
    size_t end = personal_run_end(t, open + 1, CHAR_KANJI, PERSONAL_WORD_MAX);
    uint32_t flags = personal_word(t->u + open + 1, end - open - 1);

    if (end < open + 3 || !personal_is_class(t, end, CHAR_CLOSE) || (flags & WORD_SURNAME) == 0 ||
        (flags & (WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM | WORD_NEVER)) != 0 ||
        (is_of_few(t->u[open - 1]) && personal_is_noun(t->u + open + 1, end - open - 1))) {
        return 0;
    }
    personal_hit_units(w->s, "PII-305", open + 1, end);
    personal_remember(w->s, open + 1, end);
    return end;
}

/* What says that a list of names ends: 両委員, の両氏, の3名, の各委員, (2019); at `i`. */
static bool ends_list(const struct personal_text *t, size_t i)
{
    if (personal_is_year(t, i) || personal_stands(t, i, "まで。|までお|までご|まで連絡|まで電話")) {
        return true;
    }
    i += personal_is_unit(t, i, 0x306E);                                    /* の */
    if (personal_is_unit(t, i, 0x4E21) || personal_is_unit(t, i, 0x5404)) { /* 両 各 */
        uint32_t flags = WORD_TITLE | WORD_HONOUR | WORD_RANK;

        return i + 1 < t->n && (personal_longest(t->u + i + 1, t->n - i - 1, flags, NULL) > 0 ||
                                personal_is_unit(t, i + 1, 0x540D)); /* 名 */
    }
    size_t digits = personal_run_end(t, i, CHAR_DIGIT, 2);

    if (digits == i && i < t->n && (t->u[i] == 0x4E8C || t->u[i] == 0x4E09 || t->u[i] == 0x56DB)) {
        digits = i + 1; /* 二 三 四 */
    }
    return digits > i &&
           (personal_is_unit(t, digits, 0x540D) || personal_is_unit(t, digits, 0x4EBA) ||
            personal_is_unit(t, digits, 0x6C0F)); /* 名 人 氏 */
}

/* 若松・国枝で対応: what people share. */
static bool is_shared_work(const struct personal_text *t, size_t i)
{
    return personal_stands(
        t, i,
        "で対応|で分担|で担当|で現地|で立会|で作成|で確認|で調整|で訪問|で協議|で検討|"
        "が対応|が分担|が担当|が訪問|が参加|が出席|が同行|が説明|まで報告");
}

/* 岸田、榊の両委員: family names up to a word that counts them; past the last one, or 0. */
size_t personal_take_counted(struct personal_walk *w, size_t i)
{
    enum { MOST = 8 };
    const struct personal_text *t = w->t;
    size_t ends[MOST][2];
    size_t n = 0;
    size_t sure = 0;
    size_t common = 0;

    while (n < MOST && i < t->n && t->classes[i] == CHAR_KANJI) {
        uint32_t flags = 0;
        size_t run = personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);

        /* Names of a list end with their run of kanji; the last one may have 両 or 各 behind it. */
        if (n == 0 && (run >= t->n || (t->classes[run] != CHAR_COMMA && t->u[run] != 0x30FB))) {
            return 0;
        }
        size_t length = personal_longest(t->u + i, t->n - i, WORD_SURNAME, &flags);

        /* One that the table does not have, behind two that it has. */
        if (length == 0 && sure >= 2 && personal_may_be_unknown(t, i, run)) {
            length = run - i;
        }
        if (length == 0 || (flags & (WORD_FIRM | WORD_NEVER)) != 0 ||
            (length >= 2 && (flags & WORD_GREAT_PLACE) != 0)) {
            return 0;
        }
        sure += length >= 2 && (flags & (WORD_COMMON_SURNAME | WORD_PLACE)) == 0;
        common += length >= 2 && (flags & WORD_COMMON_SURNAME) != 0;
        ends[n][0] = i;
        ends[n++][1] = i + length;
        i += length;
        if (i < t->n && (t->classes[i] == CHAR_COMMA || t->u[i] == 0x30FB)) {
            i = personal_run_end(t, i + 1, CHAR_SPACE, 1);
            continue;
        }
        break;
    }
    bool is_shared = sure > 0 && common == 0 && is_shared_work(t, i);

    if (n < 2 || ends[0][1] - ends[0][0] < 2 || (common > 0 && sure == 0) ||
        (!is_shared && !ends_list(t, i))) {
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        personal_hit_units(w->s, "PII-305", ends[k][0], ends[k][1]);
        personal_remember(w->s, ends[k][0], ends[k][1]);
    }
    return i;
}

/* Whether one character and a gap stand before `i`: the spaced words begin further ahead. */
static bool is_behind_spaced(const struct personal_text *t, size_t i)
{
    return i >= 2 && t->classes[i - 1] == CHAR_SPACE && t->classes[i - 2] == CHAR_KANJI &&
           (i < 3 || t->classes[i - 3] == CHAR_SPACE);
}

/* Whether a gap and another word of kanji stand at `i`. */
static bool is_before_spaced(const struct personal_text *t, size_t i)
{
    return personal_is_class(t, i, CHAR_SPACE) && personal_is_class(t, i + 1, CHAR_KANJI);
}

/*
 * Words that are spaced out, one character and one gap after the other: 代 表 者, 山 田 太 郎. A
 * label makes a name due, a full name is one; past it, or 0.
 */
size_t personal_take_spaced(struct personal_walk *w, size_t i)
{
    enum { MOST = 8 };
    const struct personal_text *t = w->t;
    uint16_t units[MOST];
    size_t ends[MOST];
    size_t n = 0;
    uint32_t flags = 0;

    for (size_t at = i; n < MOST && personal_is_class(t, at, CHAR_KANJI) &&
                        !personal_is_class(t, at + 1, CHAR_KANJI);) {
        units[n] = t->u[at];
        ends[n++] = at + 1;
        size_t next = personal_run_end(t, at + 1, CHAR_SPACE, PERSONAL_MAX_SPACES);

        if (next == at + 1) {
            break;
        }
        at = next;
    }
    if (n < 2) {
        return 0;
    }
    size_t cue = personal_longest(
        units, n, WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_END | WORD_FIRM, &flags);

    if (cue >= 2) {
        bool has_colon = false;

        w->due = personal_skip_separators(t, ends[cue - 1], &has_colon);
        w->before = (flags & WORD_STRONG) != 0 ? BEFORE_STRONG
                    : has_colon                ? BEFORE_COLON
                                               : BEFORE_ROLE;
        if ((flags & (WORD_END | WORD_FIRM)) != 0) {
            w->due = SIZE_MAX;
        }
        return ends[cue - 1];
    }
    size_t all = n;

    n -= (personal_word(units + n - 1, 1) & WORD_HONOUR) != 0; /* 山 田 太 郎 殿 */
    if (is_behind_spaced(t, i) || (n == all && is_before_spaced(t, ends[n - 1]))) {
        return 0; /* 東 西 南 北 中央 */
    }
    for (size_t k = 1; k < n && n >= 3; k++) {
        if ((personal_word(units, k) & WORD_SURNAME) != 0 &&
            (personal_word(units + k, n - k) & WORD_GIVEN) != 0 &&
            (personal_word(units, n) & WORD_NOT_NAME) == 0) {
            struct personal_name x = {.beg = i,
                                      .end = ends[n - 1],
                                      .past = ends[n - 1],
                                      .is_full = true,
                                      .is_spaced = true};

            return personal_accept(w, &x);
        }
    }
    return 0;
}
