/*
 * From a text layer to lines.
 *
 * First the text is cut at line breaks and form feeds and each piece is classed by its tabs
 * (split). Then blocks of pieces with tabs are judged as a whole: a table, or plain lines that
 * happen to have a tab (add_rows, add_led_block). Every piece passes through add_pieces(), which
 * takes the marks of converters off.
 */
#include "read/text-lines.h"

#include "base/utf8.h"
#include "read/text-bars.h"
#include "read/text-marks.h"

enum {
    BLANKS_KEPT = 3,
    LABEL_MAX_BYTES = 40, /* a number before a bookmark */
    TAB_COLUMNS = 4,
    HEADING_MAX_LEVEL = 6,
};

enum raw_kind { RAW_BLANK, RAW_PLAIN, RAW_ROW, RAW_LED, RAW_BAR };

/* A piece of the file between line breaks. */
struct raw {
    uint32_t beg, end; /* without the break */
    uint32_t page;
    uint16_t tabs;
    uint8_t kind;
};

struct layout {
    struct arena *arena;
    struct doc *doc;
    VEC(struct raw) raws;
    uint32_t tables;          /* so far */
    uint32_t table, row, col; /* of what is being added; table 0 = none */
    bool in_html;             /* inside <table> */
    uint32_t page;
    uint32_t blanks; /* run of blank lines just seen */
    bool cut;        /* TEXT_MAX_LINES was reached */
};

static struct str text_of(const struct layout *l, const struct raw *raw)
{
    return str_sub(l->doc->text, raw->beg, raw->end);
}

/* ---- cutting ---- */

/* Whether there are as many lines as we take; notes at what byte of the text that was. */
static bool is_full(struct layout *l, uint32_t at)
{
    if (l->raws.n < TEXT_MAX_LINES && l->doc->lines.n < TEXT_MAX_LINES) {
        return false;
    }
    if (!l->cut) {
        l->cut = true;
        *VEC_ADD(l->arena, &l->doc->notes) = (struct doc_note){
            .kind = DOC_NOTE_CUT,
            .beg = at,
            .end = at,
            .detail =
                arena_printf(l->arena, "%d行を超えるため、以降は読んでいません", TEXT_MAX_LINES)};
    }
    return true;
}

static bool is_blank(struct str s)
{
    size_t at = 0;

    while (at < s.n) {
        size_t n = text_mark_blank(s, at);

        if (n == 0) {
            return false;
        }
        at += n;
    }
    return true;
}

static uint8_t kind_of(struct str s, uint16_t *ret_tabs)
{
    const char *tab = s.n == 0 ? NULL : memchr(s.p, '\t', s.n);
    uint32_t tabs = 0;

    *ret_tabs = 0;
    if (tab == NULL) {
        return text_bar_kind(s) != TEXT_BAR_NONE ? RAW_BAR : is_blank(s) ? RAW_BLANK : RAW_PLAIN;
    }
    for (; tab != NULL; tabs++) {
        size_t left = s.n - (size_t)(tab + 1 - s.p);

        tab = left == 0 ? NULL : memchr(tab + 1, '\t', left);
    }
    /* A tab after the last sentence is a slip, an empty cell follows a label. */
    struct str shown = text_mark_trim_end(s);

    if (str_ends(shown, STR("。")) && memchr(shown.p, '\t', shown.n) == NULL) {
        return RAW_PLAIN;
    }
    *ret_tabs = (uint16_t)MIN(tabs, (uint32_t)UINT16_MAX);
    return tabs == 1 && s.p[0] == '\t' ? RAW_LED : RAW_ROW;
}

static void add_raw(struct layout *l, uint32_t beg, uint32_t end)
{
    struct raw raw = {.beg = beg, .end = end, .page = l->page};

    raw.kind = kind_of(text_of(l, &raw), &raw.tabs);
    l->blanks = raw.kind == RAW_BLANK ? l->blanks + 1 : 0;
    if (l->blanks <= BLANKS_KEPT) {
        *VEC_ADD(l->arena, &l->raws) = raw;
    }
}

