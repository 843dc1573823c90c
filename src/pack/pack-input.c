/*
 * Reading what people write; see pack-input.h. A decision without a name, a day or a reason is an
 * error and not a decision; so is a ledger row whose consent is not one of the words.
 */
#include "pack/pack-input.h"

#include "base/csv-read.h"
#include "base/tr.h"
#include "read/read.h"
#include "text/calendar.h"

enum {
    MAX_COLUMNS = 40,
    MAX_ROWS = 20000,
    SHA256_DIGITS = 64,
};

const char *const pack_fact_keys[] = {"委託事業名", "報告書の題名", "受注事業者名",
                                      "担当課室名", "作成年月",     "版・言語",
                                      "概要",       "キーワード",   NULL};
const char *const pack_right_columns[] = {"頁",   "図表番号",       "タイトル", "権利者",
                                          "出典", "二次利用の承諾", NULL};
const char *const pack_decision_columns[] = {"規則", "SHA-256", "場所", "判断した人",
                                             "日付", "理由",    NULL};

static int read_text(struct arena *a, const char *path, struct str *ret_text, struct err *err)
{
    struct doc doc = {.name = str_of(path)};
    struct read_options how = {};

    if (read_file(a, path, &how, &doc, err) < 0) {
        return -1; /* the reader names the file */
    }
    *ret_text =
        str_starts(doc.text, STR("\xEF\xBB\xBF")) ? str_sub(doc.text, 3, doc.text.n) : doc.text;
    return 0;
}

/* ---- facts ---- */

static struct str *fact_of(struct pack_facts *f, struct str key)
{
    struct str *const places[] = {&f->project, &f->title,   &f->contractor, &f->office,
                                  &f->month,   &f->edition, &f->summary,    &f->keywords};

    for (size_t i = 0; i < COUNT(places); i++) {
        if (str_eq(key, str_of(pack_fact_keys[i]))) {
            return places[i];
        }
    }
    return NULL;
}

static int take_fact(struct arena *a, struct pack_facts *facts, struct str line, const char *path,
                     int number, struct err *err)
{
    line = str_trim(line);
    if (line.n == 0 || line.p[0] == '#') {
        return 0;
    }
    ptrdiff_t colon = str_find(line, STR(":"), 0);
    ptrdiff_t wide = str_find(line, STR("："), 0);
    size_t sign = 1;

    if (wide >= 0 && (colon < 0 || wide < colon)) {
        colon = wide;
        sign = 3;
    }
    struct str key = colon < 0 ? line : str_trim(str_sub(line, 0, (size_t)colon));
    struct str *place = fact_of(facts, key);

    if (colon < 0 || place == NULL) {
        err_set(err, ERR_INVALID, "%s, line %d: no fact of a package: '%.*s'", path, number,
                STR_ARG(key));
        return err_hint(
            err,
            "委託事業名 報告書の題名 受注事業者名 担当課室名 作成年月 版・言語 概要 キーワード");
    }
    *place = arena_str(a, str_trim(str_sub(line, (size_t)colon + sign, line.n)));
    return 0;
}

int pack_facts_read(struct arena *a, const char *path, struct pack_facts *ret_facts,
                    struct err *err)
{
    struct pack_facts facts = {};
    struct str text = {};
    int number = 0;

    if (path != NULL && read_text(a, path, &text, err) < 0) {
        return -1;
    }
    for (size_t at = 0; at < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        size_t past = end < 0 ? text.n : (size_t)end;

        if (take_fact(a, &facts, str_sub(text, at, past), path, ++number, err) < 0) {
            return -1;
        }
        at = past + 1;
    }
    *ret_facts = facts;
    return 0;
}

/* ---- csv by the names of its columns ---- */

struct table {
    struct arena *arena;
    const char *path;
    const char *const *wanted; /* names; NULL at the end */
    int columns[MAX_COLUMNS];  /* where each wanted one is, from 0; -1 = missing */
    bool has_head;
    struct str fields[MAX_COLUMNS];
    int n;
    int row;
    struct err *err;
};

static int take_head(struct table *t)
{
    for (int w = 0; t->wanted[w] != NULL; w++) {
        t->columns[w] = -1;
        for (int i = 0; i < t->n; i++) {
            if (str_eq(str_trim(t->fields[i]), str_of(t->wanted[w]))) {
                t->columns[w] = i;
            }
        }
        if (t->columns[w] < 0) {
            err_set(t->err, ERR_INVALID, "%s: no column '%s'", t->path, t->wanted[w]);
            return err_hint(t->err, "the first row names the columns");
        }
    }
    t->has_head = true;
    return 0;
}

/* The field of the wanted column, in arena memory; without the guard that base/csv.h puts before
 * what a spreadsheet would take for a formula. */
static struct str field(const struct table *t, int wanted)
{
    int i = t->columns[wanted];
    struct str text = i < t->n ? str_trim(t->fields[i]) : (struct str){};

    if (text.n >= 2 && text.p[0] == '\'' && strchr("=+-@", text.p[1]) != NULL) {
        text = str_sub(text, 1, text.n);
    }
    return arena_str(t->arena, text);
}

static bool is_empty(const struct table *t)
{
    for (int i = 0; i < t->n; i++) {
        if (str_trim(t->fields[i]).n > 0) {
            return false;
        }
    }
    return true;
}

static int wrong(const struct table *t, const char *what, struct str value)
{
    return err_set(t->err, ERR_INVALID, "%s, row %d: %s '%.*s'", t->path, t->row, tr(what),
                   STR_ARG(value));
}

