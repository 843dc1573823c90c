/* Clocks by table: the law's own examples, the notation, the words a person reads. */
#include "core/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int32_t day_of(const char *text)
{
    return text == NULL ? CALENDAR_NONE : calendar_parse(str_of(text));
}

static struct clock_rule rule_of(struct arena *a, const char *value)
{
    struct clock_rule r = {};
    struct err err = {};

    if (clock_parse(a, str_of(value), &r, &err) < 0) {
        fail_msg("\"%s\": %s", value, err.message);
    }
    return r;
}

static void expect_day(const char *what, int32_t day, const char *expected)
{
    struct ymd d = calendar_ymd(day);

    if (day != day_of(expected)) {
        fail_msg("%s: %04d-%02d-%02d, expected %s", what, d.year, d.month, d.day,
                 expected == NULL ? "none" : expected);
    }
}

/* ---- one occasion, one day ---- */

static void counts_from_an_occasion(void **state)
{
    static const struct {
        const char *value, *day, *due;
    } cases[] = {
        /* business days, the day itself not counted */
        {"{打合せ終了}+P3BD", "2026-12-28", "2027-01-06"},
        {"{打合せ終了}+P3BD", "2026-12-25", "2027-01-05"},
        {"{打合せ終了}+P3BD", "2026-09-18", "2026-09-28"},
        {"{打合せ終了}+P3BD", "2026-05-01", "2026-05-11"},
        {"{打合せ終了}+P3BD", "2026-07-17", "2026-07-23"},
        {"{打合せ終了}+P3BD", "2027-03-18", "2027-03-24"},
        {"{打合せ終了}+P3BD incl_start", "2026-07-17", "2026-07-22"},
        {"{打合せ}-P2BD", "2026-07-21", "2026-07-16"},
        /* 6月5日から3日間 = 5, 6, 7 June when the day is counted */
        {"{開始}+P3D incl_start", "2026-06-05", "2026-06-07"},
        {"{開始}+P3D", "2026-06-05", "2026-06-08"},
        {"{通知日の翌日}+P7D incl_start", "2026-06-05", "2026-06-12"},
        {"{通知日の翌日}+P7D", "2026-06-05", "2026-06-12"},
        {"{契約締結}+P2W", "2026-07-01", "2026-07-15"},
        {"{開催}-P3W", "2026-10-21", "2026-09-30"},
        /* months by the calendar: the day counted first is 1, 20, 31 January */
        {"{着手}+P2M incl_start", "2026-01-01", "2026-02-28"},
        {"{着手}+P2M incl_start", "2028-01-01", "2028-02-29"},
        {"{着手}+P2M incl_start", "2026-01-20", "2026-03-19"},
        {"{着手}+P2M incl_start", "2026-01-31", "2026-03-30"},
        {"{着手}+P1M incl_start", "2026-01-31", "2026-02-28"},
        {"{着手}+P1M incl_start", "2028-01-31", "2028-02-29"},
        {"{着手}+P1M", "2026-01-20", "2026-02-20"},
        {"{着手}+P1M", "2026-01-31", "2026-02-28"},
        {"{着手}+P1M", "2026-02-28", "2026-03-31"}, /* counted from 1 March */
        {"{着手}+P1M EXACT", "2026-02-28", "2026-03-28"},
        {"{着手}+P1Y", "2026-06-30", "2027-06-30"},
        {"{着手}+P1Y6M", "2026-01-15", "2027-07-15"},
        {"{開催}-P1M", "2026-03-31", "2026-02-28"},
        {"{開催}-P2M", "2026-10-20", "2026-08-20"},
        {"{検収}+P1M END,ON_OR_BEFORE", "2026-01-31", "2026-02-28"},
        {"{検収}+P1M END,ON_OR_BEFORE", "2026-02-10", "2026-03-31"},
        {"{変更} BEFORE", "2026-07-10", "2026-07-09"},
        {"{提出期限} ON_OR_BEFORE", "2026-07-10", "2026-07-10"},
        {"{納品}+P1D", "2026-07-10", "2026-07-11"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);
        struct occasion o = {
            .id = 7, .name = r.occasion, .day = day_of(cases[i].day), .minute = -1};
        struct clock_world w = {&o, 1, CALENDAR_NONE, CALENDAR_NONE, day_of("2029-12-31")};
        struct clocks clocks = {};
        struct err err = {};

        assert_int_equal(r.kind, CLOCK_OFFSET);
        assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
        assert_int_equal(clocks.n, 1);
        expect_day(cases[i].value, clocks.v[0].day_to, cases[i].due);
        assert_int_equal(clocks.v[0].occasion, 7);
        assert_true(str_eq(clocks.v[0].key, STR("once")));
    }
}

