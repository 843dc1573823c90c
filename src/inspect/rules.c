/* Rules by their ids (the table is made of data/inspect/rules.txt), and words for them. */
#include "inspect/rules.h"

#include <string.h>

const struct inspect_rule *inspect_rule_find(const char *id)
{
    size_t beg = 0;
    size_t end = inspect_rule_count;

    while (beg < end) {
        size_t middle = beg + (end - beg) / 2;
        int order = strcmp(id, inspect_rules[middle].id);

        if (order == 0) {
            return &inspect_rules[middle];
        }
        if (order < 0) {
            end = middle;
        } else {
            beg = middle + 1;
        }
    }
    return NULL;
}

const char *inspect_severity_word(enum inspect_severity severity)
{
    static const char *const words[] = {"C", "H", "M", "L"};

    return words[severity];
}

const char *inspect_cleaning_word(enum inspect_cleaning cleaning)
{
    static const char *const words[] = {"told", "asked", "cleaned"};

    return words[cleaning];
}
