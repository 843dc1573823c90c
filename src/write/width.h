/*
 * How many columns text takes on a terminal, and where a line of Japanese may end.
 *
 * Columns are counted as the widest the text can come out: characters of East Asian width
 * "ambiguous" (①, ※, →, Greek) take one column on some terminals and two on others, and count
 * two here (UAX #11). So nothing ever runs past the margin, and nothing is aligned behind text.
 */
#ifndef WRITE_WIDTH_H
#define WRITE_WIDTH_H

#include "base/arena.h"

/* 0, 1 or 2. */
int width_of_code_point(uint32_t cp);
int width_of(struct str text);

/* The longest head of `text` that takes at most `columns`, cut between characters. */
struct str width_cut(struct str text, int columns);

/*
 * Whether a line may end between two neighbouring characters (neither a space): every place
 * beside a wide character except before 。、）」 ー っ and the like and after （「 (JIS X 4051, the
 * basics). Numbers are kept whole.
 */
bool width_may_break(uint32_t before, uint32_t after);

/* White space of documents: blanks, tabs, line ends, U+3000, U+00A0. */
bool width_is_space(uint32_t cp);

/* Whether a line end between the two is only a wrapped line, no space. */
bool width_joins(uint32_t before, uint32_t after);

/*
 * Text of a document as running text: each run of white space becomes one space, or nothing when
 * it is a line end between two wide characters. Borrows `text` when it is so already.
 */
struct str width_flow(struct arena *a, struct str text);

#endif
