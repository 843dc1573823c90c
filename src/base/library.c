/* Opens shared libraries on demand; see library.h. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

int library_load(const char *file, const struct library_function *functions, size_t count,
                 void *ret_table, struct err *err)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);

    if (library == NULL) {
        err_set(err, ERR_INTERNAL, "the library '%s' cannot be opened", file);
        return err_hint(err, "install its package (docs/DEPENDENCIES.md)");
    }
    for (size_t i = 0; i < count; i++) {
        void *function = dlsym(library, functions[i].name);

        if (function == NULL) {
            return err_set(err, ERR_INTERNAL, "the library '%s' has no function '%s'", file,
                           functions[i].name);
        }
        memcpy((char *)ret_table + functions[i].offset, &function, sizeof(function));
    }
    return 0;
}
