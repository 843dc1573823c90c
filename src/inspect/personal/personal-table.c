/*
 * Tables: cells in their order. Of a table only counts, the heads of its columns, the cell to the
 * left and the words of the row so far are kept.
 */
#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-row.h"
#include "inspect/personal/personal-walk.h"

enum {
    ZONE_ROWS = 5, /* rows of names that make a list of persons */
    ZONE_FULL = 3, /* of them with known family and given names */
};

/* The head of its column and the cell to the left, each by itself; their words together. */
static void set_heads(struct personal_look *look, const struct personal_column *c, struct str head,
                      struct str left)
{
    struct personal_scan *s = &look->s;
    bool is_of_column = head.n == 0 && c != NULL;
    uint32_t flags;
    bool is_part;

    personal_set_head(look, is_of_column ? left : head, false);
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
        personal_set_head(look, left, false);
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
    s->head_is_reading = is_of_column && c->head_is_reading;
    s->head_is_of_people = s->head_is_names && c->head_is_of_people;
    s->head_is_no_code = is_of_column && c->head_bytes > 0 && !c->head_is_code;
}

void personal_count_shape(struct found *f, struct personal_column *c, enum personal_shape shape,
                          struct str place)
{
    c->filled++;
    if (shape == PERSONAL_SHAPE_NONE) {
        return;
    }
    c->full += shape == PERSONAL_SHAPE_FULL;
    c->weak += shape == PERSONAL_SHAPE_WEAK;
    place = str_sub(place, 0, utf8_floor(place, MIN(place.n, (size_t)PERSONAL_PLACE_BYTES)));
    if (c->first.n == 0) {
        c->first = arena_str(f->arena, place);
    }
    /* The last place is written over: the arena does not grow with the table. */
    if (c->last.n < place.n || c->last.p == NULL) {
        c->last = (struct str){.p = arena_alloc(f->arena, PERSONAL_PLACE_BYTES), .n = 0};
    }
    char *last = (char *)(uintptr_t)c->last.p;

    memcpy(last, place.p, place.n);
    c->last.n = place.n;
}

/* Whether the column is one of people: by who sits there, and by what else the rows say. */
static void settle_column(struct found *f, struct personal_column *c)
{
    enum { LEAST = 3 };
    const struct personal *p = personal_state(f);
    struct str head = {.p = c->head, .n = c->head_bytes};
    bool is_of_things = personal_has_word(head, "駅|地|町|村|市|区|県|線|社|店|校|局|所|館|園|品|"
                                                "川|山|港|科目|種|名称|項目|会場|場所|拠点");
    uint32_t told = c->seat.told;
    bool is_list = told >= LEAST && told * 2 >= c->seat.sure + c->seat.doubtful;

    if (!c->seat.is_of_people && !is_of_things && (is_list || p->people_rows * 2 >= p->rows) &&
        personal_seat_is_full(&c->seat, LEAST, p->sure_rows * 2 >= p->rows)) {
        c->seat.is_of_people = true;
        personal_later_settle(f, &c->seat);
    }
}

void personal_end_column(struct found *f, struct personal_column *c)
{
    uint32_t names = c->full + c->weak;

    if (c->seat.word_count > 0) {
        settle_column(f, c);
        personal_later_leave(f, &c->seat);
    }
    bool is_list = names >= ZONE_ROWS && (c->full >= ZONE_FULL || c->is_labelled) &&
                   (uint64_t)names * 5 >= (uint64_t)c->filled * 3;

    if (is_list) {
        struct str place =
            str_eq(c->first, c->last)
                ? c->first
                : arena_printf(f->arena, "%.*s – %.*s", STR_ARG(c->first), STR_ARG(c->last));

        found_add_many(f, "PII-310", INSPECT_HEURISTIC, place, (struct str){}, names);
    }
    *c = (struct personal_column){};
}

/* What stands in the cells beside it is the same, one person beside the other: 氏名, 生年月日, 受診者. */
static bool is_label_of_row(const struct personal_scan *s)
{
    return s->hits.n == 0 && s->text.n <= PERSONAL_LABEL_UNITS &&
           ((personal_label_flags(&s->text) & (WORD_STRONG | WORD_ROLE)) != 0 ||
            personal_is_part_head(&s->text) ||
            personal_has_word(s->text.folded.s, personal_number_labels));
}