/* Cuts one line of the file at form feeds; each begins a page. */
static void cut_at_form_feeds(struct layout *l, uint32_t beg, uint32_t end)
{
    for (;;) {
        const char *feed = end == beg ? NULL : memchr(l->doc->text.p + beg, '\f', end - beg);

        if (feed == NULL) {
            add_raw(l, beg, end);
            return;
        }
        uint32_t at = (uint32_t)(feed - l->doc->text.p);

        if (at > beg) {
            add_raw(l, beg, at);
        }
        l->page++;
        beg = at + 1;
    }
}

static void split(struct layout *l)
{
    struct str text = l->doc->text;
    bool has_feeds = memchr(text.p, '\f', text.n) != NULL;

    l->page = has_feeds ? 1 : 0;
    for (uint32_t at = 0; at < text.n && !is_full(l, at);) {
        const char *line_feed = memchr(text.p + at, '\n', text.n - at);
        uint32_t end = line_feed == NULL ? (uint32_t)text.n : (uint32_t)(line_feed - text.p);
        uint32_t next = end + 1;

        while (end > at && text.p[end - 1] == '\r') {
            end--;
        }
        if (has_feeds) {
            cut_at_form_feeds(l, at, end);
        } else {
            add_raw(l, at, end);
        }
        at = next;
    }
}

/* ---- adding ---- */

static struct doc_line *new_line(struct layout *l, uint32_t beg, uint32_t end)
{
    struct doc_line *line = VEC_ADD(l->arena, &l->doc->lines);

    line->beg = beg;
    line->end = end;
    line->page = l->page;
    if (l->table > 0) {
        line->table = (uint16_t)((l->table - 1) % UINT16_MAX + 1);
        line->row = l->row;
        line->col = l->col;
    }
    return line;
}

/* Blanks at the start: their columns; *at moves to the first character of text. */
static uint16_t skip_indent(struct str text, uint32_t *at)
{
    uint32_t columns = 0;
    size_t n;

    while ((n = text_mark_blank(text, *at)) > 0) {
        if (text.p[*at] == '\t') {
            columns += TAB_COLUMNS;
        } else if (n == 3 && (unsigned char)text.p[*at] == 0xE3) {
            columns += 2;
        } else if (n < 3) {
            columns += 1;
        }
        *at += (uint32_t)n;
    }
    return (uint16_t)MIN(columns, (uint32_t)UINT16_MAX);
}

/* Bullets and heading signs of converters: "- ", "## ". */
static void skip_bullet(struct doc_line *line, struct str text)
{
    uint32_t at = line->beg;

    if (at + 2 < text.n && text.p[at] == '-' && text.p[at + 1] == ' ') {
        line->list_level = (uint8_t)MIN(1 + (line->indent + 1) / 2, 9);
        line->beg += 2;
        skip_indent(text, &line->beg);
        return;
    }
    while (at < text.n && text.p[at] == '#') {
        at++;
    }
    if (at > line->beg && at - line->beg <= HEADING_MAX_LEVEL && at < text.n && text.p[at] == ' ') {
        line->outline_level = (uint8_t)(at - line->beg);
        line->beg = at;
        skip_indent(text, &line->beg);
    }
}

/* "[bookmark: …]" at the start, or after a number, which then becomes the label. */
static void skip_bookmarks(struct layout *l, struct doc_line *line, struct str text)
{
    size_t n;

    while ((n = text_mark_bookmark(text, line->beg)) > 0) {
        line->beg += (uint32_t)n;
        skip_indent(text, &line->beg);
    }
    struct str head = str_sub(text, line->beg, line->beg + LABEL_MAX_BYTES);
    ptrdiff_t at = memchr(head.p, '[', head.n) == NULL ? -1 : str_find(head, STR("[bookmark"), 0);

    if (at > 0 && text_mark_is_marker(str_trim(str_sub(head, 0, (size_t)at)))) {
        uint32_t end = line->beg + (uint32_t)at;

        n = text_mark_bookmark(text, end);
        if (n > 0) {
            line->label = str_trim(str_sub(head, 0, (size_t)at));
            line->beg = end + (uint32_t)n;
            skip_indent(text, &line->beg);
        }
    }
}

