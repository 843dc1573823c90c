/* What reading a file may cost; see bounds.h. */
#include "read/bounds.h"

#include "base/common.h"

int read_seconds(size_t bytes)
{
    const size_t base_seconds = READ_IS_SANITIZED ? 30 : 8;
    const size_t bytes_a_second = 1024 * 1024;

    return (int)MIN(base_seconds + bytes / bytes_a_second, (size_t)READ_MAX_SECONDS);
}
