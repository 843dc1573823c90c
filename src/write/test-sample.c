/* A register from a document and its expected register; see test-sample.h. */
#include "write/test-sample.h"

#include "text/calendar.h"
#include "text/fold.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

struct sample {
    struct arena *a;
    struct doc *doc;
    struct str bare;    /* folded text without white space */
    uint32_t *bare_src; /* byte of the document for byte of `bare` */
};

static int slurp(struct arena *a, const char *path, struct str *ret, struct err *err)
{
    FILE *file = fopen(path, "rb");
    size_t room = 8u << 20;
    char *bytes = arena_alloc(a, room);

    if (file == NULL) {
        return err_set(err, ERR_NOT_FOUND, "'%s' could not be opened", path);
    }
    *ret = (struct str){.p = bytes, .n = fread(bytes, 1, room, file)};
    fclose(file);
    return 0;
}

static struct str bare_of(struct sample *s, struct str text, uint32_t **ret_src)
{
    struct ftext f = fold(s->a, text);
    char *bytes = arena_alloc(s->a, f.s.n + 1);
    uint32_t *src = ARENA_ARRAY(s->a, f.s.n + 1, uint32_t);
    size_t n = 0;

    for (size_t i = 0; i < f.s.n; i++) {
        if (f.s.p[i] != ' ' && f.s.p[i] != '\n') {
            src[n] = f.src[i];
            bytes[n++] = f.s.p[i];
        }
    }
    src[n] = (uint32_t)text.n;
    *ret_src = src;
    return (struct str){.p = bytes, .n = n};
}

static uint32_t line_at(const struct doc *d, uint32_t at)
{
    uint32_t i = 0;

    while (i + 1 < d->lines.n && d->lines.v[i + 1].beg <= at) {
        i++;
    }
    return i;
}

static struct str str_member(struct sample *s, json_t *entry, const char *key)
{
    json_t *value = json_object_get(entry, key);

    if (json_is_integer(value)) {
        return arena_printf(s->a, "%lld", (long long)json_integer_value(value));
    }
    return json_is_string(value) ? arena_str(s->a, str_of(json_string_value(value)))
                                 : (struct str){};
}

static struct reg_src place(struct sample *s, json_t *entry)
{
    uint32_t *unused;
    struct str quote = bare_of(s, str_member(s, entry, "quote"), &unused);
    ptrdiff_t at = quote.n == 0 ? -1 : str_find(s->bare, quote, 0);
    struct reg_src src = {.line = 1};

    if (at >= 0) {
        src.beg = s->bare_src[at];
        src.end = s->bare_src[at + (ptrdiff_t)quote.n - 1];
        while (src.end < s->doc->text.n && (s->doc->text.p[++src.end] & 0xC0) == 0x80) {
        }
        src.line = line_at(s->doc, src.beg) + 1;
        src.quote = str_sub(s->doc->text, src.beg, src.end);
    }
    return src;
}

static int word_index(struct str word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (str_eq(word, str_of(words[i]))) {
            return i;
        }
    }
    return 0;
}

static int modality_of(struct str word)
{
    static const char *const words[] = {"must", "must_not", "should", "may"};

    return word_index(word, words, 4);
}

static void load_times(struct sample *s, json_t *root, struct reg *r)
{
    size_t i;
    json_t *e;

    json_array_foreach(json_object_get(root, "facts"), i, e)
    {
        *VEC_ADD(s->a, &r->facts) =
            (struct reg_fact){.src = place(s, e),
                              .key = str_member(s, e, "key"),
                              .value = str_member(s, e, "value"),
                              .is_number = json_is_integer(json_object_get(e, "value"))};
    }
    json_array_foreach(json_object_get(root, "dates"), i, e)
    {
        struct str role = str_member(s, e, "role");

        *VEC_ADD(s->a, &r->dates) =
            (struct reg_date){.src = place(s, e),
                              .value = str_member(s, e, "value"),
                              .role = role,
                              .day_from = REG_NO_DAY,
                              .day_to = REG_NO_DAY,
                              .background = str_starts(role, STR("background"))};
    }
    json_array_foreach(json_object_get(root, "rules"), i, e)
    {
        *VEC_ADD(s->a, &r->rules) = (struct reg_rule){.src = place(s, e),
                                                      .rule = str_member(s, e, "rule"),
                                                      .trigger = str_member(s, e, "trigger"),
                                                      .what = str_member(s, e, "what"),
                                                      .annex_item = str_member(s, e, "annex_item")};
    }
}

