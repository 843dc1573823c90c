/*
 * Colours; see ooxml-colour.h. Lighter and darker are reckoned channel by channel, which for grey
 * is what the programs do and else comes near enough: only whether text can be read is asked.
 */
#include "inspect/office/ooxml-colour.h"

#include "inspect/office/ooxml-value.h"

enum {
    NEAR = 12,     /* of 255: the eye tells F2F2F2 from white, not F4F4F4 */
    FULL = 100000, /* of a share in DrawingML */
};

static const char *const names[OOXML_THEME_COLOURS] = {"dk1",     "lt1",     "dk2",     "lt2",
                                                       "accent1", "accent2", "accent3", "accent4",
                                                       "accent5", "accent6", "hlink",   "folHlink"};

struct ooxml_theme ooxml_theme_default(void)
{
    return (struct ooxml_theme){.colours = {0x000000, 0xFFFFFF, 0x44546A, 0xE7E6E6, 0x4472C4,
                                            0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47,
                                            0x0563C1, 0x954F72},
                                .text_1 = 0,
                                .ground_1 = 1,
                                .text_2 = 2,
                                .ground_2 = 3};
}

int ooxml_theme_index(const struct ooxml_theme *theme, struct str name)
{
    const struct {
        const char *name;
        int index;
    } others[] = {{"tx1", theme->text_1},
                  {"bg1", theme->ground_1},
                  {"tx2", theme->text_2},
                  {"bg2", theme->ground_2},
                  {"text1", theme->text_1},
                  {"background1", theme->ground_1},
                  {"text2", theme->text_2},
                  {"background2", theme->ground_2},
                  {"dark1", 0},
                  {"light1", 1},
                  {"dark2", 2},
                  {"light2", 3},
                  {"hyperlink", 10},
                  {"followedHyperlink", 11}};

    for (int i = 0; i < OOXML_THEME_COLOURS; i++) {
        if (str_eq(name, str_of(names[i]))) {
            return i;
        }
    }
    for (size_t i = 0; i < COUNT(others); i++) {
        if (str_eq(name, str_of(others[i].name))) {
            return others[i].index;
        }
    }
    return -1;
}

void ooxml_theme_map(struct ooxml_theme *theme, const struct xml_element *e)
{
    struct {
        const char *name;
        uint8_t *index;
    } places[] = {{"tx1", &theme->text_1},   {"bg1", &theme->ground_1}, {"tx2", &theme->text_2},
                  {"bg2", &theme->ground_2}, {"t1", &theme->text_1},    {"t2", &theme->text_2}};
    struct ooxml_theme as_it_was = *theme;

    for (size_t i = 0; i < COUNT(places); i++) {
        struct str value;

        if (xml_attribute(e, places[i].name, &value)) {
            int index = ooxml_theme_index(&as_it_was, value);

            *places[i].index = index < 0 ? *places[i].index : (uint8_t)index;
        }
    }
}

bool ooxml_rgb(struct str hex, uint32_t *ret_rgb)
{
    uint32_t rgb = 0;

    if (hex.n != 6 && hex.n != 8) {
        return false;
    }
    for (size_t i = hex.n - 6; i < hex.n; i++) {
        char c = hex.p[i];
        char low = (char)(c | 0x20);
        int digit = c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;

        if (digit < 0) {
            return false;
        }
        rgb = rgb * 16 + (uint32_t)digit;
    }
    *ret_rgb = rgb;
    return true;
}

/* Each channel times `share`, plus `more`, both in 100000ths of the whole. */
static uint32_t scaled(uint32_t rgb, int64_t share, int64_t more)
{
    uint32_t out = 0;

    share = MIN(MAX(share, (int64_t)0), (int64_t)FULL * 10);
    more = MIN(MAX(more, (int64_t)-FULL), (int64_t)FULL);
    for (int shift = 16; shift >= 0; shift -= 8) {
        int64_t c = (rgb >> shift) & 255;

        c = (c * share + 255 * more) / FULL;
        out |= (uint32_t)MIN(MAX(c, (int64_t)0), (int64_t)255) << shift;
    }
    return out;
}

uint32_t ooxml_tint(uint32_t rgb, int64_t thousandths)
{
    int64_t share = MIN(MAX(thousandths, (int64_t)-1000), (int64_t)1000) * (FULL / 1000);

    return share < 0 ? scaled(rgb, FULL + share, 0) : scaled(rgb, FULL - share, share);
}

