/*
 * The register: what was read out of one call's documents, ready to be shown, exported, compared
 * and linted. Pure data; every entry knows its sentence and its place.
 *
 * The kinds and their fields follow one published schema (docs/REGISTER.md). Each kind is also
 * described by a table of columns (reg_kinds), so that writers are driven by the table: a new
 * field costs a member here and a line in reg.c.
 */
#ifndef SPEC_REG_H
#define SPEC_REG_H

#include "read/doc.h"

/* Where an entry stands. Offsets are bytes of the text layer of documents.v[file]. */
struct reg_src {
    uint32_t file;
    uint32_t beg, end;
    uint32_t line;    /* from 1, line of the text layer */
    uint32_t page;    /* from 1; 0 = no pages */
    struct str quote; /* the bytes beg..end, borrowed from the document */
};

enum reg_modality { MUST, MUST_NOT, SHOULD, MAY };
enum reg_actor { ACTOR_CONTRACTOR, ACTOR_MINISTRY, ACTOR_SUBCONTRACTOR, ACTOR_THIRD_PARTY };
enum reg_qualifier { Q_EXACTLY, Q_ABOUT, Q_AT_LEAST, Q_AT_MOST, Q_RANGE };
enum reg_reference_kind { REF_INTERNAL, REF_EXTERNAL, REF_URL };
enum reg_confidence { DEFINITE, LIKELY, SOFT };
enum reg_severity { SEV_ERROR, SEV_WARNING, SEV_NOTE };

enum { REG_NO_INDEX = UINT32_MAX, REG_NO_DAY = INT32_MIN };

struct reg_fact {
    struct reg_src src;
    struct str key; /* title buyer buyer_office notice_date contract_end period_text
                          submission_deadline question_deadline budget_cap_yen contract_type
                          adopted_count delivery_place contact_phone contact_email eligibility
                          award_rule fiscal_year */
    struct str value;
    bool is_number; /* value is a whole number */
};

struct reg_date {
    struct reg_src src;
    struct str value;         /* words of the schema: 2026-07-上旬, A/B, T13:30 … */
    struct str role;          /* what happens then, a few words of the text */
    int32_t day_from, day_to; /* day numbers (text/calendar.h); REG_NO_DAY when unknown */
    bool background;          /* narrates, binds nobody */
    struct str annex_item;    /* item it stands in; empty outside the annex */
};

struct reg_rule {
    struct reg_src src;
    struct str rule;    /* canonical words: "within P3BD after" */
    struct str trigger; /* event words of the text */
    struct str what;    /* what is due, words of the text */
    struct str value;   /* notation of time values: {打合せ終了}+P3BD */
    struct str annex_item;
    struct reg_src at; /* the expression itself; src quotes the clauses around it */
};

struct reg_quantity {
    struct reg_src src;
    bool has_min, has_max;
    double min, max; /* equal for a plain number; whole yen for amounts */
    struct str unit;
    enum reg_qualifier qualifier;
    struct str what;
    struct str tax; /* "in" "ex" or empty */
    struct str annex_item;
};

struct reg_obligation {
    struct reg_src src;
    struct str section; /* path of the outline node */
    enum reg_modality modality;
    enum reg_actor actor;
    struct str condition;  /* 場合には … as written; empty = none */
    uint32_t exception_of; /* index of the duty this one excepts from, or REG_NO_INDEX */
    struct str due;        /* ISO date or rule words; empty = none */
    int32_t day_from, day_to;
    struct str phase;   /* "bid" before the contract; empty else */
    struct str summary; /* one line for lists */
};

struct reg_deliverable {
    struct reg_src src;
    struct str name, format, copies, due, conditions; /* empty = not stated */
};

struct reg_form_field {
    struct reg_src src;
    struct str name;
    struct str type; /* text date number choice table person free */
    bool mandatory;
    struct str note; /* constraint (＊ ※) */
};

struct reg_form {
    struct reg_src src;
    struct str label; /* 様式１, 別紙 … ; may be empty */
    struct str title;
    VEC(struct reg_form_field) fields;
};

struct reg_reference {
    struct reg_src src;
    struct str target;
    bool resolves;
    enum reg_reference_kind kind;
    struct str note;
};

