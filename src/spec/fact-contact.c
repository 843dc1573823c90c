/* Telephone numbers and mail addresses of the buyer: contact_phone, contact_email. */
#include "spec/fact.h"

#include "text/chars.h"

enum { SHORTEST_PHONE = 9, LONGEST_PHONE = 11 /* digits */ };

static const char *const phone_words[] = {"電話", "TEL", "Tel", "tel", "℡", "直通", "代表", "☎"};
static const char *const fax_words[] = {"FAX", "Fax", "fax", "ファ"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* End of the number 03-1234-5678, 03(1234)5678 that starts at `beg`; 0 when it is none. */
static size_t phone_end(struct str s, size_t beg)
{
    size_t at = beg;
    int digits = 0;
    int groups = 1;

    while (at < s.n && groups <= 3) {
        if (is_digit(s.p[at])) {
            digits++;
            at++;
        } else if ((s.p[at] == '-' || s.p[at] == '(' || s.p[at] == ')') && at + 1 < s.n &&
                   is_digit(s.p[at + 1]) && groups < 3) {
            groups++;
            at++;
        } else {
            break;
        }
    }
    bool is_whole = at == s.n || (!is_digit(s.p[at]) && s.p[at] != '-');

    return groups == 3 && digits >= SHORTEST_PHONE && digits <= LONGEST_PHONE && is_whole ? at : 0;
}

/* Last of the words before `end`, as a position + 1; 0 when there is none. */
static size_t last_word(struct str s, size_t end, const char *const *words, size_t n)
{
    size_t last = 0;

    for (size_t i = 0; i < n; i++) {
        ptrdiff_t at = str_rfind(str_sub(s, 0, end), str_of(words[i]));

        if (at >= 0) {
            last = MAX(last, (size_t)at + 1);
        }
    }
    return last;
}

static void find_phones(struct fact_maker *m, uint32_t index)
{
    struct str s = m->r->blocks.v[index].t.s;

    for (size_t i = 0; i + SHORTEST_PHONE < s.n; i++) {
        if (s.p[i] != '0' || (i > 0 && (is_digit(s.p[i - 1]) || s.p[i - 1] == '-'))) {
            continue;
        }
        size_t end = phone_end(s, i);

        if (end == 0) {
            continue;
        }
        if (last_word(s, i, phone_words, COUNT(phone_words)) >
            last_word(s, i, fax_words, COUNT(fax_words))) {
            struct str number = str_sub(s, i, end);

            fact_offer(m, FACT_CONTACT_PHONE, FACT_STATED, number,
                       span_src(m->r, span_of(m->r, index, number)));
        }
        i = end;
    }
}

static bool in_address(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || c == '-' || c == '+';
}

static void find_emails(struct fact_maker *m, uint32_t index)
{
    struct str s = m->r->blocks.v[index].t.s;

    for (ptrdiff_t at = str_find(s, STR("@"), 0); at >= 0;
         at = str_find(s, STR("@"), (size_t)at + 1)) {
        size_t beg = (size_t)at;
        size_t end = (size_t)at + 1;

        while (beg > 0 && in_address(s.p[beg - 1])) {
            beg--;
        }
        while (end < s.n && in_address(s.p[end])) {
            end++;
        }
        while (end > (size_t)at && s.p[end - 1] == '.') {
            end--;
        }
        struct str address = str_sub(s, beg, end);

        if (beg < (size_t)at && str_find(address, STR("."), (size_t)at - beg) > 0) {
            fact_offer(m, FACT_CONTACT_EMAIL, FACT_STATED, address,
                       span_src(m->r, span_of(m->r, index, address)));
        }
    }
}

void fact_find_contact(struct fact_maker *m)
{
    for (uint32_t i = 0; i < m->r->blocks.n; i++) {
        const struct block *b = &m->r->blocks.v[i];

        if (m->r->parts.v[b->part].kind != PART_FORM && !block_in_annex(m->r, b)) {
            if (ftext_may_have_digit(&b->t)) {
                find_phones(m, i);
            }
            if (ftext_may_have(&b->t, STR("@"))) {
                find_emails(m, i);
            }
        }
    }
}
