/* Findings as JSON; see findings.h. */
#include "base/json.h"
#include "write/findings.h"

static void put_where(struct json *j, const struct reg *r, const struct reg_src *src)
{
    json_member(j, "file", r->documents.v[src->file]->name);
    json_key(j, "line");
    json_int(j, src->line);
    if (src->page > 0) {
        json_key(j, "page");
        json_int(j, src->page);
    }
    json_member(j, "quote", src->quote);
}

int findings_json_write(FILE *file, const struct findings *f, struct err *err)
{
    const struct reg *r = f->reg;
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "findings");
    json_begin_array(&j);
    for (uint32_t i = 0; i < r->findings.n; i++) {
        const struct reg_finding *x = &r->findings.v[i];

        json_begin_object(&j);
        json_member(&j, "rule", x->rule);
        json_member(&j, "severity", str_of(reg_severity_word(x->severity)));
        json_member(&j, "confidence", str_of(reg_confidence_word(x->confidence)));
        put_where(&j, r, &x->src);
        json_key(&j, "other");
        if (x->has_other) {
            json_begin_object(&j);
            put_where(&j, r, &x->other);
            json_end(&j);
        } else {
            json_none(&j);
        }
        json_member(&j, "why", x->why);
        json_member(&j, "question", x->question);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}