static void load_work(struct sample *s, json_t *root, struct reg *r)
{
    static const char *const actors[] = {"contractor", "ministry", "subcontractor", "third-party"};
    static const char *const qualifiers[] = {"exactly", "about", "at least", "at most", "range"};
    size_t i;
    json_t *e;

    json_array_foreach(json_object_get(root, "obligations"), i, e)
    {
        struct str quote = str_member(s, e, "quote");

        *VEC_ADD(s->a, &r->obligations) = (struct reg_obligation){
            .src = place(s, e),
            .section = str_member(s, e, "section"),
            .modality = (enum reg_modality)modality_of(str_member(s, e, "modality")),
            .actor = (enum reg_actor)word_index(str_member(s, e, "actor"), actors, 4),
            .condition = str_member(s, e, "condition"),
            .exception_of =
                str_starts(quote, STR("ただし")) && i > 0 ? (uint32_t)i - 1 : REG_NO_INDEX,
            .phase = str_member(s, e, "phase"),
            .day_from = REG_NO_DAY,
            .day_to = REG_NO_DAY};
    }
    json_array_foreach(json_object_get(root, "quantities"), i, e)
    {
        json_t *value = json_object_get(e, "value");
        json_t *min = value ? value : json_object_get(e, "min");
        json_t *max = value ? value : json_object_get(e, "max");

        *VEC_ADD(s->a, &r->quantities) =
            (struct reg_quantity){.src = place(s, e),
                                  .has_min = json_is_number(min),
                                  .has_max = json_is_number(max),
                                  .min = json_number_value(min),
                                  .max = json_number_value(max),
                                  .unit = str_member(s, e, "unit"),
                                  .qualifier = (enum reg_qualifier)word_index(
                                      str_member(s, e, "qualifier"), qualifiers, 5),
                                  .what = str_member(s, e, "what")};
    }
    json_array_foreach(json_object_get(root, "deliverables"), i, e)
    {
        *VEC_ADD(s->a, &r->deliverables) =
            (struct reg_deliverable){.src = place(s, e),
                                     .name = str_member(s, e, "name"),
                                     .format = str_member(s, e, "format"),
                                     .copies = str_member(s, e, "copies"),
                                     .due = str_member(s, e, "due"),
                                     .conditions = str_member(s, e, "conditions")};
    }
    json_array_foreach(json_object_get(root, "references"), i, e)
    {
        *VEC_ADD(s->a, &r->references) =
            (struct reg_reference){.src = place(s, e),
                                   .target = str_member(s, e, "target"),
                                   .resolves = json_is_true(json_object_get(e, "resolves")),
                                   .note = str_member(s, e, "note")};
    }
}

static void load_annex(struct sample *s, json_t *annex, struct reg *r)
{
    size_t i;
    json_t *e;

    if (!json_is_object(annex)) {
        return;
    }
    r->annex.present = true;
    r->annex.edition = str_member(s, annex, "edition");
    r->annex.addressee = str_member(s, annex, "addressee");
    r->annex.audit_body = str_member(s, annex, "audit_body");
    r->annex.report_timing = str_member(s, annex, "report_timing");
    json_array_foreach(json_object_get(annex, "mail_auth"), i, e)
    {
        *VEC_ADD(s->a, &r->annex.mail_auth) = arena_str(s->a, str_of(json_string_value(e)));
    }
    json_array_foreach(json_object_get(annex, "items"), i, e)
    {
        *VEC_ADD(s->a, &r->annex.items) = (struct reg_annex_item){
            .src = place(s, e),
            .id = str_member(s, e, "id"),
            .title = str_member(s, e, "title"),
            .modality = (enum reg_modality)modality_of(str_member(s, e, "modality")),
            .trigger = str_member(s, e, "trigger"),
            .timing = str_member(s, e, "trigger"),
            .evidence = str_member(s, e, "evidence"),
            .known = i % 5 != 4,
            .difference = i % 5 == 4 ? STR("頻度が異なる：年１回以上 → 半期ごと") : (struct str){}};
    }
}

