/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec.h -- tree to processes. struct sh is the state of one shell; it is the first argument of nearly
 * everything here and in the builtins. Begin reading at src/exec/run.c:exec_node(). */
#ifndef IPCSH_EXEC_H
#define IPCSH_EXEC_H

#include "base.h"
#include "syntax.h"
#include "vars.h"
#include "expand.h"
#include "ipc.h"

enum status {
	STATUS_OK = 0,
	STATUS_NO = 1,    /* the answer is no */
	STATUS_ERROR = 2, /* usage, a missing object, a failing system call */
	STATUS_TIMEOUT = 124,
	STATUS_NOT_EXECUTABLE = 126,
	STATUS_NOT_FOUND = 127,
	STATUS_UNREADABLE = 128, /* of a shell: its commands cannot be read (XCU sh) */
	STATUS_SIGNAL = 128,     /* + number */
};

/* What a command asks of those around it. A status is a status, a jump is a flow. */
enum flow {
	FLOW_ON,
	FLOW_BREAK,    /* flow_levels loops */
	FLOW_CONTINUE, /* likewise, and the last goes on */
	FLOW_RETURN,   /* from a function or a dot file */
	FLOW_EXIT,     /* ends this shell or subshell with vars.status */
	FLOW_FAIL,     /* a fatal error at a prompt: back to it, or to the eval or dot that it is in */
	FLOW_ABORT,    /* an interrupt: back to the prompt in any case */
};

struct sh;

/* ---- builtins ------------------------------------------------------------------------------------------ */

struct opt_row {
	char letter;         /* 0: long only */
	const char *name;    /* without --; NULL: letter only */
	const char *arg;     /* name of its argument in usage ("SEC"); NULL: takes none */
	const char *meaning; /* one line */
};

enum builtin_flags {
	BUILTIN_SPECIAL = 1, /* POSIX special builtin */
	BUILTIN_DECLARE = 2, /* its NAME=VALUE operands are expanded as assignments */
	BUILTIN_RAW = 4, /* gets its arguments as they are: no --help, no option parsing (echo, test, :) */
	/* Must run in a real process of its own inside a subshell: what it changes cannot be rolled back
	 * (trap, umask, ulimit, exec, kill ...): exec_unshare() is called before it runs. */
	BUILTIN_FORKS = 8,
	/* It calls exec_unshare() itself: where it has an operand, and no --no-undo. (explain tells it.) */
	BUILTIN_MAY_FORK = 256,
	BUILTIN_IPC = 16,       /* in posix mode only if $PATH has no program of the name */
	BUILTIN_EXTENSION = 32, /* not there in posix mode at all */
	/* Touches standard output by sh_write() alone and runs no other command: `echo x >f` then needs no
	 * dup2: the shell writes to the opened file directly. */
	BUILTIN_WRITES = 128,
	/* Run without a $PATH search though regular (XCU 2.9.1.4: cd, read, kill, wait ...);
	 * all are today. */
	BUILTIN_INTRINSIC = 64,
};

/* The table of words: feeds look-up, option parsing, help, --help and completion; checked against the man
 * pages. A list of them ends with a row without a name, whose HELP is the family's title in lists ("message
 * queues") and whose USAGE is its manual page ("ipcsh-mq(1)"). */
struct builtin {
	const char *name;
	/* Gives a status 0..255; argv[argc] is NULL; argv is the callee's to reorder. */
	int (*run)(struct sh *sh, int argc, char **argv);
	unsigned flags;
	const char *usage;          /* "[-c] [-m MODE] ADDRESS [TEXT]": without the name */
	const char *help;           /* one line, no full stop */
	const struct opt_row *opts; /* ends with a zero row; NULL: none */
};

/* ---- output of builtins -------------------------------------------------------------------------------- */

/* What builtins write goes through here: into memory in a $(...) that was not forked, else to
 * descriptor 1 in as few writes as can be; exec flushes after each builtin and turns a
 * failure into a message and status 1. */
