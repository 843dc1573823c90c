/*
 * Reading profiles; see profile.h. A line is `key: value`, `[role title]`, or begins with '#'.
 * An unknown key is an error with its line: a limit that is misspelt must not be a limit less.
 */
#include "inspect/deliver/profile.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "read/read.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <unistd.h>

enum {
    MAX_BYTES = 256 * 1024,
    MAX_PARTS = 100,
};

struct parsing {
    struct arena *arena;
    struct profile *profile;
    const char *name;
    int line;
    struct err *err;
};

static int wrong(struct parsing *p, const char *what, struct str value)
{
    return err_set(p->err, ERR_INVALID, "%s, line %d: %s '%.*s'", p->name, p->line, tr(what),
                   STR_ARG(value));
}

/* ---- values ---- */

/* The words of the value, by blanks, into a VEC(struct str). */
#define ADD_WORDS(p, vec, value, separators)                                                       \
    do {                                                                                           \
        struct str rest_ = (value);                                                                \
        struct str word_;                                                                          \
        while (next_word(&rest_, (separators), &word_)) {                                          \
            *VEC_ADD((p)->arena, (vec)) = arena_str((p)->arena, word_);                            \
        }                                                                                          \
    } while (false)

static bool next_word(struct str *rest, const char *separators, struct str *ret_word)
{
    size_t beg = 0;
    size_t end;

    while (beg < rest->n && strchr(separators, rest->p[beg]) != NULL) {
        beg++;
    }
    for (end = beg; end < rest->n && strchr(separators, rest->p[end]) == NULL; end++) {
    }
    *ret_word = str_trim(str_sub(*rest, beg, end));
    *rest = str_sub(*rest, end, rest->n);
    return end > beg && (ret_word->n > 0 || next_word(rest, separators, ret_word));
}

/* "128MB", "1,000ページ", "60": the number and what stands behind it. */
static bool take_number(struct str word, uint64_t *ret_number, struct str *ret_unit)
{
    uint64_t n = 0;
    size_t i = 0;

    for (; i < word.n && ((word.p[i] >= '0' && word.p[i] <= '9') || word.p[i] == ','); i++) {
        if (word.p[i] != ',' && (__builtin_mul_overflow(n, 10, &n) ||
                                 __builtin_add_overflow(n, (uint64_t)(word.p[i] - '0'), &n))) {
            return false;
        }
    }
    *ret_number = n;
    *ret_unit = str_trim(str_sub(word, i, word.n));
    return i > 0;
}

/* Thousands and not 1,024: who counts the other way finds the file below the limit too. */
static uint64_t factor_of(struct str unit)
{
    return str_eq(unit, STR("MB"))   ? 1000 * 1000
           : str_eq(unit, STR("KB")) ? 1000
           : str_eq(unit, STR("GB")) ? 1000 * 1000 * 1000
                                     : 0;
}

static int take_size(struct parsing *p, struct str value, uint64_t *ret_bytes)
{
    uint64_t n;
    struct str unit;

    if (!take_number(value, &n, &unit) || factor_of(unit) == 0 ||
        __builtin_mul_overflow(n, factor_of(unit), ret_bytes)) {
        return wrong(p, TR_ID("a size like 10MB is wanted, not"), value);
    }
    return 0;
}

static int take_count(struct parsing *p, struct str value, uint32_t *ret_count)
{
    uint64_t n;
    struct str unit;

    if (!take_number(value, &n, &unit) || unit.n > 0 || n > 1000000) {
        return wrong(p, TR_ID("a number is wanted, not"), value);
    }
    *ret_count = (uint32_t)n;
    return 0;
}

static int take_limits(struct parsing *p, struct str value, struct profile_part *part)
{
    struct str word;

    while (next_word(&value, " \t", &word)) {
        uint64_t n;
        struct str unit;

        if (!take_number(word, &n, &unit)) {
            return wrong(p, TR_ID("a limit like 128MB or 1000ページ is wanted, not"), word);
        }
        if (str_eq(unit, STR("ページ"))) {
            part->max_pages = n;
        } else if (str_eq(unit, STR("文字"))) {
            part->max_characters = n;
        } else if (factor_of(unit) > 0 && !__builtin_mul_overflow(n, factor_of(unit), &n)) {
            part->max_bytes = n;
        } else {
            return wrong(p, TR_ID("a limit like 128MB or 1000ページ is wanted, not"), word);
        }
    }
    return 0;
}

