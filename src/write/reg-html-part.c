/* What the parts of the register page share; see reg-html-part.h. */
#include "write/reg-html-part.h"

struct str reg_html_line_id(const struct reg_html *p, uint32_t file, uint32_t line)
{
    return arena_printf(p->arena, "L%u-%u", file, line);
}

struct str reg_html_file_name(const struct doc *d)
{
    return str_file_name(d->name);
}
