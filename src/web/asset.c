/* Answers requests for embedded assets; see asset.h. */
#include "web/asset.h"

static const struct asset *find(struct str path)
{
    size_t beg = 0;
    size_t end = asset_count;

    while (beg < end) {
        size_t middle = beg + (end - beg) / 2;
        int order = str_cmp(path, str_of(asset_table[middle].url));

        if (order == 0) {
            return &asset_table[middle];
        }
        if (order < 0) {
            end = middle;
        } else {
            beg = middle + 1;
        }
    }
    return NULL;
}

void asset_answer(const struct http_request *q, struct http_response *r)
{
    const struct asset *asset = find(q->path);

    if (asset == NULL) {
        r->status = 404;
        return;
    }
    http_header(r, "ETag", str_of(asset->etag));
    http_header(r, "Cache-Control", STR("public, max-age=31536000, immutable"));
    if (str_has(http_find(&q->headers, "if-none-match"), str_of(asset->etag))) {
        r->status = 304;
        return;
    }
    http_header(r, "Content-Type", str_of(asset->type));
    r->constant = asset->bytes;
    r->constant_bytes = asset->n;
}
