/* The pipeline of the reader; each stage is a file of its own. */
#include "spec/spec.h"

#include "spec/reading.h"

int spec_read(struct arena *a, const struct doc *docs, uint32_t count, struct reg *ret_reg,
              struct err *err)
{
    *ret_reg = (struct reg){};
    for (uint32_t i = 0; i < count; i++) {
        *VEC_ADD(a, &ret_reg->documents) = &docs[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        struct reading r = {.arena = a, .doc = &docs[i], .file = i, .reg = ret_reg};

        block_build(&r);
        part_build(&r);
        outline_build(&r);
        sentence_build(&r);
    }
    return 0;
}
