/* The schemas of the API's answers; see api.h. */
#include "web/api-values.h"
#include "web/api.h"

#define FIELD(type, member, kind, ...)                                                             \
    {                                                                                              \
#member, kind, offsetof(struct type, member), __VA_ARGS__                                  \
    }
#define NAMED(type, name, member, kind, ...)                                                       \
    {                                                                                              \
        name, kind, offsetof(struct type, member), __VA_ARGS__                                     \
    }
#define SCHEMA(schema, name, help, type, list)                                                     \
    const struct api_schema schema = {name, help, list, COUNT(list), sizeof(struct type)}

/* ---- due ---- */

static const struct api_field due_row_fields[] = {
    FIELD(due_row, contract, API_INT, NULL, "contract"),
    FIELD(due_row, contract_title, API_STR, NULL, "its title"),
    FIELD(due_row, duty, API_INT, NULL, "duty"),
    FIELD(due_row, summary, API_STR, NULL, "the duty in one line"),
    FIELD(due_row, section, API_STR, NULL, "where it stands in the document"),
    FIELD(due_row, owner, API_STR, NULL, "who sees to it"),
    FIELD(due_row, modality, API_STR, NULL, "must, must_not, should or may"),
    NAMED(due_row, "key", clock.key, API_STR, NULL, "names the instance among those of the duty"),
    NAMED(due_row, "from", clock.day_from, API_DAY, NULL, "first day it may fall on"),
    NAMED(due_row, "to", clock.day_to, API_DAY, NULL, "last day; null = not known yet"),
    NAMED(due_row, "minute", clock.minute, API_MINUTE, NULL, "last minute of the last day, Japan"),
    NAMED(due_row, "rule", clock.rule, API_STR, NULL, "notation it was computed from"),
    NAMED(due_row, "why", clock.why, API_STR, NULL, "how it was computed, Japanese"),
    NAMED(due_row, "state", state, API_WORD, NULL,
          "late, today, soon, later, waiting, done or missed-target"),
    FIELD(due_row, days_left, API_INT32, NULL, "days to the last day; negative = past"),
};
static SCHEMA(due_row_schema, "due_row", "One instance of a duty's clock.", due_row,
              due_row_fields);

static const struct api_field due_fields[] = {
    {"data", API_LIST, 0, &due_row_schema, "in order of time"},
};
SCHEMA(api_due_schema, "due", "What is due.", due_rows, due_fields);

/* ---- contracts ---- */

static const struct api_field counts_fields[] = {
    FIELD(contract_counts, duties, API_INT, NULL, "open and done"),
    FIELD(contract_counts, done, API_INT, NULL, "done"),
    FIELD(contract_counts, late, API_INT, NULL, "clocks past their day without evidence"),
    FIELD(contract_counts, soon, API_INT, NULL, "clocks due within 14 days"),
    FIELD(contract_counts, waiting, API_INT, NULL, "clocks whose occasion has no day yet"),
    FIELD(contract_counts, to_agree, API_INT, NULL, "vague clocks without an agreed reading"),
    FIELD(contract_counts, unowned, API_INT, NULL, "open duties without an owner"),
    FIELD(contract_counts, findings, API_INT, NULL, "open findings"),
    FIELD(contract_counts, questions, API_INT, NULL, "questions without an answer"),
};
static SCHEMA(counts_schema, "counts", "Figures of a contract.", contract_counts, counts_fields);

static const struct api_field contract_fields[] = {
    FIELD(contract, id, API_INT, NULL, "number of the contract"),
    FIELD(contract, version, API_INT, NULL, "raised by every change; for If-Match"),
    FIELD(contract, state, API_STR, NULL, "open or closed"),
    FIELD(contract, title, API_STR, NULL, "title"),
    FIELD(contract, buyer, API_STR, NULL, "ministry"),
    FIELD(contract, buyer_office, API_STR, NULL, "office in charge"),
    FIELD(contract, contract_type, API_STR, NULL, "kind of contract"),
    FIELD(contract, term_first, API_DAY, NULL, "first day of the term"),
    FIELD(contract, term_last, API_DAY, NULL, "last day of the term"),
    FIELD(contract, fiscal_year, API_INT, NULL, "fiscal year; 0 = not known"),
    FIELD(contract, budget_cap_yen, API_YEN, NULL, "budget cap in whole yen"),
    FIELD(contract, note, API_STR, NULL, "note"),
    FIELD(contract, counts, API_OBJECT, &counts_schema, "figures"),
};
SCHEMA(api_contract_schema, "contract", "A contract.", contract, contract_fields);

