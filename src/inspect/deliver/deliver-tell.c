/* What is told of a file of the folder; see deliver.h. */
#include "inspect/deliver/deliver.h"

#include "base/utf8.h"

enum { MAX_PLACE_BYTES = 480 };

void deliver_tell(struct deliver *d, uint32_t file, const char *rule, struct str place,
                  uint32_t count)
{
    struct inspect_file *f = &d->report->files.v[file];

    place = str_sub(place, 0, utf8_floor(place, MIN(place.n, (size_t)MAX_PLACE_BYTES)));
    *VEC_ADD(d->arena, &f->findings) = (struct inspect_finding){.rule = inspect_rule_find(rule),
                                                                .basis = INSPECT_STRUCTURAL,
                                                                .place = arena_str(d->arena, place),
                                                                .count = count};
}

struct str deliver_why(const char *path, const struct err *err)
{
    static const struct str between[] = {STR("'"), STR("」"), STR(":"), STR("："), STR(" ")};
    struct str message = str_of(err->message);
    ptrdiff_t at = str_find(message, str_of(path), 0);

    if (at < 0) {
        return message;
    }
    message = str_sub(message, (size_t)at + strlen(path), message.n);
    for (size_t i = 0; i < COUNT(between); i++) {
        if (str_starts(message, between[i])) {
            message = str_sub(message, between[i].n, message.n);
        }
    }
    return message;
}