static void add_text(struct layout *l, uint32_t beg, uint32_t end, bool even_if_empty)
{
    struct str text = text_mark_trim_end(str_sub(l->doc->text, 0, end));
    uint32_t at = beg;

    if (is_full(l, beg)) {
        return;
    }
    text.n = MAX(text.n, (size_t)beg);
    uint16_t indent = skip_indent(text, &at);

    if (at >= text.n) {
        if (even_if_empty) {
            new_line(l, beg, beg);
        }
        return;
    }
    struct doc_line *line = new_line(l, at, (uint32_t)text.n);

    line->indent = indent;
    skip_bullet(line, text);
    skip_bookmarks(l, line, text);
    if (line->beg >= line->end) {
        line->beg = at;
        line->role = DOC_MARK;
    }
}

/* "。 ・…", "。 ①…": the items of a list that a converter ran together in one cell. */
static uint32_t end_of_item(struct str text, uint32_t beg, uint32_t end)
{
    static const char full_stop[] = "。 ";
    struct str s = str_sub(text, 0, end);
    ptrdiff_t at = str_find(s, STR("。 "), beg);

    while (at >= 0) {
        uint32_t next = (uint32_t)at + sizeof(full_stop) - 1;
        uint32_t cp = 0;

        if (next < end) {
            utf8_decode(s, next, &cp);
        }
        if (cp == 0x30FB || (cp >= 0x2460 && cp <= 0x2473) || cp == '(' || cp == 0xFF08) {
            return next;
        }
        at = str_find(s, STR("。 "), next);
    }
    return end;
}

static void add_items(struct layout *l, uint32_t beg, uint32_t end)
{
    while (beg < end) {
        uint32_t item_end = end_of_item(l->doc->text, beg, end);

        add_text(l, beg, item_end, false);
        beg = item_end;
    }
}

static void see_tag(struct layout *l, enum text_tag tag)
{
    switch (tag) {
    case TEXT_TAG_TABLE:
        l->table = ++l->tables;
        l->row = UINT32_MAX;
        l->col = 0;
        l->in_html = true;
        break;
    case TEXT_TAG_TABLE_END:
        l->table = l->in_html ? 0 : l->table;
        l->in_html = false;
        break;
    case TEXT_TAG_ROW:
        if (l->in_html) {
            l->row++;
            l->col = UINT32_MAX;
        }
        break;
    case TEXT_TAG_CELL:
        if (l->in_html) {
            l->row = l->row == UINT32_MAX ? 0 : l->row;
            l->col++;
        }
        break;
    case TEXT_TAG_BREAK:
    case TEXT_TAG_NONE:
        break;
    }
}

/* A line or cell: cut at tags. */
static void add_pieces(struct layout *l, uint32_t beg, uint32_t end, bool even_if_empty)
{
    struct str text = str_sub(l->doc->text, 0, end);
    uint32_t lines_before = l->doc->lines.n;
    uint32_t piece = beg;
    bool tagged = false;

    for (uint32_t at = beg; at < end;) {
        const char *open = memchr(text.p + at, '<', end - at);
        size_t n = 0;

        if (open == NULL) {
            break;
        }
        at = (uint32_t)(open - text.p);
        enum text_tag tag = text_mark_tag(text, at, &n);

        if (tag == TEXT_TAG_NONE) {
            at++;
            continue;
        }
        tagged = true;
        add_items(l, piece, at);
        see_tag(l, tag);
        at += (uint32_t)n;
        piece = at;
    }
    if (tagged) {
        add_items(l, piece, end);
        if (even_if_empty && l->doc->lines.n == lines_before) {
            new_line(l, beg, end)->role = DOC_MARK;
        }
    } else {
        add_text(l, beg, end, even_if_empty);
    }
}

static void add_plain(struct layout *l, const struct raw *raw)
{
    uint32_t end = raw->end;

    l->page = raw->page;
    if (end - raw->beg > TEXT_LONG_LINE_BYTES) {
        *VEC_ADD(l->arena, &l->doc->notes) = (struct doc_note){
            .kind = DOC_NOTE_LONG_LINE,
            .beg = raw->beg,
            .end = end,
            .detail = arena_printf(l->arena, "改行のない行が%u バイト続きます", end - raw->beg)};
    }
    add_pieces(l, raw->beg, end, true);
}

