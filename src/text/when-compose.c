/*
 * Composition: points become dates, times, ranges and lists; lengths become durations and
 * offsets. Here the order of decisions is fixed: the longest reading of a point, its approximation,
 * a range behind it, else the words that bound it.
 */
#include "text/numeral.h"
#include "text/when-parts.h"

static enum when_kind kind_of(const struct moment *m)
{
    if (m->invalid || m->blank) {
        return WHEN_NONE;
    }
    if (m->p.kind != WHEN_P_CALENDAR) {
        return WHEN_REL;
    }
    return m->p.unit >= WHEN_U_DAYPART ? WHEN_TIME : WHEN_DATE;
}

static void set_days(struct when *w)
{
    int32_t from, to;

    if (when_point_days(&w->a, &from, &to)) {
        w->day_from = from;
        w->day_to = w->kind == WHEN_RANGE ? CALENDAR_NONE : to;
    }
    if (w->kind == WHEN_RANGE && when_point_days(&w->b, &from, &to)) {
        w->day_to = to;
    }
}

void when_compose_set_point(struct when *w, const struct moment *m)
{
    if (m->invalid) {
        w->kind = WHEN_NONE;
        w->flags = WHEN_INVALID_DATE;
        w->mods = 0;
        return;
    }
    w->kind = kind_of(m);
    w->a = m->p;
    w->trigger_beg = m->p.event_beg;
    w->trigger_end = m->p.event_end;
    w->flags |= when_fill_flags(m);
    if (m->p.kind == WHEN_P_EVENT && m->p.event_beg == m->p.event_end && !m->p.offset.is_set) {
        w->flags |= WHEN_VAGUE;
    }
    set_days(w);
}

/* Remembers the point for 同年 and lists. */
static void remember(struct scan *c, const struct moment *m, bool set)
{
    if (m->p.kind == WHEN_P_CALENDAR && !m->invalid && (m->flags & WHEN_DOCNO) == 0) {
        c->last = *m;
        c->last_is_set = set;
    }
}

/* ---- lists ---- */

/* The previous point when only a connector stands between it and `at`. */
static const struct moment *joined_to(const struct scan *c, size_t at)
{
    static const char *const joints[] = {"、",     "・",     "及び",     "および",   "又は",
                                         "または", "並びに", "若しくは", "もしくは", "と",
                                         ",",      "や",     "/",        NULL};

    if (c->last.end == 0 || c->floor == 0 || c->last.end > c->floor) {
        return NULL;
    }
    size_t joint = cursor_eat_any(c->s, cursor_spaces(c->s, c->floor), joints);

    if (joint == 0) {
        return NULL;
    }
    size_t more = cursor_eat_any(c->s, joint, joints); /* 、又は */

    return cursor_spaces(c->s, more != 0 ? more : joint) == at ? &c->last : NULL;
}

/* ---- document numbers ---- */

/* 平成15年法律第57号, 令和3年経済産業省告示第12号, 昭和38年…付け38会第391号. */
static bool is_number_of_document(struct str s, size_t at)
{
    enum { NAME_CHARS = 24 };
    static const char *const dated[] = {"付け", "付", NULL};
    static const char *const law[] = {"法律第", "政令第", "省令第", "府令第", "勅令第", "告示第",
                                      "訓令第", "条例第", "規則第", "法第",   NULL};
    size_t name = cursor_eat_any(s, at, dated);

    at = cursor_spaces(s, name != 0 ? name : at);
    for (int i = 0; i < NAME_CHARS && at < s.n; i++) {
        size_t number = cursor_eat(s, at, "第");
        struct numeral n;

        if (number != 0 && numeral_at(s, cursor_spaces(s, number), NUMERAL_PLAIN, &n)) {
            return cursor_eat(s, cursor_spaces(s, n.end), "号") != 0;
        }
        uint32_t cp = cursor_code_point(s, at);

        if (cursor_eat_any(s, at, law) == 0 && !code_point_is_kanji(cp) &&
            !code_point_is_katakana(cp) && !(cp < 0x80 && (cursor_is_digit(s, at) || cp == ' ')) &&
            !cursor_is_letter(s, at)) {
            return false;
        }
        at = cursor_next(s, at);
    }
    return false;
}

static bool may_be_document(const struct moment *m)
{
    return m->p.kind == WHEN_P_CALENDAR && !m->p.fiscal && m->p.year != WHEN_UNSET &&
           (m->p.unit == WHEN_U_YEAR || m->p.unit == WHEN_U_DAY) && m->mods == 0;
}

/* ---- ranges ---- */

