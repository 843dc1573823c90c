/* The settings of a text: variables, ids of editing sessions, protection, sources of mail merge. */
#include "inspect/office/ooxml-word-settings.h"

#include "inspect/office/ooxml-value.h"

struct settings_walk {
    struct ooxml *o;
    struct str part;
    struct arena arena;
    struct ooxml_theme *theme;
    struct word_settings settings;
};

static void add(struct settings_walk *w, const char *rule, const char *what, struct str name,
                struct str reads)
{
    found_add(w->o->found, rule, INSPECT_STRUCTURAL,
              arena_printf(&w->arena, "%.*s %s%s%.*s", STR_ARG(w->part), what,
                           name.n > 0 ? " " : "", STR_ARG(name)),
              reads);
}

static enum xml_step settings_start(void *user, const struct xml_element *e)
{
    static const struct {
        const char *element, *rule;
    } told[] = {{"writeProtection", "OOX-218"},
                {"docId", "OOX-205"},
                {"connectString", "OOX-209"},
                {"query", "OOX-209"},
                {"mailMerge", "OOX-209"}};
    struct settings_walk *w = user;
    struct str value;

    if (ooxml_is(e->name, "rsids")) {
        add(w, "OOX-205", "rsid", (struct str){}, (struct str){});
        return XML_SKIP;
    }
    if (ooxml_is(e->name, "docVar")) {
        add(w, "DOC-223", "docVar", ooxml_value(&w->arena, e, "name"),
            ooxml_value(&w->arena, e, "val"));
    } else if (ooxml_is(e->name, "documentProtection")) {
        /* Prepared but not in force protects nothing. */
        if (!xml_attribute(e, "enforcement", &value) || ooxml_is_on(e, "enforcement")) {
            add(w, "OOX-218", e->name, (struct str){}, (struct str){});
            w->settings.is_form = xml_attribute(e, "edit", &value) && str_eq(value, STR("forms"));
        }
    } else if (ooxml_is(e->name, "clrSchemeMapping")) {
        ooxml_theme_map(w->theme, e);
    } else if (ooxml_is(e->name, "displayBackgroundShape")) {
        w->settings.page_is_painted = xml_is_on(e);
    } else if (ooxml_is(e->name, "evenAndOddHeaders")) {
        w->settings.has_even_pages = xml_is_on(e);
    }
    for (size_t i = 0; i < COUNT(told); i++) {
        if (ooxml_is(e->name, told[i].element)) {
            add(w, told[i].rule, e->name, (struct str){}, ooxml_value(&w->arena, e, "val"));
        }
    }
    return XML_ENTER;
}

static void settings_end(void *user, const char *name, enum xml_namespace ns)
{
}

void word_settings_read(struct ooxml *o, struct ooxml_theme *theme,
                        struct word_settings *ret_settings)
{
    static const struct xml_handler handler = {.start = settings_start, .end = settings_end};
    struct settings_walk w = {.o = o, .theme = theme};

    w.part = ooxml_target_of_type(o, o->main, "settings");
    if (w.part.n == 0) {
        w.part = STR("word/settings.xml");
    }
    ooxml_walk(o, w.part, &handler, &w);
    *ret_settings = w.settings;
    arena_done(&w.arena);
}
