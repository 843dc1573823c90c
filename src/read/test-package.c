/*
 * Zip packages: what is sound is read, what lies or is cut off is refused. The zips are made here.
 */
#include "read/package-names.h"

#include "base/buf.h"
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <zlib.h>

#include <cmocka.h>

enum { ROOM = 1024 * 1024, FLAG_ENCRYPTED = 1, FLAG_DESCRIPTOR = 8, LONG = 1 };

/* A zip being written, with a directory that may be made to lie. */
struct maker {
    struct buf file, directory;
    int count;
};

struct part {
    const char *name;
    struct str bytes;
    bool is_deflated, is_long; /* long: sizes in the extra field of zip64 */
    int flags, method;
    int64_t more;  /* added to the size in the directory */
    uint32_t flip; /* of the checksum */
    uint32_t mode;
};

static void put(struct buf *b, uint64_t value, int width)
{
    for (int i = 0; i < width; i++) {
        buf_add_char(b, i < 8 ? (char)(value >> (8 * i)) : '\0');
    }
}

static void begin(struct maker *m)
{
    *m = (struct maker){};
    buf_init(&m->file, ROOM);
    buf_init(&m->directory, ROOM);
}

static struct str pack(struct str bytes, char *to, size_t room)
{
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)bytes.p,
                  .avail_in = (uInt)bytes.n,
                  .next_out = (unsigned char *)to,
                  .avail_out = (uInt)room};

    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return (struct str){.p = to, .n = z.total_out};
}

static void add(struct maker *m, struct part part)
{
    static char packed_bytes[ROOM];
    struct str packed =
        part.is_deflated ? pack(part.bytes, packed_bytes, sizeof(packed_bytes)) : part.bytes;
    uint32_t crc = (uint32_t)crc32(0, (const unsigned char *)part.bytes.p, (uInt)part.bytes.n);
    int method = part.method != 0 ? part.method : part.is_deflated ? 8 : 0;
    uint64_t at = m->file.n;
    size_t name_bytes = strlen(part.name);

    put(&m->file, 0x04034b50, 4);
    put(&m->file, 20, 2);
    put(&m->file, (uint64_t)part.flags, 2);
    put(&m->file, (uint64_t)method, 2);
    put(&m->file, 0, 16); /* time, and sizes as a writer that streams leaves them */
    put(&m->file, name_bytes, 2);
    put(&m->file, 3, 2);
    buf_add(&m->file, str_of(part.name));
    put(&m->file, 0, 3);
    buf_add(&m->file, packed);
    put(&m->directory, 0x02014b50, 4);
    put(&m->directory, part.mode != 0 ? 0x0314 : 20, 2);
    put(&m->directory, 20, 2);
    put(&m->directory, (uint64_t)part.flags, 2);
    put(&m->directory, (uint64_t)method, 2);
    put(&m->directory, 0, 4);
    put(&m->directory, crc ^ part.flip, 4);
    put(&m->directory, part.is_long ? 0xFFFFFFFF : packed.n, 4);
    put(&m->directory, part.is_long ? 0xFFFFFFFF : part.bytes.n + (uint64_t)part.more, 4);
    put(&m->directory, name_bytes, 2);
    put(&m->directory, part.is_long ? 20 : 0, 2);
    put(&m->directory, 0, 6);
    put(&m->directory, (uint64_t)part.mode << 16, 4);
    put(&m->directory, at, 4);
    buf_add(&m->directory, str_of(part.name));
    if (part.is_long) {
        put(&m->directory, LONG, 2);
        put(&m->directory, 16, 2);
        put(&m->directory, part.bytes.n + (uint64_t)part.more, 8);
        put(&m->directory, packed.n, 8);
    }
    m->count++;
}

static void end(struct maker *m, const char *comment)
{
    uint64_t at = m->file.n;

    buf_add(&m->file, buf_str(&m->directory));
    put(&m->file, 0x06054b50, 4);
    put(&m->file, 0, 4);
    put(&m->file, (uint64_t)m->count, 2);
    put(&m->file, (uint64_t)m->count, 2);
    put(&m->file, m->directory.n, 4);
    put(&m->file, at, 4);
    put(&m->file, strlen(comment), 2);
    buf_add(&m->file, str_of(comment));
}

static void done(struct maker *m)
{
    buf_done(&m->file);
    buf_done(&m->directory);
}

static const struct part text = {
    .name = "word/document.xml", .bytes = STR_IN_TABLE("<a>仕様書</a>"), .is_deflated = true};
static const struct part picture = {.name = "media/1.png", .bytes = STR_IN_TABLE("\x89PNG stored")};

