/* SPDX-License-Identifier: GPL-3.0-or-later */
/* syntax.h -- text to tree, and tree back to text. Names of nodes are those of the POSIX grammar
 * (POSIX.1-2024, XCU 2.10). The tree is const after parsing, but for the CACHE of nodes and words, which
 * belong to exec and expand. All of a tree lives in the arena of its struct tree. */
#ifndef IPCSH_SYNTAX_H
#define IPCSH_SYNTAX_H

#include "base.h"

/* ---- words ----------------------------------------------------------------------------------------- */

enum quoting {
	QUOTE_NONE,
	QUOTE_BACKSLASH, /* one character after a backslash */
	QUOTE_SINGLE,    /* '...' */
	QUOTE_DOUBLE,    /* inside "..." (the text has its backslashes already taken out) */
	QUOTE_DOLLAR,    /* $'...' (already decoded) */
};

enum part_kind {
	PART_TEXT,    /* literal text */
	PART_TILDE,   /* ~ or ~user at the start of a word, or after = or : in what may be an assignment */
	PART_PARAM,   /* $x ${x...} */
	PART_COMMAND, /* $(...) `...` ${ ...; } */
	PART_ARITH,   /* $((...)) */
	PART_PROCESS, /* <(...) >(...) */
	PART_EXTGLOB, /* @(a|b) ?(..) *(..) +(..) !(..) unquoted; only where extended globs are on */
};

struct part {
	struct part *next;
	uint8_t kind;        /* enum part_kind */
	uint8_t quote;       /* enum quoting; for a non-text part QUOTE_DOUBLE or QUOTE_NONE */
	bool assign_context; /* PART_TILDE: only a tilde if the word is expanded as an assignment */
	bool more_quoted;    /* same "..." or '...' goes on in the next part (for syn_print) */
	union {
		/* PART_TEXT; PART_TILDE: the user's name, empty for ~ alone. An empty quoted part is "". */
		struct {
			const char *s; /* NUL-terminated */
			size_t len;
		} text;
		struct param *param;
		struct command_sub *command;
		struct arith *arith;
		struct {
			struct node *body;
			bool out; /* >( ) */
		} process;
		struct {
			char op;                   /* @ ? * + ! */
			struct word *alternatives; /* linked by next */
		} extglob;
	};
};

enum word_flags {
	WORD_LITERAL = 1, /* nothing to expand: TEXT is the final field, quotes removed */
	WORD_GLOB = 2,    /* unquoted * ?, a [ whose ] may follow, or PART_EXTGLOB in literal parts */
	WORD_QUOTED = 4,  /* some part was quoted (so an empty result is still a field) */
	WORD_BRACES = 8,  /* unquoted { with , or .. and } : brace expansion may apply */
	WORD_TILDE = 16,  /* has a PART_TILDE */
	/* Has the form name=... or name+=... (name and = unquoted): as an operand of export, local, declare
	 * ... it is expanded as an assignment. */
	WORD_ASSIGNMENT = 32,
	/* No expansions, but WORD_GLOB: TEXT is the pattern, quoted characters backslashed. */
	WORD_PATTERN = 64,
	/* Exactly one part, PART_PARAM of PARAM_PLAIN (quoted or not): the commonest word. */
	WORD_ONE_PARAM = 128,
};

struct word {
	struct word *next;  /* next word of the list it stands in */
	struct part *parts; /* NULL: the empty unquoted word (an empty ${x:-}) */
	const char *text;   /* with WORD_LITERAL, WORD_PATTERN; NUL-terminated; else NULL */
	size_t len;
	unsigned flags; /* enum word_flags */
	struct src_pos pos;
	void *cache; /* expand's own */
};

enum param_kind {
	PARAM_NAME,       /* $x: NAME */
	PARAM_POSITIONAL, /* $1, ${12}: NUMBER (from 1) */
	PARAM_SPECIAL,    /* one of @ * # ? - $ ! 0 in SPECIAL */
	/* ${x[@]}, ${x[*]}: SPECIAL; ${x[n]}: INDEX, SPECIAL 0. A variable is an array of one element, 0, and
	 * PIPESTATUS one of its words. */
	PARAM_ELEMENT,
};

