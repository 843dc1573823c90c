/* What the parts of the terminal view begin with and stand on; see reg-terminal-part.h. */
#include "write/reg-terminal-part.h"

#include "write/words.h"

void reg_terminal_heading(struct view *v, const char *title, uint32_t count)
{
    screen_heading(&v->screen, title, arena_printf(v->arena, tr("(%u)"), count).p);
    if (count == 0) {
        screen_tab(&v->screen, 2);
        screen_style(&v->screen, SCREEN_DIM);
        screen_put(&v->screen, str_of(tr("none found")));
        screen_end_line(&v->screen);
    }
}

/* "… and 12 more" when a brief view stops at `shown` of `count`. True = stop. */
bool reg_terminal_cut(struct view *v, uint32_t shown, uint32_t count)
{
    if (!v->brief || shown < BRIEF_ENTRIES || shown >= count) {
        return false;
    }
    screen_tab(&v->screen, BODY);
    screen_style(&v->screen, SCREEN_DIM);
    screen_putf(&v->screen, tr("and %u more"), count - shown);
    screen_end_line(&v->screen);
    return true;
}

/* The place behind an entry, dim: 〔3(2) 行45〕 */
void reg_terminal_place(struct view *v, int indent, const struct reg_src *src, struct str section)
{
    struct str place = words_place(v->arena, v->language, v->r, src, section);

    screen_style(&v->screen, SCREEN_PLACE);
    screen_whole(&v->screen, indent, arena_printf(v->arena, " 〔%.*s〕", STR_ARG(place)));
    screen_end_line(&v->screen);
}

/* "  label: text" below an entry, when there is text. */
void reg_terminal_detail(struct view *v, int indent, const char *label, struct str text,
                         enum screen_style style)
{
    if (text.n == 0) {
        return;
    }
    screen_tab(&v->screen, indent);
    screen_style(&v->screen, SCREEN_DIM);
    screen_putf(&v->screen, "%s ", label);
    screen_style(&v->screen, style);
    screen_wrap(&v->screen, indent + 2, text);
    screen_end_line(&v->screen);
}
