/*
 * Captions of figures and tables in a report, labels in the names of files and sheets, and whether
 * they agree. A caption is a line that begins with 図表, 図 or 表 and a number, and goes on as a
 * title does: not with a particle (図1に示す), and no sentence.
 */
#include "inspect/deliver/deliver.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "inspect/deliver/deliver-facts.h"
#include "read/read.h"
#include "text/fold.h"

#include <stdlib.h>

enum {
    MAX_CAPTIONS = 5000,
    MAX_TITLE_BYTES = 240,
    MAX_KEY_BYTES = 40,
    MAX_LABEL_AT = 12, /* bytes before the label in a line: an opening bracket, a mark */
};

static const struct {
    struct str word, key;
} kinds[] = {
    {STR_IN_TABLE("図表"), STR_IN_TABLE("図表")}, {STR_IN_TABLE("図"), STR_IN_TABLE("図")},
    {STR_IN_TABLE("表"), STR_IN_TABLE("表")},     {STR_IN_TABLE("Figure"), STR_IN_TABLE("図")},
    {STR_IN_TABLE("Fig."), STR_IN_TABLE("図")},   {STR_IN_TABLE("Table"), STR_IN_TABLE("表")},
};

static size_t skip_blanks(struct str s, size_t at)
{
    while (at < s.n && s.p[at] == ' ') {
        at++;
    }
    return at;
}

