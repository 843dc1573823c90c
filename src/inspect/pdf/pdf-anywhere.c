/*
 * What may hang on any object of a PDF: actions, files, metadata, private data of programs. The
 * sweep over all objects (pdf-objects.c) shows every dictionary once; what is of interest is kept
 * and told after the pages, unless a place that people know told it already. So it does not matter
 * how an action is reached, or whether it leads back to itself.
 *
 * The dictionary that is shown is of the object `number`, at any depth in it.
 */
#include "inspect/pdf/pdf-anywhere.h"

#include "inspect/local-path.h"
#include "inspect/pdf/pdf-action.h"
#include "inspect/pdf/pdf-alternate.h"
#include "inspect/pdf/pdf-element.h"
#include "inspect/pdf/pdf-entry.h"
#include "inspect/pdf/pdf-file.h"
#include "inspect/personal/personal.h"

enum { MAX_KEPT = 20000 };

static bool is_key(fz_context *ctx, pdf_obj *key, const char *name)
{
    return strcmp(pdf_to_name(ctx, key), name) == 0;
}

static void keep(struct pdf_walk *w, enum pdf_anything what, int number, const char *rule,
                 pdf_obj *object)
{
    if (w->anywhere.n < MAX_KEPT) {
        *VEC_ADD(w->f->arena, &w->anywhere) = (struct pdf_anywhere){
            .what = what, .number = number, .rule = rule, .object = pdf_keep_obj(w->ctx, object)};
    }
}

/* Elements of the structure have an entry S as well: the kind of the element. */
static void look_at_action(struct pdf_walk *w, int number, pdf_obj *o)
{
    const char *rule = pdf_action_rule(w, o);

    if (rule == NULL && pdf_action_leads_inside(w, o)) {
        rule = "PDF-152";
    }
    if (rule != NULL && !pdf_is_dict(w->ctx, pdf_dict_get(w->ctx, o, PDF_NAME(P)))) {
        keep(w, PDF_ANY_ACTION, number, rule, o);
    }
}

static void look_at_triggers(struct pdf_walk *w, int number, pdf_obj *triggers)
{
    fz_context *ctx = w->ctx;

    for (int i = 0; i < MIN(pdf_dict_len(ctx, triggers), PDF_WALK_MAX_NAMES); i++) {
        pdf_obj *action = pdf_dict_get_val(ctx, triggers, i);
        pdf_obj *kind = pdf_dict_get(ctx, action, PDF_NAME(S));

        if (kind != NULL && !pdf_name_eq(ctx, kind, PDF_NAME(GoTo)) &&
            pdf_action_rule(w, action) == NULL) {
            keep(w, PDF_ANY_ACTION, pdf_is_indirect(ctx, action) ? pdf_to_num(ctx, action) : number,
                 "PDF-143", action);
        }
    }
}

/* Kinds of action begin with these letters; most elements of a structure (P, TD, H1) do not. */
static bool may_be_action(fz_context *ctx, pdf_obj *kind)
{
    const char *name = pdf_to_name(ctx, kind);

    return name[0] != '\0' && name[1] != '\0' && name[2] != '\0' &&
           strchr("JLSIMRGU", name[0]) != NULL;
}

static void look_at_words(struct pdf_walk *w, int number, pdf_obj *o, pdf_obj *key)
{
    const char *of_element = pdf_element_key(w->ctx, o);

    if (of_element != NULL && is_key(w->ctx, key, of_element)) {
        keep(w, PDF_ANY_ELEMENT, number, "PDF-111", o);
    }
}

/* ---- words that no page shows, or not always ---- */

struct entry_place {
    struct pdf_walk *w;
    int number;
};

static void take_entry(void *user, const struct pdf_entry *entry)
{
    struct entry_place *p = user;

    pdf_walk_add(p->w, entry->rule, arena_printf(p->w->arena, "%d 0 R %s", p->number, entry->key),
                 pdf_walk_text(p->w, entry->text));
}

/*
 * Words that are there for a reason (names of fields and notes, what is said of a field, a link or
 * a profile of colours): told when they name a person.
 */