/* ~, -, ー between two points; the position behind it or 0. */
static size_t range_sign(struct str s, size_t at, bool *ret_tilde)
{
    size_t sign = cursor_spaces(s, at);

    *ret_tilde = sign < s.n && s.p[sign] == '~';
    if (!cursor_one_of(s, sign, "~-ー→")) {
        return 0;
    }
    size_t end = cursor_next(s, sign);

    /* Doubled signs: -- or ~~. */
    return cursor_spaces(s, cursor_one_of(s, end, "~-ー") ? cursor_next(s, end) : end);
}

static size_t range_word(struct str s, size_t at)
{
    static const char *const words[] = {"から", "より", "以降", "以後", NULL};
    size_t end = cursor_eat_any(s, at, words);

    if (end == 0) {
        return 0;
    }
    size_t comma = cursor_eat(s, end, "、");

    return cursor_spaces(s, comma != 0 ? comma : end);
}

/* Whether two points can be the ends of one range. */
static bool fits(const struct moment *a, const struct moment *b)
{
    bool a_clock = a->p.unit >= WHEN_U_DAYPART, b_clock = b->p.unit >= WHEN_U_DAYPART;
    bool a_dated = a->p.unit != WHEN_U_NONE && a->p.day != WHEN_UNSET;

    if (b->p.kind != WHEN_P_CALENDAR && b->shift_unit == WHEN_UNSET) {
        return false;
    }
    if (a_clock && !a_dated) {
        return b_clock && b->p.day == WHEN_UNSET;
    }
    /* A clock time cannot end what has no day. */
    return !b_clock || b->p.day != WHEN_UNSET || a_dated || b->shift_unit != WHEN_UNSET;
}

/* 午後1時~3時: back to the morning when the afternoon would lie before the start. */
static void finish_range(struct scan *c, struct moment *a, struct moment *b, size_t beg, size_t end)
{
    if (a->invalid || b->invalid) {
        struct when *bad = when_point_add(c, WHEN_NONE, beg, end);

        bad->flags = WHEN_INVALID_DATE;
        return;
    }
    struct when *w = when_point_add(c, WHEN_RANGE, beg, end);

    w->a = a->p;
    w->b = b->p;
    w->trigger_beg = a->p.event_beg;
    w->trigger_end = a->p.event_end;
    w->mods = a->mods | b->mods;
    w->flags = when_fill_flags(a) | when_fill_flags(b);
    if ((w->flags & WHEN_WD_BAD) != 0) {
        w->flags &= (uint16_t)~WHEN_WD_OK;
    }
    set_days(w);
    remember(c, a, false);
    b->end = end;
    remember(c, b, false);
    c->last.end = end;
}

/* The end of a range at `at`; fills b and the end of it all. */
static bool read_end(struct scan *c, size_t at, const struct moment *a, struct moment *b,
                     size_t *ret_end)
{
    static const char *const until[] = {"までに", "まで", NULL};

    /* 翌朝6時, 翌5時 */
    if (a->p.unit >= WHEN_U_DAYPART) {
        static const char *const next_day[] = {"翌朝", "翌", NULL};
        size_t next = cursor_eat_any(c->s, at, next_day);

        at = next != 0 && cursor_is_digit(c->s, next) ? next : at;
    }
    if (!when_point_read(c, at, a, b) || !fits(a, b)) {
        return false;
    }
    size_t end = b->end;

    b->mods |= when_mod_before(c->s, &at, a->end) & WHEN_APPROX;
    b->mods |= when_mod_approx(c->s, &end);

    size_t closed = cursor_eat_any(c->s, end, until);

    if (closed == 0) {
        size_t mark = end;

        (void)when_mod_after_point(c->s, &mark); /* 必着 */
        closed = cursor_one_of(c->s, cursor_spaces(c->s, end), "必締〆([【〔") ? mark : end;
    }
    *ret_end = closed;
    return true;
}

