/* Plain text into the document model: decode, cut into lines, see what the lines are. */
#include "read/text-file.h"

#include "read/encoding.h"
#include "read/text-layout.h"
#include "read/text-lines.h"

int text_file_prepare(struct arena *a, struct str bytes, const char *encoding,
                      const struct jis **ret_jis, struct err *err)
{
    enum encoding wanted = ENCODING_UTF_8;

    *ret_jis = NULL;
    if (encoding != NULL && !encoding_of_name(encoding, &wanted)) {
        err_set(err, ERR_UNSUPPORTED, "there is no encoding '%s'", encoding);
        return err_hint(err, "utf-8, utf-16, cp932, euc-jp, iso-2022-jp");
    }
    if (wanted == ENCODING_UTF_8 && !encoding_needs_tables(bytes)) {
        return 0;
    }
    *ret_jis = &jis_tables;
    return 0;
}

static bool has_text(const struct doc *d)
{
    for (size_t i = 0; i < d->lines.n; i++) {
        if (d->lines.v[i].end > d->lines.v[i].beg) {
            return true;
        }
    }
    return false;
}

int text_file_read_prepared(struct arena *a, struct str bytes, const char *encoding,
                            const struct jis *jis, struct doc *ret_doc, struct err *err)
{
    enum encoding used = ENCODING_UTF_8;

    if (bytes.n == 0) {
        return err_set(err, ERR_INVALID, "the file is empty");
    }
    if (encoding == NULL) {
        int r = encoding_detect(bytes, jis, &used, err);

        if (r < 0) {
            return r;
        }
    } else if (!encoding_of_name(encoding, &used)) {
        return err_set(err, ERR_UNSUPPORTED, "there is no encoding '%s'", encoding);
    }
    ret_doc->kind = DOC_TEXT;
    int r = encoding_decode(a, bytes, used, jis, ret_doc, err);

    if (r < 0) {
        return r;
    }
    text_lines_read(a, ret_doc);
    if (!has_text(ret_doc)) {
        return err_set(err, ERR_INVALID, "the file holds no text, only blanks");
    }
    text_layout_mark(a, ret_doc);
    return 0;
}

int text_file_read(struct arena *a, struct str bytes, const char *encoding, struct doc *ret_doc,
                   struct err *err)
{
    const struct jis *jis;
    int r = text_file_prepare(a, bytes, encoding, &jis, err);

    return r < 0 ? r : text_file_read_prepared(a, bytes, encoding, jis, ret_doc, err);
}