static bool may_name(struct pdf_walk *w, pdf_obj *o, const char *key)
{
    static const struct {
        const char *key, *beside;
    } words[] = {{"T", "FT"}, {"TU", "FT"}, {"NM", "Rect"}, {"Info", "OutputConditionIdentifier"}};
    bool is = strcmp(key, "Contents") == 0 &&
              pdf_name_eq(w->ctx, pdf_dict_get(w->ctx, o, PDF_NAME(Subtype)), PDF_NAME(Link));

    for (size_t i = 0; i < COUNT(words) && !is; i++) {
        is = strcmp(key, words[i].key) == 0 && pdf_dict_gets(w->ctx, o, words[i].beside) != NULL;
    }
    return is;
}

/* Nearly all keys are others: nothing is asked of their values. */
static void look_at_entry(struct pdf_walk *w, int number, pdf_obj *o, pdf_obj *key, pdf_obj *value)
{
    bool is_unusual = key >= PDF_LIMIT; /* a name that the library does not know */
    struct entry_place place = {.w = w, .number = number};

    if (key == PDF_NAME(Subtype) || key == PDF_NAME(Type) || key == PDF_NAME(A) ||
        key == PDF_NAME(URI) || key == PDF_NAME(MK) ||
        (is_unusual && (is_key(w->ctx, key, "ClassMap") || is_key(w->ctx, key, "Requirements")))) {
        pdf_entry_find_at(w->ctx, o, pdf_to_name(w->ctx, key), value, take_entry, &place);
    } else if ((key == PDF_NAME(T) || key == PDF_NAME(TU) || key == PDF_NAME(Contents) ||
                key == PDF_NAME(Info) || (is_unusual && is_key(w->ctx, key, "NM"))) &&
               pdf_is_string(w->ctx, value) && may_name(w, o, pdf_to_name(w->ctx, key))) {
        personal_scan(w->f, pdf_walk_text(w, value), (struct str){},
                      arena_printf(w->arena, "%d 0 R %s", number, pdf_to_name(w->ctx, key)));
    }
}

void pdf_anywhere_look(struct pdf_walk *w, int number, pdf_obj *o)
{
    fz_context *ctx = w->ctx;
    int n = pdf_dict_len(ctx, o);

    for (int i = 0; i < n; i++) {
        pdf_obj *key = pdf_dict_get_key(ctx, o, i);
        pdf_obj *value = pdf_dict_get_val(ctx, o, i);

        look_at_entry(w, number, o, key, value);
        if (key == PDF_NAME(S) ? may_be_action(ctx, value) : key == PDF_NAME(JS)) {
            look_at_action(w, number, o);
        } else if (key == PDF_NAME(AA)) {
            look_at_triggers(w, number, value);
        } else if (key == PDF_NAME(EF) && pdf_is_dict(ctx, value)) {
            keep(w, PDF_ANY_FILE, number, "PDF-140", o);
        } else if (key == PDF_NAME(Type) && pdf_name_eq(ctx, value, PDF_NAME(EmbeddedFile))) {
            keep(w, PDF_ANY_STREAM, number, "PDF-140", NULL);
        } else if (key == PDF_NAME(Type) &&
                   (pdf_name_eq(ctx, value, PDF_NAME(Page)) || is_key(ctx, value, "Template"))) {
            if (pdf_dict_get(ctx, o, PDF_NAME(Contents)) != NULL) {
                keep(w, PDF_ANY_PAGE, number, "PDF-131", NULL);
            }
        } else if (key == PDF_NAME(Metadata) && pdf_is_stream(ctx, value)) {
            keep(w, PDF_ANY_METADATA, pdf_to_num(ctx, value), "PDF-121", NULL);
        } else if (key == PDF_NAME(F) && pdf_is_string(ctx, value) &&
                   local_path_is(pdf_walk_text(w, value))) {
            keep(w, PDF_ANY_PATH, number, "PDF-152", o);
        } else if ((key == PDF_NAME(ActualText) || key == PDF_NAME(Alt) || key == PDF_NAME(E) ||
                    key == PDF_NAME(T)) &&
                   pdf_is_string(ctx, value)) {
            look_at_words(w, number, o, key);
        } else if (is_key(ctx, key, "Alternates") && pdf_is_array(ctx, value)) {
            keep(w, PDF_ANY_ALTERNATE, number, "PDF-131", NULL);
        } else if (is_key(ctx, key, "PieceInfo") && pdf_is_dict(ctx, value)) {
            keep(w, PDF_ANY_PRIVATE, number, "PDF-161", NULL);
        }
    }
}

