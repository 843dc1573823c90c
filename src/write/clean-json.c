/* The log of cleaning as JSON; see clean-report.h. Nothing of what was removed is in it. */
#include "base/json.h"
#include "write/clean-report.h"
#include "write/inspect-report.h"

static void put_rule(struct json *j, const struct inspect_rule *rule, struct str place,
                     uint32_t count)
{
    json_begin_object(j);
    json_member(j, "rule", str_of(rule->id));
    json_member(j, "severity", str_of(inspect_severity_word(rule->severity)));
    json_member(j, "place", place);
    json_key(j, "count");
    json_int(j, count);
}

static void put_file(struct json *j, const struct clean_file *f)
{
    json_begin_object(j);
    json_member(j, "path", f->path);
    json_member(j, "out", f->out);
    json_member(j, "kind", f->kind);
    json_member(j, "state", str_of(clean_state_word(f->state)));
    json_member(j, "why", f->why);
    json_member(j, "hint", f->hint);
    json_member(j, "sha256", f->sha256);
    json_member(j, "out_sha256", f->out_sha256);
    json_key(j, "bytes");
    json_int(j, (int64_t)f->bytes);
    json_key(j, "out_bytes");
    json_int(j, (int64_t)f->out_bytes);
    json_key(j, "removed");
    json_begin_array(j);
    for (uint32_t i = 0; i < f->removed.n; i++) {
        put_rule(j, f->removed.v[i].rule, f->removed.v[i].place, f->removed.v[i].count);
        json_end(j);
    }
    json_end(j);
    json_key(j, "left");
    json_begin_array(j);
    for (uint32_t i = 0; i < f->left.n; i++) {
        const struct clean_left *x = &f->left.v[i];

        put_rule(j, x->rule, x->place, x->count);
        json_member(j, "clean", str_of(inspect_cleaning_word(x->rule->cleaning)));
        json_member(j, "why", x->why);
        json_member(j, "fix", str_of(inspect_word(x->rule->fix_ja, x->rule->fix_en)));
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

int clean_json_write(FILE *file, const struct clean_shown *shown, struct err *err)
{
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "files");
    json_begin_array(&j);
    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        put_file(&j, &shown->report->files.v[i]);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}
