/*
 * A PDF into the document model: each page is read, put in order and written to the text layer,
 * and its memory dropped; what can only be seen over all pages comes last (pdf-running.h).
 */
#include "read/pdf-file.h"

#include "base/buf.h"
#include "read/pdf-flow.h"
#include "read/pdf-lines.h"
#include "read/pdf-running.h"
#include "read/bounds.h"
#include "read/text-marks.h"

enum {
    HEAD_BYTES = 1024, /* "%PDF-" stands in the first so many */
    MAX_LINES = 4 * 1024 * 1024,
    MOST_UNKNOWN = 10, /* with fewer known characters than one in so many, nothing can be read */
};

struct reading {
    struct arena *arena;
    struct doc *doc;
    struct buf text;
    VEC(struct pdf_place) places; /* one for each line */
    uint32_t tables;              /* so far */
    float gap;                    /* between the columns of the page before; 0 = one column */
    /* The table that ended the page before, which may go on on the next. */
    struct {
        uint32_t id, rows, edge_count;
        float edges[100];   /* x of its columns */
        enum pdf_side side; /* where it stands */
    } open;
    uint32_t scanned, damaged, first_scanned, first_damaged;
    uint32_t characters, unknown, first_unknown; /* unknown: without a code */
    bool is_cut;
};

bool pdf_file_recognise(struct str bytes)
{
    return str_find(str_sub(bytes, 0, HEAD_BYTES), STR("%PDF-"), 0) >= 0;
}

/* ---- tables over pages ---- */

/* Ids and first rows of the tables of a page. */
struct numbering {
    uint32_t id, first_row;
};

static void leave_table_open(struct reading *r, const struct pdf_table *table,
                             const struct numbering *number)
{
    r->open.id = number->id;
    r->open.rows = number->first_row + table->rows;
    r->open.edge_count = MIN(table->edge_count, (uint32_t)COUNT(r->open.edges));
    memcpy(r->open.edges, table->edges, r->open.edge_count * sizeof(float));
}

/* ---- lines ---- */

static void add_line(struct reading *r, const struct pdf_sheet *page, const struct pdf_line *from,
                     const struct pdf_tables *tables, const struct numbering *numbers)
{
    if (r->doc->lines.n >= MAX_LINES || r->text.n + from->text.n >= READ_MAX_TEXT_BYTES) {
        r->is_cut = true;
        return;
    }
    struct doc_line *line = VEC_ADD(r->arena, &r->doc->lines);
    struct pdf_place *place = VEC_ADD(r->arena, &r->places);
    uint32_t lead = 0;
    size_t n;

    while ((n = text_mark_blank(from->text, lead)) > 0) {
        lead += (uint32_t)n;
    }
    line->beg = (uint32_t)r->text.n + lead;
    line->end = MAX((uint32_t)(r->text.n + text_mark_trim_end(from->text).n), line->beg);
    line->page = page->number;
    line->font_size = from->size;
    line->box = from->box;
    line->role = from->is_ruby ? DOC_MARK : DOC_BODY;
    *place = (struct pdf_place){.width = page->width,
                                .height = page->height,
                                .side = from->side,
                                .at_top = from->at_top,
                                .at_foot = from->at_foot};
    if (from->cell > 0) {
        const struct pdf_cell *cell = &tables->cells.v[from->cell - 1];

        line->table = (uint16_t)((numbers[cell->table].id - 1) % UINT16_MAX + 1);
        line->row = numbers[cell->table].first_row + cell->row;
        line->col = cell->col;
        line->row_span = (uint16_t)cell->row_span;
        line->col_span = (uint16_t)cell->col_span;
        place->cell = cell->box;
        if (from->text.n == 0) {
            line->box = cell->box;
        }
    }
    buf_add(&r->text, from->text);
    buf_add_char(&r->text, '\n');
}

