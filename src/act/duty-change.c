/* What people do with a duty: owner, agreed reading, evidence, dropping; see duty.h. */
#include "act/duty-body.h"

#include "act/job.h"
#include "act/look.h"
#include "act/reckon.h"
#include "base/hex.h"
#include "core/clock.h"
#include "text/calendar.h"

/* One duty that is changed as it was shown. */
struct one {
    struct act *act;
    int64_t id, version;
    struct str text; /* owner, reason */
    const struct duty_reading *reading;
    const struct duty_done *done;
    const struct inspect_file *looked; /* what the inspector says of the file of `done` */
};

static int load(struct tx *tx, const struct one *o, struct record *r, json_t **body,
                struct err *err)
{
    if (act_load(tx, o->act->arena, &type_duty, o->id, o->version, r, err) < 0) {
        return -1;
    }
    return body_of(r, body, err);
}

/* Its clocks show its owner, and whether it is done. */
static int refresh(struct tx *tx, struct arena *a, const struct record *duty, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(duty, &body, err) < 0) {
        return -1;
    }
    struct clock_row head = reckon_head(a, duty->id, body);

    return clocks_refresh(tx, &head, err);
}

/* ---- owner ---- */

static int run_assign(struct tx *tx, void *arg, struct err *err)
{
    struct one *o = arg;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (load(tx, o, &r, &body, err) < 0) {
        return -1;
    }
    body_set_str(body, "owner", o->text);
    body_store(o->act->arena, body, &r);
    if (record_change(tx, &r, o->text.n > 0 ? "duty.assign" : "duty.unassign", err) < 0) {
        return -1;
    }
    return refresh(tx, o->act->arena, &r, err);
}

int act_duty_assign(struct act *act, int64_t id, int64_t version, struct str owner, struct err *err)
{
    struct one o = {.act = act, .id = id, .version = version, .text = str_trim(owner)};

    return act_write(act, run_assign, &o, err);
}

/* ---- agreed reading ---- */

static int run_agree(struct tx *tx, void *arg, struct err *err)
{
    struct one *o = arg;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (load(tx, o, &r, &body, err) < 0) {
        return -1;
    }
    if (o->reading->value.n == 0) {
        body_set(body, "reading", NULL);
    } else {
        json_t *reading = json_object();

        body_set_str(reading, "value", o->reading->value);
        body_set_str(reading, "words", o->reading->words);
        body_set_str(reading, "by", o->reading->by);
        body_set_day(reading, "day", o->reading->day);
        body_set_str(reading, "note", o->reading->note);
        body_set(body, "reading", reading);
    }
    body_store(o->act->arena, body, &r);
    if (record_change(tx, &r, o->reading->value.n > 0 ? "duty.agree" : "duty.disagree", err) < 0) {
        return -1;
    }
    return act_reckon(tx, o->act->arena, r.contract, err);
}

int act_duty_agree(struct act *act, int64_t id, int64_t version, const struct duty_reading *reading,
                   struct err *err)
{
    struct one o = {.act = act, .id = id, .version = version, .reading = reading};
    struct clock_rule rule;

    if (reading->value.n > 0) {
        if (clock_parse(act->arena, reading->value, &rule, err) < 0) {
            return -1;
        }
        if ((rule.flags & CLOCK_NEEDS_READING) != 0) {
            err_set(err, ERR_INVALID, "'%.*s' is still vague", STR_ARG(reading->value));
            return err_hint(err, "agree on a day, or on a number of days after something");
        }
        if (reading->by.n == 0 || reading->day == CALENDAR_NONE) {
            return err_set(err, ERR_INVALID, "say with whom and on which day it was agreed");
        }
    }
    return act_write(act, run_agree, &o, err);
}

/* ---- done ---- */

/* Every clock of the duty has evidence, or it has none. */
static int all_done(struct tx *tx, struct arena *a, const struct record *duty, bool *ret,
                    struct err *err)
{
    struct clock_filter f = {.contract = duty->contract,
                             .duty = duty->id,
                             .from = CALENDAR_NONE,
                             .to = CALENDAR_NONE,
                             .open_only = true,
                             .unknown_too = true};
    struct clock_list open = {};

    if (clocks_list(tx, a, &f, &open, NULL, err) < 0) {
        return -1;
    }
    *ret = true;
    for (uint32_t i = 0; i < open.n; i++) {
        *ret &= (open.v[i].flags & CLOCK_NEVER) != 0;
    }
    return 0;
}

static int set_duty_state(struct tx *tx, struct record *duty, const char *state, const char *kind,
                          struct err *err)
{
    if (str_eq(duty->state, str_of(state))) {
        return 0;
    }
    duty->state = str_of(state);
    return record_change(tx, duty, kind, err);
}

