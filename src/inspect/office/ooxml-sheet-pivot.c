/*
 * Pivot caches hold a copy of the rows they were made from, also of rows deleted or hidden since.
 * The values of cells that a person sees are kept as a set of hashes while the sheets are read, and
 * each value of a cache is looked up: those that stand in no such cell are counted and one is
 * shown. A copy of nothing but seen values is told too, as a matter of judgement. Dates are left
 * out: cells have them as numbers.
 */
#include "inspect/office/ooxml-sheet-pivot.h"

#include "base/heap.h"
#include "inspect/office/ooxml-value.h"

#include <stdlib.h>

enum { FIRST_ROOM = 1024, MAX_VALUES = 1024 * 1024 };

static bool is_cache(const struct ooxml_part *part)
{
    return str_eq(part->type, STR("pivotCacheDefinition")) ||
           str_eq(part->type, STR("pivotCacheRecords")) || str_eq(part->type, STR("slicerCache")) ||
           (part->type.n == 0 && ooxml_starts(part->name, "xl/pivotCache/") &&
            ooxml_ends(part->name, ".xml"));
}

void sheet_pivot_prepare(struct workbook *b)
{
    for (uint32_t i = 0; i < b->o->parts.n; i++) {
        b->values.is_wanted |= is_cache(&b->o->parts.v[i]);
    }
}

static uint64_t hash_of(char type, struct str value)
{
    uint64_t hash;

    if (type == 'n') {
        char digits[40] = {0};

        memcpy(digits, value.p, MIN(value.n, sizeof(digits) - 1));
        double number = strtod(digits, NULL);

        hash = str_hash((struct str){.p = (const char *)&number, .n = sizeof(number)});
    } else {
        hash = str_hash(str_trim(value));
    }
    return hash == 0 ? 1 : hash;
}

/* The place of the hash, or the free one where it belongs. */
static size_t place_of(const struct sheet_values *s, uint64_t hash)
{
    size_t at = hash & (s->room - 1);

    while (s->v[at] != 0 && s->v[at] != hash) {
        at = (at + 1) & (s->room - 1);
    }
    return at;
}

static void grow(struct sheet_values *s)
{
    struct sheet_values larger = {.room = s->room == 0 ? FIRST_ROOM : s->room * 2};

    larger.v = heap_new(larger.room * sizeof(*larger.v));
    for (size_t i = 0; i < s->room; i++) {
        if (s->v[i] != 0) {
            larger.v[place_of(&larger, s->v[i])] = s->v[i];
        }
    }
    free(s->v);
    s->v = larger.v;
    s->room = larger.room;
}

void sheet_pivot_keep(struct workbook *b, char type, struct str value)
{
    struct sheet_values *s = &b->values;

    if (!s->is_wanted || s->is_full) {
        return;
    }
    if (s->n >= MAX_VALUES) {
        s->is_full = true;
        return;
    }
    if (s->n * 2 >= s->room) {
        grow(s);
    }
    uint64_t hash = hash_of(type, value);
    size_t at = place_of(s, hash);

    s->n += s->v[at] == 0;
    s->v[at] = hash;
}

bool sheet_pivot_has(const struct workbook *b, char type, struct str value)
{
    const struct sheet_values *s = &b->values;

    return !s->is_full && s->room > 0 && s->v[place_of(s, hash_of(type, value))] != 0;
}

struct cache_walk {
    struct workbook *b;
    uint32_t absent;
    struct str sample;
};

static enum xml_step cache_start(void *user, const struct xml_element *e)
{
    struct cache_walk *w = user;
    bool is_number = ooxml_is(e->name, "n");
    struct str value;

    if (ooxml_is(e->name, "fieldGroup") || ooxml_is(e->name, "rangePr")) {
        return XML_SKIP; /* names of groups, made by the program */
    }
    if (!is_number && !ooxml_is(e->name, "s") && !ooxml_is(e->name, "i")) {
        return XML_ENTER;
    }
    if (!xml_attribute(e, ooxml_is(e->name, "i") ? "c" : "v", &value) || str_trim(value).n == 0) {
        return XML_ENTER;
    }
    if (!sheet_pivot_has(w->b, is_number ? 'n' : 's', value)) {
        w->absent++;
        found_sample(w->b->arena, &w->sample, value);
    }
    return XML_ENTER;
}

static void cache_end(void *user, const char *name, enum xml_namespace ns)
{
}

void sheet_pivot_judge(struct workbook *b)
{
    static const struct xml_handler handler = {.start = cache_start, .end = cache_end};

    for (uint32_t i = 0; i < b->o->parts.n && b->values.is_wanted; i++) {
        struct cache_walk w = {.b = b};
        struct str name = b->o->parts.v[i].name;

        if (is_cache(&b->o->parts.v[i])) {
            ooxml_walk(b->o, name, &handler, &w);
            bool has_records = ooxml_ends(name, ".xml") && str_has(name, STR("Records"));

            found_add_many(b->o->found, "XLS-244",
                           w.absent > 0 ? INSPECT_STRUCTURAL : INSPECT_HEURISTIC, name, w.sample,
                           w.absent > 0 || !has_records ? w.absent : 1);
        }
    }
}

void sheet_pivot_done(struct workbook *b)
{
    free(b->values.v);
    b->values = (struct sheet_values){};
}
