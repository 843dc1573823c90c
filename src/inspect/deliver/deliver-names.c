/*
 * Names of files (characters, length, junk), files that are there twice, and lists of contents
 * (目録, SHA256SUMS) against what is there.
 */
#include "inspect/archive.h"
#include "inspect/deliver/deliver.h"

#include "base/csv-read.h"
#include "base/utf8.h"
#include "inspect/deliver/machine-cell.h"
#include "read/read.h"

#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

enum {
    MAX_COLUMNS = 40,
    SHA256_DIGITS = 64,
};

/* ---- names ---- */

static struct str file_of(struct str path)
{
    ptrdiff_t slash = str_rfind(path, STR("/"));

    return str_sub(path, slash < 0 ? 0 : (size_t)slash + 1, path.n);
}

/* Names that Windows keeps for devices, with or without an ending. */
static bool is_device(struct str name)
{
    static const char *const devices[] = {"CON",  "PRN",  "AUX",  "NUL",  "COM1", "COM2",
                                          "COM3", "COM4", "LPT1", "LPT2", "LPT3", NULL};
    ptrdiff_t dot = str_find(name, STR("."), 0);
    size_t n = dot < 0 ? name.n : (size_t)dot;

    for (const char *const *d = devices; *d != NULL; d++) {
        if (strlen(*d) == n && strncasecmp(name.p, *d, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Why the name of a file should be another one, in signs: the character, or a short word. */
static const char *fault_of(const struct profile *p, struct str name, uint32_t *ret_count)
{
    uint32_t characters = 0;

    if (utf8_find_bad(name) >= 0) {
        return "UTF-8";
    }
    for (size_t i = 0; i < name.n;) {
        uint32_t cp;
        size_t n = utf8_decode(name, i, &cp);

        if (cp < 0x20 || cp == 0x7F || (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF) {
            return "U+0000-001F";
        }
        if (cp == 0x3099 || cp == 0x309A) {
            return "U+3099"; /* a voiced kana in two characters, as Macs write it */
        }
        if (n == 1 && cp != ' ' &&
            memchr(p->forbidden.p == NULL ? "" : p->forbidden.p, (int)cp, p->forbidden.n) != NULL) {
            return "\\ / : * ? \" < > |";
        }
        characters++;
        i += n;
    }
    *ret_count = characters;
    if (p->max_name_characters > 0 && characters > p->max_name_characters) {
        return "…";
    }
    if (machine_cell_has_platform(name)) {
        return "①㈱";
    }
    if (str_trim(name).n != name.n || str_ends(name, STR("."))) {
        return "␣";
    }
    return is_device(name) ? "CON" : NULL;
}

void deliver_check_names(struct deliver *d)
{
    for (uint32_t i = 0; i < d->files.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        const struct deliver_file *file = &d->files.v[i];
        uint32_t characters = 0;
        struct str name = file_of(file->name);
        const char *fault = fault_of(d->profile, name, &characters);

        if (archive_is_junk(name)) {
            fault = "OS";
        }
        if (fault != NULL) {
            deliver_tell(d, file->index, "PKG-321",
                         arena_printf(&scratch, "%.*s (%s)", STR_ARG(file->name), fault), 1);
        }
    }
}

/* ---- doubles ---- */

static int by_hash(const void *a, const void *b)
{
    const struct inspect_file *const *x = a;
    const struct inspect_file *const *y = b;
    int order = str_cmp((*x)->sha256, (*y)->sha256);

    return order != 0 ? order : ((*x) > (*y)) - ((*x) < (*y));
}

void deliver_check_doubles(struct deliver *d)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct inspect_file **files = ARENA_ARRAY(&scratch, d->files.n + 1, struct inspect_file *);
    uint32_t n = 0;

    for (uint32_t i = 0; i < d->files.n; i++) {
        struct inspect_file *file = &d->report->files.v[d->files.v[i].index];

        if (file->sha256.n > 0) {
            files[n++] = file;
        }
    }
    if (n > 1) {
        qsort(files, n, sizeof(files[0]), by_hash);
    }
    for (uint32_t i = 1; i < n; i++) {
        if (str_eq(files[i]->sha256, files[i - 1]->sha256)) {
            struct str first = str_sub(files[i - 1]->path, d->folder.n, files[i - 1]->path.n);

            deliver_tell(d, (uint32_t)(files[i] - d->report->files.v), "PKG-324",
                         arena_printf(&scratch, "= %.*s", STR_ARG(first)), 1);
        }
    }
}

/* ---- lists of contents ---- */

struct named;

struct listing {
    struct deliver *d;
    struct arena *arena;
    uint32_t index;      /* of the list among the files */
    bool *seen;          /* of the files */
    struct named *names; /* sorted */
    size_t name_count;
    uint32_t entries;
    int name_column, hash_column, bytes_column, count_column; /* -1 = none */
};

static bool is_hash(struct str word)
{
    for (size_t i = 0; i < word.n; i++) {
        bool digit = (word.p[i] >= '0' && word.p[i] <= '9') ||
                     ((word.p[i] | 0x20) >= 'a' && (word.p[i] | 0x20) <= 'f');

        if (!digit) {
            return false;
        }
    }
    return word.n == SHA256_DIGITS;
}

static void tell(struct listing *l, struct str place)
{
    deliver_tell(l->d, l->d->files.v[l->index].index, "PKG-323", place, 1);
}

/* A name and the file it stands for. */
struct named {
    struct str name;
    uint32_t file;
};

static int by_name(const void *a, const void *b)
{
    const struct named *x = a;
    const struct named *y = b;

    return str_cmp(x->name, y->name);
}

/* All files by their paths, and again by their names alone. */
static void index_names(struct listing *l)
{
    uint32_t n = l->d->files.n;

    l->names = ARENA_ARRAY(l->arena, 2 * (size_t)n + 1, struct named);
    for (uint32_t i = 0; i < n; i++) {
        struct str path = l->d->files.v[i].name;

        l->names[l->name_count++] = (struct named){.name = path, .file = i};
        if (file_of(path).n < path.n) {
            l->names[l->name_count++] = (struct named){.name = file_of(path), .file = i};
        }
    }
    if (l->name_count > 1) {
        qsort(l->names, l->name_count, sizeof(l->names[0]), by_name);
    }
}

/* The file of that path, or of that name. */
static struct deliver_file *find_file(struct listing *l, struct str name)
{
    struct named key = {.name = str_starts(name, STR("./")) ? str_sub(name, 2, name.n) : name};
    const struct named *found =
        bsearch(&key, l->names, l->name_count, sizeof(l->names[0]), by_name);

    return found == NULL ? NULL : &l->d->files.v[found->file];
}

static int64_t number_of(struct str digits)
{
    int64_t n = 0;
    bool any = false;

    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] >= '0' && digits.p[i] <= '9') {
            if (__builtin_mul_overflow(n, 10, &n) ||
                __builtin_add_overflow(n, digits.p[i] - '0', &n)) {
                return -1;
            }
            any = true;
        } else if (digits.p[i] != ',') {
            break;
        }
    }
    return any ? n : -1;
}

static void take_entry(struct listing *l, struct str name, struct str hash, struct str bytes)
{
    struct deliver_file *file = find_file(l, name);
    int64_t wanted = number_of(bytes);
    struct stat st;

    l->entries++;
    if (file == NULL) {
        tell(l, arena_printf(l->arena, "%.*s ?", STR_ARG(name)));
        return;
    }
    const struct inspect_file *known = &l->d->report->files.v[file->index];

    l->seen[file - l->d->files.v] = true;
    if (is_hash(hash) && !str_eq_any_case(hash, known->sha256)) {
        tell(l, arena_printf(l->arena, "%.*s SHA-256 ≠", STR_ARG(name)));
    }
    if (wanted >= 0 && stat(known->path.p, &st) == 0 && st.st_size != wanted) {
        tell(l, arena_printf(l->arena, "%.*s %lld ≠ %lld B", STR_ARG(name), (long long)wanted,
                             (long long)st.st_size));
    }
}

static bool is_head_word(struct str field, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (str_has(field, str_of(*words))) {
            return true;
        }
    }
    return false;
}

