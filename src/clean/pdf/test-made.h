/*
 * Small PDFs that tests make, clean, and look at again: what was planted is in no byte of the
 * result, what is seen is there and looks the same, cleaning again does nothing.
 */
#ifndef CLEAN_PDF_TEST_MADE_H
#define CLEAN_PDF_TEST_MADE_H

#include "base/buf.h"
#include "base/err.h"
#include "clean/pdf/pdf.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#define SECRET        "Kuroda-4711"
#define SECRET_2      "Shirai-0815"
#define SEEN          "Seen by all"
#define FONT          "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
#define PAGE          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]"
#define RESOURCES     "/Resources<</Font<</F1 4 0 R>>>>"
#define LINE(y, text) "BT /F1 12 Tf 20 " y " Td (" text ") Tj ET\n"

/* Objects 1 to 5 of a file with one page that draws `content`. */
#define ONE_PAGE(content)                                                                          \
    {"<</Type/Catalog/Pages 2 0 R>>", NULL}, {"<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL},        \
        {PAGE RESOURCES "/Contents 5 0 R>>", NULL}, {FONT, NULL},                                  \
    {                                                                                              \
        "", content                                                                                \
    }

enum { MADE_MAX_OBJECTS = 24 };

/* Object i + 1: a dictionary, and its stream when there is one. */
struct made_object {
    const char *text;
    const char *stream;
    size_t bytes; /* of the stream; 0: up to its NUL */
};

struct made {
    const char *name;
    const char *trailer;
    struct made_object objects[MADE_MAX_OBJECTS];
    const char *after; /* bytes behind the file */
    const char *yes;   /* rules asked for */
    const char *gone[4];
    const char *seen[3];
    bool looks_different;
};

/* The file; arena memory. */
struct str made_build(struct arena *a, const struct made *t);

/* Cleans it: an outcome of the cleaner. `yes`: rules asked for, or NULL. */
int made_clean(struct arena *a, struct str bytes, const char *yes, struct str *ret_out,
               struct err *err);

/* Cleans it and fails the test when something of what it says is not so. */
void made_check(const struct made *t);
void made_check_all(const struct made *tests, size_t count);

/* ---- looking at files ---- */

struct made_file {
    fz_context *ctx;
    fz_stream *stream;
    pdf_document *doc;
};

/* Opens one, which must be a PDF; to be closed. */
struct made_file made_file_open(struct str bytes);
/* Closes it. */
void made_file_close(struct made_file *f);

/* Adds everything of the file as text: the bytes, all objects, all streams decoded. */
void made_spread(struct str bytes, struct buf *all);

/* Whether the text stands there as it is, as UTF-16BE, or as either in hexadecimal. */
bool made_has_text(struct str all, const char *text);

/* Adds the words of a page, from 0. */
void made_page_text(struct made_file *f, int page, struct buf *text);

/* Pages whose pixels differ. */
int made_different_pages(struct str before, struct str after);

#endif