/* 4月1日から1年間: start and length. */
static bool start_and_length(struct scan *c, struct moment *a, size_t beg, size_t at)
{
    static const char *const counted[] = {"起算して", "数えて", NULL};
    size_t count = cursor_eat_any(c->s, at, counted);
    struct extent x;

    at = count != 0 ? cursor_spaces(c->s, count) : at;
    uint16_t mods = a->mods | when_mod_ahead(c->s, &at);

    if (!when_length_at(c, at, &x) || (x.flags & WHEN_VAGUE) != 0) {
        return false;
    }
    size_t end = x.end;
    uint16_t behind = when_mod_after_length(c->s, &end);
    size_t after = cursor_eat(c->s, end, "後");

    if (x.is_day_like && behind == 0 && after == 0) {
        return false;
    }
    struct when *w = when_point_add(c, WHEN_RANGE, beg, MAX(end, after));
    bool shifted = a->p.kind == WHEN_P_REF && a->shift == 0 &&
                   ((behind & WHEN_EQUAL_OR_LESS) != 0 || after != 0);

    w->flags = when_fill_flags(a) | (count != 0 ? WHEN_INCL_START : 0);
    w->a = a->p;
    w->mods = mods | behind;
    if (shifted) { /* 本日から1週間以内 */
        w->kind = WHEN_REL;
        w->a.sign = 1;
        w->a.offset = x.lo;
        w->a.offset_hi = x.hi;
        if ((behind & WHEN_EQUAL_OR_LESS) != 0) {
            w->mods = (uint16_t)((w->mods & ~WHEN_EQUAL_OR_LESS) | WHEN_ON_OR_BEFORE);
        }
    } else {
        w->lo = x.lo;
        w->hi = x.hi;
        set_days(w);
    }
    remember(c, a, false);
    c->last.end = c->floor;
    return true;
}

/* Whether an unpaired ~ stands in the text before or behind: a title in a pair of ~. */
static bool has_tilde(struct str s, size_t beg, size_t end)
{
    enum { TITLE_BYTES = 240 };

    end = MIN(end, beg + TITLE_BYTES);
    return end > beg && memchr(s.p + beg, '~', end - beg) != NULL;
}

static bool range_from(struct scan *c, struct moment *a, size_t beg, size_t at)
{
    bool tilde = false;
    size_t note = when_mod_note(c->s, at);

    /* 4月1日(契約締結日)から */
    if (note != 0 && (range_word(c->s, note) != 0 || range_sign(c->s, note, &tilde) != 0)) {
        at = note;
    }
    size_t next = range_sign(c->s, at, &tilde);
    size_t word = next == 0 ? range_word(c->s, at) : 0;
    struct moment b;
    size_t end;

    if (next == 0 && word == 0) {
        return false;
    }
    if (read_end(c, next != 0 ? next : word, a, &b, &end)) {
        bool from_reference = b.shift_unit != WHEN_UNSET;

        when_fill_point(c, a, NULL);
        if (from_reference) {
            when_fill_point(c, &b, a);
        }
        when_fill_end(a, &b);
        if (b.p.kind == WHEN_P_CALENDAR && b.p.year == WHEN_UNSET && a->p.year == WHEN_UNSET &&
            a->p.kind != WHEN_P_CALENDAR) {
            when_fill_point(c, &b, NULL);
        }
        if (b.p.kind != WHEN_P_CALENDAR && !from_reference) {
            return false;
        }
        finish_range(c, a, &b, beg, end);
        return true;
    }
    if (word != 0) {
        when_fill_point(c, a, NULL);
        if (start_and_length(c, a, beg, word)) {
            return true;
        }
        struct when_point event;

        if (a->p.kind == WHEN_P_CALENDAR && (end = when_event_end_of_range(c, word, &event)) != 0) {
            b = *a;
            b.p = event;
            b.mods = b.flags = 0;
            finish_range(c, a, &b, beg, end);
            return true;
        }
        return false;
    }
    if (!tilde || has_tilde(c->s, beg > 240 ? beg - 240 : 0, beg) || a->p.kind != WHEN_P_CALENDAR) {
        return false;
    }
    /* The end is missing: 4月1日~ */
    when_fill_point(c, a, NULL);
    when_moment_init(&b, at);
    b.p.kind = WHEN_P_NONE;
    finish_range(c, a, &b, beg, cursor_spaces(c->s, at) + 1);
    return true;
}

/* ---- points ---- */

/* 通知日の翌日から起算して7日以内: the event reader takes it whole. */
static bool is_start_of_count(const struct scan *c, const struct moment *m)
{
    static const char *const from[] = {"から起算", "より起算", "を起算日", "を起算点", NULL};

    return m->shift_unit != WHEN_UNSET && cursor_eat_any(c->s, m->end, from) != 0;
}

