/* Look-up in the tables of two-byte characters; see jis.h. */
#include "read/jis.h"

uint32_t jis_cp932(const struct jis *jis, unsigned char lead, unsigned char trail)
{
    int row;

    if (lead >= 0x81 && lead <= 0x9F) {
        row = lead - 0x81;
    } else if (lead >= 0xE0 && lead <= 0xFC) {
        row = lead - 0xE0 + 31;
    } else {
        return 0;
    }
    return trail < 0x40 || trail > 0xFC ? 0 : jis->cp932[row][trail - 0x40];
}
