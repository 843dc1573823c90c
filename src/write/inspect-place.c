/*
 * Where something was found, as people say it; see inspect-report.h. Inspectors name places as
 * programs do ("word/document.xml ¶5", "Info Author"): short, the same in every language, fit for
 * decisions and for JSON. Here each piece of a place (a file in a file stands before " › ") is
 * held against forms, the first that fits gives its words; what fits none stays as it is.
 *
 * In a form '#' is a number, '~' at its end a word that may have a title of its own and what
 * follows it, '*' at its end anything. Words repeat these marks in the same order.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "inspect/mask.h"
#include "write/inspect-report.h"

struct form {
    struct str form;
    const char *title;
};

static const struct form forms[] = {
    /* PDF */
    {STR_IN_TABLE("p#"), TR_ID("page #")},
    {STR_IN_TABLE("p# [*"), TR_ID("page # [*")},
    {STR_IN_TABLE("p# (*"), TR_ID("page # (*")},
    {STR_IN_TABLE("p# ~"), TR_ID("page #: ~")},
    {STR_IN_TABLE("revision # p#"), TR_ID("revision # before, page #")},
    {STR_IN_TABLE("revision # # 0 R *"), TR_ID("revision # before, object #: *")},
    {STR_IN_TABLE("revision # # 0 R"), TR_ID("revision # before, object #")},
    {STR_IN_TABLE("# 0 R *"), TR_ID("object #: *")},
    {STR_IN_TABLE("# 0 R"), TR_ID("object #")},
    {STR_IN_TABLE("Info ~"), TR_ID("document information: ~")},
    {STR_IN_TABLE("XMP # 0 R"), TR_ID("XMP of object #")},
    {STR_IN_TABLE("Font *"), TR_ID("font *")},
    {STR_IN_TABLE("AcroForm ~"), TR_ID("form field ~")},
    {STR_IN_TABLE("AcroForm"), TR_ID("form fields")},
    {STR_IN_TABLE("EmbeddedFiles *"), TR_ID("attached file *")},
    {STR_IN_TABLE("AF *"), TR_ID("attached file *")},
    {STR_IN_TABLE("OCG"), TR_ID("a layer")},
    {STR_IN_TABLE("ID"), TR_ID("identifier of the file")},
    {STR_IN_TABLE("xref"), TR_ID("directory of the file (xref)")},
    {STR_IN_TABLE("AA"), TR_ID("actions of the document")},
    {STR_IN_TABLE("OpenAction"), TR_ID("action when it is opened")},
    {STR_IN_TABLE("Encrypt *"), TR_ID("restriction: *")},
    {STR_IN_TABLE("StructTreeRoot *"), TR_ID("structure of the text: *")},
    {STR_IN_TABLE("PieceInfo*"), TR_ID("private data of a program*")},
    {STR_IN_TABLE("zip # + # bytes"), TR_ID("behind byte #: # bytes")},
    {STR_IN_TABLE("# + # bytes"), TR_ID("behind byte #: # bytes")},
    /* Word */
    {STR_IN_TABLE("word/document.xml ¶#"), TR_ID("paragraph #")},
    {STR_IN_TABLE("word/document.xml*"), TR_ID("body*")},
    {STR_IN_TABLE("word/header#.xml ¶#"), TR_ID("header #, paragraph #")},
    {STR_IN_TABLE("word/header#.xml*"), TR_ID("header #*")},
    {STR_IN_TABLE("word/footer#.xml ¶#"), TR_ID("footer #, paragraph #")},
    {STR_IN_TABLE("word/footer#.xml*"), TR_ID("footer #*")},
    {STR_IN_TABLE("word/footnotes.xml ¶#"), TR_ID("footnotes, paragraph #")},
    {STR_IN_TABLE("word/endnotes.xml ¶#"), TR_ID("endnotes, paragraph #")},
    {STR_IN_TABLE("word/comments.xml ¶#"), TR_ID("comments, paragraph #")},
    {STR_IN_TABLE("word/comments.xml*"), TR_ID("comments*")},
    {STR_IN_TABLE("word/people.xml*"), TR_ID("people of comments*")},
    {STR_IN_TABLE("word/settings.xml ~"), TR_ID("settings: ~")},
    {STR_IN_TABLE("word/settings.xml"), TR_ID("settings")},
    {STR_IN_TABLE("word/styles.xml*"), TR_ID("styles*")},
    {STR_IN_TABLE("word/glossary/*"), TR_ID("building blocks *")},
    {STR_IN_TABLE("word/embeddings/*"), TR_ID("embedded file *")},
    {STR_IN_TABLE("word/media/*"), TR_ID("picture *")},
    {STR_IN_TABLE("word/activeX/*"), TR_ID("ActiveX control *")},
    {STR_IN_TABLE("word/vbaProject.bin*"), TR_ID("macros*")},
    {STR_IN_TABLE("word/printerSettings/*"), TR_ID("printer settings *")},
    /* Excel */
    {STR_IN_TABLE("xl/workbook.xml ~"), TR_ID("workbook: ~")},
    {STR_IN_TABLE("xl/workbook.xml"), TR_ID("workbook")},
    {STR_IN_TABLE("xl/comments#.xml*"), TR_ID("comments (comments#.xml)*")},
    {STR_IN_TABLE("xl/threadedComments/*"), TR_ID("comments (*)")},
    {STR_IN_TABLE("xl/persons/*"), TR_ID("people of comments (*)")},
    {STR_IN_TABLE("xl/externalLinks/*"), TR_ID("link to another workbook (*)")},
    {STR_IN_TABLE("xl/connections.xml*"), TR_ID("data connections*")},
    {STR_IN_TABLE("xl/queryTables/*"), TR_ID("query (*)")},
    {STR_IN_TABLE("xl/pivotCache/*"), TR_ID("data kept for a pivot table (*)")},
    {STR_IN_TABLE("xl/revisions/*"), TR_ID("log of changes (*)")},
    {STR_IN_TABLE("xl/drawings/*"), TR_ID("drawing *")},
    {STR_IN_TABLE("xl/embeddings/*"), TR_ID("embedded file *")},
    {STR_IN_TABLE("xl/media/*"), TR_ID("picture *")},
    {STR_IN_TABLE("xl/activeX/*"), TR_ID("ActiveX control *")},
    {STR_IN_TABLE("xl/macrosheets/*"), TR_ID("macro sheet *")},
    {STR_IN_TABLE("xl/vbaProject.bin*"), TR_ID("macros*")},
    {STR_IN_TABLE("xl/printerSettings/*"), TR_ID("printer settings *")},
    /* PowerPoint */
    {STR_IN_TABLE("slide # (slide#.xml)*"), TR_ID("slide #*")},
    {STR_IN_TABLE("slide # (*"), TR_ID("slide # (*")},
    {STR_IN_TABLE("slide # notes (notesSlide#.xml)*"), TR_ID("notes of slide #*")},
    {STR_IN_TABLE("slide # notes (*"), TR_ID("notes of slide # (*")},
    {STR_IN_TABLE("ppt/slides/*"), TR_ID("slide in no list (*)")},
    {STR_IN_TABLE("ppt/presentation.xml*"), TR_ID("presentation*")},
    {STR_IN_TABLE("ppt/notesSlides/*"), TR_ID("notes *")},
    {STR_IN_TABLE("ppt/comments/*"), TR_ID("comments (*)")},
    {STR_IN_TABLE("ppt/commentAuthors.xml*"), TR_ID("people of comments*")},
    {STR_IN_TABLE("ppt/slideMasters/*"), TR_ID("slide master *")},
    {STR_IN_TABLE("ppt/slideLayouts/*"), TR_ID("slide layout *")},
    {STR_IN_TABLE("ppt/embeddings/*"), TR_ID("embedded file *")},
    {STR_IN_TABLE("ppt/media/*"), TR_ID("picture *")},
    {STR_IN_TABLE("ppt/activeX/*"), TR_ID("ActiveX control *")},
    {STR_IN_TABLE("ppt/vbaProject.bin*"), TR_ID("macros*")},
    {STR_IN_TABLE("ppt/printerSettings/*"), TR_ID("printer settings *")},
    /* all of Office, OpenDocument */
    {STR_IN_TABLE("docProps/thumbnail*"), TR_ID("thumbnail picture")},
    {STR_IN_TABLE("docProps/core.xml ~"), TR_ID("property: ~")},
    {STR_IN_TABLE("docProps/app.xml ~"), TR_ID("property: ~")},
    {STR_IN_TABLE("docProps/custom.xml ~"), TR_ID("property of one's own: ~")},
    {STR_IN_TABLE("docProps/custom.xml"), TR_ID("properties of one's own")},
    {STR_IN_TABLE("SummaryInformation ~"), TR_ID("property: ~")},
    {STR_IN_TABLE("DocumentSummaryInformation ~"), TR_ID("property: ~")},
    {STR_IN_TABLE("meta.xml ~"), TR_ID("property: ~")},
    {STR_IN_TABLE("content.xml ¶#"), TR_ID("paragraph #")},
    {STR_IN_TABLE("Thumbnails/*"), TR_ID("thumbnail picture")},
    {STR_IN_TABLE("Pictures/*"), TR_ID("picture *")},
    {STR_IN_TABLE("customXml/*"), TR_ID("attached XML data (*)")},
    {STR_IN_TABLE("_xmlsignatures/*"), TR_ID("digital signature")},
    {STR_IN_TABLE("EncryptedPackage"), TR_ID("the whole file")},
    /* text, mail, pictures, archives */
    {STR_IN_TABLE("L#"), TR_ID("line #")},
    {STR_IN_TABLE("L# *"), TR_ID("line # *")},
    {STR_IN_TABLE("part #"), TR_ID("part # of the mail")},
    {STR_IN_TABLE("From"), TR_ID("sender (From)")},
    {STR_IN_TABLE("To"), TR_ID("receiver (To)")},
    {STR_IN_TABLE("Cc"), TR_ID("receiver of a copy (Cc)")},
    {STR_IN_TABLE("Bcc"), TR_ID("hidden receiver (Bcc)")},
    {STR_IN_TABLE("Subject"), TR_ID("subject of the mail")},
    {STR_IN_TABLE("Received"), TR_ID("servers it passed (Received)")},
    {STR_IN_TABLE("record #"), TR_ID("record #")},
    {STR_IN_TABLE("JPEG COM"), TR_ID("comment of the picture")},
    {STR_IN_TABLE("GIF comment"), TR_ID("comment of the picture")},
    {STR_IN_TABLE("JFIF"), TR_ID("thumbnail picture")},
    {STR_IN_TABLE("EXIF ~"), TR_ID("record of the camera (EXIF): ~")},
    {STR_IN_TABLE("zip (CP932)"), TR_ID("names that are garbled elsewhere (CP932)")},
    {STR_IN_TABLE("zip comment"), TR_ID("comment of the archive")},
};

