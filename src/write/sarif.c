/* Common parts of SARIF files; see sarif.h. */
#include "write/sarif.h"

void sarif_message(struct json *j, const char *key, struct str text)
{
    json_key(j, key);
    json_begin_object(j);
    json_key(j, "text");
    json_str(j, text);
    json_end(j);
}

struct str sarif_uri(struct arena *a, struct str path)
{
    static const char hex[] = "0123456789ABCDEF";
    bool absolute = str_starts(path, STR("/"));
    char *out = arena_alloc(a, path.n * 3 + 8);
    size_t n = 0;

    if (absolute) {
        memcpy(out, "file://", 7);
        n = 7;
    }
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            memchr("-._~/", c, 5) != NULL) {
            out[n++] = (char)c;
        } else {
            out[n++] = '%';
            out[n++] = hex[c >> 4];
            out[n++] = hex[c & 15];
        }
    }
    return (struct str){.p = out, .n = n};
}

void sarif_rule(struct json *j, struct str id, const char *ja, const char *en, const char *level)
{
    json_begin_object(j);
    json_key(j, "id");
    json_str(j, id);
    if (ja != NULL) {
        sarif_message(j, "shortDescription", str_of(ja));
    }
    if (en != NULL) {
        sarif_message(j, "fullDescription", str_of(en));
    }
    if (level != NULL) {
        json_key(j, "defaultConfiguration");
        json_begin_object(j);
        json_member(j, "level", str_of(level));
        json_end(j);
    }
    json_end(j);
}
