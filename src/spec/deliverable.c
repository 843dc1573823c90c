/*
 * The deliverables of the register: what the lists name stands first; sentences add what no list
 * has. A name is known when it says the same but for 等, brackets, 委託… before it, or when both
 * name the same form (様式２). Names that any document has many of (議事録) are told apart by
 * place.
 */
#include "spec/deliverable.h"

#include "text/chars.h"

enum {
    SLOTS_AT_FIRST = 256,
    LISTED_LOOKED_AT = 64,
    JUST_BEFORE = 8, /* entries in which the same words may stand */
};

/* "委託調査報告書(様式1)等": what tells it from others. */
static struct str core_of(struct str s)
{
    static const char *const heads[] = {"委託", "本事業の", "本業務の", "本", "当該", "上記"};

    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_starts(s, str_of(heads[i])) && s.n > str_of(heads[i]).n + 6) {
            s = str_sub(s, str_of(heads[i]).n, s.n);
        }
    }
    if (str_starts(s, STR("(")) && str_find(s, STR(")"), 0) > 0) {
        s = str_trim(str_sub(s, (size_t)str_find(s, STR(")"), 0) + 1, s.n));
    }
    ptrdiff_t open = str_find(s, STR("("), 0);
    bool told_by_it = open > 0 && str_has(str_sub(s, (size_t)open, s.n), STR("公表"));

    if (open > 3 && !told_by_it) {
        s = str_trim(str_sub(s, 0, (size_t)open));
    }
    if (str_ends(s, STR("等"))) {
        s = str_sub(s, 0, s.n - 3);
    }
    return s;
}

/* 様式2 in a name: 2; 0 when it names none. */
static int form_number(struct str s)
{
    ptrdiff_t at = str_find(s, STR("様式"), 0);
    int number = 0;

    if (at < 0) {
        return 0;
    }
    for (size_t i = (size_t)at + 6; i < s.n && i < (size_t)at + 9 && s.p[i] >= '0' && s.p[i] <= '9';
         i++) {
        number = number * 10 + (s.p[i] - '0');
    }
    return number;
}

static uint64_t name_hash(struct str name)
{
    return str_hash(core_of(name));
}

static uint64_t form_hash(int number)
{
    return (uint64_t)number * 0x9E3779B97F4A7C15u;
}

static void put(struct deliverable_maker *m, uint64_t hash, uint32_t entry)
{
    uint32_t slot = (uint32_t)hash & (m->slot_count - 1);

    while (m->slots[slot] != 0) {
        slot = (slot + 1) & (m->slot_count - 1);
    }
    m->slots[slot] = entry + 1;
    m->used++;
}

static void remember(struct deliverable_maker *m, uint32_t entry)
{
    struct str name = m->r->reg->deliverables.v[entry].name;
    int form = form_number(name);

    put(m, name_hash(name), entry);
    if (form > 0 && !str_has(name, STR("もの"))) {
        put(m, form_hash(form), entry);
    }
}

static void make_room(struct deliverable_maker *m)
{
    if (m->slot_count > 0 && m->used * 2 + 4 < m->slot_count) {
        return;
    }
    m->slot_count = m->slot_count == 0 ? SLOTS_AT_FIRST : m->slot_count * 2;
    m->slots = ARENA_ARRAY(m->r->arena, m->slot_count, uint32_t);
    m->used = 0;
    for (uint32_t i = m->first; i < m->r->reg->deliverables.n; i++) {
        remember(m, i);
    }
}

/* The entry below `end` of the same name, or of the same form; -1 when there is none. */
static int64_t find_known(const struct deliverable_maker *m, struct str name, uint32_t end)
{
    const struct reg *reg = m->r->reg;
    int form = str_has(name, STR("もの")) ? 0 : form_number(name);

    for (int round = 0; round < (form > 0 ? 2 : 1); round++) {
        uint64_t hash = round == 0 ? name_hash(name) : form_hash(form);

        for (uint32_t slot = (uint32_t)hash & (m->slot_count - 1); m->slots[slot] != 0;
             slot = (slot + 1) & (m->slot_count - 1)) {
            uint32_t entry = m->slots[slot] - 1;
            struct str other = reg->deliverables.v[entry].name;

            if (entry < end && (str_eq(core_of(other), core_of(name)) ||
                                (form > 0 && form_number(other) == form))) {
                return entry;
            }
        }
    }
    return -1;
}

/* 報告書 said of the 調査報告書 of a list. */
static bool is_part_of_listed(const struct deliverable_maker *m, struct str core)
{
    for (uint32_t i = m->first; i < m->listed && i < m->first + LISTED_LOOKED_AT; i++) {
        if (str_ends(core_of(m->r->reg->deliverables.v[i].name), core)) {
            return true;
        }
    }
    return false;
}

void deliverable_add(struct deliverable_maker *m, const struct deliverable_item *item)
{
    struct reg *reg = m->r->reg;
    struct str core = core_of(item->name);
    bool common = deliverable_is_common(item->name) && !item->is_listed;

    make_room(m);
    int64_t known = find_known(m, item->name, common ? m->listed : reg->deliverables.n);

    if (known >= 0) {
        struct reg_deliverable *d = &reg->deliverables.v[known];

        d->due = d->due.n == 0 ? item->due : d->due;
        d->copies = d->copies.n == 0 ? item->copies : d->copies;
        d->format = d->format.n == 0 ? item->format : d->format;
        return;
    }
    if (common && item->is_made && is_part_of_listed(m, core)) {
        return;
    }
    for (uint32_t i = reg->deliverables.n; i > m->first && i + JUST_BEFORE > reg->deliverables.n;
         i--) {
        const struct reg_deliverable *d = &reg->deliverables.v[i - 1];

        if (d->src.beg < item->src.end && item->src.beg < d->src.end &&
            str_eq(core_of(d->name), core)) {
            return;
        }
    }
    *VEC_ADD(m->r->arena, &reg->deliverables) = (struct reg_deliverable){
        .src = item->src,
        .name = item->name,
        .format = item->format,
        .copies = item->copies,
        .due = item->due,
        .conditions = item->conditions,
    };
    remember(m, reg->deliverables.n - 1);
}

struct str deliverable_due(const struct reading *r, const struct block *b, size_t beg, size_t end)
{
    (void)r;
    (void)b;
    (void)beg;
    (void)end;
    return (struct str){};
}

void deliverable_build(struct reading *r)
{
    struct deliverable_maker m = {
        .r = r,
        .first = r->reg->deliverables.n,
        .listed = r->reg->deliverables.n,
    };

    deliverable_find_lists(&m);
    deliverable_find_acts(&m);
}
