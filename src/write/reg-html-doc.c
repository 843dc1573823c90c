/*
 * The document pane of the register page: the text layer line by line, tables as tables, pages
 * marked. Entries overlap freely (a date inside a duty inside an annex item), so each line is cut
 * where any of them begins or ends, and each piece names all entries that cover it.
 *
 * One sweep over lines and entries sorted by their beginning; the entries open at a place are few
 * (MAX_OPEN bounds them), so the work is linear.
 */
#include "write/reg-html-part.h"

#include <stdlib.h>

enum { MAX_OPEN = 24 };

enum mark_class {
    MARK_FACT,
    MARK_DATE,
    MARK_QUANTITY,
    MARK_DUTY,
    MARK_DELIVERABLE,
    MARK_REFERENCE,
    MARK_FINDING,
    MARK_ANNEX,
    MARK_FORM,
    MARK_CLASSES,
};

struct mark {
    uint32_t beg, end;
    uint32_t index;   /* of the entry in its kind */
    const char *key;  /* of its kind */
    uint8_t class;    /* enum mark_class */
    uint8_t modality; /* of a duty */
};

struct marks {
    struct mark *v;
    uint32_t n, room;
};

struct sweep {
    struct reg_html *p;
    const struct doc *doc;
    uint32_t file;
    struct marks marks; /* sorted by beginning */
    uint32_t next;      /* first not opened yet */
    struct mark open[MAX_OPEN];
    int open_count;
    uint32_t node;          /* next outline node of this file */
    uint32_t counted, line; /* byte up to which lines were counted, and the line it stands on */
    uint32_t last_id;       /* line that has an id already; cells of a row share theirs */
};

static void add(struct reg_html *p, struct marks *list, uint32_t file, const struct reg_src *src,
                struct mark mark)
{
    if (src->file == file && src->end > src->beg) {
        mark.beg = src->beg;
        mark.end = src->end;
        *VEC_ADD(p->arena, list) = mark;
    }
}

/* Duties before dates before what is wide, so that the first key of a piece is the one meant. */
static int by_place(const void *va, const void *vb)
{
    const struct mark *a = va;
    const struct mark *b = vb;

    if (a->beg != b->beg) {
        return a->beg < b->beg ? -1 : 1;
    }
    if (a->end != b->end) {
        return a->end > b->end ? -1 : 1;
    }
    return (a->class > b->class) - (a->class < b->class);
}

static struct marks marks_of(struct reg_html *p, uint32_t file)
{
    const struct reg *r = p->r;
    struct marks list = {};

#define MARKS(items, class_, key_)                                                                 \
    for (uint32_t i = 0; i < (items).n; i++) {                                                     \
        add(p, &list, file, &(items).v[i].src,                                                     \
            (struct mark){.index = i, .key = (key_), .class = (class_)});                          \
    }
    MARKS(r->facts, MARK_FACT, "facts")
    MARKS(r->dates, MARK_DATE, "dates")
    MARKS(r->rules, MARK_DATE, "rules")
    MARKS(r->quantities, MARK_QUANTITY, "quantities")
    MARKS(r->deliverables, MARK_DELIVERABLE, "deliverables")
    MARKS(r->references, MARK_REFERENCE, "references")
    MARKS(r->findings, MARK_FINDING, "anomalies")
    MARKS(r->annex.items, MARK_ANNEX, "annex")
    MARKS(r->forms, MARK_FORM, "forms")
#undef MARKS
    for (uint32_t i = 0; i < r->obligations.n; i++) {
        const struct reg_obligation *o = &r->obligations.v[i];

        add(p, &list, file, &o->src,
            (struct mark){.index = i,
                          .key = "obligations",
                          .class = MARK_DUTY,
                          .modality = (uint8_t)o->modality});
    }
    for (uint32_t i = 0; i < r->findings.n; i++) {
        const struct reg_finding *f = &r->findings.v[i];

        if (f->has_other) {
            add(p, &list, file, &f->other,
                (struct mark){.index = i, .key = "anomalies", .class = MARK_FINDING});
        }
    }
    if (list.n > 0) {
        qsort(list.v, list.n, sizeof(list.v[0]), by_place);
    }
    return list;
}

