/*
 * An entry is kept as its key: units in their usual variant, Latin letters small, kana as katakana,
 * without blanks, hyphens, brackets and middle dots. The key of a text is made the same way with
 * the place of every unit; at each place the first two units lead to the entries that begin so, and
 * the longest one that fits and is not a piece of a longer word counts.
 */
#include "inspect/personal/personal-list.h"

#include "base/heap.h"
#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-name.h"
#include "read/text-file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_KEY = 80, MAX_COLUMNS = 64, LEAST_TELEPHONE = 9 };

struct entry {
    const uint16_t *key;
    uint32_t n;
    uint32_t next; /* entry + 1 with the same two units first */
    enum personal_list list;
    const char *rule;
};

struct family {
    const uint16_t *u;
    size_t n;
};

struct personal_lists {
    VEC(struct entry) entries;
    VEC(struct family) families; /* of people */
    uint32_t *heads;             /* entry + 1 by the hash of two units */
    uint32_t head_count;
};

struct key {
    uint16_t *u;
    uint32_t *at; /* unit of the text */
    size_t n;
};

static bool is_digit(uint16_t u)
{
    return u >= '0' && u <= '9';
}

static void make_key(struct arena *a, const struct personal_text *t, struct key *ret)
{
    ret->u = ARENA_ARRAY(a, t->n + 1, uint16_t);
    ret->at = ARENA_ARRAY(a, t->n + 1, uint32_t);
    ret->n = 0;
    for (size_t i = 0; i < t->n; i++) {
        uint16_t u = t->u[i];
        bool after_digit = ret->n > 0 && is_digit(ret->u[ret->n - 1]);

        if (t->classes[i] == CHAR_SPACE || u == '-' || u == '(' || u == ')' || u == 0x30FB ||
            (u == 0x30FC && after_digit)) {
            continue;
        }
        ret->u[ret->n] = u >= 'A' && u <= 'Z'         ? (uint16_t)(u + 32)
                         : u >= 0x3041 && u <= 0x3096 ? (uint16_t)(u + 0x60) /* hiragana */
                                                      : u;
        ret->at[ret->n++] = (uint32_t)i;
    }
}

static uint32_t hash_of(const uint16_t *u)
{
    return ((uint32_t)u[0] * 0x9E3779B1u) ^ ((uint32_t)u[1] * 0x85EBCA6Bu) >> 7;
}

/* ---- reading ---- */

static const char *rule_of(enum personal_list list, const uint16_t *key, size_t n)
{
    size_t digits = 0;

    if (list == PERSONAL_WORDS) {
        return "PII-311";
    }
    for (size_t i = 0; i < n; i++) {
        if (key[i] == '@') {
            return "PII-303";
        }
        digits += is_digit(key[i]);
    }
    return digits >= LEAST_TELEPHONE && digits + 1 >= n ? "PII-302" : "PII-305";
}

/* The family name of an entry: what stands before its blank, or the longest known one that leaves
 * room for a given name. */
static void add_family(struct arena *a, struct personal_lists *l, const struct personal_text *t)
{
    size_t run = personal_run_end(t, 0, CHAR_KANJI, PERSONAL_WORD_MAX);
    size_t n = personal_is_class(t, run, CHAR_SPACE) ? run : 0;

    for (size_t k = run; n == 0 && k-- > 2;) {
        n = (personal_surnames_at(t, 0) >> k & 1) != 0 ? k : 0;
    }
    if (n >= 2) {
        *VEC_ADD(a, &l->families) = (struct family){.u = t->u, .n = n};
    }
}

void personal_lists_remember(const struct personal_lists *lists, struct personal_known *known)
{
    for (uint32_t i = 0; i < lists->families.n; i++) {
        personal_known_add(known, lists->families.v[i].u, lists->families.v[i].n);
    }
}

static int add_entry(struct arena *a, struct personal_lists *l, enum personal_list list,
                     const struct personal_text *t, struct err *err)
{
    struct key key;

    make_key(a, t, &key);
    if (key.n < 2 || key.n > MAX_KEY) {
        return 0;
    }
    if (l->entries.n >= PERSONAL_LIST_MAX_ENTRIES) {
        return err_set(err, ERR_LIMIT, "a list has more than %d entries",
                       PERSONAL_LIST_MAX_ENTRIES);
    }
    *VEC_ADD(a, &l->entries) = (struct entry){
        .key = key.u, .n = (uint32_t)key.n, .list = list, .rule = rule_of(list, key.u, key.n)};
    if (list == PERSONAL_PEOPLE) {
        add_family(a, l, t);
    }
    return 0;
}

