/*
 * Words as the search compares them: folded in width (text/fold.h), ASCII and full-width letters in
 * lower case, kana with a voicing mark of its own (half-width ﾊﾞ, decomposed か+゙) as one character.
 * White space is dropped from texts, since lines of a document are wrapped anywhere; in what a
 * person types it parts the words.
 */
#include "store/inner.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { MAX_QUERY_BYTES = 1024 };

/* The kana with the mark (゛ or ゜), or 0 when there is none. */
static uint32_t voiced(uint32_t kana, bool is_half)
{
    uint32_t row = kana >= 0x30A1 ? kana - 0x60 : kana; /* katakana as hiragana */

    if (!is_half && row == 0x3046) { /* う */
        return kana + 0x4E;
    }
    bool is_h = row >= 0x306F && row <= 0x307B && (row - 0x306F) % 3 == 0;

    if (is_half) {
        return is_h ? kana + 2 : 0;
    }
    bool is_k_to_z = row >= 0x304B && row <= 0x3061 && (row - 0x304B) % 2 == 0;
    bool is_t = row == 0x3064 || row == 0x3066 || row == 0x3068;

    return is_h || is_k_to_z || is_t ? kana + 1 : 0;
}

static bool is_voicing(uint32_t cp)
{
    return cp == 0x309B || cp == 0x309C || cp == 0x3099 || cp == 0x309A;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x3000;
}

void words_fold(struct buf *out, struct str text, bool keeps_spaces)
{
    uint32_t before = 0; /* held back, since a voicing mark may follow */
    size_t start = out->n;

    buf_reserve(out, text.n + UTF8_MAX);
    for (size_t at = 0; at < text.n;) {
        uint32_t cp;

        at += utf8_decode(text, at, &cp);
        cp = fold_code_point(cp);
        if (cp >= 'A' && cp <= 'Z') {
            cp += 'a' - 'A';
        }
        if (is_space(cp)) {
            bool wanted = keeps_spaces && before != ' ' && (before != 0 || out->n > start);

            cp = wanted ? ' ' : 0;
        }
        if (cp == 0) {
            continue;
        }
        uint32_t both = is_voicing(cp) ? voiced(before, cp == 0x309C || cp == 0x309A) : 0;

        if (both != 0) {
            before = both;
            continue;
        }
        if (before != 0) {
            buf_add_code_point(out, before);
        }
        before = cp;
    }
    if (before != 0 && before != ' ') {
        buf_add_code_point(out, before);
    }
}

int words_parse(struct arena *a, struct str words, struct search_words *ret, struct err *err)
{
    struct buf folded CLEANUP(buf_done) = {};

    *ret = (struct search_words){};
    if (words.n > MAX_QUERY_BYTES) {
        return err_set(err, ERR_LIMIT, "the words to search for are longer than %d bytes",
                       MAX_QUERY_BYTES);
    }
    buf_init(&folded, MAX_QUERY_BYTES * 2);
    words_fold(&folded, words, true);
    struct str all = arena_str(a, buf_str(&folded));

    for (size_t at = 0; at < all.n;) {
        ptrdiff_t found = str_find(all, STR(" "), at);
        size_t end = found < 0 ? all.n : (size_t)found;

        if (end > at) {
            if (ret->n == SEARCH_MAX_WORDS) {
                return err_set(err, ERR_LIMIT, "more than %d words to search for",
                               SEARCH_MAX_WORDS);
            }
            ret->v[ret->n++] = str_sub(all, at, end);
        }
        at = end + 1;
    }
    return 0;
}

bool words_match(const struct search_words *w, struct str text)
{
    for (size_t i = 0; i < w->n; i++) {
        if (memmem(text.p, text.n, w->v[i].p, w->v[i].n) == NULL) {
            return false;
        }
    }
    return true;
}
