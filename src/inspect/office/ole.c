/*
 * Compound files; see ole.h. Objects embedded in office files are streams of known names: a package
 * of any file with the path it came from (MS-OLEDS 2.3.6), an office file of the new kind, the
 * contents of a program. Mails of Outlook (MS-OXMSG) keep each text in a stream of its own.
 */
#include "inspect/office/ole.h"

#include "base/bytes.h"
#include "base/tr.h"
#include "inspect/local-path.h"
#include "inspect/office/ole-cfb.h"
#include "inspect/personal/personal.h"
#include "read/encoding.h"

enum { MAX_PROPERTIES = 200, MAX_TEXT_BYTES = 256 * 1024 };

struct ole {
    struct found *found;
    struct cfb cfb;
    struct arena arena;
};

bool ole_recognise(struct str bytes)
{
    return cfb_recognise(bytes);
}

/* Text of a code page (1200 = UTF-16) as UTF-8; empty when it cannot be told. */
static struct str text_of(struct ole *o, struct str bytes, uint32_t page)
{
    enum { UTF_16 = 1200, UTF_8 = 65001, CP_932 = 932 };
    struct doc doc = {};
    struct err err = {};
    enum encoding encoding = page == UTF_16   ? ENCODING_UTF_16LE
                             : page == CP_932 ? ENCODING_CP932
                                              : ENCODING_UTF_8;

    bytes = str_sub(bytes, 0, MAX_TEXT_BYTES);
    while (bytes.n > 0 && page != UTF_16 && bytes.p[bytes.n - 1] == '\0') {
        bytes.n--;
    }
    while (bytes.n > 1 && page == UTF_16 && bytes_le16(bytes, bytes.n - 2) == 0) {
        bytes.n -= 2;
    }
    return bytes.n > 0 && encoding_decode(&o->arena, bytes, encoding, &jis_tables, &doc, &err) == 0
               ? str_trim(doc.text)
               : (struct str){};
}

/* ---- property sets (MS-OLEPS) ---- */

struct property_rule {
    uint32_t id;
    const char *what, *rule;
};

static void take_property(struct ole *o, struct str section, uint32_t at, uint32_t page,
                          const struct property_rule *rule, struct str place)
{
    enum { BYTE_TEXT = 0x1E, WIDE_TEXT = 0x1F };
    uint32_t type = bytes_le16(section, at);
    uint64_t n = bytes_le32(section, at + 4);
    struct str text = {};

    if (type == BYTE_TEXT) {
        text = text_of(o, str_sub(section, (size_t)at + 8, (size_t)at + 8 + n), page);
    } else if (type == WIDE_TEXT) {
        text = text_of(o, str_sub(section, (size_t)at + 8, (size_t)at + 8 + n * 2), 1200);
    }
    if (text.n > 0 && !str_starts(text, STR("Normal"))) {
        found_add(o->found, rule->rule, INSPECT_STRUCTURAL,
                  arena_printf(&o->arena, "%.*s %s", STR_ARG(place), rule->what), text);
    }
}

static void read_properties(struct ole *o, struct str name, const struct property_rule *rules,
                            size_t rule_count)
{
    const struct cfb_entry *e = cfb_find(&o->cfb, name);
    struct str place = str_sub(name, 1, name.n);
    struct err err = {};
    struct str set;

    if (e == NULL || cfb_stream(&o->cfb, &o->arena, e, &set, &err) < 0) {
        return;
    }
    struct str section = str_sub(set, bytes_le32(set, 44), set.n);
    uint32_t count = MIN(bytes_le32(section, 4), (uint32_t)MAX_PROPERTIES);
    uint32_t page = 932;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t id = bytes_le32(section, 8 + i * 8);
        uint32_t at = bytes_le32(section, 12 + i * 8);

        if (id == 1) {
            page = bytes_le16(section, (size_t)at + 4);
        }
        for (size_t k = 0; k < rule_count && at < section.n; k++) {
            if (rules[k].id == id) {
                take_property(o, section, at, page, &rules[k], place);
            }
        }
    }
}

