/*
 * HTML, tag by tag, as much of it as mails and plain pages use: elements with their own style,
 * nested; ends that are left out as the standard allows (HTML Living Standard 13.1.2.4). Rules of
 * style sheets apply by name, id and class; one that asks more may apply or not, and what it paints
 * is not known. Scripts and sheets of other files are not read: the page is not looked through.
 */
#include "inspect/html.h"

#include "base/utf8.h"
#include "inspect/html-look.h"
#include "inspect/html-text.h"
#include "inspect/local-path.h"
#include "inspect/office/ooxml-colour.h"
#include "inspect/personal/personal.h"
#include "inspect/svg/style-sheet.h"

#include <stdlib.h>

enum {
    HEAD_BYTES = 4096, /* of which it is recognised */
    MAX_DEPTH = 256,   /* elements in elements; those in deeper ones look like the last */
    LEAST_LETTERS = 2, /* of words */
};

/* What attributes of a tag say, but for plain looks. */
struct values {
    struct str name, content; /* of <meta> */
    struct str outside;       /* a picture that is fetched */
    struct str id, classes, style;
    struct str type, value; /* of <input> */
    struct str rel;         /* of <link> */
};

struct html {
    struct found *f;
    struct html_marks *marks; /* NULL = not asked for */
    struct str text;
    size_t line_at; /* up to where lines were counted */
    uint32_t line;
    uint32_t depth;
    bool is_in_part; /* something was not read that may show or hide words */
    struct style_sheet sheet;
    struct html_text words; /* for people's names and the like, unless only marks are asked for */
    struct html_look looks[MAX_DEPTH];
};

bool html_recognise(struct str text)
{
    static const struct str heads[] = {
        STR("<!doctype html"), STR("<html"),  STR("<body"), STR("<head"),
        STR("<div"),           STR("<p>"),    STR("<p "),   STR("<span"),
        STR("<meta "),         STR("<table"), STR("<font"), STR("<br")};
    struct str head = str_trim(str_sub(text, 0, HEAD_BYTES));

    if (str_starts(head, STR("\xEF\xBB\xBF"))) {
        head = str_sub(head, 3, head.n);
    }
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_starts_any_case(head, heads[i])) {
            return true;
        }
    }
    return false;
}

/* ---- small things ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "&nbsp;", "&#8203;" …: past it; whether it is a letter. */
static size_t past_entity(struct str s, size_t at, bool *ret_is_letter)
{
    size_t end = at + 1;
    long code = 0;

    while (end < s.n && end - at < 10 && s.p[end] != ';' && !style_is_blank(s.p[end])) {
        end++;
    }
    if (end < s.n && s.p[end] == ';' && s.p[at + 1] == '#') {
        bool is_hex = (s.p[at + 2] | 0x20) == 'x';

        code = strtol(s.p + at + (is_hex ? 3 : 2), NULL, is_hex ? 16 : 10);
    }
    *ret_is_letter = code >= 0x3041 || (code > ' ' && code < 0x7F);
    return end < s.n && s.p[end] == ';' ? end + 1 : at + 1;
}

/* Whether something in the text is to be read: letters, figures, characters. */
static bool has_words(struct str s)
{
    size_t letters = 0;
    uint32_t cp;

    for (size_t i = 0; i < s.n && letters < LEAST_LETTERS;) {
        bool is_one = false;

        if (s.p[i] == '&') {
            i = past_entity(s, i, &is_one);
        } else {
            i += utf8_decode(s, i, &cp);
            is_one = cp >= 0x80 ? cp >= 0x3041 && cp < 0xE000
                                : is_letter((char)cp) || (cp >= '0' && cp <= '9');
        }
        letters += is_one;
    }
    return letters >= LEAST_LETTERS;
}

/* The line that `at` is in, from 1. */
static uint32_t line_of(struct html *h, size_t at)
{
    for (; h->line_at < at; h->line_at++) {
        h->line += h->text.p[h->line_at] == '\n';
    }
    return h->line;
}

static struct str place_of(struct html *h, size_t at)
{
    return arena_printf(h->f->arena, "L%u", line_of(h, at));
}

