/*
 * What cells and lines beside and above each other say of a number, a date or a word: each case
 * with what is found in it, and beside it what looks like it and is nothing of a person.
 */
#include "inspect/found.h"
#include "inspect/personal/personal.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct example {
    const char *text, *found; /* "rule reads; rule reads" */
};

static const char *told(struct arena *a, struct found *f)
{
    struct str all = STR("");

    personal_end(f);
    for (uint32_t i = 0; i < f->findings.n; i++) {
        const struct inspect_finding *x = &f->findings.v[i];

        all = arena_printf(a, "%.*s%s%s %.*s", STR_ARG(all), i == 0 ? "" : "; ", x->rule->id + 4,
                           STR_ARG(x->reads));
    }
    return all.p;
}

/* What is found in lines that follow each other. */
static const char *found_in_lines(struct arena *a, struct str text)
{
    struct found f;

    found_init(&f, a, true);
    for (size_t beg = 0; beg < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), beg);
        size_t past = end < 0 ? text.n : (size_t)end;

        personal_line(&f, str_sub(text, beg, past), STR("here"));
        beg = past + 1;
    }
    return told(a, &f);
}

/* What is found in the cells of a table: "|" between two, "\n" between rows. */
static const char *found_in_cells(struct arena *a, struct str text)
{
    struct found f;
    uint32_t row = 1;
    uint32_t column = 1;
    size_t beg = 0;

    found_init(&f, a, true);
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '|' && text.p[i] != '\n') {
            continue;
        }
        personal_cell(&f, str_sub(text, beg, i), (struct str){}, STR("here"), row, column++);
        if (i < text.n && text.p[i] == '\n') {
            row++;
            column = 1;
        }
        beg = i + 1;
    }
    return told(a, &f);
}

