/*
 * Words of a workbook that no cell shows: constants of names, branches of formulas that are never
 * taken, readings of other words than stand in the cell, strings that no cell refers to, values a
 * filter lets through although no cell has them any more.
 */
#include "inspect/office/ooxml-sheet-words.h"

#include "inspect/office/ooxml-sheet-string.h"
#include "inspect/office/ooxml-sheet-text.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_ARGUMENT = 64, /* bytes of a condition that is a constant */
    LEAST_LITERAL = 6, /* bytes of a text in a formula that may name somebody */
    MAX_CRITERIA = 40, /* of filters: each is held against each cell */
};

/* ---- names ---- */

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
