/*
 * Names of public bodies as documents write them: 経済産業省商務・サービスグループ教育産業室,
 * 白鷺野市都市整備部住宅政策課. Private to src/spec.
 */
#ifndef SPEC_ORG_H
#define SPEC_ORG_H

#include "base/str.h"

/* Bytes of the body at the start of `s` (…省, …庁, …局, …市, …機構); 0 when none begins there. */
size_t org_body(struct str s);

/* Bytes of the body and its units at the start of `s` (…部…課…室), spaces between them included. */
size_t org_units(struct str s);

/* Whether the name ends with a unit that does work: 課, 室, 係, グループ, 部 … */
bool org_is_office(struct str name);

/* Where the name that ends at byte `end` of `s` begins. */
size_t org_start(struct str s, size_t end);

#endif
