/*
 * The time scanner: runs over folded text and tries the readers only where an expression can
 * start. A table gives each character its class; plain text costs one look per character
 * (char_walk).
 *
 * Every reader either adds expressions and moves the floor past them or leaves everything as it
 * was. Readers look to the right by a bounded number of characters and to the left no further
 * than the floor, so the whole is linear.
 */
#include "text/chars.h"
#include "text/numeral.h"
#include "text/when-parts.h"

/* What can start at a character. */
enum class {
    C_NONE,
    C_NUMBER,  /* digit or kanji digit */
    C_ERA,     /* 令 平 昭 大 明 ㋿ R H S T M F */
    C_CLOCK,   /* 午 正 A P */
    C_WEEKDAY, /* 火 水 木 金 土 */
    C_DAY,     /* 日: weekday, 日次, 日に2回 */
    C_MONTH,   /* 月 */
    C_YEAR,    /* 年: 年末, 年3回, blank fields */
    C_SET,     /* 毎 隔 週 随 適 都 必 定 四 半 */
    C_DEIXIS,  /* 同 翌 昨 来 今 本 先 次 再 当 */
    C_BEFORE,  /* 前: 前年度, 公表前に */
    C_AFTER,   /* 後 */
    C_ORDINAL, /* 第: 第2四半期 */
    C_PART,    /* 上 下: 上半期 */
    C_HALF,    /* 半: 半年, 半期ごと */
    C_FEW,     /* 数 複 */
    C_WORD,    /* 速 早 直 即 至 遅 事 予 す た あ 可 */
    C_FROM,    /* か よ 起 */
    C_UNTIL,   /* ま */
    C_TILDE,   /* ~ */
    C_FILLER,  /* ○ ● 〇 _ */
};

static const uint8_t classes[CHAR_TABLE_BYTES] = {
    ['0' ... '9'] = C_NUMBER,
    ['~'] = C_TILDE,
    ['_'] = C_FILLER,
    ['R'] = C_ERA,
    ['H'] = C_ERA,
    ['S'] = C_ERA,
    ['T'] = C_ERA,
    ['M'] = C_ERA,
    ['F'] = C_ERA,
    ['A'] = C_CLOCK,
    ['P'] = C_CLOCK,
    [0x25A1] = C_FILLER, /* □ */
    [0x25B3] = C_FILLER, /* △ */
    [0x25CB] = C_FILLER, /* ○ */
    [0x25CF] = C_FILLER, /* ● */
    [0x25EF] = C_FILLER, /* ◯ */
    [0x3007] = C_FILLER, /* 〇 */
    [0x3042] = C_WORD,   /* あ */
    [0x304B] = C_FROM,   /* か */
    [0x3059] = C_WORD,   /* す */
    [0x305F] = C_WORD,   /* た */
    [0x305D] = C_SET,    /* そ */
    [0x307E] = C_UNTIL,  /* ま */
    [0x3088] = C_FROM,   /* よ */
    [0x32FF] = C_ERA,    /* ㋿ */
    [0x337B ... 0x337E] = C_ERA,
    [0x4E00] = C_NUMBER,  /* 一 */
    [0x4E03] = C_NUMBER,  /* 七 */
    [0x4E09] = C_NUMBER,  /* 三 */
    [0x4E0A] = C_PART,    /* 上 */
    [0x4E0B] = C_PART,    /* 下 */
    [0x4E5D] = C_NUMBER,  /* 九 */
    [0x4E88] = C_WORD,    /* 予 */
    [0x4E8B] = C_WORD,    /* 事 */
    [0x4E8C] = C_NUMBER,  /* 二 */
    [0x4E94] = C_NUMBER,  /* 五 */
    [0x4ECA] = C_DEIXIS,  /* 今 */
    [0x4EE4] = C_ERA,     /* 令 */
    [0x516B] = C_NUMBER,  /* 八 */
    [0x516D] = C_NUMBER,  /* 六 */
    [0x518D] = C_DEIXIS,  /* 再 */
    [0x524D] = C_BEFORE,  /* 前 */
    [0x5341] = C_NUMBER,  /* 十 */
    [0x5348] = C_CLOCK,   /* 午 */
    [0x534A] = C_HALF,    /* 半 */
    [0x5373] = C_WORD,    /* 即 */
    [0x53EF] = C_WORD,    /* 可 */
    [0x540C] = C_DEIXIS,  /* 同 */
    [0x56DB] = C_NUMBER,  /* 四 */
    [0x571F] = C_WEEKDAY, /* 土 */
    [0x5927] = C_ERA,     /* 大 */
    [0x5B9A] = C_SET,     /* 定 */
    [0x5E73] = C_ERA,     /* 平 */
    [0x5E74] = C_YEAR,    /* 年 */
    [0x5F53] = C_DEIXIS,  /* 当 */
    [0x5F8C] = C_AFTER,   /* 後 */
    [0x5FC5] = C_SET,     /* 必 */
    [0x6570] = C_FEW,     /* 数 */
    [0x65E5] = C_DAY,     /* 日 */
    [0x65E9] = C_WORD,    /* 早 */
    [0x660E] = C_ERA,     /* 明 */
    [0x6628] = C_DEIXIS,  /* 昨 */
    [0x662D] = C_ERA,     /* 昭 */
    [0x6708] = C_MONTH,   /* 月 */
    [0x6728] = C_WEEKDAY, /* 木 */
    [0x672C] = C_DEIXIS,  /* 本 */
    [0x6765] = C_DEIXIS,  /* 来 */
    [0x6B21] = C_DEIXIS,  /* 次 */
    [0x6B63] = C_CLOCK,   /* 正 */
    [0x6BCE] = C_SET,     /* 毎 */
    [0x6C34] = C_WEEKDAY, /* 水 */
    [0x706B] = C_WEEKDAY, /* 火 */
    [0x76F4] = C_WORD,    /* 直 */
    [0x7B2C] = C_ORDINAL, /* 第 */
    [0x7FCC] = C_DEIXIS,  /* 翌 */
    [0x81F3] = C_WORD,    /* 至 */
    [0x8907] = C_FEW,     /* 複 */
    [0x8D77] = C_FROM,    /* 起 */
    [0x901F] = C_WORD,    /* 速 */
    [0x9031] = C_SET,     /* 週 */
    [0x9045] = C_WORD,    /* 遅 */
    [0x9069] = C_SET,     /* 適 */
    [0x90FD] = C_SET,     /* 都 */
    [0x91D1] = C_WEEKDAY, /* 金 */
    [0x9694] = C_SET,     /* 隔 */
    [0x968F] = C_SET,     /* 随 */
    [0x5148] = C_DEIXIS,  /* 先 */
};

