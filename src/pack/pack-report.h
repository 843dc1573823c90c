/* Reports: merged, and cut where they are over a limit. */
#ifndef PACK_PACK_REPORT_H
#define PACK_PACK_REPORT_H

#include "pack/pack-making.h"

/* Reports and editions beside them into both sets, cut where they are over a limit. */
int pack_report_put(struct making *m, struct err *err) MUST_USE;

#endif
