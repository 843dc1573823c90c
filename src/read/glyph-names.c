/*
 * MuPDF asks FreeType for a glyph by its name: some two hundred times for each font, and FreeType
 * compares all names of the font each time. That was a tenth of the time of a PDF of a few pages.
 * The linker puts glyph_names_find() in the place of FreeType's function (meson.build): a face that
 * is asked more than a few times gets a table of its names. It hangs on the face, in the member
 * that FreeType has for its callers, and goes with it.
 *
 * The table is made through FT_Get_Glyph_Name(), and only for the formats whose drivers look a name
 * up in the same list, the first glyph of a name first.
 */
#include "read/glyph-names.h"

#include "base/common.h"

#include <stdlib.h>
#include <string.h>

#include FT_FONT_FORMATS_H

enum {
    FEW_QUESTIONS = 4,    /* that FreeType answers itself */
    MAX_NAME_BYTES = 128, /* with the final 0; FreeType answers for longer ones */
    MAX_GLYPHS = 65535,
};

struct slot {
    uint32_t hash; /* of the name; 0: free */
    FT_UInt glyph;
};

/* Of one face. */
struct glyph_names {
    int questions; /* so far, up to one more than few */
    uint32_t mask;
    struct slot *slots; /* NULL: none yet, or none for this face */
};

static uint32_t hash_of(const char *name)
{
    uint32_t hash = 2166136261U;

    for (; *name != '\0'; name++) {
        hash = (hash ^ (unsigned char)*name) * 16777619U;
    }
    return hash == 0 ? 1 : hash;
}

/* ---- the table ---- */

/* Glyphs of one name follow each other, and the first is found first. */
static void put(struct glyph_names *names, uint32_t hash, FT_UInt glyph)
{
    uint32_t at = hash & names->mask;

    while (names->slots[at].hash != 0) {
        at = (at + 1) & names->mask;
    }
    names->slots[at] = (struct slot){.hash = hash, .glyph = glyph};
}

static FT_UInt look_up(const struct glyph_names *names, FT_Face face, const char *name)
{
    uint32_t hash = hash_of(name);

    for (uint32_t at = hash & names->mask; names->slots[at].hash != 0;
         at = (at + 1) & names->mask) {
        char text[MAX_NAME_BYTES];

        if (names->slots[at].hash == hash &&
            FT_Get_Glyph_Name(face, names->slots[at].glyph, text, sizeof(text)) == 0 &&
            strcmp(text, name) == 0) {
            return names->slots[at].glyph;
        }
    }
    return 0;
}

static bool is_of_known_format(FT_Face face)
{
    const char *format = FT_Get_Font_Format(face);

    return format != NULL && (strcmp(format, "CFF") == 0 || strcmp(format, "Type 1") == 0 ||
                              strcmp(format, "TrueType") == 0);
}

static void make_table(struct glyph_names *names, FT_Face face)
{
    uint32_t size = 64;
    char text[MAX_NAME_BYTES];

    if (!FT_HAS_GLYPH_NAMES(face) || !is_of_known_format(face) || face->num_glyphs > MAX_GLYPHS) {
        return;
    }
    while (size < (uint32_t)face->num_glyphs * 2) {
        size *= 2;
    }
    names->slots = calloc(size, sizeof(*names->slots));
    names->mask = size - 1;
    for (FT_UInt i = 0; names->slots != NULL && i < (FT_UInt)face->num_glyphs; i++) {
        if (FT_Get_Glyph_Name(face, i, text, sizeof(text)) == 0 && text[0] != '\0') {
            put(names, hash_of(text), i);
        }
    }
}

/* ---- the face ---- */

static void drop(void *object)
{
    struct glyph_names *names = ((FT_Face)object)->generic.data;

    free(names->slots);
    free(names);
}

/* The face's own, made with the first question; NULL when something else hangs there. */
static struct glyph_names *names_of(FT_Face face)
{
    FT_Generic *generic = &face->generic;

    if (generic->data == NULL && generic->finalizer == NULL) {
        generic->data = calloc(1, sizeof(struct glyph_names));
        generic->finalizer = generic->data == NULL ? NULL : drop;
    }
    return generic->finalizer == drop ? generic->data : NULL;
}

FT_UInt glyph_names_find(FT_Face face, const FT_String *name)
{
    struct glyph_names *names = face == NULL ? NULL : names_of(face);

    if (names != NULL && names->questions <= FEW_QUESTIONS && names->questions++ == FEW_QUESTIONS) {
        make_table(names, face);
    }
    return names == NULL || names->slots == NULL || name == NULL ||
                   strlen(name) >= MAX_NAME_BYTES - 1
               ? glyph_names_ask(face, name)
               : look_up(names, face, name);
}
