/*
 * The parent: a ring of files, each with a child. A file's first child cleans it; the second
 * inspects the result, which by then lies in the output folder without a name. Only a result that
 * passes gets its name. Files are ended in the order they were named.
 */
#include "clean/clean.h"

#include "base/now.h"
#include "base/tr.h"
#include "clean/cleaning.h"
#include "clean/place.h"
#include "inspect/file-walk.h"
#include "inspect/fingerprint.h"
#include "inspect/inspect-one.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_WORKERS = 64,
    AHEAD = 2,
    MAX_ROUNDS = 3, /* what goes may bring to light what else is to go */
};

struct job {
    struct cleaning cleaning; /* used in the child only */
    const struct clean_options *options;
    struct str name;
    struct arena arena;
};

struct slot {
    uint32_t file; /* index */
    int input;
    bool has_failed;
    int round;                  /* from 0: the result of each is the input of the next */
    struct confine_child child; /* cleaning, then inspecting */
    struct answer answer;
    struct place_file result;
};

struct run {
    struct arena *arena;
    const struct clean_options *options;
    struct place_folder folder;
    struct file_walk walk;
    struct fingerprint fingerprint;
    struct clean_report *report;
    struct slot slots[MAX_WORKERS + AHEAD];
    uint32_t first, busy, cleaning, room; /* a ring: the last `cleaning` of `busy` are at it */
    size_t done;
    int64_t started_ms;
};

static bool is_told_to_end(const struct run *r)
{
    return r->options->stop != NULL && stop_is_asked(r->options->stop);
}

/* ---- the child ---- */

static int prepare(void *user, struct str bytes, struct err *err)
{
    struct job *job = user;

    job->cleaning =
        (struct cleaning){.arena = &job->arena, .options = job->options, .name = job->name};
    return cleaners_prepare(&job->cleaning, bytes, err);
}

static int work(void *user, struct str bytes, int output, struct err *err)
{
    struct job *job = user;
    struct buf out CLEANUP(buf_done);

    buf_init(&out, CLEANING_MAX_BYTES);
    int outcome = cleaners_run(&job->cleaning, bytes, &out, err);

    if (outcome < 0) {
        return -1;
    }
    if (buf_is_full(&out)) {
        return err_set(err, ERR_LIMIT, "the result is larger than %d MB",
                       CLEANING_MAX_BYTES / 1024 / 1024);
    }
    return answer_write(output, &job->cleaning, outcome, bytes, buf_str(&out), err);
}

/* ---- a file ---- */

static struct clean_file *file_of(struct run *r, const struct slot *slot)
{
    return &r->report->files.v[slot->file];
}

static void fail(struct run *r, struct slot *slot, const struct err *err)
{
    struct clean_file *file = file_of(r, slot);

    slot->has_failed = true;
    file->state = err->kind == ERR_UNSUPPORTED ? CLEAN_REFUSED : CLEAN_FAILED;
    /* Ctrl-C ends the children too: that says nothing about their files. */
    file->why = arena_str(
        r->arena, str_of(is_told_to_end(r) ? tr("the program was told to end") : err->message));
    file->hint = arena_str(r->arena, str_of(err->hint));
}

static int start_child(struct run *r, struct slot *slot, struct err *err)
{
    struct job job = {.options = r->options, .name = str_file_name(file_of(r, slot)->path)};
    const struct confine_job confined = {
        .prepare = prepare, .work = work, .fail = answer_write_error, .user = &job};

    return confine_start(slot->input, &confined, &slot->child, err);
}