enum param_op {
	PARAM_PLAIN,
	PARAM_LENGTH,          /* ${#x} */
	PARAM_DEFAULT,         /* ${x-w} */
	PARAM_ASSIGN,          /* ${x=w} */
	PARAM_ERROR,           /* ${x?w} */
	PARAM_ALTERNATE,       /* ${x+w} */
	PARAM_CUT_PREFIX,      /* ${x#w} */
	PARAM_CUT_PREFIX_LONG, /* ${x##w} */
	PARAM_CUT_SUFFIX,      /* ${x%w} */
	PARAM_CUT_SUFFIX_LONG, /* ${x%%w} */
	PARAM_SLICE,           /* ${x:off} ${x:off:len} */
	PARAM_REPLACE,         /* ${x/p/r} */
	PARAM_REPLACE_ALL,     /* ${x//p/r} */
	PARAM_REPLACE_HEAD,    /* ${x/#p/r} */
	PARAM_REPLACE_TAIL,    /* ${x/%p/r} */
	PARAM_UPPER,           /* ${x^p} */
	PARAM_UPPER_ALL,       /* ${x^^p} */
	PARAM_LOWER,           /* ${x,p} */
	PARAM_LOWER_ALL,       /* ${x,,p} */
	PARAM_TRANSFORM,       /* ${x@Q}: TRANSFORM is the letter */
	PARAM_NAMES,           /* ${!prefix*} ${!prefix@}: NAME is the prefix; SPECIAL is * or @ */
	PARAM_BAD, /* none of these: "bad substitution" when it is expanded; ARG holds the text inside ${} */
};

struct param {
	uint8_t kind; /* enum param_kind */
	uint8_t op;   /* enum param_op */
	char special;
	char transform;
	bool colon;    /* ${x:-w}: empty counts as unset */
	bool indirect; /* ${!x...} */
	bool braces;   /* written with braces */
	name_id name;
	uint32_t number;
	/* Word after the operator, pattern of REPLACE; NULL where none was given. Inside "..." its unquoted
	 * parts have QUOTE_DOUBLE for - = ? + (they are not split), and the patterns of # % / are read as
	 * unquoted words also inside "..." (XCU 2.6.2). */
	struct word *arg;
	struct word *arg2;             /* replacement; NULL: none */
	struct arith *offset, *length; /* PARAM_SLICE; length NULL: to the end */
	struct arith *index;           /* PARAM_ELEMENT */
	const char *element;           /* expand's own: of a copy, the element found; NULL: there is none */
	struct src_pos pos;
};

struct command_sub {
	struct node *body; /* NULL: empty. A backquoted or $() text is parsed with the line it stands in */
	char style;        /* '(' for $(...), '`', '{' for ${ ...; } (runs in this shell), '<' for $(<file) */
	struct word *file; /* style '<': the word after < */
};

/* ---- arithmetic ------------------------------------------------------------------------------------- */

enum arith_op {
	ARITH_NUMBER,  /* VALUE */
	ARITH_NAME,    /* a variable by its name */
	ARITH_ELEMENT, /* NAME[LEFT], as in ${NAME[LEFT]} */
	/* $x, ${x} or $1 as a whole operand (PARAM, PARAM_PLAIN): where its value at run time is no plain
	 * integer, the evaluator gives up and takes the whole text the slow way. */
	ARITH_DOLLAR,
	ARITH_NEG,
	ARITH_POS,
	ARITH_NOT,
	ARITH_COMPL, /* unary, operand in LEFT */
	ARITH_PRE_INC,
	ARITH_PRE_DEC,
	ARITH_POST_INC,
	ARITH_POST_DEC, /* on NAME */
	ARITH_POW,
	ARITH_MUL,
	ARITH_DIV,
	ARITH_MOD,
	ARITH_ADD,
	ARITH_SUB,
	ARITH_SHL,
	ARITH_SHR,
	ARITH_LT,
	ARITH_LE,
	ARITH_GT,
	ARITH_GE,
	ARITH_EQ,
	ARITH_NE,
	ARITH_AND,
	ARITH_XOR,
	ARITH_OR,
	ARITH_LOG_AND,
	ARITH_LOG_OR,
	ARITH_COMMA,
	ARITH_COND, /* LEFT ? RIGHT : THIRD */
	/* NAME = RIGHT, or NAME op= RIGHT with the operation in SET_OP (ARITH_SET itself for plain =). */
	ARITH_SET,
};

struct arith_node {
	uint8_t op; /* enum arith_op */
	uint8_t set_op;
	name_id name;
	int64_t value;
	const struct param *param;
	struct arith_node *left, *right, *third;
};

/* An expression: its text as a word expanded like "..." and, where that needs no text-wise expansion and is
 * well formed, the tree parsed once. */
struct arith {
	struct word *text;
	struct arith_node *root; /* NULL: expand TEXT, then syn_parse_arith() the result */
};

/* ---- redirections and assignments ---------------------------------------------------------------------- */

