/*
 * Entries of dictionaries that have words and that no reader shows (ISO 32000-1): of the window of
 * a note (12.5.6.14), captions of fields that are no buttons (12.5.6.19), attributes of elements
 * that some program owns (14.7.5), what programs note at forms and pictures under keys of their
 * own, keys of a page that the standard does not know (7.7.3.3), the place that links start from
 * (12.6.4.7).
 */
#ifndef INSPECT_PDF_ENTRY_H
#define INSPECT_PDF_ENTRY_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

struct pdf_entry {
    const char *rule;
    pdf_obj *owner;  /* the dictionary that has it; taking it out of that changes no look */
    const char *key; /* of the owner */
    pdf_obj *text;   /* the string, at any depth in the entry */
};

/* The keys of pages, and of nodes of their tree, that the standard knows (7.7.3). */
extern const char *const pdf_entry_page_keys[];
extern const size_t pdf_entry_page_key_count;

/*
 * Those that the entry `key` of a dictionary leads to; `value` is what it says. For who goes
 * through all entries anyway. Raises errors of the library.
 */
void pdf_entry_find_at(fz_context *ctx, pdf_obj *dictionary, const char *key, pdf_obj *value,
                       void (*take)(void *user, const struct pdf_entry *entry), void *user);

/* Those of a dictionary; `take` may take them out. */
void pdf_entry_find(fz_context *ctx, pdf_obj *dictionary,
                    void (*take)(void *user, const struct pdf_entry *entry), void *user);

#endif
