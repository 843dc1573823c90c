/*
 * What the contract is called, and the fiscal year its name says.
 *
 * The name stands under 件名, 業務の名称 …; failing that in the title of the call or specification,
 * from which the words of the paper are cut (…に係る企画競争募集要領, …委託仕様書); failing that it
 * is what the document calls 本業務 or 本事業.
 */
#include "spec/fact.h"

#include "text/chars.h"

enum {
    LONGEST_TITLE = 200, /* characters */
    DEFINED_WITHIN = 60, /* blocks in which a name that has a title is looked for */
};

/* What a title of a paper ends with; what stands before is the name. */
static const char *const paper_words[] = {
    "調達仕様書",       "委託仕様書",       "特記仕様書",       "仕様書",
    "企画提案募集要領", "企画競争募集要領", "企画提案公募要領", "募集要領",
    "公募要領",         "募集要項",         "公募要項",         "実施要領及び仕様書",
    "実施要領",         "実施要項",         "企画競争説明書",   "入札説明書",
    "入札公告",         "公募公告",         "の公募について",   "の募集について",
    "委託契約書",       "契約書",
};

/* What may be left before those words. */
static const char *const joint_words[] = {
    "に係る",     "に関する",   "の委託先の公募", "の委託先", "委託先",
    "の企画提案", "の企画競争", "企画提案",       "の",       "に係る開催運営業務",
};

static struct str unquote(struct str s)
{
    ptrdiff_t close = str_find(s, STR("」"), 0);

    if (str_starts(s, STR("「")) && close == (ptrdiff_t)s.n - 3) {
        return str_sub(s, 3, s.n - 3);
    }
    return s;
}

/* "「X」に係る企画提案の募集要領" to X; empty when the title is no more than 仕様書. */
static struct str name_in_title(struct str s)
{
    if (str_ends(s, STR("(案)"))) {
        s = str_trim(str_sub(s, 0, s.n - 5));
    }
    for (size_t i = 0; i < COUNT(paper_words); i++) {
        struct str word = str_of(paper_words[i]);

        if (!str_ends(s, word)) {
            continue;
        }
        s = str_trim(str_sub(s, 0, s.n - word.n));
        break;
    }
    ptrdiff_t about = str_rfind(s, STR("に係る"));

    if (about > 0 && s.n - (size_t)about <= 60 &&
        char_class_before(s, (size_t)about) == CHAR_CLOSE) {
        s = str_sub(s, 0, (size_t)about);
    }
    for (size_t i = 0; i < COUNT(joint_words); i++) {
        if (str_ends(s, str_of(joint_words[i]))) {
            s = str_sub(s, 0, s.n - str_of(joint_words[i]).n);
        }
    }
    return unquote(str_trim(s));
}

static void offer_title(struct fact_maker *m, enum fact_rank rank, struct block_span span)
{
    struct str s = span_text(m->r, span);

    if (char_count(s) >= 4 && char_count(s) <= LONGEST_TITLE && label_lookup(s) == LABEL_NONE &&
        !str_has(s, STR("のとおり")) && !str_has(s, STR("○○"))) {
        fact_offer(m, FACT_TITLE, rank, s, span_src(m->r, span));
    }
}

/* 本業務, 本事業: what （以下「本業務」という。） stands after. */
static bool defines_contract(struct str s, size_t at)
{
    static const char *const terms[] = {"「本業務」", "「本事業」", "「委託業務」", "「本件」",
                                        "「業務」",   "「本委託」", "「本件業務」"};

    for (size_t i = 0; i < COUNT(terms); i++) {
        ptrdiff_t term = str_find(str_sub(s, at, at + 60), str_of(terms[i]), 0);

        if (term >= 0 && term <= 9) {
            return true;
        }
    }
    return false;
}

/* Start of the noun phrase that ends at `end`: after 、 or a particle that cannot be in a name. */
static size_t phrase_start(struct str s, size_t end)
{
    static const char *const stops[] = {"、", "。", "委託する", "実施する", "は、", "が、"};
    size_t beg = 0;

    for (size_t i = 0; i < COUNT(stops); i++) {
        ptrdiff_t at = str_rfind(str_sub(s, 0, end), str_of(stops[i]));

        if (at >= 0) {
            beg = MAX(beg, (size_t)at + str_of(stops[i]).n);
        }
    }
    return beg;
}

