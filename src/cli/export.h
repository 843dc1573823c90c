/* A contract of the desk as files: what its writers share. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "act/contract.h"
#include "act/duty.h"
#include "act/items.h"
#include "act/occasion.h"

#include <stdio.h>

enum { EXPORT_LISTS = 5 };

struct export_data {
    struct act *act; /* the desk stays open while files are written */
    struct contract contract;
    struct fact_list facts;
    struct document_list documents;
    struct duty_list duties; /* each with its clocks and evidence */
    struct occasion_views occasions;
    struct export_list {
        const char *name; /* "meetings" */
        const struct type *type;
        struct item_list items;
    } lists[EXPORT_LISTS];
};

/* Loads all of a contract. */
int export_load(struct act *act, int64_t contract, struct export_data *ret,
                struct err *err) MUST_USE;

/* The contract with everything below it as one JSON object. */
int export_json(FILE *file, const void *data, struct err *err) MUST_USE;
/* Duties, a row for each of their clocks, with owner, state, reading and evidence. */
int export_csv(FILE *file, const void *data, struct err *err) MUST_USE;
/* The same as a workbook, with sheets for evidence, days and facts. */
int export_xlsx(const char *path, const void *data, struct err *err) MUST_USE;
/* What has a day, as a calendar. */
int export_ics(FILE *file, const void *data, struct err *err) MUST_USE;
/* Every change, as JSON lines that an auditor can verify (docs/DATA.md). */
int export_events(FILE *file, const void *data, struct err *err) MUST_USE;
/* Documents and evidence as they came, into a folder that is there. */
int export_files(const char *folder, const struct export_data *data, struct err *err) MUST_USE;

#endif
