/*
 * Which reader a file goes to: the first whose recognise() says yes. Text is last and takes all
 * that is left. Kinds of files that people try and that are not read are told by name.
 */
#include "read/readers.h"

#include "base/tr.h"

#include "read/docx.h"
#include "read/pdf-file.h"
#include "read/text-file.h"

enum { SECONDS_AFTER_PAGES = 3 }; /* of a PDF, for what is done when its pages are read */

static bool is_text(struct str bytes)
{
    return true;
}

static int prepare_text(struct arena *a, struct str bytes, const struct read_options *options,
                        void **ret_state, struct err *err)
{
    const struct jis *jis;
    int r = text_file_prepare(a, bytes, options->encoding, &jis, err);

    *ret_state = (void *)(uintptr_t)jis;
    return r;
}

static int read_text(struct arena *a, struct str bytes, const struct read_options *options,
                     void *state, struct doc *ret_doc, struct err *err)
{
    return text_file_read_prepared(a, bytes, options->encoding, state, ret_doc, err);
}

static int read_docx(struct arena *a, struct str bytes, const struct read_options *options,
                     void *state, struct doc *ret_doc, struct err *err)
{
    return docx_read(a, bytes, ret_doc, err);
}

static int prepare_pdf(struct arena *a, struct str bytes, const struct read_options *options,
                       void **ret_state, struct err *err)
{
    struct pdf_mupdf *pdf;
    int r = pdf_mupdf_new(read_seconds(bytes.n) - SECONDS_AFTER_PAGES, &pdf, err);

    *ret_state = pdf;
    return r;
}

static int read_pdf(struct arena *a, struct str bytes, const struct read_options *options,
                    void *state, struct doc *ret_doc, struct err *err)
{
    return pdf_file_read(a, bytes, state, options->takes_scans, ret_doc, err);
}

static const struct reader readers[] = {
    {.name = "pdf", .recognise = pdf_file_recognise, .prepare = prepare_pdf, .read = read_pdf},
    {.name = "docx", .recognise = docx_recognise, .read = read_docx},
    {.name = "text", .recognise = is_text, .prepare = prepare_text, .read = read_text},
};

/* Kinds that are told by their first bytes and not read. */
static const struct {
    struct str head;
    const char *what;
    const char *hint;
} refused[] = {
    {STR("PK\x03\x04"), TR_ID("a zip archive or office file of another kind"),
     TR_ID("itaku reads text, .docx and .pdf; unpack it or save it as one of these")},
    {STR("PK\x05\x06"), TR_ID("an empty zip archive"), ""},
    {STR("{\\rtf"), TR_ID("a rich text file (RTF)"), TR_ID("save it as .docx")},
    {STR("\x89PNG"), TR_ID("a picture (PNG)"), TR_ID("itaku reads text; recognise it (OCR) first")},
    {STR("\xFF\xD8\xFF"), TR_ID("a picture (JPEG)"),
     TR_ID("itaku reads text; recognise it (OCR) first")},
    {STR("GIF8"), TR_ID("a picture (GIF)"), TR_ID("itaku reads text; recognise it (OCR) first")},
    {STR("II*\0"), TR_ID("a picture (TIFF)"), TR_ID("itaku reads text; recognise it (OCR) first")},
    {STR("MM\0*"), TR_ID("a picture (TIFF)"), TR_ID("itaku reads text; recognise it (OCR) first")},
    {STR("\x1F\x8B"), TR_ID("a packed file (gzip)"), TR_ID("unpack it first")},
    {STR("7z\xBC\xAF"), TR_ID("a packed file (7z)"), TR_ID("unpack it first")},
    {STR("\x7F"
         "ELF"),
     TR_ID("a program"), TR_ID("itaku reads text, .docx and .pdf")},
    {STR("MZ\x90"), TR_ID("a program"), TR_ID("itaku reads text, .docx and .pdf")},
    {STR("SQLite format 3"), TR_ID("a database"), TR_ID("itaku reads text, .docx and .pdf")},
};

/* The name of a stream of an OLE file, as its directory has it (UTF-16). */
static bool has_stream(struct str bytes, struct str utf_16_name)
{
    return str_find(bytes, utf_16_name, 0) >= 0;
}

/* OLE: what Word wrote until 2003, and what holds an encrypted docx. */
static int refuse_ole(struct str bytes, struct err *err)
{
    if (has_stream(bytes, STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"))) {
        err_set(err, ERR_UNSUPPORTED, "the file is protected by a password");
        return err_hint(err, "open it with its password and save it without one");
    }
    if (has_stream(bytes, STR("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"))) {
        err_set(err, ERR_UNSUPPORTED, "the file is of an old Word (.doc)");
        return err_hint(err, "open it and save it as .docx");
    }
    if (has_stream(bytes, STR("W\0o\0r\0k\0b\0o\0o\0k\0"))) {
        err_set(err, ERR_UNSUPPORTED, "the file is of an old Excel (.xls)");
        return err_hint(err, "itaku reads text, .docx and .pdf");
    }
    err_set(err, ERR_UNSUPPORTED, "the file is of an old office program (OLE)");
    return err_hint(err, "save it as .docx or .pdf");
}

int readers_find(struct str bytes, const struct reader **ret_reader, struct err *err)
{
    if (str_starts(bytes, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))) {
        return refuse_ole(bytes, err);
    }
    for (size_t i = 0; i + 1 < COUNT(readers); i++) {
        if (readers[i].recognise(bytes)) {
            *ret_reader = &readers[i];
            return 0;
        }
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        if (str_starts(bytes, refused[i].head)) {
            err_set(err, ERR_UNSUPPORTED, "the file is %s", tr(refused[i].what));
            return err_hint(err, "%s", refused[i].hint[0] == '\0' ? "" : tr(refused[i].hint));
        }
    }
    *ret_reader = &readers[COUNT(readers) - 1];
    return 0;
}
