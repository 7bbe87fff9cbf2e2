/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vars.h -- names to values: variables with scopes, positional and special parameters, `set` options. */
#ifndef IPCSH_VARS_H
#define IPCSH_VARS_H

#include "base.h"

/* ---- variables (vars.c) ------------------------------------------------------------------------------- */

enum var_flags {
	VAR_EXPORT = 1,
	VAR_READONLY = 2,
	VAR_INTEGER = 4, /* declare -i: exec evaluates the value before it is set */
	VAR_UPPER = 8,   /* declare -u */
	VAR_LOWER = 16,  /* declare -l */
	VAR_SET = 32,    /* has a value (a variable may be exported or read-only without one) */
	/* ops->get gives the value (a variable whose ops only listen does not have this flag). */
	VAR_OPS = 64,
	VAR_LISTED = 128,   /* of the vars room: is in vars.exported */
	VAR_DECLARED = 256, /* declare, local: it is there though it may have no value */
	VAR_LENT = 512,     /* of the vars room: the text is an argument now, see var_lend() */
};

struct var;
struct vars;

/* What a variable with a life of its own does (RANDOM, SECONDS, LINENO; shared variables). */
struct var_ops {
	/* The value now, NUL-terminated; it stays valid until the next call. NULL: unset. */
	const char *(*get)(struct vars *vars, struct var *v, size_t *len);
	/* Called in place of storing; 0 or -errno. NULL: store as usual and call CHANGED. */
	int (*set)(struct vars *vars, struct var *v, const char *value, size_t len);
	/* For values that other processes change, too: sets VALUE only if the value is still OLD (NULL:
	 * unset), and nobody comes in between. 1: done; 0: it is another one by now; or -errno. NULL: get and
	 * set will do. */
	int (*swap)(struct vars *vars, struct var *v, const char *old, size_t old_len, const char *value,
		size_t len);
	/* The value is gone for good (unset, or the end of the scope it was made in); NULL: nothing special.
	 * Ops with GET or SET go with the value, also under `local`; ops that only listen (CHANGED) stay with
	 * the name. A value that is only covered by a scope is not unset. */
	void (*unset)(struct vars *vars, struct var *v);
	/* After a value was stored, unset, covered or put back (PATH, IFS, LC_ALL ...). */
	void (*changed)(struct vars *vars, struct var *v);
	void *data;
};

/* The text is kept as "NAME=value" so that the environment of a program is built from pointers alone. */
struct var {
	char *text;  /* malloc'ed; "NAME=value\0"; NULL: never had a value */
	char *value; /* inside TEXT, past the = */
	/* Of the value; there may be NULs only where nothing but the shell sees them (there are none). */
	size_t len;
	size_t cap; /* of TEXT; 0: not ours (the environment, a constant), never written to nor freed */
	name_id name;
	uint16_t flags; /* enum var_flags */
	uint32_t level; /* the scope in which it was last saved (0: global): see vars_push() */
	const struct var_ops *ops;
};

enum scope_kind {
	SCOPE_FUNCTION, /* `local` saves into the innermost of these */
	SCOPE_COMMAND,  /* x=1 cmd: assignments go through var_set_temporary() */
	SCOPE_SUBSHELL, /* every change is saved first: undoes a subshell that was not forked */
};

struct params {   /* "$@" */
	char **v; /* v[0] is $1 */
	size_t n;
	char **owned; /* what to free: NULL where a function's arguments live in somebody's arena */
};

struct options;

struct lent {              /* see var_lend() */
	const char *value; /* NULL: nothing is lent */
	struct var *var;   /* whose it is; NULL: that has another by now ... */
	char *text;        /* ... and this is to be freed at the end */
};

struct vars {
	struct names names;
	struct var **slots; /* [name_id]; NULL: no such variable */
	size_t n_slots;
	struct scope *scope;     /* innermost */
	uint32_t level;          /* number of scopes */
	uint32_t subshell_level; /* level of the innermost SCOPE_SUBSHELL, 0: none */
	struct vec exported;     /* struct var *: all with VAR_EXPORT (order of export) */
	char **environ;          /* cached for exec; see vars_environ() */
	bool environ_stale;
	size_t environ_cap;
	struct vec environ_made; /* char *: made for variables whose value comes from ops->get */
	struct arena store;      /* struct var, scopes and what they saved */
	struct scope *free_scopes;
	struct saved *free_saved;
	struct lent lent;
	struct params params;
	/* special parameters */
	int status;       /* $? */
	pid_t shell_pid;  /* $$ */
	pid_t last_async; /* $!, 0: none */
	const char *arg0; /* $0 */
	uint32_t lineno;  /* $LINENO, set by exec before each simple command */
	bool utf8; /* the locale's characters are UTF-8: from LC_ALL, LC_CTYPE, LANG, without setlocale() */
	uint8_t ifs_class[256]; /* by byte: 0 none, IFS_WHITE, IFS_OTHER; kept up to date as IFS changes */
	char ifs_first;         /* what "$*" joins with (first byte; see ifs_first_len); */
	uint8_t ifs_first_len;  /* 0: join with nothing; bytes of the first character (UTF-8) */
	bool ifs_multibyte;     /* IFS has a character of several bytes: the slow way */
	uint32_t path_stamp;    /* grows when PATH changes: hashed commands look again */
	int64_t start_ns;       /* monotonic clock at the start: $SECONDS */
	uint64_t random;        /* state of $RANDOM; 0: not seeded yet */
	char special_text[40];  /* what the last ops->get of RANDOM, SECONDS ... gave */
	bool ready;             /* vars_init() is done */
	struct options *options;
};
enum { IFS_WHITE = 1, IFS_OTHER = 2 };