/* ---- telling ---- */

struct counted {
    uint32_t count;
    int first;
};

static void tell_counted(struct pdf_walk *w, const char *rule, const char *what, struct counted c)
{
    if (c.count > 0) {
        found_add_many(w->f, rule, INSPECT_STRUCTURAL,
                       arena_printf(w->arena, "%s %d 0 R", what, c.first), (struct str){}, c.count);
    }
}

static void count(struct counted *c, int number)
{
    c->first = c->count++ == 0 ? number : c->first;
}

static void tell_stream(struct pdf_walk *w, int number, struct str place)
{
    pdf_obj *stream = pdf_new_indirect(w->ctx, w->doc, number, 0);

    fz_try(w->ctx)
    {
        if (pdf_is_stream(w->ctx, stream)) {
            pdf_file_take_stream(w, stream, place);
        }
    }
    fz_always(w->ctx)
    {
        pdf_drop_obj(w->ctx, stream);
    }
    fz_catch(w->ctx)
    {
        fz_rethrow(w->ctx);
    }
}

void pdf_anywhere_tell(struct pdf_walk *w)
{
    struct counted metadata = {}, private = {}, pages = {};

    for (uint32_t i = 0; i < w->anywhere.n; i++) {
        const struct pdf_anywhere *a = &w->anywhere.v[i];
        struct str place = arena_printf(w->arena, "%d 0 R", a->number);

        if (a->what == PDF_ANY_FILE) {
            pdf_file_take(w, a->object, place);
        } else if (a->what == PDF_ANY_STREAM) {
            tell_stream(w, a->number, place);
        } else if (a->what == PDF_ANY_PAGE && w->has_all_pages &&
                   pdf_walk_is_first_of(w, a->number, "page")) {
            count(&pages, a->number);
        } else if (a->what == PDF_ANY_METADATA && pdf_walk_is_first_of(w, a->number, a->rule)) {
            count(&metadata, a->number);
        } else if (a->what == PDF_ANY_PRIVATE && pdf_walk_is_first_of(w, a->number, a->rule)) {
            count(&private, a->number);
        } else if (a->what == PDF_ANY_PATH && pdf_walk_is_first_of(w, a->number, a->rule)) {
            pdf_walk_add(w, a->rule, place, pdf_walk_text_at(w, a->object, "F"));
        } else if (a->what == PDF_ANY_ALTERNATE) {
            bool differs = pdf_alternate_differs(w->ctx, w->doc, a->number);

            pdf_walk_add(w, differs ? "PDF-107" : a->rule,
                         arena_printf(w->arena, "%d 0 R Alternates", a->number), (struct str){});
        } else if (a->what == PDF_ANY_ACTION && pdf_walk_is_first_of(w, a->number, a->rule)) {
            pdf_walk_add(w, a->rule, place,
                         strcmp(a->rule, "PDF-152") == 0 ? pdf_action_target(w, a->object)
                                                         : pdf_walk_text_at(w, a->object, "JS"));
        }
    }
    tell_counted(w, "PDF-121", "XMP", metadata);
    tell_counted(w, "PDF-161", "PieceInfo", private);
    tell_counted(w, "PDF-131", "Page", pages);
}

void pdf_anywhere_done(struct pdf_walk *w)
{
    for (uint32_t i = 0; i < w->anywhere.n; i++) {
        pdf_drop_obj(w->ctx, w->anywhere.v[i].object);
    }
    w->anywhere.n = 0;
}
