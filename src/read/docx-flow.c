/*
 * Paragraphs out of the events of XML.
 *
 * Paragraphs nest (a text box stands inside a run): open ones are a stack. One that ends inside
 * another waits, with the notes referenced in it, until the outermost has become lines; so a text
 * box follows the paragraph that holds it. Of mc:AlternateContent one branch is read: the first
 * Choice of which all namespaces are known, else Fallback. Deleted text (w:del, w:moveFrom) is
 * skipped and counted; a deleted paragraph mark joins its paragraph with the next.
 */
#include "read/docx-flow.h"

#include "base/utf8.h"
#include "read/docx-names.h"
#include "read/text-marks.h"

enum {
    MAX_OPEN_PARAGRAPHS = 8,
    MAX_PARAGRAPH_BYTES = 8 * 1024 * 1024,
    MAX_LINES = 4 * 1024 * 1024,
    MAX_TEXT_BYTES = 256 * 1024 * 1024,
    MAX_NOTES = 100000,
};

/* A paragraph whose end has not come. */
struct open_paragraph {
    struct buf text;
    struct docx_paragraph_props props;
    struct docx_run_props run;
    struct docx_run_props of_style; /* what runs inherit from the paragraph's style */
    bool in_props, in_run, in_run_props, in_text;
    bool style_is_known;
    bool mark_deleted; /* goes on in the next paragraph */
    bool hidden_run_counted;
    bool any_inserted, any_kept;
    int32_t half_points;
    uint32_t page;
};

struct flow {
    struct docx *docx;
    enum doc_line_role role;
    struct docx_notes *notes; /* being filled; NULL = lines go to the document */
    struct open_paragraph open[MAX_OPEN_PARAGRAPHS];
    uint32_t open_count;
    VEC(struct docx_paragraph) waiting;
    struct docx_tables tables;
    uint32_t box_depth, insert_depth;
    bool alternate_taken[XML_MAX_DEPTH + 1];
    uint32_t alternate_depth;
    bool too_much;
};

static struct open_paragraph *top(struct flow *f)
{
    return f->open_count == 0 ? NULL : &f->open[f->open_count - 1];
}

/* ---- lines ---- */

static void set_cell(struct flow *f, struct doc_line *line, uint32_t index,
                     const struct docx_cell *cell)
{
    if (cell->table == 0) {
        return;
    }
    line->table = (uint16_t)((cell->table - 1) % UINT16_MAX + 1);
    line->row = cell->row;
    line->col = cell->col;
    line->col_span = (uint16_t)cell->col_span;
    line->row_span = 1;
    if (cell->merge != NULL) {
        *VEC_ADD(f->docx->arena, &f->docx->merges.lines) =
            (struct docx_merged_line){.line = index, .merge = cell->merge};
    }
}

/* One line of a paragraph: bytes beg..end of its text, added to the text layer. */
static void add_line(struct flow *f, const struct docx_paragraph *p, size_t beg, size_t end,
                     const struct docx_number *number)
{
    struct docx *docx = f->docx;
    struct doc *d = docx->doc;
    struct str text = str_sub(p->text, beg, end);
    size_t lead = 0;
    size_t columns = 0;

    if (d->lines.n >= MAX_LINES || docx->text.n + text.n + 1 > MAX_TEXT_BYTES) {
        f->too_much = true;
        return;
    }
    for (size_t n; (n = text_mark_blank(text, lead)) > 0; lead += n) {
        columns += n == 3 ? 2 : text.p[lead] == '\t' ? 4 : 1;
    }
    uint32_t at = (uint32_t)docx->text.n;
    struct doc_line *line = VEC_ADD(docx->arena, &d->lines);

    line->beg = at + (uint32_t)MIN(lead, text.n);
    line->end = at + (uint32_t)MAX(text_mark_trim_end(text).n, MIN(lead, text.n));
    line->page = p->page;
    line->role = p->role;
    line->flags = p->flags;
    line->indent = (uint16_t)MIN((size_t)MAX(p->props.indent, 0) + columns, (size_t)UINT16_MAX);
    line->font_size = p->half_points > 0 ? (float)p->half_points / 2 : 0;
    line->style = docx_style_name(docx->styles, p->props.style);
    if (p->props.outline >= 0 && p->props.outline < DOCX_LEVELS) {
        line->outline_level = (uint8_t)(p->props.outline + 1);
    }
    if (number->is_item) {
        line->list = (uint16_t)MIN(p->props.list, UINT16_MAX);
        line->list_level = (uint8_t)(number->level + 1);
    }
    set_cell(f, line, d->lines.n - 1, &p->cell);
    buf_add(&docx->text, text);
    buf_add_char(&docx->text, '\n');
}

