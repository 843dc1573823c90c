/* Names of columns; see column-name.h. */
#include "inspect/office/column-name.h"

struct str column_name(struct arena *a, uint32_t column)
{
    char name[8];
    size_t at = sizeof(name);

    while (column > 0 && at > 0) {
        column--;
        name[--at] = (char)('A' + column % 26);
        column /= 26;
    }
    return arena_str(a, (struct str){.p = name + at, .n = sizeof(name) - at});
}