static void counts_hours_from_the_instant(void **state)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct clock_rule r = rule_of(&arena, "{漏えい}+PT24H");
    struct occasion o = {
        .id = 1, .name = STR("漏えい"), .day = day_of("2026-07-01"), .minute = 870};
    struct clock_world w = {&o, 1, CALENDAR_NONE, CALENDAR_NONE, calendar_confirmed_to()};
    struct clocks clocks = {};
    struct err err = {};

    assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
    expect_day("24 hours", clocks.v[0].day_to, "2026-07-02");
    assert_int_equal(clocks.v[0].minute, 870);
    r = rule_of(&arena, "{乗車}-PT30M");
    o = (struct occasion){.id = 1, .name = STR("乗車"), .day = day_of("2026-07-01"), .minute = 10};
    assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
    expect_day("30 minutes before", clocks.v[1].day_to, "2026-06-30");
    assert_int_equal(clocks.v[1].minute, 1420);
    /* without an hour: the days it may be */
    o.minute = -1;
    r = rule_of(&arena, "{乗車}+PT30M");
    assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
    expect_day("first", clocks.v[2].day_from, "2026-07-01");
    expect_day("last", clocks.v[2].day_to, "2026-07-02");
    assert_int_equal(clocks.v[2].minute, -1);
}

/* ---- days as written ---- */

static void reads_fixed_days(void **state)
{
    static const struct {
        const char *value, *from, *to;
        int minute;
    } cases[] = {
        {"2026-07-10", "2026-07-10", "2026-07-10", -1},
        {"2026-06-30T12:00", "2026-06-30", "2026-06-30", 720},
        {"2026-06-30T12:00:00", "2026-06-30", "2026-06-30", 720},
        {"2026-12-31T24:00", "2026-12-31", "2026-12-31", -1},
        {"2026-12-31T25:30", "2027-01-01", "2027-01-01", 90},
        {"2026-07-1J", "2026-07-01", "2026-07-10", -1},
        {"2026-07-上旬", "2026-07-01", "2026-07-10", -1},
        {"2027-02-下旬", "2027-02-21", "2027-02-28", -1},
        {"2026-09-中旬/2026-10-下旬", "2026-09-11", "2026-10-31", -1},
        {"2026-10", "2026-10-01", "2026-10-31", -1},
        {"2026-10/2026-12", "2026-10-01", "2026-12-31", -1},
        {"2026-04-01/", "2026-04-01", NULL, -1},
        {"/2026-04-01", "2026-04-01", "2026-04-01", -1},
        {"2026-10-下旬/", "2026-10-21", NULL, -1},
        {"FY2026", "2026-04-01", "2027-03-31", -1},
        {"FY2026-Q4", "2027-01-01", "2027-03-31", -1},
        {"FY2026-H1", "2026-04-01", "2026-09-30", -1},
        {"2026-Q3", "2026-07-01", "2026-09-30", -1},
        {"2026-H2", "2026-07-01", "2026-12-31", -1},
        {"FY2026 END,ON_OR_BEFORE", "2027-03-31", "2027-03-31", -1},
        {"2026-09 END", "2026-09-30", "2026-09-30", -1},
        {"2026-09 START", "2026-09-01", "2026-09-10", -1},
        {"2026-04-01 BEFORE", "2026-03-31", "2026-03-31", -1},
        {"2026-06-10T14:00/T15:30", "2026-06-10", "2026-06-10", 930},
        {"2026-04-01/P1Y", "2026-04-01", "2027-03-31", -1},
        {"2026-11-WXX-4-#3", "2026-11-19", "2026-11-19", -1},
        {"2030/2039", "2030-01-01", "2039-12-31", -1},
        {"令和9年3月31日(水)", "2027-03-31", "2027-03-31", -1},
        {"令和8年6月30日12時00分まで", "2026-06-30", "2026-06-30", 720},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);

        if (r.kind != CLOCK_FIXED) {
            fail_msg("%s is of kind %d", cases[i].value, r.kind);
        }
        expect_day(cases[i].value, r.day_from, cases[i].from);
        expect_day(cases[i].value, r.day_to, cases[i].to);
        assert_int_equal(r.minute, cases[i].minute);
    }
}

