/* Texts by their hashes, in a table with open addresses. */
#include "inspect/pdf/pdf-texts.h"

enum { FEW_TEXTS = 256 /* room at first; a power of two */ };

/* Never 0, which marks a free slot. */
static uint64_t hash_of(struct str text)
{
    uint64_t h = str_hash(text);

    return h == 0 ? 1 : h;
}

static bool put(uint64_t *slots, uint32_t room, uint64_t h)
{
    uint32_t at = (uint32_t)(h ^ h >> 32) & (room - 1);

    for (; slots[at] != 0; at = (at + 1) & (room - 1)) {
        if (slots[at] == h) {
            return false;
        }
    }
    slots[at] = h;
    return true;
}

void pdf_texts_add(struct arena *a, struct pdf_texts *texts, struct str text)
{
    if (texts->n * 2 >= texts->room) {
        uint32_t room = MAX((uint32_t)FEW_TEXTS, texts->room * 2);
        uint64_t *slots = ARENA_ARRAY(a, room, uint64_t);

        for (uint32_t i = 0; i < texts->room; i++) {
            if (texts->slots[i] != 0) {
                put(slots, room, texts->slots[i]);
            }
        }
        texts->slots = slots;
        texts->room = room;
    }
    texts->n += put(texts->slots, texts->room, hash_of(text));
}

bool pdf_texts_has(const struct pdf_texts *texts, struct str text)
{
    uint64_t h = hash_of(text);

    for (uint32_t at = (uint32_t)(h ^ h >> 32) & (texts->room - 1);
         texts->room > 0 && texts->slots[at] != 0; at = (at + 1) & (texts->room - 1)) {
        if (texts->slots[at] == h) {
            return true;
        }
    }
    return false;
}
