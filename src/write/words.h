/*
 * The register's words as people read them: enums, fact keys, rules and dates, in Japanese or
 * English. The machine formats (JSON, CSV) keep the words of the schema.
 */
#ifndef WRITE_WORDS_H
#define WRITE_WORDS_H

#include "base/tr.h"
#include "spec/reg.h"

/* Borrowed from the catalogue; an unknown fact key gives NULL. */
const char *words_fact(enum tr_language l, struct str key);
const char *words_modality(enum tr_language l, enum reg_modality m);
const char *words_actor(enum tr_language l, enum reg_actor a);
const char *words_severity(enum tr_language l, enum reg_severity s);
const char *words_confidence(enum tr_language l, enum reg_confidence c);
const char *words_qualifier(enum tr_language l, enum reg_qualifier q);
const char *words_reference_kind(enum tr_language l, enum reg_reference_kind k);
const char *words_field_type(enum tr_language l, struct str type);

/* A fact's value: yen with separators and 円, a date with its weekday, else as it is. */
struct str words_fact_value(struct arena *a, enum tr_language l, const struct reg_fact *f);

/* "2026-06-10/2026-06-12" as 2026年6月10日（水）～2026年6月12日（金）; what is no date as it is. */
struct str words_date(struct arena *a, enum tr_language l, struct str value);

/*
 * "within P3BD after" with the trigger 打合せ終了 as 打合せ終了後 3営業日以内. Words that are not
 * of the schema come out as they are.
 */
struct str words_rule(struct arena *a, enum tr_language l, struct str rule, struct str trigger);

/*
 * When a rule of the register falls, in the text's own word where that matters (速やかに); a long
 * event is cut, for views that show the sentence too.
 */
struct str words_rule_when(struct arena *a, enum tr_language l, const struct reg_rule *rule);

/* ISO 8601 duration (P3BD, P1Y6M, PT2H) as 3営業日, 1年6か月, 2時間. */
struct str words_duration(struct arena *a, enum tr_language l, struct str duration);

/* When a duty or a deliverable is due: a date or the words of a rule. */
struct str words_due(struct arena *a, enum tr_language l, struct str due);

/* Number of an item of the annex: 15-3-a; 報告様式 注1 for "form-1", 報告様式 時期. */
struct str words_annex_id(struct arena *a, enum tr_language l, struct str id);

/* When an item of the annex binds: "if cloud" as クラウドを利用する場合. */
struct str words_annex_trigger(enum tr_language l, struct str trigger);

/* Whether a text holds another, spaces apart: what a view need not say twice. */
bool words_says(struct arena *a, struct str text, struct str part);

/* 10社以上, 約150名, 15,000,000円（税込）以下 */
struct str words_quantity(struct arena *a, enum tr_language l, const struct reg_quantity *q);

/* Where an entry stands: "3(2)④ 行45" or "p.3 行45", with the file's name when there are several.
 */
struct str words_place(struct arena *a, enum tr_language l, const struct reg *r,
                       const struct reg_src *src, struct str section);

/* Index of the last outline node that begins at or before an entry; REG_NO_INDEX before the first.
 */
uint32_t words_node_of(const struct reg *r, const struct reg_src *src);
/* The path of the outline node an entry stands in; empty before the first. */
struct str words_section_of(const struct reg *r, const struct reg_src *src);

#endif
