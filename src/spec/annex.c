/*
 * The annex into the register: which parts are it, its items by id (annex-item.c), and the four
 * facts of the whole (edition of the standards, mail authentication, addressee and timing of the
 * report).
 */
#include "spec/annex.h"

#include "text/chars.h"

enum {
    FEWEST_ITEMS = 10, /* of one list, for a part to be an annex by its structure alone */
};

/* ---- which part ---- */

/* The highest number among the items of a part: 1) … 17), or of any mark with `any_mark`. */
static uint32_t longest_top_list(const struct reading *r, uint32_t part, bool any_mark)
{
    uint32_t most = 0;

    for (uint32_t i = r->parts.v[part].node_first; i < r->nodes.n && r->nodes.v[i].part == part;
         i++) {
        const struct node *n = &r->nodes.v[i];

        if (n->marker.class == MARK_HALF_PAREN ||
            (any_mark && marker_is_numbered(&n->marker) && n->level == 1)) {
            most = MAX(most, n->marker.ordinal);
        }
    }
    return most;
}

static bool speaks_of_security(const struct reading *r, const struct part *p)
{
    uint32_t hits = 0;

    for (uint32_t i = p->block_first; i < p->block_first + p->block_count && hits < 5; i++) {
        static const struct str words[] = {STR_IN_TABLE("セキュリティ"), STR_IN_TABLE("情報保護"),
                                           STR_IN_TABLE("機密"), STR_IN_TABLE("不正プログラム"),
                                           STR_IN_TABLE("脆弱性")};
        const struct ftext *t = &r->blocks.v[i].t;
        bool speaks = false;

        for (size_t k = 0; k < COUNT(words) && !speaks; k++) {
            speaks = ftext_has(t, words[k]);
        }
        hits += speaks;
    }
    return hits >= 5;
}

void annex_recognise(struct reading *r)
{
    bool found = false;

    for (uint32_t i = 0; i < r->parts.n; i++) {
        struct part *p = &r->parts.v[i];

        if (p->kind == PART_NOTICE && longest_top_list(r, i, false) >= FEWEST_ITEMS &&
            speaks_of_security(r, p)) {
            p->kind = PART_ANNEX;
        } else if (p->kind == PART_ANNEX && longest_top_list(r, i, true) < FEWEST_ITEMS) {
            p->kind = PART_NOTICE; /* a page of its own rules under a title like the annex's */
        }
        found = found || p->kind == PART_ANNEX;
        if (found && p->kind == PART_FORM &&
            (str_has(p->title, STR("遵守")) || str_has(p->title, STR("実施状況")))) {
            p->kind = PART_ANNEX_FORM;
        }
    }
}

/* ---- items ---- */

/* ---- register ---- */

static const struct annex_known_item *known_item(struct str id)
{
    for (size_t i = 0; i < annex_known_item_count; i++) {
        if (str_eq(str_of(annex_known_items[i].id), id)) {
            return &annex_known_items[i];
        }
    }
    return NULL;
}

/* Of its first sentence: what it forbids or what it demands. */
static enum reg_modality modality_of(const struct reading *r, const struct annex_item *item)
{
    static const char *const forbids[] = {"ないこと",       "禁止する", "禁止すること", "認めない",
                                          "ないものとする", "でない",   "しない"};
    const struct block *b = &r->blocks.v[item->first_block];
    struct str s = str_sub(b->t.s, b->body, b->t.s.n);
    ptrdiff_t stop = str_find(s, STR("。"), 0);
    struct str first = stop < 0 ? s : str_sub(s, 0, (size_t)stop);

    if (str_ends(first, STR("含まないこと")) || str_ends(first, STR("付与しないこと"))) {
        return MUST;
    }
    if (str_has(first, STR("てはなら")) || str_has(first, STR("ではなら"))) {
        return MUST_NOT;
    }
    for (size_t i = 0; i < COUNT(forbids); i++) {
        if (str_ends(first, str_of(forbids[i]))) {
            return MUST_NOT;
        }
    }
    return MUST;
}

