/*
 * A document is often several texts in one file: call, contract draft, specification, annex,
 * forms. Each numbers from 1, so each is a part with its own tree.
 *
 * A part starts at a short line that stands alone and is
 *     a label                （様式１） 別紙２ （別記） 【別添】
 *     the title of a kind    仕様書, …募集要領, …契約書（案）
 *     the title of a form    …申請書, …名簿, …報告書 before a table or a blank form
 *     a title that a reference elsewhere quotes: 別記「…」, 「…」（別紙）
 *     the head of a letter to fill in: 令和　年　月　日 followed by …殿
 */
#include "spec/reading.h"

#include "text/chars.h"

enum {
    LONGEST_TITLE = 60, /* characters */
    LONGEST_LABEL = 14,
    FORM_LOOK_AHEAD = 8, /* blocks in which a form shows itself */
    TITLE_SET_SLOTS = 1 << 10,
};

static const char *const label_words[] = {"様式",     "別紙", "別添",     "別記",    "別表",
                                          "参考様式", "書式", "添付資料", "参考資料"};
static const char *const call_titles[] = {
    "募集要領",       "公募要領",         "募集要項",   "公募要項",       "実施要領",
    "入札公告",       "公募公告",         "入札説明書", "企画競争説明書", "の公募について",
    "の募集について", "企画提案募集要領", "実施要項",   "公告",           "委託先の公募について"};
static const char *const contract_titles[] = {"契約書", "契約書案", "契約書(案)", "委託契約書(案)",
                                              "契約条項"};
static const char *const form_titles[] = {"申請書", "名簿",           "体制図", "報告書", "理由書",
                                          "調書",   "通知書",         "承諾書", "誓約書", "見積書",
                                          "内訳書", "チェックリスト", "届出書", "証明書", "提案書",
                                          "委任状", "質問書",         "質問票"};

/* Text without spaces, in arena memory: 仕　様　書 is 仕様書. */
static struct str squeeze(struct reading *r, struct str s)
{
    char *out = arena_alloc(r->arena, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ') {
            out[n++] = s.p[i];
        }
    }
    return (struct str){.p = out, .n = n};
}