static const struct api_field contracts_fields[] = {
    {"data", API_LIST, 0, &api_contract_schema, "open ones first, by what is due next"},
};
SCHEMA(api_contracts_schema, "contracts", "The contracts of the desk.", contract_list,
       contracts_fields);

static const struct api_field fact_fields[] = {
    FIELD(fact, id, API_INT, NULL, "number of the fact"),
    FIELD(fact, version, API_INT, NULL, "for If-Match"),
    FIELD(fact, key, API_STR, NULL, "what it is: title, buyer, contract_end …"),
    FIELD(fact, value, API_STR, NULL, "value"),
    FIELD(fact, quote, API_STR, NULL, "words of the document"),
};
static SCHEMA(fact_schema, "fact", "A fact of a contract.", fact, fact_fields);
static const struct api_field facts_fields[] = {
    {"data", API_LIST, 0, &fact_schema, "in order of the document"},
};
SCHEMA(api_facts_schema, "facts", "The facts of a contract.", fact_list, facts_fields);

static const struct api_field document_fields[] = {
    FIELD(document, id, API_INT, NULL, "number of the document"),
    FIELD(document, name, API_STR, NULL, "name of the file"),
    FIELD(document, kind, API_STR, NULL, "spec, annex, form or other"),
    FIELD(document, state, API_STR, NULL, "current or replaced"),
    FIELD(document, edition, API_STR, NULL, "edition of its security annex"),
    FIELD(document, sha256, API_HEX32, NULL, "SHA-256 of its bytes"),
    FIELD(document, bytes, API_INT, NULL, "size in bytes"),
    FIELD(document, inspected, API_STR, NULL,
          "how far the file was looked through: inspected, partial, unreadable, refused; null = it "
          "was not"),
    FIELD(document, grave, API_INT, NULL, "findings of severity C and H in the file"),
    NAMED(document, "opened_at", opened_ms, API_TIME, NULL, "when it was opened"),
};
static SCHEMA(document_schema, "document", "A document as it came.", document, document_fields);
static const struct api_field documents_fields[] = {
    {"data", API_LIST, 0, &document_schema, "those in force first"},
};
SCHEMA(api_documents_schema, "documents", "The documents of a contract.", document_list,
       documents_fields);

/* ---- duties ---- */

static const struct api_field time_fields[] = {
    FIELD(duty_time, value, API_STR, NULL, "notation"),
    FIELD(duty_time, words, API_STR, NULL, "words of the document"),
};
static SCHEMA(time_schema, "duty_time", "When a duty is due, as the document says.", duty_time,
              time_fields);

static const struct api_field reading_fields[] = {
    FIELD(duty_reading, value, API_STR, NULL, "notation; null = none agreed"),
    FIELD(duty_reading, words, API_STR, NULL, "as agreed"),
    FIELD(duty_reading, by, API_STR, NULL, "with whom"),
    FIELD(duty_reading, day, API_DAY, NULL, "on which day"),
    FIELD(duty_reading, note, API_STR, NULL, "note"),
};
static SCHEMA(reading_schema, "duty_reading", "The agreed reading of a vague deadline.",
              duty_reading, reading_fields);

static const struct api_field evidence_fields[] = {
    FIELD(evidence, id, API_INT, NULL, "number of the evidence"),
    FIELD(evidence, version, API_INT, NULL, "for If-Match"),
    FIELD(evidence, state, API_STR, NULL, "given or withdrawn"),
    FIELD(evidence, clock_key, API_STR, NULL, "instance; null = the duty as a whole"),
    FIELD(evidence, note, API_STR, NULL, "note"),
    FIELD(evidence, file_name, API_STR, NULL, "name of the file"),
    FIELD(evidence, blob, API_STR, NULL, "SHA-256 of the file"),
    FIELD(evidence, inspected, API_STR, NULL,
          "how far the file was looked through: inspected, partial, unreadable, refused; null = no "
          "file"),
    FIELD(evidence, grave, API_INT, NULL, "findings of severity C and H in the file"),
    FIELD(evidence, day, API_DAY, NULL, "when it was done"),
    FIELD(evidence, actor, API_STR, NULL, "who recorded it"),
};
static SCHEMA(evidence_schema, "evidence", "What proves that a duty was done.", evidence,
              evidence_fields);

