/*
 * Addresses of Britain and of North America. They are come upon by the number of the house: words
 * of a street stand behind it, then the town and, which nothing else looks like, the post code:
 *
 *     7 Rowan Lane, Ludlow SY8 9ZZ, UK        118 W Cedar St, Apt 4, Salem, OR 97300
 *
 * At most WINDOW bytes are looked at. Those of firms and offices are nobody's: licences of programs
 * are full of them.
 */
#include "inspect/personal/personal-number.h"

enum { WINDOW = 100, MOST_STREET_WORDS = 5 };

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A word at the byte, with the letters and figures that it is made of: past it. */
static size_t word_end(struct str t, size_t at)
{
    while (at < t.n && (personal_is_latin(t.p[at]) || personal_is_digit(t.p[at]) ||
                        t.p[at] == '\'' || t.p[at] == '-')) {
        at++;
    }
    return at;
}

/* Past the blanks, commas and points between two words. */
static size_t next_word(struct str t, size_t at)
{
    while (at < t.n && (t.p[at] == ' ' || t.p[at] == ',' || t.p[at] == '.' || t.p[at] == '#')) {
        at++;
    }
    return at;
}

static bool is_street(struct str word)
{
    static const struct str words[] = {
        STR_IN_TABLE("Street"),   STR_IN_TABLE("St"),        STR_IN_TABLE("Road"),
        STR_IN_TABLE("Rd"),       STR_IN_TABLE("Avenue"),    STR_IN_TABLE("Ave"),
        STR_IN_TABLE("Lane"),     STR_IN_TABLE("Ln"),        STR_IN_TABLE("Drive"),
        STR_IN_TABLE("Dr"),       STR_IN_TABLE("Boulevard"), STR_IN_TABLE("Blvd"),
        STR_IN_TABLE("Court"),    STR_IN_TABLE("Ct"),        STR_IN_TABLE("Place"),
        STR_IN_TABLE("Square"),   STR_IN_TABLE("Terrace"),   STR_IN_TABLE("Way"),
        STR_IN_TABLE("Crescent"), STR_IN_TABLE("Close"),     STR_IN_TABLE("Gardens"),
        STR_IN_TABLE("Grove"),    STR_IN_TABLE("Row"),       STR_IN_TABLE("Mews"),
        STR_IN_TABLE("Hill"),     STR_IN_TABLE("Parkway"),   STR_IN_TABLE("Circle")};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(word, words[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the word is of the form: A = a capital, 9 = a digit, X = either. */
static bool has_form(struct str word, const char *form)
{
    size_t i = 0;

    for (; form[i] != '\0' && i < word.n; i++) {
        bool is_digit = personal_is_digit(word.p[i]);
        bool is_letter = is_capital(word.p[i]);

        if (!(form[i] == 'A' ? is_letter : form[i] == '9' ? is_digit : is_letter || is_digit)) {
            return false;
        }
    }
    return form[i] == '\0' && i == word.n;
}

static bool is_state(struct str word)
{
    static const char *const states =
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH "
        "NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY";
    ptrdiff_t at = has_form(word, "AA") ? str_find(str_of(states), word, 0) : -1;

    return at >= 0 && at % 3 == 0;
}

/* Whether two words beside each other are a post code: SY8 9ZZ, OR 97300, K1A 0Z9. */
static bool is_post_code(struct str first, struct str second)
{
    bool is_outer = has_form(first, "A9") || has_form(first, "A9X") || has_form(first, "AA9") ||
                    has_form(first, "AA9X");

    return (is_outer && has_form(second, "9AA")) ||
           (has_form(first, "A9A") && has_form(second, "9A9")) ||
           (is_state(first) && (has_form(second, "99999") || has_form(second, "99999-9999")));
}

/* Whether a firm or an office stands before the number, in its line or in those above. */
static bool is_of_office(const struct personal_scan *s, size_t at)
{
    enum { NEAR = 80, LONG_LINE = 44 /* of the beginnings that are kept */ };
    static const char *const offices =
        "inc.|inc,|ltd|llc|corp|company|co.,|gmbh|foundation|university|college|institute|"
        "department|office|headquarters|association|society|press|bank|hotel|museum|library";

    struct str above = str_trim(s->above);
    size_t beg = above.n;

    while (beg > 0 && above.p[beg - 1] != '\n') {
        beg--;
    }
    /* In the middle of a paragraph, whose line before may end in anything. */
    return (at == 0 && above.n - beg >= LONG_LINE) ||
           personal_has_word(personal_before(s, at, NEAR), offices) ||
           (at < NEAR && personal_has_word(s->above, offices));
}

/* Past the country behind the post code, if it is said. */
static size_t country_end(struct str t, size_t at)
{
    static const struct str countries[] = {
        STR_IN_TABLE("UK"),     STR_IN_TABLE("USA"),      STR_IN_TABLE("United Kingdom"),
        STR_IN_TABLE("Canada"), STR_IN_TABLE("England"),  STR_IN_TABLE("United States"),
        STR_IN_TABLE("Wales"),  STR_IN_TABLE("Scotland"), STR_IN_TABLE("U.S.A.")};
    size_t next = next_word(t, at);

    for (size_t i = 0; i < COUNT(countries); i++) {
        if (str_at(t, next, countries[i])) {
            return next + countries[i].n;
        }
    }
    return at;
}

size_t personal_abroad_address_end(const struct personal_scan *s, const struct personal_number *x)
{
    struct str t = s->text.folded.s;
    size_t at = x->end + 1;
    struct str before = {};
    bool has_street = false;

    if (at >= t.n || t.p[x->end] != ' ' || !is_capital(t.p[at]) || x->group_count != 1 ||
        x->n > 5 || x->is_joined || x->is_broken) {
        return 0;
    }
    t = str_sub(t, 0, x->end + WINDOW);
    for (size_t words = 1; at < t.n; words++) {
        size_t end = word_end(t, at);
        struct str word = str_sub(t, at, end);

        bool may_be_street = words <= MOST_STREET_WORDS && end > at &&
                             (is_capital(t.p[at]) || personal_is_digit(t.p[at]));

        if (end == at || (!has_street && !may_be_street)) {
            return 0;
        }
        if (has_street && before.n > 0 && word.p == before.p + before.n + 1 &&
            is_post_code(before, word)) {
            return is_of_office(s, x->beg) ? 0 : country_end(t, end);
        }
        has_street |= words > 1 && is_street(word);
        before = word;
        at = next_word(t, end);
    }
    return 0;
}
