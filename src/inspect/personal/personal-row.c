/*
 * Lists of people in a line, whose items need no more than their company:
 *
 *     欠席　榊、木暮、菱田                   behind a label of people
 *     長南 修・漆原 有希・角 竜之介          full names, of which most were told
 *     第２週　奥寺　紺野　休診　沓掛         rows of one word each, as one seat (personal-seat.h)
 *     湯浅薫（北浜大学）                     lines that begin with a name, one below the other
 *
 * The line is cut at its widest kind of gap, at commas and middle dots; every piece is weighed by
 * itself. A label is a piece before a colon, in brackets, or the first one when it names the part
 * of a person or an office.
 */
#include "inspect/personal/personal-row.h"

#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-walk.h"

enum {
    MOST_PIECES = 24,
    MOST_LINE = 120, /* units */
    ARROW = 0x2192,
    LEAST_LINES = 3, /* with a full name, one below the other */
    MOST_PIECE = 14, /* … of an item; longer ones are sentences */
};

enum gap { GAP_NONE, GAP_NARROW, GAP_WIDE, GAP_BROAD }; /* one blank, one of full width, more */

struct piece {
    size_t beg, end; /* units */
    enum gap before;
    bool is_label, is_told, is_full, is_place;
    bool is_of_people; /* a label: of people; an item: behind its own one, リーダー 新垣 */
    bool is_of_office; /* such a label names an office only */
    enum personal_weight weight;
};

struct row {
    struct piece *pieces; /* MOST_PIECES */
    size_t n;
    size_t items, told, told_full, sure, doubtful, others, arrows;
    bool has_label; /* of people */
    bool has_signs; /* commas and the like between its items */
};

/* The blanks between two units. */
static enum gap gap_of(const struct personal_text *t, struct str line, size_t beg, size_t end)
{
    size_t src = t->folded.src[t->at[beg]];

    if (end == beg) {
        return GAP_NONE;
    }
    if (end - beg > 1 || (src < line.n && line.p[src] == '\t')) {
        return GAP_BROAD;
    }
    return str_at(line, src, STR("　")) ? GAP_WIDE : GAP_NARROW;
}

/* Letters that words are made of: nearly all. */
static bool is_within_word(const struct personal_text *t, size_t i)
{
    return t->classes[i] == CHAR_KANJI || t->classes[i] == CHAR_HIRAGANA ||
           t->classes[i] == CHAR_DIGIT || t->classes[i] == CHAR_LATIN;
}

static bool is_separator(const struct personal_text *t, size_t i)
{
    if (is_within_word(t, i)) {
        return false;
    }
    /* A middle dot between kana is part of a foreign name. */
    bool is_dot = t->u[i] == 0x30FB && !(i > 0 && t->classes[i - 1] == CHAR_KATAKANA &&
                                         personal_is_class(t, i + 1, CHAR_KATAKANA));

    /* ◎木村 ○堀 */
    bool is_mark =
        (t->u[i] == 0x25CE || t->u[i] == 0x25CB) && i > 0 && t->classes[i - 1] == CHAR_SPACE;

    return t->classes[i] == CHAR_COMMA || is_dot || is_mark || t->u[i] == '/' || t->u[i] == ':' ||
           t->u[i] == ARROW;
}

/* The widest kind of gap; single ones are within names when there are wider ones. */
static enum gap widest_gap(const struct personal_text *t, struct str line)
{
    enum gap widest = GAP_NONE;

    for (size_t i = personal_run_end(t, 0, CHAR_SPACE, SIZE_MAX); i < t->n;) {
        size_t end = personal_run_end(t, i, CHAR_SPACE, SIZE_MAX);

        if (end > i && end < t->n) {
            widest = MAX(widest, gap_of(t, line, i, end));
        }
        i = MAX(end, i + 1);
    }
    return widest;
}

/* 班長(1班 森、2班 …: what is before the bracket at `i` says who is in it. */
static bool is_label_before(const struct personal_text *t, size_t beg, size_t i)
{
    return personal_is_class(t, i, CHAR_OPEN) && i >= beg + 2 && i - beg <= PERSONAL_WORD_MAX &&
           (personal_word(t->u + beg, i - beg) & (WORD_ROLE | WORD_TITLE | WORD_RANK)) != 0;
}

