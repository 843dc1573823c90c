/*
 * The walk over a text and over what texts belong together. A text is folded once; one pass over
 * its units stops at digits, at signs and at the last characters of municipalities, another one
 * looks for names (personal-name.c). Hits are gathered and handed over in their order.
 *
 * Of a table only counts, the heads of its columns and the cell to the left are kept; of running
 * text the end of the last line.
 */
#include "inspect/personal.h"

#include "inspect/personal-known.h"
#include "inspect/personal-list.h"
#include "inspect/personal-scan.h"

#include <stdlib.h>

enum {
    MAX_COLUMNS = 256,
    HEAD_BYTES = 48,      /* of the head of a column, or of a cell to the left */
    LABEL_UNITS = 14,     /* a line that is a label for the next one */
    TAIL_BYTES = 60,      /* of a line, joined with the next one */
    JOINED_BYTES = 90,    /* of the next one */
    LONG_LINE_UNITS = 18, /* shorter lines do not go on in the next one */
    ZONE_ROWS = 5,        /* rows of names that make a list of persons */
    ZONE_FULL = 3,        /* of them with known family and given names */
    PLACE_BYTES = 80,
};

struct name_column {
    uint32_t filled, full, weak; /* cells, those that are full names, those that look like names */
    bool is_labelled;            /* its head says that names stand in it */
    bool is_price;               /* its head speaks of prices, and none was told */
    char head[HEAD_BYTES];
    size_t head_bytes;
    uint32_t head_flags;    /* kinds of labels that the head is */
    bool head_is_part;      /* it names the part of a person */
    struct str first, last; /* places */
};

struct personal {
    struct name_column *columns; /* of the table; 0 = not used */
    uint32_t column_count, row;
    char left[HEAD_BYTES]; /* the cell to the left */
    size_t left_bytes;
    /* running text */
    char tail[TAIL_BYTES];
    size_t tail_bytes;
    char label[HEAD_BYTES]; /* the line before, when it is one */
    size_t label_bytes;
    struct name_column lines; /* lines that begin with a name, one after the other */
    struct personal_known known;
};

/* ---- a text ---- */

void personal_hit(struct personal_scan *s, const char *rule, size_t beg, size_t end)
{
    *VEC_ADD(s->arena, &s->hits) =
        (struct personal_hit){.rule = rule, .beg = beg, .end = end, .basis = INSPECT_HEURISTIC};
}

void personal_hit_units(struct personal_scan *s, const char *rule, size_t beg, size_t end)
{
    personal_hit(s, rule, s->text.at[beg], s->text.at[end]);
}

/* The kinds of labels of names that a head is: "氏名", "申込者 氏名(漢字)", "担当". */
static uint32_t label_flags(const struct personal_text *t)
{
    uint32_t kinds = WORD_STRONG | WORD_ROLE | WORD_TITLE;
    uint32_t flags = 0;
    size_t end = t->n;

    for (size_t i = 0; i < t->n; i++) {
        if ((t->wakes[i] & PERSONAL_WAKE_CUE) != 0 &&
            (i + 1 == t->n || personal_may_be_cue(t->u + i)) &&
            personal_longest(t->u + i, t->n - i, WORD_STRONG, &flags) > 0) {
            return flags & kinds;
        }
    }
    while (end > 0 && (t->classes[end - 1] == CHAR_SPACE || t->u[end - 1] == ':')) {
        end--;
    }
    if (end == 1 && (t->u[0] == 0x59D3 || t->u[0] == 0x6C0F || t->u[0] == 0x540D)) { /* 姓 氏 名 */
        return WORD_STRONG;
    }
    if (personal_is_latin_label(t)) {
        return WORD_STRONG;
    }
    for (size_t n = MIN(end, (size_t)PERSONAL_WORD_MAX); n >= 2; n--) {
        if ((t->wakes[end - n] & PERSONAL_WAKE_CUE) == 0) {
            continue;
        }
        flags = personal_word(t->u + end - n, n) & kinds;
        if (flags != 0) {
            return n == end || end <= LABEL_UNITS / 2 ? flags : flags & (WORD_STRONG | WORD_ROLE);
        }
    }
    return 0;
}

/* A head of a column that names the part of a person: 対応者, 担当医師. */
static bool is_part_head(const struct personal_text *t)
{
    return t->n >= 2 && t->n <= LABEL_UNITS && personal_is_part(t->u[t->n - 1]) &&
           t->classes[t->n - 2] == CHAR_KANJI &&
           !personal_has_word(t->folded.s, "業者|会社|団体|法人");
}

