/*
 * Times that lean on an event: 検収後20日以内, 契約締結日から起算して10日以内, 開催日の3日前,
 * 公表前に, 契約締結日まで, 速やかに.
 *
 * The event is the noun phrase to the left, copied from the text. It is found backwards up to
 * punctuation, the edge of the text, the end of the expression before it or a case particle; a
 * particle that is part of a word (まとめ, もの) is not one. At most EVENT_CHARS characters are
 * looked at, so that the scan stays linear.
 */
#include "text/when-parts.h"

enum { EVENT_CHARS = 40 };

/* Characters an event never reaches over. */
static bool is_edge(uint32_t cp)
{
    if (cp < 0x80) {
        return cp <= ' ' || strchr("()[]{}<>,.;:!?|/\"'~=*#", (int)cp) != NULL;
    }
    return (cp >= 0x3001 && cp <= 0x3002) || (cp >= 0x3008 && cp <= 0x3015) ||
           (cp >= 0x2190 && cp <= 0x27BF && cp != 0x2212) || (cp >= 0x2460 && cp <= 0x24FF) ||
           cp == 0x203B || cp == 0x2026;
}

/* A case particle that is one hiragana and cuts, unless the word it is in says otherwise. */
static bool is_particle(struct str s, size_t at, size_t next, size_t floor)
{
    static const char *const in_words[] = {"がん",   "がれき", "はがき", "できた", "である",
                                           "とりま", "ところ", "とき",   "もの",   "もと",
                                           "やりと", "やむを", "やむえ", NULL};
    uint32_t cp = cursor_code_point(s, at);

    switch (cp) {
    case 0x304B: /* か */
    case 0x306F: /* は */
    case 0x304C: /* が */
    case 0x3092: /* を */
    case 0x306B: /* に */
    case 0x3078: /* へ */
    case 0x3067: /* で */
    case 0x3068: /* と */
    case 0x3082: /* も */
    case 0x3084: /* や */
        break;
    default:
        return false;
    }
    if (cursor_eat_any(s, at, in_words) != 0) {
        return false;
    }
    if (cp == 0x304B) {
        /* 正しいか送信前に: a question ends; 何か月, 数か所 are no questions. */
        return code_point_is_hiragana(cursor_code_point_before(s, at, floor)) &&
               code_point_is_kanji(cursor_code_point(s, next)) &&
               !cursor_one_of(s, next, "月年所国");
    }
    if (cp == 0x3068 &&
        (cursor_ends(s, next, floor, "こと") || cursor_ends(s, next, floor, "あと") ||
         cursor_ends(s, next, floor, "ひと") || cursor_eat(s, at, "とめ") != 0)) {
        /* まとめ, とりまとめ */
        return cursor_eat(s, at, "とめ") != 0 && !cursor_ends(s, at, floor, "ま");
    }
    return true;
}

/* Where a word of two characters that cuts ends, reading backwards: から, より, まで, 及び. */
static bool is_cut_word(struct str s, size_t end, size_t floor)
{
    static const char *const words[] = {"から", "より",   "まで",   "及び",     "および",
                                        "又は", "または", "かつ",   "且つ",     "別途",
                                        "原則", "その他", "必ず",   "ただし",   "なお",
                                        "また", "当該",   "そして", "遅くとも", NULL};

    return cursor_back_any(s, end, floor, words) != end;
}

/* Whether there is anything but hiragana and signs in it. */
static bool has_content(struct str s, size_t beg, size_t end)
{
    while (beg < end) {
        uint32_t cp;

        beg += utf8_decode(s, beg, &cp);
        if (code_point_is_kanji(cp) || code_point_is_katakana(cp) || cursor_is_letter(s, beg - 1)) {
            return true;
        }
    }
    return false;
}

/* ・ or - that opens a line is a bullet, elsewhere it joins words. */
static bool is_bullet(struct str s, size_t at)
{
    uint32_t cp = cursor_code_point(s, at);

    return (cp == 0x30FB || cp == '-') && (at == 0 || s.p[at - 1] == ' ' || s.p[at - 1] == '\n' ||
                                           cursor_code_point_before(s, at, 0) == 0x3002);
}

