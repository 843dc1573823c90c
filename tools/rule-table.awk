# Makes the C table of the rules of the inspector from data/inspect/rules.txt, and refuses what is
# not a whole rule in the order of ids: its head, then each of the four texts in both languages.
function fail(what) {
    print FILENAME ":" FNR ": " what >"/dev/stderr"
    failed = 1
    exit 1
}
function literal(text) {
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}
function end_rule() {
    if (texts % 8 != 0) { fail("the rule before has not all of its texts") }
    if (id != "") { print "    }," }
}
BEGIN {
    split("critical high medium low", word, " ")
    for (i in word) { severities[word[i]] = "INSPECT_" toupper(word[i]) }
    split("told asked cleaned", word, " ")
    for (i in word) { cleanings[word[i]] = "INSPECT_" toupper(word[i]) }
    split("what sees fix example", keys, " ")
    print "/* Made from data/inspect/rules.txt at build time. */"
    print "#include \"inspect/rules.h\"\n"
    print "const struct inspect_rule inspect_rules[] = {"
}
/^#/ || /^$/ { next }
/^[^ ]/ {
    end_rule()
    if ($1 !~ /^[A-Z][A-Z][A-Z]-[0-9][0-9][0-9]$/ || $1 <= id) { fail($1 ": no id, or not in order") }
    if (!($2 in severities) || !($3 in cleanings)) { fail("no such severity, or cleaning") }
    id = $1
    clause = $0
    sub(/^[^ ]+ [^ ]+ [^ ]+ ?/, "", clause)
    print "    {"
    printf "        .id = %s, .severity = %s, .cleaning = %s, .clause = %s,\n", literal(id),
        severities[$2], cleanings[$3], literal(clause)
    next
}
{
    key = keys[int(texts / 2) % 4 + 1]
    is_first = texts++ % 2 == 0
    text = $0
    sub(/^ +/, "", text)
    if (is_first && !sub("^" key " +", "", text)) { fail("expected: " key) }
    if (!is_first && $0 !~ /^             [^ ]/) { fail("expected: " key " in English") }
    printf "        .%s_%s = %s,\n", key, is_first ? "ja" : "en", literal(text)
}
END {
    if (!failed) {
        end_rule()
        print "};\n"
        print "const size_t inspect_rule_count = COUNT(inspect_rules);"
    }
}
