/*
 * Bodies of duties from a register; see opening-write.h.
 *
 * The clocks of a duty come from the rules and dates whose words lie in its quote. What the
 * register dates but no duty holds (a row of a timetable, a day of delivery) becomes a duty of its
 * own, so that nothing that is due is without a clock (opening-lists.c).
 */
#include "act/opening-write.h"

#include "core/clock.h"
#include "spec/reg-time.h"
#include "write/words.h"

json_t *opening_source(const struct writing *w, const struct reg_src *src)
{
    json_t *s = json_object();

    body_set_int(s, "file", src->file);
    body_set_int(s, "beg", src->beg);
    body_set_int(s, "end", src->end);
    body_set_int(s, "line", src->line);
    body_set_int(s, "page", src->page);
    return s;
}

/* One notation of all that the register says of a time: 起算して, 必着, 翌月 stand in the quote. */
static struct str notation_of(struct arena *a, const struct reg_time *t)
{
    struct clock_source source = {
        .value = t->value, .rule = t->words, .trigger = t->trigger, .quote = t->quote};
    struct clock_rule rule;
    struct err unread;

    return clock_read(a, &source, &rule, &unread) < 0 ? t->value : clock_notation(a, &rule);
}

/* Notations that stand in src, with the words they were read from. */
static void set_times(struct writing *w, json_t *body, const struct reg_src *src)
{
    struct reg_time_list times = {};
    json_t *list = json_array();
    struct buf words CLEANUP(buf_done);

    buf_init(&words, 4096);
    reg_times_in(w->act->arena, &w->o->reg, src, &times);
    for (uint32_t i = 0; i < times.n; i++) {
        json_t *t = json_object();

        body_set_str(t, "value", notation_of(w->act->arena, &times.v[i]));
        body_set_str(t, "words", times.v[i].quote);
        json_array_append_new(list, t);
        buf_add(&words, i == 0 ? STR("") : STR(" / "));
        buf_add(&words, times.v[i].quote);
    }
    body_set_str(body, "due_words", buf_str(&words));
    body_set(body, "time", times.n > 0 ? list : NULL);
    if (times.n == 0) {
        json_decref(list);
    }
}

/* Sections sort as people count: 3(10) after 3(2). Each run of digits gets its length before it. */
static struct str sort_key(struct arena *a, struct str path)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, 512);
    for (size_t i = 0; i < path.n;) {
        size_t digits = 0;

        while (i + digits < path.n && path.p[i + digits] >= '0' && path.p[i + digits] <= '9') {
            digits++;
        }
        if (digits > 0) {
            buf_add_char(&out, (char)('0' + MIN(digits, 9)));
        }
        size_t n = MAX(digits, 1);

        buf_add(&out, str_sub(path, i, i + n));
        i += n;
    }
    return arena_str(a, buf_str(&out));
}

static void set_place(struct writing *w, json_t *body, const struct reg_src *src,
                      struct str section)
{
    body_set_int(body, "document", w->documents[src->file]);
    body_set_str(body, "section", section);
    body_set_str(body, "section_sort", sort_key(w->act->arena, section));
    body_set_str(body, "quote", src->quote);
    body_set(body, "source", opening_source(w, src));
    body_set_str(body, "origin", STR("machine"));
    body_set_int(body, "order", w->order++);
}

json_t *opening_duty_body(struct writing *w, uint32_t obligation)
{
    const struct reg_obligation *o = &w->o->reg.obligations.v[obligation];
    json_t *body = json_object();

    set_place(w, body, &o->src, o->section);
    body_set_str(body, "summary", o->summary.n > 0 ? o->summary : o->src.quote);
    body_set_str(body, "modality", str_of(reg_modality_word(o->modality)));
    body_set_str(body, "party", str_of(reg_actor_word(o->actor)));
    body_set_str(body, "condition", o->condition);
    body_set_str(body, "phase", o->phase);
    set_times(w, body, &o->src);
    return body;
}

json_t *opening_item_body(struct writing *w, uint32_t item)
{
    const struct reg_annex_item *i = &w->o->reg.annex.items.v[item];
    json_t *body = json_object();
    struct arena *a = w->act->arena;

    set_place(w, body, &i->src, arena_printf(a, "情報セキュリティ %.*s)", STR_ARG(i->id)));
    body_set_str(body, "item", i->id);
    body_set_str(body, "title", i->title);
    body_set_str(body, "summary", i->title.n > 0 ? i->title : i->src.quote);
    body_set_str(body, "modality", str_of(reg_modality_word(i->modality)));
    body_set_str(body, "party", STR("contractor"));
    set_times(w, body, &i->src);
    return body;
}

/* Whether a day belongs to the bid: not after the deadline of proposals. */
static bool is_of_bid(const struct reg *r, struct str value)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        const struct reg_fact *f = &r->facts.v[i];

        /* Both begin with YYYY-MM-DD, which sorts as text. */
        if (str_eq(f->key, STR("submission_deadline")) && f->value.n >= 10 && value.n >= 10) {
            return str_cmp(str_sub(value, 0, 10), str_sub(f->value, 0, 10)) <= 0;
        }
    }
    return false;
}

json_t *opening_dated_body(struct writing *w, const struct reg_src *src, struct str summary,
                           struct str value, struct str words)
{
    json_t *body = json_object();
    json_t *t = json_object();
    json_t *list = json_array();

    set_place(w, body, src, words_section_of(&w->o->reg, src));
    body_set_str(body, "summary", summary);
    body_set_str(body, "phase", is_of_bid(&w->o->reg, value) ? STR("bid") : (struct str){});
    body_set_str(body, "modality", STR("must"));
    body_set_str(body, "party", STR("contractor"));
    body_set_str(t, "value", value);
    body_set_str(t, "words", words);
    json_array_append_new(list, t);
    body_set(body, "time", list);
    body_set_str(body, "due_words", words);
    return body;
}
