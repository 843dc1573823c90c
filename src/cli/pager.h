/* Long views on a terminal go through the pager a person has chosen. */
#ifndef CLI_PAGER_H
#define CLI_PAGER_H

#include <stdbool.h>
#include <sys/types.h>

struct pager {
    bool colour; /* whether what is written takes colours */
    pid_t pid;   /* 0 = none */
};

/*
 * When standard output is a terminal, lets PAGER (less when unset; "cat" or empty for none) show
 * what is written from here on. Without one, output goes to the terminal as it is.
 */
struct pager pager_begin(void);
/* Ends what is shown and waits until the person has left it. */
void pager_end(struct pager *p);

#endif