/* One of the words, by its index; `words` ends with NULL. */
static int take_choice(struct parsing *p, struct str value, const char *const *words, int *ret)
{
    for (int i = 0; words[i] != NULL; i++) {
        if (str_eq(value, str_of(words[i]))) {
            *ret = i;
            return 0;
        }
    }
    return wrong(p, TR_ID("not a word that may stand here:"), value);
}

static int take_machine(struct parsing *p, struct str value)
{
    struct str word;

    while (next_word(&value, " \t", &word)) {
        if (machine_choose(&p->profile->machine, word, p->err) < 0) {
            return err_in(p->err, "%s, line %d", p->name, p->line);
        }
    }
    return 0;
}

/* ---- lines ---- */

static int take_head_key(struct parsing *p, struct str key, struct str value)
{
    struct profile *x = p->profile;
    const struct {
        const char *key;
        struct str *text;
    } texts[] = {{"名前", &x->name},
                 {"題", &x->title},
                 {"根拠", &x->source},
                 {"時点", &x->as_of},
                 {"使えない文字", &x->forbidden}};

    for (size_t i = 0; i < COUNT(texts); i++) {
        if (str_eq(key, str_of(texts[i].key))) {
            *texts[i].text = arena_str(p->arena, value);
            return 0;
        }
    }
    if (str_eq(key, STR("名前の長さ"))) {
        return take_count(p, value, &x->max_name_characters);
    }
    if (str_eq(key, STR("メールの上限"))) {
        return take_size(p, value, &x->max_mail_bytes);
    }
    if (str_eq(key, STR("機械判読"))) {
        return take_machine(p, value);
    }
    if (str_eq(key, STR("目録"))) {
        ADD_WORDS(p, &x->manifests, value, " \t");
        return 0;
    }
    if (str_eq(key, STR("データのない図表"))) {
        ADD_WORDS(p, &x->undrawn, value, " \t");
        return 0;
    }
    return wrong(p, TR_ID("no key of a profile:"), key);
}

static int take_part_key(struct parsing *p, struct str key, struct str value)
{
    static const char *const sets[] = {"非公表", "公表", NULL};
    static const char *const needs[] = {"あれば", "はい", NULL};
    static const char *const yes_no[] = {"いいえ", "はい", NULL};
    static const char *const texts[] = {"問わない", "あり", NULL};
    static const char *const figures[] = {"問わない", "なし", NULL};
    struct profile_part *part = &p->profile->parts.v[p->profile->parts.n - 1];
    int choice = 0;
    int status = 0;

    if (str_eq(key, STR("一式"))) {
        status = take_choice(p, value, sets, &choice);
        part->set = choice == 1 ? PROFILE_PUBLIC : PROFILE_INTERNAL;
    } else if (str_eq(key, STR("ファイル"))) {
        ADD_WORDS(p, &part->patterns, value, " \t");
    } else if (str_eq(key, STR("形式"))) {
        ADD_WORDS(p, &part->kinds, value, " \t");
    } else if (str_eq(key, STR("見出し"))) {
        ADD_WORDS(p, &part->headings, value, "|");
    } else if (str_eq(key, STR("必要"))) {
        status = take_choice(p, value, needs, &choice);
        part->is_required = choice == 1;
    } else if (str_eq(key, STR("作成"))) {
        status = take_choice(p, value, yes_no, &choice);
        part->is_made = choice == 1;
    } else if (str_eq(key, STR("文字"))) {
        status = take_choice(p, value, texts, &choice);
        part->wants_text = choice == 1;
    } else if (str_eq(key, STR("図"))) {
        status = take_choice(p, value, figures, &choice);
        part->forbids_figures = choice == 1;
    } else if (str_eq(key, STR("上限"))) {
        status = take_limits(p, value, part);
    } else if (str_eq(key, STR("ページ"))) {
        status = take_count(p, value, &part->most_pages);
    } else if (str_eq(key, STR("写真"))) {
        status = take_count(p, value, &part->min_pictures);
    } else {
        status = wrong(p, TR_ID("no key of a part of a profile:"), key);
    }
    return status;
}