/* 住所 : past it, with what separates it from the address; or 0. */
static size_t address_label_end(const struct personal_text *t, size_t i)
{
    static const uint16_t labels[][4] = {
        {0x4F4F, 0x6240, 0},         /* 住所 */
        {0x6240, 0x5728, 0x5730, 0}, /* 所在地 */
        {0x672C, 0x7C4D, 0},         /* 本籍 */
        {0x5C45, 0x6240, 0},         /* 居所 */
    };

    for (size_t k = 0; k < COUNT(labels); k++) {
        size_t n = 0;

        while (labels[k][n] != 0 && i + n < t->n && t->u[i + n] == labels[k][n]) {
            n++;
        }
        if (labels[k][n] == 0) {
            size_t end = i + n;

            while (end < t->n && end - i - n < 4 &&
                   (t->classes[end] == CHAR_SPACE || t->u[end] == ':' ||
                    t->classes[end] == CHAR_CLOSE)) {
                end++;
            }
            return end > i + n ? end : 0;
        }
    }
    return 0;
}

static bool ends_place(uint16_t u) /* 市 区 町 村 都 道 府 県 */
{
    return u == 0x5E02 || u == 0x533A || u == 0x753A || u == 0x6751 || u == 0x90FD || u == 0x9053 ||
           u == 0x5E9C || u == 0x770C;
}

/* Numbers, mail and addresses. */
static void take_numbers(struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    size_t past_byte = 0;
    size_t past_address = 0;

    if (s->head.n > 0 && personal_has_word(s->head.folded.s, "住所|所在地|居所|本籍")) {
        past_address = personal_take_labelled_address(s, 0);
    }
    for (size_t i = personal_next(t, past_address, t->n, PERSONAL_WAKE_NUMBER); i < t->n;
         i = personal_next(t, i + 1, t->n, PERSONAL_WAKE_NUMBER)) {
        uint16_t u = t->u[i];
        size_t end = 0;

        if (t->at[i] < past_byte) {
            continue;
        }
        if (u >= '0' && u <= '9') {
            past_byte = personal_take_digits(s, t->at[i]);
        } else if (u == 0x3007) { /* 〇 */
            end = personal_kanji_telephone_end(s, i);
            if (end > 0) {
                personal_hit_units(s, "PII-302", i, end);
            }
        } else if (u < 0x80 || t->classes[i] == CHAR_OTHER) {
            personal_take_mail(s, t->at[i]);
        } else if (ends_place(u)) {
            end = personal_take_address(s, i + 1);
        } else if (u == 0x4F4F || u == 0x6240 || u == 0x672C || u == 0x5C45) {
            size_t label = address_label_end(t, i);

            end = label > 0 && !ends_place(u) ? personal_take_labelled_address(s, label) : 0;
        }
        if (end > i) {
            i = end - 1;
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const struct personal_hit *x = a;
    const struct personal_hit *y = b;

    return x->beg != y->beg  ? (x->beg < y->beg ? -1 : 1)
           : x->end < y->end ? 1
           : x->end > y->end ? -1
                             : 0;
}

static struct str source_of(const struct personal_scan *s, struct str source, size_t beg,
                            size_t end)
{
    return str_sub(source, ftext_beg(&s->text.folded, beg),
                   ftext_end(&s->text.folded, end, source));
}

/* Whether there is anything to look for: not in figures and signs alone, nor in words without
 * capitals. */
static bool is_worth(const struct found *f, struct str text)
{
    if (f->lists != NULL) {
        return text.n > 0;
    }
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if ((c >= '0' && c <= '9') || c == '@' || c == '[' || c >= 0xE3 || (c >= 'A' && c <= 'Z')) {
            return true;
        }
    }
    return false;
}

/* A text while it is looked through, with memory for it and for its hits. */
struct look {
    struct personal_scan s;
    struct arena arena; /* for what is more than the rooms have */
    struct personal_room room, head_room;
};

/* Makes an empty one. The rooms stay as they are: they are many times what most texts fill. */
static void look_init(struct look *look)
{
    look->arena = (struct arena){};
    look->s = (struct personal_scan){.arena = &look->arena};
}

static void look_done(struct look *look)
{
    arena_done(&look->arena);
}

/* What stands over the text or before it says what it is. */
static void set_head(struct look *look, struct str head, bool is_line)
{
    struct personal_scan *s = &look->s;

    if (head.n == 0) {
        s->head = (struct personal_text){.folded = {.s = STR("")}};
        s->head_is_line = is_line;
        return;
    }
    personal_text_init(&s->head, &look->head_room, s->arena, head);
    s->head_is_line = is_line;
    s->head_flags = label_flags(&s->head);
    s->head_is_part = !is_line && s->head_flags == 0 && is_part_head(&s->head);
}

/* The head of its column and the cell to the left, each by itself; their words together. */
static void set_heads(struct look *look, const struct name_column *c, struct str head,
                      struct str left)
{
    struct personal_scan *s = &look->s;
    bool is_of_column = head.n == 0 && c != NULL;
    uint32_t flags;
    bool is_part;

    set_head(look, is_of_column ? left : head, false);
    if (is_of_column ? c->head_bytes == 0 : left.n == 0) {
        return;
    }
    flags = s->head_flags;
    is_part = s->head_is_part;
    if (is_of_column) {
        head = (struct str){.p = c->head, .n = c->head_bytes};
        flags |= c->head_flags;
        is_part |= c->head_is_part;
    } else {
        set_head(look, left, false);
        flags |= s->head_flags;
        is_part |= s->head_is_part;
    }
    if (left.n > 0 || is_of_column) {
        head =
            left.n == 0 ? head : arena_printf(s->arena, "%.*s %.*s", STR_ARG(head), STR_ARG(left));
        personal_text_init(&s->head, &look->head_room, s->arena, head);
    }
    s->head_flags = flags;
    s->head_is_part = is_part && flags == 0;
    s->head_is_names = is_of_column && c->head_flags == WORD_STRONG;
}

static struct personal *state_of(struct found *f)
{
    if (f->personal == NULL) {
        f->personal = ARENA_NEW(f->arena, struct personal);
        if (f->lists != NULL) {
            personal_lists_remember(f->lists, &f->personal->known);
        }
    }
    return f->personal;
}

/* Adds what the lists of the office say, and puts the hits in their order. */
static void end_look(const struct found *f, struct personal_scan *s)
{
    if (f->lists != NULL) {
        personal_lists_apply(f->lists, s);
    }
    if (s->hits.n > 1) {
        qsort(s->hits.v, s->hits.n, sizeof(s->hits.v[0]), by_place);
    }
}

/* Looks through a text whose head is set. */
static void look_through(struct found *f, struct look *look, struct str text)
{
    struct personal_scan *s = &look->s;

    s->known = &state_of(f)->known;
    personal_text_init(&s->text, &look->room, s->arena, text);
    take_numbers(s);
    personal_take_names(s, s->text.n);
    personal_take_marks(s);
    end_look(f, s);
}

/* Hands over the hits that lie behind byte `from` or across it. */
static void tell(struct found *f, const struct personal_scan *s, struct str text, struct str place,
                 size_t from)
{
    size_t past = 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const struct personal_hit *x = &s->hits.v[i];

        if (x->end <= past || (from > 0 && (x->beg >= from || x->end <= from))) {
            continue;
        }
        past = x->end;
        found_add(f, x->rule, x->basis, place, source_of(s, text, x->beg, x->end));
    }
}