enum redir_op {
	REDIR_IN,         /* < */
	REDIR_OUT,        /* > */
	REDIR_CLOBBER,    /* >| */
	REDIR_APPEND,     /* >> */
	REDIR_READWRITE,  /* <> */
	REDIR_DUP_IN,     /* <&word, <&- */
	REDIR_DUP_OUT,    /* >&word, >&- (with no number and a word that is no number: like &>) */
	REDIR_HEREDOC,    /* << and <<- */
	REDIR_HERESTRING, /* <<< */
	REDIR_OUT_ERR,    /* &> (2 follows 1) */
	REDIR_APPEND_ERR, /* &>> */
};

struct io_redirect {
	struct io_redirect *next;
	uint8_t op;            /* enum redir_op */
	bool strip_tabs;       /* <<- */
	bool quoted;           /* here-document whose delimiter was quoted: taken literally */
	int fd;                /* the descriptor; where none is written 0 or 1 as the operator says */
	bool fd_given;         /* a number was written */
	name_id fd_name;       /* {name}>: NAME_NONE if not */
	struct word *target;   /* here-document: its body, the parts of a "..." word (or one literal part) */
	const char *delimiter; /* here-document: for printing */
	struct src_pos pos;
};

struct assign {
	struct assign *next;
	name_id name;
	bool append;        /* += */
	bool appends_self;  /* x=$x... or x="${x}...": VALUE begins with the plain value of NAME itself; the
			     * rest may be  appended in place (PART_PARAM first, then only parts that do not
			     * refer to NAME) */
	struct word *value; /* never NULL; an empty word for x= */
	struct src_pos pos;
};

/* ---- nodes -------------------------------------------------------------------------------------------- */

enum node_kind {
	NODE_SIMPLE,   /* simple_command */
	NODE_PIPELINE, /* pipeline of two or more commands, or one with ! or time */
	NODE_AND_OR,   /* and_or */
	NODE_LIST,     /* list, compound_list */
	NODE_ASYNC,    /* and_or & */
	NODE_SUBSHELL, /* ( ) */
	NODE_GROUP,    /* { } */
	NODE_IF,
	NODE_WHILE, /* while and until */
	NODE_FOR,
	NODE_CFOR, /* for ((;;)) */
	NODE_SELECT,
	NODE_CASE,
	NODE_FUNCTION,
	NODE_COND,  /* [[ ]] */
	NODE_ARITH, /* (( )) */
	NODE_COPROC,
};

struct node {
	uint8_t kind; /* enum node_kind */
	struct src_pos pos;
	struct io_redirect *redirs;
	void *cache;          /* exec's own: the only mutable part */
	uint32_t cache_stamp; /* likewise */
	union {
		struct {
			struct assign *assigns;
			/* First: the command's name; NULL: assignments and redirections alone. */
			struct word *words;
			uint32_t n_words;
		} simple;
		struct {
			struct node **cmds;
			uint32_t n;
			bool negate;            /* ! */
			bool timed, time_posix; /* time, time -p */
			/* [i]: stage i was followed by |& (2>&1 is added after its
			 * redirections); NULL: none. */
			bool *both;
		} pipeline;
		struct {
			struct node **cmds;
			bool *is_or; /* [i]: cmds[i] stands after || (for i > 0) */
			uint32_t n;
		} and_or;
		struct {
			struct node **cmds;
			uint32_t n;
		} list;
		struct {
			struct node *body;
		} async;
		/* NODE_GROUP, NODE_SUBSHELL; body may be NULL only if the grammar lets it (it does not). */
		struct {
			struct node *body;
		} group;
		struct {
			struct node *test, *then_part, *else_part; /* elif: a NODE_IF as else_part */
		} if_;
		struct {
			struct node *test, *body;
			bool until;
		} while_;
		struct {
			name_id name;
			bool has_in; /* false: over "$@" */
			struct word *words;
			struct node *body;
		} for_; /* NODE_FOR, NODE_SELECT */
		struct {
			struct arith *init, *test, *step; /* NULL: not given */
			struct node *body;
		} cfor;
		struct {
			struct word *subject;
			struct case_item *items;
		} case_;
		struct {
			/* The name as text is interned too: f.g or f-1 may be one outside posix mode. */
			name_id name;
			struct node *body; /* a compound command, its redirections on it */
		} function;
		struct {
			struct cond *expr;
		} cond;
		struct {
			struct arith *expr;
		} arith;
		struct {
			name_id name; /* COPROC where none is given */
			struct node *body;
		} coproc;
	};
};

enum case_end { CASE_BREAK, /* ;; */ CASE_FALL, /* ;& */ CASE_TEST_NEXT /* ;;& */ };

