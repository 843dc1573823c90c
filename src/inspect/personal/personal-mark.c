/*
 * Words that are for the office only (PII-311): marks of secrecy and of drafts where they stand as
 * marks - alone on a line, in a cell, in brackets - and prices with their amount. In a sentence
 * they say nothing: specifications speak of 社外秘 and 見積書 without being any.
 */
#include "inspect/personal/personal-scan.h"

#include "inspect/personal/personal.h"

enum {
    MARK_LINE_UNITS = 24,
    DRAFT_LINE_UNITS = 44,
    PRICE_UNITS = 14,
    LEAST_DIGITS = 3,
    SEAL_BYTES = 200
};

static const struct str marks[] = {
    STR_IN_TABLE("社外秘"),
    STR_IN_TABLE("部外秘"),
    STR_IN_TABLE("対外秘"),
    STR_IN_TABLE("社内限"),
    STR_IN_TABLE("社内用"),
    STR_IN_TABLE("庁内限"),
    STR_IN_TABLE("省内限"),
    STR_IN_TABLE("局内限"),
    STR_IN_TABLE("部内限"),
    STR_IN_TABLE("内部限"),
    STR_IN_TABLE("内部資料"),
    STR_IN_TABLE("関係者限"),
    STR_IN_TABLE("関係者外秘"),
    STR_IN_TABLE("取扱注意"),
    STR_IN_TABLE("取扱厳重注意"),
    STR_IN_TABLE("取り扱い注意"),
    STR_IN_TABLE("取扱い注意"),
    STR_IN_TABLE("極秘"),
    STR_IN_TABLE("厳秘"),
    STR_IN_TABLE("マル秘"),
    STR_IN_TABLE("㊙"),
    STR_IN_TABLE("機密性2"),
    STR_IN_TABLE("機密性3"),
    STR_IN_TABLE("機密情報"),
    STR_IN_TABLE("会議後回収"),
    STR_IN_TABLE("要回収"),
    STR_IN_TABLE("机上配布"),
    STR_IN_TABLE("持出禁止"),
    STR_IN_TABLE("持ち出し禁止"),
    STR_IN_TABLE("複写厳禁"),
    STR_IN_TABLE("転送禁止"),
    STR_IN_TABLE("未定稿"),
    STR_IN_TABLE("未公表"),
    STR_IN_TABLE("非公表"),
    STR_IN_TABLE("公表前"),
    STR_IN_TABLE("作成中"),
    STR_IN_TABLE("検討中"),
    STR_IN_TABLE("作業用"),
    STR_IN_TABLE("下書き"),
    STR_IN_TABLE("ドラフト"),
    STR_IN_TABLE("草案"),
    STR_IN_TABLE("DRAFT"),
    STR_IN_TABLE("Draft"),
    STR_IN_TABLE("draft"),
    STR_IN_TABLE("CONFIDENTIAL"),
    STR_IN_TABLE("Confidential"),
    STR_IN_TABLE("INTERNAL USE ONLY"),
    STR_IN_TABLE("Internal use only"),
};

static bool is_bracket(const struct personal_text *t, size_t i, enum char_class class)
{
    return i < t->n && t->classes[i] == class;
}

/* Bytes of the mark at the byte, or 0. */
static size_t mark_at(struct str s, size_t at)
{
    size_t longest = 0;

    for (size_t i = 0; i < COUNT(marks); i++) {
        if (marks[i].n > longest && str_at(s, at, marks[i])) {
            longest = marks[i].n;
        }
    }
    return longest;
}

static size_t trimmed_end(const struct personal_text *t)
{
    size_t end = t->n;

    while (end > 0 && (t->classes[end - 1] == CHAR_SPACE || t->classes[end - 1] == CHAR_CLOSE)) {
        end--;
    }
    return end;
}

/* Alone on a short line, or in brackets: 【社外秘】, 社外秘, DRAFT 2. */
static void take_mark(struct personal_scan *s, size_t i, size_t first)
{
    const struct personal_text *t = &s->text;
    size_t bytes = mark_at(t->folded.s, t->at[i]);
    size_t end = i;

    while (bytes > 0 && end < t->n && t->at[end] < t->at[i] + bytes) {
        end++;
    }
    if (end == i) {
        return;
    }
    size_t last = trimmed_end(t);
    bool in_brackets = i > 0 && is_bracket(t, i - 1, CHAR_OPEN) && t->u[i - 1] != 0x300C && /* 「 */
                       end < t->n && end - i <= 12;
    size_t close = end;

    while (in_brackets && close < t->n && close - i < 12 && !is_bracket(t, close, CHAR_CLOSE)) {
        close++;
    }
    in_brackets = in_brackets && is_bracket(t, close, CHAR_CLOSE);
    /* 限り, 情報, 版, a number may follow; a sentence does not. */
    bool alone = i == first && last >= end && last - first <= MARK_LINE_UNITS && last - end <= 5 &&
                 (end >= t->n || t->u[end] != 0x306E) &&
                 (end == last || t->classes[last - 1] != CHAR_HIRAGANA || last - end == 1);

    if (in_brackets || alone) {
        personal_hit_units(s, "PII-311", i, in_brackets ? close : last);
    }
}