/* Whether the cell says what stands below or beside it: short, without figures, nothing found. */
static bool is_head(const struct personal_scan *s, bool is_first, bool is_below_title)
{
    const struct personal_text *t = &s->text;

    if (s->hits.n > 0 || t->n > PERSONAL_LABEL_UNITS) {
        return false;
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->classes[i] == CHAR_DIGIT && !(is_first && i > 0 && i + 1 == t->n)) {
            return false; /* 住所1 is a head */
        }
    }
    return is_first || personal_is_label(t) || (is_below_title && personal_is_part_head(t)) ||
           personal_has_word(t->folded.s, personal_number_labels);
}

static struct personal_column *column_of(struct found *f, struct personal *p, uint32_t column)
{
    if (column < 1 || column > PERSONAL_MAX_COLUMNS) {
        return NULL;
    }
    p->column_count = MAX(p->column_count, column);
    if (p->columns[column - 1] == NULL) {
        p->columns[column - 1] = ARENA_NEW(f->arena, struct personal_column);
    }
    return p->columns[column - 1];
}

/* A column of prices is told once, by its first one. */
static void tell_price(struct found *f, struct personal_column *c, const struct personal_scan *s,
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

/* Whether the line above a table or one of its first rows says that it is one of duties. */
static void look_for_duties(struct personal *p)
{
    enum { MOST_ROWS = 4 };
    static const char *const words =
        "当番|シフト|当直|日直|宿直|勤務表|勤務割|出勤|ローテーション|担当表|分担表|体制表|割当表";
    struct str row = {.p = p->beside, .n = p->beside_bytes};
    struct str above = {.p = p->above, .n = p->above_bytes};

    if (p->duty_rows < MOST_ROWS && !p->is_of_duties) {
        p->is_of_duties =
            personal_has_word(row, words) || (p->duty_rows == 0 && personal_has_word(above, words));
        p->duty_rows++;
    }
}

void personal_end_row(struct personal *p)
{
    const unsigned both = PERSONAL_ROW_NUMBER | PERSONAL_ROW_OFFICE;

    p->rows += p->cells > 0;
    p->people_rows += p->row_says != 0;
    p->sure_rows += (p->row_says & PERSONAL_ROW_PERSON) != 0 || (p->row_says & both) == both;
    p->row_says = 0;
}

/* The row begins: nothing stands left of its first cell. */
static void start_row(struct personal *p, uint32_t row)
{
    if (row != p->row) {
        look_for_duties(p);
        p->left_bytes = p->beside_bytes = 0;
        p->left_is_age = p->left_is_birth = p->left_goes_on = p->row_has_person = false;
        p->row_names = p->row_titled = 0;
        personal_end_row(p);
        p->cells = p->head_cells = 0;
        p->row = row;
    }
}

/* Whether the cell is what the label of its row says, or says that there is none. */
static bool is_of_label(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;

    if (s->hits.n == 0) {
        return t->n <= 4 && personal_stands(t, 0, "なし|無し|不明|同上|未定|-|ー|―");
    }
    return (s->hits.v[0].end - s->hits.v[0].beg) * 2 >= t->folded.s.n;
}

/* Whether the label of the row says what stands in the column too: its head says nothing else. */
static bool is_labelled_by_row(const struct personal_column *c)
{
    struct str head = {.p = c->head, .n = c->head_bytes};

    return (c->head_flags & WORD_STRONG) == 0 && !c->head_is_age && !c->head_is_birth &&
           !personal_has_word(head, personal_number_labels) &&
           !personal_has_word(head, "日|年|月|時|期|印|欄|備考|注|別|区分|続柄|所属|役|変更|登録");
}

/* What stands left of the cell and says what it is. */
static struct str left_of(const struct personal *p, const struct personal_column *c, bool is_first)
{
    struct str left = {.p = p->left, .n = p->left_bytes};
    bool is_too_far = p->left_goes_on && p->cells >= 2 && c != NULL && c->head_bytes > 0 &&
                      !is_labelled_by_row(c);

    return left.n <= (is_first ? UTF8_MAX : 0) || is_too_far ? (struct str){} : left;
}

/* Counts a cell that is a name and nothing else, but a title behind it. */
static void count_name(struct personal *p, const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    size_t i = 0, past;

    if (s->hits.n != 1 || s->hits.v[0].beg > 0 || strcmp(s->hits.v[0].rule, "PII-305") != 0) {
        return;
    }
    while (i < t->n && t->at[i] < s->hits.v[0].end) {
        i++;
    }
    bool is_titled = i < t->n && personal_after_at(t, i, &past) >= AFTER_TITLE && past == t->n;

    p->row_names += i == t->n || is_titled;
    p->row_titled += is_titled;
}

/* 井上委員 | 佐伯委員 | 山口: a family name in a row of seats, where all before it are names. */
static void take_among_titled(const struct personal *p, struct personal_scan *s)
{
    enum { LEAST = 2, MOST = 4 };

    if (p->row_titled >= LEAST && p->row_names == p->cells && s->hits.n == 0 && s->text.n > 1 &&
        s->text.n <= MOST && personal_weigh(s, 0, s->text.n) >= PERSONAL_WEIGHT_DOUBTFUL) {
        personal_hit_units(s, "PII-305", 0, s->text.n);
    }
}

/* A cell is over: it stands left of the next one, unless the label of the row goes on. */
static void keep_left(struct personal *p, const struct personal_scan *s, struct str text,
                      bool is_head)
{
    struct str words = s->text.folded.s;
    bool goes_on = p->left_goes_on && !is_head && is_of_label(s);

    if (!goes_on) {
        p->left_bytes = text.n <= PERSONAL_HEAD_BYTES && s->hits.n == 0
                            ? personal_keep(p->left, PERSONAL_HEAD_BYTES, text)
                            : 0;
        bool may_be_head = p->left_bytes > 0 && s->text.classes[0] != CHAR_DIGIT;

        p->left_is_age = may_be_head && personal_is_age_head(words);
        p->left_is_birth = may_be_head && personal_is_birth_head(words);
        p->left_goes_on = p->cells == 0 && is_head && is_label_of_row(s);
    }
    p->cells++;
    p->head_cells += is_head;
    count_name(p, s);
    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (strcmp(s->hits.v[i].rule, "PII-305") == 0 ||
            strcmp(s->hits.v[i].rule, "PII-303") == 0) {
            p->row_has_person = true;
            p->table_has_person |= s->hits.v[i].end - s->hits.v[i].beg >= words.n / 2;
        }
    }
    if (words.n <= PERSONAL_HEAD_BYTES) {
        if (p->beside_bytes + words.n + 1 > PERSONAL_ROW_BYTES) {
            p->beside_bytes = 0;
        }
        p->beside_bytes += personal_keep(p->beside + p->beside_bytes, PERSONAL_HEAD_BYTES, words);
        p->beside[p->beside_bytes++] = ' ';
    }
}

