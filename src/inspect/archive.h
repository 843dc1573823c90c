/* Inspectors of archives (zip, 7z): names, packing, and every file in them. */
#ifndef INSPECT_ARCHIVE_H
#define INSPECT_ARCHIVE_H

#include "inspect/found.h"

/* A zip archive by its first bytes; office files are too. */
bool archive_recognise(struct str bytes);

/* Its directory, and each member as a file in the file. */
void archive_inspect(struct found *f, struct str bytes);

/*
 * A zip archive that does not begin the file: what is in front of it is told, then it is inspected.
 * False: there is none.
 */
bool archive_inspect_behind(struct found *f, struct str bytes);

/*
 * A 7z archive (archive-seven.c), the same way. Its library is f->seven_zip; without that it is
 * refused.
 */
void archive_seven_inspect(struct found *f, struct str bytes);

/* ---- what archives share ---- */

/* An entry of an archive as it says of itself. */
struct archive_entry_facts {
    struct str name; /* raw bytes */
    bool is_encrypted, is_link;
};

/* Where names in an archive are told that are no UTF-8. */
#define ARCHIVE_OLD_NAMES "zip (CP932)"

/* The name as UTF-8: as it is, or from CP932; as it is when it is neither. */
struct str archive_name(const struct found *f, struct str name);

/* Whether a name leads out of the folder that it is unpacked to. */
bool archive_leaves_folder(struct str name);

/* Reports (ZIP-295) what is wrong with the entry's name or kind; its name as UTF-8. */
struct str archive_check_entry(struct found *f, const struct archive_entry_facts *entry);

/* Reports names given twice, of which programs take this or that; puts the names in order. */
void archive_check_names(struct found *f, struct str *names, uint32_t count);

/* A member that could not be read, and why; a limit is for the archive (ZIP-295) too. */
void archive_tell_unread(struct found *f, struct str name, const struct err *err);

/* Whether a file of this name is one that systems and programs leave behind. */
bool archive_is_junk(struct str name);

#endif
