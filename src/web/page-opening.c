/* The confirmation of what the preview of uploaded documents showed (opening.c). */
#include "act/opening.h"
#include "web/download.h"
#include "web/say.h"

#include <unistd.h>

enum { MOST_FILES = 50, HASH_CHARS = 64 };

struct kept {
    struct opening_file files[MOST_FILES];
    int fds[MOST_FILES];
    size_t n;
};

static void kept_close(struct kept *k)
{
    for (size_t i = 0; i < k->n; i++) {
        close(k->fds[i]);
    }
}

/* One line of the form: hash and name of a file whose bytes the desk has. */
static int open_line(const struct page_call *c, struct str line, struct kept *k, struct err *err)
{
    uint8_t hash[32];
    int64_t bytes;

    if (k->n == MOST_FILES || line.n <= HASH_CHARS + 1 ||
        !download_hash(str_sub(line, 0, HASH_CHARS), hash)) {
        return err_set(err, ERR_INVALID, "the form names no files of this desk");
    }
    if (blob_open(desk_store(c->act->desk), hash, &k->fds[k->n], &bytes, err) < 0) {
        return -1;
    }
    k->files[k->n] = (struct opening_file){
        .path = arena_printf(c->q->arena, "/proc/self/fd/%d", k->fds[k->n]).p,
        .name = arena_str(c->q->arena, str_sub(line, HASH_CHARS + 1, line.n)),
    };
    k->n++;
    return 0;
}

static int open_lines(const struct page_call *c, struct kept *k, struct err *err)
{
    struct str lines = page_text(c, "kept");

    while (lines.n > 0) {
        ptrdiff_t end = str_find(lines, STR("\n"), 0);
        struct str line = str_trim(str_sub(lines, 0, end < 0 ? lines.n : (size_t)end));

        lines = str_sub(lines, end < 0 ? lines.n : (size_t)end + 1, lines.n);
        if (line.n > 0 && open_line(c, line, k, err) < 0) {
            return -1;
        }
    }
    return k->n > 0 ? 0 : err_set(err, ERR_INVALID, "no file was chosen");
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct kept k CLEANUP(kept_close) = {};
    struct opening o;

    if (open_lines(c, &k, err) < 0 ||
        act_opening_read(c->act, k.files, k.n, page_int(c, "contract"), &o, err) < 0) {
        return -1;
    }
    if (o.kind == OPENING_SAME) {
        return page_go(r, TR_ID("These documents are open already; nothing was changed."),
                       "/contracts/%lld", (long long)o.contract);
    }
    if (act_opening_apply(c->act, &o, err) < 0) {
        return -1;
    }
    return page_go(r,
                   o.kind == OPENING_NEW
                       ? TR_ID("The contract is open. Next: type the day it was signed.")
                       : TR_ID("The revision is in force. What people had added was kept."),
                   "/contracts/%lld", (long long)o.contract);
}

static const struct page_input input[] = {
    {"kept", INPUT_LINES, .max = 20000, .is_required = true,
     .help = TR_ID("Files. Hash and name, one a line.")},
    {"contract", INPUT_ID, .help = TR_ID("Contract. The one that is revised.")},
    {},
};

const struct page page_opening = {
    .path = "/opening",
    .may = MAY_WORK,
    .input = input,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "Opens documents after their preview.",
};
