# Makes the C tables of the annex from data/annex/items.tsv and data/annex/fingerprints.tsv.
BEGIN {
    FS = "\t"
    print "/* Made from data/annex/ at build time. */"
    print "#include \"spec/annex.h\"\n"
}
/^#/ || NF < 3 { next }
FILENAME ~ /items\.tsv$/ {
    items = items sprintf("    {\"%s\", \"%s\", \"%s\", \"%s\", \"%s\"},\n", $1, $2, $3, $4, $5)
    next
}
{
    n = split($3, hash, " ")
    printf "static const uint64_t clauses_%d[] = {", ++rows
    for (i = 1; i <= n; i++) {
        printf "%s0x%s", (i > 1 ? ", " : ""), hash[i]
    }
    print "};"
    prints = prints sprintf("    {\"%s\", \"%s\", %d, clauses_%d},\n", $1, $2, n, rows)
}
END {
    printf "\nconst struct annex_known_item annex_known_items[] = {\n%s};\n", items
    print "const size_t annex_known_item_count = COUNT(annex_known_items);\n"
    printf "const struct annex_fingerprint annex_fingerprints[] = {\n%s};\n", prints
    print "const size_t annex_fingerprint_count = COUNT(annex_fingerprints);"
}
