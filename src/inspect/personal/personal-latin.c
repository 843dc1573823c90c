/*
 * Names of people in Latin letters. Words with a capital stand side by side; they are a name when
 *
 *     Mr. Olsen, Dr. Aiko Tsuchiya            a form of address is before them
 *     Author: Shiori Kanda, Prepared by …     a word says so, and none of them names a firm
 *     Jo Olsen <jo@…>                         an address of mail is behind
 *     OGAWA Tetsuya, Naoki Fujisawa           they are a Japanese family name and a given name
 *     Tanabe, Y., Y. Tanabe                   a family name and an initial; in a list also a
 * foreign one
 */
#include "inspect/personal/personal-latin-word.h"
#include "inspect/personal/personal-walk.h"

enum {
    MOST_WORDS = 5,
    LIST_GAP = 7,    /* units between two names of a list: ", and " */
    LEAST_KNOWN = 3, /* letters of a family name that an initial belongs to */
};

struct latin {
    size_t beg, end;
    uint32_t flags; /* of the name in kana */
    uint32_t kinds; /* enum latin_kind */
    bool is_initial;
};

static bool is_capital(const struct personal_text *t, size_t i)
{
    return i < t->n && t->u[i] >= 'A' && t->u[i] <= 'Z';
}

/* A letter, with the accented ones of Europe. */
static bool is_letter(const struct personal_text *t, size_t i)
{
    return i < t->n && (t->classes[i] == CHAR_LATIN || (t->u[i] >= 0xC0 && t->u[i] < 0x250));
}

/* ---- words ---- */

/* Whether a word may begin at `i`, and not in the midst of an address or a code. */
static bool begins(const struct personal_text *t, size_t i)
{
    if (i == 0) {
        return true;
    }
    uint16_t before = t->u[i - 1];

    return !is_letter(t, i - 1) && t->classes[i - 1] != CHAR_DIGIT && before != '_' &&
           before != '-' && before != '@' && before != '.' && before != '/' && before != '\\' &&
           (before != '\'' || i < 2 || !is_letter(t, i - 2));
}

/* A word with a capital: the rest of it small, or all of it capitals. */
static bool word_from(const struct personal_text *t, size_t i, struct latin *ret)
{
    size_t end = i + 1;
    size_t small = 0, capitals = 1;
    size_t breaks = 0;

    if (!is_capital(t, i)) {
        return false;
    }
    while (is_letter(t, end) ||
           (end < t->n && (t->u[end] == '\'' || t->u[end] == '-') && is_letter(t, end + 1))) {
        bool is_break = t->u[end] == '\'' || t->u[end] == '-';
        bool may_be_capital =
            is_break || (end >= 2 && (t->u[end - 1] == '\'' || t->u[end - 1] == '-'));

        breaks += is_break;
        small += !is_break && !is_capital(t, end);
        capitals += is_capital(t, end) && !may_be_capital;
        end++;
    }
    bool is_initial = end == i + 1 && end < t->n && t->u[end] == '.';

    if ((small > 0 && capitals > 1 && !(t->u[i] == 'M' && t->u[i + 1] == 'c')) || breaks > 2 ||
        (end < t->n && (t->classes[end] == CHAR_DIGIT || t->u[end] == '_' || t->u[end] == '@'))) {
        return false;
    }
    *ret = (struct latin){.beg = i,
                          .end = end + is_initial,
                          .flags = is_initial || end - i < 2 ? 0 : personal_latin_names(t, i, end),
                          .kinds = personal_latin_kinds(t, i, end),
                          .is_initial = is_initial};
    return true;
}

static bool word_at(const struct personal_text *t, size_t i, struct latin *ret)
{
    return is_capital(t, i) && begins(t, i) && word_from(t, i, ret);
}

static bool is_foreign(const struct personal_text *t, const struct latin *x)
{
    return personal_latin_is_foreign(t, x->beg, x->end);
}

