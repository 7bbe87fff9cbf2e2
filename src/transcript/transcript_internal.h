/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transcript_internal.h -- what the files of this room share. The way of a file: script.c reads it, runner.c
 * starts a keeper for it, which makes its surroundings (isolate.c, folder.c) and the shell that runs its
 * commands (shell.c) and sends everything back as one stream; result.c takes the stream apart, compare.c
 * holds it against what was expected (expect.c, align.c, render.c), and report.c, junit.c and update.c
 * say how it went. */
#ifndef IPCSH_TRANSCRIPT_INTERNAL_H
#define IPCSH_TRANSCRIPT_INTERNAL_H

#include "base.h"
#include "inspect.h"

#include <regex.h>
#include <stdio.h>

#define SCRIPT_INDENT 2 /* columns before "$ ", "> " and output */

/* ---- the file as it is written (script.c) -------------------------------------------------------------- */

struct line {
	const char *s; /* in the text of the script; without its newline */
	size_t len;
};

/* A command and the output expected directly below it. Output that no command stands above is a block without
 * a command: nothing can meet it. */
struct block {
	size_t first;     /* its first line, from 0 */
	size_t n_command; /* lines of the command; 0: stray output */
	size_t n_expected;
	struct buf command; /* what the shell gets: without marks, each line with its newline */
};

struct script {
	char *path;   /* as it was given */
	char *folder; /* absolute */
	char *name;   /* within its folder */
	struct buf text;
	struct line *lines;
	size_t n_lines;
	struct block *blocks;
	size_t n_blocks;
};

int script_read(struct script *s, const char *path); /* 0 or -errno */
/* As above from TEXT, which it takes over. */
void script_parse(struct script *s, struct buf text);
void script_free(struct script *s);

/* ---- one expected line (expect.c, pattern.c) ----------------------------------------------------------- */

enum expect_kind { EXPECT_TEXT, EXPECT_RE, EXPECT_GLOB };

struct expect {
	const char *raw; /* the line without its indentation */
	size_t raw_len;
	char *text; /* without suffixes, escapes taken out; malloc'ed */
	size_t len;
	enum expect_kind kind;
	bool no_eol;
	bool compiled, broken; /* EXPECT_RE: RE is there, or it is no expression */
	regex_t re;
};

/* A line that a command printed, or its status as "[N]". */
struct got {
	const char *s;
	size_t len;
	bool no_eol;
	bool status;
	bool first; /* of its command */
};

void expect_parse(struct expect *e, const char *raw, size_t len);
void expect_free(struct expect *e);
bool expect_match(struct expect *e, const struct got *g);

/* Does all of S match PATTERN, in which only * and ? are special and a backslash quotes? */
bool pattern_glob(const char *pattern, size_t plen, const char *s, size_t len);
/* A pattern in the dialect that cram's users write (Python's) as a POSIX extended one. */
void pattern_to_ere(struct buf *out, const char *pattern, size_t len);

/* ---- how a line is shown (render.c) -------------------------------------------------------------------- */

/* The text, without indentation, that a transcript would have to say for G. */
void render_got(struct buf *out, const struct got *g);
/* Takes the escapes of an "(esc)" line out of S in place and gives the new length. */
size_t render_unescape(char *s, size_t len);

/* ---- two lists of lines side by side (align.c) --------------------------------------------------------- */

/* For each of the N old ones the number of the new one that it stands for, or ALIGN_NONE; ascending; as many
 * as can be (where the two differ too much, only those at both ends). */
#define ALIGN_NONE ((size_t)-1)
typedef bool (*align_same)(void *ctx, size_t i_old, size_t i_new);
void align(size_t n_old, size_t n_new, align_same same, void *ctx, size_t *partner);

/* ---- what happened (result.c) -------------------------------------------------------------------------- */

enum end_kind {
	END_LOST,    /* the keeper died without a word */
	END_LAST,    /* after its last command */
	END_EXIT,    /* in some command; VALUE is the status */
	END_SIGNAL,  /* likewise; VALUE is the signal */
	END_TIMEOUT, /* killed at the time limit */
	END_FLOOD,   /* killed because it printed too much */
	END_SETUP,   /* never began: NOTES say why */
};

enum { SKIP_STATUS = 80 }; /* a file that exits with it is skipped, as in cram */

struct block_result {
	bool began, ended;
	int status;
	const char *out; /* in the stream; NULL where LEN is 0 */
	size_t from, len;
	int64_t ns;
};

struct result {
	struct buf stream;
	struct block_result *blocks; /* one for each block of the script */
	enum end_kind end;
	int end_value;
	size_t end_block; /* END_EXIT ... END_FLOOD: the block it ended in */
	struct vec left;  /* char *: what was left behind */
	struct vec notes; /* char *: what went wrong with the run itself */
	bool skipped;
	int64_t ns;
};

/* Records stand in the stream between bytes of output: the salt, a kind, the length of the payload, the
 * payload. Nobody but the runner's own processes knows the salt. */
enum { SALT_SIZE = 16, RECORD_MAX = 2048 };
enum record_kind {
	RECORD_BEGIN = 'B', /* a command begins: its block as uint64_t, the time as int64_t */
	RECORD_DONE = 'D',  /* it ended: status as int64_t, the time as int64_t */
	RECORD_LEFT = 'L',  /* text */
	RECORD_NOTE = 'N',  /* text */
	RECORD_END = 'E',   /* enum end_kind as int64_t, value as int64_t */
};
struct record_pair {
	int64_t a, b;
};
void record_text(struct buf *out, const char salt[SALT_SIZE], enum record_kind kind, const char *text);
void record_two(struct buf *out, const char salt[SALT_SIZE], enum record_kind kind, int64_t a, int64_t b);

