/*
 * The types of records as tables; see type.h for what a field says of itself.
 *
 * Numbers are permanent: add at the end of a table, never reuse one, raise `rev` with each change.
 * A key field holds what lists filter and sort by (short: a key is cut at 128 bytes); a searched
 * field holds words for the text search. Quotes, notes and whole documents are searched, not keyed.
 */
#include "core/type.h"

static const char *const contract_states[] = {"open", "closed", NULL};
static const struct field contract_fields[] = {
    {1, "title", FIELD_TEXT, CLASS_PUBLIC, .is_key = true, .is_searched = true},
    {2, "buyer", FIELD_TEXT, CLASS_PUBLIC, .is_key = true, .is_searched = true},
    {3, "buyer_office", FIELD_TEXT, CLASS_PUBLIC, .is_searched = true},
    {4, "term_first", FIELD_DAY, CLASS_PUBLIC, .is_key = true},
    {5, "term_last", FIELD_DAY, CLASS_PUBLIC, .is_key = true},
    {6, "fiscal_year", FIELD_INT, CLASS_PUBLIC, .is_key = true},
    {7, "budget_cap_yen", FIELD_INT, CLASS_PUBLIC, .is_key = true},
    {8, "contract_type", FIELD_TEXT, CLASS_PUBLIC},
    {9, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {10, "contractor", FIELD_TEXT, CLASS_PUBLIC, .is_key = true, .is_searched = true},
    {11, "number", FIELD_TEXT, CLASS_PUBLIC, .is_key = true, .is_searched = true},
    {12, "settings", FIELD_OTHER, CLASS_HANDLERS},
};
const struct type type_contract = {"contract", 1, contract_states, contract_fields,
                                   COUNT(contract_fields)};

static const char *const document_states[] = {"current", "replaced", NULL};
static const struct field document_fields[] = {
    {1, "name", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "sha256", FIELD_TEXT, CLASS_HANDLERS, .is_key = true}, /* hexadecimal; a blob */
    {3, "bytes", FIELD_INT, CLASS_HANDLERS},
    {4, "kind", FIELD_WORD, CLASS_HANDLERS, .is_key = true}, /* spec annex form contract other */
    {5, "edition", FIELD_TEXT, CLASS_HANDLERS},
    {6, "register", FIELD_OTHER, CLASS_HANDLERS},
    {7, "text", FIELD_OTHER, CLASS_HANDLERS},
    {8, "replaces", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {9, "opened_day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {10, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {11, "inspected", FIELD_WORD, CLASS_HANDLERS, .is_key = true}, /* inspected partial … */
    {12, "grave", FIELD_INT, CLASS_HANDLERS},                      /* findings of C and H */
};
const struct type type_document = {"document", 2, document_states, document_fields,
                                   COUNT(document_fields)};

static const char *const fact_states[] = {"current", "dropped", "replaced", NULL};
static const struct field fact_fields[] = {
    {1, "key", FIELD_WORD, CLASS_PUBLIC, .is_key = true},
    {2, "value", FIELD_TEXT, CLASS_PUBLIC, .is_searched = true},
    {3, "quote", FIELD_TEXT, CLASS_PUBLIC, .is_searched = true},
    {4, "source", FIELD_OTHER, CLASS_PUBLIC},
    {5, "document", FIELD_RECORD, CLASS_PUBLIC, .is_key = true},
    {6, "order", FIELD_INT, CLASS_PUBLIC, .is_key = true},
    {7, "machine", FIELD_OTHER, CLASS_HANDLERS},
    {8, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
};
const struct type type_fact = {"fact", 1, fact_states, fact_fields, COUNT(fact_fields)};

static const char *const duty_states[] = {"open", "done", "dropped", "replaced", NULL};
static const struct field duty_fields[] = {
    {1, "document", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {2, "section", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {3, "section_sort", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {4, "quote", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {5, "summary", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {6, "modality", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {7, "party", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {8, "condition", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {9, "phase", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {10, "item", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {11, "source", FIELD_OTHER, CLASS_HANDLERS},  /* {file, beg, end, line, page} */
    {12, "machine", FIELD_OTHER, CLASS_HANDLERS}, /* what was read, beside what a person wrote */
    {13, "time", FIELD_OTHER, CLASS_HANDLERS},    /* notations with their quotes */
    {14, "due_words", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {15, "owner", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {16, "reading", FIELD_OTHER, CLASS_HANDLERS}, /* {value, words, by, day, note} */
    {17, "exception_of", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {18, "origin", FIELD_WORD, CLASS_HANDLERS, .is_key = true}, /* machine person */
    {19, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {20, "order", FIELD_INT, CLASS_HANDLERS, .is_key = true}, /* place in the document */
    {21, "done_day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {22, "title", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
};
const struct type type_duty = {"duty", 1, duty_states, duty_fields, COUNT(duty_fields)};

static const char *const occasion_states[] = {"current", "dropped", NULL};
static const struct field occasion_fields[] = {
    {1, "name", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {3, "minute", FIELD_INT, CLASS_HANDLERS}, /* of the day, JST */
    {4, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {5, "series", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {6, "meeting", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
};
const struct type type_occasion = {"occasion", 1, occasion_states, occasion_fields,
                                   COUNT(occasion_fields)};

static const char *const evidence_states[] = {"given", "withdrawn", NULL};
static const struct field evidence_fields[] = {
    {1, "duty", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {2, "clock_key", FIELD_WORD, CLASS_HANDLERS, .is_key = true}, /* none: the duty as a whole */
    {3, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {4, "blob", FIELD_TEXT, CLASS_HANDLERS, .is_key = true}, /* SHA-256, hexadecimal */
    {5, "file_name", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {6, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {7, "bytes", FIELD_INT, CLASS_HANDLERS},
    {8, "inspected", FIELD_WORD, CLASS_HANDLERS, .is_key = true}, /* inspected partial … */
    {9, "grave", FIELD_INT, CLASS_HANDLERS, .is_key = true},      /* findings of C and H in it */
};
const struct type type_evidence = {"evidence", 2, evidence_states, evidence_fields,
                                   COUNT(evidence_fields)};

static const char *const meeting_states[] = {"planned", "held", "cancelled", NULL};
static const struct field meeting_fields[] = {
    {1, "title", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {3, "minute", FIELD_INT, CLASS_HANDLERS}, /* of the day, JST */
    {4, "place", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {5, "minutes_due", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {6, "minutes_day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {7, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {8, "occasion", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {9, "minutes_blob", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {10, "minutes_file_name", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {11, "people", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
};
const struct type type_meeting = {"meeting", 1, meeting_states, meeting_fields,
                                  COUNT(meeting_fields)};

static const char *const question_states[] = {"draft", "sent", "answered", "dropped", NULL};
static const struct field question_fields[] = {
    {1, "number", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {2, "text", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {3, "quote", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {4, "section", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {5, "finding", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {6, "answer", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {7, "answer_day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {8, "answer_by", FIELD_TEXT, CLASS_HANDLERS},
    {9, "sent_day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {10, "duty", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {11, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
};
const struct type type_question = {"question", 1, question_states, question_fields,
                                   COUNT(question_fields)};

static const char *const finding_states[] = {"open", "asked", "accepted", "dismissed", NULL};
static const struct field finding_fields[] = {
    {1, "rule", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {2, "kind", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {3, "level", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {4, "quote", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {5, "section", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {6, "why", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {7, "question", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {8, "source", FIELD_OTHER, CLASS_HANDLERS},
    {9, "document", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {10, "order", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {11, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {12, "other", FIELD_OTHER, CLASS_HANDLERS}, /* the places it is held against */
};
const struct type type_finding = {"finding", 1, finding_states, finding_fields,
                                  COUNT(finding_fields)};

static const char *const deliverable_states[] = {"open", "delivered", "accepted", "dropped", NULL};
static const struct field deliverable_fields[] = {
    {1, "name", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "format", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {3, "copies", FIELD_TEXT, CLASS_HANDLERS},
    {4, "due", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true}, /* as the document says */
    {5, "conditions", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {6, "quote", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {7, "limit", FIELD_TEXT, CLASS_HANDLERS},
    {8, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {9, "blob", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {10, "source", FIELD_OTHER, CLASS_HANDLERS},
    {11, "document", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {12, "order", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {13, "due_day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {14, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {15, "file_name", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {16, "section", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {17, "machine", FIELD_OTHER, CLASS_HANDLERS},
    {18, "owner", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
};
const struct type type_deliverable = {"deliverable", 1, deliverable_states, deliverable_fields,
                                      COUNT(deliverable_fields)};

static const char *const item_states[] = {"open", "done", "dropped", NULL};
static const struct field item_fields[] = {
    {1, "number", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},
    {2, "title", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {3, "modality", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {4, "timing", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {5, "trigger", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {6, "evidence", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {7, "quote", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {8, "difference", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {9, "source", FIELD_OTHER, CLASS_HANDLERS},
    {10, "document", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {11, "order", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {12, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {13, "edition", FIELD_TEXT, CLASS_HANDLERS},
    {14, "machine", FIELD_OTHER, CLASS_HANDLERS},
};
const struct type type_item = {"item", 1, item_states, item_fields, COUNT(item_fields)};

static const char *const milestone_states[] = {"planned", "running", "done", "dropped", NULL};
static const struct field milestone_fields[] = {
    {1, "title", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "plan_first", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {3, "plan_last", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {4, "base_first", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {5, "base_last", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {6, "actual_first", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {7, "actual_last", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {8, "order", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {9, "percent", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {10, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {11, "owner", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
};
const struct type type_milestone = {"milestone", 1, milestone_states, milestone_fields,
                                    COUNT(milestone_fields)};

/* A file that is to leave the office, and what the inspector found in it. */
static const char *const inspection_states[] = {"open", "ready", "replaced", "dropped", NULL};
static const struct field inspection_fields[] = {
    {1, "name", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "sha256", FIELD_TEXT, CLASS_HANDLERS, .is_key = true}, /* hexadecimal; a blob */
    {3, "bytes", FIELD_INT, CLASS_HANDLERS},
    {4, "kind", FIELD_WORD, CLASS_HANDLERS, .is_key = true},   /* docx pdf … */
    {5, "result", FIELD_WORD, CLASS_HANDLERS, .is_key = true}, /* inspected partial … */
    {6, "why", FIELD_TEXT, CLASS_HANDLERS},                    /* of another result */
    {7, "findings", FIELD_OTHER, CLASS_HANDLERS},  /* [{rule, basis, place, reads, count}] */
    {8, "decisions", FIELD_OTHER, CLASS_HANDLERS}, /* [{rule, choice, reason, by, day}] */
    {9, "cleaned_from", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {10, "deliverable", FIELD_RECORD, CLASS_HANDLERS, .is_key = true},
    {11, "undecided", FIELD_INT, CLASS_HANDLERS, .is_key = true},
    {12, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {13, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {14, "removed", FIELD_OTHER, CLASS_HANDLERS},   /* by cleaning: [{rule, place, count}] */
    {15, "proposals", FIELD_OTHER, CLASS_HANDLERS}, /* [{rule, choice, reason, by, day, added}] */
    {16, "edition", FIELD_INT, CLASS_HANDLERS},     /* 2 …: its bytes came anew; absent: 1 */
};
const struct type type_inspection = {"inspection", 2, inspection_states, inspection_fields,
                                     COUNT(inspection_fields)};

/* What was handed in: the sets that were made of the files, as one zip. */
static const char *const package_states[] = {"made", "dropped", NULL};
static const struct field package_fields[] = {
    {1, "name", FIELD_TEXT, CLASS_HANDLERS, .is_key = true, .is_searched = true},
    {2, "sha256", FIELD_TEXT, CLASS_HANDLERS, .is_key = true}, /* hexadecimal; a blob */
    {3, "bytes", FIELD_INT, CLASS_HANDLERS},
    {4, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
    {5, "profile", FIELD_TEXT, CLASS_HANDLERS},
    {6, "internal_files", FIELD_INT, CLASS_HANDLERS},
    {7, "public_files", FIELD_INT, CLASS_HANDLERS},
    {8, "mails", FIELD_INT, CLASS_HANDLERS},
    {9, "key", FIELD_TEXT, CLASS_HANDLERS}, /* the public half, hexadecimal */
    {10, "note", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
};
const struct type type_package = {"package", 1, package_states, package_fields,
                                  COUNT(package_fields)};

/* What is let pass of the sets: findings that only the set has, or one rule in many files. */
static const char *const allowance_states[] = {"given", "withdrawn", NULL};
static const struct field allowance_fields[] = {
    {1, "rule", FIELD_WORD, CLASS_HANDLERS, .is_key = true},
    {2, "sha256", FIELD_TEXT, CLASS_HANDLERS, .is_key = true},    /* of the file; "-": the set */
    {3, "place", FIELD_TEXT, CLASS_HANDLERS},                     /* "*": anywhere in the file */
    {4, "name", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true}, /* of the file; may be empty */
    {5, "reason", FIELD_TEXT, CLASS_HANDLERS, .is_searched = true},
    {6, "by", FIELD_TEXT, CLASS_HANDLERS},
    {7, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
};
const struct type type_allowance = {"allowance", 1, allowance_states, allowance_fields,
                                    COUNT(allowance_fields)};

/* What the contract wants to be handed in; one record, changed in place. */
static const char *const profile_states[] = {"confirmed", "dropped", NULL};
static const struct field profile_fields[] = {
    {1, "base", FIELD_WORD, CLASS_HANDLERS}, /* name of the shipped one it was made of */
    {2, "text", FIELD_TEXT, CLASS_HANDLERS}, /* docs/PACKAGE.md */
    {3, "by", FIELD_TEXT, CLASS_HANDLERS},
    {4, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
};
const struct type type_profile = {"profile", 1, profile_states, profile_fields,
                                  COUNT(profile_fields)};

/* Names that are always found, that may stay, words of the office; one record, changed in place. */
static const char *const names_states[] = {"kept", "dropped", NULL};
static const struct field names_fields[] = {
    {1, "people", FIELD_TEXT, CLASS_HANDLERS},
    {2, "allowed", FIELD_TEXT, CLASS_HANDLERS},
    {3, "words", FIELD_TEXT, CLASS_HANDLERS},
    {4, "by", FIELD_TEXT, CLASS_HANDLERS},
    {5, "day", FIELD_DAY, CLASS_HANDLERS, .is_key = true},
};
const struct type type_names = {"names", 1, names_states, names_fields, COUNT(names_fields)};

const struct type *const types[] = {&type_contract,    &type_document, &type_fact,
                                    &type_duty,        &type_occasion, &type_evidence,
                                    &type_meeting,     &type_question, &type_finding,
                                    &type_deliverable, &type_item,     &type_milestone,
                                    &type_inspection,  &type_package,  &type_allowance,
                                    &type_profile,     &type_names,    NULL};

const struct type *type_find(struct str name)
{
    for (size_t i = 0; types[i] != NULL; i++) {
        if (str_eq(name, str_of(types[i]->name))) {
            return types[i];
        }
    }
    return NULL;
}

const struct field *type_field(const struct type *t, struct str name)
{
    for (size_t i = 0; i < t->field_count; i++) {
        if (str_eq(name, str_of(t->fields[i].name))) {
            return &t->fields[i];
        }
    }
    return NULL;
}

bool type_has_state(const struct type *t, struct str state)
{
    for (size_t i = 0; t->states[i] != NULL; i++) {
        if (str_eq(state, str_of(t->states[i]))) {
            return true;
        }
    }
    return false;
}