/* 納品日の翌日, 検収の翌月末: the event the word leans on. */
static bool lean_on_event(const struct scan *c, struct moment *m, size_t *beg)
{
    struct when w = {};
    size_t at = *beg;

    if (m->shift_unit == WHEN_UNSET || !m->fill_year || !cursor_ends(c->s, at, c->floor, "の") ||
        m->shift_unit == WHEN_L_YEAR) {
        return false;
    }
    bool finer = m->shift_unit == WHEN_L_MONTH ? m->p.unit != WHEN_U_MONTH : m->p.unit > WHEN_U_DAY;

    if (finer) {
        return false;
    }
    when_event_of_offset(c, &at, &w);
    if (w.trigger_end == 0) {
        return false;
    }
    m->p.kind = WHEN_P_EVENT;
    m->p.event_beg = w.trigger_beg;
    m->p.event_end = w.trigger_end;
    m->p.sign = m->shift < 0 ? -1 : 1;
    m->p.offset =
        when_length_of((enum when_length_unit)m->shift_unit, m->shift < 0 ? -m->shift : m->shift);
    m->p.offset_hi = m->p.offset;
    m->p.sub = m->shift_unit;
    *beg = at;
    return true;
}

bool when_compose_point(struct scan *c, size_t at)
{
    const struct moment *joined = joined_to(c, at);
    bool joined_set = joined != NULL && c->last_is_set;
    struct moment m;
    size_t beg = at;

    if (!when_point_read(c, at, joined, &m) || is_start_of_count(c, &m)) {
        return false;
    }
    size_t end = m.end;

    m.mods |= when_mod_before(c->s, &beg, c->floor) & WHEN_APPROX;
    m.mods |= when_mod_approx(c->s, &end);

    bool event = lean_on_event(c, &m, &beg);

    if (!event) {
        struct moment start = m;

        if (joined != NULL && m.shift_unit == WHEN_UNSET) {
            when_fill_point(c, &start, joined);
        }
        if (range_from(c, &start, beg, end)) {
            return true;
        }
        if (m.p.kind == WHEN_P_CALENDAR && may_be_document(&m) &&
            is_number_of_document(c->s, m.end)) {
            m.flags |= WHEN_DOCNO;
        }
        when_fill_point(c, &m, joined_set ? NULL : joined);
    }
    if ((m.flags & WHEN_DOCNO) == 0) {
        m.mods |= when_mod_after_point(c->s, &end);
        m.mods |= when_mod_after_note(c->s, end);
    }
    struct when *w = when_point_add(c, WHEN_DATE, beg, end);

    w->mods = m.mods;
    if (joined_set &&
        (m.p.unit == WHEN_U_WEEKDAY || m.p.unit == WHEN_U_DAY || m.p.unit == WHEN_U_MONTH) &&
        m.p.year == WHEN_UNSET && !m.invalid) {
        w->kind = WHEN_SET;
        w->recurrence = WHEN_POSITION;
        w->a = m.p;
    } else {
        when_compose_set_point(w, &m);
    }
    m.end = end;
    remember(c, &m, w->kind == WHEN_SET);
    return true;
}

bool when_compose_open(struct scan *c, size_t at)
{
    static const char *const behind[] = {"まで", "に", NULL};
    size_t next = cursor_spaces(c->s, at + 1);
    struct moment none, m;
    size_t end;

    if (at > c->floor && (cursor_is_digit(c->s, at - 1) || c->s.p[at - 1] == ')')) {
        return false;
    }
    when_moment_init(&none, at);
    if (!when_point_read(c, next, NULL, &m) || m.p.kind != WHEN_P_CALENDAR || m.invalid) {
        return false;
    }
    end = m.end;
    m.mods |= when_mod_approx(c->s, &end);

    size_t until = cursor_eat(c->s, end, "まで");
    uint32_t cp = cursor_code_point(c->s, end);
    bool closed = until != 0 || cp == 0 || (cp < 0x80 && cp != '~') ||
                  (cp >= 0x3001 && cp <= 0x3015) || cursor_eat_any(c->s, end, behind) != 0;

    if (!closed || (until == 0 && has_tilde(c->s, end, c->s.n)) ||
        (until == 0 && cursor_eat(c->s, end, "に") != 0)) {
        return false;
    }
    when_fill_point(c, &m, NULL);
    none.p.kind = WHEN_P_NONE;
    finish_range(c, &none, &m, at, until != 0 ? until : end);
    return true;
}

/* ---- lengths ---- */

/* Words before a plain 3日 that make it a length. */
static bool is_length_left(const struct scan *c, size_t beg)
{
    static const char *const words[] = {"過去", "直近", "連続",   "延べ", "のべ", "合計",
                                        "計",   "今後", "丸",     "満",   "中",   "各",
                                        "全",   "残り", "向こう", "都合", "うち", NULL};

    return cursor_back_any(c->s, beg, c->floor, words) != beg;
}