/* ---- what comes round ---- */

struct round_case {
    const char *value, *first, *last; /* term */
    const char *days;                 /* key=day, in order */
};

static void comes_round(void **state)
{
    static const struct round_case cases[] = {
        {"XXXX-XX-10", "2026-08-05", "2026-11-09",
         "2026-08=2026-08-10 2026-09=2026-09-10 "
         "2026-10=2026-10-10 "},
        {"XXXX-XX-10 NEXT_MONTH", "2026-08-05", "2026-10-09",
         "2026-08=2026-09-10 2026-09=2026-10-10 2026-10=2026-11-10 "},
        {"XXXX-XX END", "2027-01-15", "2027-03-31",
         "2027-01=2027-01-31 2027-02=2027-02-28 2027-03=2027-03-31 "},
        {"XXXX-WXX-1", "2026-08-05", "2026-08-20", "2026-08-10=2026-08-10 2026-08-17=2026-08-17 "},
        {"XXXX-XX-WXX-3-#2", "2026-08-01", "2026-09-30", "2026-08=2026-08-12 2026-09=2026-09-09 "},
        {"XXXX-03-31", "2026-04-01", "2027-03-31", "2027=2027-03-31 "},
        {"XXXX-02-29", "2026-04-01", "2027-03-31", "2027=2027-02-28 "},
        {"XXXX-12-29/XXXX-01-03", "2026-04-01", "2027-03-31", "2026=2027-01-03 "},
        {"XXXX-Q4", "2026-04-01", "2027-03-31", "2027=2027-03-31 "},
        {"1X/P1M", "2026-08-05", "2026-09-15", "2026-08=2026-08-31 2026-09=2026-09-15 "},
        {"1X/P1W", "2026-08-05", "2026-08-16", "2026-08-03=2026-08-09 2026-08-10=2026-08-16 "},
        {"1X/P2W", "2026-08-05", "2026-08-25", "2026-08-03=2026-08-16 2026-08-17=2026-08-25 "},
        {"1X/P3M", "2026-08-05", "2027-03-19",
         "2026-07=2026-09-30 2026-10=2026-12-31 2027-01=2027-03-19 "},
        {"3X/P1Y", "2026-04-01", "2027-03-31",
         "FY2026-1=2026-07-31 FY2026-2=2026-11-30 FY2026-3=2027-03-31 "},
        {"1X/P1Y", "2026-06-01", "2027-06-30", "FY2026=2027-03-31 FY2027=2027-06-30 "},
        {"2X/P1M", "2026-09-01", "2026-09-30", "2026-09-1=2026-09-15 2026-09-2=2026-09-30 "},
        {"1X/P1D", "2026-09-01", "2026-09-03",
         "2026-09-01=2026-09-01 2026-09-02=2026-09-02 2026-09-03=2026-09-03 "},
        {"{契約期間}*1/2", "2026-06-01", "2026-06-10", "once=2026-06-05 "},
        {"{契約期間}*1/2", "2026-06-01", "2026-06-11", "once=2026-06-06 "},
        {"{契約期間}", "2026-06-01", "2026-06-11", "once=2026-06-11 "},
        {"{履行期間満了}+P10D", "2026-06-01", "2026-06-11", "once=2026-06-21 "},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);
        struct clock_world w = {NULL, 0, day_of(cases[i].first), day_of(cases[i].last),
                                calendar_confirmed_to()};
        struct clocks clocks = {};
        struct err err = {};
        struct str all = {};

        assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
        for (uint32_t k = 0; k < clocks.n; k++) {
            struct ymd d = calendar_ymd(clocks.v[k].day_to);

            all = arena_printf(&arena, "%.*s%.*s=%04d-%02d-%02d ", STR_ARG(all),
                               STR_ARG(clocks.v[k].key), d.year, d.month, d.day);
        }
        if (!str_eq(all, str_of(cases[i].days))) {
            fail_msg("%s: %.*s", cases[i].value, STR_ARG(all));
        }
    }
}