void personal_scan(struct found *f, struct str text, struct str context, struct str place)
{
    struct look look CLEANUP(look_done);

    look_init(&look);
    if (is_worth(f, text)) {
        set_head(&look, context, false);
        look_through(f, &look, text);
        tell(f, &look.s, text, place, 0);
    }
}

/* ---- what belongs together ---- */

static size_t keep(char *out, size_t room, struct str text)
{
    struct str part = str_sub(text, 0, text.n > room ? utf8_floor(text, room) : text.n);

    if (part.n > 0) {
        memcpy(out, part.p, part.n);
    }
    return part.n;
}

static void count_shape(struct found *f, struct name_column *c, enum personal_shape shape,
                        struct str place)
{
    c->filled++;
    if (shape == PERSONAL_SHAPE_NONE) {
        return;
    }
    c->full += shape == PERSONAL_SHAPE_FULL;
    c->weak += shape == PERSONAL_SHAPE_WEAK;
    place = str_sub(place, 0, utf8_floor(place, MIN(place.n, (size_t)PLACE_BYTES)));
    if (c->first.n == 0) {
        c->first = arena_str(f->arena, place);
    }
    /* The last place is written over: the arena does not grow with the table. */
    if (c->last.n < place.n || c->last.p == NULL) {
        c->last = (struct str){.p = arena_alloc(f->arena, PLACE_BYTES), .n = 0};
    }
    char *last = (char *)(uintptr_t)c->last.p;

    memcpy(last, place.p, place.n);
    c->last.n = place.n;
}