/* What is named by one word of a file format. */
static const struct form words[] = {
    {STR_IN_TABLE("Author"), TR_ID("author")},
    {STR_IN_TABLE("author"), TR_ID("author")},
    {STR_IN_TABLE("creator"), TR_ID("author")},
    {STR_IN_TABLE("Artist"), TR_ID("author")},
    {STR_IN_TABLE("lastModifiedBy"), TR_ID("last modified by")},
    {STR_IN_TABLE("lastAuthor"), TR_ID("last modified by")},
    {STR_IN_TABLE("Company"), TR_ID("company")},
    {STR_IN_TABLE("company"), TR_ID("company")},
    {STR_IN_TABLE("Manager"), TR_ID("manager")},
    {STR_IN_TABLE("manager"), TR_ID("manager")},
    {STR_IN_TABLE("Title"), TR_ID("document title")},
    {STR_IN_TABLE("title"), TR_ID("document title")},
    {STR_IN_TABLE("Subject"), TR_ID("document subject")},
    {STR_IN_TABLE("subject"), TR_ID("document subject")},
    {STR_IN_TABLE("Keywords"), TR_ID("keywords")},
    {STR_IN_TABLE("keywords"), TR_ID("keywords")},
    {STR_IN_TABLE("description"), TR_ID("description")},
    {STR_IN_TABLE("category"), TR_ID("category")},
    {STR_IN_TABLE("Creator"), TR_ID("program it was written with")},
    {STR_IN_TABLE("Producer"), TR_ID("program that made the PDF")},
    {STR_IN_TABLE("CreationDate"), TR_ID("day it was made")},
    {STR_IN_TABLE("ModDate"), TR_ID("day it was changed")},
    {STR_IN_TABLE("lastPrinted"), TR_ID("last printed")},
    {STR_IN_TABLE("revision"), TR_ID("number of savings")},
    {STR_IN_TABLE("TotalTime"), TR_ID("editing time")},
    {STR_IN_TABLE("Template"), TR_ID("template")},
    {STR_IN_TABLE("rsid"), TR_ID("numbers of editing (rsid)")},
    {STR_IN_TABLE("docId"), TR_ID("number of the document")},
    {STR_IN_TABLE("documentProtection"), TR_ID("protection")},
    {STR_IN_TABLE("mailMerge"), TR_ID("mail merge")},
    {STR_IN_TABLE("Highlight"), TR_ID("highlight")},
    {STR_IN_TABLE("Underline"), TR_ID("underline")},
    {STR_IN_TABLE("Squiggly"), TR_ID("wavy line")},
    {STR_IN_TABLE("StrikeOut"), TR_ID("strike-out")},
    {STR_IN_TABLE("Square"), TR_ID("drawn rectangle")},
    {STR_IN_TABLE("Circle"), TR_ID("drawn circle")},
    {STR_IN_TABLE("Ink"), TR_ID("drawn by hand")},
    {STR_IN_TABLE("FreeText"), TR_ID("text box")},
    {STR_IN_TABLE("Text"), TR_ID("note on the page")},
    {STR_IN_TABLE("Stamp"), TR_ID("stamp")},
    {STR_IN_TABLE("Widget"), TR_ID("form field")},
    {STR_IN_TABLE("Link"), TR_ID("link")},
    {STR_IN_TABLE("Redact"), TR_ID("redaction that was not applied")},
    {STR_IN_TABLE("FileAttachment"), TR_ID("attached file")},
    {STR_IN_TABLE("Make"), TR_ID("maker of the camera")},
    {STR_IN_TABLE("Model"), TR_ID("camera")},
    {STR_IN_TABLE("Copyright"), TR_ID("copyright")},
    {STR_IN_TABLE("GPS"), TR_ID("place (GPS)")},
    {STR_IN_TABLE("BodySerialNumber"), TR_ID("number of the camera")},
};