/* What the cell says of a person, besides a name. */
static unsigned says_of(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const char *rule = s->hits.v[i].rule;

        if (strcmp(rule, "PII-306") == 0) {
            return PERSONAL_ROW_PERSON;
        }
        if (strcmp(rule, "PII-302") == 0 || strcmp(rule, "PII-303") == 0) {
            return PERSONAL_ROW_NUMBER;
        }
    }
    if (t->n > PERSONAL_LABEL_UNITS || s->hits.n > 0) {
        return 0;
    }
    uint16_t last = t->n > 0 ? t->u[t->n - 1] : 0;
    bool is_age = (last == 0x6B73 || last == 0x624D) && personal_is_age(t->folded.s); /* 歳 才 */

    if (is_age || (personal_word(t->u, t->n) & WORD_TITLE) != 0 ||
        (t->n <= 2 && personal_stands(t, 0, "男|女"))) {
        return PERSONAL_ROW_PERSON;
    }
    return t->n >= 3 && personal_is_office(t->u[t->n - 1]) ? PERSONAL_ROW_OFFICE : 0;
}

/*
 * A cell of one word that may be a family name: with it counts the column, whose head may be one of
 * these words itself. It is told when the column is one of people already, else kept.
 */
static void take_seat(struct found *f, struct personal_column *c, struct personal_scan *s,
                      struct str text, struct str place)
{
    enum { SOON = 8 }; /* so many are enough to decide by */
    const struct personal_text *t = &s->text;
    struct personal_seat *seat = &c->seat;
    bool is_told = s->hits.n == 1 && strcmp(s->hits.v[0].rule, "PII-305") == 0;
    enum personal_weight weight = is_told          ? PERSONAL_WEIGHT_SURE
                                  : s->hits.n == 0 ? personal_weigh_full(s, 0, t->n)
                                                   : PERSONAL_WEIGHT_NONE;

    if (weight < PERSONAL_WEIGHT_HARDLY) {
        seat->others += s->hits.n == 0;
        return;
    }
    struct personal_hit hit = personal_seat_hit(s, 0, t->n, weight);

    personal_seat_take(seat, weight, &hit);
    seat->told += is_told;
    if (seat->sure + seat->doubtful == SOON) {
        settle_column(f, c);
    }
    if (is_told) {
        return;
    }
    s->later.n = 0;
    if (c->seat.is_of_people) {
        personal_hit_units(s, hit.rule, 0, t->n);
    } else {
        struct personal_kept kept = personal_later_of(f, s, &hit, text, place, &c->seat);

        personal_later_put(f, &kept);
    }
}