/* Whether the units are one of the words, separated by '|', in either case. */
static bool is_word(const struct personal_text *t, size_t beg, size_t end, const char *words)
{
    char word[PERSONAL_LATIN_LETTERS + 1] = "";
    size_t n = end - beg;

    if (n == 0 || n > PERSONAL_LATIN_LETTERS) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        uint16_t u = (uint16_t)(t->u[beg + i] | (is_capital(t, beg + i) ? 0x20 : 0));

        if (u >= 0x80) {
            return false;
        }
        word[i] = (char)u;
    }
    for (const char *p = words;; p++) {
        size_t k = 0;

        while (k < n && p[k] == word[k]) {
            k++;
        }
        p += k;
        if (k == n && (*p == '|' || *p == '\0')) {
            return true;
        }
        p = strchrnul(p, '|');
        if (*p == '\0') {
            return false;
        }
    }
}

/* The words with capitals behind the first `n`, with one blank between them; how many in all. */
static size_t words_after(const struct personal_text *t, struct latin words[static MOST_WORDS],
                          size_t n)
{
    while (n < MOST_WORDS && personal_is_class(t, words[n - 1].end, CHAR_SPACE) &&
           word_at(t, words[n - 1].end + 1, &words[n])) {
        n++;
    }
    return n;
}

/* The words with capitals from `i` on. */
static size_t words_from(const struct personal_text *t, size_t i,
                         struct latin words[static MOST_WORDS])
{
    return word_at(t, i, &words[0]) ? words_after(t, words, 1) : 0;
}

static bool has_firm(const struct latin *words, size_t n)
{
    uint32_t kinds = 0;

    for (size_t k = 0; k < n; k++) {
        kinds |= words[k].kinds;
    }
    return (kinds & LATIN_FIRM) != 0;
}

static size_t take(struct personal_walk *w, size_t beg, size_t end)
{
    personal_hit_units(w->s, "PII-305", beg, end);
    w->latin_end = end;
    return end;
}

/* ---- what announces a name ---- */

/* Mr. and the like at `i`: past it and the blank, or 0. */
static size_t address_end(const struct personal_text *t, const struct latin *x)
{
    size_t end = x->end;

    if ((x->kinds & LATIN_ADDRESS) == 0) {
        return 0;
    }
    end += personal_is_unit(t, end, '.');
    if (end == x->end && is_capital(t, x->beg + 1)) {
        return 0; /* MS Windows */
    }
    return personal_is_class(t, end, CHAR_SPACE) || end > x->end
               ? personal_run_end(t, end, CHAR_SPACE, 2)
               : 0;
}

/* How many of the words stand before a form of address: Dear Mr. Olsen. */
static size_t before_address(const struct personal_text *t, const struct latin *words, size_t n)
{
    size_t k = 1;

    while (k < n && address_end(t, &words[k]) == 0) {
        k++;
    }
    return k;
}

/* Whether what stands behind a word may be the rest of an announcement: nearly never. */
static bool may_announce(const struct personal_text *t, size_t end)
{
    size_t beg = personal_run_end(t, end, CHAR_SPACE, 1);

    return personal_is_unit(t, beg, ':') ||
           (beg > end &&
            (personal_latin_kinds(t, beg,
                                  personal_run_end(t, beg, CHAR_LATIN, PERSONAL_LATIN_LETTERS)) &
             LATIN_GOING_ON) != 0);
}

