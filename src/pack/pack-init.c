/*
 * The folder of settings of a contract: a profile to be looked over, the facts as far as the
 * specification says them, and lists with their heads.
 */
#include "pack/pack.h"

#include "base/csv.h"
#include "base/out-file.h"

#include <errno.h>
#include <sys/stat.h>

enum { FOLDER_MODE = 0755 };

static bool says(const struct pack_known *known, const char *const *words)
{
    for (uint32_t i = 0; i < known->deliverables.n; i++) {
        for (const char *const *w = words; *w != NULL; w++) {
            if (str_has(known->deliverables.v[i], str_of(*w))) {
                return true;
            }
        }
    }
    return false;
}

/* The shipped profile that is nearest to what the specification asks for. */
static struct str nearest(const struct pack_known *known)
{
    static const char *const full[] = {"骨子", "書誌", "未承諾", NULL};
    static const char *const media[] = {"CD-R", "ＣＤ－Ｒ", "CD－R", "2式", "２式", NULL};
    static const char *const event[] = {"実施報告書", NULL};
    static const char *const single[] = {"透明テキスト", "電子媒体", NULL};
    const char *name = says(known, full)     ? "meti-report"
                       : says(known, media)  ? "meti-media"
                       : says(known, event)  ? "event-report"
                       : says(known, single) ? "meti-single"
                                             : PROFILE_DEFAULT;

    for (size_t i = 0; i < profile_text_count; i++) {
        if (str_has(profile_texts[i], str_of(name))) {
            return profile_texts[i];
        }
    }
    return profile_texts[0];
}

static void write_profile(FILE *f, const struct pack_known *known)
{
    struct str text = nearest(known);

    fprintf(f, "# 納入物の決まり。仕様書と見比べて直す。書き方は docs/PACKAGE.md。\n");
    if (known->deliverables.n > 0) {
        fprintf(f, "# 仕様書（%.*s）が求めるもの:\n", STR_ARG(known->source));
    }
    for (uint32_t i = 0; i < known->deliverables.n; i++) {
        fprintf(f, "#   %.*s\n", STR_ARG(known->deliverables.v[i]));
    }
    /* Its own remarks were about the shipped one. */
    for (size_t at = 0; at < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        size_t past = end < 0 ? text.n : (size_t)end;
        struct str line = str_sub(text, at, past);

        if (!str_eq(line, STR("#"))) {
            fprintf(f, "%.*s\n", STR_ARG(line));
        }
        at = past + 1;
    }
}

static void write_facts(FILE *f, const struct pack_known *known)
{
    fprintf(f, "# 契約のこと。書誌情報と二次利用未承諾リストに写される。\n");
    for (const char *const *key = pack_fact_keys; *key != NULL; key++) {
        struct str value = strcmp(*key, "委託事業名") == 0   ? known->title
                           : strcmp(*key, "担当課室名") == 0 ? known->buyer_office
                                                             : (struct str){};

        fprintf(f, "%s: %.*s\n", *key, STR_ARG(value));
    }
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

static int write_text(const char *path, const struct pack_known *known,
                      void (*write)(FILE *f, const struct pack_known *known), struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};

    if (out_file_open(&out, path, err) < 0) {
        return -1;
    }
    write(out.file, known);
    return out_file_commit(&out, NULL, err);
}

int pack_init(struct arena *a, const char *folder, const struct pack_known *known, struct err *err)
{
    if (mkdir(folder, FOLDER_MODE) < 0) {
        err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "'%s' could not be made: %s", folder,
                err_reason(errno));
        return err_hint(err, "name a new folder");
    }
    return write_text(arena_printf(a, "%s/納入物.txt", folder).p, known, write_profile, err) < 0 ||
                   write_text(arena_printf(a, "%s/契約.txt", folder).p, known, write_facts, err) < 0 ||
                   write_heads(arena_printf(a, "%s/権利台帳.csv", folder).p, pack_right_columns, err) < 0 ||
                   write_heads(arena_printf(a, "%s/判断.csv", folder).p, pack_decision_columns, err) < 0
               ? -1
               : 0;
}
