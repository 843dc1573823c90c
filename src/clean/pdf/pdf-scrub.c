/*
 * The catalogue by its entries, the pages by theirs, then every dictionary that can be reached:
 * what may stand anywhere (actions, metadata, private data, files) is looked for everywhere.
 */
#include "clean/pdf/pdf-scrub.h"

#include "base/tr.h"
#include "clean/pdf/pdf-echo.h"
#include "inspect/local-path.h"
#include "inspect/pdf/pdf-entry.h"

enum {
    MAX_NESTING = 300,
    MAX_FIELDS = 100000,
    FLAG_HIDDEN = 2, /* bits of an annotation's F */
    FLAG_NO_VIEW = 32,
};

static pdf_obj *get(struct pdf_scrub *s, pdf_obj *dictionary, const char *key)
{
    return pdf_dict_gets(s->ctx, dictionary, key);
}

static bool is_name(struct pdf_scrub *s, pdf_obj *object, const char *name)
{
    return pdf_is_name(s->ctx, object) && strcmp(pdf_to_name(s->ctx, object), name) == 0;
}

/* Takes an entry out when it is there and may go. */
static void take(struct pdf_scrub *s, pdf_obj *dictionary, const char *key, const char *rule,
                 const char *place)
{
    if (get(s, dictionary, key) != NULL && pdf_scrub_may(s, rule)) {
        pdf_dict_dels(s->ctx, dictionary, key);
        pdf_scrub_log(s, rule, str_of(place), 1);
    }
}

/* ---- actions ---- */

/* The rule of an action that must not leave, or NULL. `alone`: nobody has to click for it. */
static const char *rule_of_action(struct pdf_scrub *s, pdf_obj *action, bool alone)
{
    pdf_obj *kind = get(s, action, "S");

    if (!pdf_is_dict(s->ctx, action)) {
        return NULL;
    }
    if (is_name(s, kind, "JavaScript") || get(s, action, "JS") != NULL) {
        return "PDF-141";
    }
    if (is_name(s, kind, "Launch") || is_name(s, kind, "SubmitForm") ||
        is_name(s, kind, "ImportData")) {
        return "PDF-142";
    }
    if (is_name(s, kind, "Movie") || is_name(s, kind, "Sound") || is_name(s, kind, "Rendition") ||
        is_name(s, kind, "GoTo3DView")) {
        return "PDF-146";
    }
    pdf_obj *uri = is_name(s, kind, "URI") ? get(s, action, "URI") : get(s, action, "F");

    if (pdf_is_dict(s->ctx, uri)) { /* a file told by a dictionary */
        uri = get(s, uri, "UF") != NULL ? get(s, uri, "UF") : get(s, uri, "F");
    }
    if (pdf_is_string(s->ctx, uri)) {
        struct str target = str_of(pdf_to_text_string(s->ctx, uri));

        if (local_path_is(target) || local_path_is_inner_url(target)) {
            return "PDF-152";
        }
    }
    return alone && kind != NULL && !is_name(s, kind, "GoTo") ? "PDF-143" : NULL;
}

/* An action at `key`: out when it is one of those. */
static void take_action(struct pdf_scrub *s, pdf_obj *owner, const char *key, bool alone)
{
    const char *rule = rule_of_action(s, get(s, owner, key), alone);

    if (rule != NULL && pdf_scrub_may(s, rule)) {
        pdf_dict_dels(s->ctx, owner, key);
        pdf_scrub_log(s, rule, str_of(key), 1);
    }
}

/* Actions that follow an action. */
static void take_next(struct pdf_scrub *s, pdf_obj *action)
{
    pdf_obj *next = get(s, action, "Next");

    take_action(s, action, "Next", false);
    for (int i = pdf_array_len(s->ctx, next) - 1; i >= 0; i--) {
        const char *rule = rule_of_action(s, pdf_array_get(s->ctx, next, i), false);

        if (rule != NULL && pdf_scrub_may(s, rule)) {
            pdf_array_delete(s->ctx, next, i);
            pdf_scrub_log(s, rule, STR("Next"), 1);
        }
    }
}

/* Whether it is an action, and no element of the structure, which has an entry S too. */
static bool is_action(struct pdf_scrub *s, pdf_obj *object)
{
    return pdf_is_dict(s->ctx, object) &&
           (pdf_is_name(s->ctx, get(s, object, "S")) || get(s, object, "JS") != NULL) &&
           !pdf_is_dict(s->ctx, get(s, object, "P"));
}