/* For a text we do not know: when it binds, by its words. */
static struct str trigger_by_words(const struct reading *r, const struct annex_item *item)
{
    static const struct {
        const char *word, *trigger;
    } triggers[] = {
        {"再委託", "if subcontracting"},
        {"クラウド", "if cloud"},
        {"アプリケーション", "if app/content"},
        {"電子メール", "if mail"},
        {"ウェブサイト", "if public web site"},
        {"情報システム", "if information system"},
        {"終了", "at end"},
    };
    const struct block *b = &r->blocks.v[item->first_block];
    ptrdiff_t condition = str_find(b->t.s, STR("場合"), b->body);

    for (size_t i = 0; i < COUNT(triggers) && condition > 0; i++) {
        if (str_has(str_sub(b->t.s, b->body, (size_t)condition), str_of(triggers[i].word))) {
            return str_of(triggers[i].trigger);
        }
    }
    return STR("always");
}

static void write_items(struct reading *r, const struct annex_items *items)
{
    for (uint32_t i = 0; i < items->list.n; i++) {
        const struct annex_item *item = &items->list.v[i];
        struct reg_annex_item *out = VEC_ADD(r->arena, &r->reg->annex.items);

        out->src = reading_src(r, item->text_beg, item->text_end);
        out->id = item->id;
        out->modality = modality_of(r, item);
        out->trigger = trigger_by_words(r, item);
    }
    annex_identify(r, items);
    for (uint32_t i = 0; i < r->reg->annex.items.n; i++) {
        struct reg_annex_item *out = &r->reg->annex.items.v[i];
        const struct annex_known_item *known =
            out->known || out->difference.n > 0 ? known_item(out->id) : NULL;

        if (known != NULL) {
            out->title = str_of(known->title);
            out->trigger = str_of(known->trigger);
            out->timing = str_of(known->timing);
            out->evidence = str_of(known->evidence);
        }
    }
}

/* 統一基準群（令和 n 年度版）: "R" and n. */
static struct str read_edition(struct reading *r, struct str s)
{
    ptrdiff_t at = str_find(s, STR("統一基準"), 0);

    if (at < 0) {
        return (struct str){};
    }
    ptrdiff_t era = str_find(s, STR("令和"), (size_t)at);

    if (era < 0 || era - at > 60) {
        return (struct str){};
    }
    size_t digits = skip_spaces(s, (size_t)era + 6);
    size_t end = digits;

    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') {
        end++;
    }
    if (end == digits || !str_at(s, skip_spaces(s, end), STR("年度"))) {
        return (struct str){};
    }
    return arena_printf(r->arena, "R%.*s", (int)(end - digits), s.p + digits);
}

/* 内閣官房… before what it does when needed. */
static struct str read_audit_body(struct str s)
{
    ptrdiff_t beg = str_find(s, STR("内閣官房"), 0);

    if (beg < 0 || !str_has(s, STR("監査"))) {
        return (struct str){};
    }
    ptrdiff_t end = str_find(s, STR("が"), (size_t)beg);

    return end < 0 ? (struct str){} : str_sub(s, (size_t)beg, (size_t)end);
}

static void read_mail_auth(struct reading *r, struct str s)
{
    static const char *const methods[] = {"SPF", "DKIM", "DMARC"};

    if (r->reg->annex.mail_auth.n > 0 || !str_has(s, STR("なりすまし"))) {
        return;
    }
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (str_has(s, str_of(methods[i]))) {
            *VEC_ADD(r->arena, &r->reg->annex.mail_auth) = str_of(methods[i]);
        }
    }
}

static void read_scalars(struct reading *r, uint32_t part)
{
    const struct part *p = &r->parts.v[part];
    struct reg_annex *annex = &r->reg->annex;

    for (uint32_t i = p->block_first; i < p->block_first + p->block_count; i++) {
        struct str s = r->blocks.v[i].t.s;

        if (annex->edition.n == 0) {
            annex->edition = read_edition(r, s);
        }
        if (annex->audit_body.n == 0) {
            annex->audit_body = read_audit_body(s);
        }
        read_mail_auth(r, s);
    }
}

