/* What may go of a PDF beside its pages, and what went. */
#include "clean/pdf/pdf-scrub.h"

bool pdf_scrub_may(const struct pdf_scrub *s, const char *rule)
{
    return cleaning_may(s->cleaning, rule);
}

void pdf_scrub_log(struct pdf_scrub *s, const char *rule, struct str place, uint32_t count)
{
    cleaning_log(s->cleaning, rule, place, count);
    s->removed += count;
}