static const struct api_field duty_fields[] = {
    FIELD(duty, id, API_INT, NULL, "number of the duty"),
    FIELD(duty, version, API_INT, NULL, "raised by every change; for If-Match"),
    FIELD(duty, contract, API_INT, NULL, "its contract"),
    FIELD(duty, document, API_INT, NULL, "the document it stands in; 0 = added by a person"),
    FIELD(duty, state, API_STR, NULL, "open, done, dropped or replaced"),
    FIELD(duty, section, API_STR, NULL, "path in the document"),
    FIELD(duty, quote, API_STR, NULL, "words of the document"),
    FIELD(duty, summary, API_STR, NULL, "in one line"),
    FIELD(duty, modality, API_STR, NULL, "must, must_not, should or may"),
    FIELD(duty, party, API_STR, NULL, "contractor, ministry, subcontractor or third_party"),
    FIELD(duty, condition, API_STR, NULL, "when it binds"),
    FIELD(duty, phase, API_STR, NULL, "bid = before the contract"),
    FIELD(duty, item, API_STR, NULL, "item of the security annex"),
    FIELD(duty, owner, API_STR, NULL, "who sees to it"),
    FIELD(duty, note, API_STR, NULL, "note"),
    FIELD(duty, origin, API_STR, NULL, "machine or person"),
    FIELD(duty, is_corrected, API_BOOL, NULL, "a person changed what was read"),
    FIELD(duty, times, API_SPAN, &time_schema, "when it is due, as the document says"),
    FIELD(duty, reading, API_OBJECT, &reading_schema, "agreed reading"),
    FIELD(duty, beg, API_UINT32, NULL, "first byte in the text of the document"),
    FIELD(duty, end, API_UINT32, NULL, "byte after the last"),
    NAMED(duty, "clocks", clocks, API_LIST, &due_row_schema, "instances; of one duty only"),
    NAMED(duty, "evidence", evidence, API_LIST, &evidence_schema, "of one duty only"),
};
SCHEMA(api_duty_schema, "duty", "A duty.", duty, duty_fields);

static const struct api_field duties_fields[] = {
    {"data", API_LIST, offsetof(struct api_duties, list), &api_duty_schema,
     "in order of the document"},
    {"next", API_STR, offsetof(struct api_duties, next), NULL, "cursor of the next page"},
};
SCHEMA(api_duties_schema, "duties", "A page of duties.", api_duties, duties_fields);

/* ---- occasions ---- */

static const struct api_field occasion_fields[] = {
    FIELD(occasion_view, id, API_INT, NULL, "number; 0 = named by duties, no day typed yet"),
    FIELD(occasion_view, version, API_INT, NULL, "for If-Match"),
    FIELD(occasion_view, name, API_STR, NULL, "name"),
    FIELD(occasion_view, day, API_DAY, NULL, "day"),
    FIELD(occasion_view, minute, API_MINUTE, NULL, "minute of the day, Japan"),
    FIELD(occasion_view, note, API_STR, NULL, "note"),
    FIELD(occasion_view, clocks, API_INT, NULL, "how many clocks hang on it"),
};
SCHEMA(api_occasion_schema, "occasion", "A day that clocks hang on.", occasion_view,
       occasion_fields);
static const struct api_field occasions_fields[] = {
    {"data", API_LIST, 0, &api_occasion_schema, "typed ones first"},
};
SCHEMA(api_occasions_schema, "occasions", "The occasions of a contract.", occasion_views,
       occasions_fields);

static const struct api_field move_fields[] = {
    FIELD(clock_move, duty, API_INT, NULL, "duty"),
    FIELD(clock_move, summary, API_STR, NULL, "in one line"),
    FIELD(clock_move, key, API_STR, NULL, "instance"),
    FIELD(clock_move, before_to, API_DAY, NULL, "due before"),
    FIELD(clock_move, after_to, API_DAY, NULL, "due after"),
    FIELD(clock_move, why, API_STR, NULL, "how it is computed"),
};
static SCHEMA(move_schema, "clock_move", "A clock that would move.", clock_move, move_fields);
static const struct api_field moves_fields[] = {
    {"data", API_LIST, 0, &move_schema, "clocks that would move"},
};
SCHEMA(api_moves_schema, "clock_moves", "What typing a day would change.", clock_moves,
       moves_fields);