static void add_page(struct reading *r, struct pdf_sheet *page)
{
    struct pdf_tables tables;
    struct pdf_lines lines;

    pdf_tables_find(page, &tables);
    pdf_lines_build(page, &tables, &lines);
    struct numbering *numbers = ARENA_ARRAY(page->arena, tables.tables.n + 1, struct numbering);
    bool at_start = true; /* nothing but heads so far */

    for (uint32_t i = 0; i < lines.all.n; i++) {
        const struct pdf_line *line = &lines.all.v[i];

        if (line->cell > 0) {
            uint32_t index = tables.cells.v[line->cell - 1].table;

            if (numbers[index].id == 0 && r->open.id != 0 &&
                (at_start || line->side != r->open.side) &&
                pdf_table_has_columns(&tables.tables.v[index], r->open.edges, r->open.edge_count)) {
                numbers[index] = (struct numbering){.id = r->open.id, .first_row = r->open.rows};
            } else if (numbers[index].id == 0) {
                numbers[index] = (struct numbering){.id = ++r->tables};
            }
            leave_table_open(r, &tables.tables.v[index], &numbers[index]);
            r->open.side = line->side;
            at_start = false;
        } else if (line->text.n > 0 && !line->at_top && !line->at_foot) {
            at_start = false;
            r->open.id = 0;
        }
        add_line(r, page, line, &tables, numbers);
    }
}

/* ---- outline ---- */

/* Compares without blanks: how much of `line` the title covers, or 0 when they differ. */
static bool title_matches(struct str title, struct str line)
{
    size_t at = 0;
    size_t seen = 0;

    for (size_t i = 0; i < title.n;) {
        size_t blank = text_mark_blank(title, i);

        if (blank > 0) {
            i += blank;
            continue;
        }
        while ((blank = text_mark_blank(line, at)) > 0) {
            at += blank;
        }
        if (at == line.n || line.p[at] != title.p[i]) {
            return false;
        }
        at++;
        i++;
        seen++;
    }
    return seen > 0;
}

static void match_outline(struct reading *r, struct pdf_mupdf *pdf)
{
    struct pdf_outline outline;
    struct doc *d = r->doc;
    uint32_t *first_of_page = ARENA_ARRAY(r->arena, d->pages + 2, uint32_t);

    pdf_mupdf_outline(pdf, r->arena, &outline);
    if (outline.headings.n == 0) {
        return;
    }
    for (uint32_t i = d->lines.n; i > 0; i--) {
        first_of_page[d->lines.v[i - 1].page] = i;
    }
    for (uint32_t i = 0; i < outline.headings.n; i++) {
        const struct pdf_heading *heading = &outline.headings.v[i];

        if (heading->page == 0 || heading->page > d->pages || heading->title.n > 500) {
            continue;
        }
        for (uint32_t k = first_of_page[heading->page]; k > 0 && k <= d->lines.n; k++) {
            struct doc_line *line = &d->lines.v[k - 1];

            if (line->page > heading->page) {
                break;
            }
            if (line->role == DOC_BODY && line->outline_level == 0 &&
                title_matches(heading->title, doc_line_text(d, line))) {
                line->outline_level = (uint8_t)heading->level;
                break;
            }
        }
    }
}

/* ---- all pages ---- */

static void note(struct reading *r, enum doc_note_kind kind, uint32_t page, uint32_t count,
                 struct str detail)
{
    *VEC_ADD(r->arena, &r->doc->notes) =
        (struct doc_note){.kind = (uint8_t)kind, .page = page, .count = count, .detail = detail};
}

static void note_findings(struct reading *r, bool was_repaired)
{
    if (r->scanned > 0) {
        note(r, DOC_NOTE_NO_TEXT, r->first_scanned, r->scanned,
             arena_printf(r->arena,
                          "文字のない（画像だけの）ページが%uページあります（最初は%uページ）",
                          r->scanned, r->first_scanned));
    }
    if (r->damaged > 0) {
        note(r, DOC_NOTE_DAMAGE, r->first_damaged, r->damaged,
             arena_printf(r->arena,
                          "%uページが壊れており、読めた部分だけを読みました（最初は%uページ）",
                          r->damaged, r->first_damaged));
    } else if (was_repaired) {
        note(r, DOC_NOTE_DAMAGE, 0, 0, STR("PDFの構造が壊れており、修復して読みました"));
    }
    if (r->unknown > 0) {
        note(r, DOC_NOTE_DAMAGE, r->first_unknown, r->unknown,
             arena_printf(r->arena,
                          "フォントに文字コードがなく読めない文字が%u字あります（最初は%uページ）",
                          r->unknown, r->first_unknown));
    }
    if (r->is_cut) {
        note(r, DOC_NOTE_CUT, 0, 0, STR("上限を超える部分は読んでいません"));
    }
}