bool when_event_before(const struct scan *c, size_t end, uint32_t *ret_beg, uint32_t *ret_end)
{
    size_t beg = end;

    for (int i = 0; i < EVENT_CHARS && beg > c->floor; i++) {
        size_t prev = cursor_prev(c->s, beg, c->floor);

        if (is_edge(cursor_code_point(c->s, prev)) || is_bullet(c->s, prev) ||
            is_cut_word(c->s, beg, c->floor) || is_particle(c->s, prev, beg, c->floor)) {
            break;
        }
        beg = prev;
    }
    size_t of;

    while ((of = cursor_eat(c->s, beg, "の")) != 0 && of <= end) {
        beg = of;
    }
    if (beg >= end || !has_content(c->s, beg, end)) {
        return false;
    }
    *ret_beg = (uint32_t)beg;
    *ret_end = (uint32_t)end;
    return true;
}

static void set_event(struct when *w, struct when_point *p, uint32_t beg, uint32_t end)
{
    p->kind = WHEN_P_EVENT;
    p->event_beg = beg;
    p->event_end = end;
    w->trigger_beg = beg;
    w->trigger_end = end;
}

/* Urgency words; the end or 0. */
static size_t urgency_at(struct str s, size_t at, enum when_urgency *ret)
{
    static const struct {
        const char *word;
        enum when_urgency urgency;
    } words[] = {
        {"速やかに", WHEN_PROMPT},        {"すみやかに", WHEN_PROMPT},
        {"早急に", WHEN_PROMPT},          {"早期に", WHEN_PROMPT},
        {"速かに", WHEN_PROMPT},          {"直ちに", WHEN_IMMEDIATE},
        {"ただちに", WHEN_IMMEDIATE},     {"即座に", WHEN_IMMEDIATE},
        {"即時に", WHEN_IMMEDIATE},       {"至急", WHEN_IMMEDIATE},
        {"遅滞なく", WHEN_NODELAY},       {"遅滞無く", WHEN_NODELAY},
        {"遅滞のないよう", WHEN_NODELAY}, {"可及的速やかに", WHEN_PROMPT},
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        size_t end = cursor_eat(s, at, words[i].word);

        if (end != 0) {
            *ret = words[i].urgency;
            return end;
        }
    }
    return 0;
}

/* How a length behind 後 or から is meant. */
enum tail { TAIL_NONE, TAIL_WITHIN, TAIL_AFTER, TAIL_BEFORE, TAIL_SPAN };

/* Words behind the length; moves *at and collects modifiers. */
static enum tail tail_at(struct str s, size_t *at, const struct extent *x, uint16_t *mods)
{
    static const char *const after[] = {"後まで",     "後以降",       "後",     "を経過した日",
                                        "経過した日", "を経過した後", "を経過", "経過後",
                                        "経過",       "以降",         NULL};
    static const char *const soft[] = {"で", "に", NULL};
    uint16_t found = when_mod_after_length(s, at);
    size_t end = cursor_eat(s, *at, "まで");

    if (end != 0) {
        *at = end;
        *mods |= (uint16_t)((found & WHEN_APPROX) | WHEN_ON_OR_BEFORE);
        return TAIL_WITHIN;
    }
    if ((found & WHEN_EQUAL_OR_LESS) != 0) {
        *mods |= (uint16_t)((found & ~WHEN_EQUAL_OR_LESS) | WHEN_ON_OR_BEFORE);
        return TAIL_WITHIN;
    }
    if ((end = cursor_eat_any(s, *at, after)) != 0 && cursor_eat(s, *at, "後半") == 0) {
        *at = end;
        *mods |= found | when_mod_after_point(s, at);
        return TAIL_AFTER;
    }
    if ((end = cursor_eat(s, *at, "前")) != 0 && cursor_eat(s, *at, "前半") == 0) {
        *at = end;
        *mods |= found | when_mod_after_point(s, at);
        return TAIL_BEFORE;
    }
    *mods |= found;
    if ((found & WHEN_APPROX) != 0 &&
        (cursor_eat_any(s, *at, soft) != 0 || cursor_ends(s, *at, 0, "に"))) {
        return TAIL_AFTER;
    }
    return x->is_day_like && found == 0 ? TAIL_NONE : TAIL_SPAN;
}