/* A break inside a sentence: what stands before it ends in kana or a comma. */
static bool is_cut(struct str s)
{
    uint32_t cp = 0;
    size_t last = s.n == 0 ? 0 : utf8_floor(s, s.n - 1);

    if (s.n > 0) {
        utf8_decode(s, last, &cp);
    }
    return (cp >= 0x3041 && cp <= 0x3096) || cp == 0x3001 || cp == 0xFF0C;
}

static void add_paragraph(struct flow *f, struct docx_paragraph *p)
{
    struct docx *docx = f->docx;
    struct docx_number number = {.indent = DOCX_UNSET};
    size_t beg = 0;

    if (p->role != DOC_FOOTNOTE) {
        number = docx_numbering_next(docx->numbering, docx->arena, p->props.list, p->props.level,
                                     p->props.style);
        p->label = number.label;
    }
    if (p->props.indent == DOCX_UNSET) {
        p->props.indent = number.indent;
    }
    if (p->cell.continues && str_trim(p->text).n == 0 && p->label.n == 0) {
        return;
    }
    for (;;) {
        ptrdiff_t feed = str_find(p->text, STR("\n"), beg);
        size_t end = feed < 0 ? p->text.n : (size_t)feed;
        uint32_t before = docx->doc->lines.n;

        add_line(f, p, beg, end, &number);
        if (docx->doc->lines.n > before) {
            struct doc_line *line = &docx->doc->lines.v[before];

            if (beg == 0) {
                line->label = p->label;
                line->flags |= number.is_item ? DOC_LIST_ITEM : 0;
            }
            if (feed < 0) {
                line->flags |= DOC_PARAGRAPH_END;
            } else if (is_cut(str_sub(buf_str(&docx->text), line->beg, line->end))) {
                line->flags |= DOC_FULL_WIDTH;
            }
        }
        if (feed < 0) {
            break;
        }
        beg = end + 1;
    }
}

static void add_waiting(struct flow *f)
{
    for (uint32_t i = 0; i < f->waiting.n; i++) {
        add_paragraph(f, &f->waiting.v[i]);
    }
    f->waiting.n = 0;
}

/* ---- notes ---- */

static struct docx_note *find_note(struct docx_notes *notes, int64_t id)
{
    /* Ids mostly count up from -1 or 0: look at the likely place first. */
    for (int64_t guess = id - 1; guess <= id + 1; guess++) {
        if (guess >= 0 && guess < notes->all.n && notes->all.v[guess].id == id) {
            return &notes->all.v[guess];
        }
    }
    for (uint32_t i = 0; i < notes->all.n; i++) {
        if (notes->all.v[i].id == id) {
            return &notes->all.v[i];
        }
    }
    return NULL;
}

static struct str raised(struct arena *a, uint32_t number)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    struct str decimal = arena_printf(a, "%u", number);
    struct buf out CLEANUP(buf_done);

    buf_init(&out, 64);
    for (size_t i = 0; i < decimal.n; i++) {
        buf_add(&out, str_of(digits[decimal.p[i] - '0']));
    }
    return arena_str(a, buf_str(&out));
}

static void refer_to_note(struct flow *f, struct docx_notes *notes, const struct xml_element *e)
{
    struct docx_note *note = find_note(notes, xml_attribute_int(e, "id", 0));

    if (note == NULL || note->number != 0 || f->notes != NULL) {
        return;
    }
    note->number = ++notes->referenced;
    for (uint32_t i = 0; i < note->paragraphs.n; i++) {
        struct docx_paragraph *p = VEC_ADD(f->docx->arena, &f->waiting);

        *p = note->paragraphs.v[i];
        p->role = DOC_FOOTNOTE;
        p->page = f->docx->page;
        if (i == 0) {
            p->label = raised(f->docx->arena, note->number);
        }
    }
}