/* ---- does it fit ---- */

enum { MAX_NUMBERS = 4 };

/* What stood where the form has its marks. */
struct fit {
    struct str numbers[MAX_NUMBERS];
    size_t number_count;
    struct str rest;
};

static size_t digits_at(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9') {
        n++;
    }
    return n;
}

static bool fits(struct str form, struct str piece, struct fit *ret)
{
    size_t at = 0;

    *ret = (struct fit){};
    for (size_t i = 0; i < form.n; i++) {
        bool is_last = i + 1 == form.n;

        if (is_last && (form.p[i] == '*' || (form.p[i] == '~' && at < piece.n))) {
            ret->rest = str_sub(piece, at, piece.n);
            return true;
        }
        size_t n = form.p[i] == '#' ? digits_at(piece, at) : 1;

        if (at >= piece.n || n == 0 || (form.p[i] != '#' && form.p[i] != piece.p[at])) {
            return false;
        }
        if (form.p[i] == '#') {
            ret->numbers[ret->number_count++] = str_sub(piece, at, at + n);
        }
        at += n;
    }
    return at == piece.n;
}

/* ---- in words ---- */

static const char *title_of_word(struct str word)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(words[i].form, word)) {
            return words[i].title;
        }
    }
    return NULL;
}

struct saying {
    struct arena *arena;
    struct buf out;
    enum tr_language language;
    bool masks; /* what an author named is masked: sheets, shapes, fields, properties */
};