static void tell_properties(struct ole *o)
{
    static const struct property_rule summary[] = {
        {2, "title", "OOX-201"},      {3, "subject", "OOX-201"},  {4, "author", "OOX-201"},
        {5, "keywords", "OOX-201"},   {6, "comments", "OOX-201"}, {7, "template", "OOX-202"},
        {8, "lastAuthor", "OOX-201"},
    };
    static const struct property_rule more[] = {
        {2, "category", "OOX-201"}, {14, "manager", "OOX-202"}, {15, "company", "OOX-202"}};

    read_properties(o, STR("\x05SummaryInformation"), summary, COUNT(summary));
    read_properties(o,
                    STR("\x05"
                        "DocumentSummaryInformation"),
                    more, COUNT(more));
}

/* ---- what is embedded ---- */

/* A text that ends in NUL, from *at on; leaves *at behind it. */
static struct str take_cstring(struct str s, size_t *at)
{
    size_t beg = MIN(*at, s.n);
    const char *end = beg < s.n ? memchr(s.p + beg, '\0', s.n - beg) : NULL;
    size_t past = end == NULL ? s.n : (size_t)(end - s.p);

    *at = past + 1;
    return str_sub(s, beg, past);
}

/* A package: its name, where it came from, and the file itself. */
static void take_native(struct ole *o, struct str s)
{
    size_t at = 6;
    struct str label = text_of(o, take_cstring(s, &at), 932);
    struct str path = text_of(o, take_cstring(s, &at), 932);
    uint64_t temporary_bytes = bytes_le32(s, at + 4);
    size_t data_at = at + 8 + temporary_bytes;
    struct str temporary = str_sub(s, at + 8, data_at);
    uint64_t bytes = bytes_le32(s, data_at);
    struct str data = str_sub(s, data_at + 4, data_at + 4 + bytes);

    if (temporary_bytes > 1000 || bytes == 0 || data.n != bytes) {
        found_member(o->found, str_sub(s, 4, s.n), STR("Ole10Native"));
        return;
    }
    if (local_path_is(path)) {
        found_add(o->found, "OOX-203", INSPECT_STRUCTURAL, STR("Ole10Native"), path);
    }
    size_t end = 0;
    struct str from = text_of(o, take_cstring(temporary, &end), 932);

    if (local_path_is(from) && !str_eq(from, path)) {
        found_add(o->found, "OOX-203", INSPECT_STRUCTURAL, STR("Ole10Native"), from);
    }
    found_member(o->found, data, label.n > 0 ? label : STR("Ole10Native"));
}

static bool take_embedded(struct ole *o, const struct cfb_entry *e)
{
    static const struct str contents[] = {STR("Package"), STR("CONTENTS"), STR("EmbeddedOdf")};
    bool is_native = str_eq(e->name, STR("\x01Ole10Native"));
    bool is_wanted = is_native;
    struct arena scratch CLEANUP(arena_done) = {};
    struct err err = {};
    struct str bytes;

    for (size_t i = 0; i < COUNT(contents); i++) {
        is_wanted |= str_eq(e->name, contents[i]);
    }
    if (!is_wanted || e->type != CFB_STREAM) {
        return false;
    }
    if (cfb_stream(&o->cfb, &scratch, e, &bytes, &err) < 0) {
        found_less(o->found, INSPECT_PARTIAL, err.message);
    } else if (is_native) {
        take_native(o, bytes);
    } else {
        found_member(o->found, bytes, e->name);
    }
    return true;
}

/* ---- mails of Outlook ---- */

static bool is_text_property(struct str name)
{
    return str_starts(name, STR("__substg1.0_")) && name.n == 20;
}