/* ---- items, history ---- */

static const struct api_field item_fields[] = {
    FIELD(item, id, API_INT, NULL, "number"),
    FIELD(item, version, API_INT, NULL, "for If-Match"),
    FIELD(item, contract, API_INT, NULL, "contract"),
    FIELD(item, state, API_STR, NULL, "state of its type (docs/DATA.md)"),
    FIELD(item, values, API_PAIRS, NULL, "fields of its type (docs/DATA.md)"),
};
SCHEMA(api_item_schema, "item", "A meeting, question, finding, deliverable or milestone.", item,
       item_fields);
static const struct api_field items_fields[] = {
    {"data", API_LIST, 0, &api_item_schema, "in their order"},
};
SCHEMA(api_items_schema, "items", "Records of one type.", item_list, items_fields);

static const struct api_field history_decision_fields[] = {
    FIELD(history_decision, rule, API_STR, NULL, "rule: PII-302"),
    FIELD(history_decision, choice, API_STR, NULL, "allow, mend or none (taken back)"),
    FIELD(history_decision, by, API_STR, NULL, "who signed"),
};
static SCHEMA(history_decision_schema, "history_decision", "What was decided about a rule.",
              history_decision, history_decision_fields);
static const struct api_field history_entry_fields[] = {
    FIELD(history_entry, seq, API_INT, NULL, "number of the event"),
    FIELD(history_entry, contract, API_INT, NULL, "contract"),
    FIELD(history_entry, record, API_INT, NULL, "record"),
    FIELD(history_entry, version, API_INT, NULL, "of the record after it"),
    FIELD(history_entry, type, API_STR, NULL, "type of the record"),
    FIELD(history_entry, kind, API_STR, NULL, "what was done"),
    FIELD(history_entry, actor, API_STR, NULL, "who"),
    NAMED(history_entry, "at", at_ms, API_TIME, NULL, "when"),
    FIELD(history_entry, what, API_STR, NULL, "what it is about"),
    FIELD(history_entry, can_undo, API_BOOL, NULL, "nothing it touched has moved on since"),
    FIELD(history_entry, decided, API_LIST, &history_decision_schema, "of files and sets"),
    FIELD(history_entry, edition, API_INT, NULL, "of the file, when it came anew; else 0"),
};
static SCHEMA(history_entry_schema, "history_entry", "An event.", history_entry,
              history_entry_fields);
static const struct api_field history_fields[] = {
    {"data", API_LIST, 0, &history_entry_schema, "newest first"},
};
SCHEMA(api_history_schema, "history", "What was done.", history, history_fields);

/* ---- files ---- */

static const struct api_field file_finding_fields[] = {
    FIELD(api_file_finding, basis, API_STR, NULL, "proven, structural or heuristic"),
    FIELD(api_file_finding, place, API_STR, NULL, "where, in the notation of its kind of file"),
    FIELD(api_file_finding, reads, API_STR, NULL, "what a machine reads there, masked"),
    FIELD(api_file_finding, count, API_INT, NULL, "how many such things it stands for"),
};
static SCHEMA(file_finding_schema, "file_finding", "A place in a file.", api_file_finding,
              file_finding_fields);

static const struct api_field file_rule_fields[] = {
    NAMED(api_file_rule, "rule", id, API_STR, NULL, "rule: PII-302"),
    FIELD(api_file_rule, severity, API_STR, NULL, "C, H, M or L; null = a rule of another edition"),
    FIELD(api_file_rule, what, API_STR, NULL, "what was found, in one line"),
    FIELD(api_file_rule, is_grave, API_BOOL, NULL, "the file waits until it is allowed"),
    FIELD(api_file_rule, choice, API_STR, NULL, "decision: none, allow or mend"),
    FIELD(api_file_rule, reason, API_STR, NULL, "why it may pass"),
    NAMED(api_file_rule, "decided_by", by, API_STR, NULL, "who decided"),
    NAMED(api_file_rule, "decided_day", day, API_DAY, NULL, "when it was decided"),
    FIELD(api_file_rule, proposed, API_STR, NULL,
          "what was decided about the edition before, to be confirmed: none, allow or mend"),
    FIELD(api_file_rule, proposed_reason, API_STR, NULL, "why it might pass"),
    FIELD(api_file_rule, proposed_by, API_STR, NULL, "who decided then"),
    FIELD(api_file_rule, proposed_day, API_DAY, NULL, "when"),
    FIELD(api_file_rule, added, API_INT, NULL,
          "places that it was not about; with any it cannot be confirmed"),
    FIELD(api_file_rule, findings, API_LIST, &file_finding_schema, "places; of one file only"),
};
static SCHEMA(file_rule_schema, "file_rule", "What a rule found in a file.", api_file_rule,
              file_rule_fields);

