/* Names of the sets; see pack-set.h. */
#include "pack/pack-set.h"

const char *const pack_side_folders[PACK_SIDES] = {"1_非公表一式", "2_公表用一式"};
const char *const pack_side_words[PACK_SIDES] = {"internal", "public"};