/* A date would be read further than the length: 3月1日 is not three months. */
static bool is_rather_date(const struct scan *c, size_t at, const struct extent *x)
{
    struct moment m;

    return when_date_at(c, at, NULL, &m) && (m.end > x->end || (x->is_year && m.end >= x->end));
}

/*
 * Event and length: w has its event, the length starts at `at`. Fills kind, offset or length and
 * modifiers; the end or 0.
 */
static size_t length_behind(const struct scan *c, size_t at, struct when *w)
{
    uint16_t mods = when_mod_ahead(c->s, &at);
    struct extent x;

    if (!when_length_at(c, at, &x) || is_rather_date(c, at, &x)) {
        return 0;
    }
    size_t end = x.end;
    enum tail tail = tail_at(c->s, &end, &x, &mods);

    if (tail == TAIL_NONE) {
        return 0;
    }
    w->mods |= mods;
    w->flags |= x.flags;
    if (tail == TAIL_SPAN) {
        w->kind = WHEN_RANGE;
        w->lo = x.lo;
        w->hi = x.hi;
    } else {
        w->kind = WHEN_REL;
        w->a.sign = tail == TAIL_BEFORE ? -1 : 1;
        w->a.offset = x.lo;
        w->a.offset_hi = x.hi;
    }
    return end;
}

static void add_expression(struct scan *c, const struct when *w, size_t beg, size_t end)
{
    struct when *added = when_point_add(c, w->kind, beg, end);
    uint32_t from = added->beg, to = added->end;

    *added = *w;
    added->beg = from;
    added->end = to;
    added->day_from = added->day_to = CALENDAR_NONE;
}

/* Point and まで behind から or ~: the range from the event to it. False when there is none. */
static bool range_behind(struct scan *c, size_t at, struct when *w, bool needs_until)
{
    static const char *const until[] = {"までに", "まで", NULL};
    struct moment m;

    at = cursor_spaces(c->s, at);
    if (when_point_read(c, at, NULL, &m) && m.p.kind == WHEN_P_CALENDAR && !m.invalid) {
        size_t end = m.end;

        m.mods |= when_mod_approx(c->s, &end);

        size_t closed = cursor_eat_any(c->s, end, until);

        if (closed == 0 && needs_until) {
            return false;
        }
        when_fill_point(c, &m, NULL);
        w->kind = WHEN_RANGE;
        w->b = m.p;
        w->mods = m.mods;
        w->flags |= when_fill_flags(&m);
        c->last = m;
        c->last_is_set = false;
        add_expression(c, w, w->trigger_beg, closed != 0 ? closed : end);
        return true;
    }
    size_t end = when_event_end_of_range(c, at, &w->b);

    if (end == 0) {
        return false;
    }
    w->kind = WHEN_RANGE;
    add_expression(c, w, w->trigger_beg, end);
    return true;
}

/* 今後, 午後, 最後: 後 that is part of a word. */
static bool is_after_word(const struct scan *c, size_t at, size_t end)
{
    static const char *const left[] = {"今",     "その", "この", "あの", "最", "以", "午",
                                       "事",     "前",   "背",   "老",   "死", "戦", "産",
                                       "向こう", "先",   "明",   "病",   NULL};
    return cursor_back_any(c->s, at, 0, left) != at ||
           cursor_one_of(c->s, end, "日援任半期継述者見ろ記方続押片退遺世輩発進工段払戻追処者部列");
}