/* Without the bracket that closes and was opened in another piece. */
static size_t without_close(const struct personal_text *t, size_t beg, size_t end)
{
    size_t i = end;

    if (t->classes[end - 1] != CHAR_CLOSE || end == beg + 1) {
        return end;
    }
    while (i > beg && t->classes[i - 1] != CHAR_OPEN) {
        i--;
    }
    return i > beg ? end : end - 1;
}

/* Cuts the line; false: it is a sentence, is made of them, or too long. */
static bool cut(const struct personal_text *t, struct str line, struct row *row)
{
    enum gap widest = widest_gap(t, line);
    bool has_comma = false;
    size_t beg = personal_run_end(t, 0, CHAR_SPACE, SIZE_MAX);

    for (size_t i = 0; i < t->n; i++) {
        has_comma |= is_separator(t, i) && t->u[i] != ':';
        row->arrows += t->u[i] == ARROW;
    }
    /* Single blanks are within the items of a list with commas. */
    row->has_signs = has_comma;
    enum gap least = has_comma && widest <= GAP_WIDE ? GAP_WIDE : widest;

    for (size_t i = beg; i <= t->n;) {
        if (i < t->n && is_within_word(t, i)) {
            i++;
            continue;
        }
        size_t end =
            personal_is_class(t, i, CHAR_SPACE) ? personal_run_end(t, i, CHAR_SPACE, SIZE_MAX) : i;
        bool is_gap = i < t->n && end > i && gap_of(t, line, i, end) >= least;
        bool is_sign = i < t->n && is_separator(t, i);
        /* (学識経験者)高比良, not 深川(課長) */
        bool is_close = i < t->n && t->classes[i] == CHAR_CLOSE && t->classes[beg] == CHAR_OPEN;

        bool is_open =
            has_comma && t->classes[MIN(i, t->n - 1)] == CHAR_OPEN && is_label_before(t, beg, i);

        if (i == t->n || is_gap || is_sign || is_close || is_open) {
            size_t past = i + is_close;

            while (past > beg && t->classes[past - 1] == CHAR_SPACE) {
                past--;
            }
            if (past > beg) {
                past = is_close ? past : without_close(t, beg, past);
                if (row->n == MOST_PIECES) {
                    return false;
                }
                row->pieces[row->n++] =
                    (struct piece){.beg = beg,
                                   .end = past,
                                   .is_label = is_close || is_open || (is_sign && t->u[i] == ':')};
            }
            if (i == t->n) {
                break;
            }
            i = is_gap ? end : i + 1;
            beg = personal_run_end(t, i, CHAR_SPACE, SIZE_MAX);
            i = beg;
            continue;
        }
        i = MAX(end, i + 1);
    }
    size_t sentences = 0;

    for (size_t i = 0; i < row->n; i++) {
        sentences += row->pieces[i].end - row->pieces[i].beg > MOST_PIECE;
    }
    return row->n >= 2 && sentences * 2 <= row->n;
}

/* Whether it can be a list: something sets its words apart, and it is no sentence. */
static bool may_be_row(const struct personal_text *t)
{
    _Static_assert(MOST_LINE <= UINT8_MAX, "counts of a line in bytes: sixteen units at a time");
    uint8_t hiragana = 0;
    uint8_t gaps = 0;

    if (t->n == 0 || t->n > MOST_LINE || t->classes[t->n - 1] == CHAR_STOP) {
        return false;
    }
    for (size_t i = 0; i < t->n; i++) {
        hiragana += t->classes[i] == CHAR_HIRAGANA;
        gaps += t->classes[i] == CHAR_SPACE || t->classes[i] == CHAR_COMMA ||
                t->classes[i] == CHAR_OTHER || t->classes[i] == CHAR_CLOSE;
    }
    return gaps > 0 && hiragana * 3 <= t->n;
}

/* Without an office in brackets, a title or an honour behind it. */
static size_t name_end(const struct personal_text *t, const struct piece *x)
{
    for (size_t i = x->beg + 1; i < x->end; i++) {
        size_t past;

        if (t->classes[i] == CHAR_OPEN ||
            (personal_after_word(t, i, &past) != AFTER_WORD && past == x->end)) {
            return i - (t->classes[i - 1] == CHAR_SPACE);
        }
    }
    return x->end;
}

