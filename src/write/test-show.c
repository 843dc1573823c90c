/*
 * For the maker of a writer: shows the register of a fixture without reading the document.
 *
 *     test-show SPEC.txt EXPECTED.json terminal|brief|colour|KIND|csv|html|ics >OUT
 */
#include "write/findings.h"
#include "write/reg-csv.h"
#include "write/reg-html.h"
#include "write/reg-ics.h"
#include "write/reg-terminal.h"
#include "write/reg-xlsx.h"
#include "write/test-sample.h"

#include <string.h>

int main(int argc, char **argv)
{
    struct arena a CLEANUP(arena_done) = {};
    struct err err = {};
    struct reg r;

    if (argc != 4 || test_sample_load(&a, argv[1], argv[2], &r, &err) < 0) {
        fprintf(stderr, "%s\n", err.message);
        return 2;
    }
    const char *how = argv[3];
    struct findings findings = {.reg = &r, .version = "0"};

    if (strcmp(how, "html") == 0) {
        return reg_html_write(stdout, &r, &err) < 0 ? 2 : 0;
    }
    if (strcmp(how, "csv") == 0) {
        return reg_csv_write(stdout, &r, NULL, &err) < 0 ? 2 : 0;
    }
    if (strcmp(how, "ics") == 0) {
        return reg_ics_write(stdout, &r, &err) < 0 ? 2 : 0;
    }
    if (strcmp(how, "findings-json") == 0) {
        return findings_json_write(stdout, &findings, &err) < 0 ? 2 : 0;
    }
    if (strcmp(how, "sarif") == 0) {
        return findings_sarif_write(stdout, &findings, &err) < 0 ? 2 : 0;
    }
    if (strcmp(how, "questions") == 0) {
        return findings_xlsx_write("/dev/stdout", &findings, &err) < 0 ? 2 : 0;
    }
    if (strcmp(how, "xlsx") == 0) {
        return reg_xlsx_write("/dev/stdout", &r, &err) < 0 ? 2 : 0;
    }
    bool overview =
        strcmp(how, "terminal") == 0 || strcmp(how, "brief") == 0 || strcmp(how, "colour") == 0;
    struct reg_terminal_options options = {.colour = strcmp(how, "colour") == 0,
                                           .brief = strcmp(how, "brief") == 0,
                                           .kind = overview ? NULL : how};

    if (reg_terminal_write(stdout, &r, &options, &err) < 0) {
        fprintf(stderr, "%s\n", err.message);
        return 2;
    }
    return 0;
}
