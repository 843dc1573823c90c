/*
 * Matches a path against the page table, segment by segment. The table has some dozens of lines
 * and a comparison ends at the first different byte, so it is gone through from the top; the match
 * with the most fixed segments in front wins.
 */
#include "web/route.h"

#include "web/input.h"

enum { WORD_MAX_BYTES = 100 };

enum { SCORE_NONE = -1 };

static struct str next_segment(struct str *rest)
{
    ptrdiff_t slash = str_find(*rest, STR("/"), 1);
    size_t end = slash < 0 ? rest->n : (size_t)slash;
    struct str segment = str_sub(*rest, 1, end);

    *rest = str_sub(*rest, end, rest->n);
    return segment;
}

static bool is_word(struct str s)
{
    if (s.n == 0 || s.n > WORD_MAX_BYTES) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!is_letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') {
            return false;
        }
    }
    return true;
}

/* How well the path fits (two bits a segment, fixed ones highest), or SCORE_NONE. */
static int64_t match(const struct page *page, struct str path, struct route *route)
{
    struct str pattern = str_of(page->path);
    int id_count = 0;
    int name_count = 0;
    int64_t score = 0;

    *route = (struct route){.page = page};
    while (pattern.n > 0 && path.n > 0) {
        struct str want = next_segment(&pattern);
        struct str have = next_segment(&path);

        if (want.n == 0 || want.p[0] != '{') {
            if (!str_eq(want, have)) {
                return SCORE_NONE;
            }
            score = score * 4 + 3;
        } else if (str_ends(want, STR(":word}"))) {
            if (!is_word(have) || name_count == 4) {
                return SCORE_NONE;
            }
            route->names[name_count++] = have;
            score = score * 4 + 1;
        } else {
            if (id_count == 4 || have.n == 0 || have.p[0] == '0' || have.p[0] == '-' ||
                !input_number(have, &route->ids[id_count])) {
                return SCORE_NONE;
            }
            id_count++;
            score = score * 4 + 2;
        }
    }
    return pattern.n == 0 && path.n == 0 ? score : SCORE_NONE;
}

struct route route_find(const struct page *const *table, struct str path)
{
    struct route best = {};
    int64_t best_score = SCORE_NONE;

    for (; *table != NULL; table++) {
        struct route route;
        int64_t score = match(*table, path, &route);

        if (score > best_score) {
            best_score = score;
            best = route;
        }
    }
    return best;
}

bool route_takes(const struct page *page, enum http_method method)
{
    if (method == HTTP_GET || method == HTTP_HEAD) {
        return page->show != NULL;
    }
    return page->save != NULL && (page->save_methods & method) != 0;
}

struct str route_allow(struct arena *a, const struct page *page)
{
    static const enum http_method order[] = {HTTP_GET, HTTP_HEAD,  HTTP_POST,
                                             HTTP_PUT, HTTP_PATCH, HTTP_DELETE};
    struct str text = {};

    for (size_t i = 0; i < COUNT(order); i++) {
        if (route_takes(page, order[i])) {
            text = text.n == 0 ? http_method_name(order[i])
                               : arena_printf(a, "%.*s, %.*s", STR_ARG(text),
                                              STR_ARG(http_method_name(order[i])));
        }
    }
    return text;
}
