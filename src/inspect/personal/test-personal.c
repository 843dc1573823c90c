/*
 * Personal information on a labelled set (tests/inspect/personal): what stands between ⟦RULE: and ⟧
 * must be found, nothing else may be. Lines that begin with "## " say what is expected of the whole
 * file and are no part of it. The folder `held` was written first and nothing is tuned on it.
 * PERSONAL_SHOW=1 names what was missed and what was found in vain (not of `held`; =2 of that too).
 */
#include "inspect/found.h"
#include "inspect/personal/personal-list.h"
#include "inspect/personal/personal-scan.h"
#include "inspect/personal/personal.h"
#include "inspect/text.h"

#include "base/utf8.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MAX_FILE = 1024 * 1024, RULES = 15, PRECISION_PERCENT = 90 };

struct mark {
    unsigned line, last; /* lines it stands on */
    int rule;            /* PII-3xx: xx */
    struct str text;
    bool is_found;
};

struct score {
    unsigned wanted[RULES], found[RULES], alarms[RULES];
    unsigned lines, harmless_lines; /* with a mark; without */
    bool shows;
};

/* Without blanks, so that a name with a wide one is the same. */
static struct str squeezed(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t k = utf8_decode(text, i, &cp);

        if (cp != ' ' && cp != '\n' && cp != 0x3000) {
            memcpy(out + n, text.p + i, k);
            n += k;
        }
        i += k;
    }
    return (struct str){.p = out, .n = n};
}

struct sample {
    struct arena *arena;
    struct str text; /* without marks */
    VEC(struct mark) marks;
    bool wants_list, has_list_line;
};

static void parse(struct sample *s, struct str raw, struct score *score)
{
    char *out = arena_alloc(s->arena, raw.n + 1);
    size_t n = 0;
    unsigned line = 1;
    bool is_marked = false;
    size_t line_beg = 0;

    for (size_t i = 0; i < raw.n;) {
        struct str rest = str_sub(raw, i, raw.n);

        if ((i == 0 || raw.p[i - 1] == '\n') && str_starts(rest, STR("## "))) {
            s->has_list_line = true;
            s->wants_list |= str_starts(rest, STR("## expect PII-310"));
            i += (size_t)str_find(rest, STR("\n"), 0) + 1;
            continue;
        }
        if (str_starts(rest, STR("⟦"))) {
            size_t end = (size_t)str_find(rest, STR("⟧"), 0);
            struct str text = str_sub(rest, 7, end);

            *VEC_ADD(s->arena, &s->marks) =
                (struct mark){.line = line,
                              .rule = (int)strtol(rest.p + 3, NULL, 10) - 300,
                              .text = squeezed(s->arena, text)};
            memcpy(out + n, text.p, text.n);
            for (size_t k = 0; k < text.n; k++) {
                line += text.p[k] == '\n';
            }
            s->marks.v[s->marks.n - 1].last = line;
            n += text.n;
            i += end + 3;
            is_marked = true;
            continue;
        }
        if (raw.p[i] == '\n') {
            score->lines += is_marked;
            score->harmless_lines += !is_marked && n > line_beg;
            is_marked = false;
            line++;
            line_beg = n + 1;
        }
        out[n++] = raw.p[i++];
    }
    s->text = (struct str){.p = out, .n = n};
}

