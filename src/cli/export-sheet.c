/*
 * Duties of a contract as rows (CSV, workbook), as a calendar, and the files beside them; see
 * export.h. A duty has a row for each of its clocks, or one when it has none.
 */
#include "base/buf.h"
#include "base/csv.h"
#include "base/hex.h"
#include "base/out-file.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cli/desk-view.h"
#include "cli/export.h"
#include "spec/reg.h"
#include "text/calendar.h"
#include "write/book.h"
#include "write/ics.h"
#include "write/words.h"

#include <errno.h>
#include <unistd.h>

/* ---- rows ---- */

struct row {
    const struct duty *duty;
    const struct due_row *clock; /* NULL = the duty has none */
};

static struct str party_words(struct str party)
{
    for (int i = 0; i <= ACTOR_THIRD_PARTY; i++) {
        if (str_eq(str_of(reg_actor_word((enum reg_actor)i)), party)) {
            return str_of(words_actor(tr_language(), (enum reg_actor)i));
        }
    }
    return party;
}

static struct str modality_words(struct str modality)
{
    for (int i = 0; i <= MAY; i++) {
        if (str_eq(str_of(reg_modality_word((enum reg_modality)i)), modality)) {
            return str_of(words_modality(tr_language(), (enum reg_modality)i));
        }
    }
    return modality;
}

static struct str state_words(const struct row *r)
{
    static const char *const words[] = {
        [DUE_LATE] = TR_ID("overdue"),
        [DUE_TODAY] = TR_ID("due today"),
        [DUE_SOON] = TR_ID("open"),
        [DUE_LATER] = TR_ID("open"),
        [DUE_WAITING] = TR_ID("no day yet"),
        [DUE_DONE] = TR_ID("done"),
        [DUE_MISSED_TARGET] = TR_ID("target passed"),
    };

    if (r->clock != NULL) {
        return str_of(tr(words[r->clock->state]));
    }
    return str_of(str_eq(r->duty->state, STR("done")) ? tr("done") : tr("open"));
}

static struct str minute_words(struct arena *a, const struct row *r)
{
    return r->clock == NULL || r->clock->clock.minute < 0
               ? (struct str){}
               : arena_printf(a, "%02d:%02d", r->clock->clock.minute / 60,
                              r->clock->clock.minute % 60);
}

static struct str reading_words(struct arena *a, const struct duty_reading *r)
{
    return r->value.n == 0
               ? (struct str){}
               : arena_printf(a, "%.*s（%.*s %.*s）", STR_ARG(r->words.n > 0 ? r->words : r->value),
                              STR_ARG(view_iso(a, r->day)), STR_ARG(r->by));
}

/* What was given for this clock, or for the duty as a whole, a line each. */
static struct str evidence_words(struct arena *a, const struct row *r)
{
    const struct evidence_list *list = &r->duty->evidence;
    struct str all = {};

    for (uint32_t i = 0; i < list->n; i++) {
        const struct evidence *e = &list->v[i];
        bool is_here =
            e->clock_key.n == 0 || r->clock == NULL || str_eq(e->clock_key, r->clock->clock.key);

        if (!is_here || str_eq(e->state, STR("withdrawn"))) {
            continue;
        }
        all = arena_printf(a, "%.*s%s%.*s %.*s %.*s%s%.*s", STR_ARG(all), all.n > 0 ? "\n" : "",
                           STR_ARG(view_iso(a, e->day)), STR_ARG(e->actor), STR_ARG(e->note),
                           e->file_name.n > 0 ? " " : "", STR_ARG(e->file_name));
    }
    return all;
}

/* Calls `each` for every row; it may stop it with false. */
static void each_row(const struct export_data *d, bool (*each)(const struct row *r, void *user),
                     void *user)
{
    for (uint32_t i = 0; i < d->duties.n; i++) {
        const struct duty *duty = &d->duties.v[i];

        if (duty->clocks.n == 0 && !each(&(struct row){.duty = duty}, user)) {
            return;
        }
        for (uint32_t k = 0; k < duty->clocks.n; k++) {
            if (!each(&(struct row){.duty = duty, .clock = &duty->clocks.v[k]}, user)) {
                return;
            }
        }
    }
}

