/* Where a command's product goes; see output.h. */
#include "cli/output.h"

#include "base/out-file.h"
#include "base/tr.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A product that wants a path, made in a temporary file and copied. */
static int copy_to_stdout(const struct output *output, struct err *err)
{
    const char *folder = getenv("TMPDIR");
    char *name = NULL;
    char block[64 * 1024];
    size_t n;
    int status = -1;

    if (asprintf(&name, "%s/itaku.XXXXXX", folder == NULL ? P_tmpdir : folder) < 0) {
        die_out_of_memory(0);
    }
    int fd = mkostemp(name, O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");

    if (file == NULL) {
        err_set(err, ERR_IO, "'%s' could not be written: %s", name, err_reason(errno));
    } else if (output->write_path(name, output->what, err) == 0) {
        FILE *made = freopen(name, "rb", file);

        file = made;
        status = made == NULL ? err_set(err, ERR_IO, "'%s' could not be read", name) : 0;
        while (made != NULL && (n = fread(block, 1, sizeof(block), made)) > 0) {
            fwrite(block, 1, n, stdout);
        }
        if (fflush(stdout) != 0 || ferror(stdout)) {
            status = err_set(err, ERR_IO, "standard output could not be written");
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    if (fd >= 0) {
        unlink(name);
    }
    free(name);
    return status;
}

/* Whether two paths lead to one file that is there. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat at_a;
    struct stat at_b;

    return stat(a, &at_a) == 0 && stat(b, &at_b) == 0 && S_ISREG(at_a.st_mode) &&
           at_a.st_dev == at_b.st_dev && at_a.st_ino == at_b.st_ino;
}

static int spare_inputs(const char *path, const struct output *output, struct err *err)
{
    for (int i = 0; i < output->input_count; i++) {
        if (is_same_file(path, output->inputs[i])) {
            err_set(err, ERR_CONFLICT, "'%s' is the document itself and is not replaced", path);
            return err_hint(err, "name another file");
        }
    }
    return 0;
}

int output_to(const char *path, const struct output *output, struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};
    uint64_t bytes;
    int status;

    if (path == NULL && output->write != NULL) {
        return output->write(stdout, output->what, err);
    }
    if (path == NULL) {
        if (isatty(STDOUT_FILENO)) {
            err_set(err, ERR_INVALID, "a workbook cannot be shown on a terminal");
            return err_hint(err, "name a file: --out FILE");
        }
        return copy_to_stdout(output, err);
    }
    if (spare_inputs(path, output, err) < 0 || out_file_open(&out, path, err) < 0) {
        return -1;
    }
    status = output->write != NULL ? output->write(out.file, output->what, err)
                                   : output->write_path(out_file_name(&out), output->what, err);
    if (status < 0) {
        return err_in(err, "%s", path);
    }
    if (out_file_commit(&out, &bytes, err) < 0) {
        return -1;
    }
    fprintf(stderr, tr("wrote %s (%" PRIu64 " bytes)\n"), path, bytes);
    return 0;
}

bool output_is_folder(const char *path)
{
    struct stat st;
    size_t n = strlen(path);

    return (n > 0 && path[n - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

int output_make_folder(const char *path, struct err *err)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return err_set(err, ERR_IO, "the folder '%s' could not be made: %s", path,
                       err_reason(errno));
    }
    return 0;
}

bool output_takes_colour(void)
{
    const char *no_color = getenv("NO_COLOR");

    return isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');
}
