/* Mails being cleaned; see mail.h. */
#include "clean/mail.h"

#include "base/tr.h"
#include "clean/transfer.h"
#include "inspect/mail-field.h"
#include "inspect/mail.h"
#include "read/xml-tree.h"

static struct str line_end_of(struct str bytes)
{
    const char *end = memchr(bytes.p, '\n', bytes.n);

    return end != NULL && end > bytes.p && end[-1] == '\r' ? STR("\r\n") : STR("\n");
}

/* The body as the part's encoding has it. */
static struct str encode(struct arena *a, const struct mail_part *part, struct str body,
                         struct str line_end)
{
    struct buf out CLEANUP(buf_done) = {};

    if (part->encoding == MAIL_PLAIN) {
        return arena_str(a, body);
    }
    buf_init(&out, CLEANING_MAX_BYTES);
    if (part->encoding == MAIL_BASE64) {
        transfer_base64_lines(&out, a, body, line_end);
    } else {
        transfer_quoted(&out, body, line_end);
    }
    return arena_str(a, buf_str(&out));
}

static int take_part(struct cleaning *c, struct str bytes, const struct mail_part *part,
                     struct xml_edits *edits, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done) = {};
    struct str body = mail_part_body(&scratch, bytes, part);

    if (part->is_beside) {
        if (mail_is_remark(body) && cleaning_may(c, "TXT-291")) {
            xml_edit_put(edits, part->beg, part->end, line_end_of(bytes));
            cleaning_log(c, "TXT-291", part->name, 1);
        }
        return 0;
    }
    buf_init(&out, CLEANING_MAX_BYTES);
    int outcome = cleaning_member(c, body, part->name, &out, err);

    if (outcome < 0) {
        return err_in(err, "%.*s", STR_ARG(part->name));
    }
    if (outcome == CLEANING_DONE) {
        if (buf_is_full(&out)) {
            return err_set(err, ERR_LIMIT, "the result is too large");
        }
        xml_edit_put(edits, part->beg, part->end,
                     encode(edits->arena, part, buf_str(&out), line_end_of(bytes)));
    }
    return outcome == CLEANING_UNDECIDED ? outcome : 0;
}

/* Fields that nobody sees go; of numbers that other mails name too, the host does. */
static void take_fields(struct cleaning *c, struct str head, struct xml_edits *edits)
{
    struct mail_field x;
    struct str part;

    for (size_t at = 0; mail_field_next(head, &at, &x);) {
        const char *rule = mail_field_rule(&x, &part);

        if (rule == NULL || !cleaning_may(c, rule)) {
            continue;
        }
        if (!mail_field_is_reference(&x)) {
            xml_edit_cut(edits, x.beg, x.end);
        }
        for (; part.n > 0 && mail_field_is_reference(&x);
             part = mail_field_next_host(x.value, part)) {
            size_t beg = (size_t)(part.p - head.p);

            xml_edit_put(edits, beg, beg + part.n, STR("removed.invalid"));
        }
        cleaning_log(c, rule, x.name, 1);
    }
}

int mail_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct xml_edits edits = {.arena = &arena};
    struct mail_parts parts;
    int r = 0;

    mail_parts_find(&arena, bytes, &parts);
    take_fields(c, str_sub(bytes, 0, mail_head_bytes(bytes)), &edits);
    for (uint32_t i = 0; i < parts.v.n && r == 0; i++) {
        r = take_part(c, bytes, &parts.v.v[i], &edits, err);
    }
    if (r != 0 || edits.list.n == 0) {
        return r != 0 ? r : CLEANING_NOTHING;
    }
    if (parts.is_signed) {
        if (!cleaning_may(c, "OOX-217")) {
            return cleaning_stop(c, tr("the mail is signed, and cleaning voids the signature"),
                                 tr("to clean it all the same: --yes OOX-217"));
        }
        cleaning_kept(c, "OOX-217", STR("multipart/signed"), 1,
                      tr("the signature holds no longer; sign the mail anew"));
    }
    buf_add(out, xml_edits_apply(&edits, &arena, bytes));
    return buf_is_full(out) ? err_set(err, ERR_LIMIT, "the result is too large") : CLEANING_DONE;
}
