/*
 * An office file as a whole: what kind it is by its content types, then the package, then each part
 * by its place, then the parts of its kind.
 */
#include "inspect/office/ooxml.h"

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

bool ooxml_is_letter(uint32_t cp)
{
    return (cp | 0x20) - 'a' < 26u ||
           (cp >= 0xC0 && (cp < 0x2000 || cp > 0x303F) && (cp < 0xE000 || cp > 0xF8FF) &&
            (cp < 0xFE00 || cp > 0xFF20) && cp < 0x1F000) ||
           (cp >= 0x20000 && cp < 0x40000);
}

uint32_t ooxml_add_letters(struct buf *out, struct str text)
{
    uint32_t letters = 0;
    uint32_t cp;

    for (size_t i = 0, n; i < text.n; i += n) {
        n = utf8_decode(text, i, &cp);
        if (ooxml_is_letter(cp)) {
            buf_add(out, str_sub(text, i, i + n));
            letters++;
        }
    }
    return letters;
}

bool ooxml_has_words(struct str text)
{
    uint32_t letters = 0;
    uint32_t cp;

    for (size_t i = 0; i < text.n && letters < 2; letters += ooxml_is_letter(cp)) {
        i += utf8_decode(text, i, &cp);
    }
    return letters >= 2;
}

bool ooxml_is_free_text(struct str name)
{
    enum { FIRST_WIDE = 0x3040, LEAST_WIDE = 6, LEAST_WORDS = 3 };
    uint32_t words = 0;
    uint32_t wide = 0;
    uint32_t cp = 0;
    bool in_word = false;

    name = str_trim(name);
    for (size_t i = 0; i < name.n;) {
        i += utf8_decode(name, i, &cp);
        bool is_letter = ooxml_is_letter(cp);

        wide += is_letter && cp >= FIRST_WIDE;
        words += is_letter && !in_word && cp < FIRST_WIDE;
        in_word = is_letter || (cp > ' ' && cp < 0x80);
    }
    return cp - '0' >= 10u && cp - 0xFF10 >= 10u && (words >= LEAST_WORDS || wide >= LEAST_WIDE);
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
    struct str value;

    return xml_attribute(e, name, &value) ? ooxml_thousandths_of(value, otherwise) : otherwise;
}

int64_t ooxml_thousandths_of(struct str value, int64_t otherwise)
{
    enum { MAX_DIGITS = 12 };
    int64_t number = 0;
    int decimals = -1;

    if (value.n == 0) {
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