struct reg_annex_item {
    struct reg_src src;
    struct str id;    /* 1 … 17, 15-3-a, form-1, form-timing */
    struct str title; /* our own short title */
    enum reg_modality modality;
    struct str trigger, timing, evidence;
    bool known;            /* text equals a known edition but for orthography */
    struct str difference; /* what differs from the closest edition; empty = nothing */
};

struct reg_annex {
    bool present;
    struct str edition;      /* R5, R7 …; of the standards it cites */
    struct str closest;      /* name of the known edition it is closest to; empty = unknown text */
    VEC(struct str) removed; /* ids the closest edition has and this text has not */
    bool has_item_15_10;
    VEC(struct str) mail_auth; /* SPF DKIM DMARC */
    struct str addressee, audit_body, report_timing;
    VEC(struct reg_annex_item) items;
};

struct reg_node {
    struct reg_src src;
    struct str path;    /* 3(2)⑤, 公募/4(2)1) */
    struct str heading; /* empty for a numbered paragraph */
    struct str label;   /* marker as written, or computed */
    uint8_t level;      /* from 1 */
    bool is_auto;       /* number computed by the program, no bytes in the text */
    uint8_t confidence; /* per cent */
};

struct reg_finding {
    struct reg_src src;
    struct str rule; /* id of the lint rule: date-before-notice */
    struct str kind; /* class of the schema: wrong-year, dangling-reference … */
    enum reg_confidence confidence;
    enum reg_severity severity; /* by effect on a duty or a deadline */
    struct str why;             /* Japanese, one sentence */
    struct str question; /* can be sent to the issuer; empty = concerns the file, not the issuer */
    bool has_other;
    struct reg_src other; /* the other place */
};

struct reg {
    VEC(const struct doc *) documents;
    VEC(struct reg_fact) facts;
    VEC(struct reg_date) dates;
    VEC(struct reg_rule) rules;
    VEC(struct reg_quantity) quantities;
    VEC(struct reg_obligation) obligations;
    VEC(struct reg_deliverable) deliverables;
    VEC(struct reg_form) forms;
    VEC(struct reg_reference) references;
    struct reg_annex annex;
    VEC(struct reg_node) outline;
    VEC(struct reg_finding) findings;
};

/* Words of the schema for the enums. */
const char *reg_modality_word(enum reg_modality m);
const char *reg_actor_word(enum reg_actor a);
const char *reg_qualifier_word(enum reg_qualifier q);
const char *reg_reference_kind_word(enum reg_reference_kind k);
const char *reg_confidence_word(enum reg_confidence c);
const char *reg_severity_word(enum reg_severity s);

/* ---- the kinds as tables, for writers ---- */

enum reg_column_type {
    COL_STR,           /* struct str; empty = null */
    COL_NUMBER_OR_STR, /* struct reg_fact.value: a number when is_number */
    COL_BOOL,
    COL_UINT, /* uint32_t; REG_NO_INDEX = null */
    COL_MIN,
    COL_MAX, /* of struct reg_quantity */
    COL_MODALITY,
    COL_ACTOR,
    COL_QUALIFIER,
    COL_REFERENCE_KIND,
    COL_CONFIDENCE,
    COL_SEVERITY,
    COL_QUOTE, /* src.quote */
};

struct reg_column {
    const char *key;   /* in JSON and as CSV head */
    const char *title; /* Japanese, head of a sheet */
    enum reg_column_type type;
    size_t offset; /* of the member in the entry */
    uint8_t width; /* characters a sheet gives it */
};

/* A kind whose entries are a plain list; every entry begins with its struct reg_src. */
struct reg_kind {
    const char *key;    /* "facts" */
    const char *title;  /* 基本事項 */
    size_t list_offset; /* of the VEC in struct reg */
    size_t entry_bytes;
    const struct reg_column *columns;
    size_t column_count;
};

extern const struct reg_kind reg_kinds[];
extern const size_t reg_kind_count;

/* Number of entries of a kind, and one of them. */
uint32_t reg_count(const struct reg *r, const struct reg_kind *kind);
const void *reg_entry(const struct reg *r, const struct reg_kind *kind, uint32_t index);

#endif
