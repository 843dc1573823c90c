/*
 * spec: the whole pipeline over any bytes as a text file. What comes out is JSON that another
 * reader takes, and every quote is the bytes that its source names.
 */
#include "fuzz/fuzz.h"

#include "read/text-file.h"
#include "spec/spec.h"
#include "write/reg-json.h"

#include <assert.h>
#include <stdlib.h>

#include <jansson.h>

static void check_src(const struct reg *r, const struct reg_src *src)
{
    assert(src->file < r->documents.n);
    struct str text = r->documents.v[src->file]->text;

    assert(src->beg <= src->end && src->end <= text.n);
    assert(str_eq(src->quote, str_sub(text, src->beg, src->end)));
}

static void check_quotes(const struct reg *r)
{
    for (size_t k = 0; k < reg_kind_count; k++) {
        for (uint32_t i = 0; i < reg_count(r, &reg_kinds[k]); i++) {
            check_src(r, reg_entry(r, &reg_kinds[k], i));
        }
    }
    for (uint32_t i = 0; i < r->annex.items.n; i++) {
        check_src(r, &r->annex.items.v[i].src);
    }
}

static void check_json(const struct reg *r)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *file = open_memstream(&text, &bytes);
    struct json j;
    struct err err;

    json_init(&j, file, JSON_TIGHT);
    reg_json_write(&j, r);
    assert(json_finish(&j, &err) == 0);
    fclose(file);
    json_t *read_back = json_loadb(text, bytes, 0, NULL);

    assert(read_back != NULL);
    json_decref(read_back);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct doc doc = {.name = STR("input")};
    struct err err;
    struct reg reg = {};

    if (text_file_read(&arena, (struct str){.p = (const char *)bytes, .n = n}, NULL, &doc, &err) <
            0 ||
        spec_read(&arena, &doc, 1, &reg, &err) < 0) {
        return 0;
    }
    check_quotes(&reg);
    check_json(&reg);
    return 0;
}
