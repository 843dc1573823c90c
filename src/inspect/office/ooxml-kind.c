/* Kinds of office files; see ooxml-kind.h. */
#include "inspect/office/ooxml-kind.h"

#include "base/arena.h"
#include "inspect/office/ooxml-value.h"

static const struct ooxml_kind kinds[] = {
    {STR_IN_TABLE("ms-word.document.macroEnabled"), "docm", OOXML_WORD, "docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"},
    {STR_IN_TABLE("ms-word.template.macroEnabled"), "dotm", OOXML_WORD, "dotx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"},
    {STR_IN_TABLE("wordprocessingml.template.main"), "dotx", OOXML_WORD, NULL, NULL},
    {STR_IN_TABLE("wordprocessingml.document.main"), "docx", OOXML_WORD, NULL, NULL},
    {STR_IN_TABLE("ms-excel.sheet.macroEnabled.main"), "xlsm", OOXML_SHEET, "xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"},
    {STR_IN_TABLE("ms-excel.template.macroEnabled"), "xltm", OOXML_SHEET, "xltx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"},
    {STR_IN_TABLE("ms-excel.addin.macroEnabled"), "xlam", OOXML_SHEET, NULL, NULL},
    {STR_IN_TABLE("ms-excel.sheet.binary"), "xlsb", OOXML_SHEET, NULL, NULL},
    {STR_IN_TABLE("spreadsheetml.template.main"), "xltx", OOXML_SHEET, NULL, NULL},
    {STR_IN_TABLE("spreadsheetml.sheet.main"), "xlsx", OOXML_SHEET, NULL, NULL},
    {STR_IN_TABLE("ms-powerpoint.presentation.macroEnabled"), "pptm", OOXML_SLIDE, "pptx",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"},
    {STR_IN_TABLE("ms-powerpoint.slideshow.macroEnabled"), "ppsm", OOXML_SLIDE, "ppsx",
     "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"},
    {STR_IN_TABLE("ms-powerpoint.template.macroEnabled"), "potm", OOXML_SLIDE, "potx",
     "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"},
    {STR_IN_TABLE("presentationml.slideshow.main"), "ppsx", OOXML_SLIDE, NULL, NULL},
    {STR_IN_TABLE("presentationml.template.main"), "potx", OOXML_SLIDE, NULL, NULL},
    {STR_IN_TABLE("presentationml.presentation.main"), "pptx", OOXML_SLIDE, NULL, NULL},
};

/* What the list says of the main part. */
struct types_walk {
    struct arena arena;
    struct str main;
    struct str by_name, by_ending;
};

static enum xml_step types_start(void *user, const struct xml_element *e)
{
    struct types_walk *w = user;
    struct str key;

    if (ooxml_is(e->name, "Override") && xml_attribute(e, "PartName", &key) &&
        str_eq_any_case(str_sub(key, key.n > 0 && key.p[0] == '/', key.n), w->main)) {
        w->by_name = ooxml_value(&w->arena, e, "ContentType");
    } else if (ooxml_is(e->name, "Default") && xml_attribute(e, "Extension", &key) &&
               w->main.n > key.n && w->main.p[w->main.n - key.n - 1] == '.' &&
               str_ends_any_case(w->main, key)) {
        w->by_ending = ooxml_value(&w->arena, e, "ContentType");
    }
    return XML_ENTER;
}

static void types_end(void *user, const char *name, enum xml_namespace ns)
{
}

const struct ooxml_kind *ooxml_kind_of(struct str types, struct str main)
{
    static const struct xml_handler handler = {.start = types_start, .end = types_end};
    struct types_walk w = {.main = main};
    const struct ooxml_kind *found = NULL;

    (void)xml_walk(types, &handler, &w);
    struct str of_main = w.by_name.n > 0 ? w.by_name : w.by_ending;

    if (str_has(of_main, STR("main"))) {
        types = of_main;
    }
    for (size_t i = 0; i < COUNT(kinds) && found == NULL; i++) {
        found = str_has(types, kinds[i].mark) ? &kinds[i] : NULL;
    }
    arena_done(&w.arena);
    return found;
}