static void judge(struct sample *s, const struct found *f, struct score *score, const char *name)
{
    bool has_list = false;

    for (uint32_t i = 0; i < f->findings.n; i++) {
        const struct inspect_finding *x = &f->findings.v[i];
        struct str reads = squeezed(s->arena, x->reads);
        unsigned line = (unsigned)strtoul(x->place.p + 1, NULL, 10);
        int rule = (int)strtol(x->rule->id + 4, NULL, 10) - 300;
        bool is_right = false;

        if (!str_starts(str_of(x->rule->id), STR("PII-"))) {
            continue;
        }
        if (rule == 10) {
            has_list = true;
            continue;
        }
        for (uint32_t k = 0; k < s->marks.n; k++) {
            struct mark *m = &s->marks.v[k];

            if (m->line <= line && line <= m->last && m->rule == rule &&
                (str_has(reads, m->text) || str_has(m->text, reads))) {
                is_right = m->is_found = true;
            }
        }
        if (!is_right) {
            score->alarms[rule]++;
            if (score->shows) {
                printf("# %s:%u in vain: PII-%d %.*s\n", name, line, 300 + rule, STR_ARG(x->reads));
            }
        }
    }
    for (uint32_t k = 0; k < s->marks.n; k++) {
        const struct mark *m = &s->marks.v[k];

        score->wanted[m->rule]++;
        score->found[m->rule] += m->is_found;
        if (!m->is_found && score->shows) {
            printf("# %s:%u missed: PII-%d %.*s\n", name, m->line, 300 + m->rule, STR_ARG(m->text));
        }
    }
    if (s->has_list_line) {
        score->wanted[10] += s->wants_list;
        score->found[10] += s->wants_list && has_list;
        score->alarms[10] += has_list && !s->wants_list;
        if (score->shows && has_list != s->wants_list) {
            printf("# %s list: want %d, have %d\n", name, s->wants_list, has_list);
        }
    } else if (has_list) {
        score->alarms[10]++;
        if (score->shows) {
            printf("# %s: a list in vain\n", name);
        }
    }
}

static void take_file(const char *path, const char *name, struct score *score)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct sample sample = {.arena = &arena};
    struct found f;
    FILE *file = fopen(path, "r");
    char *bytes AUTO_FREE = malloc(MAX_FILE);

    assert_non_null(file);
    assert_non_null(bytes);
    size_t n = fread(bytes, 1, MAX_FILE, file);

    fclose(file);
    parse(&sample, (struct str){.p = bytes, .n = n}, score);
    found_init(&f, &arena, true);
    (void)text_inspect(&f, sample.text, false);
    assert_int_equal(f.state, INSPECT_INSPECTED);
    judge(&sample, &f, score, name);
}

static struct score score_of(const char *folder, int show_from)
{
    struct score score = {};
    struct arena arena CLEANUP(arena_done) = {};
    const char *show = getenv("PERSONAL_SHOW");
    struct str path = arena_printf(&arena, "%s/%s", PERSONAL_SET, folder);
    DIR *dir = opendir(path.p);

    score.shows = show != NULL && (int)strtol(show, NULL, 10) >= show_from;
    assert_non_null(dir);
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        if (e->d_name[0] != '.') {
            take_file(arena_printf(&arena, "%s/%s", path.p, e->d_name).p, e->d_name, &score);
        }
    }
    closedir(dir);
    return score;
}

static void check(const char *folder, int show_from, unsigned recall_percent)
{
    struct score s = score_of(folder, show_from);
    unsigned wanted = 0, found = 0, alarms = 0;

    printf("# %s: %u lines with something to find, %u without\n", folder, s.lines,
           s.harmless_lines);
    printf("# rule     wanted found in vain\n");
    for (int i = 1; i < RULES; i++) {
        if (s.wanted[i] + s.alarms[i] > 0) {
            printf("# PII-%d  %6u %5u %7u\n", 300 + i, s.wanted[i], s.found[i], s.alarms[i]);
        }
        wanted += s.wanted[i];
        found += s.found[i];
        alarms += s.alarms[i];
    }
    printf("# recall %.1f %%, precision %.1f %%\n", 100.0 * found / wanted,
           100.0 * found / (found + alarms));
    fflush(stdout);
    assert_true(found * 100 >= wanted * recall_percent);
    assert_true(found * 100 >= (found + alarms) * PRECISION_PERCENT);
    assert_int_equal(s.alarms[1], 0);
}

static void on_what_it_was_made_with(void **state)
{
    check("made", 1, 98);
}

static void on_what_was_held_back(void **state)
{
    check("held", 2, 97);
}

