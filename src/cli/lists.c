/* The lists of the office; see lists.h. */
#include "cli/lists.h"

const char *const lists_options[PERSONAL_LISTS] = {
    [PERSONAL_PEOPLE] = "people", [PERSONAL_ALLOWED] = "allow", [PERSONAL_WORDS] = "words"};

const char *const lists_files[PERSONAL_LISTS] = {[PERSONAL_PEOPLE] = "名簿.csv",
                                                 [PERSONAL_ALLOWED] = "掲載可.txt",
                                                 [PERSONAL_WORDS] = "伏せる言葉.txt"};

int lists_read(struct arena *a, const char *const paths[PERSONAL_LISTS], bool may_be_empty,
               struct personal_lists **lists, struct err *err)
{
    for (int i = 0; i < PERSONAL_LISTS; i++) {
        int status = paths[i] == NULL
                         ? 0
                         : personal_lists_read(a, (enum personal_list)i, paths[i], lists, err);

        if (status < 0) {
            return -1;
        }
        if (status == PERSONAL_LISTS_EMPTY && !may_be_empty) {
            err_set(err, ERR_INVALID, "the list '%s' has no entry", paths[i]);
            return err_hint(err, "write one name a line, or a table with a column of names");
        }
    }
    return 0;
}

int lists_of_call(const struct cmd *cmd, const struct cmd_call *call, struct personal_lists **lists,
                  struct err *err)
{
    const char *paths[PERSONAL_LISTS];

    *lists = NULL;
    for (int i = 0; i < PERSONAL_LISTS; i++) {
        paths[i] = cmd_value(cmd, call, lists_options[i]);
    }
    return lists_read(call->arena, paths, false, lists, err);
}
