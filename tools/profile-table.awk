# Makes the C table of the shipped profiles from data/profiles/*.txt.
BEGIN {
    print "/* Made from data/profiles/ at build time. */"
    print "#include \"inspect/deliver/profile.h\"\n"
    print "const struct str profile_texts[] = {"
}
FNR == 1 {
    if (NR > 1) { print "    )," }
    print "    STR_IN_TABLE("
}
/^#/ { $0 = "#" } # what it says is for the one who edits it
{
    gsub(/\\/, "\\\\\\\\")
    gsub(/"/, "\\\"")
    gsub(/\?/, "\\?") # no trigraphs
    printf "        \"%s\\n\"\n", $0
}
END {
    print "    ),"
    print "};"
    print "const size_t profile_text_count = COUNT(profile_texts);"
}