/* "Author:", "Prepared by", "Contact Person:": past it, or 0. */
static size_t announcement_end(const struct personal_text *t, const struct latin *x,
                               bool *ret_is_sure)
{
    size_t end = x->end;

    *ret_is_sure = false;
    if ((x->kinds & (LATIN_ANNOUNCES | LATIN_SURE)) == 0 || !may_announce(t, end)) {
        return 0;
    }
    *ret_is_sure = (x->kinds & LATIN_SURE) != 0;
    for (size_t words = 0; words < 3 && personal_is_class(t, end, CHAR_SPACE); words++) {
        size_t beg = end + 1;
        size_t past = personal_run_end(t, beg, CHAR_LATIN, PERSONAL_LATIN_LETTERS);

        if ((personal_latin_kinds(t, beg, past) & LATIN_GOING_ON) == 0) {
            break;
        }
        *ret_is_sure |= is_word(t, beg, past, "name");
        if (is_word(t, beg, past, "by") && !personal_is_unit(t, past, ':')) {
            return personal_is_class(t, past, CHAR_SPACE) ? past + 1 : 0;
        }
        end = past;
    }
    end = personal_run_end(t, end, CHAR_SPACE, 1);
    if (!personal_is_unit(t, end, ':')) {
        return 0;
    }
    end = personal_run_end(t, end + 1, CHAR_SPACE, PERSONAL_MAX_SPACES);
    return end + (personal_is_unit(t, end, '"') || personal_is_unit(t, end, '\''));
}

/* The name behind an announcement, or in a cell of a column for names; past it, or 0. */
static size_t take_announced(struct personal_walk *w, size_t i, bool is_sure)
{
    struct latin words[MOST_WORDS];
    const struct personal_text *t = w->t;
    size_t n = words_from(t, i, words);
    bool is_known = false;
    size_t foreign = 0;

    for (size_t k = 0; k < n; k++) {
        is_known |= words[k].flags != 0 && words[k].end - words[k].beg > LEAST_KNOWN;
        foreign += is_foreign(t, &words[k]);
    }
    is_known |= n == 2 && foreign == n;
    if (n == 0 || has_firm(words, n) || (n == 1 && !is_known) ||
        (!is_sure && !is_known && !personal_is_unit(t, words[n - 1].end + 1, '<'))) {
        return 0;
    }
    if (n == 1 && personal_is_unit(t, words[0].end, ',')) { /* Yamada, Taro */
        struct latin given;

        if (word_at(t, personal_run_end(t, words[0].end + 1, CHAR_SPACE, 1), &given)) {
            return take(w, i, given.end);
        }
    }
    return take(w, i, words[n - 1].end);
}

/* ---- names that need none ---- */

static bool are_surname_and_given(const struct personal_text *t, const struct latin *a,
                                  const struct latin *b)
{
    const uint32_t surname = WORD_KANA_SURNAME;
    const uint32_t given = WORD_KANA_GIVEN;
    bool are_both = ((a->flags & surname) != 0 && (b->flags & given) != 0) ||
                    ((a->flags & given) != 0 && (b->flags & surname) != 0);

    return are_both && a->end - a->beg >= LEAST_KNOWN && b->end - b->beg >= LEAST_KNOWN &&
           (a->kinds & (LATIN_DIRECTION | LATIN_FIRM)) == 0 && (b->kinds & LATIN_FIRM) == 0;
}

/* Tanabe, Y. and Y. Tanabe: past it, or 0. */
static size_t initials_end(const struct personal_walk *w, const struct latin *words, size_t n)
{
    const struct personal_text *t = w->t;
    bool is_marked = words[0].beg > 0 && t->u[words[0].beg - 1] == 0x25CB; /* ○ */
    bool in_list = is_marked || (w->latin_end > 0 && words[0].beg - w->latin_end <= LIST_GAP);
    const struct latin *last = &words[n - 1];

    if (words[0].is_initial) {
        size_t k = 1;

        while (k < n && words[k].is_initial) {
            k++;
        }
        return k < n && words[k].end - words[k].beg > LEAST_KNOWN &&
                       ((words[k].flags & WORD_KANA_SURNAME) != 0 || in_list) &&
                       (words[k].kinds & LATIN_FIRM) == 0
                   ? words[k].end
                   : 0;
    }
    size_t at = personal_is_unit(t, last->end, ',') ? last->end + 1 : last->end;
    struct latin initial;

    at = personal_run_end(t, at, CHAR_SPACE, 1);
    if (n == 1 && at > last->end && word_at(t, at, &initial) && initial.is_initial &&
        last->end - last->beg >= LEAST_KNOWN &&
        ((last->flags & WORD_KANA_SURNAME) != 0 || in_list) && (last->kinds & LATIN_FIRM) == 0) {
        struct latin more;

        at = personal_run_end(t, initial.end, CHAR_SPACE, 1);
        return word_at(t, at, &more) && more.is_initial ? more.end : initial.end;
    }
    size_t k = 1;

    while (k < n && words[k].is_initial) {
        k++;
    }
    return n > 1 && k == n &&
                   ((n == 2 && (words[0].flags & WORD_KANA_SURNAME) != 0) ||
                    (is_marked && is_foreign(t, &words[0])))
               ? last->end
               : 0;
}