/* "[骨子 報告書骨子（様式1）]" */
static int take_part(struct parsing *p, struct str line)
{
    static const char *const roles[] = {"報告書", "原稿", "骨子",   "元データ", "図表",
                                        "書誌",   "権利", "その他", NULL};
    struct str inside = str_trim(str_sub(line, 1, line.n - 1));
    ptrdiff_t blank = str_find(inside, STR(" "), 0);
    struct str role = blank < 0 ? inside : str_sub(inside, 0, (size_t)blank);
    int choice = 0;

    if (p->profile->parts.n >= MAX_PARTS) {
        return err_set(p->err, ERR_LIMIT, "%s: more than %d parts", p->name, MAX_PARTS);
    }
    if (take_choice(p, role, roles, &choice) < 0) {
        return err_hint(p->err, "報告書 原稿 骨子 元データ 図表 書誌 権利 その他");
    }
    *VEC_ADD(p->arena, &p->profile->parts) = (struct profile_part){
        .role = (enum profile_role)choice,
        .title = arena_str(p->arena,
                           blank < 0 ? role : str_trim(str_sub(inside, (size_t)blank, inside.n)))};
    return 0;
}

static int take_line(struct parsing *p, struct str line)
{
    size_t sign = 1;
    ptrdiff_t colon = str_find(line, STR(":"), 0);
    ptrdiff_t wide = str_find(line, STR("："), 0);

    line = str_trim(line);
    if (line.n == 0 || line.p[0] == '#') {
        return 0;
    }
    if (line.p[0] == '[' && line.p[line.n - 1] == ']') {
        return take_part(p, line);
    }
    colon = str_find(line, STR(":"), 0);
    wide = str_find(line, STR("："), 0);
    if (wide >= 0 && (colon < 0 || wide < colon)) {
        colon = wide;
        sign = 3;
    }
    if (colon < 0) {
        return wrong(p, TR_ID("a line has the form 'key: value', not"), line);
    }
    struct str key = str_trim(str_sub(line, 0, (size_t)colon));
    struct str value = str_trim(str_sub(line, (size_t)colon + sign, line.n));

    return p->profile->parts.n > 0 ? take_part_key(p, key, value) : take_head_key(p, key, value);
}

int profile_parse(struct arena *a, struct str text, const char *name, struct profile *ret_profile,
                  struct err *err)
{
    struct profile profile = {};
    struct parsing p = {.arena = a, .profile = &profile, .name = name, .err = err};

    if (text.n > MAX_BYTES) {
        return err_set(err, ERR_LIMIT, "'%s' is too large for a profile", name);
    }
    if (!utf8_is_text(text)) {
        return err_set(err, ERR_INVALID, "'%s' is no UTF-8 text", name);
    }
    if (str_starts(text, STR("\xEF\xBB\xBF"))) {
        text = str_sub(text, 3, text.n);
    }
    for (size_t at = 0; at < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        size_t past = end < 0 ? text.n : (size_t)end;

        p.line++;
        if (take_line(&p, str_sub(text, at, past)) < 0) {
            return -1;
        }
        at = past + 1;
    }
    if (profile.parts.n == 0) {
        err_set(err, ERR_INVALID, "'%s' names nothing to hand in", name);
        return err_hint(err, "a part begins with a line like [報告書 調査報告書]");
    }
    *ret_profile = profile;
    return 0;
}

/* ---- finding ---- */

/* The value of the line 名前 in a shipped text. */
static struct str name_of(struct str text)
{
    static const char key[] = "\n名前: ";
    ptrdiff_t at = str_find(text, str_of(key), 0);
    size_t beg = at < 0 ? 0 : (size_t)at + sizeof(key) - 1;
    ptrdiff_t end = str_find(text, STR("\n"), beg);

    return at < 0 || end < 0 ? (struct str){} : str_sub(text, beg, (size_t)end);
}

static int tell_names(const char *name, struct err *err)
{
    char list[ERR_HINT_BYTES] = "";
    size_t n = 0;

    for (size_t i = 0; i < profile_text_count && n < sizeof(list) - 1; i++) {
        struct str x = name_of(profile_texts[i]);

        n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%.*s", i > 0 ? " " : "", STR_ARG(x));
    }
    err_set(err, ERR_NOT_FOUND, "there is no profile '%s', and no such file", name);
    return err_hint(err, "profiles: %s", list);
}