/* Looks for what is personal in words that nobody reads as lines: attributes, scripts, remarks. */
static void scan_aside(struct html *h, size_t beg, size_t end)
{
    while (h->marks == NULL && beg < end) {
        const char *stop = memchr(h->text.p + beg, '\n', end - beg);
        size_t line_end = stop == NULL ? end : (size_t)(stop - h->text.p);

        if (line_end - beg >= LEAST_LETTERS) {
            personal_scan(h->f, str_sub(h->text, beg, line_end), (struct str){}, place_of(h, beg));
        }
        beg = line_end + 1;
    }
}

/* Tells what stands in [beg, end), and how it would go. */
static void tell(struct html *h, const char *rule, size_t beg, size_t end, struct str reads,
                 enum html_mend mend)
{
    struct str place = place_of(h, beg);

    found_add(h->f, rule, INSPECT_STRUCTURAL, place, reads);
    if (h->marks != NULL) {
        *VEC_ADD(h->f->arena, &h->marks->v) =
            (struct html_mark){.rule = rule, .place = place, .beg = beg, .end = end, .mend = mend};
    }
}

static size_t offset_of(const struct html *h, struct str part)
{
    return (size_t)(part.p - h->text.p);
}

/* ---- looks ---- */

/* One rule: what may not apply makes unknown what it would set. */
static void take_rule(struct html *h, struct html_look *look, const struct style_rule *rule)
{
    struct html_look styled = *look;

    html_look_style(&styled, rule->declarations);
    bool hides = styled.is_hidden && !look->is_hidden;

    if (!rule->is_unsure) {
        styled.is_by_sheet |= hides;
        *look = styled;
        return;
    }
    h->is_in_part |= hides;
    if (memcmp(&styled.text, &look->text, sizeof(styled.text)) != 0) {
        look->text.paint = SVG_OTHER;
    }
    if (memcmp(&styled.ground, &look->ground, sizeof(styled.ground)) != 0) {
        look->ground.paint = SVG_OTHER;
    }
    look->is_tiny &= styled.is_tiny;
}

static void take_sheet(struct html *h, struct html_look *look, const struct values *values)
{
    struct style_matches matches;

    style_sheet_match(&h->sheet, str_of(look->name), values->id, values->classes, &matches);
    for (uint32_t i = 0; i < matches.n; i++) {
        take_rule(h, look, &h->sheet.rules.v[matches.list[i]]);
    }
}

/* Fetched from somewhere when the page is opened. */
static bool is_outside(struct str value)
{
    return str_starts_any_case(value, STR("http:")) || str_starts_any_case(value, STR("https:")) ||
           str_starts(value, STR("//"));
}

static void take_value(struct values *values, struct str name, struct str value)
{
    const struct {
        struct str name;
        struct str *value;
    } kept[] = {{STR("name"), &values->name},   {STR("content"), &values->content},
                {STR("id"), &values->id},       {STR("class"), &values->classes},
                {STR("style"), &values->style}, {STR("type"), &values->type},
                {STR("value"), &values->value}, {STR("rel"), &values->rel}};

    for (size_t i = 0; i < COUNT(kept); i++) {
        if (str_eq_any_case(name, kept[i].name)) {
            *kept[i].value = value;
            return;
        }
    }
    if ((str_eq_any_case(name, STR("src")) || str_eq_any_case(name, STR("background"))) &&
        is_outside(value)) {
        values->outside = value;
    }
}

/* Words that a page keeps where nobody sees them. */
static void tell_unseen_value(struct html *h, struct str value)
{
    if (html_is_remark(str_trim(value))) {
        size_t beg = offset_of(h, value);

        tell(h, "TXT-291", beg, beg + value.n, value, HTML_CUT);
    }
}

/* Attributes without words. */
static bool is_look(struct str name)
{
    return name.n == 0 || str_eq_any_case(name, STR("style")) ||
           str_eq_any_case(name, STR("class")) || str_eq_any_case(name, STR("id"));
}

/* The attributes from `at` on, up to the end of the tag; past its '>'. */
static size_t take_attributes(struct html *h, size_t at, struct html_look *look,
                              struct values *values)
{
    struct str s = h->text;

