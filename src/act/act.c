/* The open desk, and who acts on it; see act.h. */
#include "act/act.h"

#include "act/workshop.h"
#include "base/heap.h"
#include "text/calendar.h"

#include <stdlib.h>

enum {
    JAPAN_AHEAD_MS = 9 * 3600 * 1000,
    DAY_MS = 24 * 3600 * 1000,
};

struct desk {
    struct store *store;
    char *folder;
};

int desk_open(const char *folder, bool read_only, struct desk **ret, struct err *err)
{
    struct store *store;

    if (store_open(folder, &(struct store_options){.read_only = read_only}, &store, err) < 0) {
        return -1;
    }
    struct desk *d = heap_new(sizeof(*d));

    d->folder = heap_copy(folder);
    d->store = store;
    if (!read_only) {
        workshop_sweep(folder); /* the lock is ours */
    }
    *ret = d;
    return 0;
}

void desk_close(struct desk *d)
{
    if (d == NULL) {
        return;
    }
    store_close(d->store);
    free(d->folder);
    free(d);
}

struct store *desk_store(struct desk *d)
{
    return d->store;
}

const char *desk_folder(const struct desk *d)
{
    return d->folder;
}

int32_t act_today(const struct act *act)
{
    int64_t japan = act->now_ms + JAPAN_AHEAD_MS;

    return (int32_t)(japan >= 0 ? japan / DAY_MS : (japan - DAY_MS + 1) / DAY_MS);
}

/* ---- the head of the chain ---- */

static int read_head(struct tx *tx, void *arg, struct err *err)
{
    struct event_head *head = arg;

    return event_head_of(tx, head, err);
}

int act_head(struct act *act, struct event_head *ret, struct err *err)
{
    return store_read(act->desk->store, read_head, ret, err);
}
