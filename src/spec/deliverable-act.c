/*
 * Sentences that ask for something to be handed over: 議事録を担当者に提出すること,
 * 集計結果は…に提出する, 次に掲げる書類を提出しなければならない.
 *
 * The object is the noun phrase before the を that belongs to the verb, or the subject marked by は
 * when there is none. What the buyer hands over, and what only mentions a paper (提出された,
 * 提出期限), is left out.
 */
#include "spec/deliverable.h"

#include "text/chars.h"

enum {
    LONGEST_REACH = 150, /* bytes between the object and its verb */
    LONGEST_NAME = 120,  /* characters of an object */
    LOOKED_BACK = 900,   /* bytes before the verb in which what it is said of is looked for */
};

struct verb {
    const char *word;
    bool makes; /* makes a thing: the object must be one that can be handed over */
};

static const struct verb verbs[] = {
    {"提出", false}, {"納入", false},   {"納品", false},  {"送付", false},
    {"提示", true},  {"作成", true},    {"通作成", true}, {"アップデート", true},
    {"改訂", true},  {"引き渡", false}, {"報告", true},
};

/* After the verb: it asks. */
static const char *const asking[] = {
    "する",     "し",     "すること",   "します", "を行",   "いただ", "願",
    "ください", "下さい", "しなければ", "の上",   "のうえ", "して",   "できる",
};
static const char *const not_asking[] = {
    "した",
    "された",
    "される",
    "しない",
    "しようと",
    "しており",
    "しています",
    "するための",
    "する際",
    "する場合",
    "するとき",
    "する時",
    "することを要しない",
    "する書類",
    "する者",
    "した者",
    "する資料",
    "することができ",
    "しても",
    "するに当た",
    "するにあた",
    "することができない",
};

static const char *const buyer_subjects[] = {
    "甲は",   "発注者は", "委託者は", "当局は",     "当省は",     "当庁は",   "経済産業省は",
    "市は",   "県は",     "国は",     "担当職員は", "監督職員は", "担当課は", "担当課室は",
    "委員は", "事務局は", "当局が",   "発注者が",   "甲が",
};

static bool starts_with_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_starts(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

/* Opening less closing brackets. */
static int bracket_balance(struct str s)
{
    int depth = 0;

    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        depth += bracket_step(cp);
    }
    return depth;
}

struct act {
    struct deliverable_maker *m;
    uint32_t block;
    struct str s; /* the sentence */
    size_t verb;  /* where the verb starts */
    size_t verb_end;
    bool makes;
    bool reports; /* 報告: handed over only when a time is set for it */
};

static bool asks(const struct act *x)
{
    struct str after = str_sub(x->s, x->verb_end, x->s.n);

    if (starts_with_any(after, not_asking, COUNT(not_asking))) {
        return false;
    }
    if (str_starts(after, STR("するもの")) && !str_starts(after, STR("するものと"))) {
        return false;
    }
    return after.n == 0 || starts_with_any(after, asking, COUNT(asking));
}

/* The を whose object the verb takes: no other verb between. */
static ptrdiff_t find_object_end(const struct act *x)
{
    size_t from = x->verb > LONGEST_REACH ? utf8_floor(x->s, x->verb - LONGEST_REACH) : 0;
    ptrdiff_t at = str_rfind(str_sub(x->s, from, x->verb), STR("を"));

    while (at > 0 && bracket_balance(str_sub(x->s, from + (size_t)at, x->verb)) != 0) {
        at = str_rfind(str_sub(x->s, from, from + (size_t)at), STR("を")); /* 「情報を扱う者」 */
    }
    if (at < 0) {
        return -1;
    }
    size_t end = from + (size_t)at;
    struct str between = str_sub(x->s, end + 3, x->verb);

    if (str_ends(between, STR("として"))) {
        between = str_sub(between, 0, between.n - 9);
    }
    static const char *const other[] = {"し、", "する",     "した",   "って",   "って、", "得て",
                                        "得た", "により、", "記述",   "上で",   "際",     "場合",
                                        "示し", "付して",   "除いて", "もって", "して",   "受けた",
                                        "た日", "た後",     "ときは", "たとき"};

    for (size_t i = 0; i < COUNT(other); i++) {
        ptrdiff_t found = str_find(between, str_of(other[i]), 0);

        if (found >= 0 && bracket_balance(str_sub(between, 0, (size_t)found)) == 0) {
            return -1;
        }
    }
    return (ptrdiff_t)end;
}

