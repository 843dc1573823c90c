/*
 * The linter: what contradicts itself or is left open in a document that was read.
 * Private to src/spec.
 *
 * A rule is one function that looks at the reading (blocks, nodes, sentences, words found) and at
 * the register, and reports. It reports only what a careful person would ask the issuer about: a
 * rule that cries wolf on correct text is worse than none, and each has such text in its tests.
 * Damage of the file (not of the document) is reported without a question.
 *
 * Words that several rules look for are found in one pass over the text (lint-words.c); rules
 * walk the hits. No rule may cost more than linear time.
 */
#ifndef SPEC_LINT_H
#define SPEC_LINT_H

#include "spec/lint-rules.h"
#include "spec/reading.h"
#include "text/quantity.h"
#include "text/when.h"

/* What a word found by the common pass is good for. */
enum lint_word_class {
    WORD_DRAFT,   /* left over from drafting, wherever it stands */
    WORD_BLANK,   /* ○○ ●●: a blank; fine in forms and examples */
    WORD_EXAMPLE, /* 例, 記載例: what follows is an example */
    WORD_ROLE,    /* an office or a person that must be defined: 担当課室 */
    WORD_OFFICE, /* 監督職員: who directs the work; detail = not NULL when it is never a slip */
    WORD_THIRD,  /* 丙 */
    WORD_DEIXIS, /* a body that points at itself: 当省, 当局 */
    WORD_AWARD,  /* words of a tender: 落札者, 入札 */
    WORD_PROPOSAL,   /* words of a proposal: 企画競争 */
    WORD_RENAMED,    /* bodies and editions that were replaced */
    WORD_SUM,        /* 計, 合計 */
    WORD_LIST,       /* 次の, 以下の */
    WORD_CAP,        /* 上限 */
    WORD_UNDER,      /* 未満, 以下, 以内 */
    WORD_OVER,       /* 超, 以上 */
    WORD_DELIVER,    /* 納入物, 成果物 */
    WORD_FORM,       /* 様式 */
    WORD_PROHIBIT,   /* してはならない and the like */
    WORD_PARTICLE,   /* をを */
    WORD_CONFUSABLE, /* a character taken for another: 社, 者 */
    WORD_TIMES,      /* × */
    WORD_TAX,        /* 消費税 */
    WORD_WITH_TAX,   /* 税込, 税抜 */
    WORD_PARTY,      /* 受注者, 乙; detail = not NULL for the buyer's side */
    WORD_GARBLED,    /* text in the wrong encoding; detail = not NULL when one is enough */
    WORD_FIELD,      /* a broken field; detail = words must follow it */
    WORD_SYMBOL,     /* ●月: one sign for a blank */
    WORD_VARIANT,    /* an old form; detail = the form in use */
};

struct lint_word {
    const char *text; /* folded */
    enum lint_word_class class;
    const char *detail; /* what the rule wants to know of the word; may be NULL */
};

struct lint_hit {
    const struct lint_word *word;
    uint32_t block;
    uint32_t beg, end; /* folded bytes of the block */
};

/* One calendar point of an expression of time. */
struct lint_point {
    int16_t year; /* WHEN_UNSET = not known, as below */
    int8_t month, day, hour, minute, weekday;
    uint8_t unit;             /* enum when_unit; WHEN_U_NONE = absent or no calendar point */
    bool fiscal;              /* year is a fiscal year */
    uint8_t basis;            /* enum when_basis */
    int32_t day_from, day_to; /* CALENDAR_NONE when not known */
};

/* A length of time, in thousandths of each. */
struct lint_length {
    int32_t months, days, minutes;
    int32_t open_days;
    bool is_single; /* one length, none of it fuzzy; bounds (以内) may stand with it */
    bool is_plain;  /* nothing but these, none of them fuzzy or of business days */
};

/* An expression of time in the document's own text, as far as rules ask for it. */
struct lint_date {
    uint32_t block, beg, end; /* folded bytes */
    uint8_t kind;             /* enum when_kind */
    uint16_t flags;           /* enum when_flag */
    uint16_t mods;            /* enum when_mod */
    bool has_event_end;       /* a range to an event */
    int32_t day_from, day_to; /* of the whole */
    struct lint_point a, b;
    struct lint_length length; /* of a duration */
};

/* A quantity in the document's own text. */
struct lint_quantity {
    uint32_t block, beg, end; /* folded bytes */
    int64_t lo, hi;           /* thousandths */
    bool has_lo, has_hi, open_lo, open_hi, approx;
    uint8_t tax;     /* enum quantity_tax */
    struct str unit; /* as text/quantity.h has it: "JPY", "名" */
};

struct lint {
    struct reading *r;
    const struct lint_rule *rule;         /* that runs now */
    VEC(struct lint_hit) hits;            /* in order of the text */
    VEC(struct lint_date) dates;          /* in order of the text */
    VEC(struct lint_quantity) quantities; /* in order of the text */
    uint32_t first_finding;               /* of the register: those before are other stages' */
    int32_t notice_day;                   /* REG_NO_DAY = not known; also the members below */
    int32_t period_end;
    int32_t fiscal_year; /* of the title; 0 = not known */
};

/* A finding about to be reported. */
struct lint_say {
    struct reg_src src; /* the words that are wrong: short, and enough to be found */
    enum reg_confidence confidence;
    struct str why;              /* Japanese, one sentence */
    struct str question;         /* polite Japanese; empty = damage of the file */
    const struct reg_src *other; /* the other place, or NULL */
};

/* Adds a finding of the rule that runs. Severity falls with confidence. */
void lint_report(struct lint *l, const struct lint_say *say);

