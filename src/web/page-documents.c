/* The documents of a contract as they came, and where a revised one is opened. */
#include "web/download.h"
#include "web/opening.h"
#include "web/say.h"

static struct str hash_words(struct arena *a, const uint8_t hash[32])
{
    char hex[65];

    for (size_t i = 0; i < 32; i++) {
        snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    }
    return arena_str(a, str_of(hex));
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct document_list list;

    if (say_contract(c, v, c->ids[0], "documents", &one, err) < 0 ||
        act_documents(c->act, c->ids[0], &list, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Documents"))));
    view_printf(v, "upload_to", "/contracts/%lld/documents", (long long)c->ids[0]);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct document *d = &list.v[i];
        struct view *row = view_add(v, "documents");

        view_int(row, "id", d->id);
        view_str(row, "name", d->name);
        view_str(row, "kind", say_word(c, d->kind));
        view_str(row, "edition", d->edition);
        view_str(row, "state_label", say_word(c, d->state));
        view_str(row, "size", say_bytes(c, d->bytes));
        view_str(row, "looked", say_looked(c, d->inspected, d->grave));
        view_str(row, "opened", say_instant(c, d->opened_ms));
        view_str(row, "sha256", hash_words(c->q->arena, d->sha256));
    }
    return page_render(c, "documents", v, r, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    return opening_preview(c, c->ids[0], r, err);
}

static const struct page_input input[] = {
    {"files", INPUT_FILES, .max = 512 << 20, .is_required = true,
     .help = TR_ID("Documents. Specification and its annexes, together.")},
    {},
};

const struct page page_documents = {
    .path = "/contracts/{id}/documents",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "The documents of a contract as they came; opens a revised one.",
};

/* ---- the bytes ---- */

static int show_file(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct document d;

    return act_document(c->act, c->ids[0], &d, err) < 0
               ? -1
               : download_blob(c, d.sha256, d.name, r, err);
}

const struct page page_document_file = {
    .path = "/documents/{id}/file",
    .may = MAY_READ,
    .show = show_file,
    .help = "Downloads a document as it came.",
};
