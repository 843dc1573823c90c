/* itaku serve: the desk in the browser. */
#include "base/tr.h"
#include "cli/desk.h"
#include "web/server.h"

#include <stdlib.h>
#include <string.h>

static const struct cmd_option options[] = {
    CLI_DESK_OPTION,
    {"port", OPT_WORD, NULL, "N", "port on this machine (8080; 0 = any free one)", 'p'},
    {"origin", OPT_WORD, NULL, "URL", "address of the edge in front of it, as people see it", 0},
    {"api-token", OPT_FLAG, NULL, NULL, "make and print a token for programs", 0},
    {"quiet", OPT_FLAG, NULL, NULL, "no line for each request", 'q'},
};

enum { DEFAULT_PORT = 8080, LARGEST_PORT = 65535 };

const struct cmd cmd_serve;

static int port_of(const char *word, uint16_t *ret, struct err *err)
{
    char *end;
    long port = word != NULL ? strtol(word, &end, 10) : DEFAULT_PORT;

    if (word != NULL && (end == word || *end != '\0' || port < 0 || port > LARGEST_PORT)) {
        err_set(err, ERR_INVALID, "'%s' is no port", word);
        return err_hint(err, "a number from 1 to 65535, or 0 for any free one");
    }
    *ret = (uint16_t)port;
    return 0;
}

/* The desk is Japanese wherever it runs; English by --lang en or ITAKU_LANG. */
static const char *choose_language(void)
{
    const char *set = getenv("ITAKU_LANG");
    const char *language = set != NULL && strncmp(set, "en", 2) == 0 ? "en" : "ja";

    tr_choose(language);
    return language;
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *language = choose_language();
    struct act act;
    uint16_t port = 0;

    if (port_of(cmd_value(&cmd_serve, call, "port"), &port, err) < 0 ||
        cli_desk_open(&cmd_serve, call, false, &act, err) < 0) {
        return -1;
    }
    struct server_options server = {
        .desk = act.desk,
        .folder = arena_printf(call->arena, "%s/uploads", desk_folder(act.desk)).p,
        .port = port,
        .origin = cmd_value(&cmd_serve, call, "origin"),
        .lang = language,
        .with_api_token = cmd_value(&cmd_serve, call, "api-token") != NULL,
        .quiet = cmd_value(&cmd_serve, call, "quiet") != NULL,
    };
    int status = server_run(&server, err);

    desk_close(act.desk);
    return status;
}

const struct cmd cmd_serve = {
    .name = "serve",
    .synopsis = "",
    .help = "the desk in the browser: prints an address to open",
    .details = "Listens on this machine only. The address holds a token that works once; SIGUSR1 "
               "prints a\n"
               "new one. Ctrl-C ends it after the running requests. docs/OPERATING.md tells how to "
               "put it\n"
               "behind nginx.\n"
               "\n"
               "  itaku serve\n"
               "  itaku serve --desk /srv/itaku --port 8443 --origin https://desk.example.jp",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