bool when_event_after(struct scan *c, size_t at)
{
    size_t end = cursor_next(c->s, at);
    struct when w = {};
    uint32_t event_beg, event_end;
    size_t name_end = cursor_ends(c->s, at, c->floor, "直") ? at - strlen("直") : at;

    if (is_after_word(c, at, end)) {
        return false;
    }
    if (cursor_ends(c->s, name_end, c->floor, "の")) {
        name_end -= strlen("の");
    }
    if (!when_event_before(c, name_end, &event_beg, &event_end)) {
        return false;
    }
    set_event(&w, &w.a, event_beg, event_end);

    static const char *const joints[] = {"は、", "は", "に、", "、", NULL};
    size_t joint = cursor_eat_any(c->s, end, joints);
    size_t next = cursor_spaces(c->s, joint != 0 ? joint : end);
    size_t tail = next;

    (void)when_mod_ahead(c->s, &tail);
    tail = urgency_at(c->s, tail, &w.urgency);
    if (tail != 0) {
        w.kind = WHEN_REL;
        w.flags = WHEN_VAGUE;
    } else {
        tail = cursor_eat(c->s, end, "は") != 0 ? 0 : length_behind(c, next, &w);
    }
    if (tail == 0) {
        static const char *const from[] = {"から", "より", "~", NULL};
        size_t range = cursor_eat_any(c->s, end, from);

        if (range != 0 && range_behind(c, range, &w, true)) {
            return true;
        }
        w = (struct when){.kind = WHEN_REL, .mods = WHEN_AFTER};
        set_event(&w, &w.a, event_beg, event_end);
        tail = end;
    }
    add_expression(c, &w, event_beg, tail);
    return true;
}

/* 提出日前3か月以内に発行された: within a length before the event. False when it is no such thing. */
static bool within_before(struct scan *c, size_t at, size_t end)
{
    struct when w = {.kind = WHEN_REL};
    struct extent x;
    uint32_t event_beg, event_end;
    size_t next = cursor_spaces(c->s, end);

    if (!cursor_ends(c->s, at, c->floor, "日") || !cursor_is_digit(c->s, next) ||
        !when_length_at(c, next, &x)) {
        return false;
    }
    size_t tail = cursor_eat(c->s, x.end, "以内");

    if (tail == 0 || !when_event_before(c, at, &event_beg, &event_end)) {
        return false;
    }
    set_event(&w, &w.a, event_beg, event_end);
    w.a.sign = -1;
    w.a.offset = x.lo;
    w.a.offset_hi = x.hi;
    add_expression(c, &w, event_beg, tail);
    return true;
}

bool when_event_ahead(struct scan *c, size_t at)
{
    static const char *const left[] = {"名", "以", "午",   "事", "従",   "目",   "駅", "手",
                                       "門", "人", "生",   "戦", "眼",   "空",   "建", "板",
                                       "御", "男", "玄関", "店", "庁舎", "の目", "机", "一丁",
                                       "自", "腕", "気",   "年", "月",   NULL};
    static const char *const right[] = {
        "に",   "まで", "、",     "の",     "から",   "は", "も", "。", ")",    "及び", "又は",
        "若し", "より", "である", "および", "または", "(",  "」", "・", "並び", "/",    NULL};
    static const char *const until[] = {"までに", "まで", "に", NULL};
    size_t end = cursor_next(c->s, at);
    struct when w = {.kind = WHEN_REL, .mods = WHEN_BEFORE};
    size_t name_end = cursor_ends(c->s, at, c->floor, "直") ? at - strlen("直") : at;
    uint32_t event_beg, event_end;

    if (within_before(c, at, end)) {
        return true;
    }
    if (cursor_back_any(c->s, at, 0, left) != at ||
        (end < c->s.n && c->s.p[end] != '\n' &&
         cursor_eat_any(c->s, cursor_spaces(c->s, end), right) == 0)) {
        return false;
    }
    if (cursor_ends(c->s, name_end, c->floor, "の")) {
        name_end -= strlen("の");
    }
    if (!when_event_before(c, name_end, &event_beg, &event_end)) {
        return false;
    }
    set_event(&w, &w.a, event_beg, event_end);

    size_t tail = cursor_eat_any(c->s, end, until);

    add_expression(c, &w, event_beg, tail != 0 ? tail : end);
    return true;
}

/* Nouns that send or act: 事務局から連絡する is no time. */
static bool is_actor(struct str s, size_t end, size_t floor)
{
    static const char *const actors[] = {
        "局", "者", "省",   "庁",   "課",   "室", "部", "係", "員", "官",   "人",
        "会", "社", "体",   "関",   "甲",   "乙", "側", "先", "元", "方",   "長",
        "国", "県", "市",   "区",   "村",   "府", "所", "院", "校", "団",   "店",
        "館", "機", "ター", "カー", "ダー", "家", "丙", "点", "面", "観点", NULL};

    return cursor_back_any(s, end, floor, actors) != end;
}

