/* What is asked for, and the log of a file being cleaned; see cleaning.h. */
#include "clean/cleaning.h"

#include "base/utf8.h"

static const char *const hidden_rules[] = {"DOC-221", "PPT-260", "PPT-261", "PPT-262",
                                           "PPT-263", "PPT-264", "XLS-240", "XLS-241"};

bool clean_is_hidden_rule(const struct inspect_rule *rule)
{
    for (size_t i = 0; i < COUNT(hidden_rules); i++) {
        if (strcmp(rule->id, hidden_rules[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool cleaning_wants(const struct clean_options *options, const struct inspect_rule *rule)
{
    if (options->hidden != CLEAN_HIDDEN_BY_RULE && clean_is_hidden_rule(rule)) {
        return options->hidden != CLEAN_HIDDEN_KEEP;
    }
    if (options->tracked != CLEAN_TRACKED_REFUSE && strcmp(rule->id, "DOC-220") == 0) {
        return true;
    }
    return rule->cleaning == INSPECT_CLEANED ||
           (rule->cleaning == INSPECT_ASKED && options->yes != NULL &&
            options->yes[rule - inspect_rules]);
}

bool cleaning_may(const struct cleaning *c, const char *id)
{
    const struct inspect_rule *rule = inspect_rule_find(id);

    return rule != NULL && cleaning_wants(c->options, rule);
}

enum cleaning_choice cleaning_hidden(const struct cleaning *c, const char *id)
{
    if (!cleaning_may(c, id)) {
        return CLEANING_KEEP;
    }
    return c->options->hidden == CLEAN_HIDDEN_SHOW ? CLEANING_SHOW : CLEANING_REMOVE;
}

enum clean_tracked cleaning_tracked(const struct cleaning *c)
{
    if (c->options->tracked != CLEAN_TRACKED_REFUSE) {
        return c->options->tracked;
    }
    return cleaning_may(c, "DOC-220") ? CLEAN_TRACKED_ACCEPT : CLEAN_TRACKED_REFUSE;
}

/* Names come from the file: as UTF-8, on one line, bounded. */
static void add_shown(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        buf_add_code_point(out, cp < ' ' || (cp >= 0x7F && cp < 0xA0) ? ' ' : cp);
    }
}

static struct str full_place(struct cleaning *c, struct str place)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, FOUND_MAX_PLACE * UTF8_MAX);
    if (c->prefix.n > 0) {
        add_shown(&out, c->prefix);
        buf_add(&out, STR(" › "));
    }
    add_shown(&out, place);
    return arena_str(c->arena, buf_str(&out));
}

void cleaning_log(struct cleaning *c, const char *id, struct str place, uint32_t count)
{
    const struct inspect_rule *rule = inspect_rule_find(id);
    struct str full = rule == NULL || count == 0 ? (struct str){} : full_place(c, place);

    if (rule == NULL || count == 0) {
        return;
    }
    /* The last entry of the rule: cleaners go through a file place by place. */
    for (uint32_t i = c->removed.n, looked = 0; i-- > 0 && looked < 16; looked++) {
        struct clean_removed *x = &c->removed.v[i];

        if (x->rule == rule && str_eq(x->place, full)) {
            x->count += count;
            return;
        }
    }
    if (c->removed.n < CLEANING_MAX_LOG) {
        *VEC_ADD(c->arena, &c->removed) =
            (struct clean_removed){.rule = rule, .place = full, .count = count};
    }
}

void cleaning_kept(struct cleaning *c, const char *id, struct str place, uint32_t count,
                   const char *why)
{
    const struct inspect_rule *rule = inspect_rule_find(id);

    if (rule == NULL) {
        return;
    }
    for (uint32_t i = 0; i < c->kept.n; i++) {
        if (c->kept.v[i].rule == rule) {
            c->kept.v[i].count += count;
            return;
        }
    }
    *VEC_ADD(c->arena, &c->kept) = (struct clean_left){.rule = rule,
                                                       .count = count,
                                                       .place = full_place(c, place),
                                                       .why = arena_str(c->arena, str_of(why))};
}

int cleaning_stop(struct cleaning *c, const char *why, const char *hint)
{
    c->stop = arena_str(c->arena, str_of(why));
    c->stop_hint = arena_str(c->arena, str_of(hint));
    return CLEANING_UNDECIDED;
}

/* ---- files in files ---- */

int cleaning_member(struct cleaning *c, struct str bytes, struct str place, struct buf *out,
                    struct err *err)
{
    struct str prefix = c->prefix;
    struct str ending = c->ending;
    struct str kind = c->kind;
    int outcome = CLEANING_NOTHING;

    if (c->clean != NULL && c->depth < FOUND_MAX_DEPTH) {
        c->prefix = prefix.n == 0
                        ? arena_str(c->arena, place)
                        : arena_printf(c->arena, "%.*s › %.*s", STR_ARG(prefix), STR_ARG(place));
        c->depth++;
        outcome = c->clean(c, bytes, out, err);
        c->depth--;
    }
    c->prefix = prefix;
    c->ending = ending;
    c->kind = kind;
    return outcome;
}
