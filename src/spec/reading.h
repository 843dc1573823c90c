/*
 * What the stages of the reader share while one document is read: paragraphs (blocks), parts,
 * the tree of numbered items (nodes), sentences. Private to src/spec.
 *
 * Stages run in this order, each in files of its own, each only adding:
 *     block_build     lines -> blocks: wrapped lines joined, notes and running heads set apart
 *     part_build      blocks -> parts: call, specification, contract, annex, forms …
 *     outline_build   marks -> nodes by number sequence, per part
 *     sentence_build  blocks -> sentences
 * and then what reads them: dates, rules, quantities, duties, facts, annex, references, lint.
 */
#ifndef SPEC_READING_H
#define SPEC_READING_H

#include "spec/marker.h"
#include "spec/reg.h"
#include "text/fold.h"

enum block_kind {
    BLOCK_TEXT,
    BLOCK_HEADING, /* text of a node that is a heading */
    BLOCK_TITLE,   /* title of a part or of the document */
    BLOCK_CELL,    /* in a table */
    BLOCK_NOTE,    /* ※１ …, footnote: explains, stands outside the flow */
};

/*
 * A logical paragraph: lines joined, folded once, with the way back to every byte. What a walk over
 * all paragraphs looks at first stands first, in one line of the processor's cache.
 */
struct block {
    struct ftext t;
    uint32_t body; /* folded byte where the text after the mark starts */
    uint32_t node; /* the node it belongs to (its own if it carries the mark) */
    uint16_t part;
    uint16_t table;
    uint8_t kind;        /* enum block_kind */
    uint8_t list_level;  /* depth of unnumbered items, 0 = none */
    bool is_auto_marker; /* the mark is computed, no bytes of t */
    bool follows_blank;  /* a blank line (or page break) stands before it */
    uint32_t beg, end;   /* bytes of the text layer, first to last character */
    uint32_t row, col;
    uint32_t sentence_first, sentence_count;
    uint32_t line_first, line_last; /* of doc->lines; the lines between may belong to others */
    struct marker marker;           /* at the start of t, or made from the line's computed label */
};

enum part_kind {
    PART_BODY,       /* what is no other part: in most documents the specification itself */
    PART_CALL,       /* 公募, 募集要領, 入札公告 */
    PART_SPEC,       /* 仕様書 */
    PART_CONTRACT,   /* 契約書 */
    PART_NOTICE,     /* 別紙 with text */
    PART_ANNEX,      /* 情報セキュリティに関する事項: items 1)-17) */
    PART_ANNEX_FORM, /* its status report */
    PART_FORM,       /* 様式, 名簿 … to be filled in */
};

struct part {
    enum part_kind kind;
    uint32_t block_first, block_count;
    uint32_t node_first;  /* its root; its other nodes follow */
    uint32_t title_block; /* REG_NO_INDEX = none */
    uint32_t label_block; /* block with the label （様式１）; REG_NO_INDEX = none */
    struct str label;     /* folded, without brackets: "様式1", "別紙"; empty = none */
    struct str title;     /* folded; empty = none */
    struct str prefix;    /* of paths: "公募/", "様式/"; empty for the main part */
    struct str preamble;  /* section of what stands before the first item: "公募/前文" */
};

enum { NODE_ROOT = 0 };

/* A numbered item or a head. nodes.v[NODE_ROOT] is the root of the first part. */
struct node {
    uint32_t parent;
    uint32_t block; /* where the mark stands; REG_NO_INDEX for a part's root */
    uint32_t part;
    uint8_t level;      /* 1 = first level below the part */
    uint8_t confidence; /* per cent */
    struct marker marker;
    struct str path;                   /* 3(2)⑤ with the part's prefix */
    struct str heading;                /* folded text of the heading; empty = numbered paragraph */
    uint32_t heading_beg, heading_end; /* source bytes */
    uint32_t problem;                  /* enum node_problem bits */
};