void when_context_init(struct when_context *context)
{
    *context = (struct when_context){.ref_day = CALENDAR_NONE};
}

/* 24時間365日, 1日24時間 of a service: no length of anything. */
static size_t around_the_clock(struct str s, size_t at)
{
    static const char *const words[] = {
        "24時間365日", "365日24時間", "24時間・365日", "24時間、365日", "24時間体制",
        "24時間対応",  NULL};

    return cursor_eat_any(s, at, words);
}

/* The number is part of a name or of another number. */
static bool is_bound_left(const struct scan *c, size_t at, bool kanji)
{
    static const char *const names[] = {"第", "統", "唯", "随", "均", "画", "同", "万", "単", NULL};

    if (kanji) {
        return cursor_back_any(c->s, at, c->floor, names) != at;
    }
    return cursor_ends(c->s, at, c->floor, "第") || (at > 0 && cursor_is_letter(c->s, at - 1));
}

/* 4日市, 八日市場 … are settled by what follows 日; 2 日本語 too. Item numbers by the space. */
static bool is_item_number(const struct scan *c, const struct numeral *n, size_t at)
{
    struct str s = c->s;

    if (n->kanji || n->end >= s.n || s.p[n->end] != ' ' || cursor_back_spaces(s, at, 0) != 0) {
        return false;
    }
    /* "2 日程": a unit character behind the space, and kanji behind it. 3 月 18 日 goes on. */
    size_t unit = cursor_spaces(s, n->end);
    size_t next = cursor_spaces(s, cursor_next(s, unit));

    return cursor_one_of(s, unit, "日月時年分週秒") && next == cursor_next(s, unit) &&
           code_point_is_kanji(cursor_code_point(s, next)) &&
           !cursor_one_of(s, next, "一二三四五六七八九十以未超程間必上中下末頭初");
}

/* What may stand behind the number of an expression of time, perhaps after spaces: a unit or its
 * beginning, a sign between numbers, a filler of a form. Most numbers have another counter. */
static bool may_follow_number(struct str s, size_t end)
{
    switch (cursor_code_point(s, cursor_spaces(s, end))) {
    case '~':
    case '-':
    case '/':
    case '.':
    case ',':
    case ':':
    case '(':
    case '_':
    case '*':
    case '?':
    case 'X':
    case 'x':
    case U'○':
    case U'●':
    case U'〇':
    case U'◯':
    case U'□':
    case U'■':
    case U'△':
    case U'▲':
    case U'×':
    case U'…':
    case U'・':
    case U'、':
    case U'ー':
    case U'と':
    case U'及':
    case U'年':
    case U'月':
    case U'日':
    case U'週':
    case U'時':
    case U'分':
    case U'秒':
    case U'回':
    case U'度':
    case U'泊':
    case U'世':
    case U'数':
    case U'半':
    case U'平':
    case U'営':
    case U'開':
    case U'業':
    case U'稼':
    case U'執':
    case U'就':
    case U'勤':
    case U'か':
    case U'ヶ':
    case U'カ':
    case U'ヵ':
    case U'ケ':
    case U'箇':
    case U'個':
        return true;
    default:
        return false;
    }
}