/* Actions anywhere else, and files. */
static void take_anything(struct pdf_scrub *s, pdf_obj *dictionary)
{
    fz_context *ctx = s->ctx;

    for (int i = pdf_dict_len(ctx, dictionary) - 1; i >= 0; i--) {
        pdf_obj *key = pdf_dict_get_key(ctx, dictionary, i);
        pdf_obj *value = pdf_dict_get_val(ctx, dictionary, i);
        const char *rule = NULL;

        if (is_action(s, value)) {
            rule = rule_of_action(s, value, false);
        } else if (pdf_name_eq(ctx, pdf_dict_get(ctx, value, PDF_NAME(Type)),
                               PDF_NAME(EmbeddedFile))) {
            rule = "PDF-140";
        }
        if (rule != NULL && pdf_scrub_may(s, rule)) {
            pdf_scrub_log(s, rule, str_of(pdf_to_name(ctx, key)), 1);
            pdf_dict_del(ctx, dictionary, key);
        }
    }
}

static void take_anything_of_array(struct pdf_scrub *s, pdf_obj *array)
{
    fz_context *ctx = s->ctx;

    for (int i = 0; i < pdf_array_len(ctx, array); i++) {
        pdf_obj *item = pdf_array_get(ctx, array, i);
        const char *rule = is_action(s, item) ? rule_of_action(s, item, false) : NULL;

        if (rule != NULL && pdf_scrub_may(s, rule)) {
            pdf_array_put(ctx, array, i, PDF_NULL);
            pdf_scrub_log(s, rule, STR("[]"), 1);
        }
    }
}

/* AA: what happens by itself. */
static void take_triggers(struct pdf_scrub *s, pdf_obj *owner)
{
    pdf_obj *triggers = get(s, owner, "AA");

    for (int i = pdf_dict_len(s->ctx, triggers) - 1; i >= 0; i--) {
        const char *rule = rule_of_action(s, pdf_dict_get_val(s->ctx, triggers, i), true);

        if (rule != NULL && pdf_scrub_may(s, rule)) {
            pdf_dict_del(s->ctx, triggers, pdf_dict_get_key(s->ctx, triggers, i));
            pdf_scrub_log(s, rule, STR("AA"), 1);
        }
    }
    if (pdf_is_dict(s->ctx, triggers) && pdf_dict_len(s->ctx, triggers) == 0) {
        pdf_dict_dels(s->ctx, owner, "AA");
    }
}

/* ---- what may stand in any dictionary ---- */

static void take_files(struct pdf_scrub *s, pdf_obj *dictionary)
{
    pdf_obj *attached = get(s, dictionary, "AF");
    pdf_obj *first = pdf_is_array(s->ctx, attached) ? pdf_array_get(s->ctx, attached, 0) : attached;

    if (!pdf_scrub_may(s, "PDF-140")) {
        return;
    }
    if (pdf_is_dict(s->ctx, get(s, dictionary, "EF"))) {
        pdf_dict_dels(s->ctx, dictionary, "EF");
        pdf_dict_dels(s->ctx, dictionary, "RF");
        pdf_scrub_log(s, "PDF-140", STR("EF"), 1);
    }
    if (pdf_is_dict(s->ctx, first) &&
        (is_name(s, get(s, first, "Type"), "Filespec") || is_name(s, get(s, first, "Type"), "F") ||
         get(s, first, "EF") != NULL)) {
        pdf_dict_dels(s->ctx, dictionary, "AF");
        pdf_scrub_log(s, "PDF-140", STR("AF"), 1);
    }
}

/* Where a file lay on the machine of its author. */
static void take_path(struct pdf_scrub *s, pdf_obj *dictionary)
{
    pdf_obj *path = get(s, dictionary, "F");

    if (pdf_is_string(s->ctx, path) && local_path_is(str_of(pdf_to_text_string(s->ctx, path)))) {
        take(s, dictionary, "F", "PDF-152", "F");
    }
}

static void take_layer(struct pdf_scrub *s, pdf_obj *dictionary)
{
    pdf_obj *kind = get(s, dictionary, "Type");

    if (is_name(s, kind, "OCG") || is_name(s, kind, "OCMD")) {
        for (int i = pdf_dict_len(s->ctx, dictionary) - 1; i >= 0; i--) {
            pdf_dict_del(s->ctx, dictionary, pdf_dict_get_key(s->ctx, dictionary, i));
        }
    } else if (pdf_is_dict(s->ctx, get(s, dictionary, "OC")) &&
               (get(s, dictionary, "Subtype") != NULL)) {
        pdf_dict_dels(s->ctx, dictionary, "OC");
    }
}

