/*
 * A PDF being inspected: what its parts (pdf.c, pdf-action.c, pdf-anywhere.c, pdf-aside.c,
 * pdf-extent.c, pdf-file.c, pdf-names.c, pdf-objects.c, pdf-outside.c, pdf-page.c, pdf-past.c) know
 * together. Functions here may raise errors of the library; steps that may be left by one go
 * through pdf_walk_attempt().
 */
#ifndef INSPECT_PDF_WALK_H
#define INSPECT_PDF_WALK_H

#include "inspect/found.h"
#include "inspect/pdf/pdf-breaks.h"
#include "inspect/pdf/pdf-hidden.h"
#include "inspect/pdf/pdf-layers.h"
#include "inspect/pdf/pdf-readable.h"
#include "inspect/pdf/pdf-texts.h"

#include <mupdf/pdf.h>

enum {
    PDF_WALK_MAX_NAMES = 1000, /* entries of a list that are looked at */
    PDF_WALK_MAX_DEPTH = 16,   /* of trees */
    PDF_WALK_MAX_MASKED = 200, /* hidden strings remembered */
};

/* A hidden string, without white space and in small letters. */
struct pdf_masked {
    struct str text;
    int page;
    bool is_asked, is_readable; /* whether it is seen somewhere all the same (pdf-readable.h) */
};

/* What was met on some object (pdf-anywhere.c). */
enum pdf_anything {
    PDF_ANY_ACTION,
    PDF_ANY_FILE,   /* specification of an embedded file */
    PDF_ANY_STREAM, /* the file itself */
    PDF_ANY_METADATA,
    PDF_ANY_PRIVATE,
    PDF_ANY_PAGE,
    PDF_ANY_PATH,      /* of a local file, in F */
    PDF_ANY_ALTERNATE, /* pictures for printing in place of another */
    PDF_ANY_ELEMENT,   /* of the structure tree, with words */
};

struct pdf_anywhere {
    enum pdf_anything what;
    int number; /* of the object that has it, or of the stream */
    const char *rule;
    pdf_obj *object; /* held; or NULL */
};

/* Words that lie beside a page (pdf-outside.c). */
struct pdf_outside {
    int page;
    struct str place, text;
    bool is_seen; /* on another page */
};

/* An area that was marked to be blackened, and is not. */
struct pdf_redaction {
    fz_rect area;   /* of the page */
    uint32_t annot; /* its annotation, from 0: that may have several */
};

struct pdf_walk {
    struct found *f;
    struct pdf_mupdf *pdf;
    fz_context *ctx;
    pdf_document *doc;
    struct str bytes;
    struct arena *arena;                  /* of the step: the file's, or a page's */
    int page;                             /* being looked at, from 1 */
    struct str place;                     /* "p3": the page, for its lines */
    VEC(struct pdf_redaction) redactions; /* of the page; memory of the step */
    int pages;
    struct pdf_layers layers;
    bool has_lettered_glyphs; /* a font has glyphs that are drawings, maybe with words */
    bool hides_by_layer;      /* a page has words or pictures in a layer that is off */
    struct pdf_fonts *fonts;
    struct pdf_breaks breaks;
    struct pdf_readable readable;
    int versions;                  /* as the library counts them; 0 = repaired */
    VEC(struct pdf_masked) masked; /* memory of the file */
    bool keeps_lines;              /* lines of the pages are wanted: there are earlier revisions */
    struct pdf_texts lines;
    uint64_t characters;             /* of all pages */
    VEC(fz_rect) sizes;              /* of the pages, as they are seen */
    VEC(int) turned;                 /* by these degrees, 0 to 359 */
    bool has_all_pages;              /* each page of the tree was looked at */
    VEC(struct pdf_outside) outside; /* memory of the file */
    VEC(struct pdf_anywhere) anywhere;
    struct pdf_properties *properties; /* of content that was gone through (pdf-property.h) */
    struct pdf_texts told;             /* of which objects which rule */
    VEC(struct pdf_member) members;    /* files in it, looked at when it is closed */
};

struct pdf_member {
    fz_buffer *data;
    struct str place;
};

/* Adds a finding that the file says itself. */
void pdf_walk_add(struct pdf_walk *w, const char *rule, struct str place, struct str reads);

/*
 * Whether nothing was told of this object by this rule (any word will do) so far; from now on it
 * was. A direct object counts as the one that it stands in.
 */
bool pdf_walk_is_first(struct pdf_walk *w, pdf_obj *object, const char *rule);
bool pdf_walk_is_first_of(struct pdf_walk *w, int number, const char *rule);

/* A text string or a name as UTF-8; "" when it is none. Memory of the step. */
struct str pdf_walk_text(struct pdf_walk *w, pdf_obj *o);
struct str pdf_walk_text_at(struct pdf_walk *w, pdf_obj *dictionary, const char *key);

/* A page of a document, `number` from 1; borrowed. Raises errors of the library. */
pdf_obj *pdf_walk_page(fz_context *ctx, pdf_document *doc, int number);

/* Runs a step; an error of the library leaves it, and the file is then inspected in part. */
void pdf_walk_attempt(struct pdf_walk *w, void (*step)(struct pdf_walk *w));

/* Calls `take` with the names and values of a name tree. */
void pdf_walk_names(struct pdf_walk *w, pdf_obj *tree,
                    void (*take)(struct pdf_walk *w, pdf_obj *value, struct str name));

/*
 * A text as it is compared: without white space, ASCII in small letters, %20 of URLs as it is
 * meant.
 */
struct str pdf_walk_fold(struct arena *a, struct str text);

/* Remembers a text that nobody sees, for pdf_names_inspect(). */
void pdf_walk_mask(struct pdf_walk *w, struct str text, int page);

/*
 * What a page draws, each thing with its place: kept of the last revision (`keep`), or counted when
 * it is not among what was kept. Returns the count.
 */
uint32_t pdf_walk_drawn(struct pdf_walk *w, const struct pdf_hidden *h, int number, bool keep);

#endif