static bool is_digit(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/*
 * Behind what joins two numbers of a label, "1-2", "1.2", "1_2"; 0 when nothing does. A text layer
 * may have blanks around the hyphen.
 */
static size_t behind_joint(struct str s, size_t at)
{
    static const char *const joints[] = {"-", ".", "_", "ー", NULL};
    size_t from = str_at(s, skip_blanks(s, at), STR("-")) ? skip_blanks(s, at) : at;

    for (const char *const *j = joints; *j != NULL; j++) {
        if (str_at(s, from, str_of(*j))) {
            size_t next = from + strlen(*j);

            next = **j == '-' ? skip_blanks(s, next) : next;
            return is_digit(s, next) ? next : 0;
        }
    }
    return 0;
}

/*
 * "図表 1-2" at byte `at` of folded text: the key "図表1-2" and the end of the number. False when
 * there is no number.
 */
static bool take_label(struct arena *a, struct str s, size_t at, struct str *ret_key,
                       size_t *ret_end)
{
    struct buf key CLEANUP(buf_done);

    buf_init(&key, MAX_KEY_BYTES);
    for (size_t i = 0; i < COUNT(kinds) && key.n == 0; i++) {
        if (str_at(s, at, kinds[i].word)) {
            buf_add(&key, kinds[i].key);
            at = skip_blanks(s, at + kinds[i].word.n);
        }
    }
    if (str_at(s, at, STR("番号"))) {
        at = skip_blanks(s, at + 6);
    }
    if (key.n == 0 || !is_digit(s, at)) {
        return false;
    }
    for (;;) {
        while (is_digit(s, at)) {
            buf_add_char(&key, s.p[at++]);
        }
        size_t next = behind_joint(s, at);

        if (next == 0) {
            break;
        }
        at = next;
        buf_add_char(&key, '-');
    }
    *ret_key = arena_str(a, buf_str(&key));
    *ret_end = at;
    return !buf_is_full(&key);
}

/* What goes on in a sentence and not as a title. */
static bool is_sentence(struct str rest)
{
    static const char *const words[] = {"は", "が",   "を",   "に",   "の",   "と",     "で",
                                        "も", "へ",   "や",   "から", "より", "まで",   "、",
                                        "。", "及び", "並び", "参照", "から", "および", "ならび",
                                        "~",  ",",    "・図", "・表", "以降", "以下",   NULL};

    for (const char *const *w = words; *w != NULL; w++) {
        if (str_starts(rest, str_of(*w))) {
            return true;
        }
    }
    return str_has(rest, STR("。")) || rest.n > MAX_TITLE_BYTES;
}

/* Without the dots and the page number of a list of figures. */
static struct str without_leader(struct str title)
{
    size_t end = title.n;

    while (end > 0 && is_digit(title, end - 1)) {
        end--;
    }
    struct str head = str_trim(str_sub(title, 0, end));
    ptrdiff_t dots = str_find(head, STR("・・・"), 0);

    dots = dots < 0 ? str_find(head, STR("..."), 0) : dots;
    dots = dots < 0 ? str_find(head, STR("……"), 0) : dots;
    dots = dots < 0 ? str_find(head, STR("･･･"), 0) : dots;
    return dots >= 0 ? str_trim(str_sub(head, 0, (size_t)dots)) : str_trim(title);
}

/* A caption in a line of folded text. */
static bool take_caption(struct arena *a, struct str line, struct deliver_caption *ret)
{
    static const char *const opening[] = {"【", "<", "(",  "〔", "[",  "■", "●",
                                          "○",  "◆", "「", "《", "〈", NULL};
    static const char *const closing[] = {"】", ">",  ")",  "〕", "]", ":",
                                          ".",  "」", "》", "〉", "|", NULL};
    size_t at = 0;

    line = str_trim(line);
    for (const char *const *o = opening; *o != NULL; o++) {
        if (str_starts(line, str_of(*o))) {
            at = skip_blanks(line, strlen(*o));
        }
    }
    if (!take_label(a, line, at, &ret->key, &at)) {
        return false;
    }
    bool closed = false;

    for (const char *const *c = closing; *c != NULL; c++) {
        if (!closed && str_at(line, at, str_of(*c))) {
            at += strlen(*c);
            closed = true;
        }
    }
    struct str rest = str_trim(str_sub(line, at, line.n));

    if (is_sentence(rest)) {
        return false;
    }
    ret->title = arena_str(a, without_leader(rest));
    return true;
}

/* ---- a table of captions by key ---- */

struct index {
    uint32_t *slots; /* 1 + index of the caption */
    uint32_t room;   /* a power of two */
};

static struct deliver_caption *find(const struct deliver_captions *c, const struct index *x,
                                    struct str key, uint32_t **ret_slot)
{
    uint32_t at = (uint32_t)str_hash(key) & (x->room - 1);

    while (x->slots[at] != 0 && !str_eq(c->all.v[x->slots[at] - 1].key, key)) {
        at = (at + 1) & (x->room - 1);
    }
    *ret_slot = &x->slots[at];
    return x->slots[at] == 0 ? NULL : &c->all.v[x->slots[at] - 1];
}

static struct index index_new(struct arena *a)
{
    struct index x = {.room = 16384};

    x.slots = ARENA_ARRAY(a, x.room, uint32_t);
    return x;
}

void deliver_captions_find(struct arena *a, const struct doc *doc, struct deliver_captions *ret)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct index index = index_new(&scratch);
    struct deliver_caption *open = NULL; /* its title may stand on the next line */
    struct deliver_captions found = {};

    for (uint32_t i = 0; i < doc->lines.n && found.all.n < MAX_CAPTIONS; i++) {
        struct arena line_arena CLEANUP(arena_done) = {};
        const struct doc_line *line = &doc->lines.v[i];
        struct deliver_caption caption = {.page = line->page};
        uint32_t *slot;

        if (line->role != DOC_BODY || (line->flags & (DOC_HIDDEN | DOC_DELETED)) != 0 ||
            line->end - line->beg > 2 * MAX_TITLE_BYTES) {
            continue;
        }
        struct str text = fold(&line_arena, doc_line_text(doc, line)).s;

        if (!take_caption(&line_arena, text, &caption)) {
            if (open != NULL && str_trim(text).n > 0 && str_trim(text).n <= MAX_TITLE_BYTES / 2 &&
                line->table == 0 && !str_has(text, STR("。"))) {
                open->title = arena_str(a, str_trim(text));
            }
            open = str_trim(text).n > 0 ? NULL : open;
            continue;
        }
        struct deliver_caption *known = find(&found, &index, caption.key, &slot);

        if (known == NULL) {
            *slot = found.all.n + 1;
            known = VEC_ADD(a, &found.all);
            *known = (struct deliver_caption){.key = arena_str(a, caption.key),
                                              .title = arena_str(a, caption.title),
                                              .page = caption.page};
        } else if (known->title.n == 0) {
            known->title = arena_str(a, caption.title);
        } else if (known->other.n == 0 && !str_eq(known->title, caption.title)) {
            known->other = arena_str(a, caption.title);
        }
        open = known->title.n == 0 ? known : NULL;
    }
    *ret = found;
}

/* ---- names ---- */

bool deliver_caption_in_name(struct arena *a, struct str name, struct str *ret_key,
                             struct str *ret_rest)
{
    struct str s = fold(a, name).s;

    for (size_t at = 0; at < s.n; at++) {
        size_t end;

        if (((unsigned char)s.p[at] & 0xC0) != 0x80 && take_label(a, s, at, ret_key, &end)) {
            *ret_rest = str_sub(s, end, s.n);
            return true;
        }
    }
    return false;
}

/* Letters and digits only, folded. */
static struct str bare(struct arena *a, struct str title)
{
    struct str s = fold(a, title).s;
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t bytes = utf8_decode(s, i, &cp);

