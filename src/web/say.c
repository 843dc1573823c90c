/* How pages say days, times and words of the data; see say.h. */
#include "web/say.h"

#include "act/inspection.h"
#include "core/clock.h"
#include "text/calendar.h"

#include <inttypes.h>

enum { MINUTE_MS = 60 * 1000, JAPAN_MINUTES = 9 * 60, DAY_MINUTES = 24 * 60 };

/* ---- days ---- */

static const char *weekday_word(enum tr_language l, int32_t day)
{
    static const char *const ja[] = {"月", "火", "水", "木", "金", "土", "日"};
    static const char *const en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    int at = calendar_weekday(day) - 1;

    return l == TR_EN ? en[at] : ja[at];
}

struct str say_day(const struct page_call *c, int32_t day)
{
    enum tr_language l = page_language(c);

    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return l == TR_EN ? arena_printf(c->q->arena, "%04d-%02d-%02d (%s)", d.year, d.month, d.day,
                                     weekday_word(l, day))
                      : arena_printf(c->q->arena, "%d年%d月%d日（%s）", d.year, d.month, d.day,
                                     weekday_word(l, day));
}

struct str say_span(const struct page_call *c, int32_t from, int32_t to)
{
    struct arena *a = c->q->arena;
    struct str last = say_day(c, to);

    if (from == to || from == CALENDAR_NONE) {
        return last;
    }
    struct ymd f = calendar_ymd(from);

    if (page_language(c) != TR_EN && to != CALENDAR_NONE && calendar_ymd(to).year == f.year) {
        struct ymd t = calendar_ymd(to);

        return arena_printf(a, "%.*s～%d月%d日（%s）", STR_ARG(say_day(c, from)), t.month, t.day,
                            weekday_word(TR_JA, to));
    }
    return arena_printf(a, "%.*s～%.*s", STR_ARG(say_day(c, from)), STR_ARG(last));
}

struct str say_iso(const struct page_call *c, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return arena_printf(c->q->arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str say_minute(const struct page_call *c, int minute)
{
    return minute < 0 ? (struct str){}
                      : arena_printf(c->q->arena, "%02d:%02d", minute / 60, minute % 60);
}

struct str say_instant(const struct page_call *c, int64_t ms)
{
    int64_t minutes = ms / MINUTE_MS + JAPAN_MINUTES;
    int32_t day = (int32_t)(minutes / DAY_MINUTES);

    return arena_printf(c->q->arena, "%.*s %.*s", STR_ARG(say_day(c, day)),
                        STR_ARG(say_minute(c, (int)(minutes % DAY_MINUTES))));
}

struct str say_left(const struct page_call *c, int32_t days_left)
{
    if (days_left == 0) {
        return str_of(SAY(c, TR_ID("today")));
    }
    return days_left > 0 ? arena_printf(c->q->arena, SAY(c, TR_ID("%d days left")), days_left)
                         : arena_printf(c->q->arena, SAY(c, TR_ID("%d days late")), -days_left);
}

void say_view_day(const struct page_call *c, struct view *v, const char *name, int32_t day)
{
    view_str(v, name, say_day(c, day));
    view_str(v, arena_printf(c->q->arena, "%s_iso", name).p, say_iso(c, day));
}

/* ---- numbers ---- */

struct str say_bytes(const struct page_call *c, int64_t bytes)
{
    enum { KB = 1024 };

    if (bytes < KB) {
        return arena_printf(c->q->arena, "%" PRId64 " B", bytes);
    }
    return bytes < (int64_t)KB * KB
               ? arena_printf(c->q->arena, "%" PRId64 " KB", (bytes + KB / 2) / KB)
               : arena_printf(c->q->arena, "%.1f MB", (double)bytes / KB / KB);
}

struct str say_looked(const struct page_call *c, struct str inspected, int64_t grave)
{
    if (inspected.n == 0) {
        return (struct str){};
    }
    if (grave > 0) {
        return arena_printf(c->q->arena,
                            SAY(c, TR_ID("inspected: %lld grave findings (before the file leaves, "
                                         "take it to \"Files to hand in\")")),
                            (long long)grave);
    }
    if (!str_eq(inspected, str_of(inspect_state_word(INSPECT_INSPECTED)))) {
        return str_of(SAY(c, TR_ID("inspected: not all of it could be looked through")));
    }
    return str_of(SAY(c, TR_ID("inspected: no grave findings")));
}

struct str say_yen(const struct page_call *c, int64_t yen)
{
    struct str digits = arena_printf(c->q->arena, "%" PRId64, yen);
    struct buf out CLEANUP(buf_done) = {};

    buf_init(&out, 64);
    for (size_t i = 0; i < digits.n; i++) {
        if (i > 0 && (digits.n - i) % 3 == 0 && digits.p[i - 1] != '-') {
            buf_add_char(&out, ',');
        }
        buf_add_char(&out, digits.p[i]);
    }
    buf_add(&out, page_language(c) == TR_EN ? STR(" yen") : STR("円"));
    return arena_str(c->q->arena, buf_str(&out));
}

/* ---- words of the data ---- */

struct said {
    const char *word, *id;
};

static struct str find_word(const struct page_call *c, const struct said *table, size_t n,
                            struct str word)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(word, str_of(table[i].word))) {
            return str_of(SAY(c, table[i].id));
        }
    }
    return word;
}

