# Makes the C table of the Latin words that stand around names, in the order of strcmp(), from
# data/personal/latin.tsv.
function fail(what) {
    print FILENAME ":" FNR ": " what >"/dev/stderr"
    failed = 1
    exit 1
}
BEGIN {
    FS = "\t"
    split("firm address announces sure going_on direction role", known, " ")
    for (i in known) { bits[known[i]] = "LATIN_" toupper(known[i]) }
    print "/* Made from data/personal/latin.tsv at build time. */"
    print "#include \"inspect/personal/personal-latin-word.h\"\n"
    print "const struct latin_word latin_words[] = {"
}
/^#/ || /^$/ { next }
NF != 2 || !($1 in bits) { fail("not: KIND TAB words") }
{
    count = split($2, list, " ")
    for (i = 1; i <= count; i++) {
        word = list[i]
        if (word !~ /^[a-z]+$/) { fail(word ": no word in small letters") }
        if (word in kinds) {
            kinds[word] = kinds[word] " | " bits[$1]
            continue
        }
        kinds[word] = bits[$1]
        for (at = ++n; at > 1 && sorted[at - 1] > word; at--) { sorted[at] = sorted[at - 1] }
        sorted[at] = word
    }
}
END {
    if (failed) { exit 1 }
    for (i = 1; i <= n; i++) { print "    {\"" sorted[i] "\", " kinds[sorted[i]] "}," }
    print "};\n"
    print "const size_t latin_word_count = sizeof(latin_words) / sizeof(latin_words[0]);"
}