    while (at < s.n && s.p[at] != '>') {
        size_t beg = at;

        while (at < s.n && !style_is_blank(s.p[at]) && s.p[at] != '=' && s.p[at] != '>') {
            at++;
        }
        struct str name = str_sub(s, beg, at);
        struct str value = {};

        while (at < s.n && style_is_blank(s.p[at])) {
            at++;
        }
        if (at < s.n && s.p[at] == '=') {
            at++;
            while (at < s.n && style_is_blank(s.p[at])) {
                at++;
            }
            char quote = at < s.n && (s.p[at] == '"' || s.p[at] == '\'') ? s.p[at++] : '\0';

            beg = at;
            while (at < s.n && (quote != '\0' ? s.p[at] != quote
                                              : !style_is_blank(s.p[at]) && s.p[at] != '>')) {
                at++;
            }
            value = str_sub(s, beg, at);
            at += quote != '\0' && at < s.n;
            if (quote != '\0' && str_starts_any_case(name, STR("data-"))) {
                tell_unseen_value(h, value);
            }
        }
        html_look_attribute(look, name, value);
        take_value(values, name, value);
        if (!is_look(name)) {
            size_t at_value = offset_of(h, value);

            scan_aside(h, at_value, at_value + value.n);
        }
    }
    return MIN(at + 1, s.n);
}

/* ---- elements ---- */

static bool is_one_of(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(name, *names) != 0) {
        names++;
    }
    return *names != NULL;
}

/* Elements without an end. */
static const char *const empty[] = {"area",  "base",   "br",    "col",  "embed",
                                    "hr",    "img",    "input", "link", "meta",
                                    "param", "source", "track", "wbr",  NULL};
/* Elements whose text is none of the page. */
static const char *const raw[] = {"script", "style", "title", "template", "noscript", NULL};
/* What ends a paragraph that has no end of its own. */
static const char *const blocks[] = {"p",  "div", "table", "ul", "ol", "dl",         "h1",
                                     "h2", "h3",  "h4",    "h5", "h6", "blockquote", NULL};
/* What ends the same element before it. */
static const char *const items[] = {"li", "tr", "td", "th", "option", "dt", "dd", NULL};

static size_t take_name(struct str s, size_t at, char ret[static HTML_MAX_NAME])
{
    size_t n = 0;

    for (; at < s.n && !style_is_blank(s.p[at]) && s.p[at] != '>' && s.p[at] != '/'; at++) {
        if (n + 1 < HTML_MAX_NAME) {
            ret[n++] = (char)(is_letter(s.p[at]) ? s.p[at] | 0x20 : s.p[at]);
        }
    }
    ret[n] = '\0';
    return at;
}

static void close_element(struct html *h, const char *name)
{
    for (uint32_t i = h->depth; i > 1; i--) {
        if (strcmp(h->looks[i - 1].name, name) == 0) {
            h->depth = i - 1;
            return;
        }
    }
}

/*
 * Places of a machine or of the office in a tag, a style sheet or a remark of the program that
 * saved the page. `known` was told already.
 */
static void tell_places(struct html *h, size_t beg, size_t end, struct str known)
{
    struct str part = str_sub(h->text, beg, end);
    struct str path;

    for (size_t at = 0; local_path_next_in_markup(part, &at, &path);) {
        if (known.n == 0 || path.p < known.p || path.p >= known.p + known.n) {
            size_t place = offset_of(h, path);

            tell(h, "OOX-203", place, place + path.n, path, HTML_CUT);
        }
    }
}

/* A style sheet that is not read may paint any ground. */
static void forget_grounds(struct html *h)
{
    for (uint32_t i = 0; i < h->depth; i++) {
        h->looks[i].ground.paint = SVG_OTHER;
    }
    h->is_in_part = true;
}