bool ooxml_is_near(uint32_t a, uint32_t b)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        int difference = (int)((a >> shift) & 255) - (int)((b >> shift) & 255);

        if (difference > NEAR || difference < -NEAR) {
            return false;
        }
    }
    return true;
}

bool ooxml_is_dark(uint32_t rgb)
{
    return (rgb >> 16) < 40 && ((rgb >> 8) & 255) < 40 && (rgb & 255) < 40;
}

/* ---- DrawingML ---- */

static bool take_named(struct ooxml_colour *c, const struct ooxml_theme *theme,
                       const struct xml_element *e)
{
    static const struct {
        const char *name;
        uint32_t rgb;
    } presets[] = {{"black", 0}, {"white", 0xFFFFFF}, {"red", 0xFF0000}, {"blue", 0x0000FF}};
    struct str value = {};
    bool said = xml_attribute(e, "val", &value);
    struct ooxml_colour out = {.paint = OOXML_UNKNOWN, .opacity = 100};

    if (ooxml_is(e->name, "srgbClr")) {
        out.paint = ooxml_rgb(value, &out.rgb) ? OOXML_SOLID : OOXML_UNKNOWN;
    } else if (ooxml_is(e->name, "schemeClr")) {
        int index = ooxml_theme_index(theme, value);

        out.paint = index < 0 ? OOXML_UNKNOWN : OOXML_SOLID;
        out.rgb = index < 0 ? 0 : theme->colours[index];
    } else if (ooxml_is(e->name, "sysClr")) {
        out.paint = OOXML_SOLID;
        out.rgb = str_eq(value, STR("window")) ? OOXML_WHITE : OOXML_BLACK;
        if (xml_attribute(e, "lastClr", &value)) {
            ooxml_rgb(value, &out.rgb);
        }
    } else if (ooxml_is(e->name, "prstClr")) {
        for (size_t i = 0; i < COUNT(presets); i++) {
            if (said && str_eq(value, str_of(presets[i].name))) {
                out.paint = OOXML_SOLID;
                out.rgb = presets[i].rgb;
            }
        }
    } else if (!ooxml_is(e->name, "scrgbClr") && !ooxml_is(e->name, "hslClr")) {
        return false;
    }
    *c = out;
    return true;
}

/* A share is "50000", or "50%" in strict files. */
static int64_t share_of(const struct xml_element *e)
{
    struct str value = {};
    int64_t share = xml_attribute_int(e, "val", FULL);

    if (xml_attribute(e, "val", &value) && str_ends(value, STR("%"))) {
        share = ooxml_thousandths(e, "val", FULL);
    }
    return share;
}

bool ooxml_colour_take(struct ooxml_colour *c, const struct ooxml_theme *theme,
                       const struct xml_element *e)
{
    if (take_named(c, theme, e)) {
        return true;
    }
    if (ooxml_is(e->name, "alpha")) {
        c->opacity = (uint8_t)MIN(MAX(share_of(e) / 1000, (int64_t)0), (int64_t)100);
    } else if (ooxml_is(e->name, "lumMod") || ooxml_is(e->name, "shade")) {
        c->rgb = scaled(c->rgb, share_of(e), 0);
    } else if (ooxml_is(e->name, "lumOff")) {
        c->rgb = scaled(c->rgb, FULL, share_of(e));
    } else if (ooxml_is(e->name, "tint")) {
        c->rgb = scaled(c->rgb, share_of(e), FULL - share_of(e));
    } else {
        return false;
    }
    return true;
}

/* The stop that was read goes into the whole. */
static void end_stop(struct ooxml_blend *b)
{
    struct ooxml_colour *w = &b->whole;

    if (b->stops == 1) {
        *w = b->stop;
    } else if (b->stops > 1 && (w->paint != b->stop.paint || w->opacity != b->stop.opacity ||
                                !ooxml_is_near(w->rgb, b->stop.rgb))) {
        w->paint = OOXML_UNKNOWN;
    }
}

void ooxml_blend_take(struct ooxml_blend *b, const struct ooxml_theme *theme,
                      const struct xml_element *e)
{
    if (ooxml_is(e->name, "gs")) {
        end_stop(b);
        b->stops++;
        b->stop = (struct ooxml_colour){.paint = OOXML_UNKNOWN};
    } else if (b->stops > 0) {
        ooxml_colour_take(&b->stop, theme, e);
    }
}

struct ooxml_colour ooxml_blend_end(struct ooxml_blend *b)
{
    end_stop(b);
    return b->stops == 0 ? (struct ooxml_colour){.paint = OOXML_UNKNOWN} : b->whole;
}
