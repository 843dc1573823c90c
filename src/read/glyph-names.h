/* Glyphs of a font by their names. */
#ifndef READ_GLYPH_NAMES_H
#define READ_GLYPH_NAMES_H

#include <ft2build.h>

#include FT_FREETYPE_H

/*
 * As FT_Get_Name_Index(), and called in its place: the number of the glyph of this name, 0 when the
 * face has none. The names are those that the linker knows (--wrap).
 */
FT_UInt glyph_names_find(FT_Face face, const FT_String *name) __asm__("__wrap_FT_Get_Name_Index");

/* FreeType's own. */
FT_UInt glyph_names_ask(FT_Face face, const FT_String *name) __asm__("__real_FT_Get_Name_Index");

#endif
