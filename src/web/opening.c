/*
 * The preview of opening documents; see opening.h.
 *
 * Between the preview and the confirmation nothing is remembered: the form carries the hashes of
 * the files, whose bytes the desk has kept, and the confirmation reads them again.
 */
#include "web/opening.h"

#include "act/opening.h"
#include "web/say.h"

enum { MOST_FILES = 50, MOST_CHANGES_SHOWN = 400, MOST_FINDINGS_SHOWN = 5 };

static struct str label_of(const struct page_call *c, const char *kind)
{
    static const struct {
        const char *kind, *label;
    } labels[] = {
        {"facts", TR_ID("Facts")},           {"dates", TR_ID("Dates")},
        {"rules", TR_ID("Rules of time")},   {"quantities", TR_ID("Quantities")},
        {"obligations", TR_ID("Duties")},    {"deliverables", TR_ID("Deliverables")},
        {"references", TR_ID("References")}, {"outline", TR_ID("Headings")},
        {"anomalies", TR_ID("Findings")},    {"annex", TR_ID("Security annex")},
        {"forms", TR_ID("Forms")},
    };

    for (size_t i = 0; i < COUNT(labels); i++) {
        if (strcmp(labels[i].kind, kind) == 0) {
            return str_of(SAY(c, labels[i].label));
        }
    }
    return str_of(kind);
}

/* Names of the values of an entry, as they stand in the register. */
static struct str field_label(const struct page_call *c, const char *name)
{
    static const struct {
        const char *name, *label;
    } labels[] = {
        {"due", TR_ID("Due")},
        {"value", TR_ID("Value")},
        {"modality", TR_ID("How binding")},
        {"actor", TR_ID("Who")},
        {"condition", TR_ID("Condition")},
        {"copies", TR_ID("Copies")},
        {"format", TR_ID("Form")},
        {"section", TR_ID("Section")},
        {"summary", TR_ID("In short")},
        {"conditions", TR_ID("Conditions")},
    };

    for (size_t i = 0; i < COUNT(labels); i++) {
        if (strcmp(labels[i].name, name) == 0) {
            return str_of(SAY(c, labels[i].label));
        }
    }
    return str_of(name);
}

/* The values that differ, where the words of the document are the same. */
static void add_fields(const struct page_call *c, struct view *row, const struct change *change)
{
    for (uint32_t i = 0; i < change->field_count; i++) {
        struct view *field = view_add(row, "fields");

        view_str(field, "field", field_label(c, change->fields[i].name));
        view_str(field, "was", change->fields[i].before);
        view_str(field, "is", change->fields[i].after);
    }
}

static struct str quote_of(const struct reg_src *src)
{
    return src == NULL ? (struct str){} : src->quote;
}

static void add_change(const struct page_call *c, struct view *v, const struct change *change)
{
    struct view *row = view_add(v, "changes");

    view_str(row, "kind", label_of(c, change->kind));
    view_str(row, "about", change->name);
    view_flag(row, "is_added", change->how == CHANGE_ADDED);
    view_flag(row, "is_removed", change->how == CHANGE_REMOVED);
    view_flag(row, "is_changed", change->how == CHANGE_CHANGED);
    bool has_same_words =
        change->how == CHANGE_CHANGED && str_eq(quote_of(change->before), quote_of(change->after));

    view_str(row, "before", has_same_words ? (struct str){} : quote_of(change->before));
    view_str(row, "after", has_same_words ? (struct str){} : quote_of(change->after));
    view_str(row, "same", has_same_words ? quote_of(change->after) : (struct str){});
    if (has_same_words) {
        add_fields(c, row, change);
    }
}

static void fill_changes(const struct page_call *c, struct view *v, const struct opening *o)
{
    view_int(v, "duties_new", o->duties_new);
    view_int(v, "duties_changed", o->duties_changed);
    view_int(v, "duties_gone", o->duties_gone);
    for (uint32_t i = 0; i < o->changes.list.n && i < MOST_CHANGES_SHOWN; i++) {
        add_change(c, v, &o->changes.list.v[i]);
    }
    view_int(v, "changes_left",
             o->changes.list.n > MOST_CHANGES_SHOWN ? o->changes.list.n - MOST_CHANGES_SHOWN : 0);
    view_flag(v, "changes_there", o->changes.list.n > 0);
}

