/*
 * Tables in running text whose columns are set apart by blanks alone:
 *
 *     氏　名　　　　所　属　　　　備　考
 *     早坂　澪　　　総務課
 *
 * A line of short words with a label of names among them and gaps between them is the head; the
 * lines below are rows as long as at least two of their cells begin where heads do, counted in
 * columns of a screen; where single blanks of full width set them apart, as long as they are as
 * many as the heads. Their cells are looked at as those of any table. Of a page the cells come with
 * their places, and a row may be higher than a line.
 */
#include "inspect/personal/personal-look.h"
#include "inspect/personal/personal-walk.h"

enum {
    MOST_CELLS = PERSONAL_BLANK_HEADS,
    MOST_UNITS = 200, /* of a line of heads */
    GAP = 2,          /* blanks between two cells at least */
    SLACK = 1,        /* screen columns that a cell may be off its head */
    MOST_MISSED = 4,  /* lines between two rows of placed cells */
    MOST_HEAD_BYTES = 60,
};

static bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0x3000;
}

static bool is_wide(uint32_t cp)
{
    return cp >= 0x1100 && !(cp >= 0xFF61 && cp <= 0xFFDC) && !(cp >= 0x2000 && cp <= 0x206F);
}

/* The cells of a line, where a blank of full width counts as so many; 0 when there are too many. */
static size_t split(struct str line, uint32_t wide_counts,
                    struct personal_placed cells[static MOST_CELLS])
{
    uint32_t column = 0;
    uint32_t blanks = GAP;
    size_t n = 0;

    for (size_t i = 0; i < line.n;) {
        uint32_t cp;
        size_t bytes = utf8_decode(line, i, &cp);

        if (is_blank(cp)) {
            blanks += cp == '\t' ? GAP : cp == 0x3000 ? wide_counts : 1;
        } else {
            if (blanks >= GAP) {
                if (n == MOST_CELLS) {
                    return 0;
                }
                cells[n++] = (struct personal_placed){.text = str_sub(line, i, i), .start = column};
            }
            blanks = 0;
            cells[n - 1].text.n = (size_t)(line.p + i + bytes - cells[n - 1].text.p);
        }
        column += is_wide(cp) ? 2 : 1;
        i += bytes;
    }
    return n;
}

/* Words of two characters and more with a blank between them: 鶴岡 未波, not 氏 名. */
static bool is_of_words(struct str cell)
{
    size_t longest = 0;
    size_t length = 0;
    bool has_blank = false;

    for (size_t i = 0; i < cell.n;) {
        uint32_t cp;

        i += utf8_decode(cell, i, &cp);
        has_blank |= is_blank(cp);
        length = is_blank(cp) ? 0 : length + 1;
        longest = MAX(longest, length);
    }
    return has_blank && longest > 1;
}

/* Without its blanks, and with the next cell when both are one character: 氏　　名. Cells taken. */
static size_t head_of(struct arena *a, const struct personal_placed *cells, size_t n,
                      struct str *ret)
{
    bool is_split = n >= 2 && cells[0].text.n == 3 && cells[1].text.n == 3 &&
                    !str_eq(cells[0].text, STR("姓")); /* 姓 and 名 are two heads */
    size_t taken = is_split ? 2 : 1;
    char *out = arena_alloc(a, cells[0].text.n + cells[taken - 1].text.n + 1);
    size_t bytes = 0;

    for (size_t k = 0; k < taken; k++) {
        for (size_t i = 0; i < cells[k].text.n;) {
            uint32_t cp;
            size_t length = utf8_decode(cells[k].text, i, &cp);

            if (!is_blank(cp)) {
                memcpy(out + bytes, cells[k].text.p + i, length);
                bytes += length;
            }
            i += length;
        }
    }
    *ret = (struct str){.p = out, .n = bytes};
    return taken;
}

/* What sets the cells of a line of heads apart. */
enum gaps { GAPS_NONE, GAPS_WIDE, GAPS_BROAD }; /* one blank of full width each; more */

/* Whether the line can be one of heads at all. */
static enum gaps gaps_of(const struct personal_scan *s, struct str line)
{
    const struct personal_text *t = &s->text;
    enum gaps gaps = GAPS_NONE;

