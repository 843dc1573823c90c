/* Pages of ui/, embedded at build time with their style and script (tools/embed-page.js). */
#ifndef WRITE_PAGE_H
#define WRITE_PAGE_H

#include "base/str.h"

/* ui/register.html with ui/register.css and ui/register.js; its {{slots}} are still open. */
extern const struct str register_page;

#endif
