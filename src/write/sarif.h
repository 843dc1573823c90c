/* What every SARIF 2.1.0 file of ours has in common. */
#ifndef WRITE_SARIF_H
#define WRITE_SARIF_H

#include "base/arena.h"
#include "base/json.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* A relative or file URI of a path: all outside RFC 3986's unreserved set is escaped. */
struct str sarif_uri(struct arena *a, struct str path);

/* "key": {"text": value} */
void sarif_message(struct json *j, const char *key, struct str text);

/* A rule of the driver; NULL = not said. */
void sarif_rule(struct json *j, struct str id, const char *ja, const char *en, const char *level);

#endif
