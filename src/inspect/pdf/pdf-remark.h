/*
 * What the content of a page or form says beside what it draws: comments, and marks (BDC) with
 * words. A page's content is asked by its bytes first; most say nothing, and that is quickly seen.
 */
#ifndef INSPECT_PDF_REMARK_H
#define INSPECT_PDF_REMARK_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

/* What a mark says that nothing in it shows. */
struct pdf_remark {
    uint32_t mark;   /* which BDC of the stream, from 0 */
    const char *key; /* of its properties; arena memory */
    struct str text; /* UTF-8, arena memory */
    bool is_private; /* under a key that the standard does not know */
};

struct pdf_remarks {
    VEC(struct pdf_remark) v;
};

/*
 * Comments of a content stream, or of other syntax (`content` false: no pictures in it). `take`
 * gets each one that says something, with its '%' and without its end of line.
 */
void pdf_remark_comments(struct str bytes, bool content,
                         void (*take)(void *user, struct str comment), void *user);

/* Whether text that belongs to nothing says something, and no writer put it there by itself. */
bool pdf_remark_is_worth(struct str text);

/* Whether a text, blanks left aside, is long enough to say something. */
bool pdf_remark_says(struct str text);

/* Whether a text of so many bytes under this key of a mark may say something of its content. */
bool pdf_remark_may_say(struct str key, size_t bytes);

/* Whether a property list has such a text. */
bool pdf_remark_has_texts(fz_context *ctx, pdf_obj *properties);

/* Whether marks of the content may have words: to be asked before pdf_remark_marks(). */
bool pdf_remark_may_have_marks(fz_context *ctx, struct str bytes, pdf_obj *resources);

/*
 * The marks of a page's contents or of a form that say what nothing in them shows. Marks of forms
 * that it draws are their own. Raises errors of the library.
 */
void pdf_remark_marks(fz_context *ctx, pdf_document *doc, struct arena *a, pdf_obj *contents,
                      pdf_obj *resources, struct pdf_remarks *ret_remarks);

/* What the marked content of an id (MCID) of a page shows; all zero when there is none. */
struct pdf_marked {
    int id;
    struct str shown; /* its letters and digits, small; arena memory */
    uint32_t boxes, drawings, unknown, signs, changes;
    bool is_doubtful; /* nobody can tell */
};

/* Fills those asked for, sorted by id, from the content of a page. Raises errors of the library. */
void pdf_remark_look_at(fz_context *ctx, pdf_document *doc, struct arena *a, pdf_obj *page,
                        struct pdf_marked *marked, uint32_t n);

/* Adds what another piece of the same content shows. */
void pdf_remark_join(struct arena *a, struct pdf_marked *all, const struct pdf_marked *more);

/* Whether words that stand for such content say what nobody sees there. */
bool pdf_remark_is_unseen(const struct pdf_marked *marked, struct str words);

/* Whether words under this key are another sentence than the letters shown (pdf-differ.h). */
bool pdf_remark_is_other(const struct pdf_marked *marked, const char *key, struct str words);

#endif