enum node_problem {
    NODE_DUPLICATE = 1 << 0, /* same number as the sibling before */
    NODE_GAP = 1 << 1,       /* numbers left out before it */
    NODE_WIDTH = 1 << 2,     /* written in another width than its siblings */
};

struct sentence {
    uint32_t block;
    uint32_t beg, end; /* folded bytes of the block, without 。 and surrounding spaces */
};

/* （以下「X」という。） */
struct definition {
    struct str term;    /* folded */
    struct str meaning; /* folded words before the bracket, best guess; may be empty */
    uint32_t block;
    uint32_t beg, end; /* source bytes of the term */
    bool is_party;
    enum reg_actor actor; /* of a party */
};

struct party_set;

/* Kind of sign of a note; the number beside it tells notes of one kind apart. */
enum note_sign {
    NOTE_KOME,        /* ※１, （※１） */
    NOTE_CHUU,        /* 注１）, （注１） */
    NOTE_ASTERISK,    /* *1, ^{*1}, ＊１ */
    NOTE_SUPERSCRIPT, /* ¹, ^{1} */
};

/* （※１） … at the start of a paragraph: what a note says. */
struct note {
    enum note_sign sign;
    uint32_t ordinal; /* from 1; 0 = a sign without a number */
    uint32_t block;
    uint32_t beg, end;   /* source bytes of the sign */
    uint32_t mark_count; /* marks that lead here */
    uint32_t reuse_of;   /* the note of that sign before it in the part; REG_NO_INDEX = none */
};

/* The same sign inside a text: leads to a note. */
struct note_mark {
    enum note_sign sign;
    uint32_t ordinal;
    uint32_t block;
    uint32_t beg, end; /* source bytes of the sign */
    uint32_t note;     /* of r->notes; REG_NO_INDEX = defined nowhere */
};

/* How a reference names what it means. */
enum reference_way {
    BY_NUMBER,   /* 第３条第２項, ２．(1), ①, 2)～17) */
    BY_LABEL,    /* 様式１, 別紙, 別記「…」 */
    BY_TITLE,    /* 「…」 without a label */
    BY_BACKWARD, /* 上記, 前項, 前条, 同条 */
    BY_FORWARD,  /* 次の, 以下の, 下記 */
    BY_NOTE,     /* ※１, ¹ */
    BY_DOCUMENT, /* 仕様書, 契約書（案）, 本要領 */
    BY_URL,      /* 以下のURL */
    BY_LAW,      /* …法第２条, …基準, …規程 */
};

enum reference_outcome {
    REFERENCE_FOUND,
    REFERENCE_UNLABELLED, /* the title fits, the label it was called by stands nowhere */
    REFERENCE_MOVED,      /* the number leads elsewhere or nowhere; `rival` has the quoted title */
    REFERENCE_AMBIGUOUS,  /* found, and `rival` fits as well */
    REFERENCE_MISSING,
    REFERENCE_WRONG_WAY, /* 上記 with its target only below, 下記 with it only above */
    REFERENCE_OUTSIDE,   /* a law, a manual, a document that was not supplied */
};

/* What stands behind an entry of the register's references; same order, one to one. */
struct reference {
    uint32_t entry; /* of reg->references */
    uint32_t block;
    uint32_t beg, end; /* source bytes of the expression itself */
    enum reference_way way;
    enum reference_outcome outcome;
    struct str label;          /* folded: "様式1", "2.(1)"; empty = none */
    struct str title;          /* folded title in 「」 beside it; empty = none */
    uint32_t part, node, note; /* the target; REG_NO_INDEX = none of the kind */
    uint32_t node_last;        /* end of a range of items; REG_NO_INDEX = a single one */
    uint32_t rival; /* node with the quoted title, or that fits as well; REG_NO_INDEX = none */
};

