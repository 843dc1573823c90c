/* Folders for work go, with all that is in them; see workshop.h. */
#include "act/workshop.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>

enum { OPEN_FOLDERS = 16 };

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    return remove(path);
}

void workshop_clear(struct workshop *w)
{
    if (w->folder != NULL) {
        nftw(w->folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
        w->folder = NULL;
    }
}

void workshop_sweep(const char *folder)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str uploads = arena_printf(&a, "%s/uploads", folder);
    DIR *dir = opendir(uploads.p);

    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (str_starts(str_of(e->d_name), STR(WORKSHOP_PREFIX))) {
            struct workshop left = {.folder =
                                        arena_printf(&a, "%.*s/%s", STR_ARG(uploads), e->d_name).p};

            workshop_clear(&left);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
}