/* Elements whose text is none of the page. */
static void judge_raw(struct html *h, const char *name, size_t beg, size_t end)
{
    struct str text = str_sub(h->text, beg, end);

    if (strcmp(name, "title") == 0 && h->marks == NULL) {
        html_text_begin(&h->words, name);
        html_text_add(&h->words, text, line_of(h, beg));
        html_text_end(&h->words, name);
    } else {
        scan_aside(h, beg, end);
    }
    if (strcmp(name, "style") == 0) {
        tell_places(h, beg, end, (struct str){});
        style_sheet_add(&h->sheet, text);
        if (str_has(text, STR("@import")) || h->sheet.is_cut) {
            forget_grounds(h);
        }
    } else if (strcmp(name, "script") == 0) {
        h->is_in_part |= str_trim(text).n > 0;
    } else if (strcmp(name, "template") == 0 && has_words(text)) {
        tell(h, "TXT-291", beg, end, str_trim(text), HTML_CUT);
    }
}

/* Past the end of an element that is no text. */
static size_t past_raw(struct html *h, size_t at, const char *name)
{
    size_t n = strlen(name);
    size_t beg = at;

    for (; at < h->text.n; at++) {
        if (h->text.p[at] == '<' && at + 1 + n < h->text.n && h->text.p[at + 1] == '/' &&
            str_starts_any_case(str_sub(h->text, at + 2, h->text.n), str_of(name))) {
            break;
        }
    }
    judge_raw(h, name, beg, at);
    return at;
}

/* Who wrote the page, and pictures whose owner learns that it was opened. */
static void judge_values(struct html *h, const char *name, const struct values *values)
{
    static const struct str people[] = {STR("author"),   STR("creator"),    STR("owner"),
                                        STR("reply-to"), STR("dc.creator"), STR("dc.contributor")};

    for (size_t i = 0; i < COUNT(people) && strcmp(name, "meta") == 0; i++) {
        if (str_eq_any_case(values->name, people[i]) && str_trim(values->content).n > 0) {
            size_t beg = offset_of(h, values->content);

            tell(h, "OOX-201", beg, beg + values->content.n, values->content, HTML_CUT);
        }
    }
    if (strcmp(name, "input") == 0 && str_eq_any_case(values->type, STR("hidden"))) {
        tell_unseen_value(h, values->value);
    }
    h->is_in_part |= strcmp(name, "script") == 0 && values->outside.n > 0;
    if (values->outside.n > 0 && strcmp(name, "script") != 0) {
        size_t beg = offset_of(h, values->outside);

        tell(h, "OOX-210", beg, beg + values->outside.n, values->outside, HTML_CUT);
    }
}

/* A tag that begins at `at`, behind its '<'; past it. */
static size_t open_element(struct html *h, size_t at)
{
    char name[HTML_MAX_NAME];
    size_t end = take_name(h->text, at, name);
    const struct html_look *top = &h->looks[h->depth - 1];

    if (strcmp(top->name, "p") == 0 && is_one_of(name, blocks)) {
        h->depth--;
    } else if (strcmp(top->name, name) == 0 && is_one_of(name, items)) {
        h->depth--;
    }
    struct html_look look = h->looks[h->depth - 1];

    memcpy(look.name, name, sizeof(name));
    struct values values = {};

    end = take_attributes(h, end, &look, &values);
    take_sheet(h, &look, &values);
    html_look_style(&look, values.style);
    judge_values(h, name, &values);
    tell_places(h, at, end, values.outside);
    if (is_one_of(name, raw)) {
        return past_raw(h, end, name);
    }
    if (h->marks == NULL) {
        html_text_begin(&h->words, name);
    }
    if (strcmp(name, "link") == 0 && str_has(values.rel, STR("stylesheet"))) {
        forget_grounds(h);
    }
    if (!is_one_of(name, empty) && h->depth < MAX_DEPTH) {
        h->looks[h->depth++] = look;
    }
    return end;
}

/* ---- what is told ---- */

static void judge_text(struct html *h, size_t beg, size_t end)
{
    if (h->marks == NULL) {
        html_text_add(&h->words, str_sub(h->text, beg, end), line_of(h, beg));
    }
    const struct html_look *look = &h->looks[h->depth - 1];
    struct str words = str_trim(str_sub(h->text, beg, end));
    bool has_ink = look->text.paint == SVG_SOLID && look->text.alpha > 0;
    bool is_lost = look->text.paint != SVG_OTHER &&
                   (!has_ink || (look->ground.paint == SVG_SOLID &&
                                 ooxml_is_near(look->text.rgb, look->ground.rgb)));

    if ((look->is_hidden || look->is_tiny || is_lost) && has_words(words)) {
        tell(h, look->is_hidden ? look->is_by_sheet ? "TXT-291" : "DOC-221" : "DOC-222", beg, end,
             words, look->is_hidden && !look->has_room ? HTML_CUT : HTML_BLANK);
    }
}