/* The texts of the mail and its attachments. */
static void take_mail(struct ole *o)
{
    bool has_plain = cfb_find_anywhere(&o->cfb, STR("__substg1.0_1000001F")) != NULL ||
                     cfb_find_anywhere(&o->cfb, STR("__substg1.0_1000001E")) != NULL;

    for (uint32_t i = 1; i < o->cfb.entries.n; i++) {
        const struct cfb_entry *e = &o->cfb.entries.v[i];
        struct str type = str_sub(e->name, 16, 20);
        struct arena scratch CLEANUP(arena_done) = {};
        struct err err = {};
        struct str bytes;
        /* The text in HTML is looked at as a file, too. */
        bool is_attachment = str_eq(e->name, STR("__substg1.0_37010102")) ||
                             str_eq(e->name, STR("__substg1.0_10130102"));
        bool is_text = str_eq(type, STR("001F")) || str_eq(type, STR("001E"));

        if (str_eq(e->name, STR("__substg1.0_10090102")) && !has_plain) {
            found_less(o->found, INSPECT_PARTIAL,
                       tr("the mail has its text in RTF only, which was not looked through"));
        }
        if (!is_text_property(e->name) || e->type != CFB_STREAM || e->parent == CFB_NO_PARENT ||
            (!is_text && !is_attachment)) {
            continue;
        }
        if (cfb_stream(&o->cfb, &scratch, e, &bytes, &err) < 0) {
            found_less(o->found, INSPECT_PARTIAL, err.message);
            continue;
        }
        if (is_text && bytes.n > MAX_TEXT_BYTES) {
            found_less(
                o->found, INSPECT_PARTIAL,
                tr("a text of the mail is very long: only its beginning was looked through"));
        }
        if (is_text) {
            struct str text = text_of(o, bytes, str_eq(type, STR("001F")) ? 1200 : 932);

            personal_scan(o->found, text, (struct str){}, e->name);
            local_path_scan(o->found, text, e->name);
        } else {
            found_member(o->found, bytes, e->name);
        }
    }
}

/* ---- the file ---- */

/* A name of the directory in bytes whose directory cannot be read. */
static bool has_name(struct str bytes, const char *name)
{
    char wide[64];
    size_t n = 0;

    for (; name[n] != '\0' && n < sizeof(wide) / 2; n++) {
        wide[n * 2] = name[n];
        wide[n * 2 + 1] = '\0';
    }
    return str_has(bytes, (struct str){.p = wide, .n = n * 2});
}

static bool has(const struct ole *o, struct str bytes, const char *name)
{
    return o->cfb.entries.n > 0 ? cfb_find(&o->cfb, str_of(name)) != NULL : has_name(bytes, name);
}

static void tell_kind(struct ole *o, struct str bytes)
{
    struct found *f = o->found;
    static const struct {
        const char *stream, *kind, *why;
    } kinds[] = {
        {"WordDocument", "doc", TR_ID("an old Word file (.doc); save it as .docx")},
        {"Workbook", "xls", TR_ID("an old Excel file (.xls); save it as .xlsx")},
        {"Book", "xls", TR_ID("an old Excel file (.xls); save it as .xlsx")},
        {"PowerPoint Document", "ppt", TR_ID("an old PowerPoint file (.ppt); save it as .pptx")},
    };

    f->kind = STR("ole");
    if (has(o, bytes, "EncryptedPackage") || has(o, bytes,
                                                 "\x09"
                                                 "DRMContent")) {
        f->kind = STR("ooxml");
        found_add(f, "OOX-216", INSPECT_STRUCTURAL, STR("EncryptedPackage"), (struct str){});
        found_less(f, INSPECT_REFUSED,
                   tr("the file is encrypted; open it with its password and save it without one"));
        return;
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (has(o, bytes, kinds[i].stream)) {
            f->kind = str_of(kinds[i].kind);
            found_less(f, INSPECT_REFUSED, tr(kinds[i].why));
            return;
        }
    }
    if (has(o, bytes, "__properties_version1.0")) {
        f->kind = STR("msg");
        take_mail(o);
        return;
    }
    found_less(f, INSPECT_REFUSED, tr("a file of an old program (OLE); save it in a new format"));
}

void ole_inspect(struct found *f, struct str bytes)
{
    struct ole o = {.found = f};
    struct err err = {};
    bool is_object = false;

    if (cfb_open(&o.cfb, &o.arena, bytes, &err) < 0) {
        o.cfb.entries.n = 0;
        tell_kind(&o, bytes);
        arena_done(&o.arena);
        return;
    }
    tell_properties(&o);
    if (cfb_find_anywhere(&o.cfb, STR("_VBA_PROJECT")) != NULL) {
        found_add(f, "OOX-208", INSPECT_STRUCTURAL, STR("VBA"), (struct str){});
    }
    for (uint32_t i = 1; i < o.cfb.entries.n; i++) {
        const struct cfb_entry *e = &o.cfb.entries.v[i];

        is_object |= e->parent != CFB_NO_PARENT && take_embedded(&o, e) && e->parent == 0;
    }
    /* A formula is what one sees; the object that holds another file was looked into. */
    if (!is_object && cfb_find(&o.cfb, STR("Equation Native")) == NULL) {
        tell_kind(&o, bytes);
    } else {
        f->kind = STR("ole");
    }
    arena_done(&o.arena);
}