/* Which of the open entries a click means first: duties, then findings, then times. */
static int rank_of(const struct mark *m)
{
    static const int ranks[MARK_CLASSES] = {
        [MARK_FINDING] = 0,     [MARK_DATE] = 1,     [MARK_DUTY] = 2,
        [MARK_DELIVERABLE] = 3, [MARK_QUANTITY] = 4, [MARK_REFERENCE] = 5,
        [MARK_FACT] = 6,        [MARK_FORM] = 7,     [MARK_ANNEX] = 8,
    };

    return ranks[m->class];
}

/* Closes what ends at or before `at` and opens what begins there. */
static void move_to(struct sweep *s, uint32_t at)
{
    int kept = 0;

    for (int i = 0; i < s->open_count; i++) {
        if (s->open[i].end > at) {
            s->open[kept++] = s->open[i];
        }
    }
    s->open_count = kept;
    for (; s->next < s->marks.n && s->marks.v[s->next].beg <= at; s->next++) {
        const struct mark *m = &s->marks.v[s->next];
        int place;

        if (m->end <= at || s->open_count == MAX_OPEN) {
            continue;
        }
        place = s->open_count++;
        while (place > 0 && rank_of(&s->open[place - 1]) > rank_of(m)) {
            s->open[place] = s->open[place - 1];
            place--;
        }
        s->open[place] = *m;
    }
}

static uint32_t piece_end(const struct sweep *s, uint32_t end)
{
    if (s->next < s->marks.n) {
        end = MIN(end, s->marks.v[s->next].beg);
    }
    for (int i = 0; i < s->open_count; i++) {
        end = MIN(end, s->open[i].end);
    }
    return end;
}

static void put_piece(struct sweep *s, struct str text)
{
    static const char letters[MARK_CLASSES] = {
        [MARK_FACT] = 'f',    [MARK_DATE] = 'd',        [MARK_QUANTITY] = 'q',
        [MARK_DUTY] = 'o',    [MARK_DELIVERABLE] = 'p', [MARK_REFERENCE] = 'r',
        [MARK_FINDING] = 'w', [MARK_ANNEX] = 'x',       [MARK_FORM] = 'i',
    };
    struct html *h = &s->p->html;
    struct arena *a = s->p->arena;
    char class_name[2 + 2 * MARK_CLASSES + 12] = "m";
    size_t n = 1;
    unsigned seen = 0;
    struct str keys = {};

    if (s->open_count == 0) {
        html_text(h, text);
        return;
    }
    for (int i = 0; i < s->open_count; i++) {
        const struct mark *m = &s->open[i];

        keys = arena_printf(a, "%.*s%s%s-%u", STR_ARG(keys), i > 0 ? " " : "", m->key, m->index);
        if ((seen & 1u << m->class) == 0) {
            class_name[n++] = ' ';
            class_name[n++] = letters[m->class];
            if (m->class == MARK_DUTY) {
                n += (size_t)snprintf(class_name + n, sizeof(class_name) - n, " %s",
                                      reg_modality_word((enum reg_modality)m->modality));
            }
        }
        seen |= 1u << m->class;
    }
    html_open(h, "a");
    html_attr(h, "class", (struct str){.p = class_name, .n = n});
    html_attr(h, "href", arena_printf(a, "#%s-%u", s->open[0].key, s->open[0].index));
    html_attr(h, "data-e", keys);
    html_attr(h, "tabindex", STR("-1"));
    html_text(h, text);
    html_close(h);
}

/* The class of a line: a heading of the outline with its level, or what is no running text. */
static const char *line_class(struct sweep *s, const struct doc_line *line, int *ret_level)
{
    const struct reg *r = s->p->r;
    const char *class_name = line->beg == line->end ? "ln no" : "ln";

    while (s->node < r->outline.n && (r->outline.v[s->node].src.file < s->file ||
                                      (r->outline.v[s->node].src.file == s->file &&
                                       r->outline.v[s->node].src.beg < line->beg))) {
        s->node++;
    }
    if (line->role != DOC_BODY) {
        return "ln away";
    }
    if (s->node < r->outline.n) {
        const struct reg_node *node = &r->outline.v[s->node];

        if (node->src.file == s->file && node->src.beg < line->end && node->heading.n > 0) {
            class_name = node->level <= 1 ? "ln h h1" : "ln h";
            *ret_level = MIN(MAX(node->level, 1) + 2, 6);
        }
    }
    return class_name;
}