struct case_item {
	struct case_item *next;
	struct word *patterns;
	struct node *body; /* NULL: empty */
	uint8_t end;       /* enum case_end */
};

enum cond_kind {
	COND_AND,
	COND_OR,
	COND_NOT,
	COND_UNARY,
	COND_BINARY,
	COND_WORD /* [[ word ]]: not empty */
};

struct cond {
	uint8_t kind; /* enum cond_kind */
	char op[4];   /* COND_UNARY: "-f"; COND_BINARY: "=", "==", "!=", "=~", "<", ">", "-eq", "-nt" ... */
	struct cond *left, *right; /* AND, OR; NOT: left */
	struct word *a, *b;
};

/* ---- parsing ------------------------------------------------------------------------------------------- */

/* One parsed complete_command. Functions keep the tree they were defined in alive. */
struct tree {
	struct arena arena;
	unsigned refs;     /* from 1 */
	struct node *root; /* NULL: an empty line or a comment */
	const char *file;  /* for messages; lives as long as the arena */
};
void tree_ref(struct tree *t);
void tree_unref(struct tree *t); /* frees it with the last reference */

/* Where the text comes from. FILL gives the next chunk: all there is (a string), or one or more whole lines
 * (only the last may lack its newline). The chunk stays valid until the next call. PROMPT is 1 for the first
 * line of a command, 2 for one that goes on. Gives 1: a chunk, 0: the end, -1: interrupted or failed (parsing
 * stops). */
struct syn_source {
	int (*fill)(void *ctx, int prompt, const char **text, size_t *len);
	void *ctx;
	const char *file; /* for messages; NULL: none */
	uint32_t first_line;
	void (*unread)(void *ctx, size_t n); /* the last N bytes were given back; NULL: they never are */
};

/* What the parser asks of the rest of the shell; looked at anew for each line, since the
 * commands change it. */
struct syn_env {
	struct names *names;
	/* The value of alias NAME, or NULL. It must stay valid until the next call of the parser. */
	const char *(*alias)(void *ctx, const char *name, size_t len);
	void *ctx;
	bool posix;   /* strictly POSIX: no [[ function select coproc time (( <( <<< &> |& {fd}> braces */
	bool extglob; /* extended globs; outside posix mode on */
	bool braces;  /* brace expansion */
};

struct parser;
enum syn_result {
	SYN_OK,
	SYN_EOF,         /* nothing more; *out is NULL */
	SYN_ERROR,       /* the trouble says what and where; the rest of the current chunk is given up */
	SYN_INTERRUPTED, /* fill gave -1 */
};

struct parser *syn_parser_new(const struct syn_source *source, const struct syn_env *env);
void syn_parser_free(struct parser *p);
/* The next complete_command with its here-documents, up to its newline; *OUT belongs to the caller (one
 * reference). Never more of the source is taken than fill gave. */
enum syn_result syn_parse_line(struct parser *p, struct tree **out, struct trouble *trouble);
/* Takes the part of the last chunk that is not parsed yet away from the parser: the source is to give it
 * again. Its length; 0 also where that cannot be (an alias is being read, NUL bytes were left out). */
size_t syn_give_back(struct parser *p);
/* The part of the last chunk that is not parsed yet (an interactive shell gives it up after an interrupt). */
void syn_discard(struct parser *p);
bool syn_at_end(const struct parser *p); /* nothing but white space is left of the last chunk */

/* Parses an arithmetic expression into ARENA. NULL: not well formed, the trouble says why (pos.col within
 * TEXT). `$` is no operand here. */
struct arith_node *syn_parse_arith(
	struct arena *arena, struct names *names, const char *text, size_t len, struct trouble *trouble);
/* Parses TEXT as the inside of "..." (PS4, ENV): parameter, command and arithmetic expansion. NULL
 * on error. */
struct word *syn_parse_quoted(struct arena *arena, const struct syn_env *env, const char *text, size_t len,
	struct trouble *trouble);
bool syn_is_reserved(const char *word, size_t len, bool posix);
const char *syn_reserved_word(size_t i); /* of all reserved words the Ith, from 0; NULL: there are no more */

/* ---- printing ------------------------------------------------------------------------------------------ */

/* The tree as text that parses to the same tree: for `type`, `jobs`, `trap`, `explain`. Multi-line where
 * MULTILINE. */
void syn_print(struct buf *out, const struct names *names, const struct node *n, bool multiline);
void syn_print_word(struct buf *out, const struct names *names, const struct word *w);
const char *syn_redir_operator(enum redir_op op); /* "<", ">>", "<&" ... */

#endif
