/*
 * Which cleaner a file goes to: the first that recognises its bytes. What has none comes out as it
 * is; the inspection of the result says what is in it.
 */
#include "clean/cleaning.h"

#include "clean/picture/image.h"
#include "clean/office/odf.h"
#include "clean/office/office.h"
#include "clean/pdf/pdf.h"
#include "clean/html.h"
#include "clean/mail.h"
#include "clean/plain.h"
#include "clean/seven-zip.h"
#include "clean/svg.h"
#include "inspect/inspectors.h"
#include "inspect/mail.h"
#include "inspect/pdf/pdf.h"
#include "inspect/picture/picture.h"
#include "inspect/svg/svg.h"
#include "read/seven-zip.h"

static const struct cleaner cleaners[] = {
    {"pdf", pdf_recognise, pdf_clean},
    {"office", office_recognise, office_clean},
    {"odf", odf_recognise, odf_clean},
    {"flat odf", odf_flat_recognise, odf_flat_clean},
    {"zip", plain_archive_recognise, plain_archive_clean},
    {"7z", seven_zip_recognise, seven_zip_clean},
    {"jpeg", picture_jpeg_recognise, image_jpeg_clean},
    {"png", picture_png_recognise, image_png_clean},
    {"tiff", picture_tiff_recognise, image_tiff_clean},
    {"webp", picture_webp_recognise, image_webp_clean},
    {"gif", picture_gif_recognise, image_gif_clean},
    {"heif", picture_heif_recognise, image_heif_clean},
    {"mail", mail_recognise, mail_clean},
    {"emf", picture_emf_recognise, image_emf_clean},
    {"wmf", picture_wmf_recognise, image_wmf_clean},
    {"bmp", picture_bmp_recognise, image_bmp_clean},
    {"svg", svg_recognise, svg_clean},
    {"html", html_page_recognise, html_page_clean},
    {"zip", plain_archive_behind_recognise, plain_archive_behind_clean},
    {"text", plain_text_recognise, plain_text_clean},
    {NULL, NULL, NULL},
};

int cleaners_prepare(struct cleaning *c, struct str bytes, struct err *err)
{
    c->clean = cleaners_run;
    found_init(&c->found, c->arena, true);
    return inspectors_prepare(&c->found, bytes, err);
}

int cleaners_run(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    for (size_t i = 0; cleaners[i].kind != NULL; i++) {
        if (cleaners[i].recognise(bytes)) {
            return cleaners[i].clean(c, bytes, out, err);
        }
    }
    return CLEANING_NOTHING;
}