/* ---- paragraphs ---- */

static void begin_paragraph(struct flow *f)
{
    struct open_paragraph *p = &f->open[f->open_count++];

    if (!p->mark_deleted) {
        struct buf text = p->text;

        *p = (struct open_paragraph){.text = text, .page = f->docx->page};
        if (text.max_bytes == 0) {
            buf_init(&p->text, MAX_PARAGRAPH_BYTES);
        }
        buf_clear(&p->text);
        p->half_points = DOCX_UNSET;
    }
    p->mark_deleted = false;
    p->style_is_known = false;
    p->props = DOCX_PARAGRAPH_PROPS_NONE;
    p->run = p->of_style = DOCX_RUN_PROPS_NONE;
}

static void end_paragraph(struct flow *f)
{
    struct docx *docx = f->docx;
    struct open_paragraph *p = &f->open[--f->open_count];
    struct docx_paragraph done = {
        .props = p->props, .half_points = p->half_points, .page = p->page, .role = f->role};

    if (p->mark_deleted) {
        return;
    }
    f->too_much |= buf_is_full(&p->text);
    docx_style_fill_paragraph(docx->styles, done.props.style, &done.props);
    done.cell = docx_table_cell(&f->tables);
    done.flags = f->box_depth > 0 ? DOC_TEXT_BOX : 0;
    done.flags |= p->any_inserted && !p->any_kept ? DOC_INSERTED : 0;
    if (f->notes == NULL && f->open_count == 0) {
        done.text = buf_str(&p->text);
        add_paragraph(f, &done);
        add_waiting(f);
        return;
    }
    done.text = arena_str(docx->arena, buf_str(&p->text));
    if (f->notes == NULL) {
        *VEC_ADD(docx->arena, &f->waiting) = done;
    } else if (f->notes->all.n > 0) {
        struct docx_note *note = &f->notes->all.v[f->notes->all.n - 1];

        done.cell = (struct docx_cell){};
        *VEC_ADD(docx->arena, &note->paragraphs) = done;
    }
}

static bool run_is_hidden(struct flow *f, struct open_paragraph *p)
{
    struct docx_run_props run = p->run;

    if (!p->style_is_known) {
        p->of_style = DOCX_RUN_PROPS_NONE;
        docx_style_fill_run(f->docx->styles, p->props.style, &p->of_style);
        p->style_is_known = true;
    }
    if (run.style.n > 0) {
        struct docx_run_props of_style = run;

        docx_style_fill_run(f->docx->styles, run.style, &of_style);
        run.hidden = of_style.hidden;
        run.half_points = run.half_points == DOCX_UNSET ? p->of_style.half_points : run.half_points;
    }
    if (run.hidden == DOCX_UNSET) {
        run.hidden = p->of_style.hidden;
    }
    if (run.half_points == DOCX_UNSET) {
        run.half_points = p->of_style.half_points;
    }
    if (p->half_points == DOCX_UNSET && run.hidden != 1) {
        p->half_points = run.half_points;
    }
    return run.hidden == 1;
}

static void add_text(struct flow *f, struct str text)
{
    struct open_paragraph *p = top(f);

    if (p == NULL || text.n == 0) {
        return;
    }
    if (run_is_hidden(f, p)) {
        f->docx->hidden_runs += !p->hidden_run_counted;
        p->hidden_run_counted = true;
        return;
    }
    *(f->insert_depth > 0 ? &p->any_inserted : &p->any_kept) = true;
    buf_add(&p->text, text);
}