/* Words behind a plain 3日 that make it a length. */
static bool is_length_right(struct str s, size_t end)
{
    static const char *const words[] = {"後", "前", "を経過", "経過", "を要", "かか", "ずつ", NULL};
    static const char *const not_words[] = {"後半", "前半", "前期", "後期", "前払",
                                            "後払", "分科", "分野", "前後", NULL};

    /* 3日分 is an amount, 3月分 is what belongs to March. */
    if (cursor_eat(s, end, "分") != 0 && cursor_ends(s, end, 0, "日")) {
        return cursor_eat_any(s, end, not_words) == 0;
    }
    return cursor_eat_any(s, end, words) != 0 && cursor_eat_any(s, end, not_words) == 0;
}

/* 十分, 一日 in plain words; ２　日程 and other item numbers. */
static bool is_plain_word(const struct scan *c, const struct extent *x, uint16_t mods)
{
    struct str s = c->s;
    bool minutes = cursor_ends(s, x->end, x->beg, "分");

    if (minutes && x->is_day_like) {
        return mods == 0 && !is_length_right(s, x->end);
    }
    return false;
}

/* A number alone at the start of the line, a space and a word that begins like a unit. */
static bool is_item_mark(const struct scan *c, const struct extent *x)
{
    struct str s = c->s;
    size_t at = x->beg;

    while (cursor_is_digit(s, at)) {
        at++;
    }
    if (at == x->beg || at >= s.n || s.p[at] != ' ' || cursor_back_spaces(s, x->beg, 0) != 0) {
        return false;
    }
    return code_point_is_kanji(cursor_code_point(s, x->end));
}

static bool is_forbidden_left(const struct scan *c, size_t beg)
{
    static const char *const words[] = {"第",   "割", "統",   "唯", "図", "表",
                                        "様式", "号", "約定", "条", NULL};

    return cursor_back_any(c->s, beg, 0, words) != beg ||
           (beg > 0 && (cursor_is_letter(c->s, beg - 1) || strchr(".-/", c->s.p[beg - 1]) != NULL));
}

bool when_compose_length(struct scan *c, size_t at)
{
    struct extent x;
    size_t beg = at;

    if (is_forbidden_left(c, at) || !when_length_at(c, at, &x) || is_item_mark(c, &x)) {
        return false;
    }
    uint16_t mods = when_mod_before(c->s, &beg, c->floor);
    size_t end = x.end;
    uint16_t behind = when_mod_after_length(c->s, &end);
    bool interval = !when_length_equal(&x.lo, &x.hi);

    if (x.is_day_like && (mods | behind) == 0 && !is_length_left(c, beg) &&
        !is_length_right(c->s, end) && x.lo.n[WHEN_L_DAY] <= 31000 &&
        x.lo.n[WHEN_L_MONTH] <= 12000) {
        return false;
    }
    /* 10日頃, 3月ごろ are dates. */
    if (x.is_day_like && !interval &&
        (cursor_eat(c->s, x.end, "頃") != 0 || cursor_eat(c->s, x.end, "ごろ") != 0 ||
         (cursor_eat(c->s, x.end, "前後") != 0 && mods == 0))) {
        return false;
    }
    if (is_plain_word(c, &x, mods | behind)) {
        return false;
    }
    if (interval) {
        behind &= (uint16_t) ~(WHEN_EQUAL_OR_LESS | WHEN_EQUAL_OR_MORE);
    }
    size_t before = cursor_eat(c->s, end, "前"), after = cursor_eat(c->s, end, "後");

    if ((before != 0 || after != 0) && cursor_eat(c->s, end, "前後") == 0 &&
        cursor_eat(c->s, end, "前半") == 0 && cursor_eat(c->s, end, "後半") == 0) {
        struct when offset = {};
        size_t tail = before != 0 ? before : after;

        when_event_of_offset(c, &beg, &offset);
        mods |= behind | when_mod_after_point(c->s, &tail);
        if ((mods & WHEN_ON_OR_BEFORE) != 0) {
            mods &= (uint16_t)~WHEN_EQUAL_OR_MORE; /* 少なくとも2週間前まで */
        }

        struct when *w = when_point_add(c, WHEN_REL, beg, tail);

        w->a = offset.a;
        w->trigger_beg = offset.trigger_beg;
        w->trigger_end = offset.trigger_end;
        w->a.sign = before != 0 ? -1 : 1;
        w->a.offset = x.lo;
        w->a.offset_hi = x.hi;
        w->mods = mods;
        w->flags = (uint16_t)(x.flags & ~WHEN_VAGUE);
        return true;
    }
    struct when *w = when_point_add(c, WHEN_DURATION, beg, end);

    w->lo = x.lo;
    w->hi = x.hi;
    w->mods = mods | behind;
    w->flags = x.flags;
    return true;
}