/* ---- report form ---- */

static void read_addressee(struct reading *r, const struct block *b)
{
    static const char *const honorifics[] = {"殿", "宛て", "あて", "宛", "様"};
    struct str s = str_trim(b->t.s);
    const struct block *above = b > r->blocks.v ? b - 1 : NULL;
    struct str title = {};

    /* 支出負担行為担当官 stands on a line of its own above the office. */
    if (above != NULL && above->part == b->part && above->table == 0 &&
        str_ends(above->t.s, STR("官"))) {
        title = above->t.s;
    }
    if (r->reg->annex.addressee.n > 0 || char_count(s) > 40 || b->table != 0) {
        return;
    }
    for (size_t i = 0; i < COUNT(honorifics); i++) {
        struct str word = str_of(honorifics[i]);

        if (str_ends(s, word) && s.n > word.n) {
            s = str_trim(str_sub(s, 0, s.n - word.n));
            r->reg->annex.addressee =
                title.n > 0 ? arena_printf(r->arena, "%.*s %.*s", STR_ARG(title), STR_ARG(s)) : s;
            return;
        }
    }
}

static void add_form_line(struct reading *r, const struct block *b, struct str id,
                          enum reg_modality modality)
{
    struct reg_annex_item *out = VEC_ADD(r->arena, &r->reg->annex.items);

    out->src = block_src(r, b, b->body, b->t.s.n);
    out->id = id;
    out->modality = modality;
    out->trigger = STR("always");
}

static struct str timing_words(struct reading *r, struct str s)
{
    const char *half = str_has(s, STR("半期"))     ? "half-yearly"
                       : str_has(s, STR("四半期")) ? "P3M recurring"
                                                   : "regularly";
    bool yearly = str_has(s, STR("年1回")) || str_has(s, STR("年一回"));

    return arena_printf(r->arena, "%s%s", half,
                        yearly ? "; annually at least 1 for multi-year contracts" : "");
}

static void read_form(struct reading *r, uint32_t part)
{
    const struct part *p = &r->parts.v[part];
    bool instructions = false;
    uint32_t number = 0;

    for (uint32_t i = p->block_first; i < p->block_first + p->block_count; i++) {
        const struct block *b = &r->blocks.v[i];

        read_addressee(r, b);
        if (str_has(b->t.s, STR("記載要領")) && char_count(b->t.s) <= 10) {
            instructions = true;
        } else if (str_has(b->t.s, STR("提出時期")) ||
                   (instructions && str_has(b->t.s, STR("提出は")))) {
            add_form_line(r, b, STR("form-timing"), MUST);
            r->reg->annex.report_timing = timing_words(r, b->t.s);
        } else if (instructions && b->marker.class == MARK_DECIMAL) {
            number++;
            add_form_line(r, b, arena_printf(r->arena, "form-%u", number), MUST);
        }
    }
}

void annex_build(struct reading *r)
{
    struct annex_items items = {};
    bool form_read = false;

    for (uint32_t i = 0; i < r->parts.n; i++) {
        enum part_kind kind = r->parts.v[i].kind;

        if (kind == PART_ANNEX && items.list.n == 0) {
            annex_collect(r, i, &items);
            if (items.list.n == 0) {
                continue;
            }
            r->reg->annex.present = true;
            read_scalars(r, i);
            write_items(r, &items);
        } else if (kind == PART_ANNEX_FORM && items.list.n > 0 && !form_read) {
            form_read = true;
            read_form(r, i);
            annex_compare_form(r, &items, i);
        }
    }
    for (uint32_t i = 0; i < items.list.n; i++) {
        r->reg->annex.has_item_15_10 =
            r->reg->annex.has_item_15_10 || str_eq(items.list.v[i].id, STR("15-10"));
    }
}
