/*
 * Who speaks, in minutes, interviews and chats, and who signs:
 *
 *     倉本 10:02          a name and the time of its message, which stands in the next line
 *     [10:20] 植草 …      the other way round
 *     ○小山               a mark; what is said stands behind a gap or in the next line
 *     桑名                alone on a line, above what is said
 *     大童                alone, below the last sentence of a letter
 *
 * Each of these is a seat (personal-seat.h). A line is taken apart from its beginning and left at
 * the first thing that does not fit; the next line says whether somebody has spoken.
 */
#include "inspect/personal/personal-turn.h"

#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-name.h"
#include "inspect/personal/personal-walk.h"

enum {
    LEAST_TALK = 4,    /* units of what is said */
    MOST_BRACKET = 16, /* … of an office in brackets behind a name */
    MOST_KANA = 20,    /* … of a name in kana */
};

struct turn {
    enum personal_turn_kind kind;
    size_t beg, end; /* of the word */
    size_t rest;     /* behind it and what separates it */
    bool is_open;    /* what is said may stand in the next line */
};

/* ---- a time of day ---- */

static size_t skip_blanks(const struct personal_text *t, size_t i)
{
    return personal_run_end(t, i, CHAR_SPACE, SIZE_MAX);
}

/* Past 2026/3/4, 3/4, 2026-03-04, 3月4日, (水) and blanks, or `i`. */
static size_t skip_date(const struct personal_text *t, size_t i)
{
    size_t at = i;
    size_t figures = 0;

    for (;;) {
        size_t digits = personal_run_end(t, at, CHAR_DIGIT, 4);

        if (digits == at || digits >= t->n) {
            break;
        }
        figures++;
        at = digits;
        bool goes_on = t->u[at] == '/' || t->u[at] == '-' || t->u[at] == '.' ||
                       t->u[at] == 0x5E74 || t->u[at] == 0x6708 || t->u[at] == 0x65E5; /* 年月日 */

        if (!goes_on) {
            break;
        }
        at++;
        if (t->u[at - 1] == 0x65E5) {
            break;
        }
    }
    if (figures < 2 || personal_is_unit(t, at, ':')) {
        return i;
    }
    if (personal_is_class(t, at, CHAR_OPEN) && personal_is_class(t, at + 1, CHAR_KANJI) &&
        personal_is_class(t, at + 2, CHAR_CLOSE)) {
        at += 3;
    }
    at += personal_is_unit(t, at, ',');
    return skip_blanks(t, at);
}

/* Past a time of day at `i`, with its date, or 0. */
static size_t time_end(const struct personal_text *t, size_t i)
{
    i = skip_date(t, i);
    if ((personal_is_class(t, i, CHAR_KANJI) && personal_stands(t, i, "午前|午後")) ||
        (personal_is_class(t, i, CHAR_LATIN) && personal_stands(t, i, "AM|PM|am|pm"))) {
        i = skip_blanks(t, i + 2);
    }
    size_t hours = personal_run_end(t, i, CHAR_DIGIT, 2);
    bool has_ji = personal_is_unit(t, hours, 0x6642); /* 時 */

    if (hours == i || (!has_ji && !personal_is_unit(t, hours, ':'))) {
        return 0;
    }
    size_t end = personal_run_end(t, hours + 1, CHAR_DIGIT, 2);

    if (end != hours + 3) {
        return 0;
    }
    end += has_ji && personal_is_unit(t, end, 0x5206); /* 分 */
    if (personal_is_unit(t, end, ':') && personal_run_end(t, end + 1, CHAR_DIGIT, 2) == end + 3) {
        end += 3;
    }
    size_t next = skip_blanks(t, end);

    return personal_is_class(t, next, CHAR_LATIN) && personal_stands(t, next, "AM|PM|am|pm")
               ? next + 2
               : end;
}

/* Past a time in brackets or behind a gap at `i`, or 0. */
static size_t bracketed_time_end(const struct personal_text *t, size_t i)
{
    size_t beg = skip_blanks(t, i);
    bool is_open = personal_is_class(t, beg, CHAR_OPEN);
    size_t end = time_end(t, beg + is_open);

    if (end == 0 || (is_open && !personal_is_class(t, end, CHAR_CLOSE))) {
        return 0;
    }
    return end + is_open;
}

/* ---- the line taken apart ---- */

/* ○ ● ◎ ◯ ◇ ◆ ■ □ 〇 > */
static bool is_mark(uint16_t unit)
{
    static const uint16_t marks[] = {0x25CB, 0x25CF, 0x25CE, 0x25EF, 0x25C7, 0x25C6,
                                     0x25A0, 0x25A1, 0x3007, 0x25BC, 0x25B6, 0x25BD};

    return personal_is_one_of(unit, marks, COUNT(marks));
}

