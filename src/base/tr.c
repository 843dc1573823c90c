/* Messages in the reader's language; see tr.h. */
#include "base/tr.h"

#include "base/tr-table.h"

#include <stdlib.h>
#include <string.h>

enum tr_language tr_language(void)
{
    static const char *const names[] = {"ITAKU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0') {
            return strncmp(value, "ja", 2) == 0 ? TR_JA : TR_EN;
        }
    }
    return TR_EN;
}

void tr_choose(const char *language)
{
    if (setenv("ITAKU_LANG", language, 1) != 0) {
        die_out_of_memory(strlen(language));
    }
}

const char *tr_in(enum tr_language language, const char *id)
{
    size_t beg = 0;
    size_t end = language == TR_JA ? tr_table_count : 0;

    while (beg < end) {
        size_t middle = beg + (end - beg) / 2;
        int order = strcmp(id, tr_texts + tr_table[middle].id);

        if (order == 0) {
            return tr_texts + tr_table[middle].text;
        }
        if (order < 0) {
            end = middle;
        } else {
            beg = middle + 1;
        }
    }
    return id;
}

const char *tr(const char *id)
{
    return tr_in(tr_language(), id);
}