static void take_entry(void *user, const struct pdf_entry *entry)
{
    take(user, entry->owner, entry->key, entry->rule, entry->key);
}

static void scrub_dictionary(struct pdf_scrub *s, pdf_obj *dictionary)
{
    pdf_obj *metadata = get(s, dictionary, "Metadata");

    take_action(s, dictionary, "A", false);
    take_action(s, dictionary, "PA", false);
    take_action(s, dictionary, "OpenAction", true);
    take_next(s, dictionary);
    take_triggers(s, dictionary);
    take_anything(s, dictionary);
    if (pdf_is_stream(s->ctx, metadata) && !is_name(s, get(s, metadata, "Type"), "XObject")) {
        take(s, dictionary, "Metadata", "PDF-121", "XMP");
    }
    if (pdf_is_dict(s->ctx, get(s, dictionary, "PieceInfo")) && pdf_scrub_may(s, "PDF-161")) {
        take(s, dictionary, "PieceInfo", "PDF-161", "PieceInfo");
        pdf_dict_dels(s->ctx, dictionary, "LastModified");
    }
    if (pdf_is_array(s->ctx, get(s, dictionary, "Alternates"))) {
        take(s, dictionary, "Alternates", "PDF-131", "Alternates");
    }
    take_files(s, dictionary);
    take_path(s, dictionary);
    pdf_entry_find(s->ctx, dictionary, take_entry, s);
    if (s->flattens) {
        take_layer(s, dictionary);
    }
    pdf_echo_scrub(s, dictionary);
}

/* ---- all that can be reached ---- */

struct reach {
    struct pdf_scrub *s;
    uint8_t *met; /* by object number */
    int room;
    VEC(int) waiting;
};

static void reach_object(struct reach *r, pdf_obj *object, int depth)
{
    fz_context *ctx = r->s->ctx;

    if (pdf_is_indirect(ctx, object)) {
        int number = pdf_to_num(ctx, object);

        if (number > 0 && number < r->room && r->met[number] == 0) {
            r->met[number] = 1;
            *VEC_ADD(r->s->arena, &r->waiting) = number;
        }
        return;
    }
    if (depth > MAX_NESTING) {
        fz_throw(ctx, FZ_ERROR_GENERIC, "objects nested too deeply");
    }
    if (pdf_is_dict(ctx, object)) {
        scrub_dictionary(r->s, object);
        for (int i = 0; i < pdf_dict_len(ctx, object); i++) {
            reach_object(r, pdf_dict_get_val(ctx, object, i), depth + 1);
        }
    } else if (pdf_is_array(ctx, object)) {
        take_anything_of_array(r->s, object);
        for (int i = 0; i < pdf_array_len(ctx, object); i++) {
            reach_object(r, pdf_array_get(ctx, object, i), depth + 1);
        }
    }
}

/* A page that was taken out of the document, and that a bookmark or the structure still names. */
static void scrub_stray(struct pdf_scrub *s, pdf_obj *object, int number)
{
    pdf_obj *type = get(s, object, "Type");

    if (!pdf_is_dict(s->ctx, object) ||
        (!is_name(s, type, "Page") && !is_name(s, type, "Template")) || number >= s->is_page_room ||
        s->is_page[number] != 0 || pdf_dict_len(s->ctx, object) < 2) {
        return;
    }
    for (int i = pdf_dict_len(s->ctx, object) - 1; i >= 0; i--) {
        pdf_obj *key = pdf_dict_get_key(s->ctx, object, i);

        if (!is_name(s, key, "Type")) {
            pdf_dict_del(s->ctx, object, key);
        }
    }
    pdf_scrub_log(s, "PDF-131", STR("Page"), 1);
}

static void scrub_all(struct pdf_scrub *s)
{
    fz_context *ctx = s->ctx;
    struct reach r = {.s = s, .room = pdf_xref_len(ctx, s->doc)};

    r.met = ARENA_ARRAY(s->arena, (size_t)r.room, uint8_t);
    reach_object(&r, pdf_dict_gets(ctx, pdf_trailer(ctx, s->doc), "Root"), 0);
    while (r.waiting.n > 0) {
        int number = r.waiting.v[--r.waiting.n];
        pdf_obj *volatile object = NULL;

        fz_try(ctx)
        {
            object = pdf_load_object(ctx, s->doc, number);
        }
        fz_catch(ctx)
        {
            continue; /* what cannot be read is written as nothing */
        }
        fz_try(ctx)
        {
            scrub_stray(s, object, number);
            reach_object(&r, object, 0);
        }
        fz_always(ctx)
        {
            pdf_drop_obj(ctx, object);
        }
        fz_catch(ctx)
        {
            fz_rethrow(ctx);
        }
    }
}

