/*
 * Words of a workbook that no cell shows: constants of names, branches of formulas that are never
 * taken, readings of other words than stand in the cell, strings that no cell refers to, values a
 * filter lets through although no cell has them any more.
 */
#include "base/utf8.h"
#include "inspect/office/ooxml-sheet-walk.h"
#include "inspect/personal/personal.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    LEAST_LETTERS = 4, /* Latin letters in a reading that say something */
    LEAST_KANJI = 2,   /* … and characters that have a reading themselves */
    KANA_OF_ONE = 8,   /* more kana than this read no character … */
    LEAST_KANA = 16,   /* … in readings this long */
    MAX_ARGUMENT = 64, /* bytes of a condition that is a constant */
    MAX_FOLDED = 1024,
    LEAST_LITERAL = 6, /* bytes of a text in a formula that may name somebody */
    MAX_CRITERIA = 40, /* of filters: each is held against each cell */
};

/* ---- names ---- */

bool sheet_name_is_own(struct str name)
{
    static const char *const heads[] = {"_xlnm.", "_xlfn",  "_xlpm", "_xlws",
                                        "_xleta", "_xludf", "_xlcn."};

    for (size_t i = 0; i < COUNT(heads); i++) {
        if (ooxml_starts(name, heads[i])) {
            return true;
        }
    }
    return false;
}

/* A number counts when it has more than one digit. */
bool sheet_name_is_constant(struct str formula)
{
    size_t digits = 0;

    if (formula.n > 0 && formula.p[0] == '=') {
        formula = str_sub(formula, 1, formula.n);
    }
    formula = str_trim(formula);
    if (formula.n > 2 && (formula.p[0] == '"' || formula.p[0] == '{')) {
        return formula.p[formula.n - 1] == (formula.p[0] == '"' ? '"' : '}');
    }
    for (size_t i = 0; i < formula.n; i++) {
        if (memchr("0123456789.-", formula.p[i], 12) == NULL) {
            return false;
        }
        digits += formula.p[i] >= '0' && formula.p[i] <= '9';
    }
    return digits > 1;
}

void sheet_words_name(struct workbook *b, const struct sheet_name *name, struct str formula)
{
    struct found *f = b->o->found;
    struct str place =
        arena_printf(b->arena, "%.*s %.*s", STR_ARG(b->o->main), STR_ARG(name->name));

    if (name->is_hidden || (!name->is_own && sheet_name_is_constant(formula))) {
        found_add(f, "XLS-242", INSPECT_STRUCTURAL, place, formula);
    }
    if (str_trim(name->comment).n > 0) {
        found_add(f, "XLS-242", INSPECT_STRUCTURAL, place, name->comment);
        personal_scan(f, name->comment, name->name, place);
    }
    personal_scan(f, formula, name->name, place);
}

/* ---- formulas ---- */

/* Past the text in quotes that begins at `at`. */
static size_t past_literal(struct str f, size_t at)
{
    for (at++; at < f.n; at++) {
        if (f.p[at] == '"' && (at + 1 == f.n || f.p[at + 1] != '"')) {
            return at + 1;
        }
        at += f.p[at] == '"';
    }
    return f.n;
}

/* The end of the argument that begins at `at`: its comma or the bracket behind the last one. */
static size_t argument_end(struct str f, size_t at)
{
    int depth = 0;

    while (at < f.n) {
        char c = f.p[at];

        if (c == '"') {
            at = past_literal(f, at);
            continue;
        }
        if ((c == ',' || c == ';' || c == ')') && depth == 0) {
            break;
        }
        depth += (c == '(' || c == '{') - (c == ')' || c == '}');
        at++;
    }
    return at;
}

/* A condition without a reference: TRUE, 0, 1=1, 1>2. */
static bool is_constant_condition(struct str c, bool *ret_holds)
{
    char text[MAX_ARGUMENT + 1] = {0};
    char *end = NULL;

    c = str_trim(c);
    if (str_eq_any_case(c, STR("TRUE")) || str_eq_any_case(c, STR("TRUE()"))) {
        return *ret_holds = true;
    }
    if (str_eq_any_case(c, STR("FALSE")) || str_eq_any_case(c, STR("FALSE()"))) {
        *ret_holds = false;
        return true;
    }
    if (c.n == 0 || c.n > MAX_ARGUMENT) {
        return false;
    }
    memcpy(text, c.p, c.n);
    double left = strtod(text, &end);

    if (end == text) {
        return false;
    }
    if (*end == '\0') {
        *ret_holds = left != 0;
        return true;
    }
    size_t n = strspn(end, "<>=");
    char *number = end + n;
    double right = strtod(number, &end);
    char sign = number[-1];

    if (n == 0 || n > 2 || end == number || *end != '\0') {
        return false;
    }
    *ret_holds = n == 2 && number[-2] == '<' ? (sign == '>' ? left != right : left <= right)
                 : n == 2                    ? left >= right
                 : sign == '='               ? left == right
                 : sign == '<'               ? left < right
                                             : left > right;
    return true;
}