static void start_cleaning(struct run *r, uint32_t index)
{
    struct clean_file *file = &r->report->files.v[index];
    struct slot *slot = &r->slots[(r->first + r->busy) % r->room];
    struct err err = {};
    struct stat st;

    *slot = (struct slot){.file = index};
    r->busy++;
    r->cleaning++;
    slot->input = open(file->path.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (slot->input < 0 || fstat(slot->input, &st) < 0) {
        err_set(&err, ERR_DENIED, "it could not be opened: %s", err_reason(errno));
        fail(r, slot, &err);
        return;
    }
    file->bytes = (uint64_t)st.st_size;
    if (start_child(r, slot, &err) < 0 ||
        fingerprint_take(&r->fingerprint, r->arena, slot->input, &file->sha256, &err) < 0) {
        fail(r, slot, &err);
    }
}

/* "annex/data.xlsm" with the ending "xlsx" -> "annex/data.xlsx" */
static struct str result_name(struct run *r, const struct slot *slot)
{
    struct str relative = r->walk.entries.v[slot->file].relative;
    ptrdiff_t slash = str_rfind(relative, STR("/"));
    ptrdiff_t dot = str_rfind(relative, STR("."));

    if (slot->answer.ending.n == 0) {
        return relative;
    }
    return arena_printf(r->arena, "%.*s.%.*s",
                        STR_ARG(str_sub(relative, 0, dot <= slash ? relative.n : (size_t)dot)),
                        STR_ARG(slot->answer.ending));
}

/* Takes the cleaner's answer, writes the result without a name, and starts its inspection. */
static int take_result(struct run *r, struct slot *slot, struct err *err)
{
    struct clean_file *file = file_of(r, slot);
    const struct place_folder *folder = r->options->dry_run ? NULL : &r->folder;

    if (confine_wait(&slot->child, err) < 0 ||
        answer_read(r->arena, slot->child.output, &slot->answer, file, err) < 0) {
        return -1;
    }
    bool as_it_is = slot->answer.outcome != CLEANING_DONE;

    if (slot->answer.outcome == CLEANING_UNDECIDED) {
        return 0;
    }
    file->out_bytes = !as_it_is          ? slot->answer.bytes
                      : slot->round == 0 ? file->bytes
                                         : file->out_bytes;
    if (place_file_open(folder, &slot->result, err) < 0 ||
        place_file_copy(&slot->result, as_it_is ? slot->input : slot->child.output,
                        as_it_is ? 0 : slot->answer.at, file->out_bytes, err) < 0) {
        return -1;
    }
    confine_close(&slot->child);
    if (lseek(slot->result.fd, 0, SEEK_SET) < 0) {
        return err_set(err, ERR_IO, "the result could not be read: %s", err_reason(errno));
    }
    const struct inspect_one how = {.name = str_file_name(result_name(r, slot))};

    return inspect_one_start(slot->result.fd, &how, &slot->child, err);
}

/* The oldest file that is being cleaned goes on to its inspection. */
static void move_on(struct run *r)
{
    struct slot *slot = &r->slots[(r->first + r->busy - r->cleaning) % r->room];
    struct err err = {};

    r->cleaning--;
    if (!slot->has_failed && take_result(r, slot, &err) < 0) {
        fail(r, slot, &err);
    }
    if (slot->has_failed || slot->answer.outcome == CLEANING_UNDECIDED) {
        confine_close(&slot->child);
    }
}

/* ---- judging the result ---- */

static struct clean_left *left_of(struct clean_file *file, const struct inspect_rule *rule)
{
    for (uint32_t i = 0; i < file->left.n; i++) {
        if (file->left.v[i].rule == rule) {
            return &file->left.v[i];
        }
    }
    return NULL;
}

static bool has_removed(const struct clean_file *file, const struct inspect_rule *rule)
{
    for (uint32_t i = 0; i < file->removed.n; i++) {
        if (file->removed.v[i].rule == rule) {
            return true;
        }
    }
    return false;
}

/*
 * What is still found joins what the cleaner kept. A rule that is always cleaned and for which the
 * cleaner gave no reason fails the file; *ret_rule is the first. What was asked for and is found in
 * more places than the cleaner knows is told, and so is what is left of a file inside the file.
 */
static void take_findings(struct run *r, struct clean_file *file, const struct inspect_file *found,
                          const struct inspect_rule **ret_rule)
{
    bool *is_outside = ARENA_ARRAY(r->arena, inspect_rule_count, bool);
    uint32_t kept = file->left.n;

    uint32_t *told = ARENA_ARRAY(r->arena, (size_t)kept + 1, uint32_t);

    for (uint32_t i = 0; i < kept; i++) {
        told[i] = file->left.v[i].count;
        file->left.v[i].count = 0; /* what is found counts */
    }
    for (uint32_t i = 0; i < found->findings.n; i++) {
        const struct inspect_finding *x = &found->findings.v[i];
        struct clean_left *left = left_of(file, x->rule);

        is_outside[x->rule - inspect_rules] |= !str_has(x->place, STR(" › "));
        if (left == NULL) {
            left = VEC_ADD(r->arena, &file->left);
            *left = (struct clean_left){.rule = x->rule, .place = x->place};
        }
        if (left->count == 0) {
            left->place = x->place;
        }
        left->count += x->count;
    }
    for (uint32_t i = kept; i < file->left.n && *ret_rule == NULL; i++) {
        struct clean_left *left = &file->left.v[i];
        bool is_wanted = cleaning_wants(r->options, left->rule);

        if (is_wanted && !is_outside[left->rule - inspect_rules]) {
            left->why = str_of(tr("it is in a file inside the file; mend that where it was made"));
        } else if (is_wanted && left->rule->cleaning == INSPECT_CLEANED) {
            *ret_rule = left->rule;
        } else if (is_wanted) {
            left->why = str_of(
                has_removed(file, left->rule)
                    ? tr("what is left of it is for a person; mend it where the file was made")
                    : tr("it is not taken out here; mend it where the file was made"));
        }
    }
    /* What an inspector cannot know once the page is clean: the cleaner's word is all there is. */
    for (uint32_t i = 0; i < kept; i++) {
        if (strcmp(file->left.v[i].rule->id, "PDF-111") == 0 && file->left.v[i].count == 0) {
            file->left.v[i].count = told[i];
        }
    }
    uint32_t n = 0;

    for (uint32_t i = 0; i < file->left.n; i++) {
        if (file->left.v[i].count > 0) {
            file->left.v[n++] = file->left.v[i];
        }
    }
    file->left.n = n;
}

static bool needs_person(const struct clean_file *file)
{
    for (uint32_t i = 0; i < file->left.n; i++) {
        if (file->left.v[i].rule->severity <= INSPECT_MEDIUM) {
            return true;
        }
    }
    return false;
}

/* Whether something is found that is to go, and that the cleaner gave no reason for. */
static bool finds_more(const struct run *r, struct clean_file *file,
                       const struct inspect_file *found)
{
    for (uint32_t i = 0; i < found->findings.n; i++) {
        if (cleaning_wants(r->options, found->findings.v[i].rule) &&
            left_of(file, found->findings.v[i].rule) == NULL) {
            return true;
        }
    }
    return false;
}

/* The state of the file by its result; ERR_… when the result may not leave. */
static int judge(struct run *r, struct slot *slot, const struct inspect_file *inspected,
                 struct err *err)
{
    struct clean_file *file = file_of(r, slot);
    const struct inspect_file found = *inspected;
    const struct inspect_rule *missed = NULL;
    bool as_it_is = slot->answer.outcome == CLEANING_NOTHING && slot->round == 0;

    file->kind = found.kind;
    if (found.state >= INSPECT_UNREADABLE) {
        return as_it_is
                   ? err_set(err, found.state == INSPECT_REFUSED ? ERR_UNSUPPORTED : ERR_INVALID,
                             "%s", found.why.p)
                   : err_set(err, ERR_INTERNAL, "the result could not be read again: %.*s",
                             STR_ARG(found.why));
    }
    take_findings(r, file, &found, &missed);
    if (missed != NULL && as_it_is) {
        err_set(err, ERR_UNSUPPORTED, "what %s finds is not taken out of files of this kind",
                missed->id);
        return err_hint(err, str_eq(found.kind, STR("pdf"))
                                 ? "make the PDF anew from its source"
                                 : "save it as .docx, .xlsx, .pptx or PDF, and clean that");
    }
    if (missed != NULL) {
        return err_set(err, ERR_INTERNAL, "the result still has what %s finds", missed->id);
    }
    if (slot->answer.kind.n > 0 && !str_eq(slot->answer.kind, found.kind)) {
        return err_set(err, ERR_INTERNAL, "the result is of another kind (%.*s)",
                       STR_ARG(found.kind));
    }
    file->why = found.why;
    file->state = needs_person(file) || found.state == INSPECT_PARTIAL ? CLEAN_REMAINS
                  : as_it_is                                           ? CLEAN_ALREADY
                                                                       : CLEAN_CLEANED;
    return 0;
}

/* The cleaner's word of a page is all there is; what else it kept the next round says again. */
static void forget_left(struct clean_file *file)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < file->left.n; i++) {
        if (strcmp(file->left.v[i].rule->id, "PDF-111") == 0) {
            file->left.v[n++] = file->left.v[i];
        }
    }
    file->left.n = n;
}