static void assert_part(struct package *p, struct arena *a, const struct part *part)
{
    struct str bytes;
    struct err err = {};

    assert_int_equal(package_part(p, a, part->name, &bytes, &err), 0);
    assert_int_equal(bytes.n, part->bytes.n);
    assert_memory_equal(bytes.p, part->bytes.p, bytes.n);
}

static void names_lead_to_parts(void **state)
{
    static const char *const parts[] = {"word/Document.xml", "word/document.xml", "a/b c.png",
                                        "folder/", "/docProps/app.xml"};
    struct arena a CLEANUP(arena_done) = {};
    struct package_names names;
    struct maker m;
    struct package p;
    struct err err = {};

    begin(&m);
    for (size_t i = 0; i < COUNT(parts); i++) {
        add(&m, (struct part){.name = parts[i], .bytes = STR("x")});
    }
    end(&m, "");
    assert_int_equal(package_open(&p, buf_str(&m.file), &err), 0);
    assert_int_equal(package_names_list(&p, &a, &names, &err), 0);
    assert_int_equal(names.all.n, 4);
    uint32_t at = package_names_find(&names, STR("WORD/document.XML"));

    assert_true(at != PACKAGE_NO_NAME && names.all.v[at].index == 0);
    assert_true(package_names_find(&names, STR("docProps/app.xml")) != PACKAGE_NO_NAME);
    assert_int_equal(package_names_find(&names, STR("a/b%20c.png")), PACKAGE_NO_NAME);
    assert_true(package_names_find_target(&names, STR("a/b%20c.png")) != PACKAGE_NO_NAME);
    assert_int_equal(package_names_find_target(&names, STR("a/%")), PACKAGE_NO_NAME);
    package_close(&p);
    assert_true(str_eq(package_name_of_target(&a, STR("word/document.xml"), STR("../a/b.xml")),
                       STR("a/b.xml")));
    assert_true(
        str_eq(package_name_of_target(&a, STR("word/x.xml"), STR("./y.xml")), STR("word/y.xml")));
    assert_true(str_eq(package_name_of_target(&a, STR(""), STR("/word/x.xml")), STR("word/x.xml")));
    assert_true(str_eq(package_name_of_source(&a, STR("word/_rels/document.xml.rels")),
                       STR("word/document.xml")));
    assert_true(package_name_is_relations(STR("_rels/.rels")));
    assert_false(package_name_is_relations(STR("_rels/rels")));
    done(&m);
}

static void parts_are_found_by_name(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct maker m;
    struct package p;
    struct package_entry entry;
    struct str bytes;
    struct err err = {};
    struct part streamed = text;
    struct part large = picture;

    begin(&m);
    add(&m, text);
    add(&m, picture);
    streamed.name = "streamed";
    streamed.flags = FLAG_DESCRIPTOR;
    add(&m, streamed);
    large.name = "large";
    large.is_long = true;
    add(&m, large);
    add(&m, (struct part){.name = "folder/", .mode = 040755});
    add(&m, (struct part){.name = "link", .bytes = STR("/etc"), .mode = 0120777});
    end(&m, "a comment");
    assert_int_equal(package_open(&p, buf_str(&m.file), &err), 0);
    assert_int_equal(package_count(&p), 6);
    assert_part(&p, &a, &text);
    assert_part(&p, &a, &picture);
    assert_part(&p, &a, &streamed);
    assert_part(&p, &a, &large);
    assert_int_equal(package_part(&p, &a, "word", &bytes, &err), PACKAGE_NO_SUCH_PART);
    assert_int_equal(package_entry(&p, 4, &entry, &err), 0);
    assert_true(entry.is_folder && !entry.is_link);
    assert_int_equal(package_entry(&p, 5, &entry, &err), 0);
    assert_true(!entry.is_folder && entry.is_link);
    assert_int_equal(package_entry(&p, 6, &entry, &err), -1);
    package_close(&p);
    done(&m);
}

static void something_may_stand_before_the_zip(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct buf all;
    struct maker m;
    struct package p;
    struct err err = {};

    begin(&m);
    add(&m, text);
    end(&m, "");
    buf_init(&all, ROOM);
    buf_add(&all, STR("a program that unpacks itself"));
    buf_add(&all, buf_str(&m.file));
    assert_int_equal(package_open(&p, buf_str(&all), &err), 0);
    assert_part(&p, &a, &text);
    package_close(&p);
    buf_done(&all);
    done(&m);
}

