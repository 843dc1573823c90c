/*
 * Ruled tables.
 *
 * Lines that lie in one line are joined. Lines that touch form a group; the places of its upright
 * lines (and the ends of its level ones) are the edges of columns, likewise for rows. Between two
 * cells of that grid there is a wall where a line runs past their middle; cells without a wall
 * between them are joined (union-find). What has two cells with text is a table, or one when it
 * goes on with the columns of the table that ended the page before.
 */
#include "read/pdf-tables.h"

#include <stdlib.h>

enum {
    MAX_RULES = 1200, /* of a page, after joining: more is a drawing */
    MAX_EDGES = 100,
    MIN_CELLS_WITH_TEXT = 2,
    MIN_OPEN_ENDS = 3,
    MAX_OPEN_ENDS = 200, /* more upright lines are a drawing */
};

static const float same_line_points = 1.5f; /* two rules this near lie in one line */
static const float gap_points = 3.0f;       /* and go on over so much */
static const float touch_points = 3.0f;
static const float same_edge_points = 4.0f;

/* ---- rules ---- */

/* Rules along one axis, told by place across it and extent along it. */
struct span {
    float at, beg, end;
    uint32_t group;
};

struct spans {
    VEC(struct span) all;
};

static int by_place(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;

    if (x->at != y->at) {
        return x->at < y->at ? -1 : 1;
    }
    return x->beg < y->beg ? -1 : x->beg > y->beg;
}

/* Gives rules that lie in one line the same place, then joins those that overlap. */
static void join(struct spans *spans)
{
    struct span *v = spans->all.v;
    uint32_t n = spans->all.n;
    uint32_t kept = 0;

    if (n == 0) {
        return;
    }
    qsort(v, n, sizeof(*v), by_place);
    for (uint32_t i = 1; i < n; i++) {
        if (v[i].at - v[i - 1].at <= same_line_points) {
            v[i].at = v[i - 1].at;
        }
    }
    qsort(v, n, sizeof(*v), by_place);
    for (uint32_t i = 1; i < n; i++) {
        if (v[i].at == v[kept].at && v[i].beg <= v[kept].end + gap_points) {
            v[kept].end = MAX(v[kept].end, v[i].end);
        } else {
            v[++kept] = v[i];
        }
    }
    spans->all.n = kept + 1;
}

static bool is_closed(const struct spans *across, float x, float y)
{
    for (uint32_t i = 0; i < across->all.n; i++) {
        const struct span *s = &across->all.v[i];

        if (s->at >= y - touch_points && s->at <= y + touch_points && s->beg <= x + touch_points &&
            s->end >= x - touch_points) {
            return true;
        }
    }
    return false;
}

/*
 * A row that is cut by the end of a page is often left open there: where three upright lines or
 * more end level with each other, a line across is taken to be.
 */
static void close_open_ends(struct arena *a, struct spans *across, const struct spans *down,
                            bool at_top)
{
    const uint32_t drawn = down->all.n > MAX_OPEN_ENDS ? 0 : down->all.n;

    for (uint32_t i = 0; i < drawn; i++) {
        float y = at_top ? down->all.v[i].beg : down->all.v[i].end;
        struct span line = {.at = y, .beg = down->all.v[i].at, .end = down->all.v[i].at};
        uint32_t level = 0;

        if (is_closed(across, line.beg, y)) {
            continue;
        }
        for (uint32_t k = 0; k < drawn; k++) {
            const struct span *other = &down->all.v[k];
            float distance = (at_top ? other->beg : other->end) - y;

            if (distance <= touch_points && distance >= -touch_points) {
                line.beg = MIN(line.beg, other->at);
                line.end = MAX(line.end, other->at);
                level++;
            }
        }
        if (level >= MIN_OPEN_ENDS) {
            *VEC_ADD(a, &across->all) = line;
        }
    }
}

static void take_rules(struct pdf_sheet *page, struct spans *across, struct spans *down)
{
    for (uint32_t i = 0; i < page->across.n; i++) {
        const struct pdf_rule *r = &page->across.v[i];

        *VEC_ADD(page->arena, &across->all) =
            (struct span){.at = r->y0, .beg = r->x0, .end = r->x1};
    }
    for (uint32_t i = 0; i < page->down.n; i++) {
        const struct pdf_rule *r = &page->down.v[i];

        *VEC_ADD(page->arena, &down->all) = (struct span){.at = r->x0, .beg = r->y0, .end = r->y1};
    }
    join(across);
    join(down);
    close_open_ends(page->arena, across, down, true);
    close_open_ends(page->arena, across, down, false);
}