/* Texts in a piece of a formula that is never shown. */
static void tell_literals(struct sheet_walk *w, struct str f)
{
    for (size_t at = 0; at < f.n;) {
        if (f.p[at] != '"') {
            at++;
            continue;
        }
        size_t end = past_literal(f, at);
        struct str words = str_trim(str_sub(f, at + 1, end - 1));

        if (words.n > 1) {
            found_add(w->book->o->found, "XLS-242", INSPECT_STRUCTURAL,
                      sheet_cell_place(w, w->column, w->row), words);
        }
        at = end;
    }
}

/* "IF(" at `at`: which of its two branches is never taken? */
static void judge_condition(struct sheet_walk *w, struct str f, size_t at)
{
    size_t ends[3];
    bool holds = false;

    for (size_t i = 0; i < COUNT(ends); i++) {
        at += i > 0;
        ends[i] = argument_end(f, at);
        if (i == 0 && !is_constant_condition(str_sub(f, at, ends[i]), &holds)) {
            return;
        }
        at = ends[i];
    }
    tell_literals(w, holds ? str_sub(f, ends[1], ends[2]) : str_sub(f, ends[0], ends[1]));
}

/* Texts are looked through once, though a column of formulas repeats them. */
static void scan_literal(struct sheet_walk *w, struct str words)
{
    uint64_t hash = str_hash(words) | 1;
    uint64_t *slot = &w->literals[hash >> 8 & (SHEET_LITERALS - 1)];

    if (*slot != hash && words.n >= LEAST_LITERAL) {
        *slot = hash;
        personal_scan(w->book->o->found, words, (struct str){},
                      sheet_cell_place(w, w->column, w->row));
    }
}

static bool is_name_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || (c & 0x80) != 0;
}

void sheet_words_formula(struct sheet_walk *w, struct str f)
{
    if (f.n == 0 || memchr(f.p, '"', f.n) == NULL) {
        return;
    }
    for (size_t at = 0; at < f.n;) {
        bool begins = at == 0 || !is_name_byte(f.p[at - 1]);

        if (f.p[at] == '"') {
            size_t end = past_literal(f, at);

            scan_literal(w, str_sub(f, at + 1, end - 1));
            at = end;
        } else if (begins && str_at(f, at, STR("IF("))) {
            judge_condition(w, f, at + 3);
            at += 3;
        } else if (begins && str_at(f, at, STR("N(\""))) {
            tell_literals(w, str_sub(f, at + 2, argument_end(f, at + 2)));
            at += 2;
        } else {
            at++;
        }
    }
}

/* ---- headers and footers ---- */

/* The words of one without its codes: &C, &"Arial", &12, &K0070C0 (ECMA-376-1 18.3.1.39). */
static struct str margin_words(struct sheet_walk *w, struct str value)
{
    enum { COLOUR_BYTES = 8 };
    char *out = arena_alloc(w->arena, value.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < value.n;) {
        if (value.p[i] != '&' || i + 1 >= value.n) {
            out[n++] = value.p[i++];
            continue;
        }
        const char *quote =
            value.p[i + 1] == '"' ? memchr(value.p + i + 2, '"', value.n - i - 2) : NULL;

        if (quote != NULL) {
            i = (size_t)(quote - value.p) + 1;
        } else if (value.p[i + 1] == 'K') {
            i += COLOUR_BYTES;
        } else {
            for (i += 2; i < value.n && value.p[i] >= '0' && value.p[i] <= '9'; i++) {
            }
        }
        out[n++] = ' ';
    }
    return str_trim((struct str){.p = out, .n = n});
}