/* ---- columns ---- */

static struct str text_of(struct arena *a, const struct row *r, size_t column)
{
    const struct duty *d = r->duty;

    switch (column) {
    case 0:
        return arena_printf(a, "%lld", (long long)d->id);
    case 1:
        return d->section;
    case 2:
        return d->summary;
    case 3:
        return d->owner;
    case 4:
        return state_words(r);
    case 5:
        return r->clock == NULL ? (struct str){} : view_iso(a, r->clock->clock.day_from);
    case 6:
        return r->clock == NULL ? (struct str){} : view_iso(a, r->clock->clock.day_to);
    case 7:
        return minute_words(a, r);
    case 8:
        return r->clock == NULL ? (struct str){} : r->clock->clock.why;
    case 9:
        return reading_words(a, &d->reading);
    case 10:
        return evidence_words(a, r);
    case 11:
        return party_words(d->party);
    case 12:
        return modality_words(d->modality);
    case 13:
        return d->condition;
    case 14:
        return d->quote;
    default:
        return d->note;
    }
}

enum { COLUMN_ID = 0, COLUMN_FROM = 5, COLUMN_TO = 6 };

static const struct {
    const char *key, *title; /* of CSV; of people */
    int width;
} columns[] = {
    {"duty", TR_ID("No."), 7},
    {"section", TR_ID("section"), 14},
    {"summary", TR_ID("duty"), 44},
    {"owner", TR_ID("owner"), 12},
    {"state", TR_ID("state"), 10},
    {"from", TR_ID("from"), 12},
    {"to", TR_ID("due on"), 12},
    {"hour", TR_ID("hour"), 8},
    {"why", TR_ID("why that day"), 30},
    {"reading", TR_ID("agreed reading"), 24},
    {"evidence", TR_ID("evidence"), 30},
    {"party", TR_ID("who is bound"), 10},
    {"modality", TR_ID("how it binds"), 8},
    {"condition", TR_ID("condition"), 20},
    {"quote", TR_ID("words of the document"), 50},
    {"note", TR_ID("notes"), 20},
};

/* ---- CSV ---- */

struct csv_job {
    struct csv csv;
    struct arena *arena;
};

static bool csv_row(const struct row *r, void *user)
{
    struct csv_job *j = user;

    for (size_t c = 0; c < COUNT(columns); c++) {
        struct str text = text_of(j->arena, r, c);

        c == COLUMN_ID ? csv_number(&j->csv, text) : csv_text(&j->csv, text);
    }
    csv_end_row(&j->csv);
    return true;
}

int export_csv(FILE *file, const void *data, struct err *err)
{
    const struct export_data *d = data;
    struct csv_job job = {.arena = d->act->arena};

    csv_init(&job.csv, file);
    for (size_t c = 0; c < COUNT(columns); c++) {
        csv_text(&job.csv, str_of(columns[c].key));
    }
    csv_end_row(&job.csv);
    each_row(d, csv_row, &job);
    return csv_finish(&job.csv, err);
}

/* ---- workbook ---- */

struct book_job {
    struct book *book;
    struct arena *arena;
};

static bool book_row(const struct row *r, void *user)
{
    struct book_job *j = user;

    for (size_t c = 0; c < COUNT(columns); c++) {
        const struct clock_row *clock = r->clock == NULL ? NULL : &r->clock->clock;

        if (c == COLUMN_ID) {
            book_number(j->book, (double)r->duty->id);
        } else if (c == COLUMN_FROM || c == COLUMN_TO) {
            book_day(j->book, clock == NULL      ? CALENDAR_NONE
                              : c == COLUMN_FROM ? clock->day_from
                                                 : clock->day_to);
        } else if (c == 4 && r->clock != NULL && r->clock->state == DUE_LATE) {
            book_alarm(j->book, state_words(r));
        } else {
            book_text(j->book, text_of(j->arena, r, c));
        }
    }
    return book_end_row(j->book);
}

