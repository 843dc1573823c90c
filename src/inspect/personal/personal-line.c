/*
 * Running text: lines in their order. The end of a line is looked at again with the beginning of
 * the next one (personal-seam.c), and a line that is a label says what the next one is.
 */
#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-row.h"
#include "inspect/personal/personal-seam.h"
#include "inspect/personal/personal-tail.h"
#include "inspect/personal/personal-turn.h"

enum { LONG_LINE_UNITS = 18 /* shorter lines do not go on in the next one */ };

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

/* Whether a name was found where a row of a list has it, behind its number; one without a gap only
 * where names begin the lines. */
static bool begins_with_name(const struct personal *p, const struct personal_scan *s)
{
    enum { NUMBER_UNITS = 6 };

    if (s->hits.n == 0 || strcmp(s->hits.v[0].rule, "PII-305") != 0) {
        return false;
    }
    struct str name = str_sub(s->text.folded.s, s->hits.v[0].beg, s->hits.v[0].end);

    return (p->first_seat.is_of_people || str_has(name, STR(" "))) &&
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

/* 090-, mail@: what goes on in the next line however short this one is. */
static bool ends_inside_word(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;

    return t->n > 1 && (t->u[t->n - 1] == '-' || t->u[t->n - 1] == '@') &&
           (t->classes[t->n - 2] == CHAR_DIGIT || t->classes[t->n - 2] == CHAR_LATIN);
}

/* How much of the line was told: to the end of the last hit. */
static size_t told_bytes(const struct personal_scan *s, struct str line)
{
    if (s->hits.n == 0) {
        return 0;
    }
    struct str last = personal_source(s, line, &s->hits.v[s->hits.n - 1]);

    return (size_t)(last.p + last.n - line.p);
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
    struct personal_seam seam;

    personal_seam_look(f, &look, line, place, &seam);
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
    personal_seam_line(s, &seam);
    if (personal_columns_begin(f, s, line, place)) {
        s->hits.n = s->later.n = 0;
    } else {
        if (seam.past == 0) {
            personal_turn_line(f, s, line, place);
        }
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
    if (s->text.n >= LONG_LINE_UNITS || ends_inside_word(s)) {
        size_t beg = utf8_floor(line, line.n - MIN(line.n, (size_t)PERSONAL_TAIL_BYTES - UTF8_MAX));

        p->tail_bytes = personal_keep(p->tail, PERSONAL_TAIL_BYTES, str_sub(line, beg, line.n));
        p->tail_place_bytes = personal_keep(p->tail_place, PERSONAL_PLACE_BYTES, place);
        p->tail_told = told_bytes(s, line) > beg ? told_bytes(s, line) - beg : 0;
    }
    enum personal_shape shape =
        s->allowed_units > 0 ? PERSONAL_SHAPE_NONE : personal_row_shape_of(s);

    if (shape == PERSONAL_SHAPE_NONE && p->lines.full > 0 && begins_with_name(p, s)) {
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
    p->is_of_duties = p->is_data_of_people = false;
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
    personal_row_end(f);
    personal_later_tell(f);
    p->left_bytes = p->tail_bytes = p->label_bytes = p->above_bytes = 0;
    p->table_has_person = p->line_has_person = p->tail_is_told = false;
}
