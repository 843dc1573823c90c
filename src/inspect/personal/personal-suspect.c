/*
 * Words that nothing speaks for where they stand, and that are names as soon as the file tells of
 * somebody who is called so: family names in a sentence that are no other words; and whatever
 * stands alone between signs and gaps, in lists, cells, brackets, chains of arrows.
 */
#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-walk.h"

/* 鹿島と一緒に: in a sentence a place would have another particle. */
static bool is_before_company(const struct personal_text *t, size_t i)
{
    return personal_is_unit(t, i, 0x3068) || personal_is_unit(t, i, 0x304C) ||
           personal_is_unit(t, i, 0x3082); /* と が も */
}

/* A family name of the table, as it was read. */
static bool may_be_family(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t never = WORD_GREAT_PLACE | WORD_FIRM | WORD_NEVER | WORD_END;
    bool is_plain = x->surname >= 2 && (x->surname_flags & (WORD_COMMON_SURNAME | WORD_PLACE)) == 0;

    if (x->is_full || (x->surname_flags & never) != 0 || !personal_begins_word(t, x->beg) ||
        personal_is_not_name(t, x)) {
        return false;
    }
    if (personal_stands_alone(t, x->beg, x->end)) {
        return true;
    }
    if (x->surname < 2 || (x->surname_flags & WORD_COMMON_SURNAME) != 0 ||
        (x->surname > 2 && personal_is_noun(t->u + x->beg, x->surname))) {
        return false;
    }
    return is_plain ? x->after == AFTER_EDGE || x->after == AFTER_END || x->after == AFTER_PARTICLE
                    : x->after == AFTER_PARTICLE && is_before_company(t, x->end);
}

/* The end of a word that stands alone at `i`: katakana, or kanji in the form of a family name. */
static size_t alone_end(const struct personal_text *t, size_t i)
{
    size_t end = i;

    if (t->classes[i] == CHAR_KATAKANA) {
        end = personal_run_end(t, i, CHAR_KATAKANA, PERSONAL_WORD_MAX);
        return end >= i + 2 && !personal_is_noun(t->u + i, end - i) &&
                       personal_stands_alone(t, i, end)
                   ? end
                   : 0;
    }
    end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN + 1);
    return personal_may_be_unknown(t, i, end) && personal_stands_alone(t, i, end) ? end : 0;
}

void personal_suspect(struct personal_walk *w, size_t i, const struct personal_name *x)
{
    const struct personal_text *t = w->t;
    size_t end = 0;

    if (w->s->known == NULL) {
        return;
    }
    if (x != NULL) {
        end = may_be_family(t, x) ? x->end : 0;
    } else if (personal_begins_word(t, i)) {
        end = alone_end(t, i);
    }
    if (end > 0) {
        *VEC_ADD(w->s->arena, &w->s->later) =
            (struct personal_hit){.rule = "PII-305",
                                  .beg = t->at[i],
                                  .end = t->at[end],
                                  .word = personal_known_hash(t->u + i, end - i),
                                  .is_sure = true};
    }
}
