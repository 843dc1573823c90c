/* Pages of ui/, embedded at build time with their style and script (tools/embed-page.js). */
#ifndef WRITE_PAGE_H
#define WRITE_PAGE_H

#include "base/html.h"

/* ui/register.html with ui/register.css and ui/register.js; its {{slots}} are still open. */
extern const struct str register_page;
/* ui/inspect.html with its style and script. */
extern const struct str inspect_page;

/* Writes the page; where it has {{slot}}, fill() writes in its place. */
void page_fill(struct html *html, struct str page, void (*fill)(void *user, struct str slot),
               void *user);

#endif