static void end_column(struct found *f, struct name_column *c)
{
    uint32_t names = c->full + c->weak;
    bool is_list = names >= ZONE_ROWS && (c->full >= ZONE_FULL || c->is_labelled) &&
                   (uint64_t)names * 5 >= (uint64_t)c->filled * 3;

    if (is_list) {
        struct str place =
            str_eq(c->first, c->last)
                ? c->first
                : arena_printf(f->arena, "%.*s – %.*s", STR_ARG(c->first), STR_ARG(c->last));

        found_add_many(f, "PII-310", INSPECT_HEURISTIC, place, (struct str){}, names);
    }
    *c = (struct name_column){};
}

/* Whether the text is a label and nothing else. */
static bool is_label(const struct personal_text *t)
{
    size_t end = t->n;

    while (end > 0 && (t->classes[end - 1] == CHAR_SPACE || t->u[end - 1] == ':')) {
        end--;
    }
    return end > 0 && end <= LABEL_UNITS && label_flags(t) != 0;
}

/* Whether the cell says what stands below or beside it: short, without figures, nothing found. */
static bool is_head(const struct personal_scan *s, bool is_first)
{
    static const char *const numbers[] = {"電話|携帯|tel|fax|連絡先|住所|所在地|口座|銀行|支店|"
                                          "番号|生年月日|メール|mail|年齢|マイナンバ"};
    const struct personal_text *t = &s->text;

    if (s->hits.n > 0 || t->n > LABEL_UNITS) {
        return false;
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->classes[i] == CHAR_DIGIT) {
            return false;
        }
    }
    return is_first || is_label(t) || personal_has_word(t->folded.s, numbers[0]);
}

static struct name_column *column_of(struct found *f, struct personal *p, uint32_t column)
{
    if (p->columns == NULL) {
        p->columns = ARENA_ARRAY(f->arena, MAX_COLUMNS, struct name_column);
    }
    if (column < 1 || column > MAX_COLUMNS) {
        return NULL;
    }
    p->column_count = MAX(p->column_count, column);
    return &p->columns[column - 1];
}

/* A column of prices is told once, by its first one. */
static void tell_price(struct found *f, struct name_column *c, const struct personal_scan *s,
                       struct str text, struct str place)
{
    size_t digits = 0;

    for (size_t i = 0; i < s->text.n; i++) {
        if (s->text.classes[i] == CHAR_DIGIT) {
            digits++;
        } else if (s->text.u[i] != ',' && s->text.u[i] != '.' && s->text.u[i] != 0x00A5 &&
                   s->text.u[i] != 0x5186) {
            return;
        }
    }
    if (digits >= 2 && c->is_price) {
        c->is_price = false; /* told */
        found_add(f, "PII-311", INSPECT_HEURISTIC, place, text);
    }
}

void personal_cell(struct found *f, struct str text, struct str head, struct str place,
                   uint32_t row, uint32_t column)
{
    struct look look CLEANUP(look_done);
    struct personal *p = state_of(f);
    const struct personal_scan *s = &look.s;
    struct name_column *c = column_of(f, p, column);
    bool is_first = c != NULL && c->head_bytes == 0 && c->filled == 0;

    look_init(&look);
    if (str_trim(text).n == 0) {
        return;
    }
    if (row != p->row) {
        p->left_bytes = 0;
        p->row = row;
    }
    if (!is_worth(f, text)) {
        p->left_bytes = 0;
        if (c != NULL) {
            c->filled++;
        }
        return;
    }
    bool has_left = p->left_bytes > UTF8_MAX || (p->left_bytes > 0 && !is_first);

    set_heads(&look, c, head, (struct str){.p = p->left, .n = has_left ? p->left_bytes : 0});
    look_through(f, &look, text);
    tell(f, s, text, place, 0);
    p->left_bytes = text.n <= HEAD_BYTES && s->hits.n == 0 ? keep(p->left, HEAD_BYTES, text) : 0;
    if (c == NULL) {
        return;
    }
    if (is_head(s, is_first)) {
        if (!is_first && c->full + c->weak >= ZONE_ROWS) {
            end_column(f, c); /* another table below */
        }
        c->head_bytes = keep(c->head, HEAD_BYTES, text);
        c->head_flags = label_flags(&s->text);
        c->head_is_part = c->head_flags == 0 && is_part_head(&s->text);
        c->is_labelled = (c->head_flags & WORD_STRONG) != 0;
        c->is_price = personal_is_price_head(&s->text);
    } else {
        count_shape(f, c, s->allowed_units > 0 ? PERSONAL_SHAPE_NONE : personal_shape_of(s), place);
        tell_price(f, c, s, text, place);
    }
}

/* ---- running text ---- */

