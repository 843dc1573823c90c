/* The inspector is asked before a picture is cleaned: see image.h. */
#include "clean/picture/image.h"

#include "inspect/picture/picture.h"

bool image_is_wanted(struct cleaning *c, struct str bytes,
                     void (*inspect)(struct found *f, struct str bytes))
{
    struct found found;
    bool wanted = false;

    found_init(&found, c->arena, true);
    inspect(&found, bytes);
    for (uint32_t i = 0; i < found.findings.n; i++) {
        const struct inspect_finding *x = &found.findings.v[i];

        if (str_starts(str_of(x->rule->id), STR("IMG-")) && cleaning_may(c, x->rule->id)) {
            cleaning_log(c, x->rule->id, x->place, x->count);
            wanted = true;
        }
    }
    return wanted;
}
