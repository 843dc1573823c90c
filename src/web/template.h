/*
 * Templates as the build leaves them: operations, not text. tools/ui-table.js reads and checks
 * ui/templates, so a malformed template does not build and nothing is parsed at run time.
 */
#ifndef WEB_TEMPLATE_H
#define WEB_TEMPLATE_H

#include "web/view.h"

enum template_op_kind {
    TEMPLATE_TEXT,     /* goes out as it is */
    TEMPLATE_VALUE,    /* a name: its value, escaped */
    TEMPLATE_SECTION,  /* once for a true value, once for each element of a list */
    TEMPLATE_INVERTED, /* when the value is false, empty or absent */
    TEMPLATE_END,      /* of a section */
    TEMPLATE_PARTIAL,  /* another template */
    TEMPLATE_MESSAGE,  /* of the catalogue; {name} in it is a value */
};

struct template_op {
    enum template_op_kind kind;
    uint32_t hash; /* of the name (FNV-1a, 32 bit) */
    uint32_t next; /* section: index after its END; END: its section; PARTIAL: template */
    uint32_t n;    /* bytes of text, or name, or message id */
    uint32_t text; /* where it begins in the texts of the set; a zero follows */
};

struct template
{
    const char *name;
    const struct template_op *ops;
    uint32_t count;
};

/*
 * Sorted by name. Operations know places in the texts, not pointers, which each start would move.
 */
struct template_set {
    const struct template *v;
    size_t n;
    const char *texts;
};

/* The templates of ui/templates, made at build time. */
extern const struct template_set template_ui;

/* "en" is English, everything else Japanese. */
enum tr_language template_language(const char *lang);

/* Renders the template of this name to `out`. ERR_INTERNAL: no such template, or it is malformed
 * (the build checks them all). `lang` is "ja" or "en". */
int template_render(const char *name, const struct view *v, const char *lang, struct buf *out,
                    struct err *err) MUST_USE;

/* As template_render(), from any set. */
int template_render_in(const struct template_set *set, const char *name, const struct view *v,
                       const char *lang, struct buf *out, struct err *err) MUST_USE;

/* Text with & < > " ' as references; control characters and what is no UTF-8 as U+FFFD. */
void template_escape(struct str text, struct buf *out);

#endif