/* Which column is which, by its name. */
static void take_head(struct listing *l, const struct str *fields, int n)
{
    static const char *const names[] = {"ファイル", "名称", "file", "File", "name", "Name", NULL};
    static const char *const hashes[] = {"SHA", "sha", "ハッシュ", NULL};
    static const char *const sizes[] = {"バイト", "容量", "サイズ", "size", "bytes", "Size", NULL};

    for (int i = 0; i < n; i++) {
        if (is_head_word(fields[i], hashes)) {
            l->hash_column = i;
        } else if (is_head_word(fields[i], sizes)) {
            l->bytes_column = i;
        } else if (l->name_column < 0 && is_head_word(fields[i], names)) {
            l->name_column = i;
        }
    }
}

static void take_row(struct listing *l, const struct str *fields, int n)
{
    struct str name = l->name_column < n ? str_trim(fields[l->name_column]) : (struct str){};
    bool is_total = false;

    for (int i = 0; i < n; i++) {
        is_total |=
            str_starts(str_trim(fields[i]), STR("合計")) || str_eq(str_trim(fields[i]), STR("計"));
    }
    if (is_total) {
        for (int i = 0; i < n; i++) {
            int64_t total = number_of(str_trim(fields[i]));

            /* "12件", or a bare number: the number of files; sizes have a column of their own. */
            if (total >= 0 && i != l->bytes_column && i != l->hash_column && total != l->entries) {
                tell(l, arena_printf(l->arena, "合計 %lld ≠ %u", (long long)total, l->entries));
            }
        }
        return;
    }
    if (name.n > 0) {
        take_entry(l, name,
                   l->hash_column >= 0 && l->hash_column < n ? str_trim(fields[l->hash_column])
                                                             : (struct str){},
                   l->bytes_column >= 0 && l->bytes_column < n ? str_trim(fields[l->bytes_column])
                                                               : (struct str){});
    }
}