/* Imports the environment (ENVP must live as long as VARS), sets the standard ones. OPTIONS
 * is not touched. */
void vars_init(struct vars *vars, struct options *options, char **envp);
void vars_free(struct vars *vars);

static inline struct var *var_at(const struct vars *vars, name_id id)
{
	return id < vars->n_slots ? vars->slots[id] : NULL;
}
/* The value of ID, of which there is no variable yet: outside posix mode UID EUID HOSTNAME OSTYPE HOSTTYPE
 * MACHTYPE are made when they are first asked for (known.c). NULL: it is none of them. */
const char *var_value_known(struct vars *vars, name_id id, size_t *len);
const char *var_value_ops(struct vars *vars, struct var *v, size_t *len);
/* The value of ID, NUL-terminated, or NULL where it is unset. Valid until the variable changes. */
static inline const char *var_get(struct vars *vars, name_id id, size_t *len)
{
	struct var *v = var_at(vars, id);
	if (!v)
		return var_value_known(vars, id, len);
	if (!(v->flags & (VAR_SET | VAR_OPS)))
		return NULL;
	if (v->flags & VAR_OPS)
		return var_value_ops(vars, v, len);
	*len = v->len;
	return v->value;
}
const char *var_get_name(struct vars *vars, const char *name); /* by text; NULL: unset */
/* The variable, made without value where it is not there. */
struct var *var_make(struct vars *vars, name_id id);

/* All setters: 0, -EROFS (read-only; nothing done) or what ops->set gives. They apply -u and -l, not -i; with
 * the option allexport they export. VALUE may point into the variable's own value. */
int var_set(struct vars *vars, name_id id, const char *value, size_t len);
int var_set_name(struct vars *vars, const char *name, const char *value);
int var_set_int(struct vars *vars, name_id id, int64_t n);
/* One more, or one less, where that is nothing but another last digit; *OLD is what it was. false: nothing
 * was done. */
bool var_count(struct vars *vars, name_id id, bool up, int64_t *old);
/* Sets a large value without copying it: TEXT is "NAME=" and the value (no NUL in it), and is what the
 * variable had before, or empty, afterwards. false: nothing was done, var_set() has to. */
bool var_adopt(struct vars *vars, name_id id, struct buf *text);
/* Lends VALUE, what var_get() gave for ID, where it is large: its bytes stay as they are until
 * var_lend_end(), whatever happens to the variable. One value at a time (vars.lent). false: it has to be
 * copied (lend.c). */
#define LEND_LEAST 65536u /* bytes; no such text is kept by unset, nor is it in a common chunk of an arena */
bool var_lend(struct vars *vars, name_id id, const char *value, size_t len);
void var_lend_end(struct vars *vars);
/* ops->swap, of a variable that has it, as a setter: also -EROFS. */
int var_swap(struct vars *vars, name_id id, const char *old, size_t old_len, const char *value, size_t len);
static inline bool var_swaps(const struct var *v)
{
	return v && v->ops && v->ops->swap;
}
/* Adds MORE to the value, which grows geometrically in place. */
int var_append(struct vars *vars, name_id id, const char *more, size_t len);
int var_unset(struct vars *vars, name_id id); /* value and attributes; 0 or -EROFS */
/* VAR_EXPORT...; makes the variable if need be. */
int var_set_flags(struct vars *vars, name_id id, unsigned on, unsigned off);
void var_set_ops(struct vars *vars, name_id id, const struct var_ops *ops);

void vars_push(struct vars *vars, enum scope_kind kind);
void vars_pop(struct vars *vars); /* puts back what was saved in the innermost scope */
/* `local`: saves ID in the innermost function scope and leaves it unset there (attributes export kept as bash
 * does not: none). 0; -EROFS; -ENOENT outside a function. Saving twice in the same scope does nothing. */