struct out {
	struct buf pending;
	struct buf *sink; /* not NULL: captured; then nothing is ever written to a descriptor */
	int fd;           /* 1, or the file of a redirected BUILTIN_WRITES */
	/* The script holds sockets: FD may be one, and a write to it must not end the shell. */
	bool connections;
	int err; /* first write error since the last flush, as -errno; 0: none */
};
void sh_write(struct sh *sh, const void *p, size_t n);
void sh_puts(struct sh *sh, const char *s);
void sh_printf(struct sh *sh, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* 0 or -errno of the first failed write; a builtin calls it itself only before it blocks or
 * passes on fd 1. */
int sh_flush(struct sh *sh);

/* ---- messages ------------------------------------------------------------------------------------------ */

/* Writes "ipcsh: WORD: OBJECT: text" (in a script "FILE:LINE: WORD: ...") and a newline to descriptor 2 in
 * one write; WORD and OBJECT may be NULL. Gives STATUS_ERROR. */
int sh_error(struct sh *sh, const char *word, const char *object, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* As sh_error(), for an error of a builtin: gives STATUS; where the builtin is special and not run by
 * `command`, a shell that is not interactive ends (XCU 2.8.1). WORD is the running builtin's name. */
int sh_builtin_error(struct sh *sh, int status, const char *object, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* Pieces of such a message, for those that put one together themselves (ui). On a terminal nothing of what
 * they are given is obeyed: it is made visible (buf_visible); elsewhere bytes stay as they are. Colours are
 * for a person: an interactive shell on a terminal that has them, without $NO_COLOR. */
struct speech {
	bool terminal, colour;
};
enum speech_part { SPEECH_HEAD /* who speaks */, SPEECH_PLACE /* a mark */, SPEECH_REST };
bool sh_colours(struct sh *sh);         /* $TERM and $NO_COLOR: may there be colours? */
struct speech sh_speech(struct sh *sh); /* for descriptor 2 as it is now */
void speech_colour(struct buf *b, struct speech how, enum speech_part part); /* begins here */
/* A name: newlines are made visible, too. */
void speech_text(struct buf *b, struct speech how, const char *s);
void speech_lines(struct buf *b, struct speech how, const char *s, size_t len); /* newlines and tabs stay */
void sh_tell(struct sh *sh, const char *text, size_t len); /* such lines to descriptor 2, as they are */
/* Likewise with sh_write(): what a builtin prints of commands and words that came from anywhere. */
void sh_show(struct sh *sh, const char *text, size_t len);
/* By default plain text; ui hangs its caret version into sh->report. */
void sh_report(struct sh *sh, const struct trouble *t);
/* Below a message for T: its place, if it has one, for a person at a terminal. */
void sh_mark(struct sh *sh, const struct trouble *t);

/* ---- functions, aliases, lookup ------------------------------------------------------------------------ */

struct function {
	unsigned refs;
	struct tree *tree; /* keeps BODY alive */
	const struct node *body;
	name_id name;
};

enum command_kind { CMD_NONE, CMD_SPECIAL, CMD_FUNCTION, CMD_BUILTIN, CMD_EXTERNAL };
struct command_ref {
	enum command_kind kind;
	const struct builtin *builtin;
	struct function *function;
	const char *path; /* CMD_EXTERNAL: absolute or with a slash; valid until the next lookup */
	int err;          /* CMD_NONE: errno that explains: ENOENT, EACCES, EISDIR */
};
enum lookup_flags {
	LOOKUP_NO_FUNCTION = 1,
	LOOKUP_DEFAULT_PATH = 2 /* command -p */,
	LOOKUP_NO_BUILTIN = 4,
	LOOKUP_NO_HASH = 8
};
struct command_ref lookup_command(struct sh *sh, const char *name, unsigned flags);
/* As the mode has it; NULL: none. */
const struct builtin *lookup_builtin(const struct sh *sh, const char *name);
/* What OPTION of `set' or `shopt' is for, in one line; NULL: nobody says. */
const char *option_meaning(const struct sh *sh, int option);
struct function *lookup_function(const struct sh *sh, const char *name);
void function_define(struct sh *sh, name_id name, struct tree *tree, const struct node *body);
bool function_unset(struct sh *sh, const char *name);               /* false: there is none */
struct function **functions_sorted(const struct sh *sh, size_t *n); /* array for free() */
/* Remembered places of programs (hash). */
struct hashed {
	char *path;
	unsigned hits;
	uint32_t stamp;
	bool inner; /* found by a subshell that was not forked: `hash` does not show it outside of one */
};
void hash_forget(struct sh *sh, const char *name);                               /* NULL: all */
struct hashed *hash_remember(struct sh *sh, const char *name, const char *path); /* with no hits yet */
/* Every name in the directories of $PATH, some of them again and again; DIR is open, and what it is there is
 * not known yet: PROGRAM_AT says whether it can be run. Reads a lot: for a person's sake alone. */
void programs_each(struct sh *sh, void (*each)(void *ctx, int dir, const char *name), void *ctx);
bool program_at(int dir, const char *name);
/* Finds and remembers; NULL: not found (errno says why). */
const char *hash_lookup(struct sh *sh, const char *name);

/* ---- running ------------------------------------------------------------------------------------------- */

int exec_node(struct sh *sh, const struct node *n); /* gives the status and puts it into vars.status */
/* Reads, parses and runs commands until the end of SOURCE or until the flow is not FLOW_ON. Gives the last
 * status. */
enum run_flags { RUN_INTERACTIVE = 1, RUN_ONE_SHOT = 2 /* -c: the last command may replace this process */ };
int exec_source(struct sh *sh, const struct syn_source *source, unsigned flags);
/* The texts of eval, traps and -c. */
int exec_string(struct sh *sh, const char *text, size_t len, const char *file, uint32_t line);
/* dot: reads FD (closed) to its end and runs it; takes a `return`, runs trap RETURN. */
int exec_file(struct sh *sh, const char *path, int fd);
int exec_script(struct sh *sh, const char *path, int fd); /* the shell's own script, likewise */
/* TEXT as part of the running file, at the running line. */
int exec_eval(struct sh *sh, const char *text, size_t len);
int exec_command_string(struct sh *sh, const char *text); /* -c: its last command may replace this process */
/* Text that is about to be parsed, wherever it came from: what has to be known before it runs is noted. */
void sh_note_text(struct sh *sh, const char *text, size_t len);
int exec_stdin(struct sh *sh); /* -s: commands from descriptor 0, never read past a line */
/* Runs a command that is words already (command, builtin, exec's kin, lock, coprocesses): FLAGS of
 * lookup_flags. */
int exec_argv(struct sh *sh, int argc, char **argv, unsigned lookup_flags);
/* Replaces this process (exec CMD); comes back only with a status where that fails. */
int exec_replace(struct sh *sh, char **argv, const char *argv0, bool clear_env, unsigned lookup_flags);
/* Runs B, and flushes what it wrote. */
int run_builtin(struct sh *sh, const struct builtin *b, int argc, char **argv);
int exec_capture(struct sh *sh, const struct command_sub *sub, struct buf *out);
/* In a subshell that was not forked: forks now. The child comes back with 0 and goes on as a real subshell;
 * in the parent it waits, sets the flow so that the subshell ends with the child's status, and gives 1.
 * Elsewhere gives 0 at once. */
int exec_unshare(struct sh *sh);
/* Call before chdir(2): an unforked subshell notes the directory to come back to. 0 or -errno. */
int sh_keep_cwd(struct sh *sh);
/* Ends the shell in good order: EXIT trap, history, jobs. Does not return. */
_Noreturn void sh_exit(struct sh *sh, int status);

/* ---- what would run in which process: for those who ask before it runs -------------------------------- */

/* What decides whether a command gets a process of its own, beside the command itself. */
struct exec_place {
	bool monitor;  /* job control is in force */
	bool copies;   /* a program in the foreground is started through a copy of the shell */
	bool shares;   /* ( ) needs no process (subshell.c) */
	bool replaces; /* a last command takes over the process */
	bool becomes;  /* ... and so does a last ( ) */
};
/* This shell, also where a subshell that was not forked asks. */
struct exec_place exec_place_here(const struct sh *sh);
/* A stage of a pipeline, or a command with &, that is a program and started without a copy of the shell, if
 * the program is found; else it is forked. */
bool stage_is_program(struct sh *sh, const struct node *n);
/* False: none of them may block for long in open(2) (a FIFO, a terminal, a socket). */
bool redir_may_block(const struct io_redirect *list);
/* /dev/tcp/HOST/PORT, /dev/udp/HOST/PORT, /dev/unix/PATH: are no files, but connections. */
bool redir_names_socket(const struct sh *sh, const char *path);
bool words_are_pure(const struct word *w); /* expanding them changes nothing and runs nothing */

/* ---- conditions (cond.c): shared by test(1) and [[ ]] ---- */

/* OP "-f", "-n" ... on S: 1 true, 0 false, -1: no such operator, -2: S is no number (-t). */
int cond_unary(struct sh *sh, const char *op, const char *s);
/* A OP B with strings, integers (decimal constants; [[ ]] evaluates expressions first itself) and files: 1,
 * 0, -1: no such operator, -2: an operand is no integer (*BAD is it). `=` compares bytes here: [[ ]] matches
 * patterns itself. */
int cond_binary(struct sh *sh, const char *a, const char *op, const char *b, const char **bad);
bool cond_is_unary(const char *op);
bool cond_is_binary(const char *op);
int exec_cond(struct sh *sh, const struct node *n); /* [[ ]]: 0, 1, 2 */

/* ---- processes and jobs -------------------------------------------------------------------------------- */

enum process_state { PROC_RUNNING, PROC_STOPPED, PROC_DONE };
struct process {
	pid_t pid;
	uint8_t state;   /* enum process_state */
	int wait_status; /* as waitpid() gave it */
};
struct stage {
	uint32_t at, len; /* in the job's text */
};
struct job {
	int number; /* %N, from 1; 0: not in the table */
	pid_t pgid; /* 0: in the shell's own group (no job control) */
	struct process *procs;
	size_t n_procs;
	/* The command, for `jobs`; made when first asked for, or at the start if it may be needed. */
	char *text;
	/* [n_procs] of a pipeline: the part of TEXT that is each one's; NULL: all is one. */
	struct stage *stages;
	bool changed; /* not reported yet */
	bool background;
	bool foreign;              /* in a subshell: a job of the parent's, only there to be shown */
	bool own_group;            /* it was started with job control */
	bool has_input;            /* started with & and a redirection of 0: that is not /dev/null then */
	bool interrupted;          /* SIGINT that only the shell got was passed on */
	bool no_hangup;            /* disown -h: not told when the shell ends */
	bool pipefail, sigpipe_ok; /* as they were at its start */
	bool keep;                 /* the one who waits looks at it afterwards: not freed when it is done */
	bool has_tmodes;
	name_id coproc;         /* its name, or NAME_NONE */
	struct termios *tmodes; /* the terminal as the job left it when it stopped */
};
enum job_wait_flags { WAIT_INTERRUPTIBLE = 1 /* a trapped signal ends it: `wait` */ };

/* %1 %% %+ %- %text %?text; NULL: none, WHY says it. */
struct job *job_find(struct sh *sh, const char *spec, const char **why);
struct job *job_of_pid(struct sh *sh, pid_t pid);
int job_status(const struct job *j); /* the status of a job that is done; pipefail and sigpipe_ok applied */
enum process_state job_state(const struct job *j);
/* Waits until the job is done (or stopped, with job control). Gives its status, or 128+n where a trapped
 * signal ended the wait (*INTERRUPTED, may be NULL, says so). */
int job_wait(struct sh *sh, struct job *j, unsigned flags, bool *interrupted);
/* wait -n: the first that is done of the jobs AMONG these (NULL: all). *WHICH may be NULL; -1: there is none
 * to wait for. */
int job_wait_any(struct sh *sh, const struct vec *among, struct job **which, bool *interrupted);
pid_t job_pid(const struct job *j);    /* of its last process: what $! was */
int signals_need_child(struct sh *sh); /* the end of a child interrupts what waits; 0 or -errno */
void jobs_poll(struct sh *sh);         /* takes what ended or stopped since, without waiting */
bool jobs_news(struct sh *sh);         /* is there anything to report at once (set -b)? */
void jobs_wake(struct sh *sh);         /* from now on a child that ends interrupts a sleep (set -b) */
/* A read from the terminal failed: where this shell is in the background, stops it until somebody brings it
 * to the foreground. False: that is not why, or it cannot be stopped. */
bool jobs_come_to_front(struct sh *sh);
/* Reports changed jobs of an interactive shell; forgets done ones. */
void jobs_notify(struct sh *sh, bool to_stderr);
/* fg: hands over the terminal, waits; gives the status. */
int job_foreground(struct sh *sh, struct job *j, bool cont);
int job_background(struct sh *sh, struct job *j);              /* bg */
void job_print(struct sh *sh, const struct job *j, bool pids); /* as `jobs` (-l) does, through sh_show() */
void job_forget(struct sh *sh, struct job *j);                 /* disown, or done and waited for */
struct job *job_after(struct sh *sh, int number); /* the job with the next higher number; NULL: none */
/* A done job that was shown: its status is kept for `wait PID`. */
void job_retire(struct sh *sh, struct job *j);
int job_signal(struct sh *sh, struct job *j, int sig); /* 0 or -errno */
/* Its process PID (0: all) that stopped was told to go on, or to end at once. */
void job_mark_running(struct sh *sh, struct job *j, pid_t pid);
/* Statuses of background processes that are no longer in the table, for a later `wait PID`: -1: not known. */
int job_remembered(struct sh *sh, pid_t pid);
void jobs_set_monitor(struct sh *sh, bool on); /* set -m: with a terminal, if there is one */

/* What a server does with a connection (serve.c). */
struct connection {
	int argc;
	char **argv;      /* a function, a builtin or a program, with its arguments */
	int fd;           /* becomes descriptor 0, ... */
	int out;          /* ... and this one 1; < 0: FD becomes both */
	int *listener;    /* closed there: it is the server's alone; NULL: there is none */
	const char *peer; /* for $SOCK_PEER */
	const char *cred; /* for $SOCK_CRED; NULL: not known */
	/* Called there when the command has run, also by exec, unless a signal ended it; NULL: nothing is. */
	void (*end)(struct sh *sh, void *ctx);
	void *ctx;
};
/* Runs a command in a subshell of its own. 0 and *OUT, for job_wait() and job_forget(), or -errno: it could
 * not be forked. */
int exec_connection(struct sh *sh, const struct connection *c, struct job **out);

/* ---- traps and signals --------------------------------------------------------------------------------- */

enum { TRAP_EXIT = 0, TRAP_ERR = 65, TRAP_DEBUG, TRAP_RETURN, TRAP_COUNT }; /* 1..64 are signals */
/* ACTION NULL: default, "": ignore. 0 or -errno. Signals ignored on entry of a non-interactive shell stay
 * ignored, in silence. */
int trap_set(struct sh *sh, int sig, const char *action);
const char *trap_get(const struct sh *sh, int sig); /* NULL: default */
/* Runs actions of signals noted since, where that is due. Call between commands and after EINTR. */
void traps_run(struct sh *sh);
bool traps_pending(const struct sh *sh);
bool traps_installed(const struct sh *sh); /* some signal has a handler: a blocking call has to be woken */
bool signal_is_noted(int sig);             /* it came, and traps_run() has not seen to it yet */
/* What `exit`, or `return` (RETURNS), without a number give: $?, but as it was before the trap's action that
 * it ends. */
int sh_status_before_trap(const struct sh *sh, bool returns);
/* `exit` at a prompt: true the first time while jobs are stopped, with a warning. */
bool sh_warn_stopped(struct sh *sh);
void jobs_looked_at(struct sh *sh); /* the warning holds for one more line: it led to `jobs` */
/* From now on a terminal that changes its size, and SIGCONT, interrupt a sleep: a line is edited there. */
void sh_watch_terminal(struct sh *sh);
/* Was the line given up because of an interrupt since the last call? Then a newline is due after the ^C. */
bool sh_interrupted(struct sh *sh);
/* For struct ipc_wait: runs traps after EINTR; not 0: stop waiting (an interrupt, or the flow changed). CTX
 * is the struct sh. */
int sh_on_signal(void *ctx);
/* The signal that stopped the last wait, for status 128+n. */
int sh_interrupt_signal(const struct sh *sh);
/* What came with the signal whose trap's action runs, the innermost; NULL: none does. */
const struct ipc_sig *sh_trap_signal(const struct sh *sh);

/* ---- times (date.c) ------------------------------------------------------------------------------------ */

/* Adds time WHEN (-1: now, -2: the shell's start) to OUT as strftime() writes it in the zone of the shell's
 * own $TZ. False: no such time. */
bool date_format(struct sh *sh, const char *format, size_t len, int64_t when, struct buf *out);

/* ---- prompts (prompt.c) ---------------------------------------------------------------------------------- */

/* The text of prompt variable NAME ("PS1") into OUT: outside posix mode its \u, \w ... are replaced, then
 * parameters, command substitutions and arithmetic are expanded; $? stays. The ends of what takes no room on
 * the screen, \[ and \], are the bytes \001 and \002. */
void prompt_text(struct sh *sh, const char *name, struct buf *out);
/* VALUE with its parameters, command substitutions and arithmetic expanded, into OUT; $? stays. */
void prompt_expand(struct sh *sh, const char *value, struct buf *out);

/* ---- history (history.c) ------------------------------------------------------------------------------- */

/* Command lines as they were read, one entry a command, whatever its number of lines; oldest first, numbered
 * from 1; numbers go on where old entries are forgotten (HISTSIZE). Filled with the option history: by the
 * readers of a script, of standard input and of a terminal; nothing else costs anything. */
struct history {
	struct vec lines;   /* char *: malloc'ed text without its last newline */
	size_t gone;        /* slots at the head of LINES that are used no more */
	int first;          /* number of the oldest entry */
	bool running;       /* the newest entry is the line that is being run */
	int saved;          /* number of the newest entry that is in $HISTFILE; ui sees to it */
	int loaded;         /* of the newest one that was there before this shell */
	struct vec deleted; /* char *: entries of this shell that are there, but were taken away since */
	unsigned deletions; /* how often one was taken away that is not the oldest */
};
size_t history_size(struct sh *sh); /* how many are kept: $HISTSIZE, or the usual number */
/* A line was read, with or without its newline; MORE: it goes on with the command before it. */
void history_note(struct sh *sh, const char *text, size_t len, bool more);
/* As history_note(), of a line that a person typed: one that begins with a blank is not kept, but in posix
 * mode. */
void history_typed(struct sh *sh, const char *text, size_t len, bool more);
/* The newest entry goes if it is the same as the one before it, but in posix mode. */
void history_drop_double(struct sh *sh);
void history_add(struct sh *sh, const char *text, size_t len); /* an entry, whatever the option says */
int history_first(const struct sh *sh);                        /* number of the oldest entry */
int history_last(const struct sh *sh); /* of the newest; below history_first(): there is none */
/* NULL: no such entry; valid until the next change. */
const char *history_text(const struct sh *sh, int number);
bool history_running(const struct sh *sh);      /* the newest entry is the line that is being run */
bool history_delete(struct sh *sh, int number); /* later ones move down; false: there is none */
void history_clear(struct sh *sh);
/* Runs TEXT as eval does, and notes its lines in the history. */
int exec_noted(struct sh *sh, const char *text, size_t len);
/* Runs command EDITOR on a file with TEXT, and takes what it left there; it may have set sh->flow. Gives
 * STATUS_OK; else TEXT is not changed, and it is the editor's status, or -errno with the file's name in
 * PATH. */
int sh_edit(struct sh *sh, const char *editor, struct buf *text, struct buf *path);

/* ---- the state ----------------------------------------------------------------------------------------- */

/* The shell's own long-lived descriptor *FD: moved elsewhere when a script asks for its number. */
void own_fd_add(struct sh *sh, int *fd);
void own_fd_remove(struct sh *sh, const int *fd);
bool own_fd_is(const struct sh *sh, int number);

struct subshell;
struct option_scope;
struct traps;
struct jobs;
struct redir_undo;

struct sh {
	struct vars vars;
	struct options options;
	struct expander exp;
	struct arena scratch;
	struct syn_env syntax; /* what the parser asks: kept in step with options and aliases */
	struct out out;

	struct tree *tree;   /* what is running: a function defined now keeps it alive */
	int *pipestatus;     /* of the last pipeline, for $PIPESTATUS */
	size_t n_pipestatus; /* 0: the last command was no pipeline, $? is all there is */
	bool piped;          /* there was one in the line that was typed last */

	enum flow flow;
	unsigned flow_levels;
	/* Enclosing loops of this shell or subshell in this function or dot file's caller chain. */
	unsigned loop_depth;
	/* Of a subshell inside a loop: function_depth at its start, + 1: `break` ends it; 0:
	 * there is none. */
	unsigned loop_outside;
	unsigned function_depth, dot_depth;
	unsigned errexit_off; /* > 0: in a condition, set -e does not apply */
	/* [n_stages]: this process is stage 2 of a pipeline, 1 of one in there ... */
	unsigned short stages[4];
	unsigned char n_stages;
	bool interactive;
	bool line_edited;    /* on the terminal: of what was typed ahead it may give several lines at once */
	unsigned fork_depth; /* forked subshells, one within the other, that this process is in */
	unsigned n_typed;    /* commands run from the prompt: \# in it */
	int terminal;        /* the controlling terminal, high and close-on-exec; -1: none */
	bool subshell_in_place; /* the process has become the ( ) that it was to end with */
	bool subshell_process;  /* this process is a forked subshell */
	bool stays;             /* this process has something to do after its command: exec leaves it there */
	bool redirs_stay;       /* `exec` without a command: keep this command's redirections */
	bool by_command;     /* the running builtin was called by `command`: special ones lose their terror */
	bool parent_matters; /* the text speaks of PPID: a program's parent is to be the subshell it is in */
	bool told_by_queue;  /* mqnotify has asked: a close(2) of that queue would take it back */
	bool last_command;   /* nothing follows in this process: exec may replace it */
	const struct builtin *builtin; /* the running one */
	const char *name;              /* "ipcsh", or "sh" where called so: begins messages */
	const char *file;              /* of the running script or dot file; NULL: none */
	uint32_t fd_stamp; /* grows when a redirection changes what a number of the script's stands for */
	/* Grows when functions, builtins in force or aliases change: bound nodes look again. */
	uint32_t lookup_stamp;

	struct function **functions; /* [name_id] */
	size_t n_functions;
	struct table aliases;            /* name -> char * */
	struct table hashed;             /* name -> struct hashed * */
	const struct builtin **builtins; /* all rows, hashed by name; [n_builtins], a power of two */
	size_t n_builtins;
	/* Hung in by main: NULL-terminated, each ends with its family's row. */
	const struct builtin *const *builtin_tables;
	struct subshell *subshell;         /* innermost one that was not forked; NULL: none */
	struct option_scope *option_scope; /* of `local -`, innermost; NULL: none */
	struct traps *traps;
	struct jobs *jobs;
	struct var_ops pipestatus_ops, bashpid_ops, last_arg_ops;
	char pid_digits[24];
	struct buf pipestatus_text;
	struct buf last_arg;         /* $_: the last word of the last simple command ... */
	const char *last_arg_text;   /* ... or, where it is large, this (NULL: it is not) ... */
	void *last_arg_chunk;        /* ... in this memory ... */
	bool last_arg_lent;          /* ... or in that of a variable: vars.lent */
	char letters[OPT_COUNT + 1]; /* $- */
	/* int *: descriptors of the shell's own, moved away where a script asks for the number. */
	struct vec own_fds;
	struct redir_undo *undo; /* innermost redirections in place */
	struct vec coprocs;      /* the ends of coprocesses that this shell holds */
	struct vec procsubs;     /* what <( ) and >( ) of the running command hold open */
	struct vec dirs;         /* pushd/popd: char * */
	struct history *history; /* NULL: nothing noted yet */
	void (*report)(struct sh *sh, const struct trouble *t); /* hung in by main (ui); NULL: plain */
	/* likewise, in a shell that is typed to: shows the place of a trouble; NULL: nobody looks */
	void (*mark)(struct sh *sh, const struct trouble *t);
	/* likewise: tries all that NEAREST's word may have been meant to be;
	 * NULL: nobody asks */
	void (*nearest)(struct sh *sh, struct nearest *nearest);
	void (*typed)(struct sh *sh);  /* likewise: a command was read whole at the prompt, and runs next */
	void (*forgot)(struct sh *sh); /* likewise: `history' took entries away */
	/* The builtins' own long-lived state (cached IPC objects, getopts ...), made by them on first use. */
	void *builtin_data;
	void (*builtin_data_exit)(struct sh *sh); /* called by sh_exit() (--rm objects); NULL: none */
	/* Called when the default action of SIG is in force again; NULL: none. */
	void (*builtin_data_signal)(int sig);
	void (*builtin_data_fork)(struct sh *sh); /* called in a forked subshell; NULL: none */
};

void sh_init(struct sh *sh, const struct builtin *const *tables, char **envp);
void sh_set_posix(struct sh *sh, bool on);
/* $SHLVL, how many shells are one within the other: a shell begins (1), or another program takes its place
 * (-1). In posix mode the environment stays as it is. */
void sh_count_level(struct sh *sh, int by);
enum monitor { MONITOR_OFF, MONITOR_ON, MONITOR_USUAL /* on where there is a terminal */ };
/* Takes signals and, with MONITOR, the terminal as a shell does that a person types to. */
void sh_start_interactive(struct sh *sh, enum monitor monitor);
int sh_set_option(struct sh *sh, enum option o, bool on); /* set -o: with all its consequences; 0 or -errno */
/* `local -`: the options are put back at the end of the running function. */
void options_make_local(struct sh *sh);
void alias_set(struct sh *sh, const char *name, const char *value); /* NULL: removes */
const char *alias_get(const struct sh *sh, const char *name);
/* What an error does that ends a shell by XCU 2.8.1: at a prompt it leads back there, but a subshell ends,
 * with a process of its own or without. */
static inline bool sh_at_prompt(const struct sh *sh)
{
	return sh->interactive && !sh->subshell;
}
static inline enum flow sh_fatal_flow(const struct sh *sh)
{
	return sh_at_prompt(sh) ? FLOW_FAIL : FLOW_EXIT;
}
static inline bool sh_back_to_prompt(const struct sh *sh)
{
	return sh->flow == FLOW_FAIL || sh->flow == FLOW_ABORT;
}
/* Commands nested too deeply: nothing of them goes on. Gives STATUS_ERROR. */
int sh_too_deep(struct sh *sh, const char *object, const char *text);
/* A variable set that may fail, which is shown: "x: is read-only". Gives 0 or -1 (and ends a
 * non-interactive shell where XCU 2.8.1 says so, if FATAL). */
int sh_assign(struct sh *sh, name_id name, const char *value, size_t len, bool append, bool fatal);

#endif
