/*
 * Titles of slides in the properties of a presentation (docProps/app.xml): lists of names of all
 * kinds stand there one behind the other (TitlesOfParts), and before them how many there are of
 * each kind (HeadingPairs): fonts, themes, slides. What the kinds are called depends on the
 * language: slides are the last kind of which there are as many as slides, or else the last one.
 * Titles of slides that were taken out stay there with programs that do not keep these lists.
 */
#include "inspect/office/ooxml-slide-title.h"

#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"

enum { MAX_KINDS = 32, MAX_TITLES = 5000, MAX_THEMES = 50, MAX_TEXT_BYTES = 4096 };

struct titles_walk {
    struct arena arena;
    struct buf text;
    uint32_t counts[MAX_KINDS];
    uint32_t kinds;
    bool in_counts, in_titles;
    VEC(struct str) titles;
    VEC(struct str) themes; /* their names */
    bool knows_themes;
};

static enum xml_step titles_start(void *user, const struct xml_element *e)
{
    struct titles_walk *w = user;

    w->in_counts |= ooxml_is(e->name, "HeadingPairs");
    w->in_titles |= ooxml_is(e->name, "TitlesOfParts");
    buf_clear(&w->text);
    return XML_ENTER;
}

static void titles_end(void *user, const char *name, enum xml_namespace ns)
{
    struct titles_walk *w = user;
    struct str text = str_trim(buf_str(&w->text));
    uint32_t n = 0;

    if (w->in_counts && ooxml_is(name, "i4") && w->kinds < MAX_KINDS) {
        for (size_t i = 0; i < text.n && i < 6 && text.p[i] >= '0' && text.p[i] <= '9'; i++) {
            n = n * 10 + (uint32_t)(text.p[i] - '0');
        }
        w->counts[w->kinds++] = n;
    } else if (w->in_titles && ooxml_is(name, "lpstr") && w->titles.n < MAX_TITLES) {
        *VEC_ADD(&w->arena, &w->titles) = arena_str(&w->arena, text);
    }
    w->in_counts = w->in_counts && !ooxml_is(name, "HeadingPairs");
    w->in_titles = w->in_titles && !ooxml_is(name, "TitlesOfParts");
}

static void titles_text(void *user, struct str text)
{
    struct titles_walk *w = user;

    if (w->in_counts || w->in_titles) {
        buf_add(&w->text, text);
    }
}

bool ooxml_slide_title_is_own(struct str title)
{
    title = str_trim(title);
    /* A slide without a title is called after the program, in any language. */
    return ooxml_has_words(title) && !str_has(title, STR("PowerPoint")) &&
           !(title.p[title.n - 1] >= '0' && title.p[title.n - 1] <= '9');
}

static enum xml_step theme_start(void *user, const struct xml_element *e)
{
    struct titles_walk *w = user;

    *VEC_ADD(&w->arena, &w->themes) = ooxml_value(&w->arena, e, "name");
    return XML_STOP;
}

static void theme_end(void *user, const char *name, enum xml_namespace ns)
{
}

/* Themes are read when there is a title to compare with their names. */
static bool is_of_theme(struct ooxml *o, struct titles_walk *w, struct str title)
{
    static const struct xml_handler handler = {.start = theme_start, .end = theme_end};

    for (uint32_t i = 0; i < o->parts.n && !w->knows_themes; i++) {
        if (str_eq(o->parts.v[i].type, STR("theme")) && w->themes.n < MAX_THEMES) {
            ooxml_walk(o, o->parts.v[i].name, &handler, w);
        }
    }
    w->knows_themes = true;
    for (uint32_t i = 0; i < w->themes.n; i++) {
        if (str_eq(w->themes.v[i], title)) {
            return true;
        }
    }
    return false;
}

static void tell(struct ooxml *o, struct titles_walk *w, struct str place, struct str title,
                 struct str letters)
{
    struct buf own CLEANUP(buf_done);

    buf_init(&own, MAX_TEXT_BYTES);
    ooxml_add_letters(&own, title);
    if (ooxml_slide_title_is_own(title) && !str_has(letters, buf_str(&own)) &&
        !is_of_theme(o, w, title)) {
        found_add(o->found, "OOX-201", INSPECT_STRUCTURAL,
                  arena_printf(&w->arena, "%.*s TitlesOfParts", STR_ARG(place)), title);
        personal_scan(o->found, title, (struct str){}, place);
    }
}

void ooxml_slide_titles(struct ooxml *o, uint32_t slide_count, struct str letters)
{
    static const struct xml_handler handler = {
        .start = titles_start, .end = titles_end, .text = titles_text};
    struct titles_walk w = {};
    struct str part = ooxml_target_of_type(o, (struct str){}, "extended-properties");
    uint32_t end = 0;

    buf_init(&w.text, MAX_TEXT_BYTES);
    ooxml_walk(o, part, &handler, &w);
    for (uint32_t i = 0; i < w.kinds; i++) {
        end += w.counts[i];
    }
    uint32_t last = w.kinds == 0 ? 0 : w.kinds - 1;
    uint32_t last_end = end;

    for (uint32_t i = w.kinds, kind_end = end; i > 0; i--) {
        if (w.counts[i - 1] == slide_count) {
            last = i - 1;
            last_end = kind_end;
            break;
        }
        kind_end -= w.counts[i - 1];
    }
    /* Fonts and themes alone are no slides. */
    for (uint32_t i = w.kinds < 2 ? last_end : last_end - w.counts[last];
         i < last_end && i < w.titles.n; i++) {
        tell(o, &w, part, w.titles.v[i], letters);
    }
    buf_done(&w.text);
    arena_done(&w.arena);
}
