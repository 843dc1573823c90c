/* Settings of a text. */
#ifndef INSPECT_OOXML_WORD_SETTINGS_H
#define INSPECT_OOXML_WORD_SETTINGS_H

#include "inspect/office/ooxml-colour.h"
#include "inspect/office/ooxml-part.h"

struct word_settings {
    bool page_is_painted; /* the ground of the page is that of the document */
    bool has_even_pages;  /* even pages have headers and footers of their own */
    bool is_form;         /* nothing but form fields may be changed */
};

/* Reads the settings: what they give away, and the mapping of colours. */
void word_settings_read(struct ooxml *o, struct ooxml_theme *theme,
                        struct word_settings *ret_settings);

#endif
