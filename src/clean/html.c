/*
 * HTML being cleaned; see html.h. The page is read in its encoding, as its inspector does, and cut
 * in its own bytes: tags are ASCII in all encodings that are taken, and what goes lies between them
 * or inside their quotes. In ISO-2022-JP a piece goes with the escapes before and behind its
 * characters, so that the next tag stands in ASCII again.
 */
#include "clean/html.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "clean/plain.h"
#include "inspect/html.h"
#include "read/text-file.h"
#include "read/xml-tree.h"

enum {
    HEAD_BYTES = 4096, /* of UTF-16, of which it is recognised */
    FIRST_WIDE = 0x1100,
    MAX_ENTITY = 10,
};

static bool is_utf_16(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
}

bool html_page_recognise(struct str bytes)
{
    char head[HEAD_BYTES / 2];
    size_t n = 0;

    if (!is_utf_16(bytes)) {
        return html_recognise(bytes);
    }
    /* The ASCII in it. */
    for (size_t i = 2; i < MIN(bytes.n, (size_t)HEAD_BYTES) && n < sizeof(head); i++) {
        if (bytes.p[i] != '\0') {
            head[n++] = bytes.p[i];
        }
    }
    return html_recognise((struct str){.p = head, .n = n});
}

/* Where the character at `at` of the text stands in the file. */
static size_t source_of(const struct doc *doc, struct str bytes, size_t at)
{
    return doc->source_offset != NULL ? doc->source_offset[at]
                                      : at + (size_t)(doc->text.p - bytes.p);
}

/*
 * The same for the beginning of a piece: behind a tag, before the escapes of its first character.
 */
static size_t source_behind(const struct doc *doc, struct str bytes, size_t at)
{
    return at == 0 || (doc->text.p[at - 1] & 0x80) != 0 ? source_of(doc, bytes, at)
                                                        : source_of(doc, bytes, at - 1) + 1;
}

/* Blanks about as wide as the letters; white space stays. */
static struct str blanks_of(struct arena *a, struct str words)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, CLEANING_MAX_BYTES);
    for (size_t i = 0; i < words.n;) {
        uint32_t cp;
        size_t n = utf8_decode(words, i, &cp);

        if (cp == '&') {
            ptrdiff_t end = str_find(str_sub(words, i, i + MAX_ENTITY), STR(";"), 0);

            n = end < 0 ? 1 : (size_t)end + 1;
        }
        buf_add(&out, cp <= ' '          ? str_sub(words, i, i + n)
                      : cp >= FIRST_WIDE ? STR("&#12288;")
                                         : STR("&nbsp;"));
        i += n;
    }
    return arena_str(a, buf_str(&out));
}

static bool may_go(const struct cleaning *c, const struct html_mark *x)
{
    return cleaning_may(c, x->rule) &&
           (strcmp(x->rule, "DOC-221") != 0 || cleaning_hidden(c, x->rule) == CLEANING_REMOVE);
}

static void take_mark(struct cleaning *c, const struct doc *doc, struct str bytes,
                      const struct html_mark *x, struct xml_edits *edits)
{
    size_t beg = source_behind(doc, bytes, x->beg);
    size_t end = source_of(doc, bytes, x->end);

    if (!cleaning_may(c, x->rule)) {
        return;
    }
    if (!may_go(c, x) || is_utf_16(bytes) || end <= beg) {
        cleaning_kept(c, x->rule, x->place, 1,
                      tr("it is not taken out here; mend it where the file was made"));
        return;
    }
    xml_edit_put(edits, beg, end,
                 x->mend == HTML_BLANK ? blanks_of(edits->arena, str_sub(doc->text, x->beg, x->end))
                                       : STR(""));
    cleaning_log(c, x->rule, x->place, 1);
}

int html_page_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct xml_edits edits = {.arena = &arena};
    struct html_marks marks = {};
    struct found found;
    struct doc doc = {};

    if (text_file_read_prepared(&arena, bytes, NULL, c->found.jis, &doc, err) < 0) {
        return -1;
    }
    found_init(&found, &arena, true);
    (void)html_inspect(&found, doc.text, &marks);
    for (uint32_t i = 0; i < marks.v.n; i++) {
        take_mark(c, &doc, bytes, &marks.v.v[i], &edits);
    }
    struct str page = edits.list.n == 0 ? bytes : xml_edits_apply(&edits, &arena, bytes);

    /* Characters that are not seen, as of any text. */
    int r = plain_text_recognise(page) ? plain_text_clean(c, page, out, err) : CLEANING_NOTHING;

    if (r == CLEANING_NOTHING && edits.list.n > 0) {
        buf_add(out, page);
        r = CLEANING_DONE;
    }
    return r;
}
