/*
 * Profiles and sentences of contracts. The input up to the first line "---" is a profile, each line
 * behind it a sentence: what is read from them is set in the profile, which must still be one and
 * say what was set.
 */
#include "fuzz/fuzz.h"
#include "pack/pack-profile.h"

#include <stdlib.h>

static const char divider[] = "\n---\n";

static void take_sentences(struct arena *a, struct str text, struct pack_sources *ret)
{
    for (size_t at = 0; at < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        size_t past = end < 0 ? text.n : (size_t)end;

        *VEC_ADD(a, &ret->v) =
            (struct pack_source){.section = STR("1"), .quote = str_sub(text, at, past)};
        at = past + 1;
    }
}

/* What was set is read again, and the parts are still there. */
static void check(struct arena *a, const struct profile *before, struct str text,
                  enum pack_setting setting, struct str value)
{
    struct profile p;
    struct pack_settings now;
    struct err err;

    if (profile_parse(a, text, "set", &p, &err) < 0 || p.parts.n != before->parts.n) {
        abort();
    }
    pack_profile_settings(a, &p, &now);
    bool is_word =
        setting == PACK_SET_TEXT || setting == PACK_SET_FIGURES; /* 問わない when not set */

    if (!is_word && now.values[setting].n > 0 && value.n == 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str input = {.p = (const char *)bytes, .n = n};
    ptrdiff_t at = str_find(input, str_of(divider), 0);
    struct str text = str_sub(input, 0, at < 0 ? n : (size_t)at);
    struct pack_sources sources = {};
    struct pack_settings found;
    struct profile before;
    struct err err;

    if (at >= 0) {
        take_sentences(&arena, str_sub(input, (size_t)at + sizeof(divider) - 1, n), &sources);
    }
    pack_profile_propose(&arena, &sources, &found);
    if (profile_parse(&arena, text, "profile", &before, &err) < 0) {
        return 0;
    }
    for (int i = 0; i < PACK_SETTINGS; i++) {
        struct str changed;

        if (pack_profile_set(&arena, text, (enum pack_setting)i, found.values[i], &changed, &err) ==
            0) {
            check(&arena, &before, changed, (enum pack_setting)i, found.values[i]);
        }
    }
    return 0;
}