/* Whether nothing but a word with a capital stands behind the initial up to `end`. */
static bool word_at_initial(const struct personal_text *t, const struct latin *initial, size_t end)
{
    size_t i = initial->end;

    if (!is_capital(t, i) || end - i < LEAST_KNOWN || end - i > PERSONAL_LATIN_LETTERS) {
        return false;
    }
    while (i < end && is_letter(t, i)) {
        i++;
    }
    return i == end;
}

/* Two words between names of a list: 鳴海 悠斗、Jo Olsen; ○Jo Olsen、手嶋 渚. */
static bool is_among_names(const struct personal_walk *w, size_t beg, size_t end)
{
    const struct personal_text *t = w->t;

    return (w->due == beg && w->before == BEFORE_LIST && w->is_list_of_names) ||
           personal_is_before_full_name(t, end);
}

/* Whether the cells to the left are Japanese: in a table of English words clubs are named too. */
static bool has_wide(struct str beside)
{
    for (size_t i = 0; i < beside.n; i++) {
        if ((unsigned char)beside.p[i] >= 0xE3) {
            return true;
        }
    }
    return false;
}

/*
 * Pierre Dupont, John A. Brown, Elena Petrova: all words are parts of names, in a cell by
 * themselves, before a part of a person in English or before what is said of somebody in Japanese.
 */
static bool is_foreign_person(const struct personal_walk *w, const struct latin *words, size_t n)
{
    const struct personal_text *t = w->t;
    size_t end = words[n - 1].end;
    size_t names = 0;

    if (n < 2 || n > 3 || words[0].is_initial || words[n - 1].is_initial ||
        is_capital(t, end - 1) || has_firm(words, n)) {
        return false; /* SQUARE ROOT */
    }
    for (size_t k = 0; k < n; k++) {
        names += words[k].flags != 0 || is_foreign(t, &words[k]);
    }
    size_t role = personal_run_end(t, end + 1, CHAR_SPACE, 1);
    struct latin next;
    bool is_role = (personal_is_unit(t, end, ',') || personal_is_class(t, end, CHAR_SPACE)) &&
                   word_from(t, role + personal_is_class(t, role, CHAR_OPEN), &next) &&
                   (next.kinds & LATIN_ROLE) != 0;
    size_t dash = words[0].beg >= 2 ? words[0].beg - 2 : 0;
    size_t before = dash;

    while (before > 0 && t->classes[before - 1] == CHAR_SPACE) {
        before--;
    }
    /* … in May. — Jo Olsen */
    bool is_cited = end == t->n && words[0].beg >= 2 && personal_stands(t, dash, "- |— |― |– ") &&
                    (before == 0 || t->classes[before - 1] == CHAR_STOP ||
                     t->classes[before - 1] == CHAR_CLOSE || t->u[before - 1] == '.');
    bool is_alone = words[0].beg == 0 && end == t->n &&
                    (has_wide(w->s->beside) || w->s->head_is_part); /* not Real Madrid */

    return names + 1 >= n + (n == 2) &&
           (is_alone || is_cited || (words[0].beg == 0 && is_role) ||
            personal_stands(t, end, " です|です|氏|様|さん|先生|と申"));
}

