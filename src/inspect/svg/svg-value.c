/* Numbers, lengths and colours as SVG and style sheets write them; see svg-style.h. */
#include "inspect/svg/svg-style.h"

#include "base/hex.h"
#include "inspect/path-data.h"

#include <stdlib.h>

/* ---- lengths ---- */

bool svg_length(struct str text, float size, float *ret)
{
    static const struct {
        struct str unit;
        float factor;
    } units[] = {{STR_IN_TABLE("px"), 1},          {STR_IN_TABLE("pt"), 96.0f / 72},
                 {STR_IN_TABLE("mm"), 96 / 25.4f}, {STR_IN_TABLE("cm"), 96 / 2.54f},
                 {STR_IN_TABLE("in"), 96},         {STR_IN_TABLE("pc"), 16}};
    size_t at = 0;
    float number;

    text = str_trim(text);
    if (text.n == 0 || memchr("0123456789.+-", text.p[0], 13) == NULL ||
        !path_data_number(text, &at, &number)) {
        return false;
    }
    struct str unit = str_sub(text, at, text.n);

    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_starts_any_case(unit, units[i].unit)) {
            *ret = number * units[i].factor;
            return true;
        }
    }
    if (str_starts(unit, STR("em")) || str_starts(unit, STR("rem"))) {
        number *= size;
    } else if (str_starts(unit, STR("ex"))) {
        number *= size / 2;
    } else if (str_starts(unit, STR("%"))) {
        number *= size / 100;
    }
    *ret = number;
    return true;
}

/* ---- colours ---- */

/* "#rgb", "#rrggbb", and both with an alpha behind */
static bool hex_colour(struct str s, struct svg_colour *ret)
{
    uint32_t digits[8];
    bool is_short = s.n == 4 || s.n == 5;

    if (s.n < 4 || s.n > 9 || s.n == 6 || s.n == 8) {
        return false;
    }
    for (size_t i = 1; i < s.n; i++) {
        int digit = hex_digit(s.p[i]);

        if (digit < 0) {
            return false;
        }
        digits[i - 1] = (uint32_t)digit;
    }
    uint32_t channels[4] = {0, 0, 0, 255};

    for (size_t i = 0; i < (s.n - 1) / (is_short ? 1 : 2); i++) {
        channels[i] = is_short ? digits[i] * 17 : digits[i * 2] * 16 + digits[i * 2 + 1];
    }
    *ret = (struct svg_colour){.paint = SVG_SOLID,
                               .rgb = channels[0] << 16 | channels[1] << 8 | channels[2],
                               .alpha = (float)channels[3] / 255};
    return true;
}

/* "rgb(1, 2, 3)", "rgba(10%, 20%, 30%, 0.5)" */
static bool function_colour(struct str s, struct svg_colour *ret)
{
    size_t at = 0;
    float values[4] = {0, 0, 0, 1};
    uint32_t rgb = 0;

    for (size_t i = 0; i < 4 && path_data_number(s, &at, &values[i]); i++) {
        bool is_share = at < s.n && s.p[at] == '%';

        values[i] *= is_share ? (i < 3 ? 2.55f : 0.01f) : 1;
    }
    for (size_t i = 0; i < 3; i++) {
        rgb = rgb << 8 | (uint32_t)MIN(MAX(values[i], 0.0f), 255.0f);
    }
    *ret = (struct svg_colour){.paint = SVG_SOLID, .rgb = rgb, .alpha = values[3]};
    return true;
}

struct svg_colour svg_colour_of(struct str s, struct svg_colour current)
{
    static const struct {
        struct str name;
        uint32_t rgb;
    } names[] = {{STR_IN_TABLE("black"), 0x000000},     {STR_IN_TABLE("white"), 0xFFFFFF},
                 {STR_IN_TABLE("red"), 0xFF0000},       {STR_IN_TABLE("green"), 0x008000},
                 {STR_IN_TABLE("blue"), 0x0000FF},      {STR_IN_TABLE("yellow"), 0xFFFF00},
                 {STR_IN_TABLE("gray"), 0x808080},      {STR_IN_TABLE("grey"), 0x808080},
                 {STR_IN_TABLE("silver"), 0xC0C0C0},    {STR_IN_TABLE("navy"), 0x000080},
                 {STR_IN_TABLE("orange"), 0xFFA500},    {STR_IN_TABLE("whitesmoke"), 0xF5F5F5},
                 {STR_IN_TABLE("snow"), 0xFFFAFA},      {STR_IN_TABLE("ivory"), 0xFFFFF0},
                 {STR_IN_TABLE("lightgray"), 0xD3D3D3}, {STR_IN_TABLE("lightgrey"), 0xD3D3D3},
                 {STR_IN_TABLE("darkgray"), 0xA9A9A9},  {STR_IN_TABLE("dimgray"), 0x696969}};
    struct svg_colour out = {.paint = SVG_OTHER, .alpha = 1};

    if (str_eq_any_case(s, STR("none")) || str_eq_any_case(s, STR("transparent"))) {
        return (struct svg_colour){.paint = SVG_NONE};
    }
    if (str_eq_any_case(s, STR("currentColor"))) {
        return current;
    }
    if (str_starts(s, STR("#")) && hex_colour(s, &out)) {
        return out;
    }
    if (str_starts_any_case(s, STR("rgb")) && function_colour(s, &out)) {
        return out;
    }
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq_any_case(s, names[i].name)) {
            return (struct svg_colour){.paint = SVG_SOLID, .rgb = names[i].rgb, .alpha = 1};
        }
    }
    return out;
}
