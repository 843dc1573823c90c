/*
 * Checks inputs by their declared type: one function per type, in a table. A fault is told in the
 * person's words; the machine's word for the field goes with it for programs.
 */
#include "web/input.h"

#include "base/heap.h"
#include "base/utf8.h"
#include "text/calendar.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

struct check {
    struct arena *arena;
    const struct page_input *input;
    enum tr_language language;
    struct page_faults *faults;
};

static void fault(const struct check *c, const char *format, ...) PRINTF_LIKE(2, 3);

static void fault(const struct check *c, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *text = heap_vprintf(tr_in(c->language, format), args);

    va_end(args);
    *VEC_ADD(c->arena, c->faults) = (struct page_fault){
        .input = c->input,
        .name = str_of(c->input->name),
        .text = arena_str(c->arena, str_of(text)),
    };
    free(text);
}

bool input_number(struct str text, int64_t *ret)
{
    bool is_negative = text.n > 0 && text.p[0] == '-';
    size_t i = is_negative ? 1 : 0;
    int64_t value = 0;

    if (i == text.n || text.n - i > 18) {
        return false;
    }
    for (; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') {
            return false;
        }
        value = value * 10 + (text.p[i] - '0');
    }
    *ret = is_negative ? -value : value;
    return true;
}

static int64_t characters_of(struct str s)
{
    int64_t count = 0;

    for (size_t i = 0; i < s.n; i++) {
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return count;
}

static bool has_control(struct str s, bool lines)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < 0x20 && !(lines && (c == '\n' || c == '\t'))) || c == 0x7F) {
            return true;
        }
    }
    return false;
}

static struct str without_cr(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\r') {
            out[n++] = s.p[i];
        } else if (i + 1 == s.n || s.p[i + 1] != '\n') {
            out[n++] = '\n';
        }
    }
    return (struct str){.p = out, .n = n};
}

static void check_text(const struct check *c, struct http_pair *pair)
{
    bool lines = c->input->type == INPUT_LINES;
    int64_t max = c->input->max > 0 ? c->input->max : INPUT_TEXT_MAX;

    pair->value = str_trim(lines ? without_cr(c->arena, pair->value) : pair->value);
    int64_t count = characters_of(pair->value);

    if (count > max) {
        fault(c, "%" PRId64 " characters at most, there are %" PRId64, max, count);
    }
    if (has_control(pair->value, lines)) {
        fault(c, "control characters are not possible here");
    }
}

static bool is_choice(const char *choices, struct str word)
{
    struct str rest = str_of(choices);

    while (rest.n > 0) {
        ptrdiff_t bar = str_find(rest, STR("|"), 0);
        size_t end = bar < 0 ? rest.n : (size_t)bar;

        if (str_eq(str_sub(rest, 0, end), word)) {
            return true;
        }
        rest = str_sub(rest, end + 1, rest.n);
    }
    return false;
}

static void check_word(const struct check *c, struct http_pair *pair)
{
    if (pair->value.n > 0 && !is_choice(c->input->choices, pair->value)) {
        fault(c, "choose one of what is offered");
    }
}

static void check_number(const struct check *c, struct http_pair *pair)
{
    int64_t value;
    bool is_record = c->input->type == INPUT_ID || c->input->type == INPUT_IDS;

    pair->value = str_trim(pair->value);
    if (pair->value.n == 0) {
        return;
    }
    if (!input_number(pair->value, &value)) {
        fault(c, "a whole number is needed");
    } else if (is_record && value <= 0) {
        fault(c, "there is no such record");
    } else if (c->input->type == INPUT_INT && c->input->max > 0 && value > c->input->max) {
        fault(c, "%d at most", c->input->max);
    } else if (c->input->type == INPUT_INT && value < 0) {
        fault(c, "a number below zero is not possible here");
    }
}

static void check_day(const struct check *c, struct http_pair *pair)
{
    pair->value = str_trim(pair->value);
    if (pair->value.n > 0 && calendar_parse(pair->value) == CALENDAR_NONE) {
        fault(c, "a day like 2026-04-01 is needed");
    }
}

