/* PDF; see pdf.h. */
#include "inspect/pdf.h"

#include "base/tr.h"
#include "read/pdf-file.h"

bool pdf_recognise(struct str bytes)
{
    /* A picture file may carry one; it stays a picture. */
    return pdf_file_recognise(bytes) && !str_at(bytes, 40, STR(" EMF"));
}

int pdf_prepare(struct found *f, struct str bytes, struct err *err)
{
    return 0;
}

void pdf_inspect(struct found *f, struct str bytes)
{
    found_less(f, INSPECT_PARTIAL, tr("PDF is not inspected yet"));
}