/* SAKAE Masakazu: the family name in capitals, and a known given name. */
static bool is_capital_family(const struct personal_text *t, const struct latin *a,
                              const struct latin *b)
{
    for (size_t i = a->beg; i < a->end; i++) {
        if (!is_capital(t, i)) {
            return false;
        }
    }
    return a->end - a->beg >= LEAST_KNOWN && b->end - b->beg > LEAST_KNOWN &&
           !is_capital(t, b->beg + 1) && (b->flags & WORD_KANA_GIVEN) != 0 && a->flags != 0 &&
           (a->kinds & LATIN_FIRM) == 0;
}

/* ---- names that Japanese words speak for ---- */

/* 旅券番号 …: of nobody but a person. */
static bool is_before_papers(const struct personal_text *t, size_t i)
{
    return personal_stands(t, i, "旅券|国籍|パスポート|在留");
}

/* 口座名義 …: whoever holds the account or the card. */
static bool is_behind_holder(const struct personal_text *t, size_t i)
{
    return i >= 3 && personal_stands(t, i - 3, "名義");
}

/* What stands before and behind such words, as much as it says that they name somebody. */
static int weight_around(const struct personal_walk *w, const struct latin *words, size_t n)
{
    const struct personal_text *t = w->t;
    size_t end = words[n - 1].end;
    size_t past;
    int weight = 0;

    if (w->due == words[0].beg) {
        weight += w->before == BEFORE_LIST && w->is_list_of_names ? 3
                  : w->before == BEFORE_TITLE && n > 1            ? 3
                  : is_behind_holder(t, words[0].beg)             ? 3
                  : w->before == BEFORE_ROLE || w->before >= BEFORE_COLON
                      ? 1 + personal_is_behind_part(t, words[0].beg)
                      : 0;
    }
    if (personal_stands(t, end, "社長|会長|代表|取締役|担当|専務|常務|CEO")) {
        /* those of a firm: what is known of the name must say more */
        weight += personal_is_remembered(w->s, words[0].beg, words[0].end) ? 3 : n > 1;
    } else if (personal_after_at(t, end, &past) >= AFTER_TITLE) {
        weight += personal_stands(t, end, "医師|看護師|教授|准教授|助教") ? 4 : 3;
    }
    if (personal_is_class(t, end, CHAR_OPEN) &&
        personal_has_word(str_sub(t->folded.s, t->at[end], t->folded.s.n),
                          "univ|大学|研究所|inst|college")) {
        weight += 2;
    }
    past = personal_run_end(t, end, CHAR_SPACE, PERSONAL_MAX_SPACES);
    past += personal_is_class(t, past, CHAR_OPEN);
    return weight + (past > end && is_before_papers(t, past) ? 6 : 0);
}

/*
 * Nguyen Thi Lan委員, 副理事長 Wang Lei, 上野、Kim、平田: words that may be names of another country, in
 * Japanese; past them, or 0. Firms and goods have such names too, so that the words alone never do.
 */
static size_t take_told(struct personal_walk *w, const struct latin *words, size_t n)
{
    enum { MOST = 3, ENOUGH = 4, SURE = 6 };
    const struct personal_text *t = w->t;
    const struct latin *last = &words[n - 1];
    size_t names = 0;
    int weight;

    if (n > MOST || words[0].is_initial || last->is_initial || last->end < words[0].beg + 3 ||
        (n == 1 && is_capital(t, words[0].beg + 1)) || personal_is_unit(t, last->end, '<')) {
        return 0;
    }
    weight = weight_around(w, words, n);
    if (weight < 2 || (weight < SURE && has_firm(words, n))) { /* Park is a name too */
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        names += words[k].flags != 0 || is_foreign(t, &words[k]);
    }
    bool is_like = names * 2 >= n && (n > 2 || is_behind_holder(t, words[0].beg) ||
                                      words[n - 1].flags != 0 || is_foreign(t, last));

    weight += n > 1 && names == n ? 2 : is_like; /* no Power Automate */
    if (weight < ENOUGH) {
        return 0;
    }
    personal_remember(w->s, words[0].beg, words[0].end);
    personal_remember(w->s, last->beg, last->end);
    take(w, words[0].beg, last->end);
    personal_expect_next(w, last->end);
    return last->end;
}

