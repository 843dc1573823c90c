/*
 * How many columns text takes on a terminal, and where a line of Japanese may end.
 *
 * Columns are counted as the widest the text can come out: characters of East Asian width
 * "ambiguous" (①, ※, →, Greek) take one column on some terminals and two on others, and count
 * two here (UAX #11). So nothing ever runs past the margin, and nothing is aligned behind text.
 */
#ifndef WRITE_WIDTH_H
#define WRITE_WIDTH_H

#include "base/str.h"

/* 0, 1 or 2. */
int width_of_code_point(uint32_t cp);
int width_of(struct str text);

/* The longest head of `text` that takes at most `columns`, cut between characters. */
struct str width_cut(struct str text, int columns);

/*
 * Whether a line may end between two neighbouring characters (neither a space): every place
 * beside a wide character except before 。、）」 ー っ and the like and after （「 (JIS X 4051, the basics).
 * Numbers are kept whole.
 */
bool width_may_break(uint32_t before, uint32_t after);

#endif
