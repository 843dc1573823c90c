/* SHA-256 of files, read in pieces; see fingerprint.h. */
#include "inspect/fingerprint.h"

#include "base/hex.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM_BYTES = 64 * 1024 };

void fingerprint_init(struct fingerprint *f)
{
    void *room = mmap(NULL, ROOM_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (room == MAP_FAILED || madvise(room, ROOM_BYTES, MADV_DONTFORK) < 0) {
        die_out_of_memory(ROOM_BYTES);
    }
    f->room = room;
}

void fingerprint_done(struct fingerprint *f)
{
    if (f->room != NULL) {
        munmap(f->room, ROOM_BYTES);
        f->room = NULL;
    }
}

int fingerprint_take(struct fingerprint *f, struct arena *a, int fd, struct str *ret_sha256,
                     struct err *err)
{
    struct sha256_ctx state;
    unsigned char hash[SHA256_DIGEST_SIZE];
    struct stat st;
    off_t at = 0;

    if (fstat(fd, &st) == 0 && st.st_size > FINGERPRINT_MAX_BYTES) {
        *ret_sha256 = (struct str){};
        return 0;
    }
    sha256_init(&state);
    for (;;) {
        ssize_t n = pread(fd, f->room, ROOM_BYTES, at);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return err_set(err, ERR_IO, "the file could not be read: %s", err_reason(errno));
        }
        if (n == 0) {
            sha256_digest(&state, sizeof(hash), hash);
            *ret_sha256 = hex_of(a, hash, sizeof(hash));
            return 0;
        }
        sha256_update(&state, (size_t)n, f->room);
        at += n;
    }
}