/* This is Aiko Tsuchiya of Sanko Soken. */
static bool is_behind_of(const struct personal_text *t, size_t i)
{
    return i >= 3 && (personal_stands(t, i - 3, "of |at ") || personal_stands(t, i - 3, "Of |At "));
}

/* Past de, van der and the like at `i`, when a word with a capital is behind; else `i`. */
static size_t particles_end(const struct personal_text *t, size_t i)
{
    enum { MOST = 2 };
    size_t at = i;

    for (size_t k = 0; k < MOST; k++) {
        size_t end = personal_run_end(t, at, CHAR_LATIN, 4);

        if (!is_word(t, at, end, "de|van|von|der|den|la|le|di|da|del|dos|du|el|al|bin|ten") ||
            !personal_is_class(t, end, CHAR_SPACE)) {
            break;
        }
        at = end + 1;
    }
    return is_capital(t, at) ? at : i;
}

/* The name behind a form of address; of kanji it is due there: Dr.大西. Past it, or 0. */
static size_t take_addressed(struct personal_walk *w, size_t i)
{
    struct latin words[MOST_WORDS];
    size_t n;

    if (personal_is_class(w->t, i, CHAR_KANJI)) {
        w->due = i;
        w->before = BEFORE_TITLE;
        return i;
    }
    n = words_from(w->t, particles_end(w->t, i), words);
    if (n == 0 || has_firm(words, n)) {
        return 0;
    }
    size_t end = words[MIN(n, (size_t)3) - 1].end;
    size_t next = personal_run_end(w->t, end, CHAR_SPACE, 1);
    size_t last = particles_end(w->t, next);

    if (last > next && word_at(w->t, last, &words[0])) {
        end = words[0].end; /* Hendrik de Vries */
    }
    return take(w, i, end);
}

/* Whether an honour stands behind the words, or what only people do; or names around them. */
static bool is_honoured(const struct personal_walk *w, const struct latin *words, size_t n)
{
    const struct personal_text *t = w->t;
    const struct latin *last = &words[n - 1];

    return personal_stands(t, last->end, "氏|先生|教授|博士|様") ||
           (last->flags != 0 && personal_stands(t, last->end, "さん|君|くん|ちゃん")) ||
           (n >= 2 && personal_stands(t, last->end, " wrote:")) ||
           (n == 2 && (personal_stands(t, last->end, "さんの|さんが|さんは|さんに|さんと|さん、") ||
                       is_among_names(w, words[0].beg, last->end)));
}

/* Whether the head of the column says that names stand there in Latin letters: 名義, beside a name in
 * kanji also ローマ字. */
static bool is_column_of_latin(const struct personal_scan *s)
{
    struct str head = s->head.folded.s;

    return !s->head_is_line && head.n > 0 &&
           (personal_has_word(head, "名義|氏名|name") ||
            (s->is_beside_person && personal_has_word(head, "ローマ字|英字|英文|英語|綴り")));
}

/* A cell of such a column, all of it; past it, or 0. */
static size_t take_cell(struct personal_walk *w)
{
    struct latin words[MOST_WORDS];
    const struct personal_text *t = w->t;
    size_t n = words_from(t, 0, words);
    struct latin given;

    if (n == 0 || has_firm(words, n)) {
        return 0;
    }
    if (n == 1 && personal_is_unit(t, words[0].end, ',') &&
        word_at(t, personal_run_end(t, words[0].end + 1, CHAR_SPACE, 1), &given)) {
        return given.end == t->n ? take(w, 0, t->n) : 0;
    }
    return n >= 2 && n <= 3 && words[n - 1].end == t->n ? take(w, 0, t->n) : 0;
}

