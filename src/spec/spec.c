/* The pipeline of the reader; each stage is a file of its own. */
#include "spec/spec.h"

int spec_read(struct arena *a, const struct doc *docs, uint32_t count, struct reg *ret_reg,
              struct err *err)
{
    *ret_reg = (struct reg){};
    for (uint32_t i = 0; i < count; i++) {
        *VEC_ADD(a, &ret_reg->documents) = &docs[i];
    }
    return 0;
}
