/*
 * Who sits in a seat is counted by what the words are in the dictionaries; a decision is taken by
 * the counts alone.
 */
#include "inspect/personal/personal-seat.h"

#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-walk.h"

static enum personal_weight weigh_kana(const struct personal_scan *s, size_t beg, size_t end)
{
    const struct personal_text *t = &s->text;
    struct personal_name x;

    if (!personal_kana_at(t, beg, &x) || x.end != end || (x.surname_flags & WORD_NEVER) != 0) {
        return PERSONAL_WEIGHT_NONE;
    }
    if (x.is_full && !x.is_spaced) {
        enum personal_foreign is = personal_foreign_of(t, beg, end);

        return is == PERSONAL_FOREIGN_THING ? PERSONAL_WEIGHT_NONE : PERSONAL_WEIGHT_DOUBTFUL;
    }
    bool is_name = x.is_known || (!x.is_full && personal_is_foreign(t->u + beg, end - beg));

    return !is_name                                                ? PERSONAL_WEIGHT_NONE
           : x.is_full || !personal_is_noun(t->u + beg, end - beg) ? PERSONAL_WEIGHT_DOUBTFUL
                                                                   : PERSONAL_WEIGHT_NONE;
}

enum personal_weight personal_weigh(const struct personal_scan *s, size_t beg, size_t end)
{
    const struct personal_text *t = &s->text;
    const uint32_t part = WORD_ROLE | WORD_TITLE | WORD_RANK;
    const uint32_t other = WORD_FIRM | WORD_STRONG | WORD_END;
    const uint32_t doubtful = WORD_COMMON_SURNAME | WORD_PLACE | WORD_GREAT_PLACE | WORD_NOT_NAME;
    size_t n = end - beg;

    if (n == 0 || n > PERSONAL_WORD_MAX) {
        return PERSONAL_WEIGHT_NONE;
    }
    if (t->classes[beg] != CHAR_KANJI) {
        return weigh_kana(s, beg, end);
    }
    uint32_t flags = personal_word(t->u + beg, n);

    if ((flags & part) != 0 || (n >= 3 && personal_is_part(t->u[end - 1])) ||
        (n >= 2 && flags == 0 && personal_stands(t, beg, "事務局|質問"))) {
        return PERSONAL_WEIGHT_PART;
    }
    if ((flags & other) != 0 || (n > 1 && (flags & WORD_NEVER) != 0)) {
        return PERSONAL_WEIGHT_NONE;
    }
    if (personal_is_remembered(s, beg, end)) {
        return PERSONAL_WEIGHT_SURE;
    }
    bool is_noun = n >= 2 && personal_is_noun(t->u + beg, n);

    if ((flags & WORD_SURNAME) != 0) {
        return n == 1 || is_noun || (flags & doubtful) != 0 ? PERSONAL_WEIGHT_DOUBTFUL
                                                            : PERSONAL_WEIGHT_SURE;
    }
    if (n > PERSONAL_MAX_UNKNOWN || !personal_is_rare_surname(t->u + beg, n)) {
        return PERSONAL_WEIGHT_NONE;
    }
    return is_noun ? PERSONAL_WEIGHT_HARDLY : PERSONAL_WEIGHT_DOUBTFUL;
}

enum personal_weight personal_weigh_full(const struct personal_scan *s, size_t beg, size_t end)
{
    enum { MOST = 9 };
    const struct personal_text *t = &s->text;
    enum personal_weight weight = personal_weigh(s, beg, end);
    struct personal_name x;

    if (weight != PERSONAL_WEIGHT_NONE || end - beg > MOST || t->classes[beg] != CHAR_KANJI) {
        return weight;
    }
    if (personal_name_at(t, beg, personal_surnames_at(t, beg), &x) && x.is_full && x.end == end &&
        x.surname >= 2 && !personal_is_not_name(t, &x) &&
        (x.is_spaced || !personal_is_noun(t->u + beg, x.surname))) {
        return PERSONAL_WEIGHT_DOUBTFUL;
    }
    bool is_pair = personal_pair_at(t, beg, &x) && x.end == end && end - beg >= 4 &&
                   ((x.surname_flags & WORD_SURNAME) != 0 || (x.given_flags & WORD_GIVEN) != 0 ||
                    personal_is_rare_surname(t->u + beg, x.surname));

    return is_pair ? PERSONAL_WEIGHT_DOUBTFUL : PERSONAL_WEIGHT_NONE;
}

struct personal_hit personal_seat_hit(const struct personal_scan *s, size_t beg, size_t end,
                                      enum personal_weight weight)
{
    const struct personal_text *t = &s->text;
    size_t n = end - beg;
    uint32_t flags = personal_word(t->u + beg, n);

    return (struct personal_hit){
        .rule = "PII-305",
        .beg = t->at[beg],
        .end = t->at[end],
        .word = personal_known_hash(t->u + beg, n),
        .is_sure = (flags & (WORD_COMMON_SURNAME | WORD_GREAT_PLACE)) == 0 &&
                   (weight == PERSONAL_WEIGHT_SURE || (flags & WORD_SURNAME) != 0),
        .is_place = (flags & (WORD_PLACE | WORD_GREAT_PLACE)) != 0,
    };
}

void personal_seat_take(struct personal_seat *seat, enum personal_weight weight,
                        const struct personal_hit *hit)
{
    bool is_place = hit->is_place && weight == PERSONAL_WEIGHT_DOUBTFUL;

    seat->places += is_place;
    seat->others += weight == PERSONAL_WEIGHT_NONE;
    seat->hardly += weight == PERSONAL_WEIGHT_HARDLY;
    seat->parts += weight == PERSONAL_WEIGHT_PART;
    seat->doubtful += weight == PERSONAL_WEIGHT_DOUBTFUL;
    seat->sure += weight == PERSONAL_WEIGHT_SURE;
    if (weight < PERSONAL_WEIGHT_DOUBTFUL) {
        return;
    }
    for (uint32_t i = 0; i < seat->word_count; i++) {
        if (seat->words[i] == hit->word) {
            seat->returns++;
            return;
        }
    }
    if (seat->word_count < PERSONAL_SEAT_WORDS) {
        seat->words[seat->word_count++] = hit->word;
    }
}

bool personal_seat_speaks(const struct personal_seat *seat)
{
    uint32_t names = seat->sure + seat->doubtful;

    if (names < 2 || names < seat->others + seat->hardly) {
        return false;
    }
    /* Doubtful ones alone: two who speak in turn, or with 司会 and the like among them. */
    return seat->sure >= 2 || (seat->sure > 0 && (seat->returns > 0 || seat->parts > 0)) ||
           (seat->word_count >= 2 && seat->others + seat->hardly == 0 &&
            (seat->returns >= 2 || (seat->returns > 0 && seat->parts > 0)));
}

bool personal_seat_is_full(const struct personal_seat *seat, uint32_t least, bool is_beside_people)
{
    enum { LEAST_DOUBTFUL = 4 };
    uint32_t names = seat->sure + seat->doubtful;
    uint32_t others = seat->others + (is_beside_people ? 0 : seat->hardly);

    if (names < least || seat->word_count < 2 || others * 5 > names) {
        return false;
    }
    return seat->sure * 2 >= names ||
           (is_beside_people &&
            (seat->sure * 4 >= names || (names >= LEAST_DOUBTFUL && seat->places * 2 <= names)));
}
