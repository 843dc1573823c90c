/*
 * Running text: lines in their order. The end of a line is looked at again with the beginning of
 * the next one, and a line that is a label says what the next one is.
 */
#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-row.h"
#include "inspect/personal/personal-tail.h"
#include "inspect/personal/personal-turn.h"

enum {
    JOINED_BYTES = 90,    /* of the next line */
    LONG_LINE_UNITS = 18, /* shorter lines do not go on in the next one */
};

/* Whether the line says what number the next one is: short, without figures, no sentence. */
static bool is_number_label(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;

    if (t->n == 0 || t->n > PERSONAL_LABEL_UNITS || s->hits.n > 0 ||
        t->classes[t->n - 1] == CHAR_STOP) {
        return false;
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->classes[i] == CHAR_DIGIT) {
            return false;
        }
    }
    return personal_has_word(t->folded.s, personal_number_labels);
}

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

    if (before == CHAR_HIRAGANA && first == CHAR_HIRAGANA) {
        return false; /* a sentence, as nearly all that is broken so */
    }
    return (before == CHAR_KANJI || before == CHAR_KATAKANA || before == CHAR_DIGIT ||
            before == CHAR_LATIN || before == CHAR_OTHER || before == CHAR_HIRAGANA) &&
           (first == CHAR_KANJI || first == CHAR_KATAKANA || first == CHAR_DIGIT ||
            (first == CHAR_LATIN && before != CHAR_LATIN && before != CHAR_DIGIT) || cp == '@' ||
            cp == '-' || cp == '.' || first == CHAR_HIRAGANA);
}

/* 1. 2) 3 at the beginning of a line: its number in a list. */
static bool begins_with_list_number(struct str line)
{
    size_t digits = 0;

    while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9') {
        digits++;
    }
    return digits > 0 && digits <= 3 && digits < line.n &&
           (memchr(" .)\t", line.p[digits], 4) != NULL || str_at(line, digits, STR("　")) ||
            str_at(line, digits, STR("、")) || str_at(line, digits, STR("．")) ||
            str_at(line, digits, STR("）")));
}

/* Takes numbers and addresses away that go on behind the boundary: they ended before it. */
static void drop_across(struct personal_scan *s)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (strcmp(s->hits.v[i].rule, "PII-305") == 0) {
            s->hits.v[kept++] = s->hits.v[i];
        }
    }
    s->hits.n = kept;
}

/* What lies across the end of the last line: its end and the beginning of this one are joined, and
 * only what begins before the seam is looked for. */
static void look_across(struct found *f, struct personal *p, struct personal_look *look,
                        struct str line, struct str place)
{
    char bytes[PERSONAL_TAIL_BYTES + JOINED_BYTES];
    struct str tail = {.p = p->tail, .n = p->tail_bytes};
    size_t head_bytes = line.n > JOINED_BYTES ? utf8_floor(line, JOINED_BYTES) : line.n;
    struct str joined = {.p = bytes, .n = tail.n + head_bytes};

    if (!goes_on(tail, line)) {
        return;
    }
    memcpy(bytes, tail.p, tail.n);
    memcpy(bytes + tail.n, line.p, head_bytes);
    personal_set_head(look, (struct str){}, false);
    size_t seam = personal_look_at_seam(f, look, joined, tail.n);