/* Cleans the result. */
static int clean_again(struct run *r, struct slot *slot, struct err *err)
{
    int input = fcntl(slot->result.fd, F_DUPFD_CLOEXEC, 0);
    struct str ending = slot->answer.ending;

    if (input < 0 || lseek(input, 0, SEEK_SET) < 0) {
        return err_set(err, ERR_IO, "the result could not be read: %s", err_reason(errno));
    }
    close(slot->input);
    slot->input = input;
    slot->round++;
    place_file_close(&slot->result);
    forget_left(file_of(r, slot));
    if (start_child(r, slot, err) < 0 || take_result(r, slot, err) < 0) {
        return -1;
    }
    if (slot->answer.ending.n == 0) {
        slot->answer.ending = ending;
    }
    return slot->answer.outcome == CLEANING_UNDECIDED
               ? err_set(err, ERR_INTERNAL, "the result could not be cleaned again")
               : 0;
}

/* Inspects and cleans in turn until nothing more is found to go, or nothing more goes. */
static int end_rounds(struct run *r, struct slot *slot, struct err *err)
{
    struct clean_file *file = file_of(r, slot);
    struct inspect_file found;

    for (;;) {
        found = (struct inspect_file){.path = file->path};
        inspect_one_end(r->arena, &slot->child, &found);
        if (slot->answer.outcome != CLEANING_DONE || slot->round + 1 >= MAX_ROUNDS ||
            found.state >= INSPECT_UNREADABLE || !finds_more(r, file, &found)) {
            return judge(r, slot, &found, err);
        }
        confine_close(&slot->child);
        if (clean_again(r, slot, err) < 0) {
            return -1;
        }
    }
}