/* Past the word at `i` that may be a name: one of kanji or of kana, a name that was told. */
static size_t word_end(const struct personal_scan *s, size_t i)
{
    const struct personal_text *t = &s->text;

    for (uint32_t k = 0; k < s->hits.n && s->hits.v[k].beg <= t->at[i]; k++) {
        if (s->hits.v[k].beg == t->at[i] && strcmp(s->hits.v[k].rule, "PII-305") == 0) {
            while (i < t->n && t->at[i] < s->hits.v[k].end) {
                i++;
            }
            return i;
        }
    }
    if (personal_is_class(t, i, CHAR_KANJI)) {
        return personal_run_end(t, i, CHAR_KANJI, PERSONAL_WORD_MAX);
    }
    size_t end = i;

    while (end < t->n && end - i < MOST_KANA &&
           (t->classes[end] == t->classes[i] || t->u[end] == 0x30FB)) {
        end++;
    }
    return personal_is_class(t, i, CHAR_KATAKANA) || personal_is_class(t, i, CHAR_HIRAGANA) ? end
                                                                                            : i;
}

/* Past 様 or a title, and an office in brackets. */
static size_t skip_title(const struct personal_text *t, size_t i)
{
    size_t past = i;

    if (personal_after_word(t, i, &past) == AFTER_WORD) {
        past = i;
    }
    if (personal_is_class(t, past, CHAR_OPEN) && bracketed_time_end(t, past) == 0) {
        size_t end = past + 1;

        while (end < t->n && end - past < MOST_BRACKET && t->classes[end] != CHAR_CLOSE) {
            end++;
        }
        past = personal_is_class(t, end, CHAR_CLOSE) ? end + 1 : past;
    }
    return past;
}

static bool is_talk(const struct personal_text *t, size_t i)
{
    return t->n >= i + LEAST_TALK && personal_is_talk(t, i);
}

/* 目良より, 目良 拝: nothing else behind the name. */
static bool is_signed(const struct personal_text *t, size_t i)
{
    i = skip_blanks(t, i);
    return (i + 1 == t->n && personal_stands(t, i, "拝|記")) ||
           (i + 2 == t->n && personal_stands(t, i, "より"));
}

/* What the line is behind its word. */
static enum personal_turn_kind kind_of(const struct personal_text *t, struct turn *x, bool has_mark,
                                       bool has_time)
{
    size_t i = skip_title(t, x->end);
    size_t next = skip_blanks(t, i);

    x->is_open = false;
    x->rest = next;
    if (next == t->n || is_signed(t, x->end)) {
        x->is_open = true;
        return has_time ? PERSONAL_TURN_TIME : has_mark ? PERSONAL_TURN_MARK : PERSONAL_TURN_ALONE;
    }
    if (t->u[i] == ':') {
        x->rest = skip_blanks(t, i + 1);
        x->is_open = x->rest == t->n;
        return x->is_open || is_talk(t, x->rest)
                   ? (has_time ? PERSONAL_TURN_BEHIND_TIME : PERSONAL_TURN_COLON)
                   : PERSONAL_TURN_NONE;
    }
    if (!has_time && (next > i || t->classes[i] == CHAR_OPEN)) {
        size_t end = bracketed_time_end(t, i);

        if (end > 0 && skip_blanks(t, end) == t->n) {
            x->is_open = true;
            return PERSONAL_TURN_TIME;
        }
    }
    if (next == i || !is_talk(t, next)) {
        return PERSONAL_TURN_NONE;
    }
    return has_time ? PERSONAL_TURN_BEHIND_TIME : has_mark ? PERSONAL_TURN_MARK : PERSONAL_TURN_GAP;
}

/* Takes the line apart; the kind is PERSONAL_TURN_NONE when it does not begin with who speaks. */
static struct turn turn_of(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    struct turn x = {};
    size_t i = skip_blanks(t, 0);
    bool has_mark = i < t->n && is_mark(t->u[i]);
    bool has_time = false;

    i = has_mark ? skip_blanks(t, i + 1) : i;
    if (personal_is_class(t, i, CHAR_DIGIT) || personal_is_class(t, i, CHAR_OPEN)) {
        size_t end = bracketed_time_end(t, i);

        has_time = end > 0;
        i = has_time ? skip_blanks(t, end) : i;
    }
    bool is_bracketed = personal_is_class(t, i, CHAR_OPEN) || personal_is_unit(t, i, '<');

    i += is_bracketed;
    x.beg = i;
    x.end = i < t->n ? word_end(s, i) : i;
    if (x.end == x.beg) {
        return x;
    }
    if (is_bracketed) {
        struct turn inner = x;

        inner.end = skip_title(t, x.end);
        if (!personal_is_class(t, inner.end, CHAR_CLOSE) && !personal_is_unit(t, inner.end, '>')) {
            return x;
        }
        inner.end++;
        x.kind = kind_of(t, &inner, true, has_time);
        x.rest = inner.rest;
        x.is_open = inner.is_open;
        return x;
    }
    x.kind = kind_of(t, &x, has_mark, has_time);
    return x;
}

/* ---- what the lines come to ---- */

/* Whether a hit lies over it. */
static bool is_told(const struct personal_scan *s, const struct personal_hit *hit)
{
    for (uint32_t i = 0; i < s->hits.n; i++) {
        if (s->hits.v[i].beg < hit->end && s->hits.v[i].end > hit->beg) {
            return true;
        }
    }
    return false;
}

