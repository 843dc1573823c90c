/*
 * Whether words of a document and the name somebody typed mean one occasion.
 *
 * Words are cut to a stem: an act (締結, 終了 …) off the end with what follows it (した日, の後,
 * 時), a determiner (本, 各, 当該) and 第2回 off the front, particles out of the middle; what is
 * left is the thing. Two names mean one occasion when thing and act agree. The tables say which
 * words are one act or one thing, and when the act says nothing (a meeting is held, ended and
 * begun on one day). Everything that is not in a table must agree letter for letter: to wait for a
 * day costs less than to count from a wrong one.
 */
#include "core/clock-parts.h"

#include "base/utf8.h"

enum {
    LONGEST_NAME = 240, /* bytes of a stem; longer words are compared as they are */
    ORDINAL_BYTES = 24,
};

enum act {
    ACT_NONE,
    ACT_SIGN,
    ACT_END,
    ACT_BEGIN,
    ACT_HOLD,
    ACT_DELIVER,
    ACT_RECEIVE,
    ACT_NOTIFY,
    ACT_SUBMIT,
    ACT_INSPECT,
    ACT_PASS,
    ACT_CHANGE,
    ACT_PUBLISH,
    ACT_CANCEL,
    ACT_DECIDE,
    ACT_OCCUR,
    ACT_ISSUE,
};

/* Longer words before those they end with. */
static const struct {
    const char *word;
    enum act act;
} acts[] = {
    {"締結", ACT_SIGN},      {"結んだ", ACT_SIGN},        {"終了", ACT_END},
    {"完了", ACT_END},       {"満了", ACT_END},           {"終えた", ACT_END},
    {"終わった", ACT_END},   {"開始", ACT_BEGIN},         {"始めた", ACT_BEGIN},
    {"始める", ACT_BEGIN},   {"着手", ACT_BEGIN},         {"開催", ACT_HOLD},
    {"実施", ACT_HOLD},      {"開いた", ACT_HOLD},        {"開く", ACT_HOLD},
    {"行った", ACT_HOLD},    {"納入", ACT_DELIVER},       {"納品", ACT_DELIVER},
    {"納めた", ACT_DELIVER}, {"受領", ACT_RECEIVE},       {"受理", ACT_RECEIVE},
    {"受信", ACT_RECEIVE},   {"受け取った", ACT_RECEIVE}, {"受けた", ACT_RECEIVE},
    {"通知", ACT_NOTIFY},    {"提出", ACT_SUBMIT},        {"検収", ACT_INSPECT},
    {"検査", ACT_INSPECT},   {"合格", ACT_PASS},          {"変更", ACT_CHANGE},
    {"公表", ACT_PUBLISH},   {"公開", ACT_PUBLISH},       {"解除", ACT_CANCEL},
    {"決定", ACT_DECIDE},    {"発生", ACT_OCCUR},         {"発行", ACT_ISSUE},
};

/* What follows the act and says nothing of its own; longer words first. */
static const char *const tails[] = {
    "しようとする", "したとき", "した", "された", "する", "される", "し",
    "とき",         "場合",     "以後", "以降",   "後",   "前",     "際",
    "時",           "日",       "の",   "が",     "を",   "に",     "は",
};

static const char *const heads[] = {"当該", "毎回", "次回", "各回", "本", "各", "当", "その", "の"};

/* Things of two names. */
static const struct {
    const char *word, *thing;
} things[] = {
    {"打ち合わせ", "打合せ"},     {"打ち合せ", "打合せ"},
    {"打合わせ", "打合せ"},       {"打合", "打合せ"},
    {"委託業務", "業務"},         {"委託事業", "業務"},
    {"請負業務", "業務"},         {"事業", "業務"},
    {"契約書", "契約"},           {"業務委託契約", "契約"},
    {"委託契約", "契約"},         {"履行期間", "契約期間"},
    {"委託期間", "契約期間"},     {"事業期間", "契約期間"},
    {"業務期間", "契約期間"},     {"事業実施期間", "契約期間"},
    {"業務実施期間", "契約期間"}, {"業務履行期間", "契約期間"},
    {"実施期間", "契約期間"},     {"業務委託期間", "契約期間"},
    {"契約履行期間", "契約期間"},
};

