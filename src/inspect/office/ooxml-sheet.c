/*
 * Excel: the workbook, its sheets and names; the cells are read in ooxml-sheet-cells.c. Only the
 * formats and a bounded part of the strings stay in memory, so a sheet may have any length.
 */
#include "inspect/office/ooxml-sheet.h"

#include "inspect/deliver/machine-sheet.h"
#include "inspect/office/ooxml-sheet-binary.h"
#include "inspect/office/ooxml-sheet-cells.h"
#include "inspect/office/ooxml-sheet-pivot.h"
#include "inspect/office/ooxml-sheet-string.h"
#include "inspect/office/ooxml-sheet-text.h"
#include "inspect/office/ooxml-sheet-words.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/personal/personal.h"

enum {
    MAX_NAME_BYTES = 64 * 1024,
    DAYS_OF_1904 = 1462, /* from the first day of 1900 to that of 1904, as Excel counts */
};

struct book_walk {
    struct workbook *book;
    bool in_name;
    struct sheet_name name;
    struct buf text;
};

static void take_sheet(struct workbook *b, const struct xml_element *e)
{
    struct str state = ooxml_value(b->arena, e, "state");
    struct sheet *sheet = VEC_ADD(b->arena, &b->sheets);

    sheet->name = ooxml_value(b->arena, e, "name");
    sheet->part = ooxml_target(b->o, b->o->main, ooxml_value(b->arena, e, "id"));
    sheet->is_very_hidden = str_eq(state, STR("veryHidden"));
    sheet->is_hidden = sheet->is_very_hidden || str_eq(state, STR("hidden"));
    personal_scan(b->o->found, sheet->name, (struct str){}, b->o->main);
}

/* Some programs write the elements although nothing is protected. */
static bool is_protection(const struct xml_element *e)
{
    static const char *const locks[] = {"lockStructure", "lockWindows", "lockRevision",
                                        "readOnlyRecommended"};
    static const char *const words[] = {"workbookPassword", "workbookHashValue", "userName",
                                        "reservationPassword", "hashValue"};
    struct str value;
    bool found = false;

    if (!ooxml_is(e->name, "workbookProtection") && !ooxml_is(e->name, "fileSharing")) {
        return false;
    }
    for (size_t i = 0; i < COUNT(locks); i++) {
        found |= ooxml_is_on(e, locks[i]);
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        found |= xml_attribute(e, words[i], &value) && value.n > 0;
    }
    return found;
}

static enum xml_step book_start(void *user, const struct xml_element *e)
{
    struct book_walk *w = user;
    struct workbook *b = w->book;
    struct found *f = b->o->found;
    struct str url;

    if (ooxml_is(e->name, "sheet")) {
        take_sheet(b, e);
    } else if (ooxml_is(e->name, "definedName")) {
        w->name = (struct sheet_name){.name = ooxml_value(b->arena, e, "name"),
                                      .comment = ooxml_value(b->arena, e, "comment")};
        w->name.is_own = sheet_name_is_own(w->name.name);
        w->name.is_hidden = ooxml_is_on(e, "hidden") && !w->name.is_own;
        w->in_name = true;
        buf_clear(&w->text);
    } else if (ooxml_is(e->name, "workbookView") && f->depth == 0 &&
               xml_attribute(e, "visibility", &url) && !str_eq(url, STR("visible"))) {
        /* The program opens and shows no window. One in a document is shown by its picture. */
        found_add(f, "XLS-240", INSPECT_STRUCTURAL, b->o->main, (struct str){});
    } else if (ooxml_is(e->name, "workbookPr") && ooxml_is_on(e, "date1904")) {
        b->days_shift = DAYS_OF_1904;
    } else if (ooxml_is(e->name, "revisionPtr") && xml_attribute(e, "documentId", &url)) {
        found_add(f, "OOX-205", INSPECT_STRUCTURAL, b->o->main, url);
    } else if (is_protection(e)) {
        found_add(f, "OOX-218", INSPECT_STRUCTURAL, b->o->main,
                  ooxml_value(b->arena, e, "userName"));
    } else if (ooxml_is(e->name, "customWorkbookView")) {
        found_add(f, "XLS-248", INSPECT_STRUCTURAL, b->o->main, ooxml_value(b->arena, e, "name"));
    } else if (ooxml_is(e->name, "absPath") && xml_attribute(e, "url", &url) &&
               !str_has(url, STR("\\"))) {
        /* Those with a backslash are found as any path. */
        found_add(f, "OOX-203", INSPECT_STRUCTURAL, b->o->main, url);
    }
    return XML_ENTER;
}

static void book_end(void *user, const char *name, enum xml_namespace ns)
{
    struct book_walk *w = user;

    if (!ooxml_is(name, "definedName")) {
        return;
    }
    sheet_words_name(w->book, &w->name, buf_str(&w->text));
    w->in_name = false;
}

static void book_text(void *user, struct str text)
{
    struct book_walk *w = user;

    if (w->in_name) {
        buf_add(&w->text, text);
    }
}

static bool is_of_sheets(const struct ooxml_part *part)
{
    static const char *const types[] = {"worksheet",         "chartsheet",  "dialogsheet",
                                        "sharedStrings",     "styles",      "pivotCacheDefinition",
                                        "pivotCacheRecords", "slicerCache", "table",
                                        "pivotTable",        "drawing"};

    for (size_t i = 0; i < COUNT(types); i++) {
        if (str_eq(part->type, str_of(types[i]))) {
            return true;
        }
    }
    return false;
}

bool ooxml_sheet_has(const struct ooxml *o, const struct ooxml_part *part)
{
    return o->flavour == OOXML_SHEET && part->is_scanned &&
           (str_eq(part->name, o->main) || is_of_sheets(part));
}

void ooxml_sheet_inspect(struct ooxml *o)
{
    static const struct xml_handler handler = {
        .start = book_start, .end = book_end, .text = book_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct workbook b = {.o = o, .arena = &arena, .theme = ooxml_theme_default()};
    struct book_walk w = {.book = &b};

    if (str_ends(o->main, STR(".bin"))) {
        sheet_binary_inspect(o);
        return;
    }
    buf_init(&w.text, MAX_NAME_BYTES);
    ooxml_walk(o, o->main, &handler, &w);
    buf_done(&w.text);
    sheet_formats_read(&b);
    sheet_strings_read(&b);
    sheet_pivot_prepare(&b);
    for (uint32_t i = 0; i < b.sheets.n; i++) {
        sheet_cells_read(&b, &b.sheets.v[i]);
    }
    machine_book_end(o->found);
    sheet_words_orphans(&b);
    sheet_pivot_judge(&b);
    sheet_pivot_done(&b);
    buf_done(&b.strings);
    buf_done(&b.string_ends);
}