    if (t->n > MOST_UNITS || t->n < GAP) {
        return GAPS_NONE;
    }
    for (size_t i = 0; i + 1 < t->n; i++) {
        if (t->classes[i] == CHAR_DIGIT || t->classes[i] == CHAR_STOP ||
            t->classes[i] == CHAR_COMMA || t->u[i] == ':') {
            return GAPS_NONE;
        }
        if (i > 0 && t->classes[i] == CHAR_SPACE) {
            gaps = MAX(gaps, t->classes[i + 1] == CHAR_SPACE ? GAPS_BROAD : GAPS_WIDE);
        }
    }
    return gaps == GAPS_WIDE && !str_has(line, STR("　")) ? GAPS_NONE : gaps;
}

/* What a cell of a line of heads may be. */
enum head {
    HEAD_OF_NAMES,
    HEAD_OF_OTHERS, /* of something else: no name itself */
    HEAD_UNKNOWN,   /* words in the dictionary of nobody, in brackets, of two nouns */
    HEAD_NONE,      /* rather a name */
};

static enum head head_kind(const struct personal_text *t)
{
    /* 日 時 間 号 額 数 別 欄 率 所 先 無: the last ones of heads: 受付日, 参加可否 */
    static const uint16_t lasts[] = {0x65E5, 0x6642, 0x9593, 0x53F7, 0x984D, 0x6570,
                                     0x5225, 0x6B04, 0x7387, 0x6240, 0x5148, 0x7121};
    const uint32_t cues = WORD_END | WORD_ROLE | WORD_STRONG | WORD_TITLE | WORD_FIRM;
    uint32_t flags = personal_word(t->u, t->n);

    if (t->n > PERSONAL_LABEL_UNITS) {
        return HEAD_NONE;
    }
    if (personal_is_label(t) || personal_is_part_head(t)) {
        return HEAD_OF_NAMES;
    }
    if ((flags & cues) != 0 || personal_has_word(t->folded.s, personal_number_labels) ||
        ((flags & WORD_SURNAME) == 0 && t->n > 1 && personal_is_noun(t->u, t->n)) ||
        (flags == 0 && t->n > 2 && personal_is_one_of(t->u[t->n - 1], lasts, COUNT(lasts)))) {
        return HEAD_OF_OTHERS;
    }
    return (flags & (WORD_SURNAME | WORD_GIVEN)) != 0 || personal_is_rare_surname(t->u, t->n)
               ? HEAD_NONE
               : HEAD_UNKNOWN;
}

/* Takes the cells for heads, if they are; by_order: cells belong to them by their order. */
static bool begin_with(struct found *f, struct arena *a, const struct personal_placed *cells,
                       size_t n, bool is_by_order, struct str place)
{
    struct personal *p = personal_state(f);
    struct str heads[MOST_CELLS];
    size_t at[MOST_CELLS], kinds[HEAD_NONE + 1] = {};
    uint32_t head_of_names = 0;
    bool is_of_people = false; /* dates of birth, individual numbers */
    size_t count = 0;

    for (size_t i = 0; i < n; count++) {
        struct personal_text t;

        if (is_of_words(cells[i].text)) {
            return false;
        }
        size_t taken = head_of(a, cells + i, n - i, &heads[count]);

        personal_text_init(&t, NULL, a, heads[count]);
        kinds[head_kind(&t)]++;
        is_of_people |= personal_is_birth_head(t.folded.s) || personal_announces_numbers(&t);
        if (kinds[HEAD_OF_NAMES] > 0 && head_of_names == 0) {
            head_of_names = (uint32_t)count + 1;
        }
        at[count] = i;
        i += taken;
    }
    size_t sure = kinds[HEAD_OF_NAMES] + kinds[HEAD_OF_OTHERS];

    is_of_people &= sure == count;
    /* More than half must be heads by themselves, and none of them a name. */
    if (count < 2 || (kinds[HEAD_OF_NAMES] == 0 && !is_of_people) ||
        (is_by_order && sure < count) ||
        (kinds[HEAD_NONE] + kinds[HEAD_UNKNOWN]) * (kinds[HEAD_NONE] > 0 ? 3 : 2) > count) {
        return false;
    }
    personal_columns_end(f);
    for (size_t i = 0; i < count; i++) {
        p->heads[i] = cells[at[i]].start;
        p->head_ends[i] = cells[(i + 1 < count ? at[i + 1] : n) - 1].end;
        personal_cell(f, heads[i], (struct str){}, place, 1, (uint32_t)i + 1);
    }
    p->head_count = (uint32_t)count;
    p->head_of_names = head_of_names;
    p->heads_by_order = is_by_order;
    p->heads_are_far = false;
    p->heads_missed = 0;
    return true;
}