/* Where the words that go with the verb may begin. */
static size_t reach(const struct act *x)
{
    return x->verb > LOOKED_BACK ? utf8_floor(x->s, x->verb - LOOKED_BACK) : 0;
}

/* 集計結果は… or 公募要領について、…: the first subject of the sentence. */
static bool find_topic(const struct act *x, size_t *ret_beg, size_t *ret_end)
{
    static const char *const marks[] = {"は、", "について、", "を、", "は"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        ptrdiff_t at = str_rfind(str_sub(x->s, reach(x), x->verb), str_of(marks[i]));

        if (at <= 0) {
            continue;
        }
        size_t end = reach(x) + (size_t)at;

        if (str_ends(str_sub(x->s, 0, end), STR("について"))) {
            end -= 12;
        }
        size_t beg = deliverable_phrase_start(x->s, end);

        if (end > beg && deliverable_is_thing(str_sub(x->s, beg, end))) {
            *ret_beg = beg;
            *ret_end = end;
            return true;
        }
    }
    return false;
}

/* 許諾書の写しとともに提出する: what goes with the object. */
static bool find_companion(const struct act *x, size_t *ret_beg, size_t *ret_end)
{
    static const char *const marks[] = {"とともに", "と共に", "と併せて", "とあわせて"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        ptrdiff_t at = str_rfind(str_sub(x->s, reach(x), x->verb), str_of(marks[i]));

        if (at > 0) {
            *ret_end = reach(x) + (size_t)at;
            *ret_beg = deliverable_phrase_start(x->s, *ret_end);
            return deliverable_is_thing(str_sub(x->s, *ret_beg, *ret_end));
        }
    }
    return false;
}

enum { LONGEST_CLAUSE = 2048 }; /* bytes: a line without an end is not read again and again */

static size_t clause_start(struct str s, size_t at)
{
    size_t low = at > LONGEST_CLAUSE ? utf8_floor(s, at - LONGEST_CLAUSE) : 0;
    ptrdiff_t comma = str_rfind(str_sub(s, low, at), STR("、"));

    return comma < 0 ? low : low + (size_t)comma + 3;
}

/* 別紙1の様式により報告する */
static bool by_form(const struct act *x)
{
    struct str before = str_sub(x->s, reach(x), x->verb);

    return (str_has(before, STR("様式")) || str_has(before, STR("別紙"))) &&
           (str_has(before, STR("により")) || str_has(before, STR("を用いて")));
}

/* チラシを5,000部作成, 本書を2通作成: the copies between object and verb. */
static struct str copies_at_verb(const struct act *x, size_t object_end)
{
    struct str between = str_sub(x->s, object_end, x->verb_end);
    size_t beg;
    struct str copies = between.n < 90 ? deliverable_copies(between, &beg) : (struct str){};

    return copies;
}

/* When it is due: said in its clause or the one before it; of what is made, till the sentence ends.
 */
static struct str due_of(const struct act *x, size_t quote_beg, size_t in_block)
{
    const struct reading *r = x->m->r;
    const struct block *b = &r->blocks.v[x->block];
    size_t from = clause_start(x->s, quote_beg > 3 ? quote_beg - 3 : 0);
    struct str due = deliverable_due(r, b, in_block + quote_beg, in_block + x->verb_end);

    if (due.n == 0) {
        due = deliverable_due(r, b, in_block + from, in_block + x->verb_end);
    }
    if (due.n == 0 && x->makes) {
        due = deliverable_due(r, b, in_block + x->verb_end, in_block + x->s.n);
    }
    return due;
}

