/* Files that leave the desk as they came; see download.h. */
#include "web/download.h"

#include "act/act.h"
#include "base/hex.h"

bool download_hash(struct str hex, uint8_t ret[32])
{
    return hex_parse(hex, ret, 32);
}

void download_name(struct http_response *r, struct str name)
{
    struct buf out CLEANUP(buf_done) = {};

    buf_init(&out, 16 * 1024);
    buf_add(&out, STR("attachment; filename*=UTF-8''"));
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';

        if (is_plain) {
            buf_add_char(&out, (char)c);
        } else {
            buf_printf(&out, "%%%02X", c);
        }
    }
    http_header(r, "Content-Disposition", arena_str(r->arena, buf_str(&out)));
}

int download_blob(const struct page_call *c, const uint8_t hash[32], struct str name,
                  struct http_response *r, struct err *err)
{
    if (blob_open(desk_store(c->act->desk), hash, &r->fd, &r->fd_bytes, err) < 0) {
        return -1;
    }
    http_header(r, "Content-Type", STR("application/octet-stream"));
    download_name(r, name);
    return 0;
}
