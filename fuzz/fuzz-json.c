/*
 * json: any string that is written is read back by another JSON reader, cleaned of what is no
 * UTF-8.
 */
#include "fuzz/fuzz.h"

#include "base/json.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>

#include <jansson.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str value = {.p = (const char *)bytes, .n = n};
    char *text = NULL;
    size_t written = 0;
    FILE *file = open_memstream(&text, &written);
    struct json j;
    struct err err;

    json_init(&j, file, n % 2 == 0 ? JSON_TIGHT : JSON_INDENTED);
    json_begin_array(&j);
    json_str(&j, value);
    json_begin_object(&j);
    json_member(&j, "member", value);
    json_end(&j);
    json_end(&j);
    assert(json_finish(&j, &err) == 0);
    fclose(file);
    json_t *array = json_loadb(text, written, JSON_ALLOW_NUL, NULL);

    assert(array != NULL && json_array_size(array) == 2);
    if (utf8_find_bad(value) < 0) {
        json_t *back = json_array_get(array, 0);

        assert(json_string_length(back) == n);
        assert(n == 0 || memcmp(json_string_value(back), bytes, n) == 0);
    }
    json_decref(array);
    free(text);
    return 0;
}
