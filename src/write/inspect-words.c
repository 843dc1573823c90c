/* What the reports of the inspector say in the same words; see inspect-report.h. */
#include "base/tr.h"
#include "write/inspect-report.h"

const char *inspect_severity_title(enum inspect_severity severity)
{
    static const char *const titles[] = {TR_ID("stop the delivery"), TR_ID("to be mended"),
                                         TR_ID("to be decided"), TR_ID("to be known")};

    return tr(titles[severity]);
}

const char *inspect_state_title(enum inspect_state state)
{
    static const char *const titles[] = {TR_ID("inspected"), TR_ID("inspected in part"),
                                         TR_ID("NOT READABLE"), TR_ID("NOT INSPECTED")};

    return tr(titles[state]);
}

const char *inspect_basis_title(enum inspect_basis basis)
{
    static const char *const titles[] = {TR_ID("proven by the pixels of the page"),
                                         TR_ID("the file says so"),
                                         TR_ID("by its look: please check")};

    return tr(titles[basis]);
}

const char *inspect_cleaning_title(enum inspect_cleaning cleaning)
{
    static const char *const titles[] = {
        TR_ID("nothing: a person mends it where the file was made"),
        TR_ID("takes it out when told so: --yes, --hidden, --tracked"), TR_ID("takes it out")};

    return tr(titles[cleaning]);
}

bool inspect_is_folder(const struct inspect_file *f)
{
    return str_eq(f->kind, STR("folder"));
}

uint32_t inspect_file_count(const struct inspect_report *report)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < report->files.n; i++) {
        n += !inspect_is_folder(&report->files.v[i]);
    }
    return n;
}

bool inspect_is_of_whole_file(const struct inspect_finding *x)
{
    return str_eq(x->place, STR("-")) && x->reads.n == 0;
}

bool inspect_is_first_of_rule(const struct inspect_file *f, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++) {
        if (f->findings.v[i].rule == f->findings.v[index].rule) {
            return false;
        }
    }
    return true;
}

size_t inspect_shared_bytes(const struct inspect_report *report)
{
    struct str path = report->files.n == 0 ? (struct str){} : report->files.v[0].path;
    size_t shared = path.n;

    for (uint32_t i = 1; i < report->files.n; i++) {
        struct str other = report->files.v[i].path;
        size_t n = 0;

        while (n < shared && n < other.n && path.p[n] == other.p[n]) {
            n++;
        }
        shared = n;
    }
    return (size_t)(str_rfind(str_sub(path, 0, shared), STR("/")) + 1);
}
