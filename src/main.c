/* itaku: one program; the first words name the command. */
#include "cli/cmd.h"

#include <locale.h>

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    return cmd_main(argc, argv);
}