/* ---- the catalogue ---- */

static void scrub_information(struct pdf_scrub *s)
{
    static const char *const dull[] = {"Producer", "Creator", "CreationDate", "ModDate", "Trapped"};
    pdf_obj *trailer = pdf_trailer(s->ctx, s->doc);
    pdf_obj *info = get(s, trailer, "Info");

    for (int i = 0; i < pdf_dict_len(s->ctx, info); i++) {
        const char *key = pdf_to_name(s->ctx, pdf_dict_get_key(s->ctx, info, i));
        const char *rule = "PDF-120";

        for (size_t k = 0; k < COUNT(dull); k++) {
            rule = strcmp(key, dull[k]) == 0 ? "PDF-122" : rule;
        }
        pdf_scrub_log(s, rule, STR("Info"), 1);
    }
}

/* Entries that the standard does not know are some program's own. */
static void scrub_private(struct pdf_scrub *s, pdf_obj *dictionary, const char *const *known,
                          size_t count, struct str place)
{
    for (int i = pdf_dict_len(s->ctx, dictionary) - 1; i >= 0; i--) {
        pdf_obj *key = pdf_dict_get_key(s->ctx, dictionary, i);
        bool is_known = false;

        for (size_t k = 0; k < count; k++) {
            is_known |= strcmp(pdf_to_name(s->ctx, key), known[k]) == 0;
        }
        if (!is_known) {
            pdf_dict_del(s->ctx, dictionary, key);
            pdf_scrub_log(s, "PDF-161", place, 1);
        }
    }
}

static void scrub_private_root(struct pdf_scrub *s, pdf_obj *root)
{
    static const char *const known[] = {"Type",
                                        "Version",
                                        "Extensions",
                                        "Pages",
                                        "PageLabels",
                                        "Names",
                                        "Dests",
                                        "Outlines",
                                        "Threads",
                                        "PageLayout",
                                        "PageMode",
                                        "OpenAction",
                                        "AA",
                                        "URI",
                                        "AcroForm",
                                        "Metadata",
                                        "ViewerPreferences",
                                        "MarkInfo",
                                        "Lang",
                                        "OutputIntents",
                                        "OCProperties",
                                        "StructTreeRoot",
                                        "Legal",
                                        "Requirements",
                                        "Collection",
                                        "NeedsRendering",
                                        "AF",
                                        "PieceInfo",
                                        "SpiderInfo",
                                        "Perms",
                                        "DPartRoot",
                                        "DSS",
                                        "LastModified"};

    scrub_private(s, root, known, COUNT(known), STR("Root"));
}

static void scrub_private_page(struct pdf_scrub *s, pdf_obj *page, struct str place)
{
    scrub_private(s, page, pdf_entry_page_keys, pdf_entry_page_key_count, place);
}

static void scrub_names(struct pdf_scrub *s, pdf_obj *root)
{
    pdf_obj *names = get(s, root, "Names");

    take(s, names, "JavaScript", "PDF-141", "Names");
    take(s, names, "EmbeddedFiles", "PDF-140", "EmbeddedFiles");
    take(s, pdf_trailer(s->ctx, s->doc), "AdditionalStreams", "PDF-140", "AdditionalStreams");
    take(s, names, "IDS", "PDF-161", "Names");
    take(s, names, "URLS", "PDF-161", "Names");
    take(s, names, "Templates", "PDF-161", "Names"); /* pages that are not shown */
    /* What scripts alone can ask for. */
    take(s, names, "AP", "PDF-131", "Names");
    take(s, names, "Pages", "PDF-161", "Names");
    take(s, names, "Renditions", "PDF-146", "Names");
    if (pdf_scrub_may(s, "PDF-140")) {
        /* The face of a collection of files, of which none is left. */
        pdf_dict_dels(s->ctx, root, "Collection");
    }
}

/* Entries of an array that are no more. */
static void drop_nothing(struct pdf_scrub *s, pdf_obj *array)
{
    for (int i = pdf_array_len(s->ctx, array) - 1; i >= 0; i--) {
        if (pdf_is_null(s->ctx, pdf_array_get(s->ctx, array, i))) {
            pdf_array_delete(s->ctx, array, i);
        }
    }
}

