/*
 * The signed lists: 目録.csv and manifest.json in the folder of each set, archives for mail, and the
 * office's own list over both sets with the decisions that were used.
 */
#include "pack/pack-seal.h"

#include "base/hex.h"
#include "pack/pack-mail.h"
#include "pack/pack-manifest.h"

/* In the folder of each set. */
static const char *const list_names[] = {"目録.csv", "manifest.json", "manifest.sig"};

#define MAIL_FOLDER "3_メール"

/* A file that is there already, by its name in the package, under `name` into the set. */
static int add_made(struct making *m, struct pack_set *set, struct str path, struct str name,
                    struct err *err)
{
    struct pack_item item = {.name = name};

    if (pack_hash_file(m->arena, pack_place_path(&m->place, path), &item.sha256, &item.bytes, err) <
        0) {
        return -1;
    }
    *VEC_ADD(m->arena, &set->items) = item;
    return 0;
}

/* ---- mails ---- */

/* The mails of a set: its lists first, then its files. */
static int put_mails_of(struct making *m, enum pack_side side, const char *folder,
                        struct pack_set *beside, struct err *err)
{
    struct pack_set set = {};
    uint32_t count = 0;

    for (size_t i = 0; i < COUNT(list_names) && m->sets[side].items.n > 0; i++) {
        struct str name = str_of(list_names[i]);

        if (add_made(m, &set, pack_making_name(m, side, name), name, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < m->sets[side].items.n; i++) {
        *VEC_ADD(m->arena, &set.items) = m->sets[side].items.v[i];
    }
    if (pack_place_check(&m->place, err) < 0 ||
        pack_mail_write(m->arena, m->place.folder, folder, side, &set, m->profile->max_mail_bytes,
                        &count, err) < 0) {
        return -1;
    }
    for (uint32_t i = 1; i <= count; i++) {
        struct str path =
            arena_printf(m->arena, MAIL_FOLDER "/%s_%u-%u.zip", pack_side_folders[side], i, count);

        if (add_made(m, beside, path, path, err) < 0) {
            return -1;
        }
    }
    m->result->mails += count;
    return 0;
}

static int put_mails(struct making *m, struct pack_set *beside, struct err *err)
{
    const char *folder = pack_place_path(&m->place, STR(MAIL_FOLDER));

    if (m->profile->max_mail_bytes == 0) {
        err_set(err, ERR_INVALID, "the profile has no limit for mails");
        return err_hint(err, "a line like メールの上限: 10MB");
    }
    if (pack_place_way(&m->place, STR(MAIL_FOLDER "/"), err) < 0) {
        return -1;
    }
    for (int side = 0; side < PACK_SIDES; side++) {
        if (put_mails_of(m, (enum pack_side)side, folder, beside, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- lists ---- */

/* The list for people and the signed one, which covers it, in the folder of a set. */
static int put_list(struct making *m, enum pack_side side, const struct pack_manifest *frame,
                    const uint8_t *secret, struct pack_set *beside, struct err *err)
{
    const char *folder = pack_place_path(&m->place, str_of(pack_side_folders[side]));
    struct pack_manifest own = *frame;
    struct pack_set more = {};
    struct str first = str_of(list_names[0]);

    if (pack_list_write(m->arena, folder, &m->sets[side], err) < 0 ||
        add_made(m, &more, pack_making_name(m, side, first), first, err) < 0) {
        return -1;
    }
    own.sets[side] = &m->sets[side];
    own.more = &more;
    if (pack_manifest_write(m->arena, folder, &own, secret, err) < 0) {
        return -1;
    }
    for (size_t i = 0; i < COUNT(list_names); i++) {
        struct str path = pack_making_name(m, side, str_of(list_names[i]));

        if (add_made(m, beside, path, path, err) < 0) {
            return -1;
        }
    }
    return 0;
}

static int put_all(struct making *m, const uint8_t *key, const uint8_t *secret, struct err *err)
{
    const struct pack_manifest frame = {.date = m->call->date,
                                        .title = m->facts.title,
                                        .profile = m->profile->name,
                                        .as_of = m->profile->as_of,
                                        .public_key = key};
    struct pack_manifest office = frame;
    struct pack_set beside = {};

    for (int side = 0; side < PACK_SIDES; side++) {
        office.sets[side] = &m->sets[side];
        if (m->sets[side].items.n > 0 &&
            put_list(m, (enum pack_side)side, &frame, secret, &beside, err) < 0) {
            return -1;
        }
    }
    if (m->call->by_mail && put_mails(m, &beside, err) < 0) {
        return -1;
    }
    office.decisions = &m->decisions;
    office.more = &beside;
    return pack_manifest_write(m->arena, m->place.folder, &office, secret, err);
}

int pack_seal_put(struct making *m, struct err *err)
{
    uint8_t key[PACK_KEY_BYTES] = {};
    uint8_t secret[PACK_SIGNATURE_BYTES] = {};
    int status = pack_key_open(m->call->key, key, secret, err);

    if (status == 0) {
        status = put_all(m, key, secret, err);
    }
    explicit_bzero(secret, sizeof(secret));
    m->result->key = hex_of(m->arena, key, sizeof(key));
    return status;
}
