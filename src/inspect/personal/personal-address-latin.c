/*
 * Addresses of Japan in Latin letters. They are come upon by the number of the plot; words behind
 * it or before it say what municipality it is in:
 *
 *     3-8-1 Umenomoto, Kita-ku, Toyomi 100-0013      the number first, as on envelopes abroad
 *     Kita-ku, Umenomoto 3-8-1                       … or last, as in Japan
 *
 * At most WINDOW bytes are looked at on either side.
 */
#include "inspect/personal/personal-number.h"

enum { WINDOW = 90, POST_CODE = 8 };

/* Characters that addresses are written with. */
static bool is_of_address(char c)
{
    return personal_is_latin(c) || personal_is_digit(c) || memchr(" ,.-'#/", c, 7) != NULL;
}

/* Past -ku, -shi, -cho … at the hyphen, or 0. */
static size_t suffix_end(struct str t, size_t at)
{
    static const struct str suffixes[] = {
        STR_IN_TABLE("-ku"),  STR_IN_TABLE("-shi"),   STR_IN_TABLE("-cho"),  STR_IN_TABLE("-gun"),
        STR_IN_TABLE("-ken"), STR_IN_TABLE("-machi"), STR_IN_TABLE("-mura"), STR_IN_TABLE("-fu")};

    for (size_t i = 0; i < COUNT(suffixes); i++) {
        size_t end = at + suffixes[i].n;

        if (str_at(t, at, suffixes[i]) &&
            (end >= t.n || !is_of_address(t.p[end]) || memchr(" ,.", t.p[end], 3) != NULL)) {
            return end;
        }
    }
    return 0;
}

/* Past the last such suffix between two bytes, or 0; where its word begins. */
static size_t last_suffix(struct str t, size_t beg, size_t end)
{
    size_t last = 0;

    for (size_t i = beg + 1; i < end; i++) {
        if (t.p[i] == '-' && personal_is_latin(t.p[i - 1])) {
            size_t past = suffix_end(t, i);

            last = past > 0 && past <= end ? past : last;
        }
    }
    return last;
}

/* Past ", Toyomi", " 100-0013" and ", Japan" behind the municipality. */
static size_t rest_end(struct str t, size_t end)
{
    for (int words = 0; words < 2; words++) {
        size_t i = end + str_at(t, end, STR(","));

        i += i < t.n && t.p[i] == ' ';
        size_t past = i;

        while (past < t.n && personal_is_latin(t.p[past])) {
            past++;
        }
        if (past > i && t.p[end] == ',' && t.p[i] >= 'A' && t.p[i] <= 'Z') {
            end = past;
            continue;
        }
        while (past < t.n && past - i < POST_CODE &&
               (past - i == 3 ? t.p[past] == '-' : personal_is_digit(t.p[past]))) {
            past++;
        }
        end = past - i == POST_CODE ? past : end;
    }
    return end;
}

bool personal_latin_address(const struct personal_scan *s, const struct personal_number *x,
                            size_t *ret_beg, size_t *ret_end)
{
    struct str t = s->text.folded.s;
    size_t stop = x->end;
    size_t start = x->beg;

    if (x->group_count < 2 || x->group_count > 4 || x->has_plus || x->is_joined) {
        return false;
    }
    for (size_t i = 0; i < x->group_count; i++) {
        if (x->groups[i] == 0 || x->groups[i] > 4) {
            return false;
        }
    }
    if (x->end + 2 < t.n && (t.p[x->end] == ' ' || t.p[x->end] == ',')) {
        while (stop < t.n && stop - x->end < WINDOW && is_of_address(t.p[stop])) {
            stop++;
        }
        size_t end = last_suffix(t, x->end, stop);

        if (end > 0) {
            *ret_beg = x->beg;
            *ret_end = rest_end(t, end);
            return true;
        }
    }
    if (x->beg < 2 || t.p[x->beg - 1] != ' ') {
        return false;
    }
    while (start > 0 && x->beg - start < WINDOW && is_of_address(t.p[start - 1])) {
        start--;
    }
    size_t end = last_suffix(t, start, x->beg);

    if (end == 0) {
        return false;
    }
    /* The word of the suffix, and the parts before it that have one too. */
    while (end > 0 && end > start) {
        size_t word = end;

        while (word > start && t.p[word - 1] != ' ' && t.p[word - 1] != ',') {
            word--;
        }
        *ret_beg = word;
        end = word;
        while (end > start && (t.p[end - 1] == ' ' || t.p[end - 1] == ',')) {
            end--;
        }
        if (last_suffix(t, start, end) != end) {
            break;
        }
    }
    *ret_end = x->end;
    return true;
}