static int put_in_place(struct run *r, struct slot *slot, struct err *err)
{
    struct clean_file *file = file_of(r, slot);
    struct str name = result_name(r, slot);

    if (fingerprint_take(&r->fingerprint, r->arena, slot->result.fd, &file->out_sha256, err) < 0) {
        return -1;
    }
    if (r->options->dry_run) {
        return 0;
    }
    if (place_file_name(&slot->result, r->arena, name, err) < 0) {
        return -1;
    }
    file->out = arena_printf(r->arena, "%s%s%.*s", r->folder.path,
                             str_ends(str_of(r->folder.path), STR("/")) ? "" : "/", STR_ARG(name));
    return 0;
}

static void end_first(struct run *r)
{
    struct slot *slot = &r->slots[r->first];
    struct clean_file *file = file_of(r, slot);
    struct err err = {};

    if (r->busy == r->cleaning) {
        move_on(r);
    }
    if (slot->has_failed) {
        /* told already */
    } else if (slot->answer.outcome == CLEANING_UNDECIDED) {
        file->state = CLEAN_UNDECIDED;
    } else if (end_rounds(r, slot, &err) < 0 || put_in_place(r, slot, &err) < 0) {
        fail(r, slot, &err);
    }
    confine_close(&slot->child);
    place_file_close(&slot->result);
    if (slot->input >= 0) {
        close(slot->input);
    }
    r->first = (r->first + 1) % r->room;
    r->busy--;
    r->done++;
    int64_t passed_ms = now_steady_ms() - r->started_ms;

    if (r->options->progress != NULL && passed_ms >= INSPECT_SLOW_MS) {
        size_t total = r->report->files.n;

        r->options->progress(r->options->user, r->done, total, file->path,
                             passed_ms * (int64_t)(total - r->done) / (int64_t)r->done);
    }
}

/* ---- all files ---- */