static void read_pages(struct reading *r, struct pdf_mupdf *pdf)
{
    uint32_t pages = pdf_mupdf_pages(pdf);

    r->is_cut = pages > READ_MAX_PAGES;
    r->doc->pages = MIN(pages, (uint32_t)READ_MAX_PAGES);
    for (uint32_t number = 1; number <= r->doc->pages; number++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct pdf_sheet page = {.arena = &arena,
                                 .gap = r->gap,
                                 .open_edges = r->open.edges,
                                 .open_edge_count = r->open.id == 0 ? 0 : r->open.edge_count};

        if (pdf_mupdf_is_late(pdf)) {
            r->is_cut = true;
            break;
        }
        pdf_mupdf_read_page(pdf, number, &page);
        add_page(r, &page);
        r->gap = page.gap;
        r->is_cut |= page.is_cut;
        if (page.has_picture && page.runs.n == 0 && r->scanned++ == 0) {
            r->first_scanned = number;
        }
        r->characters += page.characters.n;
        if (page.unknown > 0 && r->unknown == 0) {
            r->first_unknown = number;
        }
        r->unknown += page.unknown;
        if (page.is_damaged && r->damaged++ == 0) {
            r->first_damaged = number;
        }
    }
}

static bool has_text(const struct doc *d)
{
    for (uint32_t i = 0; i < d->lines.n; i++) {
        if (d->lines.v[i].end > d->lines.v[i].beg) {
            return true;
        }
    }
    return false;
}

static int refuse_empty(const struct reading *r, struct err *err)
{
    if (r->damaged > 0 || r->doc->pages == 0) {
        err_set(err, ERR_INVALID, "the PDF is damaged: no page could be read");
        return err_hint(err, "it may have been cut off when it was copied; ask for it again");
    }
    err_set(err, ERR_INVALID,
            "the PDF has no text layer: its pages are pictures (a scan) or empty");
    return err_hint(err, "recognise its text first (OCR), or ask the issuer for the original file");
}

/* Text without characters is none: fonts that do not tell them. */
static bool is_legible(const struct reading *r)
{
    return r->unknown < r->characters - r->characters / MOST_UNKNOWN;
}

/* All that is known of a scan is how many pages it has. */
static int take_scan(struct reading *r)
{
    uint32_t pages = r->doc->pages;

    *r->doc = (struct doc){.name = r->doc->name, .kind = DOC_PDF, .pages = pages};
    note(r, DOC_NOTE_NO_TEXT, 1, pages,
         arena_printf(r->arena, "文字のない（画像だけの）ページが%uページあります（最初は1ページ）",
                      pages));
    return 0;
}

int pdf_file_read(struct arena *a, struct str bytes, struct pdf_mupdf *pdf, bool takes_scans,
                  struct doc *ret_doc, struct err *err)
{
    struct reading r = {.arena = a, .doc = ret_doc};

    ret_doc->kind = DOC_PDF;
    if (pdf_mupdf_open(pdf, bytes, err) < 0) {
        pdf_mupdf_close(pdf);
        return -1;
    }
    buf_init(&r.text, READ_MAX_TEXT_BYTES);
    read_pages(&r, pdf);
    ret_doc->text = arena_str(a, buf_str(&r.text));
    buf_done(&r.text);
    if (has_text(ret_doc)) {
        pdf_running_mark(a, ret_doc, r.places.v);
        pdf_flow_order(a, ret_doc);
        match_outline(&r, pdf);
        note_findings(&r, pdf_mupdf_was_repaired(pdf));
    }
    pdf_mupdf_close(pdf);
    bool has_lines = has_text(ret_doc);

    if (takes_scans && r.damaged == 0 && ret_doc->pages > 0 && !(has_lines && is_legible(&r))) {
        return take_scan(&r);
    }
    if (has_lines && !is_legible(&r)) {
        err_set(err, ERR_INVALID, "the PDF shows text, but its fonts do not tell the characters");
        return err_hint(err, "recognise its text (OCR), or ask the issuer for the original file");
    }
    return has_lines ? 0 : refuse_empty(&r, err);
}
