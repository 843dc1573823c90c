/* Folders become files in the order of names; links and what is left out are told apart. */
#include "inspect/file-walk.h"

#include "base/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void folders_become_files(void **state)
{
    static const struct {
        const char *relative;
        enum file_walk_kind kind;
    } expected[] = {
        {"a.txt", FILE_WALK_FILE}, {"in/b.txt", FILE_WALK_FILE}, {"link", FILE_WALK_NO_FILE}};
    static const char *const made[] = {"a.txt", "in/b.txt", "out/c.txt"};
    struct arena a CLEANUP(arena_done) = {};
    struct file_walk walk = {.has_left_out = true};
    char top[] = "/tmp/itaku-walk-XXXXXX";
    struct err err = {};
    struct stat st;

    assert_non_null(mkdtemp(top));
    struct str folder = str_of(top);
    const char *in = folder_path(&a, folder, STR("in")).p;
    const char *out = folder_path(&a, folder, STR("out")).p;
    const char *link = folder_path(&a, folder, STR("link")).p;

    assert_int_equal(mkdir(in, 0700) | mkdir(out, 0700) | symlink("in", link), 0);
    for (size_t i = 0; i < COUNT(made); i++) {
        int fd = open(folder_path(&a, folder, str_of(made[i])).p, O_CREAT | O_WRONLY, 0600);

        assert_int_equal(write(fd, "abc", i + 1), i + 1);
        close(fd);
    }
    assert_int_equal(stat(out, &st), 0);
    walk.device = st.st_dev;
    walk.inode = st.st_ino;
    assert_int_equal(file_walk_add(&a, &walk, top, &err), 0);
    assert_int_equal(walk.entries.n, COUNT(expected));
    for (uint32_t i = 0; i < walk.entries.n; i++) {
        const struct file_walk_entry *entry = &walk.entries.v[i];

        assert_true(str_eq(entry->relative, str_of(expected[i].relative)));
        assert_int_equal(entry->kind, expected[i].kind);
        assert_int_equal(entry->why == NULL, entry->kind == FILE_WALK_FILE);
    }
    assert_int_equal(walk.entries.v[1].bytes, 2);

    /* A link that a person names is followed. */
    assert_int_equal(file_walk_add(&a, &walk, link, &err), 0);
    assert_true(str_eq(walk.entries.v[3].relative, STR("b.txt")));
    for (size_t i = 0; i < COUNT(made); i++) {
        unlink(folder_path(&a, folder, str_of(made[i])).p);
    }
    assert_int_equal(unlink(link) | rmdir(in) | rmdir(out) | rmdir(top), 0);
    assert_int_equal(file_walk_add(&a, &walk, top, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_become_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