static void find_definition(struct fact_maker *m, uint32_t index)
{
    const struct block *b = &m->r->blocks.v[index];
    ptrdiff_t at = str_find(b->t.s, STR("(以下"), b->body);

    while (at > 0) {
        if (defines_contract(b->t.s, (size_t)at + 7)) {
            size_t beg = MAX(phrase_start(b->t.s, (size_t)at), b->body);
            struct block_span span =
                span_of(m->r, index, unquote(str_trim(str_sub(b->t.s, beg, (size_t)at))));

            offer_title(m, FACT_IMPLIED, span);
            return;
        }
        at = str_find(b->t.s, STR("(以下"), (size_t)at + 1);
    }
}

/* 令和８年度… in a name: 2026; 0 when it says none. */
static int fiscal_year_in(struct str s)
{
    ptrdiff_t at = str_find(s, STR("年度"), 0);
    size_t beg = at <= 0 ? 0 : (size_t)at;
    int year = 0;
    int scale = 1;

    while (beg > 0 && s.p[beg - 1] == ' ') {
        beg--;
    }
    while (beg > 0 && s.p[beg - 1] >= '0' && s.p[beg - 1] <= '9' && scale <= 1000) {
        year += (s.p[--beg] - '0') * scale;
        scale *= 10;
    }
    struct str before = str_trim(str_sub(s, 0, beg));

    if (scale == 1 && str_ends(before, STR("元"))) {
        before = str_sub(before, 0, before.n - 3);
        year = 1;
    }
    if (str_ends(before, STR("令和")) || str_ends(before, STR("R"))) {
        year += 2018;
    } else if (str_ends(before, STR("平成"))) {
        year += 1988;
    }
    return year >= 1900 ? year : 0;
}

/* The year in the title; failing that, in another name that the document gives itself. */
static void find_fiscal_year(struct fact_maker *m)
{
    const struct fact_offer *title = fact_best(m, FACT_TITLE);
    const struct fact_offer *from = title;

    for (uint32_t i = 0; i < m->offers.n && from != NULL && fiscal_year_in(from->value) == 0; i++) {
        if (m->offers.v[i].key == FACT_TITLE && fiscal_year_in(m->offers.v[i].value) > 0) {
            from = &m->offers.v[i];
        }
    }
    int year = from == NULL ? 0 : fiscal_year_in(from->value);

    if (year > 0) {
        fact_offer(m, FACT_FISCAL_YEAR, FACT_IMPLIED, arena_printf(m->r->arena, "%d", year),
                   from->src);
    }
}

void fact_find_title(struct fact_maker *m)
{
    const struct reading *r = m->r;

    for (uint32_t i = 0; i < m->labels->n; i++) {
        const struct labelled *l = &m->labels->v[i];

        if (l->key == LABEL_TITLE && l->value.end > l->value.beg) {
            struct block_span core = fact_core(r, l->value);

            offer_title(m, l->in_form ? FACT_FORM : FACT_STATED,
                        span_of(r, core.block, unquote(span_text(r, core))));
        }
    }
    for (uint32_t i = 0; i < r->parts.n; i++) {
        const struct part *p = &r->parts.v[i];

        if (p->kind <= PART_CONTRACT && p->title_block != REG_NO_INDEX) {
            struct str name = name_in_title(r->blocks.v[p->title_block].t.s);

            if (name.n > 0 && name.p != NULL) {
                offer_title(m, FACT_HEAD, span_of(r, p->title_block, name));
            }
        }
    }
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        bool has_title = fact_best(m, FACT_TITLE) != NULL;

        if (has_title && i >= DEFINED_WITHIN) {
            break;
        }
        if (!block_in_annex(r, &r->blocks.v[i])) {
            find_definition(m, i);
        }
    }
    find_fiscal_year(m);
}