    if (p->tail_is_told || begins_with_list_number(line)) {
        drop_across(&look->s);
    }
    if (seam > 0) {
        personal_tell(f, &look->s, joined, place, seam);
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

/* The line is over: its beginning stands above the next ones. */
static void keep_above(struct personal *p, struct str line)
{
    enum { MOST = 48 };
    size_t n = line.n > MOST ? utf8_floor(line, MOST) : line.n;

    if (p->above_bytes + n + 1 > PERSONAL_ABOVE_BYTES) {
        size_t dropped = p->above_bytes / 2;

        while (dropped < p->above_bytes && p->above[dropped] != '\n') {
            dropped++;
        }
        p->above_bytes -= MIN(dropped, p->above_bytes);
        memmove(p->above, p->above + dropped, p->above_bytes);
        if (p->above_bytes + n + 1 > PERSONAL_ABOVE_BYTES) {
            p->above_bytes = 0;
        }
    }
    memcpy(p->above + p->above_bytes, line.p, n);
    p->above_bytes += n;
    p->above[p->above_bytes++] = '\n';
}

void personal_line(struct found *f, struct str line, struct str place)
{
    struct personal_look look CLEANUP(personal_look_done);
    struct personal *p = personal_state(f);
    struct personal_scan *s = &look.s;
    struct str label = {.p = p->label, .n = p->label_bytes};

    personal_look_init(&look);
    if (str_trim(line).n == 0) {
        p->tail_bytes = 0;
        p->line_has_person = false;
        p->heads_are_far = true;
        return;
    }
    if (personal_columns_row(f, line, place)) {
        p->tail_bytes = p->label_bytes = 0;
        return;
    }
    look_across(f, p, &look, line, place);
    p->tail_bytes = 0;
    s->is_beside_person = p->line_has_person;
    p->line_has_person = p->tail_is_told = false;
    if (!personal_is_worth(f, line)) {
        p->label_bytes = 0;
        personal_end_column(f, &p->lines);
        return;
    }
    personal_set_head(&look, label, true);
    s->above = (struct str){.p = p->above, .n = p->above_bytes};
    personal_look_through(f, &look, line);
    if (personal_columns_begin(f, s, line, place)) {
        s->hits.n = s->later.n = 0;
    } else {
        personal_turn_line(f, s, line, place);
        personal_row_line(f, s, line, place);
        personal_tail_line(s);
        personal_sort_hits(s);
    }
    personal_tell(f, s, line, place, 0);
    p->label_bytes = personal_is_label(&s->text) || is_number_label(s)
                         ? personal_keep(p->label, PERSONAL_HEAD_BYTES, line)
                         : 0;
    keep_above(p, s->text.folded.s);
    p->line_has_person = personal_has_name(s);
    p->tail_is_told = s->hits.n > 0 && s->hits.v[s->hits.n - 1].end == s->text.folded.s.n;
    if (s->text.n >= LONG_LINE_UNITS) {
        size_t beg = utf8_floor(line, line.n - MIN(line.n, (size_t)PERSONAL_TAIL_BYTES - UTF8_MAX));

        p->tail_bytes = personal_keep(p->tail, PERSONAL_TAIL_BYTES, str_sub(line, beg, line.n));
    }
    enum personal_shape shape =
        s->allowed_units > 0 ? PERSONAL_SHAPE_NONE : personal_row_shape_of(s);

    if (shape == PERSONAL_SHAPE_NONE && p->lines.full > 0 && begins_with_name(s)) {
        shape = PERSONAL_SHAPE_WEAK;
    }
    if (shape == PERSONAL_SHAPE_NONE) {
        personal_end_column(f, &p->lines);
    } else {
        personal_count_shape(f, &p->lines, shape, place);
    }
}

void personal_columns_end(struct found *f)
{
    struct personal *p = personal_state(f);

    personal_end_row(p);
    for (uint32_t i = 0; i < p->column_count; i++) {
        if (p->columns[i] != NULL) {
            personal_end_column(f, p->columns[i]);
        }
    }
    p->rows = p->people_rows = p->sure_rows = 0;
    p->cells = 0;
    p->column_count = p->row = p->duty_rows = p->head_count = 0;
    p->left_bytes = p->beside_bytes = 0;
    p->is_of_duties = false;
}

void personal_end(struct found *f)
{
    struct personal *p = f->personal;

    if (p == NULL) {
        return;
    }
    personal_columns_end(f);
    personal_end_column(f, &p->lines);
    personal_turn_end(f);
    personal_later_tell(f);
    p->left_bytes = p->tail_bytes = p->label_bytes = p->above_bytes = 0;
    p->table_has_person = p->line_has_person = p->tail_is_told = false;
}
