/* Names to choose from; see people.h. */
#include "act/people.h"

#include "act/allowance.h"
#include "act/duty.h"
#include "act/names.h"
#include "base/utf8.h"
#include "pack/pack-input.h"

enum { MOST_LINES = 500, MOST_COLUMNS = 40 }; /* of the list of people; of a name */

/* Adds a name once. What is no name of a person, as far as can be told, is left out. */
static void add(struct act *act, struct people *p, struct str name)
{
    name = str_trim(name);
    if (!pack_is_person(name) || utf8_columns(name) > MOST_COLUMNS || p->v.n >= PEOPLE_MOST) {
        return;
    }
    for (uint32_t i = 0; i < p->v.n; i++) {
        if (str_eq(p->v.v[i], name)) {
            return;
        }
    }
    *VEC_ADD(act->arena, &p->v) = name;
}

/* The first cell of each line: a name, unless it is a head, an address or a number. */
static void add_listed(struct act *act, struct people *p, struct str list)
{
    static const char *const heads[] = {"氏名", "名前", "お名前", "担当者名", "name", "Name"};
    size_t at = 0;

    for (int line = 0; line < MOST_LINES && at < list.n; line++) {
        size_t end = at;
        bool is_name = true;

        while (end < list.n && list.p[end] != '\n') {
            end++;
        }
        size_t cell = at;

        while (cell < end && list.p[cell] != '\t' && list.p[cell] != ',') {
            is_name &= list.p[cell] != '@' && !(list.p[cell] >= '0' && list.p[cell] <= '9');
            cell++;
        }
        struct str name = str_trim(str_sub(list, at, cell));

        for (size_t i = 0; i < COUNT(heads); i++) {
            is_name &= !str_eq(name, str_of(heads[i]));
        }
        if (is_name) {
            add(act, p, name);
        }
        at = end + 1;
    }
}

int act_people(struct act *act, int64_t contract, struct people *ret, struct err *err)
{
    const struct duty_filter all = {.contract = contract};
    struct allowance_list allowed;
    struct contract_names names;
    struct duty_list duties;

    *ret = (struct people){};
    if (act_allowances(act, contract, &allowed, err) < 0 ||
        act_names(act, contract, &names, err) < 0 ||
        act_duties(act, &all, &duties, NULL, err) < 0) {
        return -1;
    }
    for (uint32_t i = allowed.v.n; i-- > 0;) {
        add(act, ret, allowed.v.v[i].by);
    }
    add(act, ret, names.by);
    for (uint32_t i = 0; i < duties.n; i++) {
        add(act, ret, duties.v[i].owner);
    }
    add_listed(act, ret, names.lists[PERSONAL_PEOPLE]);
    return 0;
}