static bool ends_with_any(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_ends(s, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether the squeezed text is a label; ret_label is the label without brackets. */
static bool read_label(struct str s, struct str *ret_label, struct str *ret_rest)
{
    struct str inner = s;
    bool bracketed = false;

    if (str_at(s, 0, STR("(")) || str_at(s, 0, STR("【")) || str_at(s, 0, STR("[")) ||
        str_at(s, 0, STR("<"))) {
        size_t open = s.p[0] == '(' || s.p[0] == '[' || s.p[0] == '<' ? 1 : 3;
        ptrdiff_t close = -1;
        static const char *const closers[] = {")", "】", "]", ">"};

        for (size_t i = 0; i < COUNT(closers) && close < 0; i++) {
            close = str_find(s, str_of(closers[i]), open);
        }
        if (close < 0) {
            return false;
        }
        inner = str_sub(s, open, (size_t)close);
        *ret_rest = str_sub(s, (size_t)close + (s.p[close] & 0x80 ? 3 : 1), s.n);
        bracketed = true;
    }
    for (size_t i = 0; i < COUNT(label_words); i++) {
        struct str word = str_of(label_words[i]);

        if (!str_starts(inner, word)) {
            continue;
        }
        size_t at = word.n;

        while (at < inner.n && ((inner.p[at] >= '0' && inner.p[at] <= '9') || inner.p[at] == '-' ||
                                inner.p[at] == '.' || str_at(inner, at, STR("第")) ||
                                str_at(inner, at, STR("号")) || str_at(inner, at, STR("様式")) ||
                                str_at(inner, at, STR("の")))) {
            at += str_at(inner, at, STR("様式")) ? 6 : (unsigned char)inner.p[at] >= 0x80 ? 3 : 1;
        }
        if (bracketed && at < inner.n) {
            return false;
        }
        *ret_label = str_sub(inner, 0, at);
        if (!bracketed) {
            *ret_rest = str_sub(inner, at, inner.n);
        }
        return true;
    }
    return false;
}

/* The titles that references quote, as a small hash set. */
struct title_set {
    uint64_t hashes[TITLE_SET_SLOTS];
    uint32_t n;
};

static void title_set_add(struct title_set *set, struct str title)
{
    uint64_t hash = str_hash(title) | 1;

    if (set->n > TITLE_SET_SLOTS / 2) {
        return;
    }
    for (uint32_t slot = (uint32_t)hash % TITLE_SET_SLOTS;; slot = (slot + 1) % TITLE_SET_SLOTS) {
        if (set->hashes[slot] == hash) {
            return;
        }
        if (set->hashes[slot] == 0) {
            set->hashes[slot] = hash;
            set->n++;
            return;
        }
    }
}

static bool title_set_has(const struct title_set *set, struct str title)
{
    uint64_t hash = str_hash(title) | 1;

    for (uint32_t slot = (uint32_t)hash % TITLE_SET_SLOTS; set->hashes[slot] != 0;
         slot = (slot + 1) % TITLE_SET_SLOTS) {
        if (set->hashes[slot] == hash) {
            return true;
        }
    }
    return false;
}

/* 別記「…」 and 「…」（別紙）: quoted next to a label word. */
static bool is_quoted_as_attachment(struct str s, size_t open, size_t close)
{
    struct str before = str_trim(str_sub(s, open > 24 ? utf8_floor(s, open - 24) : 0, open));
    struct str after = str_sub(s, close, close + 30);

    for (size_t i = 0; i < COUNT(label_words); i++) {
        struct str word = str_of(label_words[i]);
        struct str end = before;

        while (end.n > 0 &&
               ((end.p[end.n - 1] >= '0' && end.p[end.n - 1] <= '9') || end.p[end.n - 1] == ' ')) {
            end.n--;
        }
        if (str_ends(end, word) || (str_starts(after, STR("(")) && str_at(after, 1, word))) {
            return true;
        }
    }
    return false;
}

static void collect_quoted_titles(struct reading *r, struct title_set *set)
{
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        struct str s = r->blocks.v[i].t.s;

        if (!ftext_may_have(&r->blocks.v[i].t, STR("「」"))) {
            continue;
        }
        for (ptrdiff_t open = str_find(s, STR("「"), 0); open >= 0;
             open = str_find(s, STR("「"), (size_t)open + 3)) {
            ptrdiff_t close = str_find(s, STR("」"), (size_t)open);

            if (close < 0) {
                break;
            }
            struct str title = squeeze(r, str_sub(s, (size_t)open + 3, (size_t)close));

            if (char_count(title) >= 6 &&
                is_quoted_as_attachment(s, (size_t)open, (size_t)close + 3)) {
                title_set_add(set, title);
            }
        }
    }
}

/* 令和　年　月　日, squeezed: to be filled in. */
static bool is_blank_date(struct str s)
{
    return str_eq(s, STR("令和年月日")) || str_eq(s, STR("年月日")) || str_eq(s, STR("平成年月日"));
}

static bool is_addressee(struct str s)
{
    return str_ends(s, STR("殿")) || str_ends(s, STR("宛て")) || str_ends(s, STR("あて")) ||
           str_ends(s, STR("宛")) || str_ends(s, STR("様"));
}

static bool addressee_follows(struct reading *r, uint32_t block)
{
    for (uint32_t i = block + 1; i < r->blocks.n && i <= block + 3; i++) {
        if (is_addressee(squeeze(r, r->blocks.v[i].t.s))) {
            return true;
        }
    }
    return false;
}

/* A table or a blank to fill in follows soon. */
static bool form_follows(const struct reading *r, uint32_t block)
{
    for (uint32_t i = block + 1; i < r->blocks.n && i <= block + FORM_LOOK_AHEAD; i++) {
        if (r->blocks.v[i].table != 0 || str_has(r->blocks.v[i].t.s, STR("___"))) {
            return true;
        }
    }
    return false;
}

struct start {
    bool found;
    enum part_kind kind;
    struct str label;
    bool is_title; /* the line itself is the title */
};

static enum part_kind kind_of_title(struct str s, enum part_kind otherwise)
{
    bool security = str_has(s, STR("情報セキュリティ"));

    if (security &&
        (str_ends(s, STR("事項")) || str_ends(s, STR("要件")) || str_ends(s, STR("特記仕様書")))) {
        return PART_ANNEX;
    }
    if (security && (str_ends(s, STR("報告書")) || str_ends(s, STR("チェックリスト")))) {
        return PART_ANNEX_FORM;
    }
    if (ends_with_any(s, form_titles, COUNT(form_titles))) {
        return PART_FORM;
    }
    return otherwise;
}

static struct start look_at_title(const struct reading *r, uint32_t index, struct str s,
                                  const struct title_set *quoted)
{
    struct str open = str_ends(s, STR("(案)")) ? str_sub(s, 0, s.n - 5) : s;

    if (title_set_has(quoted, s)) {
        return (struct start){
            .found = true, .kind = kind_of_title(s, PART_NOTICE), .is_title = true};
    }
    if (str_ends(open, STR("仕様書"))) {
        return (struct start){.found = true, .kind = PART_SPEC, .is_title = true};
    }
    if (ends_with_any(open, contract_titles, COUNT(contract_titles)) && char_count(s) <= 30) {
        return (struct start){.found = true, .kind = PART_CONTRACT, .is_title = true};
    }
    if (index < 12 && ends_with_any(open, call_titles, COUNT(call_titles))) {
        return (struct start){.found = true, .kind = PART_CALL, .is_title = true};
    }
    if (ends_with_any(s, form_titles, COUNT(form_titles)) && form_follows(r, index)) {
        return (struct start){.found = true, .kind = kind_of_title(s, PART_FORM), .is_title = true};
    }
    return (struct start){};
}

/* Whether a part starts at this block. */
static struct start look_for_start(struct reading *r, uint32_t index,
                                   const struct title_set *quoted)
{
    const struct block *b = &r->blocks.v[index];

    if (b->table != 0 || b->kind != BLOCK_TEXT || b->t.s.n > LONGEST_TITLE * 2 * UTF8_MAX) {
        return (struct start){};
    }
    size_t characters = char_count(b->t.s);

    if (characters > LONGEST_TITLE * 2 || ftext_has(&b->t, STR("。"))) {
        return (struct start){};
    }
    struct str s = squeeze(r, b->t.s);
    struct str label = {};
    struct str rest = {};

    if (characters <= LONGEST_TITLE && b->list_level == 0 &&
        (b->marker.class == MARK_NONE || b->marker.class == MARK_HEAD) &&
        read_label(s, &label, &rest) &&
        (rest.n == 0 ||
         (b->follows_blank && char_count(s) <= 40 &&
          (char_class_at(rest, 0) == CHAR_KANJI || char_class_at(rest, 0) == CHAR_OPEN) &&
          !str_has(rest, STR("、"))))) {
        enum part_kind kind = str_starts(label, STR("様式")) || str_has(label, STR("様式"))
                                  ? PART_FORM
                                  : kind_of_title(rest, PART_NOTICE);

        return (struct start){.found = true, .kind = kind, .label = label, .is_title = rest.n > 0};
    }
    if (marker_is_numbered(&b->marker) || b->marker.class == MARK_BULLET ||
        b->marker.class == MARK_NOTE || b->list_level > 0) {
        return (struct start){};
    }
    if (is_blank_date(s) && addressee_follows(r, index)) {
        return (struct start){.found = true, .kind = PART_FORM};
    }
    return look_at_title(r, index, s, quoted);
}

/* Merges a start that comes right after a label or a blank date: it is that part's title. */
static bool is_title_of_open_part(const struct reading *r, const struct part *open, uint32_t index)
{
    return open->title_block == REG_NO_INDEX && index - open->block_first <= FORM_LOOK_AHEAD + 4 &&
           (open->label.n > 0 || open->kind == PART_FORM) && r->blocks.v[index].table == 0;
}

static struct part *add_part(struct reading *r, enum part_kind kind, uint32_t first)
{
    struct part *p = VEC_ADD(r->arena, &r->parts);

    *p = (struct part){.kind = kind,
                       .block_first = first,
                       .title_block = REG_NO_INDEX,
                       .label_block = REG_NO_INDEX};
    return p;
}

static void set_title(struct reading *r, struct part *p, uint32_t block, struct start start)
{
    p->title_block = block;
    p->title = squeeze(r, r->blocks.v[block].t.s);
    r->blocks.v[block].kind = BLOCK_TITLE;
    if (start.kind != PART_NOTICE && start.kind != PART_SPEC) {
        p->kind = start.kind;
    }
}

static void set_prefixes(struct reading *r)
{
    uint32_t main_parts = 0;

    for (uint32_t i = 0; i < r->parts.n; i++) {
        main_parts += r->parts.v[i].kind <= PART_CONTRACT && r->parts.v[i].block_count > 1;
    }
    for (uint32_t i = 0; i < r->parts.n; i++) {
        struct part *p = &r->parts.v[i];
        static const char *const names[] = {
            [PART_BODY] = "",           [PART_CALL] = "公募",
            [PART_SPEC] = "仕様書",     [PART_CONTRACT] = "契約書案",
            [PART_NOTICE] = "別紙",     [PART_ANNEX] = "別記",
            [PART_ANNEX_FORM] = "別紙", [PART_FORM] = "様式",
        };
        struct str name = p->label.n > 0 ? p->label : str_of(names[p->kind]);

        p->preamble = STR("前文");
        if (name.n == 0 || (p->kind <= PART_CONTRACT && main_parts < 2)) {
            continue;
        }
        p->prefix = arena_printf(r->arena, "%.*s/", STR_ARG(name));
        p->preamble =
            p->kind == PART_NOTICE ? name : arena_printf(r->arena, "%.*s/前文", STR_ARG(name));
    }
}

void part_build(struct reading *r)
{
    struct title_set *quoted = ARENA_NEW(r->arena, struct title_set);
    struct part *open = add_part(r, PART_BODY, 0);

    collect_quoted_titles(r, quoted);
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        struct start start = look_for_start(r, i, quoted);

        if (start.found && start.is_title && start.label.n == 0 &&
            is_title_of_open_part(r, open, i)) {
            set_title(r, open, i, start);
        } else if (start.found && i == 0) {
            open->kind = start.kind;
            open->label = start.label;
            if (start.is_title) {
                set_title(r, open, i, start);
                open->kind = start.kind;
            }
        } else if (start.found) {
            open->block_count = i - open->block_first;
            open = add_part(r, start.kind, i);
            open->label = start.label;
            open->label_block = start.label.n > 0 ? i : REG_NO_INDEX;
            if (start.is_title) {
                set_title(r, open, i, start);
                open->kind = start.kind;
            }
        }
        r->blocks.v[i].part = r->parts.n - 1;
    }
    open->block_count = r->blocks.n - open->block_first;
    set_prefixes(r);
}
