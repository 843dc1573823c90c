/*
 * Pages of text and tables for a PDF, in the font that the PDF library has built in. Each
 * character that is used becomes a glyph of a Type 3 font, so that the file needs no font of the
 * reader's machine, carries no font as a whole, and its text can be searched.
 */
#ifndef PACK_LIST_PAGE_H
#define PACK_LIST_PAGE_H

#include "pack/pack-input.h"

struct fz_context;
struct pdf_document;

/*
 * Adds the pages of the list 二次利用未承諾リスト behind the last of the document. Raises errors of
 * the library: to be called in a try.
 */
void list_page_add(struct fz_context *ctx, struct pdf_document *doc, const struct pack_facts *facts,
                   const struct pack_rights *rights);

#endif
