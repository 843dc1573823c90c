/*
 * Deliverables as they are added to the register, and what stands around one. A name is known when
 * it says the same but for 等, brackets, 委託… before it, or when both name the same form (様式２). Names
 * that any document has many of (議事録) are told apart by place.
 */
#include "spec/deliverable.h"

#include "text/chars.h"

enum {
    SLOTS_AT_FIRST = 256,
    LISTED_LOOKED_AT = 64,
    MOST_PLACES = 1000, /* times of one paragraph */
    JUST_BEFORE = 8,    /* entries in which the same words may stand */
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

/* How well a rule tells when a paper is due; 0 when it does not. */
static int rule_weight(struct str rule)
{
    static const struct {
        const char *head;
        int weight;
    } heads[] = {{"within", 3},        {"about", 3},       {"at least", 3}, {"monthly", 3},
                 {"weekly", 3},        {"annually", 3},    {"exactly", 3},  {"half-yearly", 3},
                 {"daily", 3},         {"before", 2},      {"by", 2},       {"on ", 2},
                 {"at ", 2},           {"until", 1},       {"after", 1},    {"upon", 1},
                 {"without delay", 2}, {"immediately", 2}, {"early", 1}};

    if (str_starts(rule, STR("within")) && str_ends(rule, STR("before"))) {
        return 0; /* 過去3年以内 */
    }
    if (str_starts(rule, STR("P")) && str_has(rule, STR("recurring"))) {
        return 3;
    }
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_starts(rule, str_of(heads[i].head))) {
            return heads[i].weight;
        }
    }
    return 0;
}

/* The first place in the block or behind it. */
static uint32_t first_place(const struct reading *r, uint32_t block)
{
    uint32_t low = 0;
    uint32_t high = r->time_places.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (r->time_places.v[middle].block < block) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct str deliverable_due(const struct reading *r, const struct block *b, size_t beg, size_t end)
{
    uint32_t block = (uint32_t)(b - r->blocks.v);
    struct str best = {};
    int best_weight = 0;

    uint32_t first = first_place(r, block);

    for (uint32_t i = first; i < r->time_places.n; i++) {
        const struct time_place *p = &r->time_places.v[i];

        if (p->block != block || i - first > MOST_PLACES) {
            break;
        }
        if (p->beg < beg || p->end > end) {
            continue;
        }
        struct str words =
            p->is_date ? r->reg->dates.v[p->entry].value : r->reg->rules.v[p->entry].rule;
        bool is_day = p->is_date && words.n >= 10 && str_find(words, STR("/"), 0) < 0;
        int weight = !p->is_date                             ? rule_weight(words)
                     : is_day && (p->binds || b->table != 0) ? 4
                                                             : 0;

        /* Of equals the last, which stands next to the verb. */
        if (weight > 0 && weight >= best_weight) {
            best = words;
            best_weight = weight;
        }
    }
    return best;
}

const struct deliverable_section *deliverable_section_of(const struct deliverable_maker *m,
                                                         uint32_t block)
{
    uint32_t low = 0;
    uint32_t high = m->sections.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (m->sections.v[middle].end <= block) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < m->sections.n && m->sections.v[low].first <= block ? &m->sections.v[low] : NULL;
}

struct str deliverable_group_copies(const struct deliverable_maker *m, uint32_t block)
{
    const struct reading *r = m->r;
    const struct deliverable_section *section = deliverable_section_of(m, block);
    uint32_t node = r->blocks.v[block].node;

    if (section == NULL) {
        return (struct str){};
    }
    if (r->nodes.v[node].block == block) {
        node = r->nodes.v[node].parent;
    }
    while (r->nodes.v[node].block != REG_NO_INDEX && r->nodes.v[node].block >= section->first) {
        const struct block *b = &r->blocks.v[r->nodes.v[node].block];
        struct str text = str_trim(str_sub(b->t.s, b->body, b->t.s.n));
        struct str copies = char_count(text) > 60 || str_find(text, STR("。"), 0) >= 0
                                ? (struct str){}
                                : deliverable_parse(r->arena, text).copies;

        if (copies.n > 0 || r->nodes.v[node].parent == node) {
            return copies;
        }
        node = r->nodes.v[node].parent;
    }
    return (struct str){};
}
