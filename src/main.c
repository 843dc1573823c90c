/*
 * itaku: one program; the first words name the command.
 *
 * The locale of C stays as it is at the start ("C"): numbers, dates and characters are handled
 * alike everywhere, and our own messages find their language by themselves (base/tr.h).
 */
#include "cli/cmds.h"

int main(int argc, char **argv)
{
    return cmd_main(cmds, argc, argv);
}