/* 次の広報物, 下記の書類: points at a list that names the things. 正副 counts, it names nothing. */
static bool names_nothing(struct str name)
{
    static const char *const pointers[] = {"次の", "以下の", "下記の", "上記の", "次に掲げる"};
    static const char *const counts[] = {"正副", "正本", "副本", "写し", "副"};

    if (starts_with_any(name, pointers, COUNT(pointers))) {
        return true;
    }
    for (size_t i = 0; i < COUNT(counts); i++) {
        if (str_eq(name, str_of(counts[i]))) {
            return true;
        }
    }
    return false;
}

/* 誓約書を徴し、その写しを提出: the copy of what the clause before is about. */
static struct str copy_of_what(const struct act *x, size_t beg)
{
    size_t from = beg > LONGEST_REACH ? utf8_floor(x->s, beg - LONGEST_REACH) : 0;
    ptrdiff_t object = str_rfind(str_sub(x->s, from, beg), STR("を"));

    if (object <= 0) {
        return (struct str){};
    }
    size_t end = from + (size_t)object;
    struct str what = str_sub(x->s, deliverable_phrase_start(x->s, end), end);

    return deliverable_is_thing(what) ? arena_printf(x->m->r->arena, "%.*sの写し", STR_ARG(what))
                                      : (struct str){};
}

static void add_object(const struct act *x, size_t beg, size_t end)
{
    struct reading *r = x->m->r;
    const struct block *b = &r->blocks.v[x->block];
    struct str name = str_trim(str_sub(x->s, beg, end));
    size_t quote_beg = MIN(beg, clause_start(x->s, beg));
    size_t in_block = (size_t)(x->s.p - b->t.s.p);

    if (str_eq(name, STR("その写し")) ||
        (str_eq(name, STR("写し")) && str_ends(str_sub(x->s, 0, beg), STR("その")))) {
        name = copy_of_what(x, beg);
    }
    if (char_count(name) < 2 || char_count(name) > LONGEST_NAME || names_nothing(name)) {
        return;
    }
    ptrdiff_t close = str_find(name, STR("」"), 0);

    if (str_starts(name, STR("「")) && close > 0) {
        name = str_sub(name, 3, (size_t)close);
    }
    ptrdiff_t below = str_find(name, STR("(以下"), 0);

    if (below > 0) {
        name = str_sub(name, 0, (size_t)below);
    }
    const struct deliverable_section *section = deliverable_section_of(x->m, x->block);
    struct deliverable_item parsed = deliverable_parse(r->arena, name);
    bool counted = parsed.copies.n > 0 && str_ends(name, parsed.copies);
    struct deliverable_item item = {
        .name = counted ? parsed.name : name,
        .copies = counted ? parsed.copies : copies_at_verb(x, end),
        .format = deliverable_format(r->arena, str_sub(x->s, quote_beg, x->verb)),
        .due = due_of(x, quote_beg, in_block),
        .src = block_src(r, b, in_block + quote_beg, in_block + x->verb_end),
        .is_made = x->makes,
    };

    if (names_nothing(item.name)) {
        return;
    }
    if (x->reports && item.due.n == 0 && !by_form(x)) {
        return; /* 状況を報告する: by word of mouth for all we know */
    }
    if (section != NULL && item.due.n == 0) {
        item.due = section->due;
    }
    if (section != NULL && item.copies.n == 0) {
        item.copies = deliverable_group_copies(x->m, x->block);
    }
    deliverable_add(x->m, &item);
}

