/* SVG pictures being cleaned; see svg.h. */
#include "clean/svg.h"

#include "base/tr.h"
#include "clean/transfer.h"
#include "inspect/svg/svg.h"

static void take_marks(struct cleaning *c, const struct svg *s, struct xml_edits *edits)
{
    for (uint32_t i = 0; i < s->marks.n; i++) {
        const struct svg_mark *x = &s->marks.v[i];

        if (!cleaning_may(c, x->rule)) {
            continue;
        }
        if (x->end > x->beg) {
            xml_edit_cut(edits, x->beg, x->end);
            cleaning_log(c, x->rule, x->place, 1);
        } else {
            cleaning_kept(c, x->rule, x->place, 1,
                          tr("taking it out would move what stays; mend it where it was drawn"));
        }
    }
}

static int take_picture(struct cleaning *c, const struct svg *s, const struct svg_picture *x,
                        struct xml_edits *edits, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done) = {};

    buf_init(&out, SVG_MAX_PICTURE_BYTES);
    int outcome = cleaning_member(c, svg_picture_bytes(s, &scratch, x), x->place, &out, err);

    if (outcome < 0) {
        return err_in(err, "%s", x->place.p);
    }
    if (outcome == CLEANING_DONE && !x->is_base64) {
        cleaning_kept(c, "OOX-213", x->place, 1,
                      tr("taking it out would move what stays; mend it where it was drawn"));
    } else if (outcome == CLEANING_DONE && !buf_is_full(&out)) {
        xml_edit_put(edits, x->beg, x->end, transfer_base64(edits->arena, buf_str(&out)));
        cleaning_log(c, "OOX-213", x->place, 1);
    }
    return outcome == CLEANING_UNDECIDED ? outcome : 0;
}

int svg_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct xml_edits edits = {.arena = &arena};
    struct svg s;
    int r = 0;

    if (svg_read(&arena, bytes, &s) != 0) {
        return err_set(err, ERR_INVALID, "the XML of the picture is damaged");
    }
    take_marks(c, &s, &edits);
    for (uint32_t i = 0; i < s.pictures.n && r == 0; i++) {
        r = take_picture(c, &s, &s.pictures.v[i], &edits, err);
    }
    if (r != 0 || edits.list.n == 0) {
        return r != 0 ? r : CLEANING_NOTHING;
    }
    for (uint32_t i = 0; i < s.dull.n; i++) {
        xml_edit_cut(&edits, s.dull.v[i].beg, s.dull.v[i].end); /* no reason to keep them */
    }
    buf_add(out, xml_edits_apply(&edits, &arena, bytes));
    return CLEANING_DONE;
}
