/*
 * What kind an office file is (inspect/office/ooxml-kind.h), and what it becomes without its
 * macros.
 */
#include "clean/office/office-kind.h"

int office_kind_find(struct office *o, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const struct office_part *types = office_part(o, STR("[Content_Types].xml"));
    struct str bytes;

    if (types == NULL || !office_bytes(o, &scratch, types, &bytes)) {
        return err_set(err, ERR_INVALID, "the part '%s' is damaged", "[Content_Types].xml");
    }
    const struct ooxml_kind *kind = ooxml_kind_of(bytes, o->main);

    if (kind == NULL) {
        return err_set(err, ERR_INVALID, "the office file has no main part of a known kind");
    }
    if (strcmp(kind->name, "xlsb") == 0) {
        err_set(err, ERR_UNSUPPORTED, "a binary workbook (.xlsb) is not cleaned");
        return err_hint(err, "save it as .xlsx");
    }
    o->flavour = kind->flavour;
    if (o->c->depth > 0) {
        return 0;
    }
    o->c->kind = o->own_kind = str_of(kind->name);
    if (kind->plain_name != NULL && cleaning_may(o->c, "OOX-208")) {
        o->c->ending = o->c->kind = str_of(kind->plain_name);
        o->new_main_type = str_of(kind->plain_type);
    }
    return 0;
}

void office_kind_keep(struct office *o)
{
    if (o->new_main_type.n > 0) {
        o->c->ending = o->new_main_type = (struct str){};
        o->c->kind = o->own_kind;
    }
}
