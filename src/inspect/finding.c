/* Words for what findings say, as reports have them. */
#include "inspect/finding.h"

const char *inspect_basis_word(enum inspect_basis basis)
{
    static const char *const words[] = {"proven", "structural", "heuristic"};

    return words[basis];
}

const char *inspect_state_word(enum inspect_state state)
{
    static const char *const words[] = {"inspected", "partial", "unreadable", "refused"};

    return words[state];
}
