/*
 * Dates, rules and quantities: what the text says about when and how much.
 * Private to src/spec.
 */
#ifndef SPEC_VALUE_H
#define SPEC_VALUE_H

#include "spec/label.h"
#include "text/quantity.h"
#include "text/when.h"

/* What one sentence (or cell) is read with. */
struct value_reader {
    struct reading *r;
    int32_t notice_day; /* CALENDAR_NONE when not known */
    int fiscal_year;    /* of the title; 0 when not known */
    struct when_context context;
    struct when_list whens;          /* of the present sentence */
    struct quantity_list quantities; /* of the present sentence */
    uint32_t block;
    struct str s;          /* the sentence */
    uint32_t in_block;     /* folded byte of the block where it starts */
    struct str annex_item; /* it stands in; empty outside the annex */
    const bool *aims;      /* by node: in a section that tells why, not what */
    bool is_background;    /* the present block is in such a section */
    bool in_table;
    uint32_t next_annex_item; /* of the register, by place */
};

/* A place where a word of time binds or tells. */
enum rule_word {
    RULE_NONE,
    RULE_WITHOUT_DELAY, /* 速やかに, 遅滞なく */
    RULE_IMMEDIATELY,   /* 直ちに */
    RULE_EARLY,         /* 早期に */
    RULE_ALWAYS,        /* 常に */
    RULE_AS_NEEDED,     /* 適宜, 必要に応じて */
    RULE_REGULARLY,     /* 定期的に */
    RULE_HALF_YEARLY,   /* 半期を目処 */
    RULE_BEFORE,        /* 事前に, 契約前に, …に先立ち */
    RULE_AFTER,         /* 終了後に */
    RULE_UNTIL,         /* 確認するまでは */
    RULE_BY,            /* 期間終了までに */
    RULE_DURING,        /* 契約期間中に */
    RULE_DURING_AND_AFTER,
    RULE_ON,           /* 指定する期日に */
    RULE_UPON,         /* 加えた場合に */
    RULE_AT,           /* 契約締結時に */
    RULE_AS_OF,        /* 期日において */
    RULE_FOR_A_PERIOD, /* 一定期間行う */
};

struct rule_hit {
    enum rule_word word;
    size_t beg, end;             /* the expression */
    size_t event_beg, event_end; /* what it is counted from, where the words say so; empty else */
};

/* The next word of time at or after byte `from` of a sentence; false when there is none. */
bool rule_word_next(struct str s, size_t from, struct rule_hit *ret);

/* Whether the word makes a rule of its own, and the rule it makes. */
bool rule_word_binds(struct value_reader *v, const struct rule_hit *h);
void rule_word_add(struct value_reader *v, const struct rule_hit *h);

/* Byte behind the last 、 or 。 before `end`; byte of the next one at or behind `from`, else the
 * end. Neither looks farther than a clause is long. */
size_t rule_clause_start(struct str s, size_t end);
size_t rule_clause_end(struct str s, size_t from);
/* The condition that ends before `at` (…場合には), the event right before it (契約締結後), and what
 * is due behind `end`; empty when there is none. */
struct str rule_condition(struct str s, size_t at);
struct str rule_event_before(struct str s, size_t at);
struct str rule_what(struct str s, size_t end);
/* Adds the rule that bytes beg..end of the present sentence say. */
void rule_add(struct value_reader *v, size_t beg, size_t end, struct str rule, struct str trigger,
              struct str value);

/* Each adds to the register what the present sentence says. */
void value_find_dates(struct value_reader *v);
void value_find_rules(struct value_reader *v);
void value_find_quantities(struct value_reader *v);

/* Index of an expression of the sentence from which on those that end behind byte `at` stand. */
uint32_t value_whens_from(const struct value_reader *v, size_t at);

/* Whether a rule is made of this length of time: 3日以内に提出, 5年間保存. */
bool rule_counts_with(const struct value_reader *v, const struct when *w);

/* Whether it tells of what was (過去3年間に2回以上): its count is a quantity, its length a rule. */
bool rule_looks_back(const struct value_reader *v, const struct when *w);

/* The value in the words of the register: 2026-07-上旬, A/B, T13:30; empty when there is none. */
struct str value_date_words(struct arena *a, const struct when *w);

#endif