/* What Office keeps in a comment for itself: who wrote it. */
static void take_properties(struct html *h, struct str comment)
{
    static const struct str names[] = {STR("<o:Author>"), STR("<o:LastAuthor>"), STR("<o:Company>"),
                                       STR("<o:Manager>")};

    for (size_t i = 0; i < COUNT(names); i++) {
        ptrdiff_t beg = str_find(comment, names[i], 0);
        ptrdiff_t end = beg < 0 ? -1 : str_find(comment, STR("</"), (size_t)beg);

        if (end > beg) {
            struct str value = str_sub(comment, (size_t)beg + names[i].n, (size_t)end);

            if (value.n > 0) {
                tell(h, "OOX-201", offset_of(h, value), offset_of(h, value) + value.n, value,
                     HTML_CUT);
            }
        }
    }
}

bool html_is_remark_in_part(struct str comment)
{
    static const struct str dull[] = {STR("[if"),       STR("[endif"),  STR("<!["),
                                      STR("Generat"),   STR("Created"), STR("saved from"),
                                      STR("StartFrag"), STR("EndFrag"), STR("Converted")};

    for (size_t i = 0; i < COUNT(dull); i++) {
        if (str_starts_any_case(comment, dull[i])) {
            return false;
        }
    }
    return has_words(comment);
}

bool html_is_remark(struct str comment)
{
    bool has_more = memchr(comment.p, ' ', comment.n) != NULL;

    for (size_t i = 0; i < comment.n && !has_more; i++) {
        has_more = (comment.p[i] & 0x80) != 0;
    }
    return has_more && html_is_remark_in_part(comment);
}

static size_t take_comment(struct html *h, size_t at)
{
    ptrdiff_t stop = str_find(h->text, STR("-->"), at + 4);
    size_t end = stop < 0 ? h->text.n : (size_t)stop;
    struct str comment = str_trim(str_sub(h->text, at + 4, end));

    scan_aside(h, at, end);
    if (str_starts(comment, STR("[if"))) {
        take_properties(h, comment);
    } else if (html_is_remark(comment)) {
        tell(h, "TXT-291", at, MIN(end + 3, h->text.n), comment, HTML_CUT);
    } else {
        tell_places(h, at, end, (struct str){});
    }
    return MIN(end + 3, h->text.n);
}

/* What stands at the '<' at `at`: past it. */
static size_t take_tag(struct html *h, size_t at)
{
    struct str s = h->text;
    char name[HTML_MAX_NAME];

    if (str_at(s, at, STR("<!--"))) {
        return take_comment(h, at);
    }
    if (at + 1 < s.n && is_letter(s.p[at + 1])) {
        return open_element(h, at + 1);
    }
    if (str_at(s, at, STR("</"))) {
        take_name(s, at + 2, name);
        close_element(h, name);
        if (h->marks == NULL) {
            html_text_end(&h->words, name);
        }
    }
    const char *end = memchr(s.p + at, '>', s.n - at);

    return end == NULL ? s.n : (size_t)(end - s.p) + 1;
}

bool html_inspect(struct found *f, struct str text, struct html_marks *ret_marks)
{
    struct html *h = ARENA_NEW(f->arena, struct html);

    *h = (struct html){.f = f, .marks = ret_marks, .text = text, .line = 1, .depth = 1};
    h->looks[0] = html_look_first();
    style_sheet_init(&h->sheet, f->arena);
    html_text_init(&h->words, f);
    for (size_t at = 0; at < text.n;) {
        const char *tag = memchr(text.p + at, '<', text.n - at);
        size_t end = tag == NULL ? text.n : (size_t)(tag - text.p);

        if (end > at) {
            judge_text(h, at, end);
        }
        at = end < text.n ? take_tag(h, end) : text.n;
    }
    html_text_done(&h->words);
    return !h->is_in_part;
}
