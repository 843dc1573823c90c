/* The names of a contract; see names.h. */
#include "act/names.h"

#include "act/single.h"
#include "text/calendar.h"

/* The members of the record, by list. */
static const char *const members[PERSONAL_LISTS] = {
    [PERSONAL_PEOPLE] = "people", [PERSONAL_ALLOWED] = "allowed", [PERSONAL_WORDS] = "words"};

/* The lists that have a line, as the inspector takes them. `counts` may be NULL. */
static int read_lists(struct arena *a, const struct str texts[PERSONAL_LISTS],
                      struct personal_lists **ret, uint32_t counts[PERSONAL_LISTS], struct err *err)
{
    *ret = NULL;
    for (int i = 0; i < PERSONAL_LISTS; i++) {
        uint32_t before = personal_lists_count(*ret);

        if (str_trim(texts[i]).n > 0 &&
            personal_lists_add(a, (enum personal_list)i, texts[i], ret, err) < 0) {
            return -1;
        }
        if (counts != NULL) {
            counts[i] = personal_lists_count(*ret) - before;
        }
    }
    return 0;
}

int act_names(struct act *act, int64_t contract, struct contract_names *ret, struct err *err)
{
    struct arena *a = act->arena;
    struct personal_lists *lists;
    json_t *body AUTO_JSON = NULL;
    struct record r;

    *ret = (struct contract_names){.day = CALENDAR_NONE};
    if (act_single(act, contract, &type_names, &r, &body, err) < 0) {
        return -1;
    }
    if (r.id == 0) {
        return 0;
    }
    ret->id = r.id;
    ret->version = r.version;
    ret->by = body_str(a, body, "by");
    ret->day = body_day(body, "day");
    for (int i = 0; i < PERSONAL_LISTS; i++) {
        ret->lists[i] = body_str(a, body, members[i]);
    }
    return read_lists(a, ret->lists, &lists, ret->counts, err);
}

int act_names_lists(struct act *act, int64_t contract, const struct personal_lists **ret,
                    struct err *err)
{
    struct personal_lists *lists;
    struct contract_names names;

    if (act_names(act, contract, &names, err) < 0 ||
        read_lists(act->arena, names.lists, &lists, NULL, err) < 0) {
        return -1;
    }
    *ret = lists;
    return 0;
}

int act_names_save(struct act *act, int64_t contract, const struct names_change *change,
                   struct err *err)
{
    json_t *body AUTO_JSON = json_object();
    const struct single_change put = {.contract = contract,
                                      .version = change->version,
                                      .type = &type_names,
                                      .event = "names.save",
                                      .body = body,
                                      .who = change->who};
    struct personal_lists *lists;

    if (read_lists(act->arena, change->lists, &lists, NULL, err) < 0) {
        return err_hint(err, "write one name a line, or paste a table with a column of names");
    }
    for (int i = 0; i < PERSONAL_LISTS; i++) {
        body_set_str(body, members[i], str_trim(change->lists[i]));
    }
    return act_single_put(act, &put, err);
}
