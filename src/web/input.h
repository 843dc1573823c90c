/*
 * Declared inputs against what came (page.h). All faults are found at once, each beside its field;
 * nothing of what was typed is lost. What fits is tidied: text trimmed, line ends "\n".
 */
#ifndef WEB_INPUT_H
#define WEB_INPUT_H

#include "base/tr.h"
#include "web/page.h"

struct page_fault {
    const struct page_input *input; /* NULL: of the whole form */
    struct str name;                /* of the field */
    struct str text;                /* for the person, translated */
};

struct page_faults {
    struct page_fault *v;
    uint32_t n, room;
    const struct http_pairs *typed; /* what the person sent */
    bool is_conflict;               /* the record has moved on: the form shows its new version */
};

enum {
    INPUT_TEXT_MAX = 200,       /* characters, when nothing is declared */
    INPUT_IDS_MAX = 10000,      /* ids of one field, when nothing is declared */
    INPUT_FILE_MAX = 512 << 20, /* bytes, when nothing is declared */
};

/*
 * Checks `given` (and the files) against `declared` (NULL = none), tidies what fits, adds what does
 * not to `faults`. With `refuse_unknown` a field that is not declared is a fault; "csrf" never is.
 */
void input_check(struct arena *a, const struct page_input *declared, struct http_pairs *given,
                 const struct http_files *files, bool refuse_unknown, enum tr_language language,
                 struct page_faults *faults);

/*
 * The members of a JSON object as pairs: text and numbers as they read, true "1", false "",
 * null nothing, a list of those as the same name several times. ERR_INVALID with the place.
 */
int input_json(struct arena *a, struct str json, struct http_pairs *ret, struct err *err) MUST_USE;

/* "-12", "7": the whole number, or false. */
bool input_number(struct str text, int64_t *ret);

/* "14:30" to minutes of the day; -1 when it is no time. */
int input_minute(struct str text);

/* What to call the field before the person: the words of its help up to the first stop … */
struct str input_label(const struct page_input *input, enum tr_language language);
/* … and what the help says behind it ("Such as PDF or paper"); often nothing. */
struct str input_hint(const struct page_input *input, enum tr_language language);

#endif