int var_make_local(struct vars *vars, name_id id);
bool vars_in_function(const struct vars *vars);
bool var_is_local(const struct vars *vars, const struct var *v); /* made so by the running function */
/* x=1 cmd: saves ID in the innermost SCOPE_COMMAND, then sets and exports it there. */
int var_set_temporary(struct vars *vars, name_id id, const char *value, size_t len);

/* "NAME=value" of all exported variables that have a value, NULL at the end; valid until the next change. */
char **vars_environ(struct vars *vars);
/* All variables sorted by name as an array for free(), for `set`, `export -p` ... */
struct var **vars_sorted(struct vars *vars, size_t *n);

/* ---- positional parameters (params.c) ------------------------------------------------------------------ */

void params_set(struct vars *vars, char **v, size_t n); /* copies (set --, the shell's own arguments) */
bool params_shift(struct vars *vars, size_t n);         /* false: there are not that many */
/* For a function call and back: V is not copied and must live until the restore. */
struct params params_swap(struct vars *vars, char **v, size_t n);
void params_restore(struct vars *vars, struct params old);
/* An unforked subshell: params_swap(vars, vars->params.v, vars->params.n), and
 * params_restore() at its end. */

/* ---- special variables (special.c) --------------------------------------------------------------------- */

/* Hooks RANDOM SECONDS EPOCHSECONDS EPOCHREALTIME BASHPID LINENO PPID IFS PATH LANG LC_* PWD OLDPWD OPTIND
 * ...: called by vars_init(). */
void special_install(struct vars *vars);
/* Name ids that the shell itself needs all the time; interned first, in this order, so they are constants. */
enum well_known {
	N_NONE,
	N_IFS,
	N_PATH,
	N_HOME,
	N_PWD,
	N_OLDPWD,
	N_CDPATH,
	N_PS1,
	N_PS2,
	N_PS3,
	N_PS4,
	N_ENV,
	N_OPTIND,
	N_OPTARG,
	N_OPTERR,
	N_REPLY,
	N_LINENO,
	N_PPID,
	N_RANDOM,
	N_SECONDS,
	N_EPOCHSECONDS,
	N_EPOCHREALTIME,
	N_BASHPID,
	N_LANG,
	N_LC_ALL,
	N_LC_CTYPE,
	N_LC_COLLATE,
	N_MAIL,
	N_FCEDIT,
	N_HISTFILE,
	N_HISTSIZE,
	N_SHLVL,
	N_UNDERSCORE,
	N_COPROC,
	N_TERM,
	N_COLUMNS,
	N_LINES,
	N_PIPESTATUS,
	N_TIMEFORMAT,
	N_COUNT
};

/* ---- options (options.c) ------------------------------------------------------------------------------- */

enum option {
	OPT_ALLEXPORT,
	OPT_NOTIFY,
	OPT_NOCLOBBER,
	OPT_ERREXIT,
	OPT_NOGLOB,
	OPT_HASHALL,
	OPT_INTERACTIVE,
	OPT_IGNOREEOF,
	OPT_MONITOR,
	OPT_NOEXEC,
	OPT_STDIN,
	OPT_NOUNSET,
	OPT_VERBOSE,
	OPT_XTRACE,
	OPT_PIPEFAIL,
	OPT_SIGPIPE_OK,
	OPT_FDCLOEXEC,
	OPT_POSIX,
	OPT_EMACS,
	OPT_VI,
	OPT_NOLOG,
	OPT_BRACEEXPAND,
	OPT_EXTGLOB,
	OPT_ERRTRACE,
	OPT_FUNCTRACE,
	OPT_PRIVILEGED,
	OPT_PHYSICAL,
	OPT_LOGIN,
	OPT_NULLGLOB,
	OPT_FAILGLOB,
	OPT_DOTGLOB,
	OPT_NOCASEMATCH,
	OPT_NOCASEGLOB,
	OPT_LASTPIPE,
	OPT_HISTORY,
	OPT_SUGGEST,
	OPT_FRESHLINE,
	OPT_XWIRING,
	OPT_COUNT
};
struct options {
	bool on[OPT_COUNT];
};
struct option_row {
	const char *name;
	char letter; /* 0: only by name */
	bool fixed;  /* set only at start-up (-i, -s, -c) */
	bool shopt;  /* listed by shopt rather than by set -o */
	/* One line; NULL: what the row of `set' in the table of words says of its letter. */
	const char *meaning;
};
extern const struct option_row option_rows[OPT_COUNT];
void options_init(struct options *o); /* the defaults: hashall, braceexpand, extglob */
/* An enum option, or -1; takes "noX" forms only where they are names of their own. */
int option_by_name(const char *name);
int option_by_letter(char letter);
void options_letters(const struct options *o, char out[OPT_COUNT + 1]); /* $- */

#endif