/* ---- words, why ---- */

static void says_it_in_words(void **state)
{
    static const struct {
        const char *value, *words;
    } cases[] = {
        {"{打合せ終了}+P3BD", "打合せ終了から3開庁日以内"},
        {"{開催}-P10D", "開催の10日前まで"},
        {"{事業終了}/P5Y", "事業終了から5年間"},
        {"{検収}+P1M END", "検収の翌月末まで"},
        {"{契約締結}+P10D incl_start", "契約締結から起算して10日以内"},
        {"{契約締結} BEFORE", "契約締結より前"},
        {"{契約締結}+PROMPT", "契約締結後、速やかに"},
        {"2026-06-30T12:00 ON_OR_BEFORE,ARRIVE", "2026-06-30 12:00必着"},
        {"2026-07-1J", "2026年7月上旬"},
        {"XXXX-XX-10", "毎月10日"},
        {"XXXX-XX-10 NEXT_MONTH", "毎月翌月10日"},
        {"XXXX-XX END", "毎月末日"},
        {"XXXX-WXX-1", "毎週月曜日"},
        {"3X/P1Y", "年3回以上"},
        {"1X/P2W", "2週間に1回"},
        {"about P2W before", NULL},
        {"{開催}-P1M APPROX", "開催の1か月前まで（目途）"},
        {"{契約期間}*1/2", "契約期間の半分が過ぎるとき"},
        {"{打合せ}<P1M", "前回の打合せから1か月を超えない"},
        {"PERIODIC", "定期的に"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);
        struct str words = clock_words(&arena, &r);

        if (cases[i].words != NULL && !str_eq(words, str_of(cases[i].words))) {
            fail_msg("%s: %.*s", cases[i].value, STR_ARG(words));
        }
    }
}

static void says_why(void **state)
{
    static const struct {
        const char *value, *name, *day, *why;
    } cases[] = {
        {"{打合せ終了}+P3BD", "打合せ終了", "2026-07-17",
         "打合せ終了 2026-07-17 から3開庁日後（土日・7/20海の日を除く）"},
        {"{契約締結}+P10D", "契約締結日", "2026-07-01",
         "契約締結日 2026-07-01 "
         "の翌日から起算して10日目（初日不算入）。期限の日は閉庁日（土曜日）だが、"
         "契約上の日は動かない"},
        {"{契約締結}+P10D incl_start", "契約締結日", "2026-07-01",
         "契約締結日 2026-07-01 から起算して10日目（初日を数える）"},
        {"{開催}-P1M", "開催日", "2026-12-15",
         "開催日 2026-12-15 の1か月前。期限の日は閉庁日"
         "（日曜日）だが、契約上の日は動かない"},
        {"{納入}+P2M", "納入日", "2026-12-30",
         "納入日 2026-12-30 の翌日から起算して2か月の末日（初日不算入）（応当日がないため月末）。"
         "期限の日は閉庁日（日曜日）だが、契約上の日は動かない"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);
        struct occasion o = {
            .id = 7, .name = str_of(cases[i].name), .day = day_of(cases[i].day), .minute = -1};
        struct clock_world w = {&o, 1, CALENDAR_NONE, CALENDAR_NONE, calendar_confirmed_to()};
        struct clocks clocks = {};
        struct err err = {};

        assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
        assert_int_equal(clocks.n, 1);
        if (!str_eq(clocks.v[0].why, str_of(cases[i].why))) {
            fail_msg("%.*s", STR_ARG(clocks.v[0].why));
        }
    }
}