/* maki tonomura: two known names in small letters, all of the cell; past it, or 0. */
static size_t take_small(struct personal_walk *w)
{
    const struct personal_text *t = w->t;
    size_t middle = personal_run_end(t, 0, CHAR_LATIN, PERSONAL_LATIN_LETTERS);
    size_t end = personal_run_end(t, MIN(middle + 1, t->n), CHAR_LATIN, PERSONAL_LATIN_LETTERS);

    if (end != t->n || end < middle + LEAST_KNOWN || middle < LEAST_KNOWN ||
        !personal_is_class(t, middle, CHAR_SPACE)) {
        return 0;
    }
    uint32_t both = personal_latin_names(t, 0, middle) | personal_latin_names(t, middle + 1, end);

    return both == (WORD_KANA_SURNAME | WORD_KANA_GIVEN) ? take(w, 0, end) : 0;
}

/* Hayate SATO on a line by itself, below the last words of a letter. */
static bool is_signed(const struct personal_walk *w, const struct latin *words, size_t n)
{
    static const char *const closings = "regards|sincerely|yours|best wishes|cheers|many thanks";
    struct str above = w->s->above;
    size_t names = 0;
    size_t beg = above.n > 0 ? above.n - 1 : 0;

    while (beg > 0 && above.p[beg - 1] != '\n') {
        beg--;
    }
    if (words[0].beg > 0 || words[n - 1].end < w->t->n || n < 2 || n > 3 || has_firm(words, n) ||
        !personal_has_word(str_sub(above, beg, above.n), closings)) {
        return false;
    }
    for (size_t k = 0; k < n; k++) {
        names += words[k].flags != 0 || is_foreign(w->t, &words[k]);
    }
    return names > 0;
}

/* Tonomura-san: past the name, or 0. */
static size_t before_san(const struct personal_text *t, const struct latin *x)
{
    static const char *const honours = "san|sama|sensei|kun|chan";
    size_t hyphen = x->end;

    while (hyphen > x->beg && t->u[hyphen] != '-') {
        hyphen--;
    }
    return hyphen >= x->beg + LEAST_KNOWN && is_word(t, hyphen + 1, x->end, honours) ? hyphen : 0;
}

/* TONOMURA/MAKI MS: both in capitals, and a form of address and nothing else behind. */
static bool are_of_ticket(const struct personal_text *t, const struct latin *family,
                          const struct latin *given)
{
    struct latin title;

    return is_capital(t, given->end - 1) && is_capital(t, family->end - 1) &&
           given->end - given->beg >= LEAST_KNOWN && family->end - family->beg >= LEAST_KNOWN &&
           personal_is_class(t, given->end, CHAR_SPACE) && word_from(t, given->end + 1, &title) &&
           (title.kinds & LATIN_ADDRESS) != 0 &&
           (title.end == t->n || t->classes[title.end] != CHAR_SPACE ||
            personal_is_class(t, title.end + 1, CHAR_SPACE));
}

/* Yamada, Taro; YAMADA/TARO; TONOMURA/MAKI MS: past it, or 0. */
static size_t divided_end(const struct personal_text *t, const struct latin *family)
{
    struct latin given;
    size_t next = personal_run_end(t, family->end + 1, CHAR_SPACE, 1);
    bool has_slash = personal_is_unit(t, family->end, '/');

    if ((!has_slash && !personal_is_unit(t, family->end, ',')) || !word_from(t, next, &given)) {
        return 0;
    }
    bool are_known = (family->flags & WORD_KANA_SURNAME) != 0 &&
                     (given.flags & WORD_KANA_GIVEN) != 0 &&
                     are_surname_and_given(t, family, &given);

    return are_known || (has_slash && are_of_ticket(t, family, &given)) ? given.end : 0;
}