/* What an author named. */
static void put_own(struct saying *s, struct str name)
{
    buf_add(&s->out, s->masks ? mask_text(s->arena, name) : name);
}

/* Names stand in double quotes. */
static void put_quoted(struct saying *s, struct str text)
{
    ptrdiff_t beg = str_find(text, STR("\""), 0);
    ptrdiff_t end = str_rfind(text, STR("\""));

    if (beg < 0 || end <= beg) {
        buf_add(&s->out, text);
        return;
    }
    buf_add(&s->out, str_sub(text, 0, (size_t)beg + 1));
    put_own(s, str_sub(text, (size_t)beg + 1, (size_t)end));
    buf_add(&s->out, str_sub(text, (size_t)end, text.n));
}

/* The first word in its own words, and what follows. */
static void put_word(struct saying *s, struct str text)
{
    ptrdiff_t gap = str_find(text, STR(" "), 0);
    size_t n = gap < 0 ? text.n : (size_t)gap;
    const char *title = title_of_word(str_sub(text, 0, n));

    if (title == NULL) {
        put_own(s, text);
        return;
    }
    buf_add(&s->out, str_of(tr_in(s->language, title)));
    put_quoted(s, str_sub(text, n, text.n));
}

static void put_form(struct saying *s, const char *title, const struct fit *fit)
{
    size_t number = 0;

    for (const char *p = tr_in(s->language, title); *p != '\0'; p++) {
        if (*p == '#' && number < fit->number_count) {
            buf_add(&s->out, fit->numbers[number++]);
        } else if (*p == '~') {
            put_word(s, fit->rest);
        } else if (*p == '*') {
            put_quoted(s, fit->rest);
        } else {
            buf_add(&s->out, (struct str){.p = p, .n = 1});
        }
    }
}

