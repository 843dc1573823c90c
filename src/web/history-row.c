/* Lines of a history; see history-row.h. */
#include "web/history-row.h"

#include "act/inspection.h"
#include "web/say.h"

static const char *choice_label(struct str choice)
{
    return str_eq(choice, STR("allow"))  ? TR_ID("may pass")
           : str_eq(choice, STR("mend")) ? TR_ID("to be mended")
                                         : TR_ID("decision taken back");
}

static void fill_decided(const struct page_call *c, struct view *row,
                         const struct history_decision *d)
{
    const struct inspect_rule *rule = d->rule.n > 0 ? inspect_rule_find(d->rule.p) : NULL;
    bool is_japanese = page_language(c) == TR_JA;

    view_str(row, "rule", d->rule);
    if (rule != NULL) {
        view_str(row, "rule_what", str_of(is_japanese ? rule->what_ja : rule->what_en));
    }
    view_str(row, "choice", str_of(SAY(c, choice_label(d->choice))));
    view_str(row, "by", d->by);
}

struct view *history_row(const struct page_call *c, struct view *v, const struct history_entry *e)
{
    struct view *row = view_add(v, "history");

    view_int(row, "seq", e->seq);
    view_str(row, "event", say_event(c, e->kind));
    view_str(row, "actor", e->actor);
    view_str(row, "at", say_instant(c, e->at_ms));
    view_flag(row, "can_undo", e->can_undo);
    view_int(row, "edition", e->edition);
    for (uint32_t i = 0; i < e->decided.n; i++) {
        fill_decided(c, view_add(row, "decided"), &e->decided.v[i]);
    }
    return row;
}