/* Meetings: held, begun and ended on one day. */
static const char *const meetings[] = {
    "打合せ",   "会議", "会",           "会合",           "研修",   "イベント", "ヒアリング",
    "セミナー", "講座", "シンポジウム", "ワークショップ", "公聴会", "現地調査", "視察"};

struct stem {
    char thing[LONGEST_NAME];
    size_t n;
    struct str ordinal; /* 第2回 */
    enum act act;
};

static bool cut_end(struct str *s, const char *word)
{
    struct str w = str_of(word);

    if (!str_ends(*s, w)) {
        return false;
    }
    *s = str_sub(*s, 0, s->n - w.n);
    return true;
}

static bool cut_start(struct str *s, const char *word)
{
    struct str w = str_of(word);

    if (!str_starts(*s, w) || s->n == w.n) {
        return false;
    }
    *s = str_sub(*s, w.n, s->n);
    return true;
}

/* Without した日, の後, 時 …; at least something is left. */
static struct str without_tails(struct str s)
{
    for (bool cut = true; cut;) {
        cut = false;
        s = str_trim(s);
        for (size_t i = 0; i < COUNT(tails) && !cut; i++) {
            struct str rest = s;

            cut = cut_end(&rest, tails[i]) && rest.n > 0;
            s = cut ? rest : s;
        }
    }
    return s;
}

/* 打合せ(7月), 検討会（第3回）: the note behind a name. */
static struct str without_note(struct str s)
{
    s = str_trim(s);
    if (!str_ends(s, STR(")")) && !str_ends(s, STR("）"))) {
        return s;
    }
    ptrdiff_t open = MAX(str_rfind(s, STR("(")), str_rfind(s, STR("（")));

    return open > 0 ? str_trim(str_sub(s, 0, (size_t)open)) : s;
}

/* 第2回, 第二回 off the front. */
static struct str take_ordinal(struct str *s)
{
    ptrdiff_t end = str_starts(*s, STR("第")) ? str_find(*s, STR("回"), 0) : -1;

    if (end < 0 || end > ORDINAL_BYTES || (size_t)end + 3 >= s->n) {
        return (struct str){};
    }
    struct str ordinal = str_sub(*s, 0, (size_t)end + 3);

    *s = str_sub(*s, (size_t)end + 3, s->n);
    return ordinal;
}

/* The letters of the thing: no spaces, no particles between words of ideographs. */
static bool put_thing(struct str s, struct stem *ret)
{
    static const char *const left_out[] = {"の", "を", " ", "　"};

    for (size_t at = 0; at < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);
        bool skip = false;

        for (size_t i = 0; i < COUNT(left_out) && !skip; i++) {
            skip = str_eq(str_sub(s, at, at + n), str_of(left_out[i]));
        }
        if (!skip) {
            if (ret->n + n > LONGEST_NAME) {
                return false;
            }
            memcpy(ret->thing + ret->n, s.p + at, n);
            ret->n += n;
        }
        at += n;
    }
    return true;
}

static void set_thing(struct stem *s, const char *thing)
{
    s->n = strlen(thing);
    memcpy(s->thing, thing, s->n);
}

static bool thing_is(const struct stem *s, const char *word)
{
    return str_eq((struct str){.p = s->thing, .n = s->n}, str_of(word));
}

static bool is_meeting(const struct stem *s)
{
    struct str thing = {.p = s->thing, .n = s->n};

    for (size_t i = 0; i < COUNT(meetings); i++) {
        if (str_ends(thing, str_of(meetings[i]))) {
            return true;
        }
    }
    return false;
}

/* One name for one thing, and the act that is meant when none is said. */
static void settle(struct stem *s)
{
    for (size_t i = 0; i < COUNT(things); i++) {
        if (thing_is(s, things[i].word)) {
            set_thing(s, things[i].thing);
            break;
        }
    }
    if (s->n == 0 && s->act == ACT_SIGN) {
        set_thing(s, "契約"); /* 締結した日 */
    }
    if (thing_is(s, "契約") && s->act == ACT_NONE) {
        s->act = ACT_SIGN; /* 契約日 */
    }
    if (thing_is(s, "契約") && s->act == ACT_END) {
        set_thing(s, "契約期間"); /* 契約終了 */
    }
    if (s->act == ACT_HOLD || (is_meeting(s) && (s->act == ACT_END || s->act == ACT_BEGIN))) {
        s->act = s->n > 0 ? ACT_NONE : s->act;
    }
}