/* ---- what the register says ---- */

static void reads_what_the_register_says(void **state)
{
    static const struct {
        struct clock_source source;
        const char *notation;
    } cases[] = {
        {{STR("{契約締結日}+P10D"), STR("within P10D after"), STR("契約締結日"),
          STR("受注者は、契約締結日から起算して10日以内に計画書を出すこと")},
         "{契約締結日}+P10D incl_start"},
        {{STR("{通知日の翌日}+P7D"), STR("within P7D after"), STR("通知日の翌日"),
          STR("通知日の翌日から起算して7日以内に申し出る")},
         "{通知日の翌日}+P7D"},
        {{STR("P3BD"), STR("within P3BD after"), STR("故障を見つけたとき"),
          STR("故障を見つけたときは、3営業日以内に知らせる")},
         "{故障を見つけたとき}+P3BD"},
        {{STR("P3Y"), STR("within P3Y before"), {}, STR("過去3年以内に受注した実績")}, "P3Y"},
        {{STR("{納品}+P2W"), STR("within P2W after"), STR("納品後"), STR("納品後2週間後に行う")},
         "{納品}+P2W EXACT"},
        {{STR("{開催}-P1M"), STR("about P1M before"), STR("開催"), STR("開催の1か月前を目途に")},
         "{開催}-P1M APPROX"},
        {{STR("2026-06-30T12:00:00"), {}, {}, STR("令和8年6月30日12時必着とする")},
         "2026-06-30T12:00 ARRIVE"},
        {{STR("1X/P1M"), STR("monthly exactly 1"), {}, STR("毎月、翌月10日までに月報を出す")},
         "XXXX-XX-10 NEXT_MONTH"},
        {{STR("1X/P6M"), STR("half-yearly"), {}, STR("契約期間の半期を目処に報告する")},
         "{契約期間}*1/2 APPROX"},
        {{STR("1X/P6M"), STR("half-yearly"), {}, STR("半年に1回報告する")}, "1X/P6M"},
        {{STR("{変更する場合}"), STR("before change"), STR("変更する場合"), {}},
         "{変更する場合} BEFORE"},
        {{{}, STR("always"), {}, {}}, "always"},
        {{STR("{契約期間}"), STR("during contract"), STR("契約期間"), {}}, "{契約期間} SPAN"},
        {{STR("within P7D after"), {}, {}, STR("検討会の終了後7日以内に議事録を送る")},
         "{検討会の終了}+P7D"},
        {{STR("{完了の日の属する年度の終了}/P5Y"), {}, {}, {}},
         "{完了の日の属する年度の終了}+P5Y SPAN"},
        {{STR("{検収}+P1M"), STR("within P1M after"), STR("検収"), STR("検収の翌月末までに支払う")},
         "{検収}+P1M END"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r;
        struct err err = {};

        if (clock_read(&arena, &cases[i].source, &r, &err) < 0) {
            fail_msg("%s: %s", cases[i].notation, err.message);
        }
        struct str notation = clock_notation(&arena, &r);

        if (!str_eq(notation, str_of(cases[i].notation))) {
            fail_msg("%.*s, expected %s", STR_ARG(notation), cases[i].notation);
        }
    }
}

static void knows_one_occasion_by_many_names(void **state)
{
    static const struct {
        const char *words, *name;
        bool same;
    } cases[] = {
        {"契約締結", "契約締結日", true},
        {"本契約の締結の日", "契約締結日", true},
        {"契約を締結した日", "契約締結日", true},
        {"締結した日", "契約締結日", true},
        {"契約", "契約締結日", true},
        {"契約締結後", "契約日", true},
        {"別途契約締結", "契約締結日", false},
        {"変更契約締結", "契約締結日", false},
        {"契約終了", "契約締結日", false},
        {"契約の終了", "契約期間満了日", true},
        {"履行期間満了", "契約期間終了", true},
        {"事業実施期間終了", "履行期間の満了の日", true},
        {"打合せ", "打ち合わせ", true},
        {"打合せ終了", "打合せ日", true},
        {"各打合せの終了後", "第2回打合せ", true},
        {"打合せ実施日", "打合せ（7月）", true},
        {"第2回検討会", "第1回検討会", false},
        {"検討会の終了", "第1回検討会", true},
        {"打合せ", "会議", false},
        {"業務完了", "事業完了日", true},
        {"本業務の終了", "業務完了", true},
        {"業務を終えたとき", "業務完了日", true},
        {"業務完了", "業務開始", false},
        {"業務完了", "履行期間満了", false}, /* may be earlier than the term */
        {"納入の日", "納品日", true},
        {"納品", "検収", false},
        {"成果物の納入", "納品日", false},
        {"変更", "再委託の変更", false},
        {"", "", false},
        {"の", "日", false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        if (occasion_matches(str_of(cases[i].words), str_of(cases[i].name)) != cases[i].same) {
            fail_msg("%s %s %s", cases[i].words, cases[i].same ? "is not" : "is", cases[i].name);
        }
    }
}

/* ---- states without a day ---- */

static void has_no_day_and_says_so(void **state)
{
    static const struct {
        const char *value;
        uint16_t flag;
    } cases[] = {
        {"{打合せ}+P3BD", CLOCK_WAITS},
        {"1X/P1M", CLOCK_WAITS}, /* no term */
        {"{契約期間}*1/2", CLOCK_WAITS},
        {"{契約期間}", CLOCK_WAITS},
        {"{打合せ}<P1M", CLOCK_WAITS},
        {"{契約締結}+PROMPT", CLOCK_NEEDS_READING},
        {"{?}-P2W", CLOCK_NEEDS_READING},
        {"PERIODIC", CLOCK_NEEDS_READING},
        {"PXD", CLOCK_NEEDS_READING},
        {"{検収}+PXD", CLOCK_NEEDS_READING},
        {"{REF}+P1M", CLOCK_NEEDS_READING},
        {"ONDEMAND", CLOCK_NEVER},
        {"T13:30", CLOCK_NEVER},
        {"T09:00/T17:00", CLOCK_NEVER},
        {"P5Y", CLOCK_NEVER},
        {"PT40H/P1W", CLOCK_NEVER},
        {"2026-11-20/2026-11-08", CLOCK_NEVER},
        {"-", CLOCK_NEVER},
        {"always", CLOCK_NEVER},
        {"without delay", CLOCK_NEEDS_READING},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);
        struct clock_world w = {NULL, 0, CALENDAR_NONE, CALENDAR_NONE, calendar_confirmed_to()};
        struct clocks clocks = {};
        struct err err = {};

        assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
        assert_int_equal(clocks.n, 1);
        if ((clocks.v[0].flags & cases[i].flag) == 0 || clocks.v[0].why.n == 0) {
            fail_msg("%s: flags %x, %.*s", cases[i].value, clocks.v[0].flags,
                     STR_ARG(clocks.v[0].why));
        }
        assert_int_equal(clocks.v[0].day_to, CALENDAR_NONE);
    }
}

static void computes_nothing_past_the_confirmed_holidays(void **state)
{
    static const struct {
        const char *value, *day;
    } cases[] = {
        {"{打合せ}+P3BD", "2027-12-28"},
        {"{打合せ}+P10D", "2027-12-28"},
        {"{打合せ}/P5Y", "2027-03-31"},
        {"{打合せ}-P3BD", "2028-01-05"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct clock_rule r = rule_of(&arena, cases[i].value);
        struct occasion o = {
            .id = 7, .name = STR("打合せ"), .day = day_of(cases[i].day), .minute = -1};
        struct clock_world w = {&o, 1, CALENDAR_NONE, CALENDAR_NONE, day_of("2027-12-31")};
        struct clocks clocks = {};
        struct err err = {};

        assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
        assert_int_equal(clocks.n, 1);
        assert_true(clocks.v[0].flags & CLOCK_BEYOND);
        assert_int_equal(clocks.v[0].day_to, CALENDAR_NONE);
    }
}

static void gives_every_occasion_of_a_name_its_own_instance(void **state)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct clock_rule r = rule_of(&arena, "{各打合せの終了}+P3BD");
    struct occasion o[] = {
        {.id = 3, .name = STR("第1回打合せ"), .day = day_of("2026-07-17"), .minute = -1},
        {.id = 4, .name = STR("契約締結日"), .day = day_of("2026-07-01"), .minute = -1},
        {.id = 5, .name = STR("打合せ（8月）"), .day = day_of("2026-08-03"), .minute = -1},
        {.id = 6, .name = STR("打合せ"), .day = CALENDAR_NONE, .minute = -1},
    };
    struct clock_world w = {o, COUNT(o), CALENDAR_NONE, CALENDAR_NONE, calendar_confirmed_to()};
    struct clocks clocks = {};
    struct err err = {};

    assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
    assert_int_equal(clocks.n, 3);
    assert_true(str_eq(clocks.v[0].key, STR("3")));
    expect_day("first", clocks.v[0].day_to, "2026-07-23");
    expect_day("second", clocks.v[1].day_to, "2026-08-06");
    assert_true(clocks.v[2].flags & CLOCK_WAITS);
    r = rule_of(&arena, "{打合せ}<P1M");
    assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), 0);
    expect_day("silence", clocks.v[3].day_to, "2026-09-03");
}

