/* The pipeline of the reader; each stage is a file of its own. */
#include "spec/spec.h"

#include "spec/annex.h"

/* Paragraphs, parts, outline and sentences of one document. */
static void build_structure(struct reading *r)
{
    block_build(r);
    part_build(r);
    outline_build(r);
    annex_recognise(r);
    outline_write(r);
    sentence_build(r);
}

int spec_read(struct arena *a, const struct doc *docs, uint32_t count, struct reg *ret_reg,
              struct err *err)
{
    *ret_reg = (struct reg){};
    for (uint32_t i = 0; i < count; i++) {
        *VEC_ADD(a, &ret_reg->documents) = &docs[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        struct reading r = {.arena = a, .doc = &docs[i], .file = i, .reg = ret_reg};

        build_structure(&r);
        label_build(&r);
        fact_build(&r);
        annex_build(&r);
        value_build(&r);
        deliverable_build(&r);
        term_build(&r);
        duty_build(&r);
        duty_due_build(&r);
        note_build(&r);
        reference_build(&r);
        form_build(&r);
        lint_build(&r);
    }
    return 0;
}

void spec_annex_fingerprints(struct arena *a, const struct doc *doc, struct buf *out)
{
    struct reg reg = {};
    struct reading r = {.arena = a, .doc = doc, .reg = &reg};

    *VEC_ADD(a, &reg.documents) = doc;
    build_structure(&r);
    annex_print_fingerprints(&r, out);
}