static void scrub_field(struct pdf_scrub *s, pdf_obj *field, int depth, uint32_t *left)
{
    pdf_obj *kids = get(s, field, "Kids");
    pdf_obj *value = get(s, field, "V");
    pdf_obj *first = get(s, field, "DV");

    if ((pdf_is_string(s->ctx, value) && pdf_to_str_len(s->ctx, value) > 0) ||
        (pdf_is_string(s->ctx, first) && pdf_to_str_len(s->ctx, first) > 0)) {
        if (pdf_scrub_may(s, "PDF-145")) {
            pdf_dict_dels(s->ctx, field, "V");
            pdf_dict_dels(s->ctx, field, "DV");
            pdf_dict_dels(s->ctx, field, "RV");
            /* What else might have been chosen tells of it. */
            pdf_dict_dels(s->ctx, field, "Opt");
            pdf_dict_dels(s->ctx, field, "I");
            pdf_dict_dels(s->ctx, field, "TI");
            pdf_dict_dels(s->ctx, field, "AP");
            for (int i = 0; i < pdf_array_len(s->ctx, kids); i++) {
                pdf_dict_dels(s->ctx, pdf_array_get(s->ctx, kids, i), "AP");
            }
            pdf_scrub_log(s, "PDF-145", STR("AcroForm"), 1);
        }
    }
    drop_nothing(s, kids);
    for (int i = 0; i < pdf_array_len(s->ctx, kids) && depth < 16 && *left > 0; i++) {
        --*left;
        scrub_field(s, pdf_array_get(s->ctx, kids, i), depth + 1, left);
    }
}

static void scrub_form(struct pdf_scrub *s, pdf_obj *root)
{
    pdf_obj *form = get(s, root, "AcroForm");
    pdf_obj *fields = get(s, form, "Fields");
    uint32_t left = MAX_FIELDS;

    take(s, form, "XFA", "PDF-144", "AcroForm");
    if (get(s, form, "XFA") == NULL) {
        pdf_dict_dels(s->ctx, root, "NeedsRendering");
    }
    drop_nothing(s, fields);
    for (int i = 0; i < pdf_array_len(s->ctx, fields) && left > 0; i++) {
        left--;
        scrub_field(s, pdf_array_get(s->ctx, fields, i), 0, &left);
    }
}

static void scrub_threads(struct pdf_scrub *s, pdf_obj *root)
{
    pdf_obj *threads = get(s, root, "Threads");

    for (int i = 0; i < pdf_array_len(s->ctx, threads); i++) {
        take(s, pdf_array_get(s->ctx, threads, i), "I", "PDF-120", "Threads");
    }
}

bool pdf_scrub_has_hidden_layers(fz_context *ctx, pdf_document *doc)
{
    pdf_obj *root = pdf_dict_gets(ctx, pdf_trailer(ctx, doc), "Root");
    pdf_obj *all = pdf_dict_gets(ctx, root, "OCProperties");
    pdf_obj *groups = pdf_dict_gets(ctx, all, "OCGs");

    if (pdf_array_len(ctx, pdf_dict_getp(ctx, all, "D/OFF")) > 0) {
        return true;
    }
    for (int i = 0; i < pdf_array_len(ctx, groups); i++) {
        if (pdf_is_ocg_hidden(ctx, doc, NULL, "View", pdf_array_get(ctx, groups, i))) {
            return true;
        }
    }
    return false;
}

void pdf_scrub_document(struct pdf_scrub *s)
{
    pdf_obj *root = get(s, pdf_trailer(s->ctx, s->doc), "Root");

    scrub_information(s);
    if (pdf_scrub_may(s, "PDF-161")) {
        scrub_private_root(s, root);
    }
    take(s, root, "SpiderInfo", "PDF-161", "SpiderInfo");
    take(s, root, "Legal", "PDF-161", "Legal");
    if (s->flattens && get(s, root, "OCProperties") != NULL) {
        take(s, root, "OCProperties", "PDF-108", "OCProperties");
    }
    scrub_names(s, root);
    scrub_form(s, root);
    scrub_threads(s, root);
    pdf_echo_begin(s);
    scrub_all(s);
    pdf_echo_end(s);
}

/* ---- pages ---- */