void sheet_words_margin(struct sheet_walk *w, const char *name)
{
    struct found *f = w->book->o->found;
    struct str value = buf_str(&w->value);
    struct str words = margin_words(w, value);
    bool is_printed = name[0] == 'o' || (name[0] == 'e' ? w->has_even_margin : w->has_first_margin);

    personal_scan(f, value, (struct str){}, w->sheet->name);
    /* "&Z" prints the folder that the file lies in. */
    if (ooxml_is_mark(value) || str_has(value, STR("&Z"))) {
        found_add(f, "DOC-224", INSPECT_STRUCTURAL, w->sheet->name, value);
    }
    if (is_printed) {
        buf_add(&w->margins, words);
        buf_add(&w->margins, STR("\n"));
    } else if (ooxml_has_words(words) && !str_has(buf_str(&w->margins), words)) {
        found_add(f, "XLS-242", INSPECT_STRUCTURAL,
                  arena_printf(w->arena, "%.*s %s", STR_ARG(w->sheet->name), name), words);
    }
}

/* ---- what comes up beside a cell, and values of filters ---- */

/* What a person is to type or choose: the use that such a message is for. */
static bool is_instruction(struct str text)
{
    static const struct str words[] = {STR("入力"),   STR("選択"),   STR("選ん"),     STR("記入"),
                                       STR("記載"),   STR("下さい"), STR("ください"), STR("リスト"),
                                       STR("select"), STR("Select"), STR("enter"),    STR("Enter"),
                                       STR("choose"), STR("Choose"), STR("lease"),    STR("nput")};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(text, words[i])) {
            return true;
        }
    }
    return str_trim(text).n == 0;
}

bool sheet_prompt_is_told(struct str title, struct str prompt)
{
    return !is_instruction(prompt) && (title.n == 0 || !is_instruction(title));
}

void sheet_words_prompt(struct sheet_walk *w, const struct xml_element *e)
{
    static const char *const names[] = {"prompt", "promptTitle", "error", "errorTitle"};
    struct found *f = w->book->o->found;
    struct str place =
        arena_printf(w->arena, "%.*s!%.*s", STR_ARG(w->sheet->name), STR_ARG(w->list_areas));
    struct str text, title = {};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (xml_attribute(e, names[i], &text)) {
            personal_scan(f, text, (struct str){}, place);
        }
    }
    xml_attribute(e, "promptTitle", &title);
    if (xml_attribute(e, "prompt", &text) && sheet_prompt_is_told(title, text)) {
        found_add(f, "XLS-248", INSPECT_HEURISTIC, place, text);
    }
}

/* Figures and dates are shown in other ways than they are kept. */
struct str sheet_criterion_text(struct str value)
{
    bool is_plain = true;

    while (value.n > 0 && (value.p[0] == '*' || value.p[value.n - 1] == '*')) {
        value = value.p[0] == '*' ? str_sub(value, 1, value.n) : str_sub(value, 0, value.n - 1);
    }
    value = str_trim(value);
    for (size_t i = 0; i < value.n && is_plain; i++) {
        is_plain = value.p[i] < '0' || value.p[i] > '9';
    }
    return is_plain && value.n > 1 && value.p[0] != '#' && !str_eq_any_case(value, STR("TRUE")) &&
                   !str_eq_any_case(value, STR("FALSE"))
               ? value
               : (struct str){};
}

void sheet_words_criterion(struct sheet_walk *w, const struct xml_element *e)
{
    struct str text;

    if (!xml_attribute(e, "val", &text) || w->criteria.n == MAX_CRITERIA) {
        return;
    }
    text = sheet_criterion_text(text);
    if (text.n > 0) {
        *VEC_ADD(w->arena, &w->criteria) =
            (struct sheet_criterion){.text = arena_str(w->arena, text)};
    }
}

void sheet_words_see(struct sheet_walk *w, struct str value)
{
    for (uint32_t i = 0; i < w->criteria.n; i++) {
        struct sheet_criterion *c = &w->criteria.v[i];

        if (!c->is_seen && value.n >= c->text.n) {
            c->is_seen = str_has(value, c->text);
        }
    }
}

void sheet_words_judge_criteria(struct sheet_walk *w)
{
    for (uint32_t i = 0; i < w->criteria.n; i++) {
        if (!w->criteria.v[i].is_seen) {
            found_add(w->book->o->found, "XLS-248", INSPECT_STRUCTURAL,
                      arena_printf(w->arena, "%.*s filter", STR_ARG(w->sheet->name)),
                      w->criteria.v[i].text);
            personal_scan(w->book->o->found, w->criteria.v[i].text, (struct str){}, w->sheet->name);
        }
    }
}