/* A noun that is a day or a limit and not a kind of day. */
static bool is_day_noun(struct str s, size_t beg, size_t end)
{
    static const char *const others[] = {
        "平日", "休日", "祝日", "土日", "毎日",   "連日",   "終日",   "当日",   "後日", "先日",
        "今日", "近日", "前日", "翌日", "営業日", "開庁日", "休業日", "閉庁日", "日",   NULL};
    struct str name = str_sub(s, beg, end);

    if (cursor_ends(s, end, beg, "早い日") || cursor_ends(s, end, beg, "遅い日")) {
        return false;
    }
    for (size_t i = 0; others[i] != NULL; i++) {
        if (str_eq(name, str_of(others[i]))) {
            return false;
        }
    }
    return cursor_ends(s, end, beg, "日") || cursor_ends(s, end, beg, "期限") ||
           cursor_ends(s, end, beg, "期日");
}

bool when_event_from(struct scan *c, size_t at)
{
    static const char *const from[] = {"から",           "より",         "を起算日として",
                                       "を起算点として", "を始期として", NULL};
    static const char *const counted[] = {"起算して", "起算し", "数えて", "起算", NULL};
    size_t end = cursor_eat_any(c->s, at, from);
    struct when w = {};
    uint32_t beg, name_end;

    if (end == 0) {
        return false;
    }
    size_t count = cursor_eat_any(c->s, cursor_spaces(c->s, end), counted);
    bool from_start = count != 0 || cursor_eat(c->s, at, "を") != 0;
    size_t next = count != 0 ? count : end;
    size_t comma = cursor_eat(c->s, next, "、");

    next = cursor_spaces(c->s, comma != 0 ? comma : next);
    /* Cheap look ahead: most から are no times. */
    bool day = cursor_ends(c->s, at, c->floor, "日") || cursor_ends(c->s, at, c->floor, "期限");
    struct extent x;
    size_t number = next;

    (void)when_mod_ahead(c->s, &number);
    if (!day && !when_length_at(c, number, &x) && !cursor_is_digit(c->s, next) &&
        !cursor_one_of(c->s, next, "令平翌同一二三四五六七八九十RH")) {
        return false;
    }
    if (!when_event_before(c, at, &beg, &name_end) || (!day && is_actor(c->s, name_end, beg))) {
        return false;
    }
    set_event(&w, &w.a, beg, name_end);
    if (from_start) {
        w.flags |= WHEN_INCL_START;
    }
    size_t tail = length_behind(c, next, &w);

    if (tail != 0) {
        add_expression(c, &w, beg, tail);
        return true;
    }
    day = day && is_day_noun(c->s, beg, name_end);
    if (range_behind(c, next, &w, !day)) {
        return true;
    }
    if (!day) {
        return false;
    }
    w.kind = WHEN_REL;
    w.mods = WHEN_ON_OR_AFTER;
    add_expression(c, &w, beg, end);
    return true;
}

bool when_event_until(struct scan *c, size_t at)
{
    static const char *const words[] = {"までに", "まで", NULL};
    size_t end = cursor_eat_any(c->s, at, words);
    struct when w = {.kind = WHEN_REL, .mods = WHEN_ON_OR_BEFORE};
    uint32_t beg, name_end;

    if (end == 0 ||
        !(cursor_ends(c->s, at, c->floor, "日") || cursor_ends(c->s, at, c->floor, "期限")) ||
        !when_event_before(c, at, &beg, &name_end) || !is_day_noun(c->s, beg, name_end)) {
        return false;
    }
    set_event(&w, &w.a, beg, name_end);
    add_expression(c, &w, beg, end);
    return true;
}

bool when_event_tilde(struct scan *c, size_t at)
{
    static const char *const ends[] = {"日", "時", "後", "期限", "締結", NULL};
    size_t name_end = cursor_back_spaces(c->s, at, c->floor);
    struct when w = {};
    uint32_t event_beg, event_end;

    if (cursor_back_any(c->s, name_end, c->floor, ends) == name_end ||
        !when_event_before(c, name_end, &event_beg, &event_end)) {
        return false;
    }
    set_event(&w, &w.a, event_beg, event_end);
    return range_behind(c, cursor_next(c->s, at), &w, false);
}