static void persons_beside_each_other(void **state)
{
    static const struct example examples[] = {
        {"項目|内容1|内容2\n氏名|荒巻 悠里|小田桐 澪", "305 荒巻 悠里; 305 小田桐 澪"},
        {"項目|内容1|内容2\n生年月日|S50.6.7|平成3年4月5日", "306 S50.6.7; 306 平成3年4月5日"},
        {"項目|内容1|内容2\n生年月日|不明|平成3年4月5日", "306 平成3年4月5日"},
        {"項目|内容1|内容2\n旅券番号|TR4410092|MZ4410093", "308 TR4410092; 308 MZ4410093"},
        {"項目|一人目|二人目|三人目\n保険証記号番号|12-3390|12-0087|12-4412",
         "308 12-3390; 308 12-0087; 308 12-4412"},
        {"項目/被験者|荒巻 悠里|小田桐 澪|柳 暁\n身長|158.2|171.0|176.4",
         "305 荒巻 悠里; 305 小田桐 澪; 305 柳 暁"},
        {"区分|本人|配偶者|長男\n生年月日|昭和58年3月2日|S59.10.1|H28.5.5",
         "306 昭和58年3月2日; 306 S59.10.1; 306 H28.5.5"},
        {"日|4日|5日\n当番|荒巻|小田桐\n場所|会議室|体育館", "305 荒巻; 305 小田桐"},
        {"部署|当番|内容\n総務|荒巻|清掃", "305 荒巻"},
        {"項目|内容|更新日\n生年月日|1988/08/18|2019/04/01", "306 1988/08/18"},
        {"氏名|荒巻 悠里|総務課|印", "305 荒巻 悠里"},
        {"生年月日|1988/08/18|届出|2019/04/01", "306 1988/08/18"},
        {"id|name_en|dob\n7|Mikael Sorvala|1988/4/5", "305 Mikael Sorvala; 306 1988/4/5"},
        {"name|individual_number\n相良 美緒|487960514234", "305 相良 美緒; 301 487960514234"},
        {"name|parcel\n相良 美緒|487960514234", "305 相良 美緒"},
        {"id|name_en|code\n7|Pump Unit|1988/4/5", ""},
        {"施工日|1988/08/18|2019/04/01", ""},
        {"対応者|総務 部|税務 課", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(examples); i++) {
        assert_string_equal(found_in_cells(&a, str_of(examples[i].text)), examples[i].found);
    }
}

static void columns_of_things(void **state)
{
    static const struct example examples[] = {
        {"品番|数量\n03-2200-1100|3\n090-1200-0034|4", ""},
        {"電話番号|数量\n03-2200-1100|3", "302 03-2200-1100"},
        {"品目コード|備考\n03-2200-1100|TEL 03-2200-1177", "302 03-2200-1177"},
        {"花|よみ|系統\n紫苑|しおん|紫\n菖蒲|あやめ|青", ""},
        {"花|よみ|L M/N\n紫苑|しおん|紫\n菖蒲|あやめ|青", ""},
        {"氏名|よみ|学年\n相良 紫苑|さがら しおん|2", "305 相良 紫苑; 305 さがら しおん"},
        {"銀行|支店|番号\nゆうちょ銀行|記号11940|番号23456781", "307 11940; 307 23456781"},
        {"部品|記号|番号\nねじ|記号11940|番号23456781", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(examples); i++) {
        assert_string_equal(found_in_cells(&a, str_of(examples[i].text)), examples[i].found);
    }
}

static void days_of_birth(void **state)
{
    static const struct example examples[] = {
        {"1987年5月6日生（満38歳）", "306 1987年5月6日生（満38歳"},
        {"S30.4.5生（70才）", "306 S30.4.5生（70才"},
        {"2019年4月3日生（刺身用）", ""},
        {"1987年5月6日発行（満38年）", ""},
        {"私は昭和31年2月9日に、港のそばの家で生まれました。", "306 昭和31年2月9日"},
        {"1951年7月8日、鳥取県生まれ。", "306 1951年7月8日"},
        {"1951年7月8日、倉吉出身", "306 1951年7月8日"},
        {"平成2年4月1日に、三つの村が一つになって生まれた市", ""},
        {"平成2年4月1日に生まれた子牛の体重", ""},
        {"平成2年4月1日、倉吉出身の横綱が引退した。", ""},
        {"扶養　相良 美緒　　平成4年3月30日　妻　パート", "305 相良 美緒; 306 平成4年3月30日"},
        {"慶弔　総務課　　令和4年3月30日　父　逝去", ""},
        {"令和4年3月30日　母　参観", ""},
        {"1983年3月2日 福井市に生まれる。", "306 1983年3月2日"},
        {"昭和58年3月2日福井県生まれ", "306 昭和58年3月2日"},
        {"昭和58年3月2日福井県発、名古屋行き", ""},
        {"昭和58年3月2日生の42歳です", "306 昭和58年3月2日"},
        {"昭和58年3月2日生の魚", ""},
        {"生　年　月　日　昭和58年3月2日", "306 昭和58年3月2日"},
        {"作　成　日　昭和58年3月2日", ""},
        {"ご生年月日を伺えますか\n昭和44年3月1日です", "306 昭和44年3月1日"},
        {"締切を伺えますか\n昭和44年3月1日です", ""},
        {"生年月日　平成 元年 1月 9日", "306 平成 元年 1月 9日"},
        {"平成 元年 1月 9日に開館", ""},
        {"聞き手が尋ねると、私は昭和31年2月9日に、港のそばの家で\n生まれまして。",
         "306 昭和31年2月9日"},
        {"委員会によれば、平成2年4月1日に、新しい町の道が\n生まれまして。", ""},
        {"個人番号            生年月日\n4879 6051 4234      平22.8.1",
         "301 4879 6051 4234; 306 平22.8.1"},
        {"契約番号            契約日\n4879 6051 4234      平22.8.1", ""},
        {"Her date of birth is 5 June 1991.", "306 5 June 1991"},
        {"He was born on 5 June 1991 in Kobe.", "306 5 June 1991"},
        {"The ward for the newborn opened on 5 June 1991.", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(examples); i++) {
        assert_string_equal(found_in_lines(&a, str_of(examples[i].text)), examples[i].found);
    }
}

static void numbers_by_what_stands_around(void **state)
{
    static const struct example examples[] = {
        {"Her passport number is TZ2204117.", "308 TZ2204117"},
        {"The tracking number is TZ2204117.", ""},
        {"旅券番号：481526370", "308 481526370"},
        {"旅券発給申請 481526370", ""},
        {"医療　後期高齢 39512204", "308 39512204"},
        {"後期高齢者 39512204人", ""},
        {"自治会長　電話 3412-2207", "302 3412-2207"},
        {"TEL：41-2207", "302 41-2207"},
        {"電話 2023-2024年度の契約", ""},
        {"整理 3412-2207", ""},
        {"電話・住所 〒934-2207", ""},
        {"11:20 着信 05051237788", "302 05051237788"},
        {"11:20 型式 05051237788", ""},
        {"Mia Bell, 7 Rowan Lane, Ludlow SY8 9ZZ, UK", "304 7 Rowan Lane, Ludlow SY8 9ZZ, UK"},
        {"118 W Cedar St, Apt 4, Salem, OR 97300", "304 118 W Cedar St, Apt 4, Salem, OR 97300"},
        {"Please ask Cedar Works, Inc., 118 W Cedar St, Salem, OR 97300", ""},
        {"Mia Bell\n118 W Cedar St, Salem, OR 97300", "304 118 W Cedar St, Salem, OR 97300"},
        {"If there is no copy of it with the program, please write to Cedar Works,\n"
         "118 W Cedar St, Salem, OR 97300",
         ""},
        {"7 Rowan Lane products, model SY8 are sold", ""},
        {"2024 Annual Report of the Close Group OR 12345", ""},
        {"富山県氷見市丸の内1番1号、同県中新川郡立山町前沢2440番地",
         "304 富山県氷見市丸の内1番1号; 304 同県中新川郡立山町前沢2440番地"},
        {"カード番号をお願いします\n「5204 7300 1122 3349、期限は」", "308 5204 7300 1122 3349"},
        {"会員番号をお願いします\n「5204 7300 1122 3349、期限は」", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(examples); i++) {
        assert_string_equal(found_in_lines(&a, str_of(examples[i].text)), examples[i].found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_beside_each_other),
        cmocka_unit_test(columns_of_things),
        cmocka_unit_test(days_of_birth),
        cmocka_unit_test(numbers_by_what_stands_around),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
