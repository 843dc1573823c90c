/* Text of a traced page. */
#ifndef INSPECT_PDF_TRACE_TEXT_H
#define INSPECT_PDF_TRACE_TEXT_H

#include "inspect/pdf/pdf-tracer.h"

/* The functions of the device. */
void pdf_trace_text_set(fz_device *device);

/* A text with this look begins; then each of its glyphs. */
void pdf_trace_text_begin(struct pdf_tracer *t, const uint8_t rgb[3], float alpha,
                          enum pdf_way way);
void pdf_trace_text_add(struct pdf_tracer *t, const struct pdf_ink *ink);

/* A glyph with its box at its place; one of no size is given a box that can be told apart. */
struct pdf_ink pdf_trace_text_ink(fz_rect box, fz_matrix place, int32_t code_point, int32_t glyph);

/* One whose box is empty: a letter of a font that has an empty shape for it is given a box. */
void pdf_trace_text_look_blank(fz_context *ctx, const struct pdf_tracer *t, fz_font *font,
                               fz_matrix place, struct pdf_ink *ink);

/* How text filled in colours of this space is drawn: some separations are never printed. */
enum pdf_way pdf_trace_text_way(fz_context *ctx, fz_colorspace *space);

/* The last glyphs, from this one, are stroked too: a line of another colour may eat them up. */
void pdf_trace_text_stroke(struct pdf_tracer *t, uint32_t first, const uint8_t rgb[3], float alpha);

/* Whether a text drawn now is the one that was filled last. */
bool pdf_trace_text_is_again(const struct pdf_last_text *last, const fz_text *text);
struct pdf_last_text pdf_trace_text_remember(const fz_text *text);

#endif