bool personal_columns_begin(struct found *f, const struct personal_scan *s, struct str line,
                            struct str place)
{
    struct personal_placed cells[MOST_CELLS];
    enum gaps gaps = gaps_of(s, line);
    bool is_by_order = gaps == GAPS_WIDE && !personal_has_name(s);
    size_t n = gaps == GAPS_BROAD || is_by_order ? split(line, is_by_order ? GAP : 1, cells) : 0;

    return begin_with(f, s->arena, cells, n, is_by_order, place);
}

/* Behind an empty line another table may begin: whether the cell below the names can be one. */
static bool goes_on_below(struct personal *p, const struct personal_placed *cells,
                          const uint32_t *columns, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    bool is_far = p->heads_are_far;

    p->heads_are_far = false;
    for (size_t i = 0; i < n && is_far; i++) {
        struct personal_text t;

        if (columns[i] > 0 && columns[i] == p->head_of_names) {
            personal_text_init(&t, NULL, &arena, cells[i].text);
            return t.n > 0 && (t.classes[0] != CHAR_KANJI || personal_surnames_at(&t, 0) != 0);
        }
    }
    return !is_far;
}

/* The column that a cell stands in, from 1; 0 = none. Where its end is known it may begin anywhere
 * below its head. */
static uint32_t column_of(const struct personal *p, const struct personal_placed *cell)
{
    uint32_t best = 0, most = 0;

    for (uint32_t k = 0; k < p->head_count; k++) {
        uint32_t beg = MAX(cell->start, p->heads[k]);
        uint32_t end = MIN(cell->end, p->head_ends[k]);

        if (cell->start + SLACK >= p->heads[k] && cell->start <= p->heads[k] + SLACK) {
            return k + 1;
        }
        if (end > beg && end - beg > most) {
            most = end - beg;
            best = k + 1;
        }
    }
    return best;
}

/*
 * Where cells belong to heads by their order, a name with a blank is two of them: joins those where
 * names stand when there is one too many. How many there are then.
 */
static size_t join_name(const struct personal *p, struct personal_placed *cells, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct personal_text t;
    size_t i = p->head_of_names - 1;

    if (!p->heads_by_order || p->head_of_names == 0 || n != p->head_count + 1) {
        return n;
    }
    personal_text_init(&t, NULL, &arena, cells[i].text);
    if (t.n == 0 || t.n > PERSONAL_WORD_MAX ||
        ((personal_word(t.u, t.n) & WORD_SURNAME) == 0 &&
         (t.n < 2 || !personal_is_rare_surname(t.u, t.n)))) {
        return n;
    }
    cells[i].text.n = (size_t)(cells[i + 1].text.p + cells[i + 1].text.n - cells[i].text.p);
    memmove(&cells[i + 1], &cells[i + 2], (n - i - 2) * sizeof(cells[0]));
    return n - 1;
}

/* Looks at a row below the heads; false: it is none. */
static bool take_row(struct found *f, const struct personal_placed *cells, size_t n,
                     struct str place)
{
    struct personal *p = personal_state(f);
    uint32_t columns[MOST_CELLS] = {};
    size_t aligned = 0;

    for (size_t i = 0; i < n; i++) {
        columns[i] = !p->heads_by_order   ? column_of(p, &cells[i])
                     : n == p->head_count ? (uint32_t)i + 1
                                          : 0;
        aligned += columns[i] > 0;
    }
    if (aligned < 2 || !goes_on_below(p, cells, columns, n)) {
        return false;
    }
    uint32_t row = p->row + 1;

    for (size_t i = 0; i < n; i++) {
        personal_cell(f, cells[i].text, (struct str){}, place, row, columns[i]);
    }
    return true;
}

bool personal_columns_row(struct found *f, struct str line, struct str place)
{
    struct personal *p = personal_state(f);
    struct personal_placed cells[MOST_CELLS];

    if (p->head_count == 0) {
        return false;
    }
    if (p->head_ends[0] > 0) { /* of placed cells */
        p->heads_are_far = true;
        if (++p->heads_missed >= MOST_MISSED) {
            personal_columns_end(f);
        }
        return false;
    }
    size_t n = join_name(p, cells, split(line, p->heads_by_order ? GAP : 1, cells));

    if (!take_row(f, cells, n, place)) {
        personal_columns_end(f);
        return false;
    }
    return true;
}