/* Takes RESULT->stream apart. */
void result_parse(struct result *r, const struct script *s, const char salt[SALT_SIZE]);
void result_free(struct result *r);

/* ---- comparing (compare.c) ----------------------------------------------------------------------------- */

struct edit {
	char kind;    /* ' ' as it is, '-' not printed, '+' printed but not expected */
	size_t block; /* BLOCK_NONE: prose */
	const char *s;
	size_t len;
};
#define BLOCK_NONE ((size_t)-1)

struct verdict {
	struct edit *edits; /* the file from its first line to its last */
	size_t n, cap;
	bool *failed; /* [block] */
	size_t n_passed, n_failed, n_updated;
	struct arena arena; /* of rendered lines */
};

void compare(struct verdict *v, const struct script *s, const struct result *r);
void verdict_free(struct verdict *v);

/* Why a file ended early, as a line for a person; false: it did not. */
bool verdict_reason(struct buf *out, const struct script *s, const struct result *r);

/* The edits as a unified diff; COLOUR: with escapes for a terminal. */
void diff_write(struct buf *out, const struct script *s, const struct verdict *v, bool colour);
void diff_write_block(struct buf *out, const struct verdict *v, size_t block); /* the lines of one block */

/* Writes what was printed into the file; the blocks that were updated count as passed then. Those that did
 * not come to their end stay as they are. 0 or -errno. */
int update_file(const struct script *s, const struct result *r, struct verdict *v);

/* ---- running (runner.c, keeper.c, isolate.c, folder.c, surroundings.c, shell.c) ------------------------ */

struct sh;

struct isolation {
	uint64_t namespaces; /* CLONE_NEW...: what each file gets of its own; 0: nothing */
	uid_t uid;           /* of the runner */
	gid_t gid;
};

struct settings {
	unsigned jobs; /* 0: as many as there are processors */
	bool update, tap, show, colour, no_namespaces;
	const char *junit; /* NULL: none */
	int64_t limit_ns;
	struct isolation iso;
};

/* Gives the index of the first operand; 0: the usage was asked for; -1: WHY says what is wrong. */
int settings_take(struct settings *set, int argc, char **argv, char *why, size_t size);
int settings_usage(void); /* prints it; 0 or -errno */

/* What a shell with a file of its own needs; the same in the runner, the keeper and the shell. */
struct run {
	struct sh *sh; /* the runner's: lends its tables */
	const struct settings *set;
	const struct script *script;
	char salt[SALT_SIZE];
};

/* Tries what the system lets us have; WANTED false: nothing. */
void isolate_probe(struct isolation *iso, bool wanted);
pid_t isolate_fork(const struct isolation *iso); /* as fork(2), with namespaces; -errno */
/* In the child: makes the private folders, /proc and the rest that goes with the namespaces. What KEEP_FOLDER
 * (may be NULL), the program, the current folder and the environment name in a private folder stays there. 0,
 * or -errno and *WHAT is the step that failed. */
int isolate_enter(const struct isolation *iso, const char *keep_folder, const char **what);
/* Gives up the powers that a user namespace of one's own brings; called by the shell. 0 or -errno. */
int isolate_drop(const struct isolation *iso);
extern const char *const isolate_private_folders[]; /* NULL-terminated: "/tmp" ... */

/* The folder of one file: ROOT holds work/, tmp/, home/. The paths live as long as the process. */
struct folder {
	char *root, *work, *tmp, *home;
};
#define FOLDER_PREFIX "ipcsh-t-"
int folder_make(struct folder *f, const char *parent); /* 0 or -errno */
int folder_remove(const struct folder *f); /* with all that is in it, whatever its rights; 0 or -errno */

/* The environment of the shell: NULL-terminated, malloc'ed. */
char **surroundings_make(const struct run *run, const struct folder *f);

/* Runs the commands; 0, 1 and 2 are set up already, and 1 is where the records go too. */
_Noreturn void shell_run(const struct run *run, char **envp);

/* The life of one file, in a child that isolate_fork() made: writes the whole stream to REPORT and ends. */
_Noreturn void keeper_run(const struct run *run, int report);

/* All files: gives the exit status. */
int runner_run(struct sh *sh, const struct settings *set, struct script *scripts, size_t n);

/* ---- reporting (report.c, junit.c) ----------------------------------------------------------------- */

struct totals {
	size_t passed, failed, skipped, files;
};

/* One form of output. All may be NULL. */
struct reporter {
	void (*start)(struct buf *out, size_t n_files);
	void (*file)(struct buf *out, size_t number, const struct script *s, const struct result *r,
		const struct verdict *v);
	void (*finish)(struct buf *out, const struct totals *t);
};
extern const struct reporter reporter_plain, reporter_colour, reporter_tap, reporter_show;
/* One file's <testsuite>, and the frame around all of them. */
void junit_file(struct buf *out, const struct script *s, const struct result *r, const struct verdict *v);
/* 0 or -errno. */
int junit_write(const char *path, const struct buf *suites, const struct totals *t, int64_t ns);

/* Adds paths of *.t files below the operands, sorted within each, to FILES (char *). 0, or -errno with *BAD
 * set. */
int collect_files(char **operands, struct vec *files, const char **bad);

#endif
