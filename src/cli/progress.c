/* A line that the next one replaces; see progress.h. */
#include "cli/progress.h"

#include "base/arena.h"
#include "base/tr.h"
#include "write/screen.h"
#include "write/width.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS = 80, LEAST_NAME = 10, SECONDS_TOLD = 90 };

void progress_init(struct progress *p)
{
    *p = (struct progress){.is_told = isatty(STDERR_FILENO) == 1};
}

static int columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS;
}

/* The end of a path, which says more than its beginning. */
static struct str tail_of(struct str path, int room)
{
    size_t from = 0;

    while (from < path.n && width_of(str_sub(path, from, path.n)) > room) {
        from++;
        while (from < path.n && ((unsigned char)path.p[from] & 0xC0) == 0x80) {
            from++;
        }
    }
    return str_sub(path, from, path.n);
}

void progress_show(void *user, size_t done, size_t total, struct str path, int64_t left_ms)
{
    const struct progress *p = user;
    struct arena scratch CLEANUP(arena_done) = {};
    long long seconds = (left_ms + 999) / 1000;

    if (!p->is_told) {
        return;
    }
    struct str left = seconds > SECONDS_TOLD
                          ? arena_printf(&scratch, tr("%lld min left"), (seconds + 59) / 60)
                          : arena_printf(&scratch, tr("%lld s left"), seconds);
    struct str head = arena_printf(&scratch, "%zu/%zu, %.*s: ", done, total, STR_ARG(left));
    int room = columns() - 1 - width_of(head);

    fprintf(stderr, "\r\033[K");
    if (done < total) {
        struct screen s;

        screen_init(&s, stderr, false); /* names of files may hold anything */
        screen_put(&s, head);
        screen_put(&s, tail_of(path, MAX(room, LEAST_NAME)));
    }
    fflush(stderr);
}
