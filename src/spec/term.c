/*
 * Defined words （以下「X」という。） and the words that name a party.
 *
 * A defined name is a party when its name or what it stands for says so: a word for the
 * contractor or the buyer, an office of the buyer, or (…を行う者) somebody the contractor chooses.
 * Names are kept in a hash table by their folded text, so that looking back from a particle
 * costs the same in a long document.
 */
#include "spec/duty-words.h"
#include "spec/reading.h"

#include "text/chars.h"

enum {
    PARTY_SLOTS = 1 << 12,
    PARTY_MAX = PARTY_SLOTS / 2,
    LONGEST_NAME = 20,    /* characters of a party's name */
    LONGEST_TERM = 120,   /* bytes of a defined word */
    LONGEST_MEANING = 60, /* characters looked at before the bracket */
    DEFINITION_GAP = 60,  /* bytes between 以下 and 「 */
};

struct party_set {
    struct {
        struct str name;
        uint8_t actor;
    } slots[PARTY_SLOTS];
    uint32_t n;
};

static uint32_t slot_of(const struct party_set *set, struct str name)
{
    uint32_t slot = (uint32_t)str_hash(name) % PARTY_SLOTS;

    while (set->slots[slot].name.n > 0 && !str_eq(set->slots[slot].name, name)) {
        slot = (slot + 1) % PARTY_SLOTS;
    }
    return slot;
}

/* A name keeps the meaning it was given last. */
static void add_party(struct party_set *set, struct str name, enum reg_actor actor)
{
    uint32_t slot = slot_of(set, name);

    if (set->slots[slot].name.n == 0) {
        if (set->n == PARTY_MAX) {
            return;
        }
        set->n++;
        set->slots[slot].name = name;
    }
    set->slots[slot].actor = (uint8_t)actor;
}

static bool find_party(const struct party_set *set, struct str name, enum reg_actor *ret_actor)
{
    uint32_t slot = slot_of(set, name);

    if (set->slots[slot].name.n == 0) {
        return false;
    }
    *ret_actor = set->slots[slot].actor;
    return true;
}

static bool is_office(struct str name)
{
    return name.n > 6 && word_at_end(office_endings, name).n > 0 &&
           word_at_end(office_lookalikes, name).n == 0;
}

/* 局担当者, 県の職員: people of the party named before. */
static size_t before_staff(struct str s, size_t end)
{
    static const char *const staff[] = {"担当者", "職員", "担当官", "担当"};

    for (size_t i = 0; i < COUNT(staff); i++) {
        struct str word = str_of(staff[i]);

        if (str_ends(str_sub(s, 0, end), word)) {
            end -= word.n;
            return str_ends(str_sub(s, 0, end), STR("の")) ? end - 3 : end;
        }
    }
    return end;
}

static bool is_name_character(struct str s, size_t at)
{
    unsigned char first = (unsigned char)s.p[at];

    if (first >= 0xE5 && first <= 0xE9) {
        return true; /* kanji, as nearly all of a name is */
    }
    enum char_class class = char_class_at(s, at);

    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_LATIN ||
           str_at(s, at, STR("の")) || str_at(s, at, STR("・"));
}

/* The longest known name that ends at byte `end`. 国 and 甲 count only as whole words. */
static bool known_name_before(const struct reading *r, struct str s, size_t end,
                              enum reg_actor *ret_actor, size_t *ret_beg)
{
    bool found = false;
    size_t at = end;

    bool goes_on = at > 0 && is_name_character(s, char_before(s, at));

    for (int i = 0; i < LONGEST_NAME && goes_on; i++) {
        at = char_before(s, at);
        goes_on = at > 0 && is_name_character(s, char_before(s, at));
        bool is_whole = !goes_on || str_ends(str_sub(s, 0, at), STR("の"));

        if ((i > 0 || is_whole) && find_party(r->parties, str_sub(s, at, end), ret_actor)) {
            *ret_beg = at;
            found = true;
        }
    }
    if (!found && end - at > 3 && is_office(str_sub(s, at, end))) {
        *ret_actor = ACTOR_MINISTRY;
        *ret_beg = at;
        found = true;
    }
    return found;
}

bool term_party_before(const struct reading *r, struct str s, size_t end, enum reg_actor *ret_actor,
                       size_t *ret_beg)
{
    if (known_name_before(r, s, end, ret_actor, ret_beg)) {
        return true;
    }
    size_t name_end = before_staff(s, end);

    return name_end < end && name_end > 0 && known_name_before(r, s, name_end, ret_actor, ret_beg);
}

/* What stands before the bracket at `open`: back to a comma, a stop or a particle. */
static struct str meaning_before(struct str s, size_t open)
{
    static const char *const stops[] = {"は", "が", "を", "に", "で", "も"};
    size_t beg = open;