/* The text of a shipped one, or NULL. */
static const struct str *find_shipped(struct str name)
{
    for (size_t i = 0; i < profile_text_count; i++) {
        if (str_eq(name, name_of(profile_texts[i]))) {
            return &profile_texts[i];
        }
    }
    return NULL;
}

int profile_shipped(struct arena *a, struct str name, struct profile *ret_profile, struct err *err)
{
    const struct str *text = find_shipped(name);
    const char *shown = arena_printf(a, "%.*s", STR_ARG(name)).p;

    return text == NULL ? tell_names(shown, err) : profile_parse(a, *text, shown, ret_profile, err);
}

int profile_load(struct arena *a, const char *name_or_path, struct profile *ret_profile,
                 struct err *err)
{
    struct str name = str_of(name_or_path);
    const struct str *text = find_shipped(name);
    struct doc doc = {.name = name};
    struct read_options how = {};

    if (text != NULL) {
        return profile_parse(a, *text, name_or_path, ret_profile, err);
    }
    if (access(name_or_path, F_OK) < 0) {
        return tell_names(name_or_path, err);
    }
    if (read_file(a, name_or_path, &how, &doc, err) < 0) {
        return -1;
    }
    return profile_parse(a, doc.text, name_or_path, ret_profile, err);
}

/* ---- matching ---- */

bool profile_matches(struct str path, const struct str *patterns, uint32_t count)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const char *text = arena_str(&scratch, path).p;

    for (uint32_t i = 0; i < count; i++) {
        if (fnmatch(patterns[i].p, text, FNM_NOESCAPE) == 0) {
            return true;
        }
        /* A pattern without a folder holds for the name in any folder. */
        ptrdiff_t slash = str_rfind(path, STR("/"));

        if (slash >= 0 && !str_has(patterns[i], STR("/")) &&
            fnmatch(patterns[i].p, text + slash + 1, FNM_NOESCAPE) == 0) {
            return true;
        }
    }
    return false;
}

bool profile_part_takes(const struct profile_part *part, struct str kind)
{
    for (uint32_t i = 0; i < part->kinds.n; i++) {
        if (str_eq(part->kinds.v[i], kind)) {
            return true;
        }
    }
    return part->kinds.n == 0;
}

/* Whether a pattern that names a folder holds: what lies there belongs there, whatever its kind. */
static bool has_its_folder(const struct profile_part *part, struct str path)
{
    for (uint32_t i = 0; i < part->patterns.n; i++) {
        if (str_has(part->patterns.v[i], STR("/")) &&
            profile_matches(path, &part->patterns.v[i], 1)) {
            return true;
        }
    }
    return false;
}

const struct profile_part *profile_part_of(const struct profile *p, struct str path,
                                           struct str kind)
{
    const struct profile_part *by_name = NULL;

    for (uint32_t i = 0; i < p->parts.n; i++) {
        const struct profile_part *part = &p->parts.v[i];

        if (!profile_matches(path, part->patterns.v, part->patterns.n)) {
            continue;
        }
        if (profile_part_takes(part, kind) || has_its_folder(part, path)) {
            return part;
        }
        by_name = by_name == NULL ? part : by_name;
    }
    return by_name;
}

struct str profile_ending(struct arena *a, struct str path)
{
    ptrdiff_t slash = str_rfind(path, STR("/"));
    struct str name = str_sub(path, slash < 0 ? 0 : (size_t)slash + 1, path.n);
    ptrdiff_t dot = str_rfind(name, STR("."));

    if (dot < 0) {
        return (struct str){};
    }
    size_t n = name.n - (size_t)dot - 1;
    char *p = arena_alloc(a, n + 1);

    for (size_t i = 0; i < n; i++) {
        p[i] = (char)tolower((unsigned char)name.p[(size_t)dot + 1 + i]);
    }
    return (struct str){.p = p, .n = n};
}

bool profile_wants_machine(const struct profile *p, struct str path)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const struct profile_part *part = profile_part_of(p, path, profile_ending(&scratch, path));

    return part != NULL && (part->role == PROFILE_RAW || part->role == PROFILE_FIGURES);
}