struct str say_word(const struct page_call *c, struct str word)
{
    static const struct said words[] = {
        {"must", TR_ID("must")},
        {"must_not", TR_ID("must not")},
        {"should", TR_ID("should")},
        {"may", TR_ID("may")},
        {"contractor", TR_ID("contractor")},
        {"ministry", TR_ID("buyer")},
        {"subcontractor", TR_ID("subcontractor")},
        {"third_party", TR_ID("third party")},
        {"open", TR_ID("still open")},
        {"done", TR_ID("done")},
        {"dropped", TR_ID("dropped")},
        {"replaced", TR_ID("replaced")},
        {"closed", TR_ID("closed")},
        {"current", TR_ID("in force")},
        {"machine", TR_ID("read by the machine")},
        {"person", TR_ID("entered by a person")},
        {"late", TR_ID("late")},
        {"today", TR_ID("today")},
        {"soon", TR_ID("soon")},
        {"later", TR_ID("later")},
        {"waiting", TR_ID("no day yet")},
        {"missed-target", TR_ID("past its target")},
        {"planned", TR_ID("planned")},
        {"running", TR_ID("under way")},
        {"held", TR_ID("held")},
        {"cancelled", TR_ID("cancelled")},
        {"draft", TR_ID("draft")},
        {"sent", TR_ID("sent")},
        {"answered", TR_ID("answered")},
        {"asked", TR_ID("asked")},
        {"accepted", TR_ID("accepted")},
        {"dismissed", TR_ID("set aside")},
        {"delivered", TR_ID("delivered")},
        {"given", TR_ID("given")},
        {"withdrawn", TR_ID("withdrawn")},
        {"error", TR_ID("error")},
        {"warning", TR_ID("warning")},
        {"note", TR_ID("note")},
        {"spec", TR_ID("specification")},
        {"annex", TR_ID("annex")},
        {"form", TR_ID("form")},
        {"contract", TR_ID("contract")},
        {"other", TR_ID("other")},
    };

    return find_word(c, words, COUNT(words), word);
}

struct str say_event(const struct page_call *c, struct str kind)
{
    static const struct said kinds[] = {
        {"open", TR_ID("opened from the document")},
        {"open.revise", TR_ID("revised with the document")},
        {"contract.change", TR_ID("contract changed")},
        {"contract.follow", TR_ID("contract follows its facts")},
        {"fact.correct", TR_ID("fact corrected")},
        {"duty.assign", TR_ID("owner assigned")},
        {"duty.unassign", TR_ID("owner taken away")},
        {"duty.agree", TR_ID("reading agreed")},
        {"duty.disagree", TR_ID("agreed reading withdrawn")},
        {"duty.evidence", TR_ID("evidence given")},
        {"duty.done", TR_ID("duty done")},
        {"duty.reopen", TR_ID("duty open again")},
        {"duty.drop", TR_ID("duty dropped")},
        {"duty.restore", TR_ID("duty restored")},
        {"duty.add", TR_ID("duty added")},
        {"duty.correct", TR_ID("duty corrected")},
        {"duty.split", TR_ID("duty split")},
        {"duty.join", TR_ID("duties joined")},
        {"evidence.withdraw", TR_ID("evidence withdrawn")},
        {"occasion.set", TR_ID("day of an event typed")},
        {"occasion.drop", TR_ID("event removed")},
        {"meeting.add", TR_ID("meeting added")},
        {"meeting.change", TR_ID("meeting changed")},
        {"question.add", TR_ID("question added")},
        {"question.change", TR_ID("question changed")},
        {"finding.add", TR_ID("finding added")},
        {"finding.change", TR_ID("finding changed")},
        {"finding.ask", TR_ID("question made of a finding")},
        {"deliverable.add", TR_ID("deliverable added")},
        {"deliverable.change", TR_ID("deliverable changed")},
        {"inspection.add", TR_ID("file inspected")},
        {"inspection.renew", TR_ID("new version of a file inspected")},
        {"inspection.confirm", TR_ID("decisions of the version before confirmed")},
        {"inspection.decide", TR_ID("finding of a file decided")},
        {"inspection.clean", TR_ID("file cleaned")},
        {"inspection.replace", TR_ID("file replaced by a cleaned one")},
        {"inspection.drop", TR_ID("file taken off the list")},
        {"milestone.add", TR_ID("step added")},
        {"milestone.change", TR_ID("step changed")},
        {"milestone.baseline", TR_ID("baseline set")},
        {"allowance.give", TR_ID("let pass of the sets")},
        {"allowance.withdraw", TR_ID("no longer let pass")},
        {"profile.confirm", TR_ID("profile of deliverables confirmed")},
        {"names.save", TR_ID("names for looking through files kept")},
        {"package.make", TR_ID("sets made")},
        {"package.drop", TR_ID("package taken off the list")},
        {"undo", TR_ID("taken back")},
        {"link.add", TR_ID("linked")},
        {"link.drop", TR_ID("link removed")},
        {"blob.keep", TR_ID("bytes of a file kept")},
    };

    return find_word(c, kinds, COUNT(kinds), kind);
}

struct str say_notation(const struct page_call *c, struct str value)
{
    struct clock_rule rule;
    struct err err;

    if (value.n == 0 || clock_parse(c->q->arena, value, &rule, &err) < 0) {
        return value;
    }
    int32_t day = calendar_parse(value);

    if (day != CALENDAR_NONE) {
        return say_day(c, day);
    }
    struct str words = clock_words(c->q->arena, &rule);

    return words.n > 0 ? words : value;
}