/* Where the words of a date or rule of the register stand; its entry quotes more than them. */
struct time_place {
    uint32_t block;
    uint32_t beg, end; /* folded bytes of the block */
    uint32_t entry;    /* of reg->dates or reg->rules */
    bool is_date;
    bool binds; /* a date with まで or 必着 */
};

struct reading {
    struct arena *arena;
    const struct doc *doc;
    uint32_t file; /* index of doc in the register */
    struct reg *reg;
    VEC(struct block) blocks;
    VEC(struct part) parts;
    VEC(struct node) nodes;
    VEC(struct sentence) sentences;
    VEC(struct definition) definitions;
    struct party_set *parties; /* who is meant by which word */
    VEC(struct note) notes;
    VEC(struct note_mark) note_marks;
    VEC(struct reference) references;
    VEC(struct time_place) time_places; /* in the order of blocks; set by value_build */
    const uint32_t *line_starts;        /* bytes where lines of the text layer start */
    uint32_t line_count;
    const struct label_list *labels; /* spec/label.h */
    int32_t reference_day; /* dates without a year are counted from here: the notice, else the
                              first day of the fiscal year in the title; CALENDAR_NONE. Set by
                              fact_build */
};

/* Joins the document's lines into r->blocks and indexes the lines of the text layer. */
void block_build(struct reading *r);

/* Cuts r->blocks into r->parts and sets their kind, label, title and path prefix. */
void part_build(struct reading *r);

/* Builds r->nodes from the marks, part by part. */
void outline_build(struct reading *r);

/* Recognises annex and report form by their structure where their title does not tell. */
void annex_recognise(struct reading *r);

/* Writes the outline of the register; annex and report form are left out. */
void outline_write(struct reading *r);

/* Splits every block into r->sentences. */
void sentence_build(struct reading *r);

/* Finds notes and their marks and ties them together: r->notes, r->note_marks. */
void note_build(struct reading *r);

/* The item of the first level that a block stands under, or the root of its part. */
uint32_t block_top_node(const struct reading *r, const struct block *b);

/* Finds cross references and their targets: r->references and those of the register. */
void reference_build(struct reading *r);

/* Forms to fill in with their fields, into the register. */
void form_build(struct reading *r);

/* Finds what stands under which label: r->labels (spec/label.h). */
void label_build(struct reading *r);

/* Facts about the contract itself; after label_build. */
void fact_build(struct reading *r);

/* Dates, rules and quantities; after fact_build and annex_build. */
void value_build(struct reading *r);

/* What must be handed over; after fact_build and value_build. */
void deliverable_build(struct reading *r);

/* Collects definitions （以下「X」という。） and who the words for parties mean. */
void term_build(struct reading *r);

/*
 * The party whose name ends at byte `end` of s (受注者, 当局担当者, a defined name); false when
 * no party is named there. ret_beg is where the name starts.
 */
bool term_party_before(const struct reading *r, struct str s, size_t end, enum reg_actor *ret_actor,
                       size_t *ret_beg);

/* Writes the duties of the register. */
void duty_build(struct reading *r);
/* When each duty is due: the first time in its words (reg-time.h); after duty_build. */
void duty_due_build(struct reading *r);

/* Findings on the whole document; last, when the register is complete. */
void lint_build(struct reading *r);

/* Folded text of a sentence. */
struct str sentence_text(const struct reading *r, const struct sentence *s);

/* The place of source bytes beg..end, with line, page and quote. */
struct reg_src reading_src(const struct reading *r, uint32_t beg, uint32_t end);

/* The place of folded bytes beg..end of a block. */
struct reg_src block_src(const struct reading *r, const struct block *b, size_t beg, size_t end);

/* Path of the section a block stands in, as the register writes it; never NULL, may be empty. */
struct str block_section(const struct reading *r, const struct block *b);

/* Whether the block stands in the security annex or its report form. */
bool block_in_annex(const struct reading *r, const struct block *b);

#endif