/* Signs of symbol fonts that documents tick and list with; others give "□". */
static void add_symbol(struct flow *f, const struct xml_element *e)
{
    static const struct {
        uint32_t code;
        const char *text;
    } symbols[] = {
        {0x6C, "●"},  {0x6D, "○"}, {0x6E, "■"}, {0x6F, "□"}, {0x71, "□"},  {0x72, "□"}, {0x75, "◆"},
        {0x9F, "・"}, {0xA1, "○"}, {0xA7, "■"}, {0xA8, "□"}, {0xB7, "・"}, {0xD8, "➢"}, {0xE0, "→"},
        {0xE8, "→"},  {0xF0, "⇨"}, {0xFB, "☒"}, {0xFC, "✓"}, {0xFD, "☒"},  {0xFE, "☑"},
    };
    struct str value;
    uint32_t code = 0;

    if (!xml_attribute(e, "char", &value)) {
        return;
    }
    for (size_t i = 0; i < value.n && i < 4; i++) {
        char c = value.p[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : 0;

        code = code * 16 + (uint32_t)digit;
    }
    if (code >= 0x20 && (code < 0xF000 || code > 0xF0FF) && code > 0xFF) {
        struct buf one CLEANUP(buf_done);

        buf_init(&one, 8);
        buf_add_code_point(&one, code);
        add_text(f, buf_str(&one));
        return;
    }
    for (size_t i = 0; i < COUNT(symbols); i++) {
        if ((code & 0xFF) == symbols[i].code) {
            add_text(f, str_of(symbols[i].text));
            return;
        }
    }
    add_text(f, STR("□"));
}

/* ---- elements ---- */

/* Whether all namespaces a Choice requires are ones whose text we find. */
static bool understands(const struct xml_element *e)
{
    static const char *const known[] = {"wps",  "wpg", "wpc",   "wpi",    "w14", "w15",
                                        "wp14", "a14", "w16se", "w16cid", "w16"};
    struct str requires;

    if (!xml_attribute(e, "Requires", &requires)) {
        return false;
    }
    for (size_t at = 0; at < requires.n;) {
        const char *space = memchr(requires.p + at, ' ', requires.n - at);
        size_t end = space == NULL ? requires.n : (size_t)(space - requires.p);
        bool found = end == at;

        for (size_t i = 0; i < COUNT(known) && !found; i++) {
            found = str_eq(str_sub(requires, at, end), str_of(known[i]));
        }
        if (!found) {
            return false;
        }
        at = end + 1;
    }
    return true;
}

static enum xml_step start_compatibility(struct flow *f, const struct xml_element *e)
{
    bool *taken = &f->alternate_taken[f->alternate_depth];

    if (strcmp(e->name, "AlternateContent") == 0) {
        f->alternate_taken[++f->alternate_depth] = false;
    } else if (strcmp(e->name, "Choice") == 0 || strcmp(e->name, "Fallback") == 0) {
        if (*taken || (e->name[0] == 'C' && !understands(e))) {
            return XML_SKIP;
        }
        *taken = true;
    }
    return XML_ENTER;
}

/* Inside w:pPr and w:rPr. */
static enum xml_step take_property(struct flow *f, struct open_paragraph *p,
                                   const struct xml_element *e, enum docx_name name)
{
    switch (name) {
    case W_R_PR:
        p->in_run_props = true;
        break;
    case W_P_PR_CHANGE:
    case W_R_PR_CHANGE:
    case W_SECT_PR_CHANGE:
    case W_TABS:
        return XML_SKIP;
    case W_DEL:
        if (p->in_props && p->in_run_props) {
            p->mark_deleted = f->open_count == 1 && f->tables.depth == 0;
            f->docx->deletions++;
        }
        return XML_SKIP;
    case W_HEADER_REFERENCE:
    case W_FOOTER_REFERENCE: {
        struct str id;

        if (xml_attribute(e, "id", &id)) {
            id = arena_str(f->docx->arena, id);
            *(name == W_HEADER_REFERENCE ? VEC_ADD(f->docx->arena, &f->docx->heads)
                                         : VEC_ADD(f->docx->arena, &f->docx->feet)) = id;
        }
        break;
    }
    default:
        if (strcmp(e->name, "numPr") == 0 || strcmp(e->name, "sectPr") == 0) {
            break;
        }
        if (p->in_props && !p->in_run_props) {
            docx_paragraph_props_take(&p->props, e, f->docx->arena);
        } else if (p->in_run) {
            docx_run_props_take(&p->run, e, f->docx->arena);
        }
        return XML_SKIP;
    }
    return XML_ENTER;
}

static enum xml_step start_table_part(struct flow *f, const struct xml_element *e,
                                      enum docx_name name)
{
    struct str value;
    struct docx_table *table = docx_table_top(&f->tables);

    switch (name) {
    case W_TBL:
        docx_table_begin(&f->tables, ++f->docx->tables);
        break;
    case W_TR:
        docx_table_begin_row(&f->tables);
        break;
    case W_TC:
        if (table != NULL && table->row_is_deleted) {
            return XML_SKIP;
        }
        docx_table_begin_cell(&f->tables);
        break;
    case W_GRID_BEFORE:
        docx_table_skip_columns(&f->tables, xml_attribute_int(e, "val", 0));
        break;
    case W_GRID_SPAN:
        docx_table_span(&f->tables, xml_attribute_int(e, "val", 1));
        break;
    case W_V_MERGE:
        docx_table_merge(&f->tables, f->docx->arena,
                         xml_attribute(e, "val", &value) && str_eq(value, STR("restart")));
        break;
    default:
        break;
    }
    return XML_ENTER;
}

/* w:del and w:moveFrom: inside w:trPr the row is deleted, elsewhere the text in it. */
static enum xml_step start_deletion(struct flow *f)
{
    struct docx_table *table = docx_table_top(&f->tables);

    f->docx->deletions++;
    if (top(f) == NULL && table != NULL && table->cell.table == 0 && table->row_is_open) {
        table->row_is_deleted = true;
    }
    return XML_SKIP;
}

static void break_page(struct flow *f, struct open_paragraph *p)
{
    f->docx->page = MAX(f->docx->page, 1u) + 1;
    if (p != NULL && p->text.n == 0) {
        p->page = f->docx->page;
    }
}

/* Signs that stand for characters inside a run; false = none of them. */
static bool add_sign(struct flow *f, const struct xml_element *e, enum docx_name name)
{
    switch (name) {
    case W_TAB:
    case W_PTAB:
        add_text(f, STR("\t"));
        return true;
    case W_BR:
    case W_CR:
        add_text(f, STR("\n"));
        return true;
    case W_NO_BREAK_HYPHEN:
        add_text(f, STR("-"));
        return true;
    case W_SYM:
        add_symbol(f, e);
        return true;
    default:
        return false;
    }
}

/* What is not text of the document: field codes, old properties, readings of rubies. */
static bool is_skipped(enum docx_name name)
{
    switch (name) {
    case W_DEL_TEXT:
    case W_INSTR_TEXT:
    case W_DEL_INSTR_TEXT:
    case W_RT:
    case W_SDT_PR:
    case W_TBL_PR:
    case W_TBL_GRID:
    case W_TC_PR_CHANGE:
    case W_TR_PR_CHANGE:
    case W_SECT_PR_CHANGE:
    case W_P_PR_CHANGE:
    case W_R_PR_CHANGE:
        return true;
    default:
        return false;
    }
}

/* Elements that hold paragraphs or stand between them. */
static enum xml_step start_around(struct flow *f, const struct xml_element *e, enum docx_name name)
{
    switch (name) {
    case W_P:
        if (f->open_count == MAX_OPEN_PARAGRAPHS) {
            f->too_much = true;
            return XML_SKIP;
        }
        begin_paragraph(f);
        break;
    case W_INS:
    case W_MOVE_TO:
        f->docx->insertions++;
        f->insert_depth++;
        break;
    case W_DEL:
    case W_MOVE_FROM:
        return start_deletion(f);
    case W_TXBX_CONTENT:
        f->box_depth++;
        break;
    case W_FOOTNOTE_REFERENCE:
        refer_to_note(f, &f->docx->footnotes, e);
        break;
    case W_ENDNOTE_REFERENCE:
        refer_to_note(f, &f->docx->endnotes, e);
        break;
    case W_LAST_RENDERED_PAGE_BREAK:
        break_page(f, top(f));
        break;
    case W_HEADER_REFERENCE:
    case W_FOOTER_REFERENCE: /* of the last section, outside a paragraph */
        if (top(f) == NULL) {
            struct open_paragraph none = {.in_props = true};

            return take_property(f, &none, e, name);
        }
        break;
    case W_FOOTNOTE:
    case W_ENDNOTE:
        if (f->notes != NULL && f->notes->all.n < MAX_NOTES) {
            VEC_ADD(f->docx->arena, &f->notes->all)->id = xml_attribute_int(e, "id", 0);
        }
        break;
    default:
        return start_table_part(f, e, name);
    }
    return XML_ENTER;
}

static enum xml_step start_word(struct flow *f, const struct xml_element *e)
{
    enum docx_name name = docx_name_of(e->name);
    struct open_paragraph *p = top(f);

    if (p != NULL && (p->in_props || p->in_run_props)) {
        return take_property(f, p, e, name);
    }
    if (is_skipped(name)) {
        return XML_SKIP;
    }
    if (add_sign(f, e, name)) {
        return XML_ENTER;
    }
    switch (name) {
    case W_P_PR:
    case W_R:
    case W_R_PR:
    case W_T:
        if (p != NULL) {
            p->in_props |= name == W_P_PR;
            p->in_run |= name == W_R;
            p->in_run_props |= name == W_R_PR && p->in_run;
            p->in_text |= name == W_T;
            if (name == W_R) {
                p->run = DOCX_RUN_PROPS_NONE;
            }
        }
        return XML_ENTER;
    default:
        return start_around(f, e, name);
    }
}

static enum xml_step on_start(void *user, const struct xml_element *e)
{
    struct flow *f = user;

    if (e->ns == XML_WORD) {
        return start_word(f, e);
    }
    if (e->ns == XML_COMPATIBILITY) {
        return start_compatibility(f, e);
    }
    if (top(f) != NULL && strcmp(e->name, "t") == 0) {
        top(f)->in_text = true; /* m:t of a formula */
    }
    return XML_ENTER;
}

static void on_end(void *user, const char *element, enum xml_namespace ns)
{
    struct flow *f = user;
    struct open_paragraph *p = top(f);

    if (ns == XML_COMPATIBILITY) {
        if (strcmp(element, "AlternateContent") == 0 && f->alternate_depth > 0) {
            f->alternate_depth--;
        }
        return;
    }
    if (ns != XML_WORD) {
        if (p != NULL && strcmp(element, "t") == 0) {
            p->in_text = false;
        }
        return;
    }
    switch (docx_name_of(element)) {
    case W_P:
        end_paragraph(f);
        break;
    case W_P_PR:
        if (p != NULL) {
            p->in_props = p->in_run_props = false;
        }
        break;
    case W_R_PR:
        if (p != NULL) {
            p->in_run_props = false;
        }
        break;
    case W_R:
        if (p != NULL) {
            p->in_run = false;
            p->hidden_run_counted = false;
        }
        break;
    case W_T:
        if (p != NULL) {
            p->in_text = false;
        }
        break;
    case W_INS:
    case W_MOVE_TO:
        f->insert_depth -= f->insert_depth > 0;
        break;
    case W_TXBX_CONTENT:
        f->box_depth -= f->box_depth > 0;
        break;
    case W_TBL:
        docx_table_end(&f->tables);
        break;
    case W_TC:
        docx_table_end_cell(&f->tables);
        break;
    default:
        break;
    }
}

static void on_text(void *user, struct str text)
{
    struct flow *f = user;

    if (top(f) != NULL && top(f)->in_text) {
        add_text(f, text);
    }
}

static enum xml_result walk(struct flow *f, struct str xml)
{
    static const struct xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};
    enum xml_result result = xml_walk(xml, &handler, f);

    /* Where the XML broke off, what stands in open paragraphs is still text. */
    f->open_count += f->open_count == 0 && f->open[0].mark_deleted;
    while (f->open_count > 0) {
        top(f)->mark_deleted = false;
        end_paragraph(f);
    }
    for (uint32_t i = 0; i < MAX_OPEN_PARAGRAPHS; i++) {
        buf_done(&f->open[i].text);
    }
    if (f->too_much) {
        *VEC_ADD(f->docx->arena, &f->docx->doc->notes) = (struct doc_note){
            .kind = DOC_NOTE_CUT, .detail = STR("上限を超える部分は読んでいません")};
    }
    return result;
}

enum xml_result docx_flow_read(struct docx *docx, struct str xml, enum doc_line_role role)
{
    struct flow *f = ARENA_NEW(docx->arena, struct flow);

    f->docx = docx;
    f->role = role;
    return walk(f, xml);
}

enum xml_result docx_flow_read_notes(struct docx *docx, struct str xml, struct docx_notes *notes)
{
    struct flow *f = ARENA_NEW(docx->arena, struct flow);

    f->docx = docx;
    f->notes = notes;
    return walk(f, xml);
}