/* "sheet!B2", "sheet (veryHidden)", "sheet "shape"", or a sheet alone. */
static void put_sheet(struct saying *s, struct str piece)
{
    static const char *const ends[] = {"!", " (", " \""};
    size_t n = piece.n;

    for (size_t i = 0; i < COUNT(ends); i++) {
        ptrdiff_t at = str_rfind(piece, str_of(ends[i]));

        n = at >= 0 ? MIN(n, (size_t)at) : n;
    }
    put_own(s, str_sub(piece, 0, n));
    put_quoted(s, str_sub(piece, n, piece.n));
}

/* Sheets stand as they are called: a part of the file is told from them by its slash. */
static void put_piece(struct saying *s, struct str piece, bool is_sheet)
{
    const char *kind = inspect_kind_message(piece);
    struct fit fit;

    for (size_t i = 0; i < COUNT(forms); i++) {
        if ((!is_sheet || str_has(forms[i].form, STR("/"))) && fits(forms[i].form, piece, &fit)) {
            put_form(s, forms[i].title, &fit);
            return;
        }
    }
    if (is_sheet && !str_has(piece, STR("/"))) {
        put_sheet(s, piece);
    } else if (kind != NULL && !is_sheet) {
        buf_add(&s->out, str_of(tr_in(s->language, kind)));
    } else {
        put_quoted(s, piece);
    }
}

static bool is_workbook(struct str kind)
{
    return str_starts(kind, STR("xl")) || str_eq(kind, STR("ods"));
}

static struct str say(struct arena *a, enum tr_language language, struct str kind, struct str place,
                      bool masks)
{
    enum { MAX_BYTES = 16 * 1024 };
    const struct str between = STR(" › ");
    struct saying s = {.arena = a, .language = language, .masks = masks};
    size_t from = 0;

    buf_init(&s.out, MAX_BYTES);
    while (from < place.n) {
        ptrdiff_t at = str_find(place, between, from);
        size_t end = at < 0 ? place.n : (size_t)at;

        put_piece(&s, str_sub(place, from, end), from == 0 && is_workbook(kind));
        buf_add(&s.out, at < 0 ? STR("") : between);
        from = end + between.n;
    }
    struct str said = arena_str(a, buf_str(&s.out));

    buf_done(&s.out);
    return said;
}

struct str inspect_place_title(struct arena *a, enum tr_language language, struct str kind,
                               struct str place)
{
    return say(a, language, kind, place, false);
}

struct str inspect_place_masked(struct arena *a, enum tr_language language, struct str kind,
                                struct str place)
{
    return say(a, language, kind, place, true);
}