/* "rule reads" of what is found in a text with the lists, separated by "; ". */
static const char *found_with(struct arena *a, const struct personal_lists *lists, const char *text)
{
    struct found f;
    struct str all = {};

    found_init(&f, a, true);
    f.lists = lists;
    personal_scan(&f, str_of(text), (struct str){}, STR("here"));
    for (uint32_t i = 0; i < f.findings.n; i++) {
        all = arena_printf(a, "%.*s%s%s %.*s", STR_ARG(all), i == 0 ? "" : "; ",
                           f.findings.v[i].rule->id + 4, STR_ARG(f.findings.v[i].reads));
    }
    return all.n == 0 ? "" : all.p;
}

static void lists_of_the_office(void **state)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"鬼ヶ島勇作も来た", "305 鬼ヶ島勇作"},
        {"鬼ヶ島　　勇作", "305 鬼ヶ島 勇作"},
        {"鬼 ヶ 島 勇 作", "305 鬼 ヶ 島 勇 作"},
        {"髙𣘺一について", ""},
        {"濵﨑桃也", "305 濵﨑桃也"},
        {"浜崎桃也", "305 浜崎桃也"},
        {"濱崎が作った", "305 濱崎"},
        {"ＯＮＩ＠ｏｎｉ-ｏｆｆｉｃｅ．ｊｐ", "303 ＯＮＩ＠ｏｎｉ-ｏｆｆｉｃｅ．ｊｐ"},
        {"oni2@oni-office.jp.evil.example", ""},
        {"(03)6789-0001まで", "302 03)6789-0001"},
        {"0367890001", "302 0367890001"},
        {"10367890001", ""},
        {"調査部の鬼", ""},
        {"株式会社青柳太郎商会は、青柳太郎氏の会社である", "305 青柳太郎"},
        {"受託者　山岡舞子", ""},
        {"電話 03-5555-7777", ""},
        {"計画書（乙姫計画）を配る", "311 乙姫計画"},
    };
    struct arena a CLEANUP(arena_done) = {};
    struct personal_lists *lists = NULL;
    struct err err = {};

    assert_int_equal(personal_lists_add(&a, PERSONAL_PEOPLE,
                                        STR("氏名,所属,メール,電話\n"
                                            "鬼ヶ島 勇作,調査部,oni@oni-office.jp,03-6789-0001\n"
                                            "濱崎桃也,調査部,,\n"),
                                        &lists, &err),
                     0);
    assert_int_equal(personal_lists_add(&a, PERSONAL_ALLOWED,
                                        STR("株式会社青柳太郎商会\n山岡 舞子\n03-5555-7777\n"
                                            "oni-office.jp.evil.example\n"),
                                        &lists, &err),
                     0);
    assert_int_equal(personal_lists_add(&a, PERSONAL_WORDS, STR("乙姫計画\n"), &lists, &err), 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(found_with(&a, lists, cases[i].text), cases[i].found);
    }
    assert_int_equal(personal_lists_add(&a, PERSONAL_WORDS, STR(" \n"), &lists, &err),
                     PERSONAL_LISTS_EMPTY);
}

static void marks_of_the_office(void **state)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"【社外秘】", "311 社外秘"},
        {"社外秘", "311 社外秘"},
        {"　取扱注意　", "311 取扱注意"},
        {"機密性２情報", "311 機密性２情報"},
        {"資料１（会議後回収）", "311 会議後回収"},
        {"実施計画（案）", "311 案"},
        {"DRAFT 2", "311 DRAFT 2"},
        {"人件費単価：12,500円", "311 単価：12,500円"},
        {"見積金額　￥1,200,000-", "311 見積金額 ￥1,200,000"},
        {"御 見 積 書", "311 御 見 積 書"},
        {"「社外秘」と表示すること。", ""},
        {"社外秘の資料は、鍵の掛かる棚に保管すること。", ""},
        {"実施計画（案）を作成し、発注者に提出すること。", ""},
        {"見積書を３者から取る。", ""},
        {"単価契約による。", ""},
        {"検討中の施策について、次のとおり整理した。", ""},
        {"提案書、立案、案内", ""},
        {"単価は別表のとおりとし、100時間を上限とする。", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(found_with(&a, NULL, cases[i].text), cases[i].found);
    }
}