static void take_csv(struct listing *l, struct str text)
{
    struct csv_reader reader = {.text = text, .separator = str_has(text, STR("\t")) ? '\t' : ','};
    struct str fields[MAX_COLUMNS];
    struct csv_field field;
    enum csv_step step;
    int n = 0;

    while ((step = csv_next(&reader, l->arena, &field)) != CSV_END) {
        if (step == CSV_FIELD) {
            if (n < MAX_COLUMNS) {
                fields[n++] = field.text;
            }
            continue;
        }
        if (l->name_column < 0) {
            take_head(l, fields, n);
        } else {
            take_row(l, fields, n);
        }
        n = 0;
    }
}

/* Lines of a hash, blanks and a name, as sha256sum writes them; false when it is none. */
static bool take_sums(struct listing *l, struct str text)
{
    bool any = false;

    for (size_t at = 0; at < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        size_t past = end < 0 ? text.n : (size_t)end;
        struct str line = str_trim(str_sub(text, at, past));

        if (line.n > SHA256_DIGITS + 1 && is_hash(str_sub(line, 0, SHA256_DIGITS))) {
            struct str name = str_trim(str_sub(line, SHA256_DIGITS, line.n));

            if (str_starts(name, STR("*"))) {
                name = str_sub(name, 1, name.n);
            }
            take_entry(l, name, str_sub(line, 0, SHA256_DIGITS), (struct str){});
            any = true;
        }
        at = past + 1;
    }
    return any;
}

static void check_list(struct deliver *d, uint32_t index)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct listing l = {.d = d,
                        .arena = &scratch,
                        .index = index,
                        .seen = ARENA_ARRAY(&scratch, d->files.n + 1, bool),
                        .name_column = -1,
                        .hash_column = -1,
                        .bytes_column = -1};
    struct doc doc = {.name = d->files.v[index].name};
    struct read_options how = {};
    struct err err = {};

    index_names(&l);
    const char *path = d->report->files.v[d->files.v[index].index].path.p;

    if (read_file(&scratch, path, &how, &doc, &err) < 0) {
        tell(&l, deliver_why(path, &err));
        return;
    }
    if (str_starts(doc.text, STR("\xEF\xBB\xBF"))) {
        doc.text = str_sub(doc.text, 3, doc.text.n);
    }
    if (!take_sums(&l, doc.text)) {
        take_csv(&l, doc.text);
    }
    for (uint32_t i = 0; i < d->files.n && l.entries > 0; i++) {
        const struct deliver_file *file = &d->files.v[i];

        if (!l.seen[i] && i != index && !archive_is_junk(file->name) &&
            !profile_matches(file->name, d->profile->manifests.v, d->profile->manifests.n)) {
            tell(&l, arena_printf(&scratch, "%.*s ∉", STR_ARG(file->name)));
        }
    }
}

void deliver_check_manifests(struct deliver *d)
{
    for (uint32_t i = 0; i < d->files.n; i++) {
        if (profile_matches(d->files.v[i].name, d->profile->manifests.v, d->profile->manifests.n)) {
            check_list(d, i);
        }
    }
}
