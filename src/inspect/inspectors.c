/*
 * Which inspector a file goes to: the first that recognises its bytes. Kinds that are known and not
 * looked into are refused with what to do; text is last.
 */
#include "inspect/inspectors.h"

#include "base/bytes.h"
#include "base/tr.h"
#include "inspect/archive.h"
#include "inspect/deliver/machine-sheet.h"
#include "inspect/mail.h"
#include "inspect/office/odf.h"
#include "inspect/office/ole.h"
#include "inspect/office/ooxml.h"
#include "inspect/pdf/pdf.h"
#include "inspect/picture/picture.h"
#include "inspect/svg/svg.h"
#include "inspect/text.h"
#include "read/encoding.h"
#include "read/jis.h"
#include "read/pdf-mupdf.h"
#include "read/seven-zip.h"

#include <strings.h>

static const struct inspector inspectors[] = {
    {"pdf", pdf_recognise, pdf_inspect, "pdf"},
    {"", odf_recognise, odf_inspect, NULL},
    {"", ooxml_recognise, ooxml_inspect, NULL},
    {"", odf_flat_recognise, odf_flat_inspect, NULL},
    {"", ole_recognise, ole_inspect, NULL},
    {"zip", archive_recognise, archive_inspect, "zip"},
    {"7z", seven_zip_recognise, archive_seven_inspect, "7z"},
    {"jpeg", picture_jpeg_recognise, picture_jpeg_inspect, "jpg|jpeg|jpe|jfif"},
    {"png", picture_png_recognise, picture_png_inspect, "png"},
    {"tiff", picture_tiff_recognise, picture_tiff_inspect, "tif|tiff"},
    {"webp", picture_webp_recognise, picture_webp_inspect, "webp"},
    {"gif", picture_gif_recognise, picture_gif_inspect, "gif"},
    {"mail", mail_recognise, mail_inspect, "eml|mht|mhtml|txt"},
    {"svg", svg_recognise, svg_inspect, "svg"},
    {"emf", picture_emf_recognise, picture_emf_inspect, "emf"},
    {"wmf", picture_wmf_recognise, picture_wmf_inspect, "wmf|emf"},
    {"bmp", picture_bmp_recognise, picture_bmp_inspect, "bmp|dib"},
    {"heif", picture_heif_recognise, picture_heif_inspect, "heic|heif|hif|avif"},
};

/* Told by their first bytes, and not looked into. */
static const struct {
    struct str head;
    const char *kind, *why;
} refused[] = {
    {STR("{\\rtf"), "rtf", TR_ID("rich text (RTF) is not inspected; save it as .docx")},
    {STR("\x1F\x8B"), "gzip", TR_ID("packed files are not inspected; unpack it first")},
    {STR("\177ELF"), "program",
     TR_ID("a program is not inspected; it does not belong into a delivery")},
    {STR("MZ\x90"), "program",
     TR_ID("a program is not inspected; it does not belong into a delivery")},
    {STR("SQLite format 3"), "database", TR_ID("databases are not inspected")},
};

/*
 * The directory of an archive, by its end record (APPNOTE 4.3.16); all of the bytes when in doubt.
 */
static struct str directory_of(struct str bytes)
{
    enum { PLACE_AT = 16 };
    ptrdiff_t end = str_rfind(bytes, STR("PK\x05\x06"));

    if (end < 0 || (size_t)end + PLACE_AT + 4 > bytes.n) {
        return bytes;
    }
    size_t beg = bytes_le32(bytes, (size_t)end + PLACE_AT);

    return beg > (size_t)end ? bytes : str_sub(bytes, beg, (size_t)end);
}

/* Whether there may be a PDF in an archive: its library takes longer to start than a small file. */
static bool may_hold_pdf(struct str directory)
{
    static const struct str marks[] = {
        STR(".pdf"),  STR(".PDF"),  STR("embeddings/"), STR(".bin"),    STR(".zip"), STR(".docx"),
        STR(".xlsx"), STR(".pptx"), STR("Object"),      STR("afchunk"), STR(".doc"), STR(".msg")};

    if (!str_has(directory, STR("[Content_Types].xml")) &&
        !str_has(directory, STR("META-INF/manifest.xml"))) {
        return true;
    }
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (str_has(directory, marks[i])) {
            return true;
        }
    }
    return false;
}

/* Whether it is a 7z archive, or may hold one: its library takes a while to start too. */
static bool may_hold_seven_zip(struct str bytes, struct str directory, bool is_mail)
{
    if (is_mail) {
        return str_has(bytes, STR("N3q8rycc")); /* its first bytes in base64 */
    }
    return seven_zip_recognise(bytes) || str_has(directory, STR(".7z")) ||
           str_has(directory, STR(".zip"));
}

int inspectors_prepare(struct found *f, struct str bytes, struct err *err)
{
    bool is_mail = mail_recognise(bytes);
    bool is_seven_zip = seven_zip_recognise(bytes);
    bool is_archive = archive_recognise(bytes);
    struct str directory = is_archive ? directory_of(bytes) : (struct str){};
    bool needs_pdf = is_seven_zip || pdf_recognise(bytes) || ole_recognise(bytes) || is_mail ||
                     (is_archive && may_hold_pdf(directory));

    f->inspect = inspectors_run;
    if (needs_pdf && pdf_prepare(f, bytes, err) < 0) {
        return -1;
    }
    if (may_hold_seven_zip(bytes, directory, is_mail) &&
        seven_zip_load(f->arena, &f->seven_zip, err) < 0 && is_seven_zip) {
        return -1;
    }
    if (is_archive || is_mail || is_seven_zip || encoding_needs_tables(bytes)) {
        f->jis = &jis_tables;
    }
    return 0;
}