/* Whether a hit lies over some of it, and whether it is a name that fills nearly all of it. */
static bool is_hit_within(const struct personal_scan *s, size_t beg, size_t end, bool *ret_is_name)
{
    size_t from = s->text.at[beg];
    size_t to = s->text.at[end];

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const struct personal_hit *x = &s->hits.v[i];

        if (x->beg < to && x->end > from) {
            *ret_is_name = strcmp(x->rule, "PII-305") == 0 && x->beg <= from && x->end >= to;
            return true;
        }
    }
    return false;
}

/* One character that is a name among names: no 甲, 金, 元. */
static bool may_be_lone(const struct personal_text *t, size_t i)
{
    const uint32_t doubtful = WORD_COMMON_SURNAME | WORD_NEVER | WORD_FIRM | WORD_END;

    return (personal_word(t->u + i, 1) & doubtful) == 0 &&
           !personal_stands(t, i, "月|火|水|木|金|土|日|男|女|甲|乙|丙|正|副|本|元|新|旧");
}

/* Takes リーダー, 3班, 係長 and a blank from the beginning of the item. */
static void take_slot(const struct personal_text *t, struct piece *x)
{
    size_t i = personal_run_end(t, x->beg, CHAR_DIGIT, 2);
    bool has_number = i > x->beg;
    size_t end = i;

    while (end < x->end && t->classes[end] != CHAR_SPACE) {
        end++;
    }
    size_t next = personal_run_end(t, end, CHAR_SPACE, PERSONAL_MAX_SPACES);
    bool is_slot =
        has_number ? end - i <= 2 && t->classes[end - 1] == CHAR_KANJI
                   : end - i <= PERSONAL_WORD_MAX && (personal_word(t->u + i, end - i) &
                                                      (WORD_TITLE | WORD_RANK | WORD_ROLE)) != 0;

    if (is_slot && next > end && next < x->end) {
        x->beg = next;
        x->is_of_people = true;
    }
}

/* Whether the label is one of people: 傍聴席, 【事務局】, マイク係. */
static void weigh_label(const struct personal_text *t, struct piece *x)
{
    size_t last = x->end - 1;

    while (last > x->beg && t->classes[last] == CHAR_CLOSE) {
        last--;
    }
    bool is_word = last > x->beg &&
                   (t->classes[last - 1] == CHAR_KANJI || t->classes[last - 1] == CHAR_KATAKANA);
    uint32_t flags =
        last - x->beg < PERSONAL_WORD_MAX ? personal_word(t->u + x->beg, last + 1 - x->beg) : 0;
    bool is_part = x->weight == PERSONAL_WEIGHT_PART || personal_is_part(t->u[last]) ||
                   (flags & (WORD_ROLE | WORD_TITLE)) != 0 ||
                   (is_word && personal_stands(t, last, "席|係|任|責|番"));

    x->is_of_office = !is_part && is_word && personal_stands(t, last, "部|課|室|班|局");
    x->is_of_people = is_part || x->is_of_office;
}

/* 古賀・梶・徳・越智: one character that names are made of, among names. */
static void lift_singles(const struct personal_text *t, struct row *row)
{
    enum { MOST_SHORT = 24 };
    const uint32_t parts = WORD_SURNAME | WORD_SURNAME_PART | WORD_GIVEN;
    size_t names = row->told + row->sure;

    if (!row->has_signs) {
        return;
    }
    for (size_t i = 0; i < row->n && names >= 2 && row->others > 0; i++) {
        struct piece *x = &row->pieces[i];
        bool is_cut = i + 1 == row->n && t->n > MOST_SHORT; /* the line goes on in the next one */

        if (!x->is_label && !is_cut && x->weight == PERSONAL_WEIGHT_NONE && x->end == x->beg + 1 &&
            t->classes[x->beg] == CHAR_KANJI && (personal_word(t->u + x->beg, 1) & parts) != 0 &&
            may_be_lone(t, x->beg) && names + row->doubtful >= row->others) {
            x->weight = PERSONAL_WEIGHT_DOUBTFUL;
            row->doubtful++;
            row->others--;
        }
    }
}