static void clean_all(struct run *r)
{
    for (uint32_t i = 0; i < r->walk.entries.n; i++) {
        const struct file_walk_entry *found = &r->walk.entries.v[i];

        *VEC_ADD(r->arena, &r->report->files) = (struct clean_file){.path = found->path};
    }
    for (uint32_t i = 0; i < r->walk.entries.n; i++) {
        struct clean_file *file = &r->report->files.v[i];

        if (is_told_to_end(r)) {
            r->report->unreached = r->report->files.n - i;
            break;
        }
        if (r->walk.entries.v[i].why != NULL) {
            file->state = CLEAN_REFUSED;
            file->why = str_of(r->walk.entries.v[i].why);
            r->done++;
            continue;
        }
        if (r->busy == r->room) {
            end_first(r);
        }
        if (r->cleaning > r->room / 2) {
            move_on(r);
        }
        start_cleaning(r, i);
    }
    while (r->busy > 0) {
        if (r->cleaning > 0) {
            move_on(r);
        }
        end_first(r);
    }
    r->report->files.n -= r->report->unreached;
}

/* The output folder, when it is there already, is not gone into. */
static void leave_out_folder(struct run *r)
{
    struct stat st;

    if (!r->options->dry_run && stat(r->options->out, &st) == 0) {
        r->walk.has_left_out = true;
        r->walk.device = st.st_dev;
        r->walk.inode = st.st_ino;
    }
}

/* Cleans what was found. A folder that was made and into which nothing was put goes again. */
static int clean_found(struct run *r, struct err *err)
{
    bool was_there = r->walk.has_left_out;

    if (!r->options->dry_run && place_folder_open(r->options->out, &r->folder, err) < 0) {
        return -1;
    }
    fingerprint_init(&r->fingerprint);
    clean_all(r);
    fingerprint_done(&r->fingerprint);
    place_folder_close(&r->folder);
    if (!r->options->dry_run && !was_there) {
        (void)rmdir(r->options->out); /* fails when something is in it */
    }
    return 0;
}

int clean_paths(struct arena *a, char *const *paths, int count, const struct clean_options *options,
                struct clean_report *ret_report, struct err *err)
{
    struct clean_report report = {};
    struct run r = {
        .arena = a, .options = options, .report = &report, .started_ms = now_steady_ms()};
    long workers = options->workers > 0 ? options->workers : sysconf(_SC_NPROCESSORS_ONLN);
    int status = 0;

    leave_out_folder(&r);
    r.room = (uint32_t)MIN(MAX(workers, 1L), (long)MAX_WORKERS) + AHEAD;
    for (int i = 0; i < count && status == 0; i++) {
        status = file_walk_add(a, &r.walk, paths[i], err);
    }
    if (status == 0) {
        status = clean_found(&r, err);
    }
    if (status == 0) {
        *ret_report = report;
    }
    return status;
}

int clean_take_yes(struct arena *a, const char *rules, const bool **ret_yes, struct err *err)
{
    bool *yes = ARENA_ARRAY(a, inspect_rule_count, bool);

    for (struct str rest = str_of(rules); rest.n > 0;) {
        ptrdiff_t comma = str_find(rest, STR(","), 0);
        struct str id =
            arena_str(a, str_trim(str_sub(rest, 0, comma < 0 ? rest.n : (size_t)comma)));
        const struct inspect_rule *rule = id.n == 0 ? NULL : inspect_rule_find(id.p);

        rest = comma < 0 ? (struct str){} : str_sub(rest, (size_t)comma + 1, rest.n);
        if (str_eq(id, STR("all"))) {
            for (size_t i = 0; i < inspect_rule_count; i++) {
                yes[i] = true;
            }
        } else if (rule == NULL) {
            err_set(err, ERR_INVALID, "there is no rule '%.*s'", STR_ARG(id));
            return err_hint(err, "rules are named as in the findings: OOX-207, DOC-222, or all");
        } else {
            yes[rule - inspect_rules] = true;
        }
    }
    *ret_yes = yes;
    return 0;
}

const char *clean_state_word(enum clean_state state)
{
    static const char *const words[] = {"cleaned",   "clean",   "remains",
                                        "undecided", "refused", "failed"};

    return words[state];
}
