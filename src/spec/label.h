/*
 * Labelled values: what a document says under a heading, after a colon, in the cell beside a name
 * or as the subject of a sentence. 件名, 履行期間, 納入場所, 参加資格 … in the many ways of writing
 * them:
 *
 *     ４．業務実施期間（納入期限）            heading, the value in the paragraphs below
 *     （履行期間）                           heading of an article, the value in the article
 *     締切日：令和８年２月19日               line with a colon
 *     納　入　場　所　　指示の場所           line with a gap, row of a table
 *     成果品の納入場所は、…とする。          sentence
 *
 * The annex and forms to be filled in are left out. Private to src/spec.
 */
#ifndef SPEC_LABEL_H
#define SPEC_LABEL_H

#include "spec/reading.h"

enum label_key {
    LABEL_NONE,
    LABEL_TITLE,         /* 件名, 業務の名称 */
    LABEL_BUYER,         /* 発注者, 委託者 */
    LABEL_NOTICE_DATE,   /* 公告日, 公示日 */
    LABEL_PERIOD,        /* 履行期間, 委託期間 */
    LABEL_DUE,           /* 納期, 納入期限 */
    LABEL_PLACE,         /* 納入場所, 履行場所 */
    LABEL_BUDGET,        /* 予算額, 委託料の上限 */
    LABEL_CONTRACT_TYPE, /* 契約形態 */
    LABEL_ADOPTED,       /* 採択件数 */
    LABEL_SUBMISSION,    /* 提出期限, 募集期間 */
    LABEL_QUESTION,      /* 質問の受付 */
    LABEL_CONTACT,       /* 問い合わせ先, 担当部署 */
    LABEL_ELIGIBILITY,   /* 参加資格 */
    LABEL_AWARD,         /* 審査, 落札者の決定 */
    LABEL_DELIVERABLES,  /* 納入物, 成果物 */
    LABEL_BID_PAPERS,    /* 提出書類, 応募書類 */
};

/* Part of the folded text of one block. */
struct block_span {
    uint32_t block;
    uint32_t beg, end;
};

enum label_shape { LABEL_HEADING, LABEL_LINE, LABEL_CELL, LABEL_SENTENCE };

struct labelled {
    enum label_key key;
    enum label_shape shape;
    uint32_t block;          /* where the label stands */
    struct block_span value; /* first text of the value; empty when there is none */
    uint32_t first, end;     /* blocks of the section below the label; equal when none */
    bool in_form;            /* stands in a form to be filled in */
};

struct label_list {
    struct labelled *v;
    uint32_t n, room;
};

/* The key of a label as written; LABEL_NONE when it is none that we know. */
enum label_key label_lookup(struct str label);

/* Folded text of a span, and the place of it. */
struct str span_text(const struct reading *r, struct block_span span);
struct reg_src span_src(const struct reading *r, struct block_span span);
/* Without spaces on both sides. */
struct block_span span_trim(const struct reading *r, struct block_span span);
/* The part of the span that `part`, a piece of its text, covers. */
struct block_span span_of(const struct reading *r, uint32_t block, struct str part);

#endif
