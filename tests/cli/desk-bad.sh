#!/bin/sh
# A desk in trouble: a second server, a read-only desk, a newer schema, a damaged database, a killed
# process, a full disk, tampered rows and files. Each: a clear word, and nothing half-written.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
ITAKU_DESK=
export ITAKU_DESK
sample=$SOURCE/samples/specification.txt
run open --desk d "$sample"
cp -r d clean
said() { grep -q -- "$1" "$dir/err" "$dir/out"; }

# ---- one owner ----
"$ITAKU" serve --desk d --port 0 --quiet >address 2>/dev/null &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s address ] && break; sleep 0.2; done
check "a server prints its address" grep -q '^http://127.0.0.1:[0-9]*/enter?token=' address
refuses "a second server" serve --desk d --port 0 --lang en
check "… says which process holds the desk" says "process $server"
refuses "open beside a server" open --desk d "$sample"
run list --desk d
check "list works beside it" shows '北陽'
run due --desk d
check "due works beside it" status_is 0
run doctor --desk d
check "doctor works beside it" status_is 0
run backup --desk d beside
check "a backup beside it" status_is 0
run doctor --desk beside
check "… is sound" status_is 0
kill -9 "$server"
wait "$server" 2>/dev/null
run list --desk d
check "after kill -9 it is read" status_is 0
run open --desk d "$sample"
check "… and opened for writing" status_is 0
run doctor --desk d
check "… and sound" status_is 0
rm address
"$ITAKU" serve --desk d --port 0 --quiet >address 2>/dev/null &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s address ] && break; sleep 0.2; done
kill -INT "$server" 2>/dev/null
wait "$server"
status=$?
check "Ctrl-C ends a server cleanly" status_is 0
rm -rf d

# ---- a desk that was changed behind our back ----
if command -v sqlite3 >/dev/null; then
    cp -r clean d
    sqlite3 d/desk.sqlite "UPDATE record SET body = replace(body, '北陽', '南陽')
        WHERE id = 1" >/dev/null
    run doctor --desk d
    check "a changed record is found" status_is 1
    run rebuild --desk d
    check "… and made anew from the events" status_is 0
    run doctor --desk d
    check "… and the desk is sound again" status_is 0
    trigger_free() { sqlite3 "$1" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master
        WHERE type = 'trigger'" | sqlite3 "$1"; }
    trigger_free d/desk.sqlite
    sqlite3 d/desk.sqlite "UPDATE event SET actor = 'somebody' WHERE seq = 3"
    run doctor --desk d
    check "a changed event is found" status_is 1
    check "… and named" said '3'
    rm -rf d
    cp -r clean d
    trigger_free d/desk.sqlite
    sqlite3 d/desk.sqlite "DELETE FROM event WHERE seq = 5"
    run doctor --desk d
    check "a missing event is found" status_is 1
    rm -rf d
    cp -r clean d
    sqlite3 d/desk.sqlite "INSERT INTO migration SELECT max(number) + 1, 'of-the-future', sha256, at_ms,
        '99.0' FROM migration"
    refuses "a desk of a newer version" list --desk d
    check "… which names that version" says '99.0'
    refuses "… is not written either" open --desk d "$sample"
    rm -rf d
fi
cp -r clean d
find d/blobs -type f -exec sh -c 'chmod u+w "$1"; echo x >>"$1"' - {} \;
run doctor --desk d
check "a changed file is found" status_is 1
rm -rf d

# ---- a damaged database ----
cp -r clean d
dd if=/dev/urandom of=d/desk.sqlite bs=4096 seek=1 count=12 conv=notrunc 2>/dev/null
run doctor --desk d
check "a damaged database is told" [ "$status" -ge 1 ]
check "… in a word" said 'damaged'
run list --desk d
check "… and by list" [ "$status" = 2 ]
rm -rf d
cp -r clean d
head -c 100 /dev/urandom >d/desk.sqlite
rm -f d/desk.sqlite-wal d/desk.sqlite-shm
refuses "a file that is no database" list --desk d
refuses "… nor opened for writing" open --desk d "$sample"
rm -rf d

# ---- a read-only desk: as somebody who may not write it ----
cp -r clean d
chmod -R a+rX,a-w d
chmod a+rx "$dir"
# root may write everything: it asks as nobody
[ "$(id -u)" = 0 ] && as="setpriv --reuid=65534 --regid=65534 --clear-groups" || as=
# shellcheck disable=SC2086
if $as "$ITAKU" --version >/dev/null 2>&1; then
    as_reader() {
        timeout 20 $as "$ITAKU" "$@" </dev/null >out 2>err
        status=$?
    }
    as_reader list --desk d
    check "a read-only desk is read" status_is 0
    as_reader doctor --desk d
    check "… and checked" status_is 0
    as_reader open --desk d "$sample"
    check "… and not written" is_refused
    check "… in a word" says 'cannot be written'
    as_reader serve --desk d --port 0 --lang en
    check "… nor served" is_refused
fi
chmod -R u+w d
rm -rf d

# ---- a full disk: a small file system of our own, where the kernel lets us ----
mkdir small
if unshare -rm sh -c 'mount -t tmpfs -o size=1500k none small' 2>/dev/null; then
    # shellcheck disable=SC2016
    unshare -rm sh -c '
        mount -t tmpfs -o size=1500k none small
        "$1" init small/d >/dev/null 2>&1
        i=0
        while [ $i -lt 9 ]; do
            sed "s/体験イベント/体験$i/g" "$2" >revised.txt
            timeout 20 "$1" open --desk small/d revised.txt >out 2>err
            status=$?
            [ $status = 0 ] || break
            i=$((i + 1))
        done
        echo $status >full-status
        dd if=/dev/zero of=small/fill 2>/dev/null
        rm -f small/fill
        "$1" doctor --desk small/d >doctor 2>&1
        echo $? >doctor-status' - "$ITAKU" "$sample"
    check "a full disk is told" [ "$(cat full-status)" = 2 ]
    check "… in a word" said 'disk is full\|No space left'
    check "… and the desk is sound" [ "$(cat doctor-status)" = 0 ]
fi
done_testing
