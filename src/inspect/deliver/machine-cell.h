/*
 * What the text of one cell of a table looks like to a program: a number, a number with something
 * about it, a sign that stands for no number, several values, spaces for looks. Pure; no
 * allocation.
 */
#ifndef INSPECT_MACHINE_CELL_H
#define INSPECT_MACHINE_CELL_H

#include "base/str.h"

enum machine_look {
    MACHINE_WORDS,
    MACHINE_PLAIN_NUMBER,     /* "-12.5" */
    MACHINE_DECORATED_NUMBER, /* "１，２３４円", "約30", "▲5", "12*" */
    MACHINE_SIGN,             /* "-", "…", "X", "***": stands where a number would */
};

/* What the text looks like: white space around it counts, widths do not hide a number. */
enum machine_look machine_cell_look(struct str text);

/* Whether the text is a year of the western calendar, and nothing else: "2026", "2026年度". */
bool machine_cell_is_year(struct str text);

/* An era year without the western one: "令和8年度", "R8.4"; not "令和8年（2026年）". */
bool machine_cell_is_era_only(struct str text);

/* Several values: "12（34）", "甲社、乙社", lines that each hold a number. */
bool machine_cell_has_many(struct str text);

/* Spaces or line breaks for looks: "合　計", at an end, two in a row. */
bool machine_cell_has_layout(struct str text);

/* A character that not all systems have or write alike: ①, ㈱, half-width kana, private use. */
bool machine_cell_has_platform(struct str text);

/* 〃, 同上: "as above". */
bool machine_cell_is_ditto(struct str text);

/* "その他（…）" with its contents in the cell. */
bool machine_cell_is_other(struct str text);

/* A prefecture without 都, 府 or 県; the other way round, its official name. */
bool machine_cell_is_short_prefecture(struct str text);
bool machine_cell_is_prefecture(struct str text);

/* A note: begins with 注, ※, 出典, 資料, 備考, 単位. */
bool machine_cell_is_note(struct str text);

/* Heads: whether a column of this name needs no unit; whether it holds codes and not amounts. */
bool machine_cell_has_unit(struct str head);
bool machine_cell_is_code_head(struct str head);

/* A hash of the text as it would be written in one way: widths, spaces, case, long vowels. */
uint64_t machine_cell_same(struct str text);

#endif
