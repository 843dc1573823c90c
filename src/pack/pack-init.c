/*
 * The folder of settings of a contract: a profile to be looked over, the facts as far as the
 * specification says them, and lists with their heads.
 */
#include "pack/pack.h"

#include "base/csv.h"
#include "base/out-file.h"

#include <errno.h>
#include <sys/stat.h>

enum { FOLDER_MODE = 0777 };

/* The head of the list of people (inspect/personal/personal-list.h). */
static const char *const people_columns[] = {"氏名", "メール", "電話", NULL};

/* The nearest profile with what the specification says put in, and where it says so. */
static int make_profile(struct arena *a, const struct pack_known *known, struct str *ret_text,
                        struct err *err)
{
    struct str text = pack_profile_nearest(known->deliverables.v, known->deliverables.n);
    static const char *const labels[] = {
        "報告書の大きさの上限",
        "報告書のページ数の上限",
        "報告書の文字数の上限",
        "報告書の透明テキスト",
        "骨子のページ数の上限",
        "骨子の図",
        "見出し",
        "写真の枚数",
        "メールの大きさの上限",
    };

    _Static_assert(COUNT(labels) == PACK_SETTINGS, "a setting without a label");
    struct str remarks = {};
    struct pack_settings found;

    pack_profile_propose(a, &known->sentences, &found);
    for (int i = 0; i < PACK_SETTINGS; i++) {
        if (found.sources[i] == NULL) {
            continue;
        }
        if (pack_profile_set(a, text, (enum pack_setting)i, found.values[i], &text, err) < 0) {
            return -1;
        }
        remarks = arena_printf(a, "%.*s#   %s: %.*s ← %.*s 「%.*s」\n", STR_ARG(remarks), labels[i],
                               STR_ARG(found.values[i]), STR_ARG(found.sources[i]->section),
                               STR_ARG(found.sources[i]->quote));
    }
    *ret_text = remarks.n == 0 ? text
                               : arena_printf(a, "# 仕様書から読み取って入れた値:\n%.*s%.*s",
                                              STR_ARG(remarks), STR_ARG(text));
    return 0;
}

static void write_profile(FILE *f, const struct pack_known *known, struct str text)
{
    fprintf(f, "# 納入物の決まり。仕様書と見比べて直す。書き方は docs/PACKAGE.md。\n");
    if (known->deliverables.n > 0) {
        fprintf(f, "# 仕様書（%.*s）が求めるもの:\n", STR_ARG(known->source));
    }
    for (uint32_t i = 0; i < known->deliverables.n; i++) {
        fprintf(f, "#   %.*s\n", STR_ARG(known->deliverables.v[i]));
    }
    fprintf(f, "%.*s", STR_ARG(text));
}

static void write_facts(FILE *f, const struct pack_known *known, struct str none)
{
    fprintf(f, "# 契約のこと。書誌情報と二次利用未承諾リストに写される。\n");
    for (const char *const *key = pack_fact_keys; *key != NULL; key++) {
        struct str value = strcmp(*key, "委託事業名") == 0   ? known->title
                           : strcmp(*key, "担当課室名") == 0 ? known->buyer_office
                                                             : (struct str){};

        fprintf(f, "%s: %.*s\n", *key, STR_ARG(value));
    }
}

static void write_plain(FILE *f, const struct pack_known *known, struct str text)
{
    (void)known;
    fprintf(f, "%.*s", STR_ARG(text));
}

static int write_heads(const char *path, const char *const *columns, struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};
    struct csv c;

    if (out_file_open(&out, path, err) < 0) {
        return -1;
    }
    csv_init(&c, out.file);
    for (; *columns != NULL; columns++) {
        csv_text(&c, str_of(*columns));
    }
    csv_end_row(&c);
    return csv_finish(&c, err) < 0 ? -1 : out_file_commit(&out, NULL, err);
}

static int write_text(const char *path, const struct pack_known *known, struct str text,
                      void (*write)(FILE *f, const struct pack_known *known, struct str text),
                      struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};

    if (out_file_open(&out, path, err) < 0) {
        return -1;
    }
    write(out.file, known, text);
    return out_file_commit(&out, NULL, err);
}

int pack_init(struct arena *a, const char *folder, const struct pack_known *known, struct err *err)
{
    struct str text;

    if (make_profile(a, known, &text, err) < 0) {
        return -1;
    }
    if (mkdir(folder, FOLDER_MODE) < 0) {
        err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "'%s' could not be made: %s", folder,
                err_reason(errno));
        return err_hint(err, "name a new folder");
    }
    return write_text(arena_printf(a, "%s/納入物.txt", folder).p, known, text, write_profile, err) <
                       0 ||
                   write_text(arena_printf(a, "%s/契約.txt", folder).p, known, text, write_facts,
                              err) < 0 ||
                   write_heads(arena_printf(a, "%s/権利台帳.csv", folder).p, pack_right_columns,
                               err) < 0 ||
                   write_heads(arena_printf(a, "%s/判断.csv", folder).p, pack_decision_columns,
                               err) < 0 ||
                   write_heads(arena_printf(a, "%s/名簿.csv", folder).p, people_columns, err) < 0 ||
                   write_text(arena_printf(a, "%s/掲載可.txt", folder).p, known,
                              STR("# 納入物に載せてよい会社や人の名前。一行に一つ。\n"),
                              write_plain, err) < 0 ||
                   write_text(arena_printf(a, "%s/伏せる言葉.txt", folder).p, known,
                              STR("# 外に出してはならない言葉（計画の名など）。一行に一つ。\n"),
                              write_plain, err) < 0
               ? -1
               : 0;
}