/* The rule by which an annotation goes, or NULL when it stays. */
static const char *rule_of_annotation(struct pdf_scrub *s, pdf_obj *annotation)
{
    static const struct {
        const char *kind, *rule;
    } kinds[] = {{"Redact", "PDF-109"},   {"FileAttachment", "PDF-140"},
                 {"Movie", "PDF-146"},    {"Sound", "PDF-146"},
                 {"3D", "PDF-146"},       {"Screen", "PDF-146"},
                 {"RichMedia", "PDF-146"}};
    pdf_obj *kind = get(s, annotation, "Subtype");
    int flags = pdf_to_int(s->ctx, get(s, annotation, "F"));
    bool is_furniture =
        is_name(s, kind, "Link") || is_name(s, kind, "Widget") || is_name(s, kind, "Popup");

    if (s->flattens && get(s, annotation, "OC") != NULL &&
        pdf_is_ocg_hidden(s->ctx, s->doc, NULL, "View", get(s, annotation, "OC"))) {
        return "PDF-108";
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (is_name(s, kind, kinds[i].kind)) {
            return kinds[i].rule;
        }
    }
    if ((flags & (FLAG_HIDDEN | FLAG_NO_VIEW)) != 0 && !is_name(s, kind, "Popup")) {
        return "PDF-151";
    }
    if (!is_furniture && (pdf_to_str_len(s->ctx, get(s, annotation, "T")) > 0 ||
                          pdf_to_str_len(s->ctx, get(s, annotation, "Contents")) > 0)) {
        return "PDF-150";
    }
    return NULL;
}

/* Nothing refers to it any more: the tree of the structure may, and its window. */
static void forget(struct pdf_scrub *s, pdf_obj *object)
{
    if (pdf_is_indirect(s->ctx, object)) {
        pdf_delete_object(s->ctx, s->doc, pdf_to_num(s->ctx, object));
    }
}

static bool is_same(struct pdf_scrub *s, pdf_obj *a, pdf_obj *b)
{
    return pdf_is_indirect(s->ctx, a) && pdf_is_indirect(s->ctx, b) &&
           pdf_to_num(s->ctx, a) == pdf_to_num(s->ctx, b);
}

/* The raw entry of an array, not what it refers to. */
static void take_annotation(struct pdf_scrub *s, pdf_obj *annotations, int index)
{
    pdf_obj *annotation = pdf_keep_obj(s->ctx, pdf_array_get(s->ctx, annotations, index));
    pdf_obj *window = pdf_keep_obj(s->ctx, get(s, annotation, "Popup"));

    pdf_array_delete(s->ctx, annotations, index);
    for (int i = pdf_array_len(s->ctx, annotations) - 1; i >= 0 && window != NULL; i--) {
        if (is_same(s, pdf_array_get(s->ctx, annotations, i), window)) {
            pdf_array_delete(s->ctx, annotations, i);
        }
    }
    forget(s, window);
    forget(s, annotation);
    pdf_drop_obj(s->ctx, window);
    pdf_drop_obj(s->ctx, annotation);
}

static void note_page(struct pdf_scrub *s, int number)
{
    if (s->is_page == NULL) {
        s->is_page_room = pdf_xref_len(s->ctx, s->doc);
        s->is_page = ARENA_ARRAY(s->arena, (size_t)s->is_page_room + 1, uint8_t);
    }
    if (number < s->is_page_room) {
        s->is_page[number] = 1;
    }
}

bool pdf_scrub_page(struct pdf_scrub *s, pdf_obj *page, int number)
{
    pdf_obj *annotations = get(s, page, "Annots");
    struct str place = arena_printf(s->arena, "p%d", number);
    bool changed = false;

    note_page(s, pdf_cut_number(s->ctx, page));

    for (int i = 0; i < pdf_array_len(s->ctx, annotations);) {
        const char *rule = rule_of_annotation(s, pdf_array_get(s->ctx, annotations, i));

        if (rule != NULL && pdf_scrub_may(s, rule)) {
            int before = pdf_array_len(s->ctx, annotations);

            take_annotation(s, annotations, i);
            changed = true;
            pdf_scrub_log(s, rule, place, 1);
            /* Its window may have stood before it. */
            i = MAX(0, i - (before - 1 - pdf_array_len(s->ctx, annotations)));
        } else {
            i++;
        }
    }
    if (pdf_scrub_may(s, "PDF-161")) {
        scrub_private_page(s, page, place);
    }
    take(s, page, "Thumb", "PDF-161", "Thumb");
    if (get(s, page, "ID") != NULL && get(s, page, "PZ") != NULL) {
        take(s, page, "ID", "PDF-161", "ID");
        pdf_dict_dels(s->ctx, page, "PZ");
    }
    return changed;
}
