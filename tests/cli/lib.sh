# For tests of the whole binary: sourced by tests/cli/*.sh. Each test has a private folder $dir,
# removed at the end, and says its cases in TAP.
#
#     run ARG...             runs $ITAKU; leaves $status, $dir/out and $dir/err; stdin is $stdin
#     check WHAT CONDITION   one case: CONDITION is a shell command
#     refuses WHAT ARG...    exit 2, a message on stderr, nothing on stdout
#     done_testing           at the end
#
# With $later set to a reason, a case that fails is skipped and says that reason.
set -u

dir=$(mktemp -d)
trap 'chmod -R u+rwx "$dir" 2>/dev/null; rm -rf "$dir"' EXIT
cases=0
later=
stdin=/dev/null
max_seconds=20
export LC_ALL=C.UTF-8

run() {
    timeout "$max_seconds" "$ITAKU" "$@" <"$stdin" >"$dir/out" 2>"$dir/err"
    status=$?
}

check() {
    what=$1
    shift
    cases=$((cases + 1))
    if "$@"; then
        echo "ok $cases - $what"
    elif [ -n "$later" ]; then
        echo "ok $cases - $what # SKIP $later"
    else
        echo "not ok $cases - $what"
        echo "# status ${status-}; failed: $*"
        head -c 600 "$dir/err" 2>/dev/null | sed 's/^/# stderr: /'
        head -c 300 "$dir/out" 2>/dev/null | sed 's/^/# stdout: /'
        echo
    fi
}

# A status of a program that was not killed and did not fail inside: 0 to 2.
is_sane() { [ "$status" -le 2 ] && ! grep -q 'Sanitizer\|runtime error' "$dir/err"; }

is_refused() { [ "$status" = 2 ] && [ -s "$dir/err" ] && [ ! -s "$dir/out" ]; }

refuses() {
    what=$1
    shift
    run "$@"
    check "$what" is_refused
}

says() { grep -q -- "$1" "$dir/err"; }
shows() { grep -q -- "$1" "$dir/out"; }
is_json() { python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$dir/out"; }
status_is() { [ "$status" = "$1" ]; }

done_testing() { echo "1..$cases"; }