static void evidence_sheet(struct book *b, const struct export_data *d)
{
    static const struct book_column head[] = {
        {TR_ID("No."), 7, BOOK_TEXT},      {TR_ID("duty"), 44, BOOK_TEXT},
        {TR_ID("done on"), 12, BOOK_DATE}, {TR_ID("by"), 12, BOOK_TEXT},
        {TR_ID("notes"), 40, BOOK_TEXT},   {TR_ID("file"), 30, BOOK_TEXT},
        {"SHA-256", 20, BOOK_TEXT},        {TR_ID("state"), 10, BOOK_TEXT},
    };
    struct book_column titles[COUNT(head)];

    for (size_t i = 0; i < COUNT(head); i++) {
        titles[i] = head[i];
        titles[i].title = tr(head[i].title);
    }
    book_sheet(b, tr("Evidence"), titles, COUNT(titles));
    for (uint32_t i = 0; i < d->duties.n; i++) {
        const struct duty *duty = &d->duties.v[i];

        for (uint32_t k = 0; k < duty->evidence.n; k++) {
            const struct evidence *e = &duty->evidence.v[k];

            book_number(b, (double)duty->id);
            book_text(b, duty->summary);
            book_day(b, e->day);
            book_text(b, e->actor);
            book_text(b, e->note);
            book_text(b, e->file_name);
            book_text(b, e->blob);
            book_text(b,
                      str_of(str_eq(e->state, STR("withdrawn")) ? tr("withdrawn") : tr("given")));
            if (!book_end_row(b)) {
                return;
            }
        }
    }
}

static void fact_sheet(struct book *b, const struct export_data *d)
{
    struct book_column head[] = {{tr("item"), 16, BOOK_TEXT},
                                 {tr("value"), 50, BOOK_TEXT},
                                 {tr("words of the document"), 60, BOOK_TEXT}};

    book_sheet(b, tr("Facts"), head, COUNT(head));
    for (uint32_t i = 0; i < d->facts.n; i++) {
        const struct fact *f = &d->facts.v[i];

        book_text(b, f->label != NULL ? str_of(f->label) : f->key);
        book_text(b, f->value);
        book_text(b, f->quote);
        (void)book_end_row(b);
    }
}

int export_xlsx(const char *path, const void *data, struct err *err)
{
    const struct export_data *d = data;
    struct book_job job = {.arena = d->act->arena};
    struct book_column head[COUNT(columns)];

    for (size_t c = 0; c < COUNT(columns); c++) {
        head[c] = (struct book_column){tr(columns[c].title), columns[c].width,
                                       c == COLUMN_FROM || c == COLUMN_TO ? BOOK_DATE : BOOK_TEXT};
    }
    if (book_open(d->act->arena, path, d->contract.title, act_today(d->act), &job.book, err) < 0) {
        return -1;
    }
    book_sheet(job.book, tr("Duties and deadlines"), head, COUNT(head));
    each_row(d, book_row, &job);
    evidence_sheet(job.book, d);
    fact_sheet(job.book, d);
    return book_close(job.book, err);
}

/* ---- calendar ---- */

static struct str ics_day(struct arena *a, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d%02d%02d", d.year, d.month, d.day);
}

