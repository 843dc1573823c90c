# Prints C source without comments and without what stands in string and character literals, each
# line as FILE:LINE<TAB>code. Line numbers stay. A `//` that is left is a comment of that kind.
# #include lines are printed as they are.
FNR == 1 { in_comment = 0 }
{
    line = $0
    if (!in_comment && line ~ /^[ \t]*#[ \t]*include/) {
        print FILENAME ":" FNR "\t" line
        next
    }
    out = ""
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (at == 0) {
                break
            }
            line = substr(line, at + 2)
            in_comment = 0
            continue
        }
        if (!match(line, /\/\*|\/\/|["']/)) {
            out = out line
            break
        }
        mark = substr(line, RSTART, RLENGTH)
        out = out substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + RLENGTH)
        if (mark == "/*") {
            in_comment = 1
        } else if (mark == "//") {
            out = out "//"
            break
        } else {
            out = out mark
            while (line != "" && substr(line, 1, 1) != mark) {
                line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
            }
            out = out mark
            line = substr(line, 2)
        }
    }
    print FILENAME ":" FNR "\t" out
}