static void weigh(const struct personal_scan *s, struct row *row)
{
    const struct personal_text *t = &s->text;

    for (size_t i = 0; i < row->n; i++) {
        struct piece *x = &row->pieces[i];

        if (!x->is_label) {
            take_slot(t, x);
        }
        size_t past = x->end;
        size_t length = past - x->beg;

        x->end = name_end(t, x);

        bool is_hit = is_hit_within(s, x->beg, x->end, &x->is_told);

        x->is_full = x->end - x->beg >= 4;
        x->is_place =
            (personal_word(t->u + x->beg, x->end - x->beg) & (WORD_PLACE | WORD_GREAT_PLACE)) != 0;
        x->weight = x->is_told                        ? PERSONAL_WEIGHT_SURE
                    : !is_hit && length <= MOST_PIECE ? personal_weigh_full(s, x->beg, x->end)
                                                      : PERSONAL_WEIGHT_NONE;
        if (x->weight != PERSONAL_WEIGHT_NONE && x->end == x->beg + 1 && !may_be_lone(t, x->beg)) {
            x->weight = PERSONAL_WEIGHT_NONE;
        }
        if (x->is_label || (i == 0 && !x->is_told && x->weight <= PERSONAL_WEIGHT_PART)) {
            x->end = past; /* 実行委員 is no 実行 with a title */
            weigh_label(t, x);
            row->has_label |= x->is_of_people && !x->is_told;
            x->is_label = !x->is_told;
        }
        if (x->is_label) {
            continue;
        }
        row->items++;
        row->told += x->is_told;
        row->told_full += x->is_told && x->is_full;
        row->sure += x->weight == PERSONAL_WEIGHT_SURE && !x->is_told;
        row->doubtful += x->weight == PERSONAL_WEIGHT_DOUBTFUL;
        row->others += x->weight <= PERSONAL_WEIGHT_HARDLY;
    }
    lift_singles(t, row);
}

/*
 * The line by itself: most of its items were told, and the item is of their kind; or it has a label
 * of people and nothing but names.
 */
static bool is_among_people(const struct row *row, const struct piece *x)
{
    bool is_of_kind = x->is_full ? row->told_full >= 2 : row->told >= row->told_full + 2;

    return (!x->is_place && row->told * 2 >= row->items && is_of_kind) ||
           (row->has_label && row->others == 0 && row->items >= 2 &&
            (row->sure + row->told) * 2 >= row->items) ||
           (row->arrows > 0 && row->arrows + 1 >= row->items && row->others == 0 &&
            (row->sure + row->told) * 3 >= row->items);
}

/* Tells the items behind each label of people, when all may be names and some surely are. */
static void take_groups(struct personal_scan *s, struct row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct piece *label = &row->pieces[i];
        size_t beg = i + label->is_label;
        size_t end = beg;
        size_t sure = 0;
        size_t places = 0;
        bool may_be = label->is_of_people;

        while (end < row->n && !row->pieces[end].is_label && may_be) {
            const struct piece *x = &row->pieces[end++];

            sure += x->weight == PERSONAL_WEIGHT_SURE;
            places += x->is_place;
            may_be = x->weight >= PERSONAL_WEIGHT_DOUBTFUL &&
                     !(label->is_of_office && label->is_label && x->is_place);
        }
        bool is_list = !label->is_of_office && end - beg >= 2 && places == 0;

        if (!may_be || end == beg || (sure * 3 < end - beg && !is_list) ||
            (sure == 0 && !is_list)) {
            continue;
        }
        for (size_t k = beg; k < end; k++) {
            struct piece *x = &row->pieces[k];

            if (!x->is_told) {
                struct personal_hit hit = personal_seat_hit(s, x->beg, x->end, x->weight);

                personal_drop_later(s, &hit);
                personal_hit_units(s, hit.rule, x->beg, x->end);
                personal_remember(s, x->beg, x->end);
                x->is_told = true;
            }
        }
        i = end - 1;
    }
}

/* The item as a hit of the line, or kept for what its seat comes to. */
static void take(struct found *f, struct personal_scan *s, const struct piece *x, struct str line,
                 struct str place, bool is_sure)
{
    struct personal_seat *seat = &personal_state(f)->rows_seat;
    struct personal_hit hit = personal_seat_hit(s, x->beg, x->end, x->weight);

