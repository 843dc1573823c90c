/*
 * Findings as SARIF 2.1.0 (OASIS), for editors and code hosts that show such files. One run; the
 * rules are those of the table and whatever a finding names besides. Regions are counted in code
 * points, from 1, over the lines of the text layer.
 */
#include "base/json.h"
#include "base/utf8.h"
#include "write/findings.h"
#include "write/sarif.h"

struct writer {
    struct json json;
    struct arena arena;
    const struct findings *f;
    VEC(struct str) extra; /* rule ids beyond the table */
};

static void member(struct json *j, const char *key, const char *value)
{
    json_key(j, key);
    json_str(j, str_of(value));
}

/* The index of a rule in the list of rules; an unknown one is added. */
static int64_t rule_index(struct writer *w, struct str id)
{
    for (size_t i = 0; i < w->f->rule_count; i++) {
        if (str_eq(id, str_of(w->f->rules[i].id))) {
            return (int64_t)i;
        }
    }
    for (uint32_t i = 0; i < w->extra.n; i++) {
        if (str_eq(id, w->extra.v[i])) {
            return (int64_t)(w->f->rule_count + i);
        }
    }
    *VEC_ADD(&w->arena, &w->extra) = id;
    return (int64_t)(w->f->rule_count + w->extra.n - 1);
}

static int64_t code_points(struct str s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}

static void put_region(struct writer *w, const struct doc *d, const struct reg_src *src)
{
    struct json *j = &w->json;
    uint32_t end_line = src->line;

    json_key(j, "region");
    json_begin_object(j);
    json_key(j, "startLine");
    json_int(j, MAX(src->line, 1u));
    if (src->line >= 1 && src->line <= d->lines.n) {
        const struct doc_line *line = &d->lines.v[src->line - 1];

        json_key(j, "startColumn");
        json_int(j, code_points(str_sub(d->text, line->beg, MAX(src->beg, line->beg))) + 1);
        while (end_line < d->lines.n && d->lines.v[end_line].beg < src->end) {
            end_line++;
        }
        line = &d->lines.v[end_line - 1];
        json_key(j, "endLine");
        json_int(j, end_line);
        json_key(j, "endColumn");
        json_int(j, code_points(str_sub(d->text, line->beg, MAX(src->end, line->beg))) + 1);
    }
    sarif_message(j, "snippet", src->quote);
    json_end(j);
}

static void put_location(struct writer *w, const struct reg_src *src, const char *message)
{
    struct json *j = &w->json;
    const struct doc *d = w->f->reg->documents.v[src->file];

    json_begin_object(j);
    if (message != NULL) {
        json_key(j, "id");
        json_int(j, 1);
    }
    json_key(j, "physicalLocation");
    json_begin_object(j);
    json_key(j, "artifactLocation");
    json_begin_object(j);
    json_key(j, "uri");
    json_str(j, sarif_uri(&w->arena, d->name));
    json_key(j, "index");
    json_int(j, src->file);
    json_end(j);
    put_region(w, d, src);
    json_end(j);
    if (message != NULL) {
        sarif_message(j, "message", str_of(message));
    }
    json_end(j);
}

static void put_result(struct writer *w, const struct reg_finding *x)
{
    struct json *j = &w->json;

    json_begin_object(j);
    json_key(j, "ruleId");
    json_str(j, x->rule);
    json_key(j, "ruleIndex");
    json_int(j, rule_index(w, x->rule));
    member(j, "level", reg_severity_word(x->severity));
    sarif_message(j, "message",
                  x->question.n == 0 ? x->why
                                     : arena_printf(&w->arena, "%.*s\n質問案：%.*s",
                                                    STR_ARG(x->why), STR_ARG(x->question)));
    json_key(j, "locations");
    json_begin_array(j);
    put_location(w, &x->src, NULL);
    json_end(j);
    if (x->has_other) {
        json_key(j, "relatedLocations");
        json_begin_array(j);
        put_location(w, &x->other, "もう一方の箇所");
        json_end(j);
    }
    json_key(j, "partialFingerprints");
    json_begin_object(j);
    json_key(j, "ruleAndQuote/v1");
    json_str(j,
             arena_printf(&w->arena, "%016llx",
                          (unsigned long long)(str_hash(x->rule) ^ str_hash(x->src.quote) * 31)));
    json_end(j);
    json_key(j, "properties");
    json_begin_object(j);
    member(j, "confidence", reg_confidence_word(x->confidence));
    json_member(j, "question", x->question);
    json_end(j);
    json_end(j);
}

static void put_tool(struct writer *w)
{
    struct json *j = &w->json;
    const struct findings *f = w->f;

    json_key(j, "tool");
    json_begin_object(j);
    json_key(j, "driver");
    json_begin_object(j);
    member(j, "name", "itaku");
    member(j, "version", f->version);
    json_key(j, "rules");
    json_begin_array(j);
    for (size_t i = 0; i < f->rule_count; i++) {
        sarif_rule(j, str_of(f->rules[i].id), f->rules[i].title_ja, f->rules[i].title_en,
                   reg_severity_word(f->rules[i].severity));
    }
    for (uint32_t i = 0; i < w->extra.n; i++) {
        sarif_rule(j, w->extra.v[i], NULL, NULL, NULL);
    }
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_artifacts(struct writer *w)
{
    struct json *j = &w->json;

    json_key(j, "artifacts");
    json_begin_array(j);
    for (uint32_t i = 0; i < w->f->reg->documents.n; i++) {
        json_begin_object(j);
        json_key(j, "location");
        json_begin_object(j);
        json_key(j, "uri");
        json_str(j, sarif_uri(&w->arena, w->f->reg->documents.v[i]->name));
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

int findings_sarif_write(FILE *file, const struct findings *f, struct err *err)
{
    struct writer w = {.f = f};
    struct json *j = &w.json;

    for (uint32_t i = 0; i < f->reg->findings.n; i++) {
        (void)rule_index(&w, f->reg->findings.v[i].rule);
    }
    json_init(j, file, JSON_INDENTED);
    json_begin_object(j);
    member(j, "$schema", SARIF_SCHEMA);
    member(j, "version", "2.1.0");
    json_key(j, "runs");
    json_begin_array(j);
    json_begin_object(j);
    put_tool(&w);
    put_artifacts(&w);
    member(j, "columnKind", "unicodeCodePoints");
    member(j, "language", "ja");
    json_key(j, "results");
    json_begin_array(j);
    for (uint32_t i = 0; i < f->reg->findings.n; i++) {
        put_result(&w, &f->reg->findings.v[i]);
    }
    json_end(j);
    json_end(j);
    json_end(j);
    json_end(j);
    arena_done(&w.arena);
    return json_finish(j, err);
}