/* 荒巻 凪: a family name of two characters or more before a blank. */
static bool begins_with_surname(const struct personal_text *t)
{
    size_t end = personal_run_end(t, 0, CHAR_KANJI, PERSONAL_WORD_MAX);

    return end >= 2 && personal_is_class(t, end, CHAR_SPACE) &&
           (personal_word(t->u, end) & WORD_SURNAME) != 0;
}

/* A known family name and a known given name: 担当者 | 八重樫雄大 is no row of heads. */
static bool is_full_name(const struct personal_text *t)
{
    struct personal_name x;

    return personal_name_at(t, 0, personal_surnames_at(t, 0), &x) && x.is_full && x.surname >= 2 &&
           x.end == t->n && !personal_is_noun(t->u, t->n);
}

/* Of a row of heads a word behind 氏名 is no name unless it is known as one; two letters are none. */
static void drop_heads(struct personal_scan *s)
{
    enum { LETTERS = 3 }; /* L M */
    const struct personal_text *t = &s->text;
    const struct personal_hit *x = s->hits.v;

    if (s->hits.n != 1 || strcmp(x->rule, "PII-305") != 0) {
        return;
    }
    bool is_word = x->end == t->folded.s.n && t->classes[0] == CHAR_KANJI &&
                   personal_shape_of(s) != PERSONAL_SHAPE_FULL && !begins_with_surname(t) &&
                   !is_full_name(t);

    /* 朝比奈委員 over a column of figures is one. */
    if ((is_word &&
         (t->n > PERSONAL_WORD_MAX || (personal_word(t->u, t->n) & WORD_SURNAME) == 0)) ||
        (t->classes[0] == CHAR_LATIN && x->end - x->beg <= LETTERS)) {
        s->hits.n = 0;
    }
}

static void set_column_head(struct personal *p, struct personal_column *c,
                            const struct personal_scan *s, struct str text)
{
    c->head_bytes = personal_keep(c->head, PERSONAL_HEAD_BYTES, text);
    c->head_flags = personal_label_flags(&s->text);
    c->head_is_part = c->head_flags == 0 && personal_is_part_head(&s->text);
    c->head_is_of_people = !personal_stands(&s->text, 0, "名前|Name|name|NAME");
    c->head_is_age = personal_is_age_head(s->text.folded.s);
    c->head_is_birth = personal_is_birth_head(s->text.folded.s);
    c->is_labelled = (c->head_flags & WORD_STRONG) != 0;
    c->head_is_reading = personal_has_word(s->text.folded.s, "よみ|ヨミ|読み|かな|カナ|ガナ|がな");
    c->head_is_code = personal_is_code_head(s->text.folded.s);
    c->is_price = personal_is_price_head(&s->text);
    p->table_has_person |= c->is_labelled && !c->head_is_reading;
}

bool personal_wants_figure(struct found *f, uint32_t row, uint32_t column, bool *ret_is_date)
{
    struct personal *p = personal_state(f);
    const struct personal_column *c = column_of(f, p, column);
    bool in_row = row == p->row;
    bool is_birth = (c != NULL && c->head_is_birth) || (in_row && p->left_is_birth);

    *ret_is_date = is_birth;
    return is_birth || (c != NULL && c->head_is_age) || (in_row && p->left_is_age);
}

/* Whether the cells above are names, as far as there are any. */
static bool is_column_of_names(const struct personal_column *c)
{
    uint32_t names = c->full + c->weak;

    return c->full >= 2 && (uint64_t)names * 5 >= (uint64_t)c->filled * 4;
}

/* Whether a head in small letters is one that only tables of people have. */
static bool is_data_of_people(struct str head)
{
    static const struct str words[] = {STR_IN_TABLE("age"), STR_IN_TABLE("sex"),
                                       STR_IN_TABLE("dob")};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(head, words[i])) {
            return true;
        }
    }
    return personal_has_word(head, "birth|gender|nationality|passport|dept|department|employee|"
                                   "surname|first_name|last_name|given_name");
}

/* The columns so far whose heads say name of anything: of people. */
static void lift_doubts(struct personal *p)
{
    for (uint32_t i = 0; i < p->column_count; i++) {
        struct personal_column *c = p->columns[i];

        if (c != NULL && c->doubtful_bytes > 0) {
            c->head_bytes = c->doubtful_bytes;
            c->head_flags = WORD_STRONG;
            c->doubtful_bytes = 0;
        }
    }
}