static void add_blank(struct layout *l, const struct raw *raw)
{
    l->page = raw->page;
    if (!is_full(l, raw->beg)) {
        new_line(l, raw->beg, raw->beg);
    }
}

/* ---- rows with tabs between the cells ---- */

/* Cells of a row: how many, how many with text, and whether the first is an outline marker. */
static uint32_t cells_with_text(const struct layout *l, const struct raw *raw,
                                bool *ret_marker_first)
{
    struct str s = text_of(l, raw);
    uint32_t filled = 0;

    *ret_marker_first = false;
    for (size_t at = 0; at <= s.n;) {
        const char *tab = at == s.n ? NULL : memchr(s.p + at, '\t', s.n - at);
        size_t end = tab == NULL ? s.n : (size_t)(tab - s.p);
        struct str cell = str_sub(s, at, end);

        if (!is_blank(cell)) {
            filled++;
            if (at == 0 && raw->tabs == 1) {
                struct str trimmed = text_mark_trim_end(cell);
                ptrdiff_t bookmark = str_find(trimmed, STR("[bookmark"), 0);

                trimmed.n = bookmark > 0 ? (size_t)bookmark : trimmed.n;
                *ret_marker_first = text_mark_is_marker(trimmed);
            }
        }
        at = end + 1;
    }
    return filled;
}

static bool has_tab(const struct raw *raw)
{
    return raw->kind == RAW_ROW || raw->kind == RAW_LED;
}

/* The end (index) of rows that begin at `first`; a blank line inside is a page break. */
static uint32_t end_of_rows(const struct layout *l, uint32_t first)
{
    uint32_t i = first + 1;

    while (i < l->raws.n) {
        if (has_tab(&l->raws.v[i])) {
            i++;
        } else if (l->raws.v[i].kind == RAW_BLANK && i + 1 < l->raws.n &&
                   l->raws.v[i + 1].kind == RAW_ROW &&
                   l->raws.v[i + 1].tabs == l->raws.v[i - 1].tabs) {
            i += 2;
        } else {
            break;
        }
    }
    return i;
}

static bool rows_are_table(const struct layout *l, uint32_t first, uint32_t end)
{
    bool all_markers = true;
    bool any_two_cells = false;
    uint32_t rows = 0;

    for (uint32_t i = first; i < end; i++) {
        bool marker;

        if (!has_tab(&l->raws.v[i])) {
            continue;
        }
        rows++;
        any_two_cells |= cells_with_text(l, &l->raws.v[i], &marker) >= 2;
        all_markers &= marker;
    }
    /* A form whose right column is empty is a table too: "name<tab>", "date<tab>". */
    return !all_markers && (any_two_cells || (rows >= 2 && l->raws.v[first].kind == RAW_ROW &&
                                              l->doc->text.p[l->raws.v[first].beg] != '\t'));
}

static void add_row(struct layout *l, const struct raw *raw)
{
    l->page = raw->page;
    l->col = 0;
    for (uint32_t at = raw->beg; at <= raw->end && !is_full(l, at); l->col++) {
        const char *tab = at == raw->end ? NULL : memchr(l->doc->text.p + at, '\t', raw->end - at);
        uint32_t end = tab == NULL ? raw->end : (uint32_t)(tab - l->doc->text.p);

        add_pieces(l, at, end, true);
        at = end + 1;
    }
}

static uint32_t add_rows(struct layout *l, uint32_t first)
{
    uint32_t end = end_of_rows(l, first);

    if (!rows_are_table(l, first, end)) {
        for (uint32_t i = first; i < end; i++) {
            if (l->raws.v[i].kind == RAW_BLANK) {
                add_blank(l, &l->raws.v[i]);
            } else {
                add_plain(l, &l->raws.v[i]);
            }
        }
        return end;
    }
    l->table = ++l->tables;
    l->row = 0;
    for (uint32_t i = first; i < end; i++) {
        if (has_tab(&l->raws.v[i])) {
            add_row(l, &l->raws.v[i]);
            l->row++;
        }
    }
    l->table = 0;
    return end;
}

/* ---- one cell a line ---- */