/* Words that are a name by themselves, by each other or by what is around them; past it, or 0. */
static size_t name_end(const struct personal_walk *w, const struct latin *words, size_t n)
{
    const struct personal_text *t = w->t;
    const struct latin *last = &words[n - 1];
    size_t i = words[0].beg;
    /* Hiroshi Tamura, Mika Oshiro, Daniel Craft: foreign ones in a list of names */
    bool in_list = w->latin_end > 0 && i - w->latin_end <= LIST_GAP && i - w->latin_end >= 2 &&
                   personal_stands(t, w->latin_end, ", | and | & |; ");
    bool is_listed =
        in_list && n == 2 && !has_firm(words, n) && words[0].end - words[0].beg >= LEAST_KNOWN;
    bool is_pair = !is_behind_of(t, i) && (n == 2 || (n == 3 && words[1].is_initial)) &&
                   are_surname_and_given(t, &words[0], last);
    bool has_mail = n >= 2 && n <= 3 && personal_is_class(t, last->end, CHAR_SPACE) &&
                    personal_is_unit(t, last->end + 1, '<') && !has_firm(words, n);

    if (is_listed || is_pair || has_mail || (n == 2 && is_capital_family(t, &words[0], last)) ||
        is_foreign_person(w, words, n) || is_signed(w, words, n)) {
        return last->end;
    }
    return n == 1 ? divided_end(t, last) : 0;
}

/* A name that the column or a word before it announces; past it, or 0. */
static size_t take_due(struct personal_walk *w, size_t i)
{
    size_t past = i == 0 && is_column_of_latin(w->s) ? take_cell(w) : 0;

    return past == 0 && i == w->due && w->before == BEFORE_STRONG ? take_announced(w, i, true)
                                                                  : past;
}

size_t personal_take_latin(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    struct latin words[MOST_WORDS];
    bool is_sure = false;

    if (!is_capital(t, i) || !word_at(t, i, &words[0])) {
        return i == 0 && w->due == 0 && w->before == BEFORE_STRONG ? take_small(w) : 0;
    }
    size_t past = take_due(w, i);

    if (past > 0) {
        return past;
    }
    size_t name = address_end(t, &words[0]);

    if (name > 0 &&
        (is_capital(t, particles_end(t, name)) || personal_is_class(t, name, CHAR_KANJI))) {
        return take_addressed(w, name);
    }
    name = announcement_end(t, &words[0], &is_sure);
    if (name > 0) {
        /* A file or a firm has a name too: only what begins the line says that of a person. */
        is_sure = is_sure && (i == 0 || t->classes[i - 1] != CHAR_SPACE ||
                              (i > 1 && t->classes[i - 2] == CHAR_SPACE));
        past = take_announced(w, name, is_sure);
        return past > 0 ? past : name;
    }
    size_t n = before_address(t, words, words_after(t, words, 1));
    const struct latin *last = &words[n - 1];

    past = before_san(t, last);
    if (past > 0) {
        return take(w, i, past);
    }
    if (is_honoured(w, words, n) && n <= 3 && last->end > i + 1 &&
        !has_firm(words, n)) { /* no A氏 */
        return take(w, i, last->end);
    }
    if (words[0].is_initial && n == 1 && i == 0 && word_at_initial(t, &words[0], t->n)) {
        return take(w, i, t->n); /* J.Smith, alone */
    }
    past = take_told(w, words, n);
    if (past > 0) {
        return past;
    }
    past = initials_end(w, words, n);
    past = past > 0 ? past : name_end(w, words, n);
    return past > 0 ? take(w, i, past) : last->end;
}

bool personal_is_latin_label(const struct personal_text *t)
{
    size_t beg = personal_run_end(t, 0, CHAR_SPACE, t->n);
    size_t end = t->n;

    while (end > beg && (t->classes[end - 1] == CHAR_SPACE || t->u[end - 1] == ':')) {
        end--;
    }
    return is_capital(t, beg) || is_letter(t, beg)
               ? is_word(
                     t, beg, end,
                     "name|names|full name|your name|family name|given name|first name|last name|"
                     "surname|author|authors|contact person|person in charge|attendee|attendees|"
                     "participant|participants|member|speaker|presenter|representative|name "
                     "(roman)|"
                     "name in english|english name|name_en|name_eng|full_name|name of "
                     "passenger|passenger name|holder|"
                     "staff name|member name|author name|applicant|applicant name")
               : false;
}
