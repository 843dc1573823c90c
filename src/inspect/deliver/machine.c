/* The checks of machine readability, by key, and the choice of those of an edition. */
#include "inspect/deliver/machine.h"

#include <stdio.h>

static const struct {
    const char *key, *rule;
} checks[MACHINE_CHECKS] = {
    [MACHINE_FORMAT] = {"format", "MRD-330"},
    [MACHINE_ONE_DATUM] = {"one-datum", "MRD-331"},
    [MACHINE_NUMBER] = {"number", "MRD-332"},
    [MACHINE_MERGED] = {"merged", "MRD-333"},
    [MACHINE_LAYOUT] = {"layout", "MRD-334"},
    [MACHINE_OMITTED] = {"omitted", "MRD-335"},
    [MACHINE_FORMULA] = {"formula", "MRD-336"},
    [MACHINE_OBJECT] = {"object", "MRD-337"},
    [MACHINE_UNIT] = {"unit", "MRD-338"},
    [MACHINE_PLATFORM] = {"platform", "MRD-339"},
    [MACHINE_TIME] = {"time", "MRD-340"},
    [MACHINE_REGION] = {"region", "MRD-341"},
    [MACHINE_SYMBOL] = {"symbol", "MRD-342"},
    [MACHINE_SPLIT] = {"split", "MRD-343"},
    [MACHINE_ONE_TABLE] = {"one-table", "MRD-344"},
    [MACHINE_NOTE] = {"note", "MRD-346"},
    [MACHINE_UNNAMED] = {"unnamed", "MRD-347"},
    [MACHINE_BLANK] = {"blank", "MRD-348"},
    [MACHINE_COLOUR] = {"colour", "MRD-349"},
    [MACHINE_HIDDEN] = {"hidden", "MRD-350"},
    [MACHINE_CSV_LINE] = {"csv-line", "MRD-351"},
    [MACHINE_CSV_QUOTE] = {"csv-quote", "MRD-352"},
    [MACHINE_HEAD] = {"head", "MRD-353"},
    [MACHINE_CHOICE] = {"choice", "MRD-354"},
    [MACHINE_OTHER] = {"other", "MRD-355"},
    [MACHINE_FIRST_ROW] = {"first-row", "MRD-356"},
    [MACHINE_CODES] = {"codes", "MRD-357"},
    [MACHINE_LEGEND] = {"legend", "MRD-358"},
    [MACHINE_DEFINITION] = {"definition", "MRD-359"},
    [MACHINE_WIDE] = {"wide", "MRD-360"},
};

const char *machine_rule(enum machine_check check)
{
    return checks[check].rule;
}

enum machine_check machine_check_of(const char *key)
{
    size_t i = 0;

    while (i < MACHINE_CHECKS && strcmp(checks[i].key, key) != 0) {
        i++;
    }
    return (enum machine_check)i;
}

static int tell_editions(struct str edition, struct err *err)
{
    char list[ERR_HINT_BYTES / 2] = "";
    size_t n = 0;
    const char *last = "";

    for (size_t i = 0; i < machine_clause_count; i++) {
        const char *name = machine_clauses[i].edition;

        if (strcmp(name, last) != 0 && n + strlen(name) + 2 < sizeof(list)) {
            n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s", n > 0 ? " " : "", name);
            last = name;
        }
    }
    err_set(err, ERR_INVALID, "there is no edition '%.*s' of the rules of machine readability",
            STR_ARG(edition));
    return err_hint(err, "editions: %s", list);
}

int machine_choose(struct machine *m, struct str edition, struct err *err)
{
    bool any = false;

    for (size_t i = 0; i < machine_clause_count; i++) {
        const struct machine_clause *clause = &machine_clauses[i];
        enum machine_check check = machine_check_of(clause->key);

        if (edition.n == 0 || str_eq(edition, str_of(clause->edition))) {
            any = true;
            if (check < MACHINE_CHECKS) {
                m->wants[check] = true;
            }
        }
    }
    return any ? 0 : tell_editions(edition, err);
}
