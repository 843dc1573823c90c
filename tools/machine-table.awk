# Makes the C table of the rules of machine readability from data/machine/rules.tsv.
BEGIN {
    FS = "\t"
    print "/* Made from data/machine/rules.tsv at build time. */"
    print "#include \"inspect/deliver/machine.h\"\n"
    print "const struct machine_clause machine_clauses[] = {"
}
/^#/ || NF < 4 { next }
{
    printf "    {\"%s\", \"%s\", \"%s\", \"%s\"},\n", $1, $2, $3, $4
}
END {
    print "};"
    print "const size_t machine_clause_count = COUNT(machine_clauses);"
}
