/*
 * Headers and footers of OpenDocument texts that no page shows: those that say so, and those of
 * master pages that nothing begins (ODF 1.3 part 3, 16.9). Which are begun is known when all
 * styles are. Words that a header with pages says too are no secret; nor is what programs put
 * there by themselves, which is short.
 */
#include "inspect/office/odf-margin.h"

#include "inspect/office/ooxml-value.h"

enum { MAX_MARGINS = 2000, MAX_WORDS = 2000, LEAST_HALF_EMS = 8 };

static bool is_margin(const char *name)
{
    static const char *const names[] = {"header",      "footer",       "header-left",
                                        "footer-left", "header-first", "footer-first"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (ooxml_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static bool may_be_off(const struct odf_walk *w)
{
    return w->flavour == ODF_TEXT && w->drawing.master.n > 0;
}

void odf_margin_start(struct odf_walk *w, const struct xml_element *e)
{
    struct str value;

    if (ooxml_is(e->name, "master-page")) {
        *VEC_ADD(w->arena, &w->next_masters) = ooxml_value(w->arena, e, "name");
        *VEC_ADD(w->arena, &w->next_masters) = ooxml_value(w->arena, e, "next-style-name");
    } else if (may_be_off(w) && is_margin(e->name) && w->margins.n < MAX_MARGINS) {
        *VEC_ADD(w->arena, &w->margins) = (struct odf_margin){
            .master = w->drawing.master,
            .part = w->part,
            .element = w->element,
            .is_off = xml_attribute(e, "display", &value) && str_eq(value, STR("false"))};
        w->in_margin = true;
    }
}

void odf_margin_end(struct odf_walk *w, const char *name)
{
    w->in_margin &= !is_margin(name);
}

void odf_margin_words(struct odf_walk *w, struct str text)
{
    struct odf_margin *m = w->in_margin ? &w->margins.v[w->margins.n - 1] : NULL;

    if (m != NULL && m->words.n < MAX_WORDS && str_trim(text).n > 0) {
        m->words = arena_printf(w->arena, "%.*s%s%.*s", STR_ARG(m->words),
                                m->words.n > 0 ? " " : "", STR_ARG(text));
    }
}

/* ---- after all parts ---- */

static bool is_begun(const struct odf_walk *w, struct str master, int depth)
{
    bool found = str_eq(master, STR("Standard")) ||
                 (w->next_masters.n > 0 && str_eq(master, w->next_masters.v[0]));

    for (uint32_t i = 0; i < w->styles.all.n && !found; i++) {
        found = str_eq(w->styles.all.v[i].master, master);
    }
    for (uint32_t i = 0; i + 1 < w->next_masters.n && !found && depth > 0; i += 2) {
        found = str_eq(w->next_masters.v[i + 1], master) && !str_eq(w->next_masters.v[i], master) &&
                is_begun(w, w->next_masters.v[i], depth - 1);
    }
    return found;
}

/* Letters, wide ones counted twice; digits and signs do not count. */
static uint32_t half_ems_of(struct str words)
{
    uint32_t n = 0;

    for (size_t i = 0; i < words.n; i++) {
        unsigned char c = (unsigned char)words.p[i];

        n += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : c >= 0xE3 ? 2 : 0;
    }
    return n;
}

void odf_margin_judge(struct odf_walk *w)
{
    enum { MAX_NEXT = 3 };
    bool *is_shown = ARENA_ARRAY(w->arena, w->margins.n + 1, bool);

    for (uint32_t i = 0; i < w->margins.n; i++) {
        const struct odf_margin *m = &w->margins.v[i];

        is_shown[i] = m->words.n == 0 || (!m->is_off && is_begun(w, m->master, MAX_NEXT));
    }
    for (uint32_t i = 0; i < w->margins.n && !w->is_template; i++) {
        const struct odf_margin *m = &w->margins.v[i];
        bool is_known = is_shown[i] || half_ems_of(m->words) < LEAST_HALF_EMS;

        for (uint32_t k = 0; k < w->margins.n && !is_known; k++) {
            is_known = is_shown[k] && str_has(w->margins.v[k].words, m->words);
        }
        if (!is_known) {
            found_add(w->found, "DOC-221", INSPECT_STRUCTURAL,
                      arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(m->part), STR_ARG(m->master)),
                      m->words);
            w->part = m->part;
            odf_walk_mark(w, ODF_MARK_MARGIN, m->element);
        }
    }
}
