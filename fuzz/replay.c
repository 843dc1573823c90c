/*
 * replay: runs a fuzz target over the files of a corpus, without a fuzzing engine.
 *
 *     fuzz-TARGET-replay FOLDER|FILE...
 *
 * Linked with one fuzz-*.c. Every file of the folders (not deeper) is one input; each is told in
 * TAP as it passes, so that a crash names the input before it. A missing folder counts as empty.
 * Beside the corpus a few inputs are made here that every target must bear: nothing, one byte of
 * each kind, long runs. An input that takes more than MOST_SECONDS of processor time fails: a stage
 * is not linear in it.
 */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { MAX_INPUT_BYTES = 16 * 1024 * 1024, RUN_BYTES = 65536, MOST_SECONDS = 5 };

static void give(const char *name, const void *bytes, size_t n, int *count)
{
    /* A copy of exactly this size, so that the sanitizer sees a read past its end. */
    uint8_t *copy = malloc(n == 0 ? 1 : n);

    if (copy == NULL) {
        abort();
    }
    memcpy(copy, bytes, n);
    printf("# %s\n", name);
    fflush(stdout);
    clock_t begun = clock();

    LLVMFuzzerTestOneInput(copy, n);
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;

    free(copy);
    printf("%s %d - %s, %.1f s\n", seconds > MOST_SECONDS ? "not ok" : "ok", ++*count, name,
           seconds);
    fflush(stdout);
}

static void give_file(const char *path, int *count)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(MAX_INPUT_BYTES);

    if (file == NULL || bytes == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(1);
    }
    size_t n = fread(bytes, 1, MAX_INPUT_BYTES, file);

    fclose(file);
    give(path, bytes, n, count);
    free(bytes);
}

static void give_folder(const char *path, int *count)
{
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);

    for (int i = 0; i < n; i++) {
        char file[4096];

        snprintf(file, sizeof(file), "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            give_file(file, count);
        }
        free(entries[i]);
    }
    if (n >= 0) {
        free(entries);
    }
}

static void give_made(int *count)
{
    static const char *const runs[] = {
        "\0",    " ",          "\n",     "(",      "（",   "「",       "1",       "１．", "①",
        "第1条", "令和",       "年",     "から",   "<",    "。",       "、",      "①、",  "1及び",
        "第1項", "（1）",      "※1",     "様式1",  "5名",  "2月",      "」",      "|",    "|a",
        "\t",    "令和8年3月", "ただし", "以下「", "\xFF", "\xE3\x81", "\xF0\x9F"};
    char *long_run = malloc(RUN_BYTES);

    if (long_run == NULL) {
        abort();
    }
    give("nothing", "", 0, count);
    for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
        size_t n = i == 0 ? 1 : strlen(runs[i]);
        char name[64];

        snprintf(name, sizeof(name), "run %zu once", i);
        give(name, runs[i], n, count);
        for (size_t k = 0; k < RUN_BYTES; k++) {
            long_run[k] = runs[i][k % n];
        }
        snprintf(name, sizeof(name), "run %zu, long", i);
        give(name, long_run, RUN_BYTES / n * n, count);
    }
    free(long_run);
}

int main(int argc, char **argv)
{
    int count = 0;

    give_made(&count);
    for (int i = 1; i < argc; i++) {
        struct stat st;

        if (stat(argv[i], &st) == 0) {
            S_ISDIR(st.st_mode) ? give_folder(argv[i], &count) : give_file(argv[i], &count);
        }
    }
    printf("1..%d\n", count);
    return 0;
}