/* ---- union-find ---- */

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    parent[MAX(a, b)] = MIN(a, b);
}

static bool touch(const struct span *across, const struct span *down)
{
    return across->beg - touch_points <= down->at && down->at <= across->end + touch_points &&
           down->beg - touch_points <= across->at && across->at <= down->end + touch_points;
}

/* Numbers the groups of rules that touch: the index of the group's first rule. */
static void group(struct arena *a, struct spans *across, struct spans *down)
{
    uint32_t n = across->all.n + down->all.n;
    uint32_t *parent = ARENA_ARRAY(a, n, uint32_t);

    for (uint32_t i = 0; i < n; i++) {
        parent[i] = i;
    }
    for (uint32_t i = 0; i < across->all.n; i++) {
        for (uint32_t k = 0; k < down->all.n; k++) {
            if (touch(&across->all.v[i], &down->all.v[k])) {
                unite(parent, i, across->all.n + k);
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        struct span *span = i < across->all.n ? &across->all.v[i] : &down->all.v[i - across->all.n];

        span->group = root_of(parent, i);
    }
}

/* ---- the grid of one group ---- */

struct edges {
    float at[MAX_EDGES];
    uint32_t n;
    bool too_many;
};

struct grid {
    struct edges x, y;
    uint32_t rows, cols;
    bool *wall_right, *wall_below; /* of each cell of the grid */
    uint32_t *parent;              /* of each cell: the cells joined with it */
};

static void add_edge(struct edges *edges, float at)
{
    uint32_t i = edges->n;

    for (uint32_t k = 0; k < edges->n; k++) {
        float distance = at - edges->at[k];

        if (distance < same_edge_points && distance > -same_edge_points) {
            return;
        }
    }
    if (edges->n == MAX_EDGES) {
        edges->too_many = true;
        return;
    }
    for (; i > 0 && edges->at[i - 1] > at; i--) {
        edges->at[i] = edges->at[i - 1];
    }
    edges->at[i] = at;
    edges->n++;
}

static void find_edges(struct grid *g, const struct spans *across, const struct spans *down,
                       uint32_t id)
{
    for (uint32_t i = 0; i < down->all.n; i++) {
        if (down->all.v[i].group == id) {
            add_edge(&g->x, down->all.v[i].at);
        }
    }
    for (uint32_t i = 0; i < across->all.n; i++) {
        if (across->all.v[i].group == id) {
            add_edge(&g->y, across->all.v[i].at);
        }
    }
    /* Open sides: where the lines end. */
    for (uint32_t i = 0; i < across->all.n; i++) {
        if (across->all.v[i].group == id) {
            add_edge(&g->x, across->all.v[i].beg);
            add_edge(&g->x, across->all.v[i].end);
        }
    }
    for (uint32_t i = 0; i < down->all.n; i++) {
        if (down->all.v[i].group == id) {
            add_edge(&g->y, down->all.v[i].beg);
            add_edge(&g->y, down->all.v[i].end);
        }
    }
}

/* Index of the edge at that place, or -1 for the outermost and for none. */
static int inner_edge(const struct edges *edges, float at)
{
    for (uint32_t i = 1; i + 1 < edges->n; i++) {
        float distance = at - edges->at[i];

        if (distance < same_edge_points && distance > -same_edge_points) {
            return (int)i;
        }
    }
    return -1;
}

static void build_walls(struct grid *g, const struct spans *across, const struct spans *down,
                        uint32_t id)
{
    for (uint32_t i = 0; i < down->all.n; i++) {
        const struct span *s = &down->all.v[i];
        int edge = s->group == id ? inner_edge(&g->x, s->at) : -1;

        for (uint32_t row = 0; edge > 0 && row < g->rows; row++) {
            float middle = (g->y.at[row] + g->y.at[row + 1]) / 2;

            if (s->beg <= middle && middle <= s->end) {
                g->wall_right[row * g->cols + (uint32_t)edge - 1] = true;
            }
        }
    }
    for (uint32_t i = 0; i < across->all.n; i++) {
        const struct span *s = &across->all.v[i];
        int edge = s->group == id ? inner_edge(&g->y, s->at) : -1;

        for (uint32_t col = 0; edge > 0 && col < g->cols; col++) {
            float middle = (g->x.at[col] + g->x.at[col + 1]) / 2;

            if (s->beg <= middle && middle <= s->end) {
                g->wall_below[((uint32_t)edge - 1) * g->cols + col] = true;
            }
        }
    }
}

static void join_cells(struct grid *g)
{
    for (uint32_t i = 0; i < g->rows * g->cols; i++) {
        g->parent[i] = i;
    }
    for (uint32_t row = 0; row < g->rows; row++) {
        for (uint32_t col = 0; col < g->cols; col++) {
            uint32_t i = row * g->cols + col;

            if (col + 1 < g->cols && !g->wall_right[i]) {
                unite(g->parent, i, i + 1);
            }
            if (row + 1 < g->rows && !g->wall_below[i]) {
                unite(g->parent, i, i + g->cols);
            }
        }
    }
}

/* ---- tables ---- */

struct finding {
    struct pdf_sheet *page;
    struct pdf_tables *tables;
    VEC(struct grid *) grids;     /* of each table */
    VEC(uint32_t *) cell_of_grid; /* of each table: index + 1 of the cell at a grid place */
};

/* Cells from the joined places of the grid, in order of their first place. */
static void add_table(struct finding *f, struct grid *g)
{
    struct arena *a = f->page->arena;
    uint32_t places = g->rows * g->cols;
    uint32_t *cell = ARENA_ARRAY(a, places, uint32_t);
    struct pdf_table *table = VEC_ADD(a, &f->tables->tables);
    uint32_t first = f->tables->cells.n;

    for (uint32_t i = 0; i < places; i++) {
        uint32_t root = root_of(g->parent, i);
        uint32_t row = i / g->cols;
        uint32_t col = i % g->cols;

        if (cell[root] == 0) {
            struct pdf_cell *new_cell = VEC_ADD(a, &f->tables->cells);

            cell[root] = f->tables->cells.n;
            *new_cell = (struct pdf_cell){.table = f->tables->tables.n - 1,
                                          .row = row,
                                          .col = col,
                                          .row_span = 1,
                                          .col_span = 1,
                                          .box = {g->x.at[col], g->y.at[row], 0, 0}};
        }
        struct pdf_cell *c = &f->tables->cells.v[cell[root] - 1];

        cell[i] = cell[root];
        c->row_span = MAX(c->row_span, row - c->row + 1);
        if (col >= c->col) {
            c->col_span = MAX(c->col_span, col - c->col + 1);
        } else {
            c->col_span += c->col - col;
            c->col = col;
        }
        c->box.x0 = g->x.at[c->col];
        c->box.x1 = g->x.at[c->col + c->col_span];
        c->box.y1 = g->y.at[c->row + c->row_span];
    }
    float *edges = ARENA_ARRAY(a, g->x.n, float);

    memcpy(edges, g->x.at, g->x.n * sizeof(float));
    *table = (struct pdf_table){.box = {g->x.at[0], g->y.at[0], g->x.at[g->cols], g->y.at[g->rows]},
                                .first_cell = first,
                                .cell_count = f->tables->cells.n - first,
                                .rows = g->rows,
                                .edges = edges,
                                .edge_count = g->x.n};
    *VEC_ADD(a, &f->grids) = g;
    *VEC_ADD(a, &f->cell_of_grid) = cell;
}

static void try_group(struct finding *f, const struct spans *across, const struct spans *down,
                      uint32_t id)
{
    struct arena *a = f->page->arena;
    struct grid *g = ARENA_NEW(a, struct grid);

    find_edges(g, across, down, id);
    if (g->x.n < 2 || g->y.n < 2 || g->x.too_many || g->y.too_many ||
        (g->x.n == 2 && g->y.n == 2)) {
        return;
    }
    g->cols = g->x.n - 1;
    g->rows = g->y.n - 1;
    g->wall_right = ARENA_ARRAY(a, g->rows * g->cols, bool);
    g->wall_below = ARENA_ARRAY(a, g->rows * g->cols, bool);
    g->parent = ARENA_ARRAY(a, g->rows * g->cols, uint32_t);
    build_walls(g, across, down, id);
    join_cells(g);
    add_table(f, g);
}

static int edge_below(const struct edges *edges, float at)
{
    int found = -1;

    for (uint32_t i = 0; i + 1 < edges->n && edges->at[i] <= at; i++) {
        found = (int)i;
    }
    return found;
}

/* Index + 1 of the cell that holds the place, or 0. Later tables stand inside earlier ones. */
static uint32_t cell_at(const struct finding *f, float x, float y)
{
    for (uint32_t i = f->tables->tables.n; i > 0; i--) {
        const struct doc_box *box = &f->tables->tables.v[i - 1].box;
        const struct grid *g = f->grids.v[i - 1];

        if (x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1) {
            int col = edge_below(&g->x, x);
            int row = edge_below(&g->y, y);

            if (col >= 0 && row >= 0) {
                return f->cell_of_grid.v[i - 1][(uint32_t)row * g->cols + (uint32_t)col];
            }
        }
    }
    return 0;
}

struct cut_runs {
    VEC(struct pdf_run) all;
};

/* The part of a run that stands in one cell. */
static void add_part(struct finding *f, struct cut_runs *runs, const struct pdf_run *run,
                     uint32_t beg, uint32_t end, uint32_t cell)
{
    const struct pdf_character *v = f->page->characters.v;
    struct pdf_run *part = VEC_ADD(f->page->arena, &runs->all);

    *part = *run;
    part->first = beg;
    part->count = end - beg;
    part->cell = cell;
    if (!run->is_turned) {
        part->box.x0 = v[beg].x0;
        part->box.x1 = v[end - 1].x1;
    }
    if (cell > 0) {
        f->tables->cells.v[cell - 1].has_text = true;
    }
}

static void cut_run(struct finding *f, struct cut_runs *runs, const struct pdf_run *run)
{
    const struct pdf_character *v = f->page->characters.v;
    uint32_t beg = run->first;
    uint32_t end = run->first + run->count;
    uint32_t cell = 0;

    if (run->is_turned) {
        add_part(f, runs, run, beg, end,
                 cell_at(f, (run->box.x0 + run->box.x1) / 2, (run->box.y0 + run->box.y1) / 2));
        return;
    }
    for (uint32_t i = beg; i < end; i++) {
        const float above = 0.35f; /* of the size: the middle of a character */
        uint32_t here = v[i].code_point == ' ' ? cell
                                               : cell_at(f, (v[i].x0 + v[i].x1) / 2,
                                                         v[i].baseline - v[i].size * above);

        if (i > beg && here != cell) {
            add_part(f, runs, run, beg, i, cell);
            beg = i;
        }
        cell = here;
    }
    add_part(f, runs, run, beg, end, cell);
}

bool pdf_table_has_columns(const struct pdf_table *table, const float *edges, uint32_t count)
{
    if (count == 0 || table->edge_count != count) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        /* From the first: a table may go on in the next column of the page. */
        float distance = (table->edges[i] - table->edges[0]) - (edges[i] - edges[0]);

        if (distance > same_edge_points || distance < -same_edge_points) {
            return false;
        }
    }
    return true;
}

/* A long row goes on over the page, with text in one of its cells only. */
static bool goes_on(const struct pdf_sheet *page, const struct pdf_table *table)
{
    return table->edge_count > 2 &&
           pdf_table_has_columns(table, page->open_edges, page->open_edge_count);
}

static void drop_void_tables(struct finding *f)
{
    for (uint32_t i = 0; i < f->tables->tables.n; i++) {
        struct pdf_table *table = &f->tables->tables.v[i];
        uint32_t with_text = 0;

        for (uint32_t k = 0; k < table->cell_count; k++) {
            with_text += f->tables->cells.v[table->first_cell + k].has_text;
        }
        table->is_void =
            with_text == 0 || (with_text < MIN_CELLS_WITH_TEXT && !goes_on(f->page, table));
    }
    for (uint32_t i = 0; i < f->page->runs.n; i++) {
        struct pdf_run *run = &f->page->runs.v[i];

        if (run->cell > 0 && f->tables->tables.v[f->tables->cells.v[run->cell - 1].table].is_void) {
            run->cell = 0;
        }
    }
}

void pdf_tables_find(struct pdf_sheet *page, struct pdf_tables *ret_tables)
{
    struct finding f = {.page = page, .tables = ret_tables};
    struct spans across = {};
    struct spans down = {};
    struct cut_runs runs = {};

    *ret_tables = (struct pdf_tables){};
    take_rules(page, &across, &down);
    if (across.all.n < 2 || down.all.n < 1 || across.all.n > MAX_RULES || down.all.n > MAX_RULES) {
        return;
    }
    group(page->arena, &across, &down);
    for (uint32_t i = 0; i < across.all.n; i++) {
        if (across.all.v[i].group == i) {
            try_group(&f, &across, &down, i);
        }
    }
    if (ret_tables->tables.n == 0) {
        return;
    }
    for (uint32_t i = 0; i < page->runs.n; i++) {
        cut_run(&f, &runs, &page->runs.v[i]);
    }
    page->runs.v = runs.all.v;
    page->runs.n = runs.all.n;
    page->runs.room = runs.all.room;
    drop_void_tables(&f);
}