    personal_seat_take(seat, x->weight, &hit);
    seat->told += x->is_told;
    if (x->is_told || x->weight < PERSONAL_WEIGHT_DOUBTFUL) {
        return;
    }
    personal_drop_later(s, &hit);
    if (is_sure || (seat->is_of_people && !x->is_place)) {
        personal_hit_units(s, hit.rule, x->beg, x->end);
    } else {
        struct personal_kept kept = personal_later_of(f, s, &hit, line, place, seat);

        personal_later_put(f, &kept);
    }
}

/* The rows of names are over, or have been enough of them. */
static void settle(struct found *f, bool is_over)
{
    enum { LEAST = 6 };
    struct personal_seat *seat = &personal_state(f)->rows_seat;
    uint32_t names = seat->sure + seat->doubtful;
    bool returns = seat->returns > 0 && seat->sure * 2 >= names;
    bool is_plain = seat->sure * 4 >= names * 3 && seat->others * 8 <= names;
    bool returns_often = seat->returns * 3 >= names && seat->sure * 4 >= names;

    if (names == 0) {
        return;
    }
    if (!seat->is_of_people && names >= LEAST && seat->others * 4 <= names &&
        (returns || returns_often || is_plain || seat->told * 2 >= names)) {
        seat->is_of_people = true;
        personal_later_settle(f, seat);
    }
    if (is_over) {
        personal_later_leave(f, seat);
        *seat = (struct personal_seat){};
    }
}

/* 柏原 湊斗 alone, below other full names: one name a line. */
static void take_line(struct personal_scan *s, const struct piece *x)
{
    bool is_name;

    if (x->end - x->beg >= 4 && x->end - x->beg <= MOST_PIECE &&
        !is_hit_within(s, x->beg, x->end, &is_name) &&
        personal_weigh_full(s, x->beg, x->end) == PERSONAL_WEIGHT_DOUBTFUL) {
        personal_hit_units(s, "PII-305", x->beg, x->end);
    }
}

/*
 * The word that the line begins with, before a gap or brackets and what is said of it: 湯浅薫（北浜大学）,
 * 東ひかり　　講師. False: there is none.
 */
static bool first_of(const struct personal_text *t, struct piece *ret)
{
    enum { LEAST = 2, MOST = 6, MOST_KANA = 3, MOST_DIGITS = 3 };
    size_t beg = personal_run_end(t, 0, CHAR_SPACE, SIZE_MAX);

    beg = personal_run_end(t, beg, CHAR_DIGIT, MOST_DIGITS);
    beg = personal_run_end(t, beg, CHAR_SPACE, SIZE_MAX);
    size_t end = personal_run_end(t, beg, CHAR_KANJI, MOST);
    bool may_be_pair = beg > 0 && end > beg && personal_is_class(t, end, CHAR_SPACE);
    size_t given = may_be_pair ? personal_part_end(t, end + 1) : 0;

    /* 3 阿 小雪　　… */
    if (given > end + 1 && personal_is_class(t, given, CHAR_SPACE)) {
        end = given;
    } else {
        end = personal_run_end(t, end, CHAR_HIRAGANA, MOST_KANA);
    }
    size_t next = personal_run_end(t, end, CHAR_SPACE, SIZE_MAX);

    *ret = (struct piece){.beg = beg, .end = end};
    return end >= beg + LEAST && personal_is_class(t, beg, CHAR_KANJI) && next < t->n &&
           (next > end || t->classes[end] == CHAR_OPEN);
}

/* People's names begin the lines, as far as they were told; then the others are names too. */
static void settle_first(struct found *f, bool is_over)
{
    enum { LEAST = 3 };
    struct personal_seat *seat = &personal_state(f)->first_seat;
    uint32_t names = seat->sure + seat->doubtful;

    if (!seat->is_of_people && names >= LEAST && seat->told > 0 && seat->told * 4 >= names &&
        seat->others * 3 <= names) {
        seat->is_of_people = true;
        personal_later_settle(f, seat);
    }
    if (is_over) {
        personal_later_leave(f, seat);
        *seat = (struct personal_seat){};
    }
}