/* Each kind of number, and beside it what looks like one. */
static void numbers_and_their_likes(void **state)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"マイナンバー：487960514234", "301 487960514234"},
        {"マイナンバー 487960514235", ""},
        {"マイナンバーの提出は不要。注文番号 487960514234", ""},
        {"個人番号関係書類　伝票 No.487960514234", ""},
        {"追跡番号 487960514234 マイナンバー通知書在中", ""},
        {"mynumber=487960514234", "301 487960514234"},
        {"個 人 番 号　４８７９６０５１４２３４", "301 ４８７９６０５１４２３４"},
        {"携帯 090.5512.7784", "302 090.5512.7784"},
        {"版 0.90.5512", ""},
        {"076-244-1811／090-5512-7784", "302 076-244-1811; 302 090-5512-7784"},
        {"2031/05-12-4441", ""},
        {"（内線 4451）", "302 4451"},
        {"内線 4回線、text 4451", ""},
        {"+82-10-5555-1234", "302 +82-10-5555-1234"},
        {"注文 03-5555-1234-90", ""},
        {"会議ID 090 5555 1234", ""},
        {"h.sone@example.jp", "303 h.sone@example.jp"},
        {"user@example.jp と入力", ""},
        {"h.sone at example dot jp", "303 h.sone at example dot jp"},
        {"石川県輪島市河井町20部1番地131", "304 石川県輪島市河井町20部1番地131"},
        {"千葉県長生郡長柄町桜谷712 メゾン桜", "304 千葉県長生郡長柄町桜谷712"},
        {"中央区 1-3号機、港区 12-3-4 表", ""},
        {"生年月日：平成元年1月8日", "306 平成元年1月8日"},
        {"昭和六十三年十月五日生", "306 昭和六十三年十月五日"},
        {"生年月日 昭63.10.5", "306 昭63.10.5"},
        {"昭和六十三年十月五日に開館した。", ""},
        {"生年月日は不要。提出日 平成元年1月8日", ""},
        {"りそな銀行／池袋支店／当座／0192834", "307 0192834"},
        {"琉球銀行 牧港支店（店番305）普 0337120", "307 0337120"},
        {"郵便振替 00150-3-448120", "307 00150-3-448120"},
        {"銀行の請求番号 0192834、普通列車 0192834", ""},
        {"在留カード AB12345678CD", "308 AB12345678CD"},
        {"品番 AB12345678CD", ""},
        {"旅券番号 NX2B41K79", "308 NX2B41K79"},
        {"健康保険証 記号 5511 番号 203", "308 5511; 308 203"},
        {"健康保険法第3条 番号 12", ""},
        {"松本 500 さ 48-13", "313 松本 500 さ 48-13"},
        {"車両 横浜 580 き ・8-21", "313 横浜 580 き ・8-21"},
        {"国道 121 の 12-34 区間", ""},
        {"社員番号：M-20190077", "314 M-20190077"},
        {"社員番号は8桁、学籍番号 12345678 を入力", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(found_with(&a, NULL, cases[i].text), cases[i].found);
    }
}

static void classes_of_the_table(void **state)
{
    for (uint32_t cp = 0; cp < 0x10000; cp++) {
        unsigned class = personal_kinds[cp] & PERSONAL_CLASS;

        assert_int_equal(class == PERSONAL_VARIANT ? CHAR_KANJI : class, char_class_of(cp));
        if (class == PERSONAL_VARIANT) {
            assert_int_not_equal(personal_usual(cp), cp);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_what_it_was_made_with), cmocka_unit_test(on_what_was_held_back),
        cmocka_unit_test(lists_of_the_office),      cmocka_unit_test(marks_of_the_office),
        cmocka_unit_test(numbers_and_their_likes),  cmocka_unit_test(classes_of_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