static void fill_files(struct arena *a, struct view *v, const struct opening *o)
{
    struct buf lines CLEANUP(buf_done) = {};

    buf_init(&lines, 64 * 1024);
    for (size_t i = 0; i < o->file_count; i++) {
        view_str(view_add(v, "files"), "name", o->files[i].name);
        for (size_t k = 0; k < sizeof(o->blobs[i].sha256); k++) {
            buf_printf(&lines, "%02x", o->blobs[i].sha256[k]);
        }
        buf_printf(&lines, " %.*s\n", STR_ARG(o->files[i].name));
    }
    view_str(v, "kept", arena_str(a, buf_str(&lines)));
}

static void fill_read(const struct page_call *c, struct view *v, const struct opening *o)
{
    const struct reg *reg = &o->reg;
    int64_t findings = 0;

    for (uint32_t i = 0; i < reg->findings.n; i++) {
        if (findings++ < MOST_FINDINGS_SHOWN) {
            struct view *row = view_add(v, "findings");

            view_str(row, "why", reg->findings.v[i].why);
            view_str(row, "quote", reg->findings.v[i].src.quote);
        }
    }
    view_int(v, "duty_count", reg->obligations.n);
    view_int(v, "deliverable_count", reg->deliverables.n);
    view_int(v, "finding_count", reg->findings.n);
    view_flag(v, "findings_there", reg->findings.n > 0);
    view_int(v, "findings_left",
             findings > MOST_FINDINGS_SHOWN ? findings - MOST_FINDINGS_SHOWN : 0);
    view_flag(v, "is_unread", reg->obligations.n == 0);
}

static int show_opening(const struct page_call *c, const struct opening *o, struct http_response *r,
                        struct err *err)
{
    struct view *v = view_new(c->q->arena);
    static const char *const titles[] = {
        [OPENING_NEW] = TR_ID("Open a new contract"),
        [OPENING_SAME] = TR_ID("These documents are open already"),
        [OPENING_REVISION] = TR_ID("Revise a contract"),
    };

    view_str(v, "title", str_of(SAY(c, titles[o->kind])));
    view_flag(v, "nav_contracts", true);
    say_crumb(c, v, str_of(SAY(c, TR_ID("Contracts"))), "/contracts");
    view_flag(v, "is_new", o->kind == OPENING_NEW);
    view_flag(v, "is_same", o->kind == OPENING_SAME);
    view_flag(v, "is_revision", o->kind == OPENING_REVISION);
    view_str(v, "contract_name", o->title);
    view_int(v, "contract_id", o->contract);
    fill_files(c->q->arena, v, o);
    fill_read(c, v, o);
    if (o->kind == OPENING_REVISION) {
        fill_changes(c, v, o);
    }
    return page_render(c, "opening", v, r, err);
}

int opening_preview(const struct page_call *c, int64_t contract, struct http_response *r,
                    struct err *err)
{
    struct opening_file files[MOST_FILES];
    struct opening o;
    size_t n = 0;

    for (uint32_t i = 0; i < c->q->files.n; i++) {
        const struct http_file *f = &c->q->files.v[i];

        if (!str_eq(f->field, STR("files")) || f->name.n == 0) {
            continue;
        }
        if (n == MOST_FILES) {
            return err_set(err, ERR_LIMIT, "more than %d files at once", MOST_FILES);
        }
        files[n++] =
            (struct opening_file){.path = arena_str(c->q->arena, f->path).p, .name = f->name};
    }
    if (n == 0) {
        err_set(err, ERR_INVALID, "no file was chosen");
        return err_hint(err, "choose the specification, then send");
    }
    return act_opening_read(c->act, files, n, contract, &o, err) < 0 ? -1
                                                                     : show_opening(c, &o, r, err);
}