static const struct api_field file_fields[] = {
    NAMED(api_file, "id", x.id, API_INT, NULL, "number of the file"),
    NAMED(api_file, "version", x.version, API_INT, NULL, "raised by every change; for If-Match"),
    NAMED(api_file, "contract", x.contract, API_INT, NULL, "its contract"),
    NAMED(api_file, "state", x.state, API_STR, NULL,
          "open (to be decided), ready (may leave), replaced (by a cleaned one) or dropped"),
    NAMED(api_file, "name", x.name, API_STR, NULL, "name of the file"),
    NAMED(api_file, "kind", x.kind, API_STR, NULL, "docx, pdf …; null = unknown"),
    NAMED(api_file, "sha256", x.sha256, API_HEX32, NULL, "SHA-256 of its bytes"),
    NAMED(api_file, "bytes", x.bytes, API_INT, NULL, "size in bytes"),
    FIELD(api_file, result, API_STR, NULL, "inspected, partial, unreadable or refused"),
    NAMED(api_file, "why", x.why, API_STR, NULL, "of another result than inspected"),
    NAMED(api_file, "cleaned_from", x.cleaned_from, API_INT, NULL,
          "the file it was cleaned from; 0 = none"),
    NAMED(api_file, "deliverable", x.deliverable, API_INT, NULL, "what it belongs to; 0 = none"),
    NAMED(api_file, "day", x.day, API_DAY, NULL, "when it came in"),
    NAMED(api_file, "undecided", x.undecided, API_UINT32, NULL,
          "grave rules that nobody has allowed"),
    NAMED(api_file, "edition", x.edition, API_UINT32, NULL,
          "from 1; raised when a file of this name comes in"),
    NAMED(api_file, "proposed", x.proposed, API_UINT32, NULL,
          "decisions about the edition before that can be confirmed"),
    FIELD(api_file, rules, API_LIST, &file_rule_schema, "gravest first"),
};
SCHEMA(api_file_schema, "file", "A file that is to leave the office.", api_file, file_fields);
static const struct api_field files_fields[] = {
    FIELD(api_files, data, API_LIST, &api_file_schema, "newest first"),
};
SCHEMA(api_files_schema, "files", "The files of a contract that are to leave.", api_files,
       files_fields);

static const struct api_field made_fields[] = {
    FIELD(api_made, id, API_INT, NULL, "record that was made or changed"),
};
SCHEMA(api_made_schema, "made", "What was made or changed.", api_made, made_fields);

static const struct api_field decided_fields[] = {
    FIELD(api_decided, decided, API_INT, NULL, "files in which it was decided"),
    FIELD(api_decided, passed_over, API_INT, NULL,
          "files that were replaced or taken off the list meanwhile, or do not have the rule"),
};
SCHEMA(api_decided_schema, "decided", "In how many files a rule was decided.", api_decided,
       decided_fields);

const struct api_schema *const api_schemas[] = {
    &api_contract_schema,  &api_contracts_schema,
    &counts_schema,        &api_facts_schema,
    &fact_schema,          &api_documents_schema,
    &document_schema,      &api_duty_schema,
    &api_duties_schema,    &time_schema,
    &reading_schema,       &evidence_schema,
    &api_due_schema,       &due_row_schema,
    &api_occasion_schema,  &api_occasions_schema,
    &api_moves_schema,     &move_schema,
    &api_item_schema,      &api_items_schema,
    &api_history_schema,   &history_decision_schema,
    &history_entry_schema, &api_made_schema,
    &api_file_schema,      &api_files_schema,
    &file_rule_schema,     &file_finding_schema,
    &api_decided_schema,   NULL,
};