    for (int i = 0; i < LONGEST_MEANING && beg > 0; i++) {
        size_t at = char_before(s, beg);
        enum char_class class = char_class_at(s, at);

        if (class == CHAR_STOP || class == CHAR_COMMA || class == CHAR_OPEN ||
            class == CHAR_CLOSE) {
            break;
        }
        if (class == CHAR_HIRAGANA) {
            bool is_stop = false;

            for (size_t k = 0; k < COUNT(stops); k++) {
                is_stop |= str_at(s, at, str_of(stops[k]));
            }
            if (is_stop) {
                break;
            }
        }
        beg = at;
    }
    return str_trim(str_sub(s, beg, open));
}

/* Whether the sentence around says that the contractor chooses or pays them. */
static bool is_chosen_by_contractor(struct str sentence)
{
    static const char *const acts[] = {"公募する", "公募し",   "採択する",
                                       "採択し",   "選定する", "再委託"};

    for (size_t i = 0; i < COUNT(acts); i++) {
        if (str_has(sentence, str_of(acts[i]))) {
            return true;
        }
    }
    return false;
}

/* Names of people and bodies end like this. */
static bool names_a_party(struct str s)
{
    static const char *const ends[] = {
        "者", "協会", "団体",   "法人",   "主体",   "組合", "機関", "企業", "会社",  "業者",
        "店", "委員", "委員会", "協議会", "参加者", "講師", "学校", "病院", "自治体"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(s, str_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

static void classify(struct reading *r, struct definition *d, struct str sentence)
{
    enum reg_actor actor;
    size_t beg;

    if (find_party(r->parties, d->term, &actor)) {
        d->is_party = true;
        d->actor = actor;
        return;
    }
    if (is_office(d->meaning) || is_office(d->term)) {
        actor = ACTOR_MINISTRY;
    } else if (term_party_before(r, d->meaning, d->meaning.n, &actor, &beg) &&
               names_a_party(d->term)) {
        /* the word for a known party */
    } else if (names_a_party(d->term)) {
        actor = is_chosen_by_contractor(sentence) ? ACTOR_SUBCONTRACTOR : ACTOR_THIRD_PARTY;
    } else {
        return;
    }
    d->is_party = true;
    d->actor = actor;
    add_party(r->parties, d->term, actor);
}

/* The 「X」 of 以下「X」という at byte `at` of block b; returns the byte to go on from. */
static size_t read_definition(struct reading *r, uint32_t block, size_t at)
{
    struct str s = r->blocks.v[block].t.s;
    size_t after = at + STR("以下").n;
    ptrdiff_t quote = str_find(str_sub(s, 0, after + DEFINITION_GAP), STR("「"), after);

    if (quote < 0) {
        return after;
    }
    size_t term = (size_t)quote + 3;
    ptrdiff_t close = str_find(str_sub(s, 0, term + LONGEST_TERM), STR("」"), term);

    if (close < 0 || str_has(str_sub(s, after, term), STR("。")) ||
        str_has(str_sub(s, after, term), STR(")"))) {
        return after;
    }
    struct str rest = str_sub(s, (size_t)close + 3, s.n);

    if (!str_starts(rest, STR("と")) && !str_starts(rest, STR("に"))) {
        return (size_t)close;
    }
    size_t open = at;

    while (open > 0 && char_class_before(s, open) != CHAR_OPEN && at - open < DEFINITION_GAP) {
        open = char_before(s, open);
    }
    struct definition d = {
        .term = str_sub(s, term, (size_t)close),
        .meaning = open > 0 && char_class_before(s, open) == CHAR_OPEN
                       ? meaning_before(s, char_before(s, open))
                       : (struct str){},
        .block = block,
        .beg = ftext_beg(&r->blocks.v[block].t, term),
        .end = ftext_end(&r->blocks.v[block].t, (size_t)close, r->doc->text),
    };

    classify(r, &d, str_sub(s, (size_t)close, (size_t)close + 200));
    *VEC_ADD(r->arena, &r->definitions) = d;
    return (size_t)close;
}

void term_build(struct reading *r)
{
    r->parties = ARENA_NEW(r->arena, struct party_set);
    for (size_t i = 0; i < party_word_count; i++) {
        add_party(r->parties, party_words[i].word, party_words[i].actor);
    }
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        struct str s = r->blocks.v[i].t.s;

        if (!ftext_may_have(&r->blocks.v[i].t, STR("以下"))) {
            continue;
        }
        for (ptrdiff_t at = str_find(s, STR("以下"), 0); at >= 0;) {
            at = str_find(s, STR("以下"), read_definition(r, i, (size_t)at));
        }
    }
}
