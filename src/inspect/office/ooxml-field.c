/*
 * Codes of fields; see ooxml-field.h. A code is the name of its kind, then arguments and switches
 * with blanks between them: `IF a = b "yes" "no" \* MERGEFORMAT`. Arguments with blanks stand in
 * quotation marks, in those of typography too; `\"` is one inside.
 */
#include "inspect/office/ooxml-field.h"

#include "inspect/office/ooxml-words.h"

#include <strings.h>

static const struct kind {
    const char *name;
    enum ooxml_field field;
    uint8_t names; /* so many arguments at first are names: of bookmarks, of properties */
} kinds[] = {
    {"INCLUDETEXT", OOXML_FIELD_OUTSIDE, 0},
    {"INCLUDEPICTURE", OOXML_FIELD_OUTSIDE, 0},
    {"INCLUDE", OOXML_FIELD_OUTSIDE, 0},
    {"DDEAUTO", OOXML_FIELD_OUTSIDE, 0},
    {"DDE", OOXML_FIELD_OUTSIDE, 0},
    {"LINK", OOXML_FIELD_OUTSIDE, 0},
    {"DATABASE", OOXML_FIELD_OUTSIDE, 0},
    {"RD", OOXML_FIELD_OUTSIDE, 0},
    {"MACROBUTTON", OOXML_FIELD_OUTSIDE, 0},
    {"IMPORT", OOXML_FIELD_OUTSIDE, 0},
    {"DOCVARIABLE", OOXML_FIELD_OUTSIDE, 0},
    {"IF", OOXML_FIELD_CHOICE, 0},
    {"QUOTE", OOXML_FIELD_CHOICE, 0},
    {"FILLIN", OOXML_FIELD_CHOICE, 0},
    {"AUTOTEXTLIST", OOXML_FIELD_CHOICE, 0},
    {"TITLE", OOXML_FIELD_CHOICE, 0},
    {"SUBJECT", OOXML_FIELD_CHOICE, 0},
    {"KEYWORDS", OOXML_FIELD_CHOICE, 0},
    {"COMMENTS", OOXML_FIELD_CHOICE, 0},
    {"AUTHOR", OOXML_FIELD_CHOICE, 0},
    {"INFO", OOXML_FIELD_CHOICE, 1},
    {"SET", OOXML_FIELD_UNSEEN, 1},
    {"ASK", OOXML_FIELD_UNSEEN, 1},
    {"PRIVATE", OOXML_FIELD_UNSEEN, 0},
    {"COMPARE", OOXML_FIELD_UNSEEN, 0},
    {"SKIPIF", OOXML_FIELD_UNSEEN, 0},
    {"NEXTIF", OOXML_FIELD_UNSEEN, 0},
    {"PRINT", OOXML_FIELD_UNSEEN, 0},
    {"XE", OOXML_FIELD_ENTRY, 0},
    {"TC", OOXML_FIELD_ENTRY, 0},
    {"TA", OOXML_FIELD_ENTRY, 0},
    {"INDEX", OOXML_FIELD_INDEX, 0},
    {"TOA", OOXML_FIELD_INDEX, 0},
    {"ADDIN", OOXML_FIELD_CHOICE, 1},
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* How many bytes of a quotation mark stand there; 0 = none. */
static size_t quote_at(struct str s, size_t at)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "＂"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        if (str_at(s, at, str_of(marks[i]))) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

/* The next argument or switch; false: there is none. */
static bool next_token(struct str code, size_t *at, struct str *ret_token, bool *ret_is_quoted)
{
    size_t i = *at;

    while (i < code.n && is_blank(code.p[i])) {
        i++;
    }
    size_t quote = quote_at(code, i);
    size_t beg = i + quote;

    *ret_is_quoted = quote > 0;
    for (i = beg; i < code.n; i++) {
        if (quote > 0 && code.p[i] == '\\') {
            i++;
        } else if (quote > 0 ? quote_at(code, i) > 0
                             : is_blank(code.p[i]) || quote_at(code, i) > 0) {
            break;
        }
    }
    i = MIN(i, code.n);
    *ret_token = str_sub(code, beg, i);
    *at = i + (quote > 0 && i < code.n ? quote_at(code, i) : 0);
    return quote > 0 || ret_token->n > 0;
}

/* Kinds that show their words, or have none but names and formats. */
static const char *const shown_kinds[] = {
    "ADDRESSBLOCK", "ADVANCE",      "AUTONUM",      "AUTONUMLGL",     "AUTONUMOUT",
    "AUTOTEXT",     "BARCODE",      "BIBLIOGRAPHY", "BIDIOUTLINE",    "CITATION",
    "CONTROL",      "CREATEDATE",   "DATE",         "DISPLAYBARCODE", "DOCPROPERTY",
    "EDITTIME",     "EMBED",        "EQ",           "FILENAME",       "FILESIZE",
    "FOOTNOTEREF",  "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",       "FTNREF",
    "GLOSSARY",     "GOTOBUTTON",   "GREETINGLINE", "HTMLACTIVEX",    "HYPERLINK",
    "LASTSAVEDBY",  "LISTNUM",      "MERGEBARCODE", "MERGEFIELD",     "MERGEREC",
    "MERGESEQ",     "NEXT",         "NOTEREF",      "NUMCHARS",       "NUMPAGES",
    "NUMWORDS",     "PAGE",         "PAGEREF",      "PRINTDATE",      "REF",
    "REVNUM",       "SAVEDATE",     "SECTION",      "SECTIONPAGES",   "SEQ",
    "SHAPE",        "STYLEREF",     "SYMBOL",       "TEMPLATE",       "TIME",
    "TOC",          "USERADDRESS",  "USERINITIALS", "USERNAME"};

/*
 * A field of no kind: the name of a bookmark alone stands for what is marked; more are just words.
 */
static bool is_just_words(struct str code, struct str name, size_t at)
{
    struct str token;
    bool is_quoted;

    for (size_t i = 0; i < COUNT(shown_kinds); i++) {
        if (str_eq_any_case(name, str_of(shown_kinds[i]))) {
            return false;
        }
    }
    return name.n > 0 && name.p[0] != '=' && name.p[0] != '\\' &&
           next_token(code, &at, &token, &is_quoted) &&
           (is_quoted || token.n == 0 || token.p[0] != '\\');
}

/* What kind of field it is; *ret_at is where its arguments begin. NULL: it shows its words. */
static const struct kind *kind_of(struct str code, size_t *ret_at)
{
    /* Entries that a table of contents gathers (\f) are seen there. */
    static const struct kind contents = {"TOC", OOXML_FIELD_INDEX, 0};
    static const struct kind words = {"", OOXML_FIELD_UNSEEN, 0};
    struct str name;
    bool is_quoted;

    *ret_at = 0;
    if (!next_token(code, ret_at, &name, &is_quoted)) {
        return NULL;
    }
    for (size_t i = 0; i < COUNT(kinds) && !is_quoted; i++) {
        if (str_eq_any_case(name, str_of(kinds[i].name))) {
            return &kinds[i];
        }
    }
    if (str_eq_any_case(name, STR("TOC")) && str_has(code, STR("\\f"))) {
        return &contents;
    }
    if (is_quoted || is_just_words(code, name, *ret_at)) {
        *ret_at = 0;
        return &words;
    }
    return NULL;
}

enum ooxml_field ooxml_field_of(struct str code)
{
    size_t at;
    const struct kind *kind = kind_of(code, &at);

    return kind == NULL ? OOXML_FIELD_SHOWN : kind->field;
}

/* The next argument that may be words. What follows \*, \# and \@ is a format, not words. */
static bool next_words(struct str code, size_t *at, struct str *ret_words)
{
    char of_switch = 0;
    bool is_quoted;

    while (next_token(code, at, ret_words, &is_quoted)) {
        if (!is_quoted && ret_words->n >= 2 && ret_words->p[0] == '\\') {
            of_switch = ret_words->p[1];
            continue;
        }
        /* Other switches have words, if in quotes. */
        bool is_format = of_switch == '*' || of_switch == '#' || of_switch == '@' ||
                         (of_switch != 0 && !is_quoted);

        bool is_operator =
            !is_quoted && (str_has(*ret_words, STR("<")) || str_has(*ret_words, STR(">")) ||
                           str_has(*ret_words, STR("=")));

        of_switch = 0;
        if (!is_format && !is_operator && ooxml_has_words(*ret_words)) {
            return true;
        }
    }
    return false;
}

/* Whether all parts of the words, which colons divide in an entry, are shown. */
static bool is_shown(struct str words, struct str shown, bool is_entry)
{
    while (words.n > 0) {
        ptrdiff_t colon = is_entry ? str_find(words, STR(":"), 0) : -1;
        struct str part = str_sub(words, 0, colon < 0 ? words.n : (size_t)colon);

        if (!str_has(shown, str_trim(part))) {
            return false;
        }
        words = str_sub(words, part.n + 1, words.n);
    }
    return true;
}

void ooxml_field_unseen(struct str code, struct str shown, struct buf *out)
{
    struct str words;
    bool is_quoted;
    size_t at;
    const struct kind *kind = kind_of(code, &at);

    if (kind == NULL || kind->field == OOXML_FIELD_OUTSIDE || kind->field == OOXML_FIELD_INDEX) {
        return;
    }
    for (uint8_t i = 0; i < kind->names && next_token(code, &at, &words, &is_quoted);) {
        i++;
    }
    while (next_words(code, &at, &words)) {
        if (!is_shown(words, shown, kind->field == OOXML_FIELD_ENTRY)) {
            buf_add(out, out->n > 0 ? STR(" ") : STR(""));
            buf_add(out, words);
        }
    }
}
