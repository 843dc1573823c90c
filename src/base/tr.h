/*
 * Messages in the reader's language. A message is written in English in the source; po/ja.po holds
 * the Japanese, compiled into the program at build time (tools/po-table.js), so that it works
 * uninstalled and where no Japanese locale was generated.
 *
 * The language is a setting of the process and stands in its environment: ITAKU_LANG, LC_ALL,
 * LC_MESSAGES or LANG, the first that is not empty. "ja…" is Japanese, everything else English.
 */
#ifndef BASE_TR_H
#define BASE_TR_H

#include "base/common.h"

enum tr_language { TR_EN, TR_JA };

/* Marks a message of a table that is translated where it is shown (tools/messages.js). */
#define TR_ID(id) id

/* The language of the process. */
enum tr_language tr_language(void);

/* Chooses for the rest of the process: "ja" or "en". For main and the option --lang. */
void tr_choose(const char *language);

/* The message in the process's language; the id itself where there is no translation. */
const char *tr(const char *id) __attribute__((format_arg(1)));

/* The message in a given language: papers that are Japanese whoever makes them. */
const char *tr_in(enum tr_language language, const char *id) __attribute__((format_arg(2)));

#endif