static void put_event(FILE *file, const struct export_data *d, const struct row *r)
{
    struct arena *a = d->act->arena;
    const struct clock_row *c = &r->clock->clock;
    struct str hour = minute_words(a, r);

    ics_line(file, "BEGIN", STR("VEVENT"));
    ics_line(file, "UID", arena_printf(a, "%lld-%.*s@itaku", (long long)c->duty, STR_ARG(c->key)));
    ics_line(file, "DTSTAMP",
             arena_printf(a, "%.*sT000000Z", STR_ARG(ics_day(a, act_today(d->act)))));
    ics_line(file, "DTSTART;VALUE=DATE", ics_day(a, c->day_to));
    ics_line(file, "DTEND;VALUE=DATE", ics_day(a, c->day_to + 1));
    ics_text(file, "SUMMARY",
             arena_printf(a, "%.*s%s%.*s%s", STR_ARG(hour), hour.n > 0 ? " " : "",
                          STR_ARG(r->duty->summary),
                          r->clock->state == DUE_DONE ? tr(" (done)") : ""));
    ics_text(file, "DESCRIPTION",
             arena_printf(a, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(r->duty->quote),
                          STR_ARG(r->duty->section), STR_ARG(c->why), STR_ARG(r->duty->owner)));
    ics_line(file, "TRANSP", STR("TRANSPARENT"));
    ics_line(file, "END", STR("VEVENT"));
}

struct ics_job {
    FILE *file;
    const struct export_data *data;
};

static bool ics_row(const struct row *r, void *user)
{
    struct ics_job *j = user;

    if (r->clock != NULL && r->clock->clock.day_to != CALENDAR_NONE) {
        put_event(j->file, j->data, r);
    }
    return true;
}

int export_ics(FILE *file, const void *data, struct err *err)
{
    const struct export_data *d = data;
    struct ics_job job = {.file = file, .data = d};

    ics_begin(file, d->contract.title);
    each_row(d, ics_row, &job);
    return ics_end(file, err);
}

/* ---- files ---- */

/* A name that stays in its folder: no slashes, no leading dots, not too long. */
static struct str safe_name(struct arena *a, struct str name)
{
    enum { LONGEST = 180 };
    struct buf out CLEANUP(buf_done);

    buf_init(&out, 1024);
    for (size_t i = 0; i < name.n && out.n < LONGEST;) {
        uint32_t cp;
        size_t n = utf8_decode(name, i, &cp);
        bool is_plain = cp >= 0x20 && cp != 0x7f && cp != '/' && cp != '\\' && cp != ':' &&
                        cp != 0xFFFD && !(cp == '.' && out.n == 0);

        buf_add(&out, is_plain ? str_sub(name, i, i + n) : STR("_"));
        i += n;
    }
    return arena_str(a, buf_str(&out));
}

static int copy_blob(const struct export_data *d, const char *folder, const uint8_t hash[32],
                     struct str name, struct err *err)
{
    struct arena *a = d->act->arena;
    struct out_file out CLEANUP(out_file_done) = {};
    const char *path =
        arena_printf(a, "%s/%.8s-%.*s", folder, hex_of(a, hash, 32).p, STR_ARG(safe_name(a, name)))
            .p;
    char block[64 * 1024];
    int64_t bytes;
    ssize_t n;
    int fd;

    if (blob_open(desk_store(d->act->desk), hash, &fd, &bytes, err) < 0) {
        return -1;
    }
    if (out_file_open(&out, path, err) < 0) {
        close(fd);
        return -1;
    }
    while ((n = read(fd, block, sizeof(block))) > 0) {
        fwrite(block, 1, (size_t)n, out.file);
    }
    close(fd);
    if (n < 0) {
        return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
    }
    uint64_t written;

    return out_file_commit(&out, &written, err);
}

int export_files(const char *folder, const struct export_data *d, struct err *err)
{
    for (uint32_t i = 0; i < d->documents.n; i++) {
        if (copy_blob(d, folder, d->documents.v[i].sha256, d->documents.v[i].name, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < d->duties.n; i++) {
        const struct evidence_list *list = &d->duties.v[i].evidence;

        for (uint32_t k = 0; k < list->n; k++) {
            uint8_t hash[32];

            if (hex_parse(list->v[k].blob, hash, sizeof(hash)) &&
                copy_blob(d, folder, hash, list->v[k].file_name, err) < 0) {
                return -1;
            }
        }
    }
    return 0;
}