/* False when the words are too long for a stem. */
static bool stem_of(struct str words, struct stem *ret)
{
    struct str s = without_tails(without_note(words));

    *ret = (struct stem){};
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < COUNT(heads) && !cut; i++) {
            cut = cut_start(&s, heads[i]);
        }
        struct str ordinal = take_ordinal(&s);

        if (ordinal.n > 0) {
            ret->ordinal = ordinal;
            cut = true;
        }
    }
    for (size_t i = 0; i < COUNT(acts); i++) {
        if (cut_end(&s, acts[i].word)) {
            ret->act = acts[i].act;
            s = s.n > 0 ? without_tails(s) : s;
            break;
        }
    }
    if (!put_thing(s, ret)) {
        return false;
    }
    settle(ret);
    return ret->n > 0 || ret->act != ACT_NONE;
}

bool occasion_matches(struct str words, struct str name)
{
    struct stem a, b;

    words = str_trim(words);
    name = str_trim(name);
    if (words.n == 0 || name.n == 0) {
        return false;
    }
    if (str_eq(words, name)) {
        return true;
    }
    if (!stem_of(words, &a) || !stem_of(name, &b)) {
        return false;
    }
    return a.act == b.act && a.n == b.n && memcmp(a.thing, b.thing, a.n) == 0 &&
           (a.ordinal.n == 0 || str_eq(a.ordinal, b.ordinal));
}

enum clock_term clock_occasion_term(struct str words)
{
    struct stem s;

    if (!stem_of(words, &s) || !thing_is(&s, "契約期間")) {
        return CLOCK_TERM_NONE;
    }
    return s.act == ACT_NONE    ? CLOCK_TERM_WHOLE
           : s.act == ACT_BEGIN ? CLOCK_TERM_FIRST
           : s.act == ACT_END   ? CLOCK_TERM_LAST
                                : CLOCK_TERM_NONE;
}

/* 完了した日の属する年度の終了: the occasion before の属する, and whether its year is meant. */
static struct str without_belonging(struct str words, uint16_t *ret_flags)
{
    static const char *const years[] = {"年度", "会計年度", "事業年度"};
    ptrdiff_t at = str_rfind(words, STR("の属する"));

    if (at <= 0) {
        return words;
    }
    struct str rest = str_sub(words, (size_t)at + strlen("の属する"), words.n);

    for (size_t i = 0; i < COUNT(years); i++) {
        if (str_starts(rest, str_of(years[i])) && !str_has(rest, STR("翌"))) {
            *ret_flags |= CLOCK_FISCAL_END;
            return str_sub(words, 0, (size_t)at);
        }
    }
    return str_eq(rest, STR("月")) ? str_sub(words, 0, (size_t)at) : words;
}

/* The notation has the words of an occasion between braces: of their own they have none. */
static size_t first_brace(struct str words)
{
    size_t at = 0;

    while (at < words.n && words.p[at] != '{' && words.p[at] != '}') {
        at++;
    }
    return at;
}

struct str clock_occasion_clean(struct str words, uint16_t *ret_flags)
{
    static const char *const after[] = {"の後に", "後に", "の後", "以後", "後"};

    *ret_flags = 0;
    words = str_trim(str_sub(words, 0, first_brace(words)));
    if (str_eq(words, STR("?"))) {
        return (struct str){};
    }
    if (cut_end(&words, "の翌日") || cut_end(&words, "翌日")) {
        *ret_flags |= CLOCK_FROM_NEXT;
    }
    for (size_t i = 0; i < COUNT(after); i++) {
        struct str rest = words;

        if (cut_end(&rest, after[i]) && rest.n > 3) {
            words = str_trim(rest);
            break;
        }
    }
    return without_belonging(words, ret_flags);
}

bool occasion_may_never_be(struct str occasion)
{
    static const char *const conditions[] = {"場合", "とき", "際", "おそれ"};

    for (size_t i = 0; i < COUNT(conditions); i++) {
        if (str_ends(occasion, str_of(conditions[i]))) {
            return true;
        }
    }
    return false;
}
