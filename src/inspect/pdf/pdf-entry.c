/*
 * Most dictionaries have none of the keys that are asked for. What an element of the structure says
 * in attributes is known by their owner: those of the standard say how it is laid out, in names and
 * numbers, and in a few texts that readers do use.
 */
#include "inspect/pdf/pdf-entry.h"

#include "base/common.h"
#include "base/str.h"
#include "inspect/local-path.h"
#include "inspect/pdf/pdf-remark.h"

#include <string.h>

enum { MAX_NESTING = 8, MAX_ATTRIBUTES = 64, MAX_CLASSES = 1000 };

struct entries {
    fz_context *ctx;
    void (*take)(void *user, const struct pdf_entry *entry);
    void *user;
};

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A string in it that says something; or NULL. What it refers to is not its own. */
static pdf_obj *words_in(fz_context *ctx, pdf_obj *o, int depth)
{
    pdf_obj *found = NULL;

    if (pdf_is_string(ctx, o)) {
        return pdf_remark_says(str_of(pdf_to_text_string(ctx, o))) ? o : NULL;
    }
    if (depth > 0 && pdf_is_indirect(ctx, o)) {
        return NULL;
    }
    for (int i = 0; i < pdf_array_len(ctx, o) && found == NULL && depth < MAX_NESTING; i++) {
        found = words_in(ctx, pdf_array_get(ctx, o, i), depth + 1);
    }
    for (int i = 0; i < pdf_dict_len(ctx, o) && found == NULL && depth < MAX_NESTING; i++) {
        found = words_in(ctx, pdf_dict_get_val(ctx, o, i), depth + 1);
    }
    return found;
}

/* The entries of `owner` that have words, but those whose keys are in `kept`. */
static void take_words(const struct entries *e, const char *rule, pdf_obj *owner,
                       const char *const *kept, size_t n)
{
    fz_context *ctx = e->ctx;

    for (int i = pdf_dict_len(ctx, owner) - 1; i >= 0; i--) {
        const char *key = pdf_to_name(ctx, pdf_dict_get_key(ctx, owner, i));
        pdf_obj *text =
            is_one_of(key, kept, n) ? NULL : words_in(ctx, pdf_dict_get_val(ctx, owner, i), 0);

        if (text != NULL) {
            e->take(e->user, &(struct pdf_entry){rule, owner, key, text});
        }
    }
}

/* The window shows what its note says; what it says itself is nobody's to see. */
static void take_window(const struct entries *e, pdf_obj *window)
{
    static const char *const kept[] = {"Parent", "P", "AP", "M", "NM", "CreationDate"};

    take_words(e, "PDF-131", window, kept, COUNT(kept));
}

/* Captions are those of buttons. */
static void take_captions(const struct entries *e, pdf_obj *widget, pdf_obj *look)
{
    pdf_obj *kind = pdf_dict_get_inheritable(e->ctx, widget, PDF_NAME(FT));

    if (pdf_is_name(e->ctx, kind) && !pdf_name_eq(e->ctx, kind, PDF_NAME(Btn))) {
        take_words(e, "PDF-131", look, NULL, 0);
    }
}

/* One object of attributes. Of those for other formats (HTML, CSS) nobody knows all keys. */
static void take_attributes(const struct entries *e, pdf_obj *attributes)
{
    static const char *const known[] = {"Layout", "List", "PrintField", "Table", "Artifact"};
    static const char *const kept[] = {"O",    "NS",       "Headers",       "Summary", "Short",
                                       "Desc", "Contents", "ListNumbering", "checked", "Checked"};
    static const char *const other[] = {"XML-", "HTML-", "CSS-", "RTF-", "OEB-", "ARIA-", "NSO"};
    const char *owner = pdf_to_name(e->ctx, pdf_dict_get(e->ctx, attributes, PDF_NAME(O)));

    for (size_t i = 0; i < COUNT(other); i++) {
        if (strncmp(owner, other[i], strlen(other[i])) == 0) {
            return;
        }
    }
    take_words(e, "PDF-161", attributes, kept,
               is_one_of(owner, known, COUNT(known)) ? COUNT(kept) : 1);
}

/* Of an element, or of a class of them: one object, or a list with the numbers of revisions. */
static void take_all_attributes(const struct entries *e, pdf_obj *attributes)
{
    take_attributes(e, attributes);
    for (int i = 0; i < MIN(pdf_array_len(e->ctx, attributes), MAX_ATTRIBUTES); i++) {
        take_attributes(e, pdf_array_get(e->ctx, attributes, i));
    }
}

static void take_classes(const struct entries *e, pdf_obj *classes)
{
    for (int i = 0; i < MIN(pdf_dict_len(e->ctx, classes), MAX_CLASSES); i++) {
        take_all_attributes(e, pdf_dict_get_val(e->ctx, classes, i));
    }
}

/*
 * Programs leave where a form or picture came from, and who made that, under keys of their own
 * (PTEX.FileName); the standard has texts under these only.
 */