/* 次に掲げる書類を…: the items below. */
static bool takes_items_below(const struct act *x, struct str object)
{
    static const char *const pointers[] = {"次に掲げる", "次の", "以下の", "下記の"};
    struct reading *r = x->m->r;
    const struct block *b = &r->blocks.v[x->block];

    if (!str_ends(object, STR("書類")) && !str_ends(object, STR("資料")) &&
        !str_ends(object, STR("もの"))) {
        return false;
    }
    bool points = false;

    for (size_t i = 0; i < COUNT(pointers); i++) {
        points = points || str_has(str_sub(x->s, 0, x->verb), str_of(pointers[i]));
    }
    if (!points) {
        return false;
    }
    size_t in_block = (size_t)(x->s.p - b->t.s.p);
    struct str due = deliverable_due(r, b, in_block, in_block + x->verb_end);

    for (uint32_t i = x->block + 1; i < r->blocks.n; i++) {
        const struct block *item = &r->blocks.v[i];
        const struct node *n = &r->nodes.v[item->node];
        bool below = n->block == i ? n->parent == b->node
                                   : item->node == b->node && item->marker.class == MARK_BULLET;

        if (!below) {
            break;
        }
        struct str text = str_trim(str_sub(item->t.s, item->body, item->t.s.n));
        struct deliverable_item found = deliverable_parse(r->arena, text);

        found.due = due;
        found.is_listed = true;
        found.src = span_src(r, span_of(r, i, text));
        deliverable_add(x->m, &found);
    }
    return true;
}

enum { MOST_OBJECTS = 24 };

/* The members of an enumeration that ends at a verb, found from the last to the first. */
struct objects {
    struct {
        size_t beg, end;
    } v[MOST_OBJECTS];
    size_t n;
};

static void keep_object(struct objects *o, size_t beg, size_t end)
{
    if (o->n < MOST_OBJECTS) {
        o->v[o->n].beg = beg;
        o->v[o->n++].end = end;
    }
}

/* Objects joined by 及び, 、 and と between quotation marks. */
static void find_objects(const struct act *x, size_t beg, size_t end, struct objects *ret)
{
    struct str s = x->s;

    for (int members = 0; members < MOST_OBJECTS / 2; members++) {
        struct str all = str_sub(s, beg, end);
        ptrdiff_t joint = str_rfind(all, STR("及び"));

        /* 「A」及び「B」（…）: the joint outside of brackets. */
        if (joint > 0 && bracket_balance(str_sub(all, (size_t)joint, all.n)) == 0 &&
            deliverable_is_thing(str_sub(all, 0, (size_t)joint))) {
            if (deliverable_is_thing(str_sub(all, (size_t)joint + 6, all.n))) {
                keep_object(ret, beg + (size_t)joint + 6, end);
            }
            end = beg + (size_t)joint;
            continue;
        }
        if (deliverable_is_thing(all)) {
            keep_object(ret, beg, end);
        }
        if (!str_ends(str_sub(s, 0, beg), STR("、")) || beg < 6) {
            return;
        }
        end = beg - 3;
        beg = deliverable_phrase_start(s, end);
        if (!deliverable_is_thing(str_sub(s, beg, end)) ||
            (beg > 0 && str_ends(str_sub(s, 0, beg), STR("は")))) {
            return;
        }
    }
}

/* 契約後に計画書を、完了時に完了届を提出: the clause before shares the verb. */
static void take_shared_object(const struct act *x, size_t beg)
{
    size_t clause = clause_start(x->s, beg);
    struct act before = *x;

    if (clause < 9 || !str_ends(str_sub(x->s, 0, clause - 3), STR("を"))) {
        return;
    }
    size_t end = clause - 6;
    size_t start = deliverable_phrase_start(x->s, end);

    before.verb_end = clause;
    if (deliverable_is_thing(str_sub(x->s, start, end))) {
        add_object(&before, start, end);
    }
}

static void take_objects(const struct act *x, size_t end)
{
    size_t beg = deliverable_phrase_start(x->s, end);
    struct objects found = {};

    take_shared_object(x, beg);

    if (takes_items_below(x, str_sub(x->s, beg, end))) {
        return;
    }
    find_objects(x, beg, end, &found);
    while (found.n > 0) {
        found.n--;
        add_object(x, found.v[found.n].beg, found.v[found.n].end);
    }
}

/*
 * 実績を月報に取りまとめ、…提出する; 結果を月報により報告する: the paper in which the object is
 * handed over. False when no paper is named between the object and the verb.
 */
