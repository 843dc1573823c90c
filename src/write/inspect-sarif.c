/*
 * The findings as SARIF 2.1.0. Places are no lines of text: they are logical locations, named as
 * the kind of file names them. A file that could not be wholly inspected is a notification of the
 * run, which is then not successful.
 */
#include "base/json.h"
#include "write/inspect-report.h"
#include "write/sarif.h"

static const char *level_of(enum inspect_severity severity)
{
    return severity <= INSPECT_HIGH ? "error" : severity == INSPECT_MEDIUM ? "warning" : "note";
}

static void member(struct json *j, const char *key, const char *value)
{
    json_member(j, key, str_of(value));
}

static void put_tool(struct json *j, const char *version)
{
    json_key(j, "tool");
    json_begin_object(j);
    json_key(j, "driver");
    json_begin_object(j);
    member(j, "name", "itaku");
    member(j, "version", version);
    json_key(j, "rules");
    json_begin_array(j);
    for (size_t i = 0; i < inspect_rule_count; i++) {
        const struct inspect_rule *rule = &inspect_rules[i];

        sarif_rule(j, str_of(rule->id), rule->what_ja, rule->what_en, level_of(rule->severity));
    }
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_location(struct json *j, struct arena *a, struct str path, int64_t index,
                         struct str place)
{
    json_key(j, "locations");
    json_begin_array(j);
    json_begin_object(j);
    json_key(j, "physicalLocation");
    json_begin_object(j);
    json_key(j, "artifactLocation");
    json_begin_object(j);
    json_member(j, "uri", sarif_uri(a, path));
    json_key(j, "index");
    json_int(j, index);
    json_end(j);
    json_end(j);
    if (place.n > 0) {
        json_key(j, "logicalLocations");
        json_begin_array(j);
        json_begin_object(j);
        json_member(j, "fullyQualifiedName", place);
        json_end(j);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_result(struct json *j, struct arena *a, const struct inspect_file *f, int64_t index,
                       const struct inspect_finding *x)
{
    const struct inspect_rule *rule = x->rule;

    json_begin_object(j);
    member(j, "ruleId", rule->id);
    json_key(j, "ruleIndex");
    json_int(j, rule - inspect_rules);
    member(j, "level", level_of(rule->severity));
    sarif_message(j, "message",
                  arena_printf(a, "%s%s%.*s → %s", inspect_word(rule->what_ja, rule->what_en),
                               x->reads.n == 0 ? "" : ": ", STR_ARG(x->reads),
                               inspect_word(rule->fix_ja, rule->fix_en)));
    put_location(j, a, f->path, index, x->place);
    json_key(j, "properties");
    json_begin_object(j);
    member(j, "severity", inspect_severity_word(rule->severity));
    member(j, "basis", inspect_basis_word(x->basis));
    json_key(j, "count");
    json_int(j, x->count);
    json_end(j);
    json_end(j);
}

static void put_artifacts(struct json *j, struct arena *a, const struct inspect_report *report)
{
    json_key(j, "artifacts");
    json_begin_array(j);
    for (uint32_t i = 0; i < report->files.n; i++) {
        const struct inspect_file *f = &report->files.v[i];

        json_begin_object(j);
        json_key(j, "location");
        json_begin_object(j);
        json_member(j, "uri", sarif_uri(a, f->path));
        json_end(j);
        if (f->sha256.n > 0) {
            json_key(j, "hashes");
            json_begin_object(j);
            json_member(j, "sha-256", f->sha256);
            json_end(j);
        }
        json_end(j);
    }
    json_end(j);
}

static void put_invocation(struct json *j, struct arena *a, const struct inspect_report *report)
{
    bool whole = true;

    json_key(j, "invocations");
    json_begin_array(j);
    json_begin_object(j);
    json_key(j, "toolExecutionNotifications");
    json_begin_array(j);
    for (uint32_t i = 0; i < report->files.n; i++) {
        const struct inspect_file *f = &report->files.v[i];

        if (f->state == INSPECT_INSPECTED) {
            continue;
        }
        whole = false;
        json_begin_object(j);
        member(j, "level", f->state == INSPECT_PARTIAL ? "warning" : "error");
        sarif_message(j, "message",
                      arena_printf(a, "%s: %.*s", inspect_state_word(f->state), STR_ARG(f->why)));
        put_location(j, a, f->path, i, (struct str){});
        json_end(j);
    }
    json_end(j);
    json_key(j, "executionSuccessful");
    json_bool(j, whole);
    json_end(j);
    json_end(j);
}

int inspect_sarif_write(FILE *file, const struct inspect_shown *shown, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    const struct inspect_report *report = shown->report;
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    member(&j, "$schema", SARIF_SCHEMA);
    member(&j, "version", "2.1.0");
    json_key(&j, "runs");
    json_begin_array(&j);
    json_begin_object(&j);
    put_tool(&j, shown->version);
    put_artifacts(&j, &a, report);
    put_invocation(&j, &a, report);
    member(&j, "language", "ja");
    json_key(&j, "results");
    json_begin_array(&j);
    for (uint32_t i = 0; i < report->files.n; i++) {
        for (uint32_t k = 0; k < report->files.v[i].findings.n; k++) {
            put_result(&j, &a, &report->files.v[i], i, &report->files.v[i].findings.v[k]);
        }
    }
    json_end(&j);
    json_end(&j);
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}
