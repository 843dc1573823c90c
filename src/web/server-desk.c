/* The desk behind the pages; see server-desk.h. */
#include "web/server-desk.h"

#include "act/act.h"

#include <string.h>

static struct act *begin(void *arg, struct arena *a, struct str actor, int64_t now_ms)
{
    struct act *act = ARENA_NEW(a, struct act);

    *act = (struct act){.desk = arg, .arena = a, .actor = actor, .now_ms = now_ms};
    return act;
}

/* The name of the desk's folder, and the head of the chain as every page and paper shows it. */
static void fill(void *arg, struct act *act, struct view *v)
{
    const char *folder = desk_folder(act->desk);
    const char *slash = strrchr(folder, '/');
    struct event_head head = {};
    struct err err;

    view_str(v, "desk", str_of(slash != NULL && slash[1] != '\0' ? slash + 1 : folder));
    if (act_head(act, &head, &err) == 0 && head.seq > 0) {
        view_printf(v, "head", "%lld %02x%02x%02x%02x", (long long)head.seq, head.hash[0],
                    head.hash[1], head.hash[2], head.hash[3]);
    }
}

static int recall(void *arg, struct act *act, struct str key, const uint8_t request[32],
                  struct str *ret_answer, struct err *err)
{
    return act_recall(act, key, request, ret_answer, err);
}

static int remember(void *arg, struct act *act, struct str key, const uint8_t request[32],
                    struct str answer, struct err *err)
{
    return act_remember(act, key, request, answer, err);
}

void server_desk_fill(struct dispatch_desk *hooks, struct desk *desk)
{
    *hooks = (struct dispatch_desk){
        .arg = desk, .begin = begin, .fill = fill, .recall = recall, .remember = remember};
}