int input_minute(struct str text)
{
    if (text.n != 5 || text.p[2] != ':') {
        return -1;
    }
    for (size_t i = 0; i < text.n; i++) {
        if (i != 2 && (text.p[i] < '0' || text.p[i] > '9')) {
            return -1;
        }
    }
    int hour = (text.p[0] - '0') * 10 + text.p[1] - '0';
    int minute = (text.p[3] - '0') * 10 + text.p[4] - '0';

    return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

static void check_time(const struct check *c, struct http_pair *pair)
{
    pair->value = str_trim(pair->value);
    if (pair->value.n > 0 && input_minute(pair->value) < 0) {
        fault(c, "a time of day like 14:30 is needed");
    }
}

static void check_flag(const struct check *c, struct http_pair *pair)
{
    if (str_eq(pair->value, STR("true"))) {
        pair->value = STR("1");
    } else if (str_eq(pair->value, STR("false")) || str_eq(pair->value, STR("0"))) {
        pair->value = (struct str){};
    }
    if (pair->value.n > 0 && !str_eq(pair->value, STR("1")) && !str_eq(pair->value, STR("on"))) {
        fault(c, "yes or no is needed");
    }
}

static void (*const checks[])(const struct check *c, struct http_pair *pair) = {
    [INPUT_TEXT] = check_text, [INPUT_LINES] = check_text, [INPUT_WORD] = check_word,
    [INPUT_ID] = check_number, [INPUT_INT] = check_number, [INPUT_DAY] = check_day,
    [INPUT_TIME] = check_time, [INPUT_FLAG] = check_flag,  [INPUT_IDS] = check_number,
};

static void check_file(const struct check *c, const struct http_files *files)
{
    int64_t max = c->input->max > 0 ? c->input->max : INPUT_FILE_MAX;
    uint32_t count = 0;
    int64_t bytes = 0;

    for (uint32_t i = 0; i < files->n; i++) {
        if (str_eq(files->v[i].field, str_of(c->input->name))) {
            count++;
            bytes += files->v[i].bytes;
        }
    }
    if (bytes > max) {
        fault(c, "%" PRId64 " bytes at most, the file has %" PRId64, max, bytes);
    }
    if (count == 0 && c->input->is_required) {
        fault(c, "choose a file");
    }
    if (count > 1 && c->input->type == INPUT_FILE) {
        fault(c, "one file at a time");
    }
}

static void check_one(const struct check *c, struct http_pairs *given)
{
    uint32_t count = 0;
    uint32_t before = c->faults->n;
    bool is_empty = true;
    uint32_t most = c->input->max > 0 ? (uint32_t)c->input->max : INPUT_IDS_MAX;

    for (uint32_t i = 0; i < given->n && c->faults->n == before; i++) {
        if (str_eq(given->v[i].name, str_of(c->input->name))) {
            count++;
            checks[c->input->type](c, &given->v[i]);
            is_empty = is_empty && given->v[i].value.n == 0;
        }
    }
    if (c->faults->n > before) {
        return;
    }
    if (c->input->type == INPUT_IDS && count > most) {
        fault(c, "%d at most", (int)most);
    } else if (c->input->type != INPUT_IDS && count > 1) {
        fault(c, "given more than once");
    } else if (c->input->is_required && is_empty) {
        fault(c, "this is needed");
    }
}

static bool is_declared(const struct page_input *declared, struct str name)
{
    for (; declared != NULL && declared->name != NULL; declared++) {
        if (str_eq(str_of(declared->name), name)) {
            return true;
        }
    }
    return str_eq(name, STR("csrf"));
}

static void check_unknown(const struct check *c, struct str name, const struct page_input *declared)
{
    if (!is_declared(declared, name)) {
        *VEC_ADD(c->arena, c->faults) = (struct page_fault){
            .name = name,
            .text = str_of(tr_in(c->language, "this field is not known here")),
        };
    }
}

void input_check(struct arena *a, const struct page_input *declared, struct http_pairs *given,
                 const struct http_files *files, bool refuse_unknown, enum tr_language language,
                 struct page_faults *faults)
{
    struct check c = {.arena = a, .language = language, .faults = faults};

    for (const struct page_input *i = declared; i != NULL && i->name != NULL; i++) {
        c.input = i;
        if (i->type == INPUT_FILE || i->type == INPUT_FILES) {
            check_file(&c, files);
        } else {
            check_one(&c, given);
        }
    }
    for (uint32_t i = 0; refuse_unknown && i < given->n; i++) {
        check_unknown(&c, given->v[i].name, declared);
    }
    for (uint32_t i = 0; refuse_unknown && files != NULL && i < files->n; i++) {
        check_unknown(&c, files->v[i].field, declared);
    }
}

/* Where the first stop of a help begins and ends; at its end when it has none. */
static void find_stop(struct str help, size_t *ret_beg, size_t *ret_end)
{
    static const char *const stops[] = {"。", ". ", ":", "："};

    *ret_beg = help.n;
    *ret_end = help.n;
    for (size_t i = 0; i < COUNT(stops); i++) {
        ptrdiff_t at = str_find(str_sub(help, 0, *ret_beg), str_of(stops[i]), 0);

        if (at > 0) {
            *ret_beg = (size_t)at;
            *ret_end = (size_t)at + strlen(stops[i]);
        }
    }
}

static struct str help_of(const struct page_input *input, enum tr_language language)
{
    return str_of(input->help != NULL ? tr_in(language, input->help) : input->name);
}

struct str input_label(const struct page_input *input, enum tr_language language)
{
    struct str help = help_of(input, language);
    size_t beg, end;

    find_stop(help, &beg, &end);
    return str_sub(help, 0, beg);
}

struct str input_hint(const struct page_input *input, enum tr_language language)
{
    struct str help = help_of(input, language);
    size_t beg, end;

    find_stop(help, &beg, &end);
    return str_sub(help, end, help.n);
}

static int add_scalar(struct arena *a, struct str name, const json_t *value, struct http_pairs *ret,
                      struct err *err)
{
    struct str text = {};

    if (json_is_string(value)) {
        text = arena_str(
            a, (struct str){.p = json_string_value(value), .n = json_string_length(value)});
    } else if (json_is_integer(value)) {
        text = arena_printf(a, "%" PRId64, (int64_t)json_integer_value(value));
    } else if (json_is_true(value)) {
        text = STR("1");
    } else if (json_is_null(value)) {
        return 0;
    } else if (!json_is_false(value)) {
        return err_set(err, ERR_INVALID,
                       "\"%.*s\" must be a text, a whole number, true, false or a list of those",
                       STR_ARG(name));
    }
    http_add(a, ret, name, text);
    return 0;
}

static int add_members(struct arena *a, json_t *object, struct http_pairs *ret, struct err *err)
{
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        struct str name = arena_str(a, str_of(key));
        size_t count = json_is_array(value) ? json_array_size(value) : 1;

        if (count > INPUT_IDS_MAX) {
            return err_set(err, ERR_LIMIT, "\"%.*s\" has more than %d values", STR_ARG(name),
                           (int)INPUT_IDS_MAX);
        }
        for (size_t i = 0; i < count; i++) {
            const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;

            if (add_scalar(a, name, one, ret, err) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

static void free_json(json_t **value)
{
    json_decref(*value);
}

int input_json(struct arena *a, struct str json, struct http_pairs *ret, struct err *err)
{
    json_error_t why;
    json_t *object CLEANUP(free_json) = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &why);

    if (object == NULL) {
        return err_set(err, ERR_INVALID, "the body is no JSON: line %d, column %d: %s", why.line,
                       why.column, why.text);
    }
    if (!json_is_object(object)) {
        return err_set(err, ERR_INVALID, "the body must be a JSON object");
    }
    return add_members(a, object, ret, err);
}
