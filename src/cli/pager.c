/*
 * Long views on a terminal; see pager.h. The pager is started directly, without a shell: PAGER is
 * one word, the name of a program. A pager that is left early ends the writing quietly.
 */
#include "cli/pager.h"

#include "cli/output.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_pager(const char *program, int in)
{
    dup2(in, STDIN_FILENO);
    close(in);
    setenv("LESS", "FRX", 0);
    setenv("LESSCHARSET", "utf-8", 0);
    execlp(program, program, (char *)NULL);
    execlp("cat", "cat", (char *)NULL);
    _exit(127);
}

struct pager pager_begin(void)
{
    struct pager p = {.colour = output_takes_colour()};
    const char *program = getenv("PAGER");
    int ends[2];

    program = program == NULL ? "less" : program;
    if (!isatty(STDOUT_FILENO) || program[0] == '\0' || strcmp(program, "cat") == 0 ||
        pipe(ends) < 0) {
        return p;
    }
    fflush(stdout);
    p.pid = fork();
    if (p.pid == 0) {
        close(ends[1]);
        run_pager(program, ends[0]);
    }
    close(ends[0]);
    if (p.pid > 0) {
        dup2(ends[1], STDOUT_FILENO);
        signal(SIGPIPE, SIG_IGN);
    } else {
        p.pid = 0;
    }
    close(ends[1]);
    return p;
}

void pager_end(struct pager *p)
{
    if (p->pid == 0) {
        return;
    }
    fflush(stdout);
    close(STDOUT_FILENO);
    while (waitpid(p->pid, NULL, 0) < 0) {
        if (kill(p->pid, 0) < 0) {
            break;
        }
    }
    p->pid = 0;
}
