/* Reads multipart/form-data as it streams in; see multipart.h. */
#include "web/multipart.h"

#include "base/utf8.h"

#include <strings.h>

bool multipart_boundary(struct arena *a, struct str content_type, struct str *ret)
{
    static const char others[] = "'()+_,-./:=? ";
    ptrdiff_t at = str_find(content_type, STR("boundary="), 0);

    if (at < 0) {
        return false;
    }
    struct str rest = str_sub(content_type, (size_t)at + 9, content_type.n);
    bool is_quoted = str_starts(rest, STR("\""));

    rest = is_quoted ? str_sub(rest, 1, rest.n) : rest;
    ptrdiff_t end = str_find(rest, is_quoted ? STR("\"") : STR(";"), 0);

    if (end < 0 && is_quoted) {
        return false;
    }
    rest = str_sub(rest, 0, end < 0 ? rest.n : (size_t)end);
    rest = is_quoted ? rest : str_trim(rest);
    if (rest.n == 0 || rest.n > MULTIPART_BOUNDARY_MAX || rest.p[rest.n - 1] == ' ') {
        return false;
    }
    for (size_t i = 0; i < rest.n; i++) {
        char c = rest.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (!is_letter && (c == '\0' || strchr(others, c) == NULL)) {
            return false;
        }
    }
    *ret = arena_str(a, rest);
    return true;
}

void multipart_init(struct multipart *m, struct arena *a, struct str boundary,
                    const struct multipart_sink *sink)
{
    *m = (struct multipart){.arena = a, .sink = *sink, .state = MULTIPART_FIRST};
    memcpy(m->delimiter, "\r\n--", 4);
    memcpy(m->delimiter + 4, boundary.p, boundary.n);
    m->delimiter_bytes = boundary.n + 4;
    m->matched = 2; /* the body begins as if a line had just ended */
    buf_init(&m->head, MULTIPART_HEAD_MAX);
}

void multipart_done(struct multipart *m)
{
    buf_done(&m->head);
}

/* The value of a parameter in quotes, as browsers and curl write it; false when malformed. */
static bool read_quoted(struct arena *a, struct str *rest, struct str *ret)
{
    char *out;
    size_t n = 0;
    size_t i = 1;

    if (!str_starts(*rest, STR("\""))) {
        return false;
    }
    out = arena_alloc(a, rest->n + 1);
    for (; i < rest->n && rest->p[i] != '"'; i++) {
        if (rest->p[i] == '\\' && i + 1 < rest->n &&
            (rest->p[i + 1] == '"' || rest->p[i + 1] == '\\')) {
            i++;
        } else if (str_at(*rest, i, STR("%22"))) {
            out[n++] = '"';
            i += 2;
            continue;
        }
        if ((unsigned char)rest->p[i] < 0x20 || rest->p[i] == 0x7F) {
            return false;
        }
        out[n++] = rest->p[i];
    }
    if (i >= rest->n) {
        return false;
    }
    *rest = str_trim(str_sub(*rest, i + 1, rest->n));
    *ret = (struct str){.p = out, .n = n};
    return utf8_find_bad(*ret) < 0;
}

/* "form-data; name="a"; filename="b.pdf"" */
static bool read_disposition(struct arena *a, struct str value, struct multipart_part *part)
{
    bool has_name = false;

    if (value.n < 9 || strncasecmp(value.p, "form-data", 9) != 0) {
        return false;
    }
    value = str_trim(str_sub(value, 9, value.n));
    while (value.n > 0) {
        if (value.p[0] != ';') {
            return false;
        }
        value = str_trim(str_sub(value, 1, value.n));
        ptrdiff_t equals = str_find(value, STR("="), 0);

        if (equals < 0) {
            return false;
        }
        struct str name = str_sub(value, 0, (size_t)equals);
        struct str text;

        value = str_sub(value, (size_t)equals + 1, value.n);
        if (!read_quoted(a, &value, &text)) {
            return false;
        }
        if (str_eq(name, STR("name")) && !has_name) {
            part->name = text;
            has_name = true;
        } else if (str_eq(name, STR("filename")) && !part->is_file) {
            part->file_name = text;
            part->is_file = true;
        } else {
            return false;
        }
    }
    return has_name && part->name.n > 0;
}

static bool name_is(struct str name, const char *want)
{
    return name.n == strlen(want) && strncasecmp(name.p, want, name.n) == 0;
}

