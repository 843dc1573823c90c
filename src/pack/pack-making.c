/* Files of the sets of a package that is made; see pack-making.h. */
#include "pack/pack-making.h"

#include "pack/pack-manifest.h"

struct str pack_making_name(struct making *m, enum pack_side side, struct str name)
{
    return arena_printf(m->arena, "%s/%.*s", pack_side_folders[side], STR_ARG(name));
}

int pack_making_add(struct making *m, enum pack_side side, struct pack_item item, struct err *err)
{
    const char *path = pack_place_path(&m->place, pack_making_name(m, side, item.name));

    if (pack_hash_file(m->arena, path, &item.sha256, &item.bytes, err) < 0) {
        return -1;
    }
    *VEC_ADD(m->arena, &m->sets[side].items) = item;
    return 0;
}

int pack_making_copy(struct making *m, const struct deliver_file *file, enum pack_side side,
                     struct str name, struct err *err)
{
    const struct inspect_file *source = &m->report.files.v[file->index];
    const struct pack_item item = {.name = name,
                                   .title = file->part == NULL ? (struct str){} : file->part->title,
                                   .from = file->name};
    struct pack_set *set = &m->sets[side];

    if (pack_place_copy(&m->place, source->path.p, pack_making_name(m, side, name), err) < 0 ||
        pack_making_add(m, side, item, err) < 0) {
        return -1;
    }
    return str_eq(set->items.v[set->items.n - 1].sha256, source->sha256)
               ? 0
               : err_set(err, ERR_CONFLICT, "'%s' was changed while the package was made",
                         source->path.p);
}