        if ((cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
            cp == 0x3005 || cp == 0x3007 || (cp >= 0x3041 && cp <= 0x30FA) || cp == 0x30FC ||
            (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000) {
            memcpy(p + n, s.p + i, bytes);
            n += bytes;
        }
        i += bytes;
    }
    return (struct str){.p = p, .n = n};
}

bool deliver_same_title(struct arena *a, struct str x, struct str y)
{
    struct str one = bare(a, x);
    struct str other = bare(a, y);

    return str_starts(one, other) || str_starts(other, one);
}

/* ---- figures against data ---- */

struct matching {
    struct deliver *d;
    struct index index;
    bool any_data;
};

/* The caption a name is about; tells a title that is another one. */
static bool match_name(struct matching *m, const struct deliver_file *file, struct str name,
                       bool is_sheet)
{
    struct deliver *d = m->d;
    struct arena scratch CLEANUP(arena_done) = {};
    struct str key;
    struct str rest;
    uint32_t *slot;

    if (!deliver_caption_in_name(&scratch, name, &key, &rest)) {
        return false;
    }
    struct deliver_caption *caption = find(&d->captions, &m->index, key, &slot);

    if (caption == NULL) {
        deliver_tell(d, file->index, "PKG-320",
                     arena_printf(&scratch, "%.*s: %.*s ∉ 報告書", STR_ARG(name), STR_ARG(key)), 1);
    } else {
        caption->has_data = true;
        if (!deliver_same_title(&scratch, rest, caption->title) &&
            (caption->other.n == 0 || !deliver_same_title(&scratch, rest, caption->other))) {
            deliver_tell(d, file->index, "PKG-320",
                         arena_printf(&scratch, "%.*s ≠ %.*s %.*s", STR_ARG(name), STR_ARG(key),
                                      STR_ARG(caption->title)),
                         1);
        }
    }
    return true;
}

static struct str stem_of(struct str name)
{
    ptrdiff_t slash = str_rfind(name, STR("/"));
    struct str file = str_sub(name, slash < 0 ? 0 : (size_t)slash + 1, name.n);
    ptrdiff_t dot = str_rfind(file, STR("."));

    return dot <= 0 ? file : str_sub(file, 0, (size_t)dot);
}

/* A workbook of several figures: a sheet each. */
static bool match_sheets(struct matching *m, const struct deliver_file *file)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct deliver_facts facts;
    struct err err = {};
    bool any = false;

    if (!str_eq(file->kind, STR("xlsx")) ||
        deliver_facts_read(&scratch, m->d->report->files.v[file->index].path.p, &facts, &err) < 0) {
        return false;
    }
    for (uint32_t i = 0; i < facts.sheets.n; i++) {
        any |= match_name(m, file, facts.sheets.v[i], true);
    }
    return any;
}

static bool is_picture(struct str kind)
{
    static const char *const pictures[] = {"jpeg", "png", "tiff", "webp", "pdf", "gif",
                                           "heif", "bmp", "svg",  "jpg",  NULL};

    for (const char *const *p = pictures; *p != NULL; p++) {
        if (str_eq(kind, str_of(*p))) {
            return true;
        }
    }
    return false;
}

static void match_file(struct matching *m, const struct deliver_file *file)
{
    if (is_picture(file->kind)) {
        /* It shows the figure and is not its data. */
        deliver_tell(m->d, file->index, "MRD-345", file->name, 1);
        return;
    }
    m->any_data = true;
    if (!match_name(m, file, stem_of(file->name), false) && !match_sheets(m, file)) {
        deliver_tell(m->d, file->index, "PKG-320", file->name, 1);
    }
}

/* Whether the title says that there is no data behind it: a photograph, a chart of people. */
static bool is_undrawn(const struct profile *p, struct str title)
{
    for (uint32_t i = 0; i < p->undrawn.n; i++) {
        if (str_has(title, p->undrawn.v[i])) {
            return true;
        }
    }
    return false;
}

void deliver_check_figures(struct deliver *d)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct matching m = {.d = d, .index = index_new(&scratch)};

    if (d->captions.all.n == 0) {
        return;
    }
    for (uint32_t i = 0; i < d->captions.all.n; i++) {
        uint32_t *slot;

        if (find(&d->captions, &m.index, d->captions.all.v[i].key, &slot) == NULL) {
            *slot = i + 1;
        }
    }
    for (uint32_t i = 0; i < d->files.n; i++) {
        if (d->files.v[i].part != NULL && d->files.v[i].part->role == PROFILE_FIGURES) {
            match_file(&m, &d->files.v[i]);
        }
    }
    for (uint32_t i = 0; i < d->captions.all.n && m.any_data; i++) {
        const struct deliver_caption *c = &d->captions.all.v[i];

        if (!c->has_data && !is_undrawn(d->profile, c->title)) {
            deliver_tell(d, d->folder_file, "PKG-320",
                         c->page > 0 ? arena_printf(&scratch, "p%u %.*s %.*s", c->page,
                                                    STR_ARG(c->key), STR_ARG(c->title))
                                     : arena_printf(&scratch, "%.*s %.*s", STR_ARG(c->key),
                                                    STR_ARG(c->title)),
                         1);
        }
    }
}