static int read_table(struct table *t, int (*take)(struct table *t, void *user), void *user)
{
    struct str text = {};
    struct csv_field field_read;
    enum csv_step step;

    if (t->path == NULL) {
        return 0;
    }
    if (read_text(t->arena, t->path, &text, t->err) < 0) {
        return -1;
    }
    ptrdiff_t head = str_find(text, STR("\n"), 0);
    bool has_tabs = str_has(str_sub(text, 0, head < 0 ? text.n : (size_t)head), STR("\t"));
    struct csv_reader reader = {.text = text, .separator = has_tabs ? '\t' : ','};

    while ((step = csv_next(&reader, t->arena, &field_read)) != CSV_END) {
        if (step == CSV_FIELD) {
            if (t->n < MAX_COLUMNS) {
                t->fields[t->n++] = field_read.text;
            }
            continue;
        }
        if (++t->row > MAX_ROWS) {
            return err_set(t->err, ERR_LIMIT, "%s: more than %d rows", t->path, MAX_ROWS);
        }
        if (!is_empty(t) && (t->has_head ? take(t, user) : take_head(t)) < 0) {
            return -1;
        }
        t->n = 0;
    }
    return 0;
}

/* ---- rights ---- */

static int take_right(struct table *t, void *user)
{
    static const char *const words[] = {"承諾", "自社", "不要", "未承諾", "不明", NULL};
    enum { FREE_WORDS = 3 }; /* the first so many */
    struct pack_rights *rights = user;
    struct pack_right right = {.page = field(t, 0),
                               .figure = field(t, 1),
                               .title = field(t, 2),
                               .owner = field(t, 3),
                               .source = field(t, 4),
                               .consent = field(t, 5)};
    int i = 0;

    while (words[i] != NULL && !str_eq(right.consent, str_of(words[i]))) {
        i++;
    }
    if (words[i] == NULL) {
        wrong(t, TR_ID("not a word of consent:"), right.consent);
        return err_hint(t->err, "承諾 自社 不要 未承諾 不明");
    }
    right.is_free = i < FREE_WORDS;
    *VEC_ADD(t->arena, &rights->all) = right;
    return 0;
}

int pack_rights_read(struct arena *a, const char *path, struct pack_rights *ret_rights,
                     struct err *err)
{
    struct pack_rights rights = {};
    struct table t = {.arena = a, .path = path, .wanted = pack_right_columns, .err = err};

    if (read_table(&t, take_right, &rights) < 0) {
        return -1;
    }
    *ret_rights = rights;
    return 0;
}

uint32_t pack_rights_listed(const struct pack_rights *rights)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < rights->all.n; i++) {
        n += !rights->all.v[i].is_free;
    }
    return n;
}

/* ---- decisions ---- */

struct deciding {
    struct pack_decisions *decisions;
    struct str date;
};

bool pack_is_person(struct str who)
{
    static const char *const nobody[] = {"担当", "担当者", "責任者", "管理者", "事務局", "当社",
                                         "弊社", "課長",   "部長",   "代表者", "全員",   "同上",
                                         "未定", "不明",   "なし",   NULL};

    for (const char *const *w = nobody; *w != NULL; w++) {
        if (str_eq(who, str_of(*w))) {
            return false;
        }
    }
    return who.n >= 4;
}

static bool is_day(struct str day, struct str latest)
{
    static const char form[] = "0000-00-00";

    for (size_t i = 0; i < sizeof(form) - 1 && day.n == sizeof(form) - 1; i++) {
        bool digit = day.p[i] >= '0' && day.p[i] <= '9';

        if (digit != (form[i] == '0') || (!digit && day.p[i] != '-')) {
            return false;
        }
    }
    return day.n == sizeof(form) - 1 && str_cmp(day, latest) <= 0;
}

static int take_decision(struct table *t, void *user)
{
    const struct deciding *deciding = user;
    struct pack_decision d = {.rule = field(t, 0),
                              .sha256 = field(t, 1),
                              .place = field(t, 2),
                              .who = field(t, 3),
                              .when = field(t, 4),
                              .reason = field(t, 5)};

    if (d.who.n == 0 && d.reason.n == 0) {
        return 0; /* from the list of open ones, and still open */
    }
    if (d.sha256.n != SHA256_DIGITS && !str_eq(d.sha256, STR("-"))) {
        return wrong(t, TR_ID("not the SHA-256 of a file:"), d.sha256);
    }
    if (!pack_is_person(d.who)) {
        return wrong(t, TR_ID("not the name of a person:"), d.who);
    }
    if (!is_day(d.when, deciding->date)) {
        return wrong(t, TR_ID("not a day like 2026-03-31, or later than the package:"), d.when);
    }
    if (d.reason.n == 0) {
        return wrong(t, TR_ID("no reason:"), d.rule);
    }
    *VEC_ADD(t->arena, &deciding->decisions->all) = d;
    return 0;
}

int pack_decisions_read(struct arena *a, const char *path, struct str date,
                        struct pack_decisions *ret_decisions, struct err *err)
{
    struct pack_decisions decisions = {};
    struct deciding deciding = {.decisions = &decisions, .date = date};
    struct table t = {.arena = a, .path = path, .wanted = pack_decision_columns, .err = err};

    if (read_table(&t, take_decision, &deciding) < 0) {
        return -1;
    }
    *ret_decisions = decisions;
    return 0;
}
