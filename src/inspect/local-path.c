/*
 * Local paths; see local-path.h. Every path has a backslash or "file:", so memchr finds the few
 * places to look at. Of a piece all but the end is looked through; the end goes before the next.
 */
#include "inspect/local-path.h"

#include "base/heap.h"

#include <strings.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Before a path in the margin of a sheet stands which third of it it is in: "&L", in XML "&amp;L".
 */
static bool is_margin_code(struct str s, size_t at)
{
    return at > 1 && memchr("LCR", s.p[at - 1], 3) != NULL &&
           (s.p[at - 2] == '&' || (at > 5 && str_at(s, at - 6, STR("&amp;"))));
}

/* Whether a path stands at `at`: its drive, share or scheme. */
static bool begins(struct str s, size_t at)
{
    struct str rest = str_sub(s, at, s.n);
    char before = at == 0 || is_margin_code(s, at) ? ' ' : s.p[at - 1];

    if (rest.n >= 8 && strncasecmp(rest.p, "file:", 5) == 0 && !is_letter(before) &&
        (rest.p[5] == '/' || rest.p[5] == '\\')) {
        return true;
    }
    if (rest.n >= 4 && is_letter(rest.p[0]) && rest.p[1] == ':' && rest.p[2] == '\\' &&
        !is_letter(before)) {
        /* Field codes write each backslash twice. */
        char c = rest.p[3] == '\\' && rest.n >= 5 ? rest.p[4] : rest.p[3];

        return is_letter(c) || (c & 0x80) != 0;
    }
    return rest.n >= 5 && rest.p[0] == '\\' && rest.p[1] == '\\' &&
           (is_letter(rest.p[2]) || (rest.p[2] >= '0' && rest.p[2] <= '9')) && before != '\\' &&
           memchr(rest.p + 2, '\\', MIN(rest.n - 2, (size_t)64)) != NULL;
}

/* Out of the folder of the file, up and down again to somebody's home. */
static bool climbs_home(struct str target)
{
    static const struct str homes[] = {STR_IN_TABLE("/home/"), STR_IN_TABLE("/Users/"),
                                       STR_IN_TABLE("\\Users\\")};
    bool is = false;

    for (size_t i = 0; i < COUNT(homes) && str_starts(target, STR("..")); i++) {
        is |= str_has(target, homes[i]);
    }
    return is;
}

/* "C:/a": in a text it may be anything, as a target it is a path. */
static bool is_on_drive(struct str target)
{
    return target.n > 3 && is_letter(target.p[0]) && target.p[1] == ':' && target.p[2] == '/' &&
           target.p[3] != '/';
}

bool local_path_is(struct str target)
{
    return begins(target, 0) || is_on_drive(target) || str_starts(target, STR("/Users/")) ||
           str_starts(target, STR("/home/")) || climbs_home(target);
}

/* The host of a URL that has one, or "". */
static struct str host_of(struct str url)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://", "smb://"};
    size_t beg = 0, end;

    for (size_t i = 0; i < COUNT(schemes); i++) {
        size_t n = strlen(schemes[i]);

        if (url.n > n && strncasecmp(url.p, schemes[i], n) == 0) {
            beg = n;
        }
    }
    for (end = beg; beg > 0 && end < url.n && memchr("/?#:", url.p[end], 4) == NULL; end++) {
        if (url.p[end] == '@') {
            beg = end + 1; /* whose name came before */
        }
    }
    return str_sub(url, beg, end);
}

bool local_path_is_inner_host(struct str host)
{
    static const char *const networks[] = {"10.", "192.168.", "169.254.", "127."};
    static const char *const ends[] = {".local", ".lan",  ".internal",
                                       ".intra", ".corp", ".home.arpa"};
    bool is_number = host.n > 0, is_inner = false;

    if (host.n == 0 || host.p[0] == '[' || (host.p[0] & 0x80) != 0) {
        return false;
    }
    for (size_t i = 0; i < host.n; i++) {
        is_number &= (host.p[i] >= '0' && host.p[i] <= '9') || host.p[i] == '.';
    }
    if (is_number) {
        for (size_t i = 0; i < COUNT(networks); i++) {
            is_inner |= str_starts(host, str_of(networks[i]));
        }
        return is_inner || (str_starts(host, STR("172.")) && host.n > 6 && host.p[6] == '.' &&
                            str_cmp(str_sub(host, 4, 6), STR("16")) >= 0 &&
                            str_cmp(str_sub(host, 4, 6), STR("31")) <= 0);
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        struct str end = str_of(ends[i]);

        is_inner |= host.n > end.n && strncasecmp(host.p + host.n - end.n, end.p, end.n) == 0;
    }
    return is_inner || memchr(host.p, '.', host.n) == NULL;
}

bool local_path_is_inner_url(struct str target)
{
    return local_path_is_inner_host(host_of(target));
}