/* "実施計画(案)" at the end of a short line, "案" alone. */
static void take_draft(struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    size_t end = t->n;

    while (end > 0 && t->classes[end - 1] == CHAR_SPACE) {
        end--;
    }
    if (end == 0 || end > DRAFT_LINE_UNITS) {
        return;
    }
    if (end >= 3 && is_bracket(t, end - 1, CHAR_CLOSE) && t->u[end - 2] == 0x6848 &&
        is_bracket(t, end - 3, CHAR_OPEN) && t->u[end - 3] != 0x300C) {
        personal_hit_units(s, "PII-311", end - 2, end - 1);
    } else if (end == 1 && t->u[0] == 0x6848) {
        personal_hit_units(s, "PII-311", 0, 1);
    }
}

/* 単価 12,000円, 見積金額：￥1,200,000: the amount. */
static void take_price(struct personal_scan *s, size_t i)
{
    static const struct str words[] = {STR_IN_TABLE("単価"), STR_IN_TABLE("見積"),
                                       STR_IN_TABLE("原価"), STR_IN_TABLE("粗利"),
                                       STR_IN_TABLE("仕切")};
    const struct personal_text *t = &s->text;
    bool is_word = false;

    for (size_t k = 0; k < COUNT(words); k++) {
        is_word |= str_at(t->folded.s, t->at[i], words[k]);
    }
    for (size_t at = i + 2; is_word && at < t->n && at - i < PRICE_UNITS; at++) {
        size_t end = at;
        size_t digits = 0;

        if (t->classes[at] == CHAR_COMMA || t->classes[at] == CHAR_STOP) {
            return;
        }
        while (end < t->n && (t->classes[end] == CHAR_DIGIT || (t->u[end] == ',' && end > at))) {
            digits += t->classes[end] == CHAR_DIGIT;
            end++;
        }
        if (end == at) {
            continue;
        }
        bool has_unit = end < t->n && (t->u[end] == 0x5186 || t->u[end] == 0x5343 ||
                                       t->u[end] == 0x4E07); /* 円 千 万 */
        bool is_yen = has_unit || t->u[at - 1] == 0x00A5 || t->u[at - 1] == '\\';

        if (is_yen && digits > 0) {
            personal_hit_units(s, "PII-311", i, end + has_unit);
        }
        return;
    }
}

/* 見積書, 御見積書 for itself: the head of one. */
static void take_estimate(struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    uint16_t word[8];
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++) {
        if (t->classes[i] == CHAR_SPACE) {
            continue;
        }
        if (n == COUNT(word)) {
            return;
        }
        word[n++] = t->u[i];
    }
    size_t from = n > 0 && (word[0] == 0x5FA1 || word[0] == 0x304A); /* 御 お */

    if (n == from + 3 && word[from] == 0x898B && word[from + 1] == 0x7A4D &&
        word[from + 2] == 0x66F8) {
        personal_hit_units(s, "PII-311", 0, t->n);
    }
}

void personal_take_marks(struct personal_scan *s)
{
    const struct personal_text *t = &s->text;

    size_t first = 0; /* character that is no bracket or sign */

    while (first < t->n && t->classes[first] != CHAR_KANJI && t->classes[first] != CHAR_LATIN &&
           t->classes[first] != CHAR_KATAKANA && t->classes[first] != CHAR_HIRAGANA &&
           t->classes[first] != CHAR_DIGIT && t->u[first] != 0x3299) {
        first++;
    }
    take_draft(s);
    take_estimate(s);
    if (first < t->n && (t->wakes[first] & PERSONAL_WAKE_MARK) != 0) {
        take_mark(s, first, first);
    }
    for (size_t i = personal_next(t, 0, t->n, PERSONAL_WAKE_MARK); i < t->n;
         i = personal_next(t, i + 1, t->n, PERSONAL_WAKE_MARK)) {
        uint16_t u = t->u[i];

        if (u == 0x5358 || u == 0x898B || u == 0x539F || u == 0x7C97 ||
            u == 0x4ED5) { /* 単見原粗仕 */
            take_price(s, i);
        }
        if (i > 0 && t->classes[i - 1] == CHAR_OPEN && i != first) {
            take_mark(s, i, first);
        }
    }
}

bool personal_is_price_head(const struct personal_text *head)
{
    return personal_has_word(head->folded.s, "単価|見積|原価|粗利|仕切");
}

bool personal_is_seal(struct str text)
{
    return text.n <= SEAL_BYTES &&
           personal_has_word(text, "印影|印鑑|社印|角印|丸印|代表者印|職印|公印|実印|認印|電子印|"
                                   "署名|自署|signature|inkan|hanko");
}
