/* Pages are looked at one by one, as far as it takes to find the words; what they show is kept. */
#include "inspect/pdf/pdf-readable.h"

#include "base/buf.h"
#include "inspect/pdf/pdf-hidden-find.h"
#include "read/pdf-guard.h"

enum {
    MAX_PAGES = 300,        /* looked at */
    MAX_BYTES = 256 * 1024, /* of one page */
};

void pdf_readable_init(struct pdf_readable *r, fz_context *ctx, pdf_document *doc,
                       struct pdf_guard *guard, const struct pdf_hidden_options *options)
{
    *r = (struct pdf_readable){.ctx = ctx, .doc = doc, .guard = guard, .options = *options};
}

void pdf_readable_done(struct pdf_readable *r)
{
    arena_done(&r->arena);
    r->pages = NULL;
}

static bool is_seen(const struct pdf_glyph *g)
{
    return !g->is_unseen && !g->is_not_drawn && !g->is_off && !g->is_in_mask;
}

static void add(struct buf *b, uint32_t code_point)
{
    if (code_point >= 'A' && code_point <= 'Z') {
        buf_add_char(b, (char)(code_point | 0x20));
    } else if (code_point > ' ' && code_point != 0xA0 && code_point != 0x3000) {
        buf_add_code_point(b, code_point);
    }
}

static void look_at(struct pdf_readable *r, int number)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct buf seen CLEANUP(buf_done) = {};
    struct pdf_hidden h;

    buf_init(&seen, MAX_BYTES);
    pdf_hidden_find_in(&arena, r->ctx, r->guard, r->doc, number, &r->options, &h);
    for (uint32_t i = 0; i < h.glyphs.n && !h.is_partial; i++) {
        if (is_seen(&h.glyphs.v[i])) {
            add(&seen, (uint32_t)h.glyphs.v[i].code_point);
        } else {
            buf_add_char(&seen, '\n'); /* what stands beside it is no one word */
        }
    }
    r->pages[number - 1] = arena_str(&r->arena, buf_str(&seen));
}

static void count_pages(struct pdf_readable *r)
{
    r->page_count = MIN(pdf_mupdf_count(r->ctx, r->doc), MAX_PAGES);
    r->pages = ARENA_ARRAY(&r->arena, (size_t)r->page_count + 1, struct str);
}

static bool is_on(struct pdf_readable *r, int number, struct str words)
{
    if (number < 1 || number > r->page_count) {
        return false;
    }
    if (r->pages[number - 1].p == NULL && !pdf_guard_is_late(r->guard)) {
        look_at(r, number);
    }
    return str_has(r->pages[number - 1], words);
}

bool pdf_readable_has(struct pdf_readable *r, struct str words, int first)
{
    struct buf small CLEANUP(buf_done) = {};

    if (r->pages == NULL) {
        count_pages(r);
    }
    buf_init(&small, words.n + 1);
    for (size_t i = 0; i < words.n; i++) {
        char c = words.p[i];

        buf_add_char(&small, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
    bool has = words.n > 0 && is_on(r, first, buf_str(&small));

    for (int i = 1; i <= r->page_count && !has && words.n > 0; i++) {
        has = is_on(r, i, buf_str(&small));
    }
    return has;
}