/* A word that sat in the seat of the kind: told when people do, else kept. */
static void put(struct found *f, const struct personal_kept *x)
{
    if (x->seat->is_of_people) {
        personal_later_tell_one(f, x);
    } else {
        personal_later_put(f, x);
    }
}

/* Somebody has spoken: the word counts for its seat. */
static void count(struct found *f, struct personal_seat *seat, enum personal_weight weight,
                  const struct personal_hit *hit)
{
    personal_seat_take(seat, weight, hit);
    if (!seat->is_of_people && personal_seat_speaks(seat)) {
        seat->is_of_people = true;
        personal_later_settle(f, seat);
    }
}

/* The line below the word that waits is there, or the text is over. */
static void resolve(struct found *f, bool is_talk_below)
{
    struct personal_turns *turns = &personal_state(f)->turns;
    struct personal_waiting *x = &turns->waiting;
    enum personal_turn_kind kind = x->kind;

    x->kind = PERSONAL_TURN_NONE;
    if (kind == PERSONAL_TURN_NONE) {
        return;
    }
    if (is_talk_below) {
        count(f, &turns->seats[kind], x->weight, &x->hit);
    }
    if (!x->has_kept) {
        return;
    }
    if (!is_talk_below && x->may_sign) {
        personal_later_tell_one(f, &x->kept);
    } else {
        put(f, &x->kept);
    }
}

/* The word waits for the line below. */
static void let_wait(struct personal_turns *turns, const struct turn *x,
                     enum personal_weight weight, const struct personal_hit *hit,
                     const struct personal_kept *kept)
{
    struct personal_waiting *w = &turns->waiting;

    w->kind = x->kind;
    w->weight = weight;
    w->may_sign = false;
    w->hit = *hit;
    w->kept = *kept;
    w->has_kept = kept->reads.n > 0;
    w->kept.reads =
        (struct str){.p = w->reads, .n = personal_keep(w->reads, PERSONAL_HEAD_BYTES, kept->reads)};
    w->kept.place = (struct str){.p = w->place,
                                 .n = personal_keep(w->place, PERSONAL_PLACE_BYTES, kept->place)};
}

/*
 * Whether the line before ends a letter, so that somebody signs below it: the less the word is a
 * name, the more it must.
 */
static bool closes_letter(struct str line, enum personal_weight weight)
{
    static const char *const formulas = "敬具|草々|早々|かしこ|謹言|敬白";
    static const char *const wishes = "お願い|願います|よろしく|宜しく";
    static const char *const ends = "以上|ださい。|下さい。|ました。|します。|です。|ます。";

    return personal_has_word(line, formulas) ||
           (weight >= PERSONAL_WEIGHT_DOUBTFUL && personal_has_word(line, wishes)) ||
           (weight >= PERSONAL_WEIGHT_SURE && personal_has_word(line, ends));
}

static struct str last_line(const struct personal *p)
{
    struct str above = {.p = p->above, .n = p->above_bytes};
    size_t beg = above.n > 0 ? above.n - 1 : 0;

    while (beg > 0 && above.p[beg - 1] != '\n') {
        beg--;
    }
    return str_trim(str_sub(above, beg, above.n));
}

void personal_turn_line(struct found *f, struct personal_scan *s, struct str line, struct str place)
{
    struct personal *p = personal_state(f);
    struct turn x = turn_of(s);
    bool is_open = x.kind != PERSONAL_TURN_NONE && x.is_open;

    resolve(f, !is_open && is_talk(&s->text, 0));
    if (x.kind == PERSONAL_TURN_NONE) {
        return;
    }
    struct personal_seat *seat = &p->turns.seats[x.kind];
    enum personal_weight weight = personal_weigh(s, x.beg, x.end);
    struct personal_hit hit = personal_seat_hit(s, x.beg, x.end, weight);
    struct personal_kept kept = {.seat = seat};
    /* Headings stand where speakers do, but bear no time. */
    bool may_be_name = weight >= PERSONAL_WEIGHT_DOUBTFUL ||
                       (weight == PERSONAL_WEIGHT_HARDLY && x.kind <= PERSONAL_TURN_BEHIND_TIME) ||
                       (weight == PERSONAL_WEIGHT_HARDLY && x.kind == PERSONAL_TURN_ALONE &&
                        closes_letter(last_line(p), weight));

    if (is_told(s, &hit)) {
        weight = PERSONAL_WEIGHT_SURE;
    } else if (may_be_name && seat->is_of_people) {
        personal_hit_units(s, "PII-305", x.beg, x.end);
    } else if (may_be_name) {
        kept = personal_later_of(f, s, &hit, line, place, seat);
        personal_drop_later(s, &hit);
    }
    if (x.is_open) {
        let_wait(&p->turns, &x, weight, &hit, &kept);
        p->turns.waiting.may_sign =
            x.kind == PERSONAL_TURN_ALONE && closes_letter(last_line(p), weight);
        return;
    }
    count(f, seat, weight, &hit);
    if (kept.reads.n > 0) {
        put(f, &kept);
    }
}

void personal_turn_end(struct found *f)
{
    resolve(f, false);
}