/* The line of the text layer, from 1, as the register counts it. Called with growing offsets. */
static uint32_t line_of(struct sweep *s, uint32_t byte)
{
    for (; s->counted < byte; s->counted++) {
        s->line += s->doc->text.p[s->counted] == '\n' ? 1 : 0;
    }
    return s->line + 1;
}

static void put_line(struct sweep *s, uint32_t index)
{
    const struct doc_line *line = &s->doc->lines.v[index];
    struct html *h = &s->p->html;
    uint32_t number = line_of(s, line->beg);
    int level = 0;

    html_open(h, "p");
    html_attr(h, "class", str_of(line_class(s, line, &level)));
    if (level > 0) {
        html_attr(h, "role", STR("heading"));
        html_attr_int(h, "aria-level", (uint32_t)level);
    }
    if (number != s->last_id) {
        html_attr(h, "id", reg_html_line_id(s->p, s->file, number));
        s->last_id = number;
    }
    html_attr_int(h, "data-n", number);
    if (line->label.n > 0) {
        html_leaf(h, "span", "auto", line->label);
    }
    for (uint32_t at = line->beg; at < line->end;) {
        move_to(s, at);
        uint32_t end = piece_end(s, line->end);

        put_piece(s, str_sub(s->doc->text, at, end));
        at = end;
    }
    html_close(h);
    html_text(h, STR("\n"));
}

/* The first column of a table that has text: those before it only indent. */
static uint32_t first_column(const struct sweep *s, uint32_t from)
{
    const struct doc_line *lines = s->doc->lines.v;
    uint32_t first = UINT32_MAX;

    for (uint32_t i = from; i < s->doc->lines.n && lines[i].table == lines[from].table; i++) {
        if (lines[i].end > lines[i].beg) {
            first = MIN(first, lines[i].col);
        }
    }
    return first;
}

/* Lines of one table from `from`; returns the first line behind it. */
static uint32_t put_table(struct sweep *s, uint32_t from)
{
    struct html *h = &s->p->html;
    const struct doc_line *lines = s->doc->lines.v;
    uint32_t count = s->doc->lines.n;
    uint16_t table = lines[from].table;
    uint32_t first = first_column(s, from);
    uint32_t i = from;

    html_open(h, "div");
    html_attr(h, "class", STR("scroll"));
    html_open(h, "table");
    while (i < count && lines[i].table == table) {
        uint32_t row = lines[i].row;

        html_open(h, "tr");
        while (i < count && lines[i].table == table && lines[i].row == row) {
            uint32_t col = lines[i].col;

            if (col < first && lines[i].end == lines[i].beg) {
                i++;
                continue;
            }
            html_open(h, "td");
            if (lines[i].row_span > 1) {
                html_attr_int(h, "rowspan", lines[i].row_span);
            }
            if (lines[i].col_span > 1) {
                html_attr_int(h, "colspan", lines[i].col_span);
            }
            for (;
                 i < count && lines[i].table == table && lines[i].row == row && lines[i].col == col;
                 i++) {
                put_line(s, i);
            }
            html_close(h);
        }
        html_close(h);
    }
    html_close(h);
    html_close(h);
    return i;
}

static void put_document(struct reg_html *p, uint32_t file)
{
    struct sweep s = {
        .p = p, .doc = p->r->documents.v[file], .file = file, .marks = marks_of(p, file)};
    struct html *h = &p->html;
    uint32_t page = 0;

    html_open(h, "div");
    html_attr(h, "class", s.doc->pages > 0 ? STR("doc pages") : STR("doc"));
    html_leaf(h, "h2", "doc-name", reg_html_file_name(s.doc));
    for (uint32_t i = 0; i < s.doc->notes.n; i++) {
        if (s.doc->notes.v[i].detail.n > 0) {
            html_leaf(h, "p", "notice", s.doc->notes.v[i].detail);
        }
    }
    for (uint32_t i = 0; i < s.doc->lines.n;) {
        const struct doc_line *line = &s.doc->lines.v[i];

        if (line->page > page) {
            page = line->page;
            html_leaf(h, "div", "page", arena_printf(p->arena, "%u頁", page));
        }
        if ((line->flags & DOC_DELETED) != 0) {
            i++;
        } else if (line->table > 0) {
            i = put_table(&s, i);
        } else {
            put_line(&s, i++);
        }
    }
    html_close(h);
}

void reg_html_documents(struct reg_html *p)
{
    for (uint32_t i = 0; i < p->r->documents.n; i++) {
        put_document(p, i);
    }
}