static void take_private(const struct entries *e, pdf_obj *object)
{
    static const char *const kept[] = {
        "LastModified", "ID",         "OPI",        "PieceInfo", "Metadata", "Resources",
        "Group",        "Ref",        "AF",         "Measure",   "PtData",   "DecodeParms",
        "Filter",       "F",          "FFilter",    "SMask",     "Mask",     "FDecodeParms",
        "ColorSpace",   "Alternates", "OC",         "Shading",   "Lang",     "Kids",
        "Parent",       "CropBox",    "ActualText", "Alt",       "PS",       "DP"};

    take_words(e, "PDF-161", object, kept, COUNT(kept));
}

/* Links that name no host start from here. */
static void take_base(const struct entries *e, pdf_obj *uri)
{
    pdf_obj *base = pdf_dict_gets(e->ctx, uri, "Base");
    struct str target =
        pdf_is_string(e->ctx, base) ? str_of(pdf_to_text_string(e->ctx, base)) : (struct str){};

    if (local_path_is(target) || local_path_is_inner_url(target)) {
        e->take(e->user, &(struct pdf_entry){"PDF-152", uri, "Base", base});
    }
}

const char *const pdf_entry_page_keys[] = {"Type",
                                           "Parent",
                                           "LastModified",
                                           "Resources",
                                           "MediaBox",
                                           "CropBox",
                                           "BleedBox",
                                           "TrimBox",
                                           "ArtBox",
                                           "BoxColorInfo",
                                           "Contents",
                                           "Rotate",
                                           "Group",
                                           "Thumb",
                                           "B",
                                           "Dur",
                                           "Trans",
                                           "Annots",
                                           "AA",
                                           "Metadata",
                                           "PieceInfo",
                                           "StructParents",
                                           "StructParent",
                                           "ID",
                                           "PZ",
                                           "SeparationInfo",
                                           "Tabs",
                                           "TemplateInstantiated",
                                           "PresSteps",
                                           "UserUnit",
                                           "VP",
                                           "OutputIntents",
                                           "AF",
                                           "DPart",
                                           "Count",
                                           "Kids"};
const size_t pdf_entry_page_key_count = COUNT(pdf_entry_page_keys);

/* What no standard knows of a page, a program of somebody's put there. */
static void take_page(const struct entries *e, pdf_obj *page)
{
    take_words(e, "PDF-131", page, pdf_entry_page_keys, pdf_entry_page_key_count);
}

/* Names of scripts that a reader is to ask before it opens the file; no reader shows them. */
static void take_requirements(const struct entries *e, pdf_obj *catalogue, pdf_obj *requirements)
{
    pdf_obj *text = words_in(e->ctx, requirements, 0);

    if (text != NULL) {
        e->take(e->user, &(struct pdf_entry){"PDF-161", catalogue, "Requirements", text});
    }
}

void pdf_entry_find_at(fz_context *ctx, pdf_obj *dictionary, const char *key, pdf_obj *value,
                       void (*take)(void *user, const struct pdf_entry *entry), void *user)
{
    const struct entries e = {.ctx = ctx, .take = take, .user = user};

    if (strcmp(key, "Subtype") == 0) {
        if (pdf_name_eq(ctx, value, PDF_NAME(Popup))) {
            take_window(&e, dictionary);
        } else if (pdf_name_eq(ctx, value, PDF_NAME(Form)) ||
                   pdf_name_eq(ctx, value, PDF_NAME(Image))) {
            take_private(&e, dictionary);
        }
    } else if (strcmp(key, "Type") == 0) {
        if (pdf_name_eq(ctx, value, PDF_NAME(Pages))) {
            take_private(&e, dictionary);
        } else if (pdf_name_eq(ctx, value, PDF_NAME(Page))) {
            take_page(&e, dictionary);
        }
    } else if (strcmp(key, "A") == 0) {
        if (pdf_is_name(ctx, pdf_dict_get(ctx, dictionary, PDF_NAME(S)))) {
            take_all_attributes(&e, value);
        }
    } else if (strcmp(key, "URI") == 0) {
        take_base(&e, value);
    } else if (strcmp(key, "MK") == 0) {
        take_captions(&e, dictionary, value);
    } else if (strcmp(key, "ClassMap") == 0) {
        take_classes(&e, value);
    } else if (strcmp(key, "Requirements") == 0) {
        take_requirements(&e, dictionary, value);
    }
}

void pdf_entry_find(fz_context *ctx, pdf_obj *dictionary,
                    void (*take)(void *user, const struct pdf_entry *entry), void *user)
{
    static const char *const keys[] = {"Subtype", "Type",     "A",           "URI",
                                       "MK",      "ClassMap", "Requirements"};

    for (size_t i = 0; i < COUNT(keys); i++) {
        pdf_obj *value = pdf_dict_gets(ctx, dictionary, keys[i]);

        if (value != NULL) {
            pdf_entry_find_at(ctx, dictionary, keys[i], value, take, user);
        }
    }
}
