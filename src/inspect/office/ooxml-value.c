/* Attributes of office files as values; see ooxml-value.h. */
#include "inspect/office/ooxml-value.h"

bool ooxml_starts(struct str s, const char *head)
{
    return str_starts_any_case(s, str_of(head));
}

bool ooxml_ends(struct str s, const char *tail)
{
    return str_ends_any_case(s, str_of(tail));
}

struct str ooxml_value(struct arena *a, const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) ? arena_str(a, value) : (struct str){};
}

bool ooxml_is_on(const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) &&
           (str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on")));
}

int64_t ooxml_thousandths(const struct xml_element *e, const char *name, int64_t otherwise)
{
    struct str value;

    return xml_attribute(e, name, &value) ? ooxml_thousandths_of(value, otherwise) : otherwise;
}

int64_t ooxml_thousandths_of(struct str value, int64_t otherwise)
{
    enum { MAX_DIGITS = 12 };
    int64_t number = 0;
    int decimals = -1;

    if (value.n == 0) {
        return otherwise;
    }
    bool negative = value.p[0] == '-';

    for (size_t i = negative ? 1 : 0; i < value.n && i < MAX_DIGITS && decimals < 3; i++) {
        char c = value.p[i];

        if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
            decimals += decimals >= 0;
        } else {
            break;
        }
    }
    for (decimals = MAX(decimals, 0); decimals < 3; decimals++) {
        number *= 10;
    }
    return negative ? -number : number;
}