static bool try_number(struct scan *c, size_t at, size_t *ret_next)
{
    struct numeral n;

    if (!numeral_at(c->s, at, NUMERAL_PLAIN, &n)) {
        /* 四半期, or a number too long to mean anything. */
        *ret_next = cursor_next(c->s, at);
        return when_set_at(c, at);
    }
    size_t around = around_the_clock(c->s, at);

    if (around != 0) {
        *ret_next = around;
        return false;
    }
    *ret_next = n.end;
    if (n.all_kanji && cursor_eat(c->s, at, "一昨") != 0 && when_compose_point(c, at)) {
        return true;
    }
    if (n.all_kanji && cursor_eat(c->s, at, "一定") != 0 && when_compose_length(c, at)) {
        return true;
    }
    if (n.bare || !may_follow_number(c->s, n.end) || is_bound_left(c, at, n.all_kanji) ||
        is_item_number(c, &n, at)) {
        return false;
    }
    return when_compose_blank(c, at) || when_set_of_length(c, at) || when_compose_length(c, at) ||
           when_compose_spread(c, at) || when_compose_point(c, at);
}

static bool try_filler(struct scan *c, size_t at, size_t *ret_next)
{
    size_t end = at;

    while (classes[MIN(cursor_code_point(c->s, end), 0x9FFFu)] == C_FILLER) {
        end = cursor_next(c->s, end);
    }
    *ret_next = end;
    return when_compose_blank(c, at);
}

static bool try_era(struct scan *c, size_t at)
{
    int era;

    /* 大 and 明 begin other words; 明日 and FY are points without an era. */
    return (when_date_era(c->s, at, c->floor, &era) != 0 &&
            (when_compose_blank(c, at) || when_compose_spread(c, at))) ||
           when_compose_point(c, at);
}

static bool try_here(struct scan *c, enum class class, size_t at, size_t *ret_next)
{
    switch (class) {
    case C_NUMBER:
        return try_number(c, at, ret_next);
    case C_ERA:
        return try_era(c, at);
    case C_CLOCK:
    case C_WEEKDAY:
    case C_PART:
    case C_ORDINAL:
        return when_compose_point(c, at);
    case C_DAY:
        return when_set_at(c, at) || when_compose_point(c, at);
    case C_MONTH:
        return when_compose_point(c, at) || when_set_at(c, at);
    case C_YEAR:
        return when_compose_blank(c, at) || when_compose_point(c, at) || when_set_at(c, at);
    case C_SET:
        return when_set_at(c, at);
    case C_DEIXIS:
        return when_compose_point(c, at);
    case C_BEFORE:
        return when_compose_point(c, at) || when_event_ahead(c, at);
    case C_AFTER:
        return when_event_after(c, at);
    case C_HALF:
        return when_set_at(c, at) || when_compose_length(c, at);
    case C_FEW:
        return when_compose_length(c, at);
    case C_WORD:
        return when_event_words(c, at);
    case C_FROM:
        return when_event_from(c, cursor_eat(c->s, at, "起") != 0 ? cursor_prev(c->s, at, c->floor)
                                                                  : at);
    case C_UNTIL:
        return when_event_until(c, at);
    case C_TILDE:
        return when_event_tilde(c, at) || when_compose_open(c, at);
    case C_FILLER:
        return try_filler(c, at, ret_next);
    case C_NONE:
        break;
    }
    return false;
}

void when_scan(struct arena *a, struct str folded, struct when_context *context,
               struct when_list *ret)
{
    struct when_context alone;
    struct scan c = {.a = a, .s = folded, .context = context, .list = ret};

    if (context == NULL) {
        when_context_init(&alone);
        c.context = &alone;
    }
    struct char_walk walk;
    size_t next;

    char_walk_begin(&walk, classes, folded, 0);
    for (size_t at = char_walk_next(&walk, 0); at < folded.n; at = char_walk_next(&walk, next)) {
        uint32_t cp;

        next = at + utf8_decode(folded, at, &cp);
        if (try_here(&c, (enum class)classes[char_table_place(cp)], at, &next)) {
            next = MAX(c.floor, at + 1);
        }
    }
    if (c.last.end != 0 && !c.last_is_set) {
        c.context->antecedent = c.last.p;
    }
}