/* The next byte of either kind at or after `at`, or the end; in windows, so that time is linear. */
static size_t next_mark(struct str s, size_t at)
{
    enum { WINDOW = 4096 };

    for (; at < s.n; at += WINDOW) {
        size_t end = MIN(s.n, at + WINDOW);
        const char *slash = memchr(s.p + at, '\\', end - at);

        end = slash == NULL ? end : (size_t)(slash - s.p);
        for (const char *colon = memchr(s.p + at, ':', end - at); colon != NULL;
             colon = memchr(colon + 1, ':', (size_t)(s.p + end - colon - 1))) {
            size_t i = (size_t)(colon - s.p);

            if (i >= 4 && (s.p[i - 1] | 0x20) == 'e' && (s.p[i - 4] | 0x20) == 'f') {
                return i;
            }
        }
        if (slash != NULL) {
            return end;
        }
    }
    return s.n;
}

bool local_path_next(struct str bytes, size_t *at, struct str *ret_path)
{
    if (*at >= bytes.n) {
        return false;
    }
    for (size_t i = next_mark(bytes, *at); i < bytes.n; i = next_mark(bytes, i + 1)) {
        size_t beg = i;

        if (bytes.p[i] == ':') {
            beg = i - 4;
        } else if (i >= 2 && bytes.p[i - 1] == ':') {
            beg = i - 2;
        }
        if (!begins(bytes, beg)) {
            continue;
        }
        size_t end = beg;

        while (end < bytes.n && end - beg < LOCAL_PATH_MAX_BYTES &&
               memchr("\"<>|*\r\n\t;,", bytes.p[end], 11) == NULL) {
            end++;
        }
        *ret_path = str_sub(bytes, beg, end);
        *at = MAX(end, i + 1);
        return true;
    }
    *at = bytes.n;
    return false;
}

bool local_path_next_in_markup(struct str bytes, size_t *at, struct str *ret_path)
{
    static const char ends[] = "\"'()<>|*\r\n\t;,";

    for (size_t i = *at; i < bytes.n; i++) {
        bool is_scheme = bytes.p[i] == ':';
        size_t beg = i;

        if (!is_scheme && bytes.p[i] != '\\') {
            continue;
        }
        if (!is_scheme && i >= *at + 2 && bytes.p[i - 1] == ':') {
            beg = i - 2; /* its drive */
        }
        while (is_scheme && beg > *at && is_letter(bytes.p[beg - 1])) {
            beg--;
        }
        size_t end = i;

        while (end < bytes.n && end - beg < LOCAL_PATH_MAX_BYTES &&
               memchr(ends, bytes.p[end], sizeof(ends)) == NULL) {
            end++;
        }
        struct str path = str_trim(str_sub(bytes, beg, end));

        if (str_ends(path, STR("--"))) {
            path = str_trim(str_sub(path, 0, path.n - 2)); /* the end of a comment */
        }
        if (begins(bytes, beg) || local_path_is_inner_url(path)) {
            *ret_path = path;
            *at = MAX(end, i + 1);
            return true;
        }
    }
    *at = bytes.n;
    return false;
}

/* Paths that begin before `limit`. */
static void scan(struct found *f, struct str bytes, struct str place, size_t limit)
{
    struct str path;

    for (size_t at = 0; local_path_next(bytes, &at, &path) && path.p < bytes.p + limit;) {
        found_add(f, "OOX-203", INSPECT_STRUCTURAL, place, path);
    }
}

void local_path_scan(struct found *f, struct str bytes, struct str place)
{
    if (bytes.n > 0) {
        scan(f, bytes, place, bytes.n);
    }
}

static void feed_narrow(struct local_path_scan *s, struct str piece, bool is_last)
{
    enum { HALF = LOCAL_PATH_MAX_BYTES };

    if (s->tail_bytes > 0) {
        size_t joined = MIN(piece.n, (size_t)HALF);

        memcpy(s->tail + s->tail_bytes, piece.p, joined);
        scan(s->found, (struct str){.p = s->tail, .n = s->tail_bytes + joined}, s->place,
             s->tail_bytes);
    }
    size_t limit = is_last || piece.n < HALF ? piece.n : piece.n - HALF;

    if (piece.n < HALF && !is_last) {
        limit = 0; /* a short piece waits for the next */
    }
    if (piece.n > 0 && limit > 0) {
        scan(s->found, piece, s->place, limit);
    }
    s->tail_bytes = is_last ? 0 : piece.n - limit;
    memcpy(s->tail, piece.p + limit, s->tail_bytes);
}

void local_path_feed(struct local_path_scan *s, struct str piece, bool is_last)
{
    if (!s->has_begun && piece.n >= 2) {
        s->has_begun = true;
        s->is_wide = str_starts(piece, STR("\xFF\xFE")) || str_starts(piece, STR("\xFE\xFF")) ||
                     str_starts(piece, STR("<\0")) || str_starts(piece, STR("\0<"));
    }
    if (!s->is_wide || piece.n == 0) {
        if (piece.p != NULL) {
            feed_narrow(s, piece, is_last);
        }
        return;
    }
    /* Of UTF-16 the ASCII half is enough to know a path. */
    char *narrow AUTO_FREE = heap_room(piece.n);
    size_t n = 0;

    for (size_t i = 0; i < piece.n; i++) {
        narrow[n] = piece.p[i];
        n += piece.p[i] != '\0';
    }
    feed_narrow(s, (struct str){.p = narrow, .n = n}, is_last);
}
