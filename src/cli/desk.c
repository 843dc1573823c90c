/* Commands on a desk; see desk.h. */
#include "cli/desk.h"

#include "base/now.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

const char *cli_desk_folder(const struct cmd *cmd, const struct cmd_call *call)
{
    const char *folder = cmd_value(cmd, call, "desk");
    const char *set = getenv("ITAKU_DESK");

    return folder != NULL ? folder : set != NULL && set[0] != '\0' ? set : "desk";
}

static struct str user_name(struct arena *a)
{
    const struct passwd *user = getpwuid(getuid());

    return user != NULL ? arena_str(a, str_of(user->pw_name)) : STR("itaku");
}

int cli_desk_open(const struct cmd *cmd, const struct cmd_call *call, bool read_only,
                  struct act *ret, struct err *err)
{
    *ret = (struct act){.arena = call->arena, .actor = user_name(call->arena), .now_ms = now_ms()};
    return desk_open(cli_desk_folder(cmd, call), read_only, &ret->desk, err);
}

int cli_id(const char *word, int64_t *ret, struct err *err)
{
    char *end;

    errno = 0;
    long long id = strtoll(word, &end, 10);

    if (errno != 0 || *end != '\0' || id <= 0) {
        err_set(err, ERR_INVALID, "'%s' is no number of a contract", word);
        return err_hint(err, "itaku list");
    }
    *ret = id;
    return 0;
}
