/* What the rules of the inspector are about; see explain.h. */
#include "cli/explain.h"

#include "cli/output.h"
#include "inspect/deliver/machine.h"
#include "inspect/inspect.h"
#include "write/inspect-report.h"

#include <stdio.h>
#include <string.h>

/* The rules of the editions that a check of machine readability looks for. */
static void put_editions(const char *id)
{
    for (size_t i = 0; i < machine_clause_count; i++) {
        const struct machine_clause *clause = &machine_clauses[i];
        enum machine_check check = machine_check_of(clause->key);

        if (check < MACHINE_CHECKS && strcmp(machine_rule(check), id) == 0) {
            printf("  %s  %s  %s\n", clause->edition, clause->id, clause->title);
        }
    }
}

static const struct inspect_rule *find(const char *id)
{
    for (size_t i = 0; i < inspect_rule_count; i++) {
        const struct inspect_rule *rule = &inspect_rules[i];

        if (strcasecmp(rule->id, id) == 0 || strcmp(strchr(rule->id, '-') + 1, id) == 0) {
            return rule;
        }
    }
    return NULL;
}

int explain_rules(const char *id, bool as_json, struct err *err)
{
    const struct inspect_rule *rule = find(id);
    size_t count = 1;

    if (rule == NULL && strcasecmp(id, "all") == 0) {
        rule = inspect_rules;
        count = inspect_rule_count;
    }
    if (rule == NULL) {
        err_set(err, ERR_INVALID, "there is no rule '%s'", id);
        return err_hint(
            err, "rules are named as in the findings: PDF-109, OOX-204, PII-301; all: every rule");
    }
    if (as_json) {
        return inspect_json_rules(stdout, rule, count, err);
    }
    for (size_t i = 0; i < count; i++) {
        if (inspect_terminal_explain(stdout, &rule[i], output_takes_colour(), err) < 0) {
            return -1;
        }
        put_editions(rule[i].id);
    }
    return 0;
}
