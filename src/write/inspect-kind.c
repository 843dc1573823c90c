/* What people call the kinds of files that the inspector tells apart; see inspect-report.h. */
#include "base/tr.h"
#include "write/inspect-report.h"

static const struct {
    struct str kind;
    const char *title;
} titles[] = {
    {STR_IN_TABLE("docx"), TR_ID("Word document")},
    {STR_IN_TABLE("docm"), TR_ID("Word document with macros")},
    {STR_IN_TABLE("dotx"), TR_ID("Word template")},
    {STR_IN_TABLE("dotm"), TR_ID("Word template with macros")},
    {STR_IN_TABLE("doc"), TR_ID("old Word document (.doc)")},
    {STR_IN_TABLE("xlsx"), TR_ID("Excel workbook")},
    {STR_IN_TABLE("xlsm"), TR_ID("Excel workbook with macros")},
    {STR_IN_TABLE("xltx"), TR_ID("Excel template")},
    {STR_IN_TABLE("xltm"), TR_ID("Excel template with macros")},
    {STR_IN_TABLE("xlam"), TR_ID("Excel add-in")},
    {STR_IN_TABLE("xlsb"), TR_ID("binary Excel workbook")},
    {STR_IN_TABLE("xls"), TR_ID("old Excel workbook (.xls)")},
    {STR_IN_TABLE("pptx"), TR_ID("PowerPoint presentation")},
    {STR_IN_TABLE("pptm"), TR_ID("PowerPoint presentation with macros")},
    {STR_IN_TABLE("ppsx"), TR_ID("PowerPoint show")},
    {STR_IN_TABLE("ppsm"), TR_ID("PowerPoint show with macros")},
    {STR_IN_TABLE("potx"), TR_ID("PowerPoint template")},
    {STR_IN_TABLE("potm"), TR_ID("PowerPoint template with macros")},
    {STR_IN_TABLE("ppt"), TR_ID("old PowerPoint presentation (.ppt)")},
    {STR_IN_TABLE("ooxml"), TR_ID("encrypted office file")},
    {STR_IN_TABLE("ole"), TR_ID("file of an old program (OLE)")},
    {STR_IN_TABLE("odt"), TR_ID("OpenDocument text")},
    {STR_IN_TABLE("ods"), TR_ID("OpenDocument spreadsheet")},
    {STR_IN_TABLE("odp"), TR_ID("OpenDocument presentation")},
    {STR_IN_TABLE("odg"), TR_ID("OpenDocument drawing")},
    {STR_IN_TABLE("odf"), TR_ID("OpenDocument file")},
    {STR_IN_TABLE("mail"), TR_ID("mail (.eml)")},
    {STR_IN_TABLE("msg"), TR_ID("mail of Outlook (.msg)")},
    {STR_IN_TABLE("text"), TR_ID("text file")},
    {STR_IN_TABLE("rtf"), TR_ID("rich text (RTF)")},
    {STR_IN_TABLE("program"), TR_ID("program file")},
    {STR_IN_TABLE("database"), TR_ID("database file")},
    {STR_IN_TABLE("folder"), TR_ID("folder")},
    {STR_IN_TABLE("pdf"), "PDF"},
    {STR_IN_TABLE("zip"), "ZIP"},
    {STR_IN_TABLE("gzip"), "gzip"},
    {STR_IN_TABLE("postscript"), "PostScript"},
    {STR_IN_TABLE("7z"), "7z"},
    {STR_IN_TABLE("jpeg"), "JPEG"},
    {STR_IN_TABLE("png"), "PNG"},
    {STR_IN_TABLE("tiff"), "TIFF"},
    {STR_IN_TABLE("webp"), "WebP"},
    {STR_IN_TABLE("gif"), "GIF"},
    {STR_IN_TABLE("svg"), "SVG"},
    {STR_IN_TABLE("emf"), "EMF"},
    {STR_IN_TABLE("wmf"), "WMF"},
    {STR_IN_TABLE("bmp"), "BMP"},
    {STR_IN_TABLE("heif"), "HEIF"},
};

const char *inspect_kind_message(struct str kind)
{
    for (size_t i = 0; i < COUNT(titles); i++) {
        if (str_eq(kind, titles[i].kind)) {
            return titles[i].title;
        }
    }
    return NULL;
}

struct str inspect_kind_title(struct str kind)
{
    const char *message = inspect_kind_message(kind);

    return message == NULL ? kind : str_of(tr(message));
}