/* The headers of a part, all of them in m->head, and the sink's begin. */
static int begin_part(struct multipart *m)
{
    struct multipart_part part = {};
    struct str rest = buf_str(&m->head);
    bool has_disposition = false;

    while (rest.n > 0) {
        ptrdiff_t end = str_find(rest, STR("\r\n"), 0);
        struct str line = str_sub(rest, 0, end < 0 ? rest.n : (size_t)end);
        ptrdiff_t colon = str_find(line, STR(":"), 0);

        rest = str_sub(rest, line.n + 2, rest.n);
        if (line.n == 0) {
            break;
        }
        if (colon <= 0 || memchr(line.p, '\0', line.n) != NULL ||
            memchr(line.p, '\r', line.n) != NULL || memchr(line.p, '\n', line.n) != NULL) {
            return 400;
        }
        struct str name = str_sub(line, 0, (size_t)colon);
        struct str value = str_trim(str_sub(line, (size_t)colon + 1, line.n));

        if (name_is(name, "content-disposition")) {
            if (has_disposition || !read_disposition(m->arena, value, &part)) {
                return 400;
            }
            has_disposition = true;
        } else if (name_is(name, "content-type")) {
            part.type = arena_str(m->arena, value);
        } else if (name_is(name, "content-transfer-encoding") && !name_is(value, "binary") &&
                   !name_is(value, "8bit") && !name_is(value, "7bit")) {
            return 415;
        }
    }
    buf_clear(&m->head);
    return has_disposition ? m->sink.begin(m->sink.arg, &part) : 400;
}

/* Content: everything up to the next CR goes out in one piece. Returns how far it came. */
static int add_data(struct multipart *m, const char *bytes, size_t n, size_t *ret_taken)
{
    size_t i = 0;
    int status = 0;

    if (m->matched == 0) {
        const char *cr = memchr(bytes, '\r', n);

        i = cr == NULL ? n : (size_t)(cr - bytes);
        status = i == 0 ? 0 : m->sink.add(m->sink.arg, bytes, i);
    }
    while (status == 0 && i < n && m->matched < m->delimiter_bytes &&
           bytes[i] == m->delimiter[m->matched]) {
        m->matched++;
        i++;
    }
    if (status == 0 && m->matched == m->delimiter_bytes) {
        m->matched = 0;
        m->state = MULTIPART_AFTER;
        status = m->sink.end(m->sink.arg);
    } else if (status == 0 && i < n && m->matched > 0) {
        status = m->sink.add(m->sink.arg, m->delimiter, m->matched);
        m->matched = 0;
    }
    *ret_taken = i;
    return status;
}

/* The first delimiter must begin the body. */
static int add_first(struct multipart *m, char c)
{
    if (c != m->delimiter[m->matched]) {
        return 400;
    }
    m->matched++;
    if (m->matched == m->delimiter_bytes) {
        m->matched = 0;
        m->state = MULTIPART_AFTER;
    }
    return 0;
}

/* One byte where bytes are few: after a delimiter, in headers, after the end. */
static int add_byte(struct multipart *m, char c)
{
    if (m->state == MULTIPART_LAST) {
        bool fits = (m->head.n == 0 && c == '\r') || (m->head.n == 1 && c == '\n');

        buf_add_char(&m->head, c);
        return fits ? 0 : 400;
    }
    buf_add_char(&m->head, c);
    if (buf_is_full(&m->head)) {
        return 431;
    }
    struct str head = buf_str(&m->head);

    if (m->state == MULTIPART_AFTER && head.n == 2) {
        bool is_last = str_eq(head, STR("--"));

        if (!is_last && !str_eq(head, STR("\r\n"))) {
            return 400;
        }
        m->state = is_last ? MULTIPART_LAST : MULTIPART_HEAD;
        buf_clear(&m->head);
    } else if (m->state == MULTIPART_HEAD && str_ends(head, STR("\r\n\r\n"))) {
        m->state = MULTIPART_DATA;
        return begin_part(m);
    }
    return 0;
}

int multipart_add(struct multipart *m, const char *bytes, size_t n)
{
    size_t i = 0;
    int status = 0;

    while (i < n && status == 0) {
        size_t taken = 1;

        if (m->state == MULTIPART_DATA) {
            status = add_data(m, bytes + i, n - i, &taken);
        } else if (m->state == MULTIPART_FIRST) {
            status = add_first(m, bytes[i]);
        } else {
            status = add_byte(m, bytes[i]);
        }
        i += taken;
    }
    return status;
}

int multipart_end(struct multipart *m)
{
    return m->state == MULTIPART_LAST && m->head.n != 1 ? 0 : 400;
}
