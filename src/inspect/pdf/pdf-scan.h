/* The text layer of a scanned page, held against what the scan shows where its words stand. */
#ifndef INSPECT_PDF_SCAN_H
#define INSPECT_PDF_SCAN_H

#include "inspect/pdf/pdf-proof.h"

/* What most of a text layer looks like. */
struct pdf_scan {
    const struct pdf_proof *proof;
    const struct pdf_trace *trace;
    const uint8_t *grey; /* brightness of the pixels of `proof->with`, row by row; NULL: no layer */
    bool fits;           /* it lies on the writing of the scan */
    float strokes;       /* of the scan, at its letters */
    float contrast;      /* the same */
};

/* Looks at the invisible letters of a page that a picture fills, and sets is_blackened of them. */
struct pdf_scan pdf_scan_look(const struct pdf_trace *trace, const struct pdf_proof *proof);

/* Whether a run of letters that are blackened, in this box, is so as a whole. */
bool pdf_scan_is_blackened(const struct pdf_scan *scan, fz_rect box, bool is_word);

#endif
