/*
 * The words of a content stream (ISO 32000-1 7.2, 7.3), as far as they are well formed. Numbers are
 * those that MuPDF reads, bit for bit. What is unusual is told as PDF_WORD_STRANGE, not guessed.
 */
#ifndef INSPECT_PDF_LEXER_H
#define INSPECT_PDF_LEXER_H

#include "base/arena.h"

enum pdf_word {
    PDF_WORD_END,
    PDF_WORD_NUMBER,   /* .number */
    PDF_WORD_NAME,     /* .text, without its slash */
    PDF_WORD_STRING,   /* .text, decoded; valid until the next string */
    PDF_WORD_OPERATOR, /* .op: up to three letters, the first in the highest of three bytes */
    PDF_WORD_ARRAY,    /* [ */
    PDF_WORD_ARRAY_END,
    PDF_WORD_DICTIONARY, /* << */
    PDF_WORD_DICTIONARY_END,
    PDF_WORD_STRANGE,
};

/* The operator of up to three letters, as PDF_WORD_OPERATOR has it. */
#define PDF_OPERATOR(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

struct pdf_lexer {
    const unsigned char *at, *end;
    struct arena *arena; /* for strings */
    char *scratch;       /* room for the longest string there may be */
    size_t scratch_room;
    float number;
    struct str text;
    uint32_t op;
    bool has_remarks; /* told: comments went by, or dictionaries with texts (pdf-remark.h) */
};

/* Begins at the first of these bytes, which stay where they are. The arena must be set. */
void pdf_lexer_start(struct pdf_lexer *x, struct str bytes);

/* Takes the next word. */
enum pdf_word pdf_lexer_next(struct pdf_lexer *x);

/* Takes what is left of a value that began with this word; false = it is not well formed. */
bool pdf_lexer_skip(struct pdf_lexer *x, enum pdf_word first);

#endif
