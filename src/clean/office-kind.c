/*
 * What kind an office file is, by the content type of its main part (as inspect/ooxml.c), and what it
 * becomes without its macros.
 */
#include "clean/office.h"

static const struct {
    struct str mark;
    const char *kind;
    enum office_flavour flavour;
    const char *plain_kind, *plain_type; /* without macros */
} kinds[] = {
    {STR_IN_TABLE("ms-word.document.macroEnabled"), "docm", OFFICE_WORD, "docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"},
    {STR_IN_TABLE("ms-word.template.macroEnabled"), "dotm", OFFICE_WORD, "dotx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"},
    {STR_IN_TABLE("wordprocessingml.template.main"), "dotx", OFFICE_WORD, NULL, NULL},
    {STR_IN_TABLE("wordprocessingml.document.main"), "docx", OFFICE_WORD, NULL, NULL},
    {STR_IN_TABLE("ms-excel.sheet.macroEnabled.main"), "xlsm", OFFICE_SHEET, "xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"},
    {STR_IN_TABLE("ms-excel.template.macroEnabled"), "xltm", OFFICE_SHEET, "xltx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"},
    {STR_IN_TABLE("ms-excel.addin.macroEnabled"), "xlam", OFFICE_SHEET, NULL, NULL},
    {STR_IN_TABLE("spreadsheetml.template.main"), "xltx", OFFICE_SHEET, NULL, NULL},
    {STR_IN_TABLE("spreadsheetml.sheet.main"), "xlsx", OFFICE_SHEET, NULL, NULL},
    {STR_IN_TABLE("ms-powerpoint.presentation.macroEnabled"), "pptm", OFFICE_SLIDE, "pptx",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"},
    {STR_IN_TABLE("ms-powerpoint.slideshow.macroEnabled"), "ppsm", OFFICE_SLIDE, "ppsx",
     "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"},
    {STR_IN_TABLE("ms-powerpoint.template.macroEnabled"), "potm", OFFICE_SLIDE, "potx",
     "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"},
    {STR_IN_TABLE("presentationml.slideshow.main"), "ppsx", OFFICE_SLIDE, NULL, NULL},
    {STR_IN_TABLE("presentationml.template.main"), "potx", OFFICE_SLIDE, NULL, NULL},
    {STR_IN_TABLE("presentationml.presentation.main"), "pptx", OFFICE_SLIDE, NULL, NULL},
};

/* What the list says of the main part: by its name, else by its ending; or empty. */
static struct str type_of_main(const struct office *o, struct arena *a, struct str list)
{
    struct str by_ending = {};
    struct xml_tree t;

    if (xml_tree_parse(a, list, &t) != 0) {
        return by_ending;
    }
    for (uint32_t i = 1; i < t.nodes.n; i++) {
        struct str name = xml_tree_value(&t, i, "PartName");
        struct str ending = xml_tree_value(&t, i, "Extension");

        if (xml_tree_is(&t, i, "Override") &&
            str_eq_any_case(str_sub(name, name.n > 0 && name.p[0] == '/', name.n), o->main)) {
            return xml_tree_value(&t, i, "ContentType");
        }
        if (xml_tree_is(&t, i, "Default") && o->main.n > ending.n &&
            o->main.p[o->main.n - ending.n - 1] == '.' && str_ends_any_case(o->main, ending)) {
            by_ending = xml_tree_value(&t, i, "ContentType");
        }
    }
    return by_ending;
}

int office_kind_find(struct office *o, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const struct office_part *types = office_part(o, STR("[Content_Types].xml"));
    struct str bytes;

    if (types == NULL || !office_bytes(o, &scratch, types, &bytes)) {
        return err_set(err, ERR_INVALID, "the part '%s' is damaged", "[Content_Types].xml");
    }
    struct str of_main = type_of_main(o, &scratch, bytes);

    bytes = str_has(of_main, STR("main")) ? of_main : bytes;
    if (str_has(bytes, STR("ms-excel.sheet.binary"))) {
        err_set(err, ERR_UNSUPPORTED, "a binary workbook (.xlsb) is not cleaned");
        return err_hint(err, "save it as .xlsx");
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!str_has(bytes, kinds[i].mark)) {
            continue;
        }
        bool has_macros = kinds[i].plain_kind != NULL;

        o->flavour = kinds[i].flavour;
        if (has_macros && o->c->depth == 0 && cleaning_may(o->c, "OOX-208")) {
            o->c->ending = str_of(kinds[i].plain_kind);
            o->c->kind = o->c->ending;
            o->new_main_type = str_of(kinds[i].plain_type);
        } else if (o->c->depth == 0) {
            o->c->kind = str_of(kinds[i].kind);
        }
        return 0;
    }
    return err_set(err, ERR_INVALID, "the office file has no main part of a known kind");
}