/* How much the first word is a name: a full one, whatever its parts are besides. */
static enum personal_weight weigh_first(const struct personal_scan *s, const struct piece *x,
                                        bool *ret_is_told)
{
    const struct personal_text *t = &s->text;
    struct personal_name name;
    bool is_hit = is_hit_within(s, x->beg, x->end, ret_is_told);

    if (*ret_is_told) {
        return PERSONAL_WEIGHT_SURE;
    }
    uint32_t surnames = is_hit || x->end < x->beg + 3 ? 0 : personal_surnames_at(t, x->beg);
    bool is_full = surnames != 0 && personal_name_at(t, x->beg, surnames, &name) && name.is_full &&
                   name.end == x->end && !personal_is_not_name(t, &name);
    bool is_pair =
        !is_hit && x->end >= x->beg + 3 && personal_pair_at(t, x->beg, &name) &&
        name.end == x->end && /* 3 阿 小雪 */
        ((name.surname_flags & WORD_SURNAME) != 0 || (name.given_flags & WORD_GIVEN) != 0 ||
         personal_is_rare_surname(t->u + x->beg, name.surname));
    bool has_kana = (surnames & 1u << 1) != 0 && t->classes[x->beg + 1] == CHAR_HIRAGANA &&
                    personal_is_kana_name(t, x->beg + 1, x->end, false); /* 東ひかり */

    return is_full || is_pair || has_kana ? PERSONAL_WEIGHT_DOUBTFUL : PERSONAL_WEIGHT_NONE;
}

/* Takes the line's first word for a name, or keeps it for what the lines around come to: then its
 * end, else 0. */
static size_t take_first(struct found *f, struct personal_scan *s, struct str line,
                         struct str place)
{
    enum { FAR = 3 }; /* lines */
    struct personal *p = personal_state(f);
    const struct personal_text *t = &s->text;
    struct personal_seat *seat = &p->first_seat;
    struct piece x;
    bool is_name = false;

    bool has_first = first_of(t, &x);

    x.weight = has_first ? weigh_first(s, &x, &is_name) : PERSONAL_WEIGHT_NONE;
    if (x.weight == PERSONAL_WEIGHT_NONE) {
        seat->others += has_first && seat->word_count > 0;
        if (seat->word_count > 0 && ++p->first_missed >= FAR) {
            settle_first(f, true);
        }
        return 0;
    }
    struct personal_hit hit = personal_seat_hit(s, x.beg, x.end, x.weight);

    p->first_missed = 0;
    personal_seat_take(seat, x.weight, &hit);
    seat->told += is_name;
    if (is_name) {
        settle_first(f, false);
    } else if (seat->is_of_people) {
        personal_hit_units(s, hit.rule, x.beg, x.end);
    } else {
        struct personal_kept kept = personal_later_of(f, s, &hit, line, place, seat);

        personal_drop_later(s, &hit);
        personal_later_put(f, &kept);
        settle_first(f, false);
        return x.end;
    }
    return 0;
}

void personal_row_cell(struct personal_scan *s, struct str text)
{
    struct piece pieces[MOST_PIECES];
    struct row row = {.pieces = pieces};

    if (may_be_row(&s->text) && cut(&s->text, text, &row)) {
        weigh(s, &row);
        row.pieces[0].is_of_people |=
            !row.pieces[0].is_label && (s->head_is_part || (s->head_flags & WORD_ROLE) != 0);
        take_groups(s, &row);
    }
}

void personal_row_line(struct found *f, struct personal_scan *s, struct str line, struct str place)
{
    struct piece pieces[MOST_PIECES];
    struct row row = {.pieces = pieces};
    const struct personal_text *t = &s->text;
    bool is_row = may_be_row(t) && cut(t, line, &row);
    size_t kept = take_first(f, s, line, place);

    if (row.n == 1 && personal_state(f)->lines.full >= LEAST_LINES) {
        take_line(s, &row.pieces[0]);
        return;
    }
    if (is_row) {
        weigh(s, &row);
        take_groups(s, &row);
    }
    if (!is_row || row.items == 0 || row.others * 2 > row.items) {
        settle(f, true);
        return;
    }
    for (size_t i = 0; i < row.n; i++) {
        if (!row.pieces[i].is_label && row.pieces[i].end > kept) {
            take(f, s, &row.pieces[i], line, place, is_among_people(&row, &row.pieces[i]));
        }
    }
    settle(f, false);
}

void personal_row_end(struct found *f)
{
    settle_first(f, true);
}
