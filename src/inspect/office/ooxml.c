/*
 * An office file as a whole: what kind it is by its content types, then the package, then each part
 * by its place, then the parts of its kind.
 */
#include "inspect/office/ooxml.h"

#include "base/tr.h"
#include "inspect/office/ooxml-diagram.h"
#include "inspect/office/ooxml-place.h"
#include "inspect/office/ooxml-sheet.h"
#include "inspect/office/ooxml-slide.h"
#include "inspect/office/ooxml-word.h"

bool ooxml_recognise(struct str bytes)
{
    static const struct str name = STR("[Content_Types].xml");
    struct package package;
    struct err err;
    bool found = false;

    /* The name stands in the directory as it is: without it there is no need to open it. */
    if (!str_starts(bytes, STR("PK\x03\x04")) || str_rfind(bytes, STR("_Types].xml")) < 0 ||
        package_open(&package, bytes, &err) < 0) {
        return false;
    }
    for (uint32_t i = 0; i < package_count(&package) && !found; i++) {
        struct package_entry entry;

        found = package_entry(&package, i, &entry, &err) == 0 &&
                (str_eq(entry.name, name) ||
                 (str_starts(entry.name, STR("/")) && entry.name.n == name.n + 1 &&
                  str_ends(entry.name, name)));
    }
    package_close(&package);
    return found;
}

static void tell_kind(struct ooxml *o)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str types;

    if (!ooxml_bytes(o, &scratch, STR("[Content_Types].xml"), &types)) {
        return;
    }
    const struct ooxml_kind *kind = ooxml_kind_of(types, o->main);

    if (kind != NULL) {
        o->found->kind = str_of(kind->name);
        o->flavour = kind->flavour;
    }
}

static void inspect_kind(struct ooxml *o)
{
    switch (o->flavour) {
    case OOXML_WORD:
        ooxml_word_inspect(o);
        break;
    case OOXML_SHEET:
        ooxml_sheet_inspect(o);
        break;
    case OOXML_SLIDE:
        ooxml_slide_inspect(o);
        break;
    }
}

void ooxml_inspect(struct found *f, struct str bytes)
{
    struct err err = {};
    struct ooxml o = {.found = f, .arena = f->arena};

    if (package_open(&o.package, bytes, &err) < 0) {
        found_less(f, INSPECT_UNREADABLE, err.message);
        return;
    }
    bool was_in_document = f->in_document;

    f->kind = (struct str){};
    f->in_document = true;
    ooxml_open(&o);
    tell_kind(&o);
    if (f->kind.n == 0 || ooxml_part(&o, o.main) == NULL) {
        found_less(f, INSPECT_UNREADABLE, tr("the office file has no main part of a known kind"));
    }
    if (str_eq(f->kind, STR("xlsb"))) {
        found_less(f, INSPECT_PARTIAL,
                   tr("a binary workbook (.xlsb) is looked into in part; save it as .xlsx"));
    }
    ooxml_check_directory(&o, bytes);
    ooxml_check_relations(&o);
    inspect_kind(&o);
    for (uint32_t i = 0; i < o.parts.n; i++) {
        ooxml_check_part(&o, &o.parts.v[i]);
    }
    ooxml_diagrams_read(&o);
    f->in_document = was_in_document;
    package_close(&o.package);
}