static void refuses_too_many_and_nonsense(void **state)
{
    static const char *const bad[] = {
        "",          "2026-13", "2026-02-30",    "{打合せ", "P",           "P3", "P3Z",      "3X/",
        "{打合せ}+", "2026-1J", "2026-07-1 FOO", "within",  "within P3BD", "x",  "P9999999D"};
    struct arena arena CLEANUP(arena_done) = {};
    struct clock_rule r = rule_of(&arena, "1X/P1D");
    struct clock_world w = {NULL, 0, day_of("2020-01-01"), day_of("2027-12-31"),
                            calendar_confirmed_to()};
    struct clocks clocks = {};
    struct err err = {};

    assert_int_equal(clock_compute(&arena, &r, &w, &clocks, &err), -1);
    assert_int_equal(err.kind, ERR_LIMIT);
    assert_int_equal(clocks.n, 0);
    for (size_t i = 0; i < COUNT(bad); i++) {
        err = (struct err){};
        if (clock_parse(&arena, str_of(bad[i]), &r, &err) == 0) {
            fail_msg("\"%s\" was read", bad[i]);
        }
        assert_true(err.kind == ERR_INVALID || err.kind == ERR_LIMIT);
        assert_true(err.message[0] != '\0');
    }
    assert_int_equal(clock_parse(&arena, STR("{x}+P500Y"), &r, &err), -1);
    assert_int_equal(err.kind, ERR_LIMIT);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_from_an_occasion),
        cmocka_unit_test(counts_hours_from_the_instant),
        cmocka_unit_test(reads_fixed_days),
        cmocka_unit_test(comes_round),
        cmocka_unit_test(says_it_in_words),
        cmocka_unit_test(says_why),
        cmocka_unit_test(reads_what_the_register_says),
        cmocka_unit_test(knows_one_occasion_by_many_names),
        cmocka_unit_test(has_no_day_and_says_so),
        cmocka_unit_test(computes_nothing_past_the_confirmed_holidays),
        cmocka_unit_test(gives_every_occasion_of_a_name_its_own_instance),
        cmocka_unit_test(refuses_too_many_and_nonsense),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
