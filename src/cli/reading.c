/* The files of one call, read into one register; see reading.h. */
#include "cli/reading.h"

#include "base/tr.h"
#include "read/read.h"
#include "spec/spec.h"

#include <stdio.h>

static void tell(const struct doc *d)
{
    for (uint32_t i = 0; i < d->notes.n; i++) {
        if (d->notes.v[i].detail.n > 0) {
            fprintf(stderr, tr("itaku: '%.*s': %.*s\n"), STR_ARG(d->name),
                    STR_ARG(d->notes.v[i].detail));
        }
    }
}

int reading_open(const struct cmd_call *call, char **files, int count, const char *encoding,
                 bool tell_notes, struct reg *ret_reg, struct err *err)
{
    struct read_options options = {.encoding = encoding};
    struct doc *docs = ARENA_ARRAY(call->arena, (size_t)count, struct doc);

    for (int i = 0; i < count; i++) {
        int status = read_file(call->arena, files[i], &options, &docs[i], err);

        if (status < 0) {
            return status;
        }
        if (tell_notes) {
            tell(&docs[i]);
        }
    }
    return spec_read(call->arena, docs, (uint32_t)count, ret_reg, err);
}