/*
 * A head in small letters, as of data: dob, name_en. Goods and places have a name too, so that it
 * is one of people in a table of people only. False: it says nothing.
 */
static bool set_data_head(struct personal *p, struct personal_column *c,
                          const struct personal_scan *s, struct str text)
{
    bool is_of_people = is_data_of_people(text);
    bool has_person = p->table_has_person;

    if (!is_of_people && !personal_is_label(&s->text) && !personal_is_code_head(text) &&
        !personal_has_word(text, personal_number_labels) &&
        !personal_has_word(text, "number|account|card|insurance|pension|licen")) {
        return false;
    }
    set_column_head(p, c, s, text);
    p->table_has_person = has_person;
    c->is_labelled = false;
    if (is_of_people) {
        p->is_data_of_people = true;
        lift_doubts(p);
    }
    if (c->head_flags == WORD_STRONG && !p->is_data_of_people) {
        c->doubtful_bytes = c->head_bytes;
        c->head_bytes = 0;
        c->head_flags = 0;
    }
    return c->head_bytes > 0;
}

/* A cell of small letters or signs: nothing is in it, but it may be a head. */
static void pass_over(struct personal *p, struct personal_column *c, struct personal_look *look,
                      struct str head)
{
    p->left_bytes = p->left_goes_on ? p->left_bytes : 0;
    p->cells++;
    if (c == NULL) {
        return;
    }
    if (head.n > 0 && head.n <= PERSONAL_HEAD_BYTES && personal_is_latin(head.p[0])) {
        personal_text_init(&look->s.text, &look->room, look->s.arena, head);
        if (set_data_head(p, c, &look->s, head)) {
            return;
        }
    }
    c->filled++;
}

void personal_cell(struct found *f, struct str text, struct str head, struct str place,
                   uint32_t row, uint32_t column)
{
    struct personal_look look CLEANUP(personal_look_done);
    struct personal *p = personal_state(f);
    struct personal_scan *s = &look.s;
    struct personal_column *c = column_of(f, p, column);
    bool is_first = c != NULL && c->head_bytes == 0 && c->filled == 0;

    personal_look_init(&look);
    if (str_trim(text).n == 0) {
        return;
    }
    start_row(p, row);
    /* Names may stand there in small letters: maki tonomura. */
    if (!(c != NULL && c->is_labelled) && !personal_is_worth(f, text)) {
        pass_over(p, c, &look, is_first ? text : (struct str){});
        return;
    }
    bool is_age_place =
        (c != NULL && c->head_is_age) || p->left_is_age || personal_is_age_head(head);

    set_heads(&look, c, head, left_of(p, c, is_first));
    s->beside = (struct str){.p = p->beside, .n = p->beside_bytes};
    s->is_beside_person = p->row_has_person;
    s->head_is_reading &= !p->row_has_person && !p->table_has_person;
    s->head_is_part |= c != NULL && (is_column_of_names(c) || (p->is_of_duties && !is_first));
    personal_look_through(f, &look, text);
    personal_row_cell(s, text);
    personal_sort_hits(s);
    if (is_first && p->cells > 0 && p->head_cells == p->cells) {
        drop_heads(s);
    }
    if (is_age_place && p->table_has_person && s->hits.n == 0 &&
        personal_is_age(s->text.folded.s)) {
        personal_hit(s, "PII-306", 0, s->text.folded.s.n);
    }
    /* Nothing says what the date is: beside a name it is when somebody was born. */
    if (c != NULL && c->head_bytes == 0 && p->row_has_person && s->hits.n == 0 &&
        !personal_has_word(s->head.folded.s, "日|月|年|期|限|時") &&
        personal_is_day_of_life(s->text.folded.s)) {
        personal_hit(s, "PII-306", 0, s->text.folded.s.n);
    }
    take_among_titled(p, s);
    if (c != NULL && s->allowed_units == 0 && !(is_first && personal_is_label(&s->text))) {
        take_seat(f, c, s, text, place);
    }
    p->row_says |= says_of(s);
    personal_tell(f, s, text, place, 0);

    bool is_a_head = c != NULL && is_head(s, is_first, c->filled == 0 && p->rows == 1);

    keep_left(p, s, text, is_a_head);
    if (c == NULL) {
        return;
    }
    if (is_a_head) {
        if (!is_first && c->full + c->weak >= ZONE_ROWS) {
            personal_end_column(f, c); /* another table below */
        }
        set_column_head(p, c, s, text);
    } else {
        personal_count_shape(
            f, c, s->allowed_units > 0 ? PERSONAL_SHAPE_NONE : personal_shape_of(s), place);
        tell_price(f, c, s, text, place);
    }
}