static int run_done(struct tx *tx, void *arg, struct err *err)
{
    struct one *o = arg;
    const struct duty_done *done = o->done;
    struct arena *a = o->act->arena;
    struct record duty;
    json_t *duty_body AUTO_JSON = NULL;
    json_t *body AUTO_JSON = json_object();
    bool whole = done->clock_key.n == 0;

    if (load(tx, o, &duty, &duty_body, err) < 0) {
        return -1;
    }
    body_set_int(body, "duty", duty.id);
    body_set_str(body, "clock_key", done->clock_key);
    body_set_str(body, "note", done->note);
    body_set_day(body, "day", done->day != CALENDAR_NONE ? done->day : act_today(o->act));
    if (done->file != NULL) {
        body_set_str(body, "blob", hex_of(a, done->file->sha256, sizeof(done->file->sha256)));
        body_set_str(body, "file_name", done->file->name);
        body_set_int(body, "bytes", done->file->bytes);
        body_set_str(body, "inspected", str_of(inspect_state_word(o->looked->state)));
        body_set_int(body, "grave", look_grave(o->looked));
        if (blob_keep(tx, duty.contract, done->file, err) < 0) {
            return -1;
        }
    }
    struct record evidence = {.contract = duty.contract, .type = &type_evidence};

    body_store(a, body, &evidence);
    if (record_add(tx, &evidence, "duty.evidence", err) < 0 ||
        link_add(tx, duty.contract, "evidence-of", evidence.id, duty.id, err) < 0) {
        return -1;
    }
    if (refresh(tx, a, &duty, err) < 0 || (!whole && all_done(tx, a, &duty, &whole, err) < 0) ||
        (whole && set_duty_state(tx, &duty, "done", "duty.done", err) < 0)) {
        return -1;
    }
    return refresh(tx, a, &duty, err);
}

int act_duty_done(struct act *act, int64_t id, int64_t version, const struct duty_done *done,
                  struct err *err)
{
    struct inspect_file looked = {};
    struct duty duty;
    struct one o = {.act = act, .id = id, .version = version, .done = done, .looked = &looked};

    if (str_trim(done->note).n == 0 && done->file == NULL) {
        err_set(err, ERR_INVALID, "what was done needs a note or a file as evidence");
        return err_hint(err, "write how and to whom, or attach what was sent");
    }
    if (done->file != NULL && (act_duty(act, id, &duty, err) < 0 ||
                               look_at_blob(act, duty.contract, done->file, &looked, err) < 0)) {
        return -1;
    }
    return act_write(act, run_done, &o, err);
}

static int run_withdraw(struct tx *tx, void *arg, struct err *err)
{
    struct one *o = arg;
    struct arena *a = o->act->arena;
    struct record evidence, duty;
    json_t *body AUTO_JSON = NULL;

    if (act_load(tx, a, &type_evidence, o->id, o->version, &evidence, err) < 0 ||
        body_of(&evidence, &body, err) < 0 ||
        record_load(tx, a, body_int(body, "duty"), &duty, err) < 0) {
        return -1;
    }
    struct str note = body_str(a, body, "note");

    if (o->text.n > 0) {
        body_set_str(body, "note",
                     arena_printf(a, "%.*s%s(%.*s)", STR_ARG(note), note.n > 0 ? " " : "",
                                  STR_ARG(o->text)));
        body_store(a, body, &evidence);
    }
    evidence.state = STR("withdrawn");
    if (record_change(tx, &evidence, "evidence.withdraw", err) < 0) {
        return -1;
    }
    if (str_eq(duty.state, STR("done")) &&
        set_duty_state(tx, &duty, "open", "duty.reopen", err) < 0) {
        return -1;
    }
    return refresh(tx, a, &duty, err);
}

int act_evidence_withdraw(struct act *act, int64_t evidence, int64_t version, struct str why,
                          struct err *err)
{
    struct one o = {.act = act, .id = evidence, .version = version, .text = str_trim(why)};

    return act_write(act, run_withdraw, &o, err);
}

/* ---- no duty after all ---- */

static int run_drop(struct tx *tx, void *arg, struct err *err)
{
    struct one *o = arg;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (load(tx, o, &r, &body, err) < 0) {
        return -1;
    }
    if (o->text.n > 0) {
        body_set_str(body, "note", o->text);
        body_store(o->act->arena, body, &r);
    }
    r.state = STR("dropped");
    if (record_change(tx, &r, "duty.drop", err) < 0) {
        return -1;
    }
    return act_reckon(tx, o->act->arena, r.contract, err);
}

int act_duty_drop(struct act *act, int64_t id, int64_t version, struct str why, struct err *err)
{
    struct one o = {.act = act, .id = id, .version = version, .text = str_trim(why)};

    if (o.text.n == 0) {
        return err_set(err, ERR_INVALID, "say why this is no duty");
    }
    return act_write(act, run_drop, &o, err);
}

static int run_restore(struct tx *tx, void *arg, struct err *err)
{
    struct one *o = arg;
    struct record r;

    if (act_load(tx, o->act->arena, &type_duty, o->id, o->version, &r, err) < 0) {
        return -1;
    }
    r.state = STR("open");
    if (record_change(tx, &r, "duty.restore", err) < 0) {
        return -1;
    }
    return act_reckon(tx, o->act->arena, r.contract, err);
}

int act_duty_restore(struct act *act, int64_t id, int64_t version, struct err *err)
{
    struct one o = {.act = act, .id = id, .version = version};

    return act_write(act, run_restore, &o, err);
}