static void index_entries(struct arena *a, struct personal_lists *l)
{
    l->head_count = 64;
    while (l->head_count < l->entries.n * 2) {
        l->head_count *= 2;
    }
    l->heads = ARENA_ARRAY(a, l->head_count, uint32_t);
    for (uint32_t i = 0; i < l->entries.n; i++) {
        uint32_t *head = &l->heads[hash_of(l->entries.v[i].key) & (l->head_count - 1)];

        l->entries.v[i].next = *head;
        *head = i + 1;
    }
}

static bool has_telephone_or_mail(const struct personal_text *t)
{
    size_t digits = 0;

    for (size_t i = 0; i < t->n; i++) {
        if (t->u[i] == '@') {
            return true;
        }
        digits += is_digit(t->u[i]);
    }
    return digits >= LEAST_TELEPHONE && digits * 3 >= t->n * 2;
}

/* A head of a column of a list of people: 1 = its cells count, 0 = they do not, -1 = it is no head.
 */
static int head_counts(const struct personal_text *t)
{
    uint32_t flags = 0;

    if (personal_has_word(t->folded.s, "電話|携帯|tel|fax|メール|mail|アドレス")) {
        return has_telephone_or_mail(t) ? -1 : 1;
    }
    for (size_t i = 0; i < t->n; i++) {
        if (personal_longest(t->u + i, t->n - i, WORD_STRONG | WORD_ROLE, &flags) >= 2) {
            return i == 0 || (flags & WORD_STRONG) != 0 ? 1 : 0;
        }
    }
    return personal_has_word(t->folded.s, "番号|所属|部署|役職|会社|備考|住所|区分|職名|no|name")
               ? 0
               : -1;
}

struct table {
    bool has_heads;
    bool counts[MAX_COLUMNS];
};

static int add_cell(struct arena *a, struct personal_lists *l, enum personal_list list,
                    struct table *table, struct str cell, uint32_t row, size_t column,
                    bool is_alone, struct err *err)
{
    struct personal_scan s = {.arena = a};

    if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"') {
        cell = str_sub(cell, 1, cell.n - 1);
    }
    cell = str_trim(cell);
    if (cell.n == 0 || cell.p[0] == '#') {
        return 0;
    }
    personal_text_init(&s.text, NULL, a, cell);
    if (row == 0 && list == PERSONAL_PEOPLE) {
        int counts = head_counts(&s.text);

        table->has_heads |= counts >= 0;
        if (column < MAX_COLUMNS) {
            table->counts[column] = counts > 0;
        }
        if (counts >= 0) {
            return 0;
        }
    }
    if (is_alone || list != PERSONAL_PEOPLE || (column < MAX_COLUMNS && table->counts[column]) ||
        (!table->has_heads &&
         (has_telephone_or_mail(&s.text) || personal_shape_of(&s) != PERSONAL_SHAPE_NONE))) {
        return add_entry(a, l, list, &s.text, err);
    }
    return 0;
}

int personal_lists_add(struct arena *a, enum personal_list list, struct str text,
                       struct personal_lists **lists, struct err *err)
{
    struct personal_lists *l = *lists == NULL ? ARENA_NEW(a, struct personal_lists) : *lists;
    struct table table = {};
    uint32_t before = l->entries.n;
    uint32_t row = 0;

    for (size_t beg = 0; beg < text.n; row++) {
        const char *newline = memchr(text.p + beg, '\n', text.n - beg);
        size_t end = newline == NULL ? text.n : (size_t)(newline - text.p);
        struct str line = str_sub(text, beg, end);
        bool is_alone = !str_has(line, STR(",")) && !str_has(line, STR("\t"));
        size_t column = 0;

        for (size_t at = 0; at <= line.n; column++) {
            size_t past = at;

            while (past < line.n && line.p[past] != ',' && line.p[past] != '\t') {
                past++;
            }
            if (add_cell(a, l, list, &table, str_sub(line, at, past), row, column, is_alone, err) <
                0) {
                return -1;
            }
            at = past + 1;
        }
        beg = end + 1;
    }
    if (l->entries.n == before) {
        return PERSONAL_LISTS_EMPTY;
    }
    index_entries(a, l);
    *lists = l;
    return 0;
}

int personal_lists_read(struct arena *a, enum personal_list list, const char *path,
                        struct personal_lists **lists, struct err *err)
{
    struct doc doc = {};
    FILE *file = fopen(path, "rbe");

