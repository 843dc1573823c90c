/* The register's words as people read them; see words.h. Rules and dates are in words-time.c. */
#include "write/words.h"

#include "base/utf8.h"
#include "write/width.h"

#include <inttypes.h>
#include <stdio.h>

struct word {
    const char *key;
    const char *id; /* in the catalogue */
};

static const char *word_of(enum tr_language l, const struct word *words, size_t count,
                           struct str key)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq(key, str_of(words[i].key))) {
            return tr_in(l, words[i].id);
        }
    }
    return NULL;
}

const char *words_fact(enum tr_language l, struct str key)
{
    static const struct word words[] = {
        {"title", TR_ID("Title")},
        {"buyer", TR_ID("Buyer")},
        {"buyer_office", TR_ID("Office in charge")},
        {"notice_date", TR_ID("Date of notice")},
        {"contract_end", TR_ID("End of contract")},
        {"period_text", TR_ID("Period")},
        {"submission_deadline", TR_ID("Deadline for proposals")},
        {"question_deadline", TR_ID("Deadline for questions")},
        {"budget_cap_yen", TR_ID("Upper limit")},
        {"contract_type", TR_ID("Kind of contract")},
        {"adopted_count", TR_ID("Number adopted")},
        {"delivery_place", TR_ID("Place of delivery")},
        {"contact_phone", TR_ID("Phone")},
        {"contact_email", TR_ID("Mail")},
        {"eligibility", TR_ID("Eligibility")},
        {"award_rule", TR_ID("Award")},
        {"fiscal_year", TR_ID("Fiscal year")},
    };

    return word_of(l, words, COUNT(words), key);
}

const char *words_modality(enum tr_language l, enum reg_modality m)
{
    static const char *const ids[] = {TR_ID("must"), TR_ID("must not"), TR_ID("should"),
                                      TR_ID("may")};

    return tr_in(l, ids[m]);
}

const char *words_actor(enum tr_language l, enum reg_actor a)
{
    static const char *const ids[] = {TR_ID("contractor"), TR_ID("buyer"), TR_ID("subcontractor"),
                                      TR_ID("third party")};

    return tr_in(l, ids[a]);
}

const char *words_severity(enum tr_language l, enum reg_severity s)
{
    static const char *const ids[] = {TR_ID("error"), TR_ID("warning"), TR_ID("note")};

    return tr_in(l, ids[s]);
}

const char *words_confidence(enum tr_language l, enum reg_confidence c)
{
    static const char *const ids[] = {TR_ID("definite"), TR_ID("likely"), TR_ID("soft")};

    return tr_in(l, ids[c]);
}

const char *words_qualifier(enum tr_language l, enum reg_qualifier q)
{
    static const char *const ids[] = {TR_ID("exactly"), TR_ID("about"), TR_ID("at least"),
                                      TR_ID("at most"), TR_ID("range")};

    return tr_in(l, ids[q]);
}

const char *words_reference_kind(enum tr_language l, enum reg_reference_kind k)
{
    static const char *const ids[] = {TR_ID("in the document"), TR_ID("outside"), TR_ID("URL")};

    return tr_in(l, ids[k]);
}

const char *words_field_type(enum tr_language l, struct str type)
{
    static const struct word words[] = {
        {"text", TR_ID("text")},      {"date", TR_ID("date")},   {"number", TR_ID("number")},
        {"choice", TR_ID("choice")},  {"table", TR_ID("table")}, {"person", TR_ID("person")},
        {"free", TR_ID("free text")},
    };
    const char *word = word_of(l, words, COUNT(words), type);

    return word == NULL ? "" : word;
}

/* A number with separators; up to three decimals where it is not whole. */
static struct str grouped(struct arena *a, double value)
{
    int64_t whole = (int64_t)value;
    char digits[32];
    char out[64];
    size_t n = 0;
    int length;

    if (value != (double)whole) {
        return arena_printf(a, "%.10g", value);
    }
    length = snprintf(digits, sizeof(digits), "%" PRId64, whole < 0 ? -whole : whole);
    if (whole < 0) {
        out[n++] = '-';
    }
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            out[n++] = ',';
        }
        out[n++] = digits[i];
    }
    return arena_str(a, (struct str){.p = out, .n = n});
}

static bool is_yen(struct str unit)
{
    return str_starts(unit, STR("円"));
}

struct str words_fact_value(struct arena *a, enum tr_language l, const struct reg_fact *f)
{
    double number = 0;

    if (str_eq(f->key, STR("budget_cap_yen")) && f->is_number) {
        for (size_t i = 0; i < f->value.n && f->value.p[i] >= '0' && f->value.p[i] <= '9'; i++) {
            number = number * 10 + (f->value.p[i] - '0');
        }
        return arena_printf(a, "%.*s円", STR_ARG(grouped(a, number)));
    }
    if (l == TR_JA && str_eq(f->key, STR("fiscal_year"))) {
        return arena_printf(a, "%.*s年度", STR_ARG(f->value));
    }
    /* a telephone number may look like a date */
    return f->is_number || str_eq(f->key, STR("contact_phone")) ? f->value
                                                                : words_date(a, l, f->value);
}