struct led_block {
    uint32_t end;       /* index after the last line */
    uint32_t wide_rows; /* rows of two cells or more */
};

static struct led_block see_led_block(const struct layout *l, uint32_t first)
{
    struct led_block block = {.end = first};
    uint32_t cells = 0;

    for (uint32_t i = first; i < l->raws.n;) {
        uint8_t kind = l->raws.v[i].kind;

        if (kind == RAW_LED) {
            cells++;
            block.wide_rows += cells == 2;
            block.end = ++i;
        } else if (kind == RAW_PLAIN && block.end == i) {
            block.end = ++i; /* a further paragraph of the cell */
        } else if (kind == RAW_BLANK) {
            while (i < l->raws.n && l->raws.v[i].kind == RAW_BLANK) {
                i++;
            }
            if (i == l->raws.n || l->raws.v[i].kind != RAW_LED) {
                break;
            }
            cells = 0;
        } else {
            break;
        }
    }
    return block;
}

static uint32_t add_led_block(struct layout *l, uint32_t first)
{
    struct led_block block = see_led_block(l, first);
    bool is_table = block.wide_rows >= 2;
    bool row_is_open = false;

    if (is_table) {
        l->table = ++l->tables;
        l->row = 0;
    }
    for (uint32_t i = first; i < block.end; i++) {
        const struct raw *raw = &l->raws.v[i];

        l->page = raw->page;
        if (!is_table) {
            raw->kind == RAW_BLANK ? add_blank(l, raw) : add_plain(l, raw);
        } else if (raw->kind == RAW_BLANK) {
            l->row += row_is_open;
            row_is_open = false;
        } else if (raw->kind == RAW_LED) {
            l->col = row_is_open ? l->col + 1 : 0;
            row_is_open = true;
            add_pieces(l, raw->beg + 1, raw->end, true);
        } else {
            add_pieces(l, raw->beg, raw->end, true);
        }
    }
    l->table = 0;
    return block.end;
}

/* ---- rows with bars ---- */

/*
 * A drawn table: whether frame lines stand between all rows, so that the lines of the file between
 * two of them are one row, and whether it has one column only: a frame around text, no table.
 */
struct bar_block {
    uint32_t end; /* index after the last line */
    bool is_ruled;
    bool is_frame;
};

static struct str bar_text(const struct layout *l, const struct raw *raw)
{
    struct str s = text_mark_trim_end(text_of(l, raw));
    uint32_t at = 0;

    skip_indent(s, &at);
    return str_sub(s, at, s.n);
}

static struct bar_block see_bar_block(const struct layout *l, uint32_t first)
{
    struct bar_block block = {.end = first, .is_frame = true};
    uint32_t groups = 0;
    uint32_t lines = 0;
    bool in_group = false;

    for (; block.end < l->raws.n && l->raws.v[block.end].kind == RAW_BAR; block.end++) {
        struct str s = bar_text(l, &l->raws.v[block.end]);
        enum text_bar_kind kind = text_bar_kind(s);
        size_t bytes = kind == TEXT_BAR_PIPE ? 1 : strlen("｜");

        if (text_bar_is_frame(s)) {
            in_group = false;
            continue;
        }
        groups += !in_group || text_bar_has_crossing(s);
        in_group = true;
        lines++;
        block.is_frame &= text_bar_next(s, bytes, kind, &bytes) == s.n - bytes;
    }
    block.is_frame &= lines > 0;
    block.is_ruled = groups > 2;
    return block;
}

/* A frame line, or the part of a row that is one: no text of the document. */
static void add_frame(struct layout *l, uint32_t beg, uint32_t end)
{
    if (!is_full(l, beg)) {
        new_line(l, beg, end)->role = DOC_MARK;
    }
}

/* Whether the cell was as full as it can be: its text goes on in the next line of the row. */
static bool is_full_cell(struct str cell)
{
    return text_mark_trim_end(cell).n + strlen("　") > cell.n;
}

/* The cells of one line. `goes_on`: a further line of the row before, of which the blanks are
 * left out. */