/* Whether a rule of the same kind has reported words that these touch. For a few findings only: it
   walks all of them. */
bool lint_is_reported(const struct lint *l, const struct reg_src *src);

/* Finds the words of all classes in one pass: l->hits. */
void lint_find_words(struct lint *l);

/* Finds the expressions of time of the document's own text: l->dates. */
void lint_find_dates(struct lint *l);

/* Finds the quantities of the document's own text: l->quantities. */
void lint_find_quantities(struct lint *l);

/*
 * Index of the first date (quantity) that ends after byte `at` of the block, or of a later block.
 */
uint32_t lint_first_date(const struct lint *l, uint32_t block, size_t at);
uint32_t lint_first_quantity(const struct lint *l, uint32_t block, size_t at);

/* Whether any of the words stands in s. */
bool lint_has_any(struct str s, const char *const *words, size_t count);

/* The sentence around folded bytes of a block, bounded: a file without stops must not cost n². */
struct str lint_clause(const struct block *b, size_t beg, size_t end);

/* "令和8年10月17日" in the words of questions: "2026年10月17日". */
struct str lint_day_words(const struct lint *l, int32_t day);

/*
 * Whether the block is text of the document itself: no annex, no report form, no form to fill in.
 */
bool lint_is_own_text(const struct lint *l, const struct block *b);

/* "3(2)①の「…」" for questions: section (when there is one) and words. */
struct str lint_named(const struct lint *l, const struct block *b, struct str words);

/* Folded bytes of a block as text. */
static inline struct str lint_words(const struct block *b, size_t beg, size_t end)
{
    return str_sub(b->t.s, beg, end);
}

/* The words beg..end with up to so many characters on each side, inside the sentence. */
struct reg_src lint_around(const struct lint *l, const struct block *b, size_t beg, size_t end,
                           int before, int after);

/* Start of the sentence around byte `at` of folded text (after 。, or the start; bounded). */
size_t lint_clause_beg(struct str s, size_t at);
/* Its end: before the next 。, or the end of the text; bounded as well. */
size_t lint_clause_end(struct str s, size_t at);

/* The rules, a function each; see lint-rules.c for what they are. */
void lint_date_impossible(struct lint *l);
void lint_date_weekday(struct lint *l);
void lint_date_era(struct lint *l);
void lint_date_reversed(struct lint *l);
void lint_date_before_notice(struct lint *l);
void lint_date_after_period(struct lint *l);
void lint_event_twice(struct lint *l);
void lint_event_order(struct lint *l);
void lint_event_period(struct lint *l);
void lint_amount_bounds(struct lint *l);
void lint_amount_product(struct lint *l);
void lint_amount_tax(struct lint *l);
void lint_amount_cap(struct lint *l);
void lint_party_foreign(struct lint *l);
void lint_repeat_word(struct lint *l);
void lint_repeat_paragraph(struct lint *l);
void lint_repeat_garbled(struct lint *l);
void lint_draft_blank_date(struct lint *l);
void lint_list_count(struct lint *l);
void lint_list_points(struct lint *l);
void lint_list_shares(struct lint *l);
void lint_list_number(struct lint *l);
void lint_target_path(struct lint *l);
void lint_target_label(struct lint *l);
void lint_target_named(struct lint *l);
void lint_twice_count(struct lint *l);
void lint_article_range(struct lint *l);
void lint_article_rows(struct lint *l);
void lint_article_paragraph(struct lint *l);
void lint_article_form(struct lint *l);
void lint_office_undefined(struct lint *l);
void lint_office_letters(struct lint *l);
void lint_draft_instruction(struct lint *l);
void lint_date_year_left(struct lint *l);
void lint_event_report(struct lint *l);
void lint_typo_homophone(struct lint *l);
void lint_day_twice(struct lint *l);
void lint_stance(struct lint *l);
void lint_twice_mail(struct lint *l);
void lint_same_length(struct lint *l);
void lint_same_quoted(struct lint *l);
void lint_same_hours(struct lint *l);
void lint_same_address(struct lint *l);
void lint_length_differs(struct lint *l);
void lint_length_clock(struct lint *l);
void lint_length_ordinal(struct lint *l);
void lint_draft_left_over(struct lint *l);
void lint_draft_variant(struct lint *l);
void lint_draft_particle(struct lint *l);
void lint_draft_stray_mark(struct lint *l);
void lint_draft_object(struct lint *l);
void lint_number_duplicate(struct lint *l);
void lint_number_gap(struct lint *l);
void lint_number_repeated_heading(struct lint *l);
void lint_copy_title(struct lint *l);
void lint_copy_contract_title(struct lint *l);
void lint_copy_word(struct lint *l);
void lint_bound_gap(struct lint *l);
void lint_bound_overlap(struct lint *l);
void lint_bound_approximate(struct lint *l);
void lint_damage_bracket(struct lint *l);
void lint_term_undefined(struct lint *l);
void lint_term_twice(struct lint *l);
void lint_term_procurement(struct lint *l);
void lint_term_renamed(struct lint *l);
void lint_reference_label(struct lint *l);
void lint_reference_number(struct lint *l);
void lint_reference_word(struct lint *l);
void lint_note_orphan(struct lint *l);
void lint_note_undefined(struct lint *l);
void lint_deliverable_unlisted(struct lint *l);
void lint_timetable(struct lint *l);
void lint_annex_removed(struct lint *l);
void lint_annex_difference(struct lint *l);
void lint_sum_total(struct lint *l);
void lint_sum_count(struct lint *l);

#endif