static int by_place(const void *va, const void *vb)
{
    const struct reg_node *a = va;
    const struct reg_node *b = vb;

    return (a->src.beg > b->src.beg) - (a->src.beg < b->src.beg);
}

static void load_rest(struct sample *s, json_t *root, struct reg *r)
{
    static const char *const confidences[] = {"definite", "likely", "soft"};
    size_t i;
    json_t *e;

    json_array_foreach(json_object_get(root, "outline"), i, e)
    {
        struct reg_node node = {
            .path = str_member(s, e, "path"), .heading = str_member(s, e, "heading"), .level = 1};

        json_object_set_new(e, "quote", json_string(node.heading.n > 0 ? node.heading.p : ""));
        node.src = place(s, e);
        *VEC_ADD(s->a, &r->outline) = node;
    }
    if (r->outline.n > 0) {
        qsort(r->outline.v, r->outline.n, sizeof(r->outline.v[0]), by_place);
    }
    json_array_foreach(json_object_get(root, "anomalies"), i, e)
    {
        struct str kind = str_member(s, e, "kind");
        int confidence = word_index(str_member(s, e, "severity"), confidences, 3);

        *VEC_ADD(s->a, &r->findings) =
            (struct reg_finding){.src = place(s, e),
                                 .rule = kind,
                                 .kind = kind,
                                 .confidence = (enum reg_confidence)confidence,
                                 .severity = (enum reg_severity)confidence,
                                 .why = str_member(s, e, "why"),
                                 .question = STR("どちらが正しいでしょうか。"),
                                 .has_other = i % 2 == 1 && r->facts.n > 0,
                                 .other = r->facts.n > 0 ? r->facts.v[0].src : (struct reg_src){}};
    }
    struct reg_form *form = VEC_ADD(s->a, &r->forms);

    *form = (struct reg_form){.label = STR("様式１"), .title = STR("応募申請書")};
    *VEC_ADD(s->a, &form->fields) = (struct reg_form_field){
        .name = STR("法人名"), .type = STR("text"), .mandatory = true, .note = STR("登記のとおり")};
    *VEC_ADD(s->a, &form->fields) =
        (struct reg_form_field){.name = STR("担当者の電話番号"), .type = STR("number")};
}

int test_sample_load(struct arena *a, const char *text_path, const char *json_path, struct reg *ret,
                     struct err *err)
{
    struct sample s = {.a = a, .doc = ARENA_NEW(a, struct doc)};
    struct reg r = {};
    json_error_t why;
    struct str text;

    if (slurp(a, text_path, &text, err) < 0) {
        return -1;
    }
    json_t *root = json_load_file(json_path, 0, &why);

    if (root == NULL) {
        return err_set(err, ERR_INVALID, "'%s': %s", json_path, why.text);
    }
    s.doc->name = arena_str(a, str_of(text_path));
    s.doc->encoding = STR("UTF-8");
    s.doc->text = text;
    for (size_t beg = 0; beg < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), beg);

        end = end < 0 ? (ptrdiff_t)text.n : end;
        *VEC_ADD(a, &s.doc->lines) = (struct doc_line){.beg = (uint32_t)beg, .end = (uint32_t)end};
        beg = (size_t)end + 1;
    }
    s.bare = bare_of(&s, text, &s.bare_src);
    *VEC_ADD(a, &r.documents) = s.doc;
    load_times(&s, root, &r);
    load_work(&s, root, &r);
    load_annex(&s, json_object_get(root, "annex"), &r);
    load_rest(&s, root, &r);
    json_decref(root);
    *ret = r;
    return 0;
}
