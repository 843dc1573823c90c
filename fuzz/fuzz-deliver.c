/*
 * What is handed in: the bytes as a workbook or a csv table under all checks of machine
 * readability, as a profile, and line by line as captions and names of files.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "inspect/archive.h"
#include "inspect/deliver/deliver.h"
#include "inspect/inspectors.h"
#include "inspect/deliver/machine-sheet.h"
#include "read/pdf-mupdf.h"
#include "read/text-file.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = {.p = (const char *)bytes, .n = n};
    struct machine machine = {};
    struct profile profile;
    struct found f;
    struct doc doc = {};
    struct err err = {};

    assert(machine_choose(&machine, (struct str){}, &err) == 0);
    found_init(&f, &arena, true);
    f.machine = &machine;
    if (text_file_prepare(&arena, file, NULL, &f.jis, &err) == 0) {
        machine_csv(&f, file);
        for (uint32_t i = 0; i < f.findings.n; i++) {
            assert(utf8_find_bad(f.findings.v[i].place) < 0);
        }
    }
    f.machine = &machine;
    if (archive_recognise(file) && inspectors_prepare(&f, file, &err) == 0) {
        inspectors_run(&f, file, STR("table.xlsx"));
        for (uint32_t i = 0; i < f.findings.n; i++) {
            assert(utf8_find_bad(f.findings.v[i].place) < 0);
        }
        inspectors_done(&f);
    }
    if (text_file_read(&arena, file, NULL, &doc, &err) == 0) {
        struct deliver_captions captions;
        struct deliver_cuts cuts;
        const struct profile_part part = {.max_pages = 1, .max_characters = 10};
        struct str key;
        struct str rest;

        deliver_captions_find(&arena, &doc, &captions);
        deliver_split(&arena, &doc, n, &part, &cuts);
        assert(cuts.parts.n >= 1);
        if (deliver_caption_in_name(&arena, doc.text, &key, &rest)) {
            assert(key.n > 0 && rest.n < doc.text.n);
        }
        if (profile_parse(&arena, doc.text, "input", &profile, &err) == 0) {
            (void)profile_part_of(&profile, STR("a/b.csv"), STR("csv"));
        }
    }
    return 0;
}
