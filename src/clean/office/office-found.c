/*
 * What the inspector itself finds in the file: for rules whose judgement takes all of its knowledge
 * of styles, themes and shapes, its places are where something is taken out, and nowhere else.
 */
#include "clean/office/office-found.h"

#include "inspect/office/ooxml.h"

struct office_found {
    struct found found;
};

static const struct found *findings(struct office *o)
{
    if (o->found == NULL) {
        o->found = ARENA_NEW(o->arena, struct office_found);
        found_init(&o->found->found, o->arena, true);
        o->found->found.inspect = o->c->found.inspect;
        o->found->found.jis = o->c->found.jis;
        ooxml_inspect(&o->found->found, o->package.bytes);
    }
    return &o->found->found;
}

bool office_found_next(struct office *o, const char *rule, uint32_t *at,
                       const struct inspect_finding **ret_finding)
{
    const struct found *f = findings(o);

    for (; *at < f->findings.n; (*at)++) {
        if (strcmp(f->findings.v[*at].rule->id, rule) == 0) {
            *ret_finding = &f->findings.v[(*at)++];
            return true;
        }
    }
    return false;
}

bool office_found_is_whole(struct office *o, const char *rule)
{
    const struct inspect_rule *r = inspect_rule_find(rule);

    return r != NULL && findings(o)->of_rule[r - inspect_rules].count < FOUND_MAX_OF_RULE;
}

struct str office_found_decoded(struct arena *a, struct str s)
{
    static const struct {
        struct str name;
        char c;
    } entities[] = {{STR_IN_TABLE("&amp;"), '&'},
                    {STR_IN_TABLE("&lt;"), '<'},
                    {STR_IN_TABLE("&gt;"), '>'},
                    {STR_IN_TABLE("&quot;"), '"'},
                    {STR_IN_TABLE("&apos;"), '\''}};
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n;) {
        size_t k = 0;

        while (k < COUNT(entities) && !str_at(s, i, entities[k].name)) {
            k++;
        }
        out[n++] = k < COUNT(entities) ? entities[k].c : s.p[i];
        i += k < COUNT(entities) ? entities[k].name.n : 1;
    }
    return (struct str){.p = out, .n = n};
}
