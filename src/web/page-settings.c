/* How this desk is set up, where its data is, and how to keep a copy of it. */
#include "text/calendar.h"
#include "web/say.h"

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct event_head head;
    struct buf hex CLEANUP(buf_done) = {};

    if (act_head(c->act, &head, err) < 0) {
        return -1;
    }
    buf_init(&hex, 128);
    for (size_t i = 0; i < sizeof(head.hash); i++) {
        buf_printf(&hex, "%02x", head.hash[i]);
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Settings"))));
    view_flag(v, "nav_settings", true);
    view_str(v, "folder", str_of(desk_folder(c->act->desk)));
    view_int(v, "head_seq", head.seq);
    view_str(v, "head_hash", arena_str(c->q->arena, buf_str(&hex)));
    view_printf(v, "table_until", "%d", calendar_holiday_last_year());
    view_str(v, "today", say_day(c, act_today(c->act)));
    view_flag(v, "is_japanese", page_language(c) == TR_JA);
    return page_render(c, "settings", v, r, err);
}

const struct page page_settings = {
    .path = "/settings",
    .may = MAY_READ,
    .show = show,
    .help = "How this desk is set up, where its data is and how to keep a copy of it.",
};
