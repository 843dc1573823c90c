/* All pages of the desk and operations of the API: one line each. */
#include "web/pages.h"

extern const struct page page_start;
extern const struct page page_contracts;
extern const struct page page_opening;
extern const struct page page_contract;
extern const struct page page_contract_edit;
extern const struct page page_fact;
extern const struct page page_duties;
extern const struct page page_duty_new;
extern const struct page page_duty_join;
extern const struct page page_duty;
extern const struct page page_duty_assign;
extern const struct page page_duty_done;
extern const struct page page_evidence;
extern const struct page page_duty_drop;
extern const struct page page_duty_restore;
extern const struct page page_duty_correct;
extern const struct page page_duty_split;
extern const struct page page_duty_agree;
extern const struct page page_occasions;
extern const struct page page_meetings;
extern const struct page page_meeting;
extern const struct page page_questions;
extern const struct page page_question;
extern const struct page page_questions_book;
extern const struct page page_findings;
extern const struct page page_deliverables;
extern const struct page page_deliverable;
extern const struct page page_files;
extern const struct page page_file_one;
extern const struct page page_file_clean;
extern const struct page page_file_confirm;
extern const struct page page_file_renew;
extern const struct page page_file_drop;
extern const struct page page_file_bytes;
extern const struct page page_file_page;
extern const struct page page_files_rules;
extern const struct page page_allowance_withdraw;
extern const struct page page_profile;
extern const struct page page_names;
extern const struct page page_packages;
extern const struct page page_package_bytes;
extern const struct page page_package_drop;
extern const struct page page_progress;
extern const struct page page_milestone;
extern const struct page page_baseline;
extern const struct page page_annex;
extern const struct page page_documents;
extern const struct page page_document_file;
extern const struct page page_history;
extern const struct page page_undo;
extern const struct page page_due;
extern const struct page page_search;
extern const struct page page_settings;
extern const struct page page_contract_calendar;
extern const struct page page_calendar;
extern const struct page page_calendar_file;
extern const struct page page_help;
extern const struct page api_contracts;
extern const struct page api_contract;
extern const struct page api_facts;
extern const struct page api_documents;
extern const struct page api_due;
extern const struct page api_duties;
extern const struct page api_duty;
extern const struct page api_duty_owner;
extern const struct page api_duty_reading;
extern const struct page api_duty_evidence;
extern const struct page api_duty_drop;
extern const struct page api_occasions;
extern const struct page api_items;
extern const struct page api_item;
extern const struct page api_files;
extern const struct page api_file;
extern const struct page api_file_confirm;
extern const struct page api_file_decision;
extern const struct page api_file_decisions;
extern const struct page api_history;
extern const struct page api_undo;
extern const struct page api_openapi;

const struct page *const pages[] = {
    &page_start,
    &page_contracts,
    &page_opening,
    &page_contract,
    &page_contract_edit,
    &page_fact,
    &page_duties,
    &page_duty_new,
    &page_duty_join,
    &page_duty,
    &page_duty_assign,
    &page_duty_done,
    &page_evidence,
    &page_duty_drop,
    &page_duty_restore,
    &page_duty_correct,
    &page_duty_split,
    &page_duty_agree,
    &page_occasions,
    &page_meetings,
    &page_meeting,
    &page_questions,
    &page_question,
    &page_questions_book,
    &page_findings,
    &page_deliverables,
    &page_deliverable,
    &page_files,
    &page_file_one,
    &page_file_clean,
    &page_file_confirm,
    &page_file_renew,
    &page_file_drop,
    &page_file_bytes,
    &page_file_page,
    &page_files_rules,
    &page_profile,
    &page_names,
    &page_packages,
    &page_allowance_withdraw,
    &page_package_bytes,
    &page_package_drop,
    &page_progress,
    &page_milestone,
    &page_baseline,
    &page_annex,
    &page_documents,
    &page_document_file,
    &page_history,
    &page_undo,
    &page_due,
    &page_calendar,
    &page_search,
    &page_settings,
    &page_contract_calendar,
    &page_calendar_file,
    &page_help,
    &api_contracts,
    &api_contract,
    &api_facts,
    &api_documents,
    &api_due,
    &api_duties,
    &api_duty,
    &api_duty_owner,
    &api_duty_reading,
    &api_duty_evidence,
    &api_duty_drop,
    &api_occasions,
    &api_items,
    &api_item,
    &api_files,
    &api_file,
    &api_file_confirm,
    &api_file_decision,
    &api_file_decisions,
    &api_history,
    &api_undo,
    &api_openapi,
    NULL,
};