/* Whether a full name that the tables know stands in the cell as words for itself. */
static bool has_full_name(struct arena *a, struct str cell)
{
    struct personal_text t;
    struct personal_name x;

    personal_text_init(&t, NULL, a, cell);
    for (size_t i = 0; i < t.n; i++) {
        if ((i == 0 || t.classes[i - 1] == CHAR_SPACE) && t.classes[i] == CHAR_KANJI &&
            personal_name_at(&t, i, personal_surnames_at(&t, i), &x) && x.is_full &&
            x.surname >= 2 && (x.end == t.n || t.classes[x.end] == CHAR_SPACE)) {
            return true;
        }
    }
    return false;
}

/* Whether all cells are short, and none has figures: as heads are. */
static bool are_like_heads(const struct personal_placed *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (cells[i].text.n > MOST_HEAD_BYTES) {
            return false;
        }
        for (size_t k = 0; k < cells[i].text.n; k++) {
            if (personal_is_digit(cells[i].text.p[k])) {
                return false;
            }
        }
    }
    return true;
}

/*
 * Heads that stand so near each other that they were taken for one: 部署 役職. Where the second one
 * begins follows from its share of the whole. How many there are then; 0: too many.
 */
static size_t split_heads(const struct personal_placed *cells, size_t n,
                          struct personal_placed heads[static MOST_CELLS])
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        struct personal_placed whole = cells[i];
        bool is_of_two = is_of_words(whole.text);
        uint32_t width = whole.end - whole.start;
        size_t beg = 0;

        for (size_t at = 0; at <= whole.text.n; at++) {
            if (at < whole.text.n && (!is_of_two || whole.text.p[at] != ' ')) {
                continue;
            }
            if (count == MOST_CELLS) {
                return 0;
            }
            heads[count++] = (struct personal_placed){
                .text = str_sub(whole.text, beg, at),
                .start = whole.start + (uint32_t)(width * beg / whole.text.n),
                .end = whole.start + (uint32_t)(width * at / whole.text.n)};
            beg = at + 1;
        }
    }
    return count;
}

/* Whether the cell says what the one beside it is: 氏名, 現住所, not 電話 03-… */
static bool is_label_cell(struct arena *a, struct str cell)
{
    struct personal_text t;

    if (cell.n > MOST_HEAD_BYTES || !are_like_heads(&(struct personal_placed){.text = cell}, 1)) {
        return false;
    }
    personal_text_init(&t, NULL, a, cell);
    return t.n <= PERSONAL_LABEL_UNITS &&
           (personal_is_label(&t) || personal_has_word(t.folded.s, personal_number_labels)) &&
           !has_full_name(a, cell);
}

/* Looks at cells beside each other of which one says what the next one is; false: there is none. */
static bool take_labelled(struct found *f, struct arena *a, const struct personal_placed *cells,
                          size_t n, struct str place)
{
    struct personal *p = personal_state(f);
    bool is_labelled = false;

    for (size_t i = 0; i + 1 < n && !is_labelled; i++) {
        is_labelled = is_label_cell(a, cells[i].text) && !is_label_cell(a, cells[i + 1].text);
    }
    if (is_labelled) {
        uint32_t row = p->row + 1;

        for (size_t i = 0; i < n; i++) {
            personal_cell(f, cells[i].text, (struct str){}, place, row, 0);
        }
    }
    return is_labelled;
}

enum personal_placed_kind personal_placed_row(struct found *f, const struct personal_placed *cells,
                                              size_t n, struct str place)
{
    struct personal *p = personal_state(f);
    struct arena arena CLEANUP(arena_done) = {};

    if (n < 2 || n > MOST_CELLS) {
        return PERSONAL_PLACED_NOTHING;
    }
    if (p->head_count > 0 && p->head_ends[0] > 0 && take_row(f, cells, n, place)) {
        p->heads_missed = 0;
        return PERSONAL_PLACED_ROW;
    }
    struct personal_placed heads[MOST_CELLS];
    size_t count = are_like_heads(cells, n) ? split_heads(cells, n, heads) : 0;

    for (size_t i = 0; i < n && count > 0; i++) {
        count = has_full_name(&arena, cells[i].text) ? 0 : count;
    }
    enum personal_placed_kind kind =
        count > 0 && begin_with(f, &arena, heads, count, false, place) ? PERSONAL_PLACED_HEADS
        : take_labelled(f, &arena, cells, n, place)                    ? PERSONAL_PLACED_LABELLED
                                                                       : PERSONAL_PLACED_NOTHING;

    if (kind != PERSONAL_PLACED_NOTHING) {
        p->tail_bytes = p->label_bytes = 0;
    }
    return kind;
}
