/* Encodings of a transfer, written; what reads them is in inspect/mail.c. */
#include "clean/transfer.h"

#include <stdio.h>

enum { LINE_CHARS = 76 };

struct str transfer_base64(struct arena *a, struct str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *out = arena_alloc(a, bytes.n / 3 * 4 + 8);
    size_t n = 0;

    for (size_t i = 0; i < bytes.n; i += 3) {
        size_t left = bytes.n - i;
        uint32_t three = (uint32_t)(unsigned char)bytes.p[i] << 16;

        three |= left > 1 ? (uint32_t)(unsigned char)bytes.p[i + 1] << 8 : 0;
        three |= left > 2 ? (uint32_t)(unsigned char)bytes.p[i + 2] : 0;
        out[n++] = digits[three >> 18];
        out[n++] = digits[three >> 12 & 63];
        out[n++] = left > 1 ? digits[three >> 6 & 63] : '=';
        out[n++] = left > 2 ? digits[three & 63] : '=';
    }
    return (struct str){.p = out, .n = n};
}

void transfer_base64_lines(struct buf *out, struct arena *scratch, struct str bytes,
                           struct str line_end)
{
    struct str text = transfer_base64(scratch, bytes);

    for (size_t at = 0; at < text.n; at += LINE_CHARS) {
        buf_add(out, str_sub(text, at, MIN(at + LINE_CHARS, text.n)));
        buf_add(out, line_end);
    }
}

/* Bytes of the line break at `at`; 0 = none is there. */
static size_t break_at(struct str s, size_t at)
{
    return str_at(s, at, STR("\r\n")) ? 2 : at < s.n && s.p[at] == '\n';
}

void transfer_quoted(struct buf *out, struct str text, struct str line_end)
{
    size_t column = 0;

    for (size_t i = 0; i < text.n;) {
        size_t n = break_at(text, i);
        unsigned char c = (unsigned char)text.p[i];
        bool is_blank = c == ' ' || c == '\t';
        bool is_last = i + 1 == text.n || break_at(text, i + 1) > 0;
        char piece[4] = {(char)c};
        size_t length = 1;

        if (n > 0) {
            buf_add(out, str_sub(text, i, i + n));
            column = 0;
            i += n;
            continue;
        }
        if (c == '=' || (is_blank && is_last) || (!is_blank && (c <= ' ' || c >= 0x7F))) {
            length = (size_t)snprintf(piece, sizeof(piece), "=%02X", c);
        }
        if (column + length > LINE_CHARS - (is_last ? 0 : 1)) {
            buf_add(out, STR("="));
            buf_add(out, line_end);
            column = 0;
        }
        buf_add(out, (struct str){.p = piece, .n = length});
        column += length;
        i++;
    }
}