static void add_bar_row(struct layout *l, const struct raw *raw, bool goes_on)
{
    struct str s = bar_text(l, raw);
    uint32_t beg = (uint32_t)(s.p - l->doc->text.p);
    enum text_bar_kind kind = text_bar_kind(s);
    size_t at = kind == TEXT_BAR_PIPE ? 1 : strlen("｜");

    l->page = raw->page;
    for (l->col = 0; at < s.n && !is_full(l, beg); l->col++) {
        size_t bytes;
        size_t end = text_bar_next(s, at, kind, &bytes);
        struct str cell = str_sub(s, at, end);
        uint32_t lines_before = l->doc->lines.n;

        if (cell.n > 0 && kind == TEXT_BAR_DRAWN && text_bar_is_line(cell)) {
            add_frame(l, beg + (uint32_t)at, beg + (uint32_t)end);
        } else {
            add_pieces(l, beg + (uint32_t)at, beg + (uint32_t)end, !goes_on);
        }
        if (kind == TEXT_BAR_DRAWN && l->doc->lines.n > lines_before && is_full_cell(cell)) {
            l->doc->lines.v[l->doc->lines.n - 1].flags |= DOC_FULL_WIDTH;
        }
        at = end + bytes;
    }
}

/* A frame around text: the text, line by line. */
static void add_framed(struct layout *l, const struct raw *raw)
{
    struct str s = bar_text(l, raw);
    uint32_t beg = (uint32_t)(s.p - l->doc->text.p);
    size_t bytes = text_bar_kind(s) == TEXT_BAR_PIPE ? 1 : strlen("｜");

    l->page = raw->page;
    add_pieces(l, beg + (uint32_t)bytes, beg + (uint32_t)(s.n - bytes), true);
}

static uint32_t add_bar_rows(struct layout *l, uint32_t first)
{
    struct bar_block block = see_bar_block(l, first);
    bool row_is_open = false;

    if (!block.is_frame) {
        l->table = ++l->tables;
        l->row = 0;
    }
    for (uint32_t i = first; i < block.end; i++) {
        const struct raw *raw = &l->raws.v[i];
        struct str s = bar_text(l, raw);
        uint32_t beg = (uint32_t)(s.p - l->doc->text.p);

        if (text_bar_is_frame(s)) {
            l->page = raw->page;
            l->col = 0;
            add_frame(l, beg, beg + (uint32_t)s.n);
            l->row += row_is_open;
            row_is_open = false;
        } else if (block.is_frame) {
            add_framed(l, raw);
        } else {
            bool goes_on = row_is_open && block.is_ruled && !text_bar_has_crossing(s);

            l->row += row_is_open && !goes_on;
            add_bar_row(l, raw, goes_on);
            row_is_open = true;
        }
    }
    l->table = 0;
    return block.end;
}

/* ---- all ---- */

/* The next piece or block from `i`; returns the index after it. */
static uint32_t add_next(struct layout *l, uint32_t i)
{
    const struct raw *raw = &l->raws.v[i];
    uint32_t ahead = i;

    if (raw->kind == RAW_BLANK) {
        add_blank(l, raw);
        return i + 1;
    }
    if (raw->kind == RAW_BAR) {
        return add_bar_rows(l, i);
    }
    if (raw->kind == RAW_PLAIN || l->in_html) {
        add_plain(l, raw);
        return i + 1;
    }
    while (ahead < l->raws.n && l->raws.v[ahead].kind == RAW_LED) {
        ahead++;
    }
    if (ahead < l->raws.n && l->raws.v[ahead].kind == RAW_ROW) {
        return add_rows(l, i);
    }
    return add_led_block(l, i);
}

void text_lines_read(struct arena *a, struct doc *d)
{
    struct layout l = {.arena = a, .doc = d};

    split(&l);
    for (uint32_t i = 0; i < l.raws.n;) {
        i = add_next(&l, i);
    }
    for (uint32_t i = 0; i < d->lines.n; i++) {
        if (d->lines.v[i].end > d->lines.v[i].beg) {
            d->pages = MAX(d->pages, d->lines.v[i].page);
        }
    }
    /* A form feed at the end of the file begins no page: blank lines behind it stay on the last. */
    for (uint32_t i = 0; i < d->lines.n; i++) {
        d->lines.v[i].page = MIN(d->lines.v[i].page, d->pages);
    }
}