/* Whether a line that ends and one that begins like this are one sentence. */
static bool goes_on(struct str tail, struct str line)
{
    uint32_t cp;
    enum char_class before = char_class_before(tail, tail.n);

    if (line.n == 0 || tail.n == 0) {
        return false;
    }
    utf8_decode(line, 0, &cp);
    enum char_class first = char_class_of(cp);

    return (before == CHAR_KANJI || before == CHAR_KATAKANA || before == CHAR_DIGIT ||
            before == CHAR_LATIN || before == CHAR_OTHER || before == CHAR_HIRAGANA) &&
           (first == CHAR_KANJI || first == CHAR_KATAKANA || first == CHAR_DIGIT ||
            (first == CHAR_LATIN && before != CHAR_LATIN && before != CHAR_DIGIT) || cp == '@' ||
            cp == '-' || cp == '.' || first == CHAR_HIRAGANA);
}

/* What lies across the end of the last line: its end and the beginning of this one are joined, and
 * only what begins before the seam is looked for. */
static void look_across(struct found *f, struct personal *p, struct look *look, struct str line,
                        struct str place)
{
    char bytes[TAIL_BYTES + JOINED_BYTES];
    struct str tail = {.p = p->tail, .n = p->tail_bytes};
    size_t head_bytes = line.n > JOINED_BYTES ? utf8_floor(line, JOINED_BYTES) : line.n;
    struct str joined = {.p = bytes, .n = tail.n + head_bytes};
    struct personal_scan *s = &look->s;
    size_t seam = 0; /* unit */

    if (!goes_on(tail, line)) {
        return;
    }
    memcpy(bytes, tail.p, tail.n);
    memcpy(bytes + tail.n, line.p, head_bytes);
    set_head(look, (struct str){}, false);
    s->known = &p->known;
    personal_text_init(&s->text, &look->room, s->arena, joined);
    while (seam < s->text.n && s->text.folded.src[s->text.at[seam]] < tail.n) {
        seam++;
    }
    if (seam > 0) {
        take_numbers(s);
        personal_take_names(s, seam);
        end_look(f, s);
        tell(f, s, joined, place, s->text.at[seam]);
    }
    look->s = (struct personal_scan){.arena = &look->arena};
}

/* Whether a name was found where a row of a list has it, behind its number. */
static bool begins_with_name(const struct personal_scan *s)
{
    enum { NUMBER_UNITS = 6 };

    if (s->hits.n == 0 || strcmp(s->hits.v[0].rule, "PII-305") != 0) {
        return false;
    }
    struct str name = str_sub(s->text.folded.s, s->hits.v[0].beg, s->hits.v[0].end);

    return str_has(name, STR(" ")) &&
           s->hits.v[0].beg <= s->text.at[MIN((size_t)NUMBER_UNITS, s->text.n)];
}

void personal_line(struct found *f, struct str line, struct str place)
{
    struct look look CLEANUP(look_done);
    struct personal *p = state_of(f);
    const struct personal_scan *s = &look.s;
    struct str label = {.p = p->label, .n = p->label_bytes};

    look_init(&look);
    if (str_trim(line).n == 0) {
        p->tail_bytes = 0;
        return;
    }
    look_across(f, p, &look, line, place);
    p->tail_bytes = 0;
    if (!is_worth(f, line)) {
        p->label_bytes = 0;
        end_column(f, &p->lines);
        return;
    }
    set_head(&look, label, true);
    look_through(f, &look, line);
    tell(f, s, line, place, 0);
    p->label_bytes = is_label(&s->text) ? keep(p->label, HEAD_BYTES, line) : 0;
    if (s->text.n >= LONG_LINE_UNITS) {
        size_t beg = utf8_floor(line, line.n - MIN(line.n, (size_t)TAIL_BYTES - UTF8_MAX));

        p->tail_bytes = keep(p->tail, TAIL_BYTES, str_sub(line, beg, line.n));
    }
    enum personal_shape shape =
        s->allowed_units > 0 ? PERSONAL_SHAPE_NONE : personal_row_shape_of(s);

    if (shape == PERSONAL_SHAPE_NONE && p->lines.full > 0 && begins_with_name(s)) {
        shape = PERSONAL_SHAPE_WEAK;
    }
    if (shape == PERSONAL_SHAPE_NONE) {
        end_column(f, &p->lines);
    } else {
        count_shape(f, &p->lines, shape, place);
    }
}

void personal_end(struct found *f)
{
    struct personal *p = f->personal;

    if (p == NULL) {
        return;
    }
    for (uint32_t i = 0; i < p->column_count; i++) {
        end_column(f, &p->columns[i]);
    }
    end_column(f, &p->lines);
    p->column_count = p->row = 0;
    p->left_bytes = p->tail_bytes = p->label_bytes = 0;
}