size_t when_event_end_of_range(const struct scan *c, size_t at, struct when_point *ret)
{
    static const char *const names[] = {"日",   "期限", "終了",   "完了",   "満了", "検収",
                                        "納品", "納入", "終了時", "完了時", NULL};
    size_t end = at;

    for (int i = 0; i < EVENT_CHARS / 2 && end < c->s.n; i++) {
        uint32_t cp = cursor_code_point(c->s, end);

        if (cursor_eat(c->s, end, "まで") != 0) {
            break;
        }
        if (is_edge(cp) || is_particle(c->s, end, cursor_next(c->s, end), at)) {
            return 0;
        }
        end = cursor_next(c->s, end);
    }
    size_t until = cursor_eat(c->s, end, "まで");

    if (until == 0 || end == at || cursor_back_any(c->s, end, at, names) == end ||
        !has_content(c->s, at, end)) {
        return 0;
    }
    *ret = (struct when_point){
        .kind = WHEN_P_EVENT, .event_beg = (uint32_t)at, .event_end = (uint32_t)end};
    return until;
}

void when_event_of_offset(const struct scan *c, size_t *beg, struct when *w)
{
    size_t name_end = cursor_back_spaces(c->s, *beg, c->floor);
    uint32_t cp;
    uint32_t event_beg, event_end;

    w->a.kind = WHEN_P_EVENT;
    if (cursor_ends(c->s, name_end, c->floor, "の")) {
        name_end -= strlen("の");
    } else {
        cp = cursor_code_point_before(c->s, name_end, c->floor);
        if (name_end != *beg || !(code_point_is_kanji(cp) || code_point_is_katakana(cp))) {
            return;
        }
    }
    if (when_event_before(c, name_end, &event_beg, &event_end)) {
        set_event(w, &w->a, event_beg, event_end);
        *beg = event_beg;
    }
}

/* By the second characters of the words: the first ones, す and た, are everywhere. */
static bool may_be_event_word(struct str s, size_t at)
{
    switch (cursor_code_point(s, cursor_next(s, at))) {
    case U'み': /* すみやかに */
    case U'や':
    case U'急':
    case U'期':
    case U'か':
    case U'ち':
    case U'だ': /* ただちに */
    case U'座':
    case U'時':
    case U'滞':
    case U'及':
    case U'前':
    case U'ら': /* あらかじめ */
    case U'め':
    case U'後':
        return true;
    default:
        return false;
    }
}

bool when_event_words(struct scan *c, size_t at)
{
    static const char *const acts[] = {"承認", "承諾", "同意", "許可", "許諾", "協議", "届出",
                                       "届け", "連絡", "通知", "確認", "了解", "了承", "申請",
                                       "相談", "報告", "説明", "打合", "打ち", "書面", "調整",
                                       "予約", "申込", "申し", "審査", "合意", NULL};
    static const char *const before[] = {"事前に", "事前の",   "あらかじめ",
                                         "予め",   "前もって", NULL};
    static const char *const after[] = {"事後に", NULL};
    if (!may_be_event_word(c->s, at)) {
        return false;
    }
    struct when w = {.kind = WHEN_REL, .flags = WHEN_VAGUE};
    size_t end = urgency_at(c->s, at, &w.urgency);

    w.a.kind = WHEN_P_EVENT;
    if (end == 0) {
        if ((end = cursor_eat_any(c->s, at, before)) != 0) {
            w.mods = WHEN_BEFORE;
        } else if ((end = cursor_eat_any(c->s, at, after)) != 0) {
            w.mods = WHEN_AFTER;
        } else {
            return false;
        }
        if (cursor_ends(c->s, end, at, "の")) {
            if (cursor_eat_any(c->s, end, acts) == 0) {
                return false; /* 事前のルート証明書 */
            }
            end -= strlen("の");
        }
    }
    add_expression(c, &w, at, end);
    return true;
}
