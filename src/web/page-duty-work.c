/*
 * What people do on the page of a duty: give it an owner, mark it done, withdraw evidence, drop and
 * restore it. A form with faults comes back as that page.
 */
#include "act/upload.h"
#include "web/download.h"
#include "web/page-duty.h"

#define VERSION_INPUT                                                                              \
    {                                                                                              \
        "version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")          \
    }

/* ---- owner ---- */

static int assign(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct str owner = page_text(c, "owner");

    if (act_duty_assign(c->act, c->ids[0], page_version(c), owner, err) < 0) {
        return -1;
    }
    return page_go(r,
                   owner.n > 0 ? TR_ID("The owner was kept.") : TR_ID("The duty has no owner now."),
                   "/duties/%lld", (long long)c->ids[0]);
}

static const struct page_input assign_input[] = {
    VERSION_INPUT,
    {"owner", INPUT_TEXT, .max = 40, .help = TR_ID("Owner. Empty takes the owner away")},
    {},
};

const struct page page_duty_assign = {
    .path = "/duties/{id}/assign",
    .may = MAY_WORK,
    .input = assign_input,
    .show = page_duty_show,
    .save = assign,
    .save_methods = HTTP_POST,
    .help = "Gives a duty an owner.",
};

/* ---- done ---- */

static int done(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct http_file *file = page_file(c, "file");
    struct blob blob;
    struct duty_done done = {
        .clock_key = page_text(c, "clock_key"),
        .note = page_text(c, "note"),
        .day = page_day(c, "day"),
    };

    if (file != NULL && file->name.n > 0) {
        if (upload_keep(c->act, file->path, file->name, &blob, err) < 0) {
            return -1;
        }
        done.file = &blob;
    }
    if (act_duty_done(c->act, c->ids[0], page_version(c), &done, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("What was done is recorded. It can be withdrawn below."),
                   "/duties/%lld#evidence", (long long)c->ids[0]);
}

static const struct page_input done_input[] = {
    VERSION_INPUT,
    {"clock_key", INPUT_TEXT, .max = 128, .help = TR_ID("Deadline. Empty is the whole duty")},
    {"day", INPUT_DAY, .help = TR_ID("Day on which it was done")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note. What was done, how and to whom")},
    {"file", INPUT_FILE, .max = 512 << 20, .help = TR_ID("File. What was sent or received")},
    {},
};

const struct page page_duty_done = {
    .path = "/duties/{id}/done",
    .may = MAY_WORK,
    .input = done_input,
    .show = page_duty_show,
    .save = done,
    .save_methods = HTTP_POST,
    .help = "Marks a duty, or one of its deadlines, as done, with a note or a file.",
};

/* ---- evidence ---- */

static int find_evidence(const struct page_call *c, struct evidence *ret, struct err *err)
{
    struct duty d;

    if (act_duty(c->act, c->ids[0], &d, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < d.evidence.n; i++) {
        if (d.evidence.v[i].id == c->ids[1]) {
            *ret = d.evidence.v[i];
            return 0;
        }
    }
    return err_set(err, ERR_NOT_FOUND, "the duty has no evidence with the number %lld",
                   (long long)c->ids[1]);
}

static int withdraw(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_evidence_withdraw(c->act, c->ids[1], page_version(c), page_text(c, "why"), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The evidence was withdrawn; it stays in the history."),
                   "/duties/%lld#evidence", (long long)c->ids[0]);
}

static int show_evidence(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct evidence e;
    uint8_t hash[32];

    if (find_evidence(c, &e, err) < 0) {
        return -1;
    }
    if (c->faults != NULL) {
        return page_duty_show(c, r, err);
    }
    if (!download_hash(e.blob, hash)) {
        return err_set(err, ERR_NOT_FOUND, "there is no file with this evidence");
    }
    return download_blob(c, hash, e.file_name, r, err);
}

static const struct page_input withdraw_input[] = {
    VERSION_INPUT,
    {"why", INPUT_TEXT, .help = TR_ID("Why it is withdrawn")},
    {},
};

const struct page page_evidence = {
    .path = "/duties/{id}/evidence/{id}",
    .may = MAY_WORK,
    .input = withdraw_input,
    .show = show_evidence,
    .save = withdraw,
    .save_methods = HTTP_POST,
    .help = "Downloads a file of evidence, or withdraws evidence.",
};

/* ---- no duty after all ---- */

static int drop(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_duty_drop(c->act, c->ids[0], page_version(c), page_text(c, "why"), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The duty was dropped. It can be restored on this page."),
                   "/duties/%lld", (long long)c->ids[0]);
}

static const struct page_input drop_input[] = {
    VERSION_INPUT,
    {"why", INPUT_TEXT, .is_required = true, .help = TR_ID("Why this is no duty")},
    {},
};

const struct page page_duty_drop = {
    .path = "/duties/{id}/drop",
    .may = MAY_WORK,
    .input = drop_input,
    .show = page_duty_show,
    .save = drop,
    .save_methods = HTTP_POST,
    .help = "Drops what is no duty, with the reason.",
};

static int restore(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_duty_restore(c->act, c->ids[0], page_version(c), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The duty is open again."), "/duties/%lld", (long long)c->ids[0]);
}

static const struct page_input restore_input[] = {VERSION_INPUT, {}};

const struct page page_duty_restore = {
    .path = "/duties/{id}/restore",
    .may = MAY_WORK,
    .input = restore_input,
    .show = page_duty_show,
    .save = restore,
    .save_methods = HTTP_POST,
    .help = "Opens a dropped duty again.",
};
