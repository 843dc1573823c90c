/* The findings as JSON; see inspect-report.h. */
#include "base/json.h"
#include "write/inspect-report.h"

static void put_finding(struct json *j, const struct inspect_finding *x)
{
    const struct inspect_rule *rule = x->rule;

    json_begin_object(j);
    json_member(j, "rule", str_of(rule->id));
    json_member(j, "severity", str_of(inspect_severity_word(rule->severity)));
    json_member(j, "place", x->place);
    json_member(j, "sees", str_of(inspect_word(rule->sees_ja, rule->sees_en)));
    json_member(j, "reads", x->reads);
    json_member(j, "basis", str_of(inspect_basis_word(x->basis)));
    json_member(j, "fix", str_of(inspect_word(rule->fix_ja, rule->fix_en)));
    json_member(j, "what", str_of(inspect_word(rule->what_ja, rule->what_en)));
    json_member(j, "clean", str_of(inspect_cleaning_word(rule->cleaning)));
    json_key(j, "count");
    json_int(j, x->count);
    json_end(j);
}

int inspect_json_write(FILE *file, const struct inspect_shown *shown, struct err *err)
{
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "files");
    json_begin_array(&j);
    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        const struct inspect_file *f = &shown->report->files.v[i];

        json_begin_object(&j);
        json_member(&j, "path", f->path);
        json_member(&j, "sha256", f->sha256);
        json_member(&j, "kind", f->kind);
        json_member(&j, "state", str_of(inspect_state_word(f->state)));
        json_member(&j, "why", f->why);
        json_key(&j, "findings");
        json_begin_array(&j);
        for (uint32_t k = 0; k < f->findings.n; k++) {
            put_finding(&j, &f->findings.v[k]);
        }
        json_end(&j);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}

static void put_words(struct json *j, const char *name, const char *ja, const char *en)
{
    json_key(j, name);
    json_begin_object(j);
    json_member(j, "ja", str_of(ja));
    json_member(j, "en", str_of(en));
    json_end(j);
}

int inspect_json_rules(FILE *file, const struct inspect_rule *rules, size_t count, struct err *err)
{
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "rules");
    json_begin_array(&j);
    for (size_t i = 0; i < count; i++) {
        const struct inspect_rule *rule = &rules[i];

        json_begin_object(&j);
        json_member(&j, "rule", str_of(rule->id));
        json_member(&j, "severity", str_of(inspect_severity_word(rule->severity)));
        json_member(&j, "clean", str_of(inspect_cleaning_word(rule->cleaning)));
        json_member(&j, "clause", str_of(rule->clause));
        put_words(&j, "what", rule->what_ja, rule->what_en);
        put_words(&j, "example", rule->example_ja, rule->example_en);
        put_words(&j, "sees", rule->sees_ja, rule->sees_en);
        put_words(&j, "fix", rule->fix_ja, rule->fix_en);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}
