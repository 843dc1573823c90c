/* The rules of the reasons; see pdf-reason.h. */
#include "inspect/pdf/pdf-reason.h"

const char *pdf_reason_rule(enum pdf_reason reason)
{
    static const char *const rules[PDF_REASON_COUNT] = {
        [PDF_COVERED] = "PDF-101",      [PDF_ON_ITS_COLOUR] = "PDF-102",
        [PDF_TRANSPARENT] = "PDF-103",  [PDF_NOT_DRAWN] = "PDF-104",
        [PDF_BLACKENED] = "PDF-105",    [PDF_TINY] = "PDF-106",
        [PDF_OFF_PAGE] = "PDF-107",     [PDF_BY_LAYER] = "PDF-108",
        [PDF_SCREEN_ONLY] = "PDF-108",  [PDF_UNDER_ANNOTATION] = "PDF-110",
        [PDF_IMAGE_COVERED] = "PDF-112"};

    return reason < PDF_REASON_COUNT ? rules[reason] : NULL;
}

bool pdf_reason_is_unseen(enum pdf_reason reason)
{
    /* Specks; what is under an annotation is seen without it. */
    return pdf_reason_goes(reason) && reason != PDF_TINY && reason != PDF_UNDER_ANNOTATION;
}

bool pdf_reason_goes(enum pdf_reason reason)
{
    return reason != PDF_SHOWN && reason != PDF_SCREEN_ONLY && reason != PDF_IMAGE_COVERED;
}