static bool take_paper(const struct act *x)
{
    static const char *const marks[] = {"に取りまとめ", "にとりまとめ", "にまとめ",
                                        "に整理し",     "に記載し",     "により"};
    size_t from = x->verb > LONGEST_REACH ? utf8_floor(x->s, x->verb - LONGEST_REACH) : 0;
    struct str before = str_sub(x->s, from, x->verb);

    for (size_t i = 0; i < COUNT(marks); i++) {
        ptrdiff_t at = str_rfind(before, str_of(marks[i]));
        bool by_means = str_eq(str_of(marks[i]), STR("により"));

        if (at <= 0 || (by_means && ((size_t)at + 9 != before.n || !x->reports)) ||
            (!by_means && x->reports)) {
            continue;
        }
        size_t end = from + (size_t)at;
        size_t beg = deliverable_phrase_start(x->s, end);
        struct str paper = str_sub(x->s, beg, end);
        ptrdiff_t open = str_ends(paper, STR(")")) ? str_rfind(paper, STR("(")) : -1;

        if (open > 0) { /* 月報(任意の様式) */
            end = beg + (size_t)open;
            paper = str_sub(x->s, beg, end);
        }
        bool has_object = beg >= 3 && str_ends(str_sub(x->s, 0, beg), STR("を"));

        if (has_object && char_count(paper) >= 3 && deliverable_is_thing(paper) &&
            !str_has(paper, STR("様式"))) {
            add_object(x, beg, end);
            return true;
        }
    }
    return false;
}

static void take_verb(const struct act *x)
{
    if (!asks(x) || take_paper(x)) {
        return;
    }
    ptrdiff_t object = find_object_end(x);

    if (object > 0) {
        size_t beg = deliverable_phrase_start(x->s, (size_t)object);

        if (str_ends(str_sub(x->s, 0, x->verb), STR("として"))) { /* 結果を速報として提出 */
            size_t as_end = x->verb - 9;
            size_t as_beg = deliverable_phrase_start(x->s, as_end);

            if (deliverable_is_thing(str_sub(x->s, as_beg, as_end))) {
                add_object(x, as_beg, as_end);
                return;
            }
        }

        if (deliverable_is_thing(str_sub(x->s, beg, (size_t)object)) || !x->makes) {
            take_objects(x, (size_t)object);
        }
    }
    size_t beg;
    size_t end;

    if (object <= 0 && find_topic(x, &beg, &end)) {
        add_object(x, beg, end);
    }
    if (find_companion(x, &beg, &end)) {
        add_object(x, beg, end);
    }
}

static void take_sentence(struct deliverable_maker *m, uint32_t block, struct str s)
{
    const struct ftext *whole = &m->r->blocks.v[block].t;

    if (starts_with_any(s, buyer_subjects, COUNT(buyer_subjects))) {
        return;
    }
    for (size_t i = 0; i < COUNT(verbs); i++) {
        struct str word = str_of(verbs[i].word);

        if (!ftext_may_have(whole, word)) {
            continue;
        }
        for (ptrdiff_t at = str_find(s, word, 0); at > 0;
             at = str_find(s, word, (size_t)at + word.n)) {
            take_verb(&(struct act){.m = m,
                                    .block = block,
                                    .s = s,
                                    .verb = (size_t)at,
                                    .verb_end = (size_t)at + word.n,
                                    .makes = verbs[i].makes,
                                    .reports = str_eq(word, STR("報告"))});
        }
    }
}

void deliverable_find_acts(struct deliverable_maker *m)
{
    const struct reading *r = m->r;

    for (uint32_t i = 0; i < r->sentences.n; i++) {
        const struct sentence *s = &r->sentences.v[i];
        const struct block *b = &r->blocks.v[s->block];

        if (r->parts.v[b->part].kind != PART_FORM && !block_in_annex(r, b) &&
            b->kind != BLOCK_NOTE) {
            take_sentence(m, s->block, sentence_text(r, s));
        }
    }
}