static void lies_are_refused(void **state)
{
    static const struct {
        struct part part;
        enum err_kind kind;
    } cases[] = {
        {{.name = "crc", .bytes = STR_IN_TABLE("abc"), .flip = 1}, ERR_INVALID},
        {{.name = "more", .bytes = STR_IN_TABLE("abc"), .more = 1}, ERR_INVALID},
        {{.name = "more", .bytes = STR_IN_TABLE("abc"), .is_deflated = true, .more = 1},
         ERR_INVALID},
        {{.name = "less", .bytes = STR_IN_TABLE("abc"), .is_deflated = true, .more = -1},
         ERR_LIMIT},
        {{.name = "bomb", .bytes = STR_IN_TABLE("abc"), .is_deflated = true, .more = 50000000},
         ERR_LIMIT},
        {{.name = "huge", .bytes = STR_IN_TABLE("abc"), .is_long = true, .more = INT64_MAX - 3},
         ERR_LIMIT},
        {{.name = "secret", .bytes = STR_IN_TABLE("abc"), .flags = FLAG_ENCRYPTED},
         ERR_UNSUPPORTED},
        {{.name = "bzip", .bytes = STR_IN_TABLE("abc"), .method = 12}, ERR_UNSUPPORTED},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct maker m;
        struct package p;
        struct str bytes;
        struct err err = {};

        begin(&m);
        add(&m, cases[i].part);
        end(&m, "");
        assert_int_equal(package_open(&p, buf_str(&m.file), &err), 0);
        assert_int_equal(package_part(&p, &a, cases[i].part.name, &bytes, &err), -1);
        assert_int_equal(err.kind, cases[i].kind);
        package_close(&p);
        done(&m);
    }
}

/* Cut at every byte, and with every byte changed: an answer or a refusal, never more. */
static void damage_is_refused(void **state)
{
    struct maker m;

    begin(&m);
    add(&m, text);
    add(&m, picture);
    end(&m, "");
    for (size_t i = 0; i < 2 * m.file.n; i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct str copy = arena_str(&a, buf_str(&m.file));
        struct package p;
        struct str bytes;
        struct err err = {};

        if (i < m.file.n) {
            copy.n = i;
        } else {
            ((char *)(uintptr_t)copy.p)[i - m.file.n] ^= 0x81;
        }
        int r = package_open(&p, copy, &err);

        assert_true(r == 0 || err.kind != ERR_NONE);
        assert_true(i >= m.file.n || r < 0);
        for (uint32_t k = 0; r == 0 && k < package_count(&p); k++) {
            int got = package_entry_bytes(&p, &a, k, &bytes, &err);

            assert_true(got == 0 || err.kind != ERR_NONE);
        }
        package_close(&p);
    }
    done(&m);
}

/*
 * All of the first part, asked for by so many bytes at a time; the error's kind when there is one.
 */
static enum err_kind read_by(struct package *p, size_t step, struct buf *ret)
{
    struct package_stream stream;
    struct err err = {};
    char room[64];
    size_t n = 1;
    int r = package_stream_open(p, 0, &stream, &err);

    while (r == 0 && n > 0) {
        r = package_stream_read(&stream, room, step, &n, &err);
        if (r == 0) {
            buf_add(ret, (struct str){.p = room, .n = n});
        }
    }
    package_stream_close(&stream);
    return r < 0 ? err.kind : ERR_NONE;
}

/* In one go, piece by piece: the same bytes, and the same lies are found out. */
static void pieces_of_any_size_agree(void **state)
{
    const struct {
        uint32_t flip;
        int more;
        enum err_kind kind;
    } cases[] = {{0, 0, ERR_NONE}, {1, 0, ERR_INVALID}, {0, 1, ERR_INVALID}, {0, -1, ERR_LIMIT}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t step = 1; step <= 64; step += step < 20 ? 1 : 22) {
            struct maker m;
            struct package p;
            struct err err = {};
            struct buf all CLEANUP(buf_done);
            struct part part = text;

            part.flip = cases[i].flip;
            part.more = cases[i].more;
            begin(&m);
            add(&m, part);
            end(&m, "");
            buf_init(&all, ROOM);
            assert_int_equal(package_open(&p, buf_str(&m.file), &err), 0);
            assert_int_equal(read_by(&p, step, &all), cases[i].kind);
            if (cases[i].kind == ERR_NONE) {
                assert_true(str_eq(buf_str(&all), text.bytes));
            }
            package_close(&p);
            done(&m);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_any_size_agree),
        cmocka_unit_test(names_lead_to_parts),
        cmocka_unit_test(parts_are_found_by_name),
        cmocka_unit_test(something_may_stand_before_the_zip),
        cmocka_unit_test(lies_are_refused),
        cmocka_unit_test(damage_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
