/* itaku text annex: the fingerprints of a security annex, to add an edition to the known ones. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "read/read.h"
#include "spec/spec.h"

#include <stdio.h>

enum { MOST_OUTPUT_BYTES = 1024 * 1024 };

static int run(const struct cmd_call *call, struct err *err)
{
    struct read_options options = {};
    struct doc doc;
    struct buf out CLEANUP(buf_done);

    buf_init(&out, MOST_OUTPUT_BYTES);
    if (read_file(call->arena, call->args[0], &options, &doc, err) < 0) {
        return -1;
    }
    spec_annex_fingerprints(call->arena, &doc, &out);
    if (out.n == 0) {
        return err_set(err, ERR_INVALID, "'%s' has no security annex", call->args[0]);
    }
    fwrite(out.p, 1, out.n, stdout);
    return 0;
}

const struct cmd cmd_text_annex = {
    .name = "text annex",
    .synopsis = TR_ID("FILE"),
    .help = "print the fingerprints of the security annex, item by item",
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