struct str words_quantity(struct arena *a, enum tr_language l, const struct reg_quantity *q)
{
    struct str min = grouped(a, q->min);
    struct str max = grouped(a, q->max);
    struct str unit = q->unit;
    const char *tax = str_eq(q->tax, STR("in"))   ? tr_in(l, " (tax included)")
                      : str_eq(q->tax, STR("ex")) ? tr_in(l, " (tax excluded)")
                                                  : "";

    if (q->has_min && q->has_max && q->min != q->max) {
        return arena_printf(a, "%.*s～%.*s%.*s%s", STR_ARG(min), STR_ARG(max), STR_ARG(unit), tax);
    }
    struct str value = q->has_min ? min : max;

    if (!q->has_min && !q->has_max) {
        return unit;
    }
    if (q->qualifier == Q_ABOUT) {
        return arena_printf(a, tr_in(l, "about %.*s%.*s%s"), STR_ARG(value), STR_ARG(unit), tax);
    }
    if (!q->has_max || q->qualifier == Q_AT_LEAST) {
        return arena_printf(a, tr_in(l, "at least %.*s%.*s%s"), STR_ARG(value), STR_ARG(unit), tax);
    }
    if (!q->has_min || q->qualifier == Q_AT_MOST) {
        return arena_printf(
            a, is_yen(unit) ? tr_in(l, "up to %.*s%.*s%s") : tr_in(l, "at most %.*s%.*s%s"),
            STR_ARG(value), STR_ARG(unit), tax);
    }
    return arena_printf(a, "%.*s%.*s%s", STR_ARG(value), STR_ARG(unit), tax);
}

struct str words_due(struct arena *a, enum tr_language l, struct str due)
{
    struct str date = words_date(a, l, due);

    return str_eq(date, due) ? words_rule(a, l, due, (struct str){}) : date;
}

struct str words_annex_id(struct arena *a, enum tr_language l, struct str id)
{
    struct str head = STR("form-");

    if (!str_starts(id, head)) {
        return id;
    }
    struct str rest = str_sub(id, head.n, id.n);

    if (str_eq(rest, STR("timing"))) {
        return str_of(tr_in(l, "form: when"));
    }
    return arena_printf(a, tr_in(l, "form: %.*s"), STR_ARG(rest));
}

struct str words_annex_trigger(enum tr_language l, struct str trigger)
{
    static const struct word words[] = {
        {"always", TR_ID("always")},
        {"at end", TR_ID("at end")},
        {"if subcontracting", TR_ID("if subcontracting")},
        {"if cloud", TR_ID("if cloud")},
        {"if information system", TR_ID("if information system")},
        {"if app/content", TR_ID("if app/content")},
        {"if public web site", TR_ID("if public web site")},
        {"if mail", TR_ID("if mail")},
    };
    const char *word = word_of(l, words, COUNT(words), trigger);

    return word == NULL ? trigger : str_of(word);
}

/* Without any white space. */
static struct str packed(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t length = utf8_decode(text, i, &cp);

        if (!width_is_space(cp)) {
            memcpy(out + n, text.p + i, length);
            n += length;
        }
        i += length;
    }
    return (struct str){.p = out, .n = n};
}

bool words_says(struct arena *a, struct str text, struct str part)
{
    return part.n == 0 || str_has(text, part) || str_has(packed(a, text), packed(a, part));
}

uint32_t words_node_of(const struct reg *r, const struct reg_src *src)
{
    uint32_t beg = 0;
    uint32_t end = r->outline.n;

    /* the outline stands in document order */
    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;
        const struct reg_src *node = &r->outline.v[middle].src;

        if (node->file < src->file || (node->file == src->file && node->beg <= src->beg)) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg == 0 || r->outline.v[beg - 1].src.file != src->file ? REG_NO_INDEX : beg - 1;
}

struct str words_section_of(const struct reg *r, const struct reg_src *src)
{
    uint32_t node = words_node_of(r, src);

    return node == REG_NO_INDEX ? (struct str){} : r->outline.v[node].path;
}

struct str words_place(struct arena *a, enum tr_language l, const struct reg *r,
                       const struct reg_src *src, struct str section)
{
    const char *space = section.n == 0 ? "" : l == TR_JA ? "・" : " ";
    struct str file = {};
    const char *after_file = "";

    if (r->documents.n > 1) {
        ptrdiff_t slash = str_rfind(r->documents.v[src->file]->name, STR("/"));

        file = str_sub(r->documents.v[src->file]->name, (size_t)(slash + 1), SIZE_MAX);
        after_file = " ";
    }
    if (src->page > 0) {
        return arena_printf(a, tr_in(l, "%.*s%s%.*s%sp.%u l.%u"), STR_ARG(file), after_file,
                            STR_ARG(section), space, src->page, src->line);
    }
    return arena_printf(a, tr_in(l, "%.*s%s%.*s%sl.%u"), STR_ARG(file), after_file,
                        STR_ARG(section), space, src->line);
}
