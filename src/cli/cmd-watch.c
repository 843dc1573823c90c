/*
 * itaku watch: a folder in which files are put before they leave. Each file that comes or changes
 * is inspected once it is still.
 *
 * The folder is looked over every few seconds rather than by inotify: folders of offices are shares
 * of a server, which tell nothing. A file is still when it has the size and time it had the last
 * time. Of all files only these two are remembered, in a list made anew each time, so that a watch
 * of a year takes no more memory than one of a minute.
 */
#include "base/stop.h"
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/lists.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "inspect/inspect.h"
#include "write/inspect-report.h"
#include "write/screen.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { SECONDS = 2, MAX_SECONDS = 3600, MAX_FILES = 20000, MAX_DEPTH = 16 };

struct seen {
    struct str path;
    int64_t bytes, changed_ns;
    bool is_odd; /* a link, a pipe, a device: told, not followed */
    bool is_inspected;
};

struct seen_list {
    struct arena arena;
    VEC(struct seen) v; /* by path */
};

struct watch {
    const char *folder;
    enum inspect_severity gate;
    const struct personal_lists *lists; /* of the office; NULL = none */
    struct seen_list *now, *before;
    struct stop stop;
    bool is_full, is_told, is_first; /* is_told: that it is full */
    bool is_away;                    /* the folder was not there the last time */
    struct progress progress;
    uint64_t inspected, stopped; /* files so far, and those with findings from the gate on */
};

static const struct cmd_option options[] = {
    {"gate", OPT_WORD, "C|H|M|L", NULL,
     "tell files with findings from this severity on (M when not said)", 'g'},
    {"every", OPT_WORD, NULL, "SECONDS", "how often the folder is looked over (2 when not said)"},
    {"new", OPT_FLAG, NULL, NULL, "leave out what lies in the folder at the start"},
    {"people", OPT_FILE, NULL, "FILE", "people who are found in any case: names, mail, telephone"},
    {"allow", OPT_FILE, NULL, "FILE", "firms and people who may stand in the files"},
    {"words", OPT_FILE, NULL, "FILE", "words that are for the office only"},
};

const struct cmd cmd_watch;

/* ---- what lies in the folder ---- */

/* Files that programs put beside a document while it is open, and hidden ones. */
static bool is_passing(const char *name)
{
    return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

static void list(struct watch *w, const char *path, int depth)
{
    DIR *folder = depth > MAX_DEPTH ? NULL : opendir(path);

    for (struct dirent *e; folder != NULL && (e = readdir(folder)) != NULL;) {
        struct arena *a = &w->now->arena;
        struct stat st;

        if (is_passing(e->d_name) ||
            fstatat(dirfd(folder), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
            continue;
        }
        struct str child = arena_printf(a, "%s/%s", path, e->d_name);

        if (S_ISDIR(st.st_mode)) {
            list(w, child.p, depth + 1);
        } else if (w->now->v.n < MAX_FILES) {
            *VEC_ADD(a, &w->now->v) = (struct seen){
                .path = child,
                .bytes = st.st_size,
                .changed_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
                .is_odd = !S_ISREG(st.st_mode)};
        } else {
            w->is_full = true;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct seen *)a)->path, ((const struct seen *)b)->path);
}

/* The file as it was the last time, or NULL. */
static const struct seen *last_of(const struct watch *w, const struct seen *x)
{
    const struct seen_list *before = w->before;

    return before->v.n == 0 ? NULL
                            : bsearch(x, before->v.v, before->v.n, sizeof(before->v.v[0]), by_path);
}

/* ---- a round ---- */

static bool is_grave(const struct watch *w, const struct inspect_file *f)
{
    for (uint32_t i = 0; i < f->findings.n; i++) {
        if (f->findings.v[i].rule->severity <= w->gate) {
            return true;
        }
    }
    return f->state != INSPECT_INSPECTED;
}

/* When a file was looked at: what is told is kept as a log. */
static struct str time_words(struct arena *a)
{
    const time_t now = time(NULL);
    char text[32];
    struct tm tm;

    return localtime_r(&now, &tm) != NULL && strftime(text, sizeof(text), "%F %T ", &tm) > 0
               ? arena_str(a, str_of(text))
               : (struct str){};
}

/* One line for each file without grave findings; the whole of what was found for the others. */
static int tell(struct watch *w, const struct inspect_report *report, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    bool colour = output_takes_colour();

    for (uint32_t i = 0; i < report->files.n; i++) {
        const struct inspect_file *f = &report->files.v[i];
        struct str when = time_words(&scratch);

        w->inspected++;
        if (is_grave(w, f)) {
            w->stopped++;
            if (inspect_terminal_file(stdout, f, when, colour, err) < 0) {
                return -1;
            }
            continue;
        }
        struct screen s;

        screen_init(&s, stdout, colour);
        screen_put(&s, when);
        screen_put(&s, f->path);
        screen_put(&s, str_of(tr(": nothing from the gate on")));
        screen_end_line(&s);
    }
    fflush(stdout);
    return 0;
}

/* What is no plain file is told too: silence would be taken for clean. */
static int tell_odd(struct watch *w, const struct seen *x, struct err *err)
{
    struct inspect_file file = {.path = x->path,
                                .state = INSPECT_REFUSED,
                                .why = str_of(tr("a link or no plain file; it is not followed"))};
    const struct inspect_report report = {.files = {.v = &file, .n = 1}};

    return tell(w, &report, err);
}

static int inspect_still(struct watch *w, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    VEC(char *) paths = {};
    VEC(struct seen *) taken = {};
    const struct inspect_options how = {
        .lists = w->lists, .progress = progress_show, .user = &w->progress};
    struct inspect_report report;

    for (uint32_t i = 0; i < w->now->v.n; i++) {
        struct seen *x = &w->now->v.v[i];
        const struct seen *last = last_of(w, x);
        bool is_still =
            last != NULL && last->bytes == x->bytes && last->changed_ns == x->changed_ns;

        x->is_inspected = is_still && last->is_inspected;
        if (!is_still || x->is_inspected) {
            continue;
        }
        x->is_inspected = true;
        if (!x->is_odd) {
            *VEC_ADD(&arena, &paths) = (char *)(uintptr_t)x->path.p;
            *VEC_ADD(&arena, &taken) = x;
        } else if (tell_odd(w, x, err) < 0) {
            return -1;
        }
    }
    if (paths.n == 0) {
        return 0;
    }
    if (inspect_paths(&arena, paths.v, (int)paths.n, &how, &report, err) < 0) {
        /* A file went away between the look and the inspection: the next round has the others. */
        for (uint32_t i = 0; i < taken.n; i++) {
            taken.v[i]->is_inspected = false;
        }
        return err->kind == ERR_NOT_FOUND ? 0 : -1;
    }
    /* Asked to end in the middle: a child that was stopped by that says nothing about its file. */
    return stop_is_asked(&w->stop) ? 0 : tell(w, &report, err);
}

static int check_folder(const char *path, struct err *err)
{
    struct stat st;

    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        return 0;
    }
    err_set(err, ERR_NOT_FOUND, "'%s' is no folder", path);
    return err_hint(err, "make it, or name the folder into which files are put");
}

