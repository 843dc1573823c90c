/*
 * An office file as a whole: what kind it is by its content types, then the package, then each part
 * by its place, then the parts of its kind.
 */
#include "inspect/ooxml.h"

#include "base/tr.h"
#include "base/utf8.h"

bool ooxml_starts(struct str s, const char *head)
{
    return str_starts_any_case(s, str_of(head));
}

bool ooxml_ends(struct str s, const char *tail)
{
    return str_ends_any_case(s, str_of(tail));
}

bool ooxml_is_blank(struct str text)
{
    uint32_t cp;

    for (size_t i = 0; i < text.n;) {
        i += utf8_decode(text, i, &cp);
        if (cp > ' ' && cp != 0xA0 && (cp < 0x2000 || cp > 0x200D) && cp != 0x202F &&
            cp != 0x205F && cp != 0x2060 && cp != 0x3000 && cp != 0xFEFF) {
            return false;
        }
    }
    return true;
}

struct str ooxml_value(struct arena *a, const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) ? arena_str(a, value) : (struct str){};
}

bool ooxml_is_on(const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) &&
           (str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on")));
}

int64_t ooxml_thousandths(const struct xml_element *e, const char *name, int64_t otherwise)
{
    enum { MAX_DIGITS = 12 };
    struct str value;
    int64_t number = 0;
    int decimals = -1;

    if (!xml_attribute(e, name, &value) || value.n == 0) {
        return otherwise;
    }
    bool negative = value.p[0] == '-';

    for (size_t i = negative ? 1 : 0; i < value.n && i < MAX_DIGITS && decimals < 3; i++) {
        char c = value.p[i];

        if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
            decimals += decimals >= 0;
        } else {
            break;
        }
    }
    for (decimals = MAX(decimals, 0); decimals < 3; decimals++) {
        number *= 10;
    }
    return negative ? -number : number;
}

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

/* What the list of content types says of the main part: by its name, else by its ending. */
struct types_walk {
    struct arena *arena;
    struct str main;
    struct str by_name, by_ending;
};

static enum xml_step types_start(void *user, const struct xml_element *e)
{
    struct types_walk *w = user;
    struct str key;

    if (ooxml_is(e->name, "Override") && xml_attribute(e, "PartName", &key) &&
        str_eq_any_case(str_sub(key, key.n > 0 && key.p[0] == '/', key.n), w->main)) {
        w->by_name = ooxml_value(w->arena, e, "ContentType");
    } else if (ooxml_is(e->name, "Default") && xml_attribute(e, "Extension", &key) &&
               w->main.n > key.n && w->main.p[w->main.n - key.n - 1] == '.' &&
               str_ends_any_case(w->main, key)) {
        w->by_ending = ooxml_value(w->arena, e, "ContentType");
    }
    return XML_ENTER;
}

static void types_end(void *user, const char *name, enum xml_namespace ns)
{
}

/*
 * The kind by the main part's content type: "docx", "xlsm" … Other types of the list do not count:
 * some programs list types of parts that are not there. Where nothing is said of the main part, any
 * of them does.
 */
static void tell_kind(struct ooxml *o)
{
    static const struct xml_handler handler = {.start = types_start, .end = types_end};
    struct arena scratch CLEANUP(arena_done) = {};
    struct types_walk w = {.arena = &scratch, .main = o->main};
    static const struct {
        struct str mark;
        const char *kind;
        enum ooxml_flavour flavour;
    } kinds[] = {
        {STR("ms-word.document.macroEnabled"), "docm", OOXML_WORD},
        {STR("ms-word.template.macroEnabled"), "dotm", OOXML_WORD},
        {STR("wordprocessingml.template.main"), "dotx", OOXML_WORD},
        {STR("wordprocessingml.document.main"), "docx", OOXML_WORD},
        {STR("ms-excel.sheet.macroEnabled.main"), "xlsm", OOXML_SHEET},
        {STR("ms-excel.template.macroEnabled"), "xltm", OOXML_SHEET},
        {STR("ms-excel.addin.macroEnabled"), "xlam", OOXML_SHEET},
        {STR("ms-excel.sheet.binary"), "xlsb", OOXML_SHEET},
        {STR("spreadsheetml.template.main"), "xltx", OOXML_SHEET},
        {STR("spreadsheetml.sheet.main"), "xlsx", OOXML_SHEET},
        {STR("ms-powerpoint.presentation.macroEnabled"), "pptm", OOXML_SLIDE},
        {STR("ms-powerpoint.slideshow.macroEnabled"), "ppsm", OOXML_SLIDE},
        {STR("ms-powerpoint.template.macroEnabled"), "potm", OOXML_SLIDE},
        {STR("presentationml.slideshow.main"), "ppsx", OOXML_SLIDE},
        {STR("presentationml.template.main"), "potx", OOXML_SLIDE},
        {STR("presentationml.presentation.main"), "pptx", OOXML_SLIDE},
    };

    (void)ooxml_walk(o, STR("[Content_Types].xml"), &handler, &w);
    struct str types = w.by_name.n > 0 ? w.by_name : w.by_ending;

    if (!str_has(types, STR("main")) &&
        !ooxml_bytes(o, &scratch, STR("[Content_Types].xml"), &types)) {
        return;
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (str_has(types, kinds[i].mark)) {
            o->found->kind = str_of(kinds[i].kind);
            o->flavour = kinds[i].flavour;
            return;
        }
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
    f->kind = (struct str){};
    ooxml_open(&o);
    tell_kind(&o);
    if (f->kind.n == 0 || ooxml_part(&o, o.main) == NULL) {
        found_less(f, INSPECT_UNREADABLE, tr("the office file has no main part of a known kind"));
    }
    if (str_eq(f->kind, STR("xlsb"))) {
        found_less(f, INSPECT_PARTIAL, tr("a binary workbook (.xlsb) is looked into in part; save it as .xlsx"));
    }
    ooxml_check_directory(&o, bytes);
    ooxml_check_relations(&o);
    inspect_kind(&o);
    for (uint32_t i = 0; i < o.parts.n; i++) {
        ooxml_check_part(&o, &o.parts.v[i]);
    }
    package_close(&o.package);
}