    if (file == NULL) {
        return err_set(err, ERR_NOT_FOUND, "'%s' could not be opened: %s", path, err_reason(errno));
    }
    char *bytes AUTO_FREE = heap_room(PERSONAL_LIST_MAX_BYTES + 1);
    size_t n = fread(bytes, 1, PERSONAL_LIST_MAX_BYTES + 1, file);
    bool failed = ferror(file) != 0;
    int number = errno;

    fclose(file);
    if (failed) {
        return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(number));
    }
    if (n > PERSONAL_LIST_MAX_BYTES) {
        return err_set(err, ERR_LIMIT, "'%s' is larger than a list may be", path);
    }
    int status = text_file_read(a, (struct str){.p = bytes, .n = n}, NULL, &doc, err);

    if (status == 0) {
        status = personal_lists_add(a, list, doc.text, lists, err);
    }
    return status < 0 ? err_in(err, "in the list '%s'", path) : status;
}

uint32_t personal_lists_count(const struct personal_lists *lists)
{
    return lists == NULL ? 0 : lists->entries.n;
}

/* ---- applying ---- */

/* Whether what stands at both ends makes it a piece of another word. */
static bool is_piece(const struct personal_text *t, size_t beg, size_t end, size_t key_units)
{
    enum char_class first = (enum char_class)t->classes[beg];
    enum char_class last = (enum char_class)t->classes[end - 1];
    enum char_class before = beg == 0 ? CHAR_NONE : (enum char_class)t->classes[beg - 1];
    enum char_class after = end >= t->n ? CHAR_NONE : (enum char_class)t->classes[end];

    if (first == CHAR_DIGIT || first == CHAR_LATIN) {
        return before == CHAR_DIGIT || before == CHAR_LATIN ||
               ((last == CHAR_DIGIT || last == CHAR_LATIN) &&
                (after == CHAR_DIGIT || after == CHAR_LATIN));
    }
    if (first == CHAR_KATAKANA && before == CHAR_KATAKANA) {
        return true;
    }
    if (last == CHAR_KATAKANA && after == CHAR_KATAKANA) {
        return true;
    }
    /* A family name alone: 林 and 森林. */
    return key_units <= 2 && first == CHAR_KANJI &&
           (before == CHAR_KANJI ||
            (after == CHAR_KANJI &&
             personal_longest(t->u + end, t->n - end,
                              WORD_HONOUR | WORD_TITLE | WORD_RANK | WORD_END, NULL) == 0));
}

/* The longest entry of the kinds that fits at place `i` of the key; NULL = none. */
static const struct entry *entry_at(const struct personal_lists *l, const struct personal_text *t,
                                    const struct key *key, size_t i, bool allowed)
{
    const struct entry *best = NULL;

    for (uint32_t k = l->heads[hash_of(key->u + i) & (l->head_count - 1)]; k != 0;
         k = l->entries.v[k - 1].next) {
        const struct entry *e = &l->entries.v[k - 1];

        if ((e->list == PERSONAL_ALLOWED) == allowed && e->n <= key->n - i &&
            (best == NULL || e->n > best->n) &&
            memcmp(e->key, key->u + i, e->n * sizeof(e->key[0])) == 0 &&
            !is_piece(t, key->at[i], key->at[i + e->n - 1] + 1, e->n)) {
            best = e;
        }
    }
    return best;
}

static void drop_between(struct personal_scan *s, size_t beg, size_t end, bool words_too)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->hits.n; i++) {
        const struct personal_hit *x = &s->hits.v[i];
        bool inside = x->beg < end && x->end > beg && (words_too || x->basis != INSPECT_STRUCTURAL);

        if (!inside) {
            s->hits.v[kept++] = *x;
        }
    }
    s->hits.n = kept;
}

void personal_lists_apply(const struct personal_lists *lists, struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    struct key key;

    if (lists->entries.n == 0) {
        return;
    }
    make_key(s->arena, t, &key);
    for (int allowed = 0; allowed < 2; allowed++) {
        for (size_t i = 0; i + 1 < key.n;) {
            const struct entry *e = entry_at(lists, t, &key, i, allowed == 1);

            if (e == NULL) {
                i++;
                continue;
            }
            size_t beg = t->at[key.at[i]];
            size_t end = t->at[key.at[i + e->n - 1] + 1];

            drop_between(s, beg, end, allowed == 1);
            if (allowed == 0) {
                personal_hit(s, e->rule, beg, end);
                s->hits.v[s->hits.n - 1].basis = INSPECT_STRUCTURAL;
            } else {
                s->allowed_units += e->n;
            }
            i += e->n;
        }
    }
}