/* A share that goes away for a while comes back: what was seen in it stays known until then. */
static bool is_away(struct watch *w)
{
    struct err err = {};
    bool was_away = w->is_away;

    w->is_away = check_folder(w->folder, &err) < 0;
    if (w->is_away && !was_away) {
        fprintf(stderr,
                tr("itaku: %s cannot be seen any more; nothing is inspected until it is "
                   "there again\n"),
                w->folder);
    } else if (!w->is_away && was_away) {
        fprintf(stderr, tr("itaku: %s is there again\n"), w->folder);
    }
    return w->is_away;
}

static int round_of(struct watch *w, bool only_new, struct err *err)
{
    struct seen_list *last = w->before;

    if (is_away(w)) {
        return 0;
    }
    w->before = w->now;
    w->now = last;
    arena_done(&w->now->arena);
    *w->now = (struct seen_list){};
    list(w, w->folder, 0);
    if (w->now->v.n > 1) {
        qsort(w->now->v.v, w->now->v.n, sizeof(w->now->v.v[0]), by_path);
    }
    for (uint32_t i = 0; w->is_first && only_new && i < w->now->v.n; i++) {
        w->now->v.v[i].is_inspected = true;
    }
    w->is_first = false;
    if (w->is_full && !w->is_told) {
        fprintf(stderr, tr("itaku: only the first %d files of the folder are watched\n"),
                MAX_FILES);
        w->is_told = true;
    }
    return inspect_still(w, err);
}

/* ---- the command ---- */

/* Seconds from the option; 0 when it is no number of them. */
static long seconds_of(const char *text)
{
    char *end;
    long n = text == NULL ? SECONDS : strtol(text, &end, 10);

    return text == NULL || (*text != '\0' && *end == '\0' && n >= 1 && n <= MAX_SECONDS) ? n : 0;
}

static int watch(struct watch *w, long seconds, bool only_new, struct err *err)
{
    int status = 0;

    stop_hold(&w->stop);
    printf(tr("watching %s; Ctrl-C ends it\n"), w->folder);
    fflush(stdout);
    do {
        status = round_of(w, only_new, err);
    } while (status == 0 && !stop_wait(&w->stop, seconds));
    printf(w->inspected == 1 ? tr("%llu file inspected, %llu with findings\n")
                             : tr("%llu files inspected, %llu with findings\n"),
           (unsigned long long)w->inspected, (unsigned long long)w->stopped);
    return status;
}

static int run(const struct cmd_call *call, struct err *err)
{
    static const char letters[] = "CHML";
    const char *gate = cmd_value(&cmd_watch, call, "gate");
    long seconds = seconds_of(cmd_value(&cmd_watch, call, "every"));
    struct seen_list seen[2] = {};
    struct personal_lists *lists;
    struct watch w = {
        .folder = call->args[0],
        .gate = gate == NULL ? INSPECT_MEDIUM
                             : (enum inspect_severity)(strchr(letters, gate[0]) - letters),
        .now = &seen[0],
        .before = &seen[1],
        .is_first = true,
    };

    progress_init(&w.progress);
    if (seconds == 0) {
        return err_set(err, ERR_INVALID, "--every takes 1 to %d seconds", MAX_SECONDS);
    }
    if (check_folder(w.folder, err) < 0 || lists_of_call(&cmd_watch, call, &lists, err) < 0) {
        return -1;
    }
    w.lists = lists;
    int status = watch(&w, seconds, cmd_value(&cmd_watch, call, "new") != NULL, err);

    arena_done(&seen[0].arena);
    arena_done(&seen[1].arena);
    return status;
}

const struct cmd cmd_watch = {
    .name = "watch",
    .synopsis = TR_ID("FOLDER"),
    .help = "inspect what is put into a folder, as it comes",
    .details = "For a folder in which files are put before they leave. Each file that comes or "
               "changes is\n"
               "inspected as soon as nobody writes to it any more, and what was found is told; "
               "shares of a\n"
               "server work too. Nothing in the folder is changed. Ctrl-C ends it.\n"
               "\n"
               "  itaku watch outbox/\n"
               "  itaku watch --people roster.csv --allow firms.txt outbox/\n"
               "  itaku watch --gate H --new outbox/ >>outbox.log",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
