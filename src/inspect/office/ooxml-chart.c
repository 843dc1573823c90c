/*
 * Series, names and categories that the filter of a chart leaves out: the chart keeps a copy of
 * them in an extension of 2012 (c15:filteredBarSeries and its like) and shows nothing of it. What a
 * cell of the workbook has, or the chart itself shows, is no secret. Few charts are filtered: only
 * for those all cells are read a second time.
 */
#include "inspect/office/ooxml-chart.h"

#include "inspect/office/ooxml-sheet-pivot.h"
#include "inspect/office/ooxml-value.h"

#include <stdlib.h>

enum { MAX_VALUE_BYTES = 64 * 1024 };

/*
 * Gathers what is seen: values of cells, of shared strings, and of a chart but for what it filters.
 */
struct seen_walk {
    struct workbook *book;
    bool in_value;
    bool is_text, is_index; /* of the cell at hand */
    uint32_t filters;       /* open ones */
    struct buf value;
};

static enum xml_step seen_start(void *user, const struct xml_element *e)
{
    struct seen_walk *w = user;
    struct str type = {};

    if (ooxml_is(e->name, "rPh") || ooxml_is(e->name, "conditionalFormatting")) {
        return XML_SKIP;
    }
    if (ooxml_is(e->name, "c")) {
        xml_attribute(e, "t", &type);
        w->is_index = str_eq(type, STR("s"));
        w->is_text = str_eq(type, STR("str"));
    }
    w->filters += ooxml_chart_is_filter(e->name);
    w->in_value = w->filters == 0 && (ooxml_is(e->name, "v") || ooxml_is(e->name, "t"));
    return XML_ENTER;
}

static char type_of(struct str value)
{
    char digits[40] = {0};
    char *end = NULL;

    if (value.n == 0 || value.n >= sizeof(digits)) {
        return 's';
    }
    memcpy(digits, value.p, value.n);
    (void)strtod(digits, &end);
    return *end == '\0' ? 'n' : 's';
}

static void seen_end(void *user, const char *name, enum xml_namespace ns)
{
    struct seen_walk *w = user;
    struct str value = buf_str(&w->value);

    w->in_value = false;
    w->filters -= w->filters > 0 && ooxml_chart_is_filter(name);
    if (ooxml_is(name, "v") || ooxml_is(name, "si") || ooxml_is(name, "is")) {
        if (value.n > 0 && !(name[0] == 'v' && w->is_index)) {
            sheet_pivot_keep(w->book, w->is_text ? 's' : type_of(value), value);
        }
        buf_clear(&w->value);
    }
}

static void seen_text(void *user, struct str text)
{
    struct seen_walk *w = user;

    if (w->in_value) {
        buf_add(&w->value, text);
    }
}

static void read_seen(struct workbook *b, struct str chart)
{
    static const struct xml_handler handler = {
        .start = seen_start, .end = seen_end, .text = seen_text};
    struct seen_walk w = {.book = b};
    struct ooxml *o = b->o;

    buf_init(&w.value, MAX_VALUE_BYTES);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        const struct ooxml_part *part = &o->parts.v[i];

        if (str_eq(part->name, chart) || str_eq(part->type, STR("worksheet")) ||
            str_eq(part->type, STR("sharedStrings"))) {
            w.is_text = w.is_index = false;
            ooxml_walk(o, part->name, &handler, &w);
        }
    }
    buf_done(&w.value);
}

void ooxml_chart_judge(struct ooxml *o, struct str chart, const struct str *values, uint32_t count)
{
    struct workbook b = {.o = o, .values.is_wanted = true};
    struct str sample = {};
    uint32_t absent = 0;

    if (count == 0) {
        return;
    }
    read_seen(&b, chart);
    for (uint32_t i = 0; i < count; i++) {
        if (!sheet_pivot_has(&b, type_of(values[i]), values[i]) && absent++ == 0) {
            sample = values[i];
        }
    }
    found_add_many(o->found, "XLS-244", INSPECT_STRUCTURAL, chart, sample, absent);
    sheet_pivot_done(&b);
}