/* ---- readings ---- */

struct letters {
    char latin[MAX_FOLDED]; /* lower case, narrow; the others of each are left out */
    char kanji[MAX_FOLDED];
    size_t latin_bytes, kanji_bytes, kana;
};

static void fold(struct str s, struct letters *ret)
{
    uint32_t cp;

    *ret = (struct letters){};
    for (size_t i = 0; i < s.n;) {
        size_t n = utf8_decode(s, i, &cp);
        uint32_t narrow = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;

        narrow |= narrow >= 'A' && narrow <= 'Z' ? 0x20 : 0;
        if (narrow >= 'a' && narrow <= 'z' && ret->latin_bytes < MAX_FOLDED) {
            ret->latin[ret->latin_bytes++] = (char)narrow;
        } else if (cp >= 0x3400 && cp <= 0x9FFF && ret->kanji_bytes + n <= MAX_FOLDED) {
            memcpy(ret->kanji + ret->kanji_bytes, s.p + i, n);
            ret->kanji_bytes += n;
        }
        ret->kana += (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0xFF66 && cp <= 0xFF9F);
        i += n;
    }
}

bool sheet_reading_fits(struct str reading, struct str words, uint32_t characters)
{
    struct letters of_reading, of_words;

    fold(reading, &of_reading);
    struct str latin = {.p = of_reading.latin, .n = of_reading.latin_bytes};
    struct str kanji = {.p = of_reading.kanji, .n = of_reading.kanji_bytes};

    if (of_reading.kana >= LEAST_KANA && of_reading.kana / KANA_OF_ONE > characters) {
        return false;
    }
    if (latin.n < LEAST_LETTERS && kanji.n < (size_t)LEAST_KANJI * 3) {
        return true;
    }
    fold(words, &of_words);
    return (latin.n < LEAST_LETTERS ||
            str_has((struct str){.p = of_words.latin, .n = of_words.latin_bytes}, latin)) &&
           (kanji.n < (size_t)LEAST_KANJI * 3 ||
            str_has((struct str){.p = of_words.kanji, .n = of_words.kanji_bytes}, kanji));
}

/* ---- strings that no cell shows ---- */

static int by_hash(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static bool is_used(const struct workbook *b, uint32_t index)
{
    return (b->used[index >> 3] >> (index & 7) & 1) != 0;
}

static bool has_words(const struct workbook *b, uint32_t index)
{
    bool kept;

    return str_trim(sheet_string(b, index, &kept)).n > 0;
}

/* Those that some cell shows, by their hashes; the same words twice are no secret. */
static uint64_t *used_hashes(struct workbook *b, uint32_t count, size_t *ret_n)
{
    uint64_t *hashes = ARENA_ARRAY(b->arena, count + 1u, uint64_t);
    size_t n = 0;
    bool kept;

    for (uint32_t i = 0; i < count; i++) {
        if (is_used(b, i)) {
            hashes[n++] = str_hash(str_trim(sheet_string(b, i, &kept)));
        }
    }
    qsort(hashes, n, sizeof(hashes[0]), by_hash);
    *ret_n = n;
    return hashes;
}

void sheet_words_orphans(struct workbook *b)
{
    struct found *f = b->o->found;
    uint32_t count = (uint32_t)(b->string_ends.n / sizeof(uint32_t));
    const uint64_t *hashes = NULL;
    size_t n = 0;
    bool kept;

    /* A sheet that was not read to its end may show any of them. */
    if (b->used == NULL || f->state != INSPECT_INSPECTED) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (is_used(b, i) || !has_words(b, i)) {
            continue;
        }
        struct str words = str_trim(sheet_string(b, i, &kept));
        uint64_t hash = str_hash(words);
        char place[48];

        hashes = hashes == NULL ? used_hashes(b, count, &n) : hashes;
        if (n > 0 && bsearch(&hash, hashes, n, sizeof(hash), by_hash) != NULL) {
            continue;
        }
        snprintf(place, sizeof(place), "sharedStrings #%u", i + 1);
        found_add(f, "XLS-242", INSPECT_STRUCTURAL, str_of(place), words);
        personal_scan(f, words, (struct str){}, str_of(place));
    }
}