void inspectors_done(struct found *f)
{
    pdf_mupdf_close(f->pdf);
    seven_zip_unload(f->seven_zip);
    f->pdf = NULL;
    f->seven_zip = NULL;
}

static const char *ending_of(struct str name)
{
    ptrdiff_t dot = str_rfind(name, STR("."));

    return dot < 0 ? NULL : name.p + dot + 1;
}

/* Whether the name ends in one of the endings, separated by '|'. */
static bool has_ending(struct str name, const char *endings)
{
    const char *ending = ending_of(name);
    size_t n = ending == NULL ? 0 : (size_t)(name.p + name.n - ending);

    while (ending != NULL && *endings != '\0') {
        size_t k = 0;

        while (endings[k] != '|' && endings[k] != '\0') {
            k++;
        }
        if (k == n && strncasecmp(endings, ending, n) == 0) {
            return true;
        }
        endings += k + (endings[k] == '|');
    }
    return false;
}

/* Endings that promise a kind; a file called otherwise promises nothing. */
static const char promising[] =
    "pdf|docx|docm|dotx|dotm|xlsx|xlsm|xltx|xltm|xlam|xlsb|pptx|pptm|ppsx|ppsm|potx|potm|odt|ods|"
    "odp|zip|jpg|jpeg|png|tif|tiff|webp|gif|heic|heif|avif|doc|xls|ppt|txt|csv|tsv";
static const char texts[] = "txt|csv|tsv";

enum {
    POSTSCRIPT_HEAD_BYTES = 4096,
    BINARY_HEAD_BYTES = 4096, /* in which a text has no zero byte */
};

static void check_name(struct found *f, struct str name, const char *endings)
{
    if (str_eq(f->kind, STR("ooxml"))) {
        return; /* encrypted: which of them is not known */
    }
    if (has_ending(name, promising) && !has_ending(name, endings)) {
        found_add(f, "ZIP-296", INSPECT_STRUCTURAL, f->kind.n > 0 ? f->kind : STR("?"),
                  (struct str){});
    }
}

static bool is_binary(struct str bytes)
{
    return memchr(bytes.p, '\0', MIN(bytes.n, (size_t)BINARY_HEAD_BYTES)) != NULL &&
           !str_starts(bytes, STR("\xFF\xFE")) && !str_starts(bytes, STR("\xFE\xFF"));
}

/* Nothing at all: that is a text, and no file of any kind that has a form. */
static void take_empty(struct found *f, struct str name)
{
    f->kind = STR("text");
    if (has_ending(name, promising) && !has_ending(name, texts)) {
        found_less(f, INSPECT_UNREADABLE, tr("the file is empty"));
    }
}

/* PostScript is a program that draws: only its remarks on whom it was made for are understood. */
static void take_postscript(struct found *f, struct str bytes)
{
    static const struct str name = STR("\n%%For:");
    ptrdiff_t at = str_find(str_sub(bytes, 0, POSTSCRIPT_HEAD_BYTES), name, 0);

    if (at >= 0) {
        struct str rest = str_sub(bytes, (size_t)at + name.n, POSTSCRIPT_HEAD_BYTES);
        size_t n = 0;

        while (n < rest.n && rest.p[n] != '\n' && rest.p[n] != '\r') {
            n++;
        }
        found_add(f, "IMG-281", INSPECT_STRUCTURAL, STR("%%For"), str_trim(str_sub(rest, 0, n)));
    }
    f->kind = STR("postscript");
    found_less(f, INSPECT_PARTIAL, tr("only the text of this kind of file was looked through"));
}

static void run_rest(struct found *f, struct str bytes, struct str name)
{
    if (bytes.n == 0) {
        take_empty(f, name);
        return;
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        if (str_starts(bytes, refused[i].head)) {
            f->kind = str_of(refused[i].kind);
            found_less(f, INSPECT_REFUSED, tr(refused[i].why));
            check_name(f, name, refused[i].kind);
            return;
        }
    }
    if (archive_inspect_behind(f, bytes)) {
        check_name(f, name, "zip");
        return;
    }
    if (is_binary(bytes)) {
        found_less(f, INSPECT_REFUSED,
                   tr("a kind of file that is not known is not inspected; "
                      "take it out if it is not to be handed in"));
        return;
    }
    f->kind = STR("text");
    check_name(f, name, texts);
    bool is_whole = text_inspect(f, bytes, has_ending(name, "csv|tsv"));

    if (has_ending(name, "csv|tsv")) {
        machine_csv(f, bytes);
    }
    if (str_starts(bytes, STR("%!PS"))) {
        take_postscript(f, bytes);
    }
    if (has_ending(name, "html|htm") && !is_whole) {
        found_less(f, INSPECT_PARTIAL,
                   tr("scripts and style sheets of the page were not followed everywhere"));
    } else if (has_ending(name, "svg|xml")) {
        found_less(f, INSPECT_PARTIAL, tr("only the text of this kind of file was looked through"));
    }
}

void inspectors_run(struct found *f, struct str bytes, struct str name)
{
    for (size_t i = 0; i < COUNT(inspectors); i++) {
        const struct inspector *x = &inspectors[i];

        if (x->recognise(bytes)) {
            f->kind = str_of(x->kind);
            x->inspect(f, bytes);
            check_name(f, name,
                       x->endings != NULL || f->kind.n == 0
                           ? (x->endings == NULL ? "docx|xlsx|pptx" : x->endings)
                           : arena_str(f->arena, f->kind).p);
            return;
        }
    }
    run_rest(f, bytes, name);
}
