/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pty.c -- plays scripts of steps against a program on a terminal of its own: types, waits for what the
 * screen shows, and looks at who has the terminal and in which mode. There is no fixed sleep: a step waits
 * until it holds, or its limit is over.
 *
 *   pty [-v] FILE...        -v: shows all that the program wrote
 *
 * A line is a step; `#` begins a comment. A file holds cases; each begins with a new terminal, program and
 * empty folder:
 *
 *   case TITLE
 *   env NAME=VALUE          for the program (before it starts)
 *   file NAME "TEXT"        makes a file in the folder
 *   start WORD...           else "$IPCSH -i" is started by the first step that needs it
 *   type TEXT               TEXT and the return key
 *   send "TEXT"             with \r \n \t \e \\ \" \xHH
 *   key ^C                  any control key
 *   expect ERE              in what the program wrote since the last match; ^ and $ are those of a line
 *   prompt                  expect of the prompt, `ready> ', at the end of all that came
 *   never ERE               not in what came before the last match (since the one before)
 *   foreground shell|other  whose process group the terminal belongs to
 *   modes sane|raw|noecho   lines with echo and signals; no lines; no echo
 *   process STATES          /proc's letter (X: there is none) of the process that the last (...) of an expect
 *                         gave the number of; `gone' is XZ
 *   size ROWS COLS        the terminal's
 *   signal NAME           to the program
 *   hangup                the terminal goes away
 *   ends STATUS|SIGNAME   how the program ends
 *   within SEC STEP       another limit than 20 seconds; both are multiplied by $IPCSH_TEST_SLOW
 *   edited                the case is for lines that are edited alone
 *   raw                   escape sequences are taken out of what the program wrote, but not in this case:
 * there the escape byte is ^[
 *
 * The terminal is dumb, so that lines are read plainly. With IPCSH_TEST_TERM=xterm they are edited, in all
 * cases: then `modes sane' is also what the editor asks for.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <regex.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define LIMIT_MS 20000 /* times $IPCSH_TEST_SLOW, where that is set */
#define PAUSE_MS 4
#define LET_GO_MS 2000
#define PROMPT "ready> $"
#define SIGN_BLANKS 8 /* at least so many in a row that the editor takes for its prompt */

struct text {
	char *s; /* always NUL-terminated once it has bytes */
	size_t len;
};

struct run {
	const char *file;
	unsigned line;
	bool verbose, broken; /* a step of the case failed: the rest is passed over */
	bool raw;             /* escape sequences are to be seen */
	bool over;            /* the rest of the case is not for this terminal */
	char *title;
	unsigned passed, failed, left_out;

	char folder[64];
	struct winsize size;
	char *argv[32], *env[32];
	size_t n_argv, n_env;

	int master; /* -1: no terminal */
	pid_t pid;  /* 0: not started */
	bool ended;
	int wait_status;
	struct text out;
	size_t at;       /* what came before is matched already */
	size_t skipped;  /* where the part that the last expect passed over begins */
	size_t matched;  /* and ends */
	int escape;      /* inside of an escape sequence: its kind */
	char echo;       /* the terminal still has to echo this key, as ^C; 0: none */
	size_t key_at;   /* so much had come when it was hit */
	char group[256]; /* what the last (...) matched */
	long limit_ms;
};

static void *need(void *p)
{
	if (!p) {
		perror("pty");
		exit(2);
	}
	return p;
}

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- saying what went wrong ---- */

static void show_visible(const char *s, size_t len)
{
	fputs("    | ", stdout);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '\n')
			fputs(i + 1 < len ? "\n    | " : "", stdout);
		else if (c < ' ' || c == 0x7f)
			printf("\\x%02x", c);
		else
			putchar(c);
	}
	putchar('\n');
}

static bool fail(struct run *r, const char *what, const char *detail)
{
	size_t from = r->out.len - r->at > 1500 ? r->out.len - 1500 : r->at;
	printf("%s:%u: %s\n  %s%s%s\n", r->file, r->line, r->title ? r->title : "(no case)", what,
		detail ? ": " : "", detail ? detail : "");
	if (r->pid) {
		printf("  since the last match came%s:\n", r->out.len > r->at ? "" : " nothing");
		if (r->out.len > r->at)
			show_visible(r->out.s + from, r->out.len - from);
	}
	r->broken = true;
	return false;
}

/* ---- what the program writes ---- */

/* The kernel sends the signal of a key first and echoes the key afterwards: now and then the program, which
 * begins a new line, and may show its prompt, is faster. What is read is as if it were not: the ^C, which was
 * taken last, goes to where that new line begins, or away. */
static void place_echo(struct run *r)
{
	char *from = r->out.s + r->key_at;
	size_t len = r->out.len - r->key_at, n = strlen(PROMPT) - 1;
	if (r->out.len < r->key_at + 2 || from[len - 2] != '^' || from[len - 1] != r->echo)
		return;
	len -= 2;
	if (r->key_at < r->at) /* too late: what comes first was waited for, and seen */
		r->out.len -= 2;
	else if (len > 0 && (from[0] == '\n' || (len >= n && strncmp(from + len - n, PROMPT, n) == 0))) {
		memmove(from + 2, from, len);
		from[0] = '^';
		from[1] = r->echo;
	}
	r->echo = 0;
}

static bool drop_end(struct run *r, const char *end)
{
	size_t n = strlen(end);
	bool there = r->out.len >= n && memcmp(r->out.s + r->out.len - n, end, n) == 0;
	r->out.len -= there ? n : 0;
	return there;
}

/* A carriage return behind a sign and a row of blanks: the editor begins a row. On the screen the sign is
 * only where something stands before it. */
static void begin_row(struct run *r)
{
	size_t len = r->out.len, blanks = 0;
	while (blanks < len && r->out.s[len - 1 - blanks] == ' ')
		blanks++;
	if (blanks < SIGN_BLANKS)
		return;
	r->out.len -= blanks;
	(void)drop_end(r, "^[[39m");
	if (!drop_end(r, "\xe2\x8f\x8e") && !drop_end(r, "%")) {
		r->out.len = len;
		return;
	}
	(void)drop_end(r, "^[[90m");
	if (r->out.len > 0 && r->out.s[r->out.len - 1] != '\n')
		r->out.s[r->out.len++] = '\n';
	r->at = r->at < r->out.len ? r->at : r->out.len;
}

/* Carriage returns are taken out, and escape sequences, unless they are asked for. */
static void take_byte(struct run *r, char c)
{
	if (r->raw && c == '\033') {
		r->out.s[r->out.len++] = '^';
		r->out.s[r->out.len++] = '[';
	} else if (r->escape == 1) {
		r->escape = c == '[' || c == ']' ? c : c == '(' ? 1 : 0;
	} else if (r->escape == '[') {
		if (c >= '@' && c <= '~')
			r->escape = 0;
	} else if (r->escape == ']') {
		if (c == '\a')
			r->escape = 0;
		else if (c == '\033')
			r->escape = 1;
	} else if (c == '\033') {
		r->escape = 1;
	} else if (c == '\r') {
		begin_row(r);
	} else if (c != '\0') {
		r->out.s[r->out.len++] = c;
		if (c == r->echo)
			place_echo(r);
	}
}

/* Reads what is there, waiting for it up to MS. False: there will be no more. */
static bool read_output(struct run *r, int ms)
{
	char block[4096];
	struct pollfd p = { .fd = r->master, .events = POLLIN };
	if (r->master < 0)
		return false;
	if (poll(&p, 1, ms) <= 0)
		return true;
	ssize_t n = read(r->master, block, sizeof(block));
	if (n <= 0)
		return n < 0 && errno == EINTR;
	if (r->verbose)
		show_visible(block, (size_t)n);
	r->out.s = need(realloc(r->out.s, r->out.len + 2 * (size_t)n + 1));
	for (ssize_t i = 0; i < n; i++)
		take_byte(r, block[i]);
	r->out.s[r->out.len] = '\0';
	return true;
}

static void reap(struct run *r)
{
	int status;
	for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
		if (pid == r->pid) {
			r->ended = true;
			r->wait_status = status;
		}
}

/* Waits until HOLDS, reading all the while. */
static bool until(struct run *r, bool (*holds)(struct run *r, const char *arg), const char *arg)
{
	long end = now_ms() + r->limit_ms;
	for (;;) {
		if (holds(r, arg))
			return true;
		if (now_ms() >= end)
			return false;
		if (!read_output(r, PAUSE_MS))
			poll(NULL, 0, PAUSE_MS);
		reap(r);
	}
}

/* ---- starting and ending ---- */

/* The terminal's name where every case is to be one of an edited line; NULL: it is not. */
static const char *edited(void)
{
	const char *term = getenv("IPCSH_TEST_TERM");
	return term && *term ? term : NULL;
}

/* At the interrupt key the kernel sends the signal and then flushes the terminal, both ways (isig() of its
 * n_tty.c): what the shell writes at once may be lost, or not. Here nothing is lost. */
static void keep_output(void)
{
	struct termios t;
	if (tcgetattr(STDIN_FILENO, &t) < 0)
		return;
	t.c_lflag |= NOFLSH;
	tcsetattr(STDIN_FILENO, TCSANOW, &t);
}

static void child(struct run *r)
{
	keep_output();
	char home[80];
	snprintf(home, sizeof(home), "HOME=%s", r->folder);
	static const char *const kept[] = { "PATH", "IPCSH", "IPCSH_BUILD", "ASAN_OPTIONS", "UBSAN_OPTIONS" };
	static char *fixed[] = { "LC_ALL=C", "PS1=ready> ", "PS2=more> " };
	char *env[64];
	size_t n = 0;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		const char *value = getenv(kept[i]);
		if (value && asprintf(&env[n], "%s=%s", kept[i], value) > 0)
			n++;
	}
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		env[n++] = fixed[i];
	env[n++] = "NO_COLOR=1"; /* nothing but what is typed */
	if (asprintf(&env[n], "TERM=%s", edited() ? edited() : "dumb") > 0)
		n++;
	env[n++] = home;
	for (size_t i = 0; i < r->n_env; i++)
		env[n++] = r->env[i];
	env[n] = NULL;
	for (int sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	if (chdir(r->folder) == 0)
		execvpe(r->argv[0], r->argv, env);
	perror(r->argv[0]);
	_exit(127);
}

static bool start(struct run *r)
{
	if (r->pid)
		return true;
	if (r->n_argv == 0) {
		const char *shell = getenv("IPCSH");
		r->argv[r->n_argv++] = need(strdup(shell ? shell : "build/ipcsh"));
		r->argv[r->n_argv++] = need(strdup("-i"));
	}
	r->argv[r->n_argv] = NULL;
	fflush(stdout);
	r->pid = forkpty(&r->master, NULL, NULL, &r->size);
	if (r->pid < 0) {
		r->pid = 0;
		return fail(r, "no terminal", strerror(errno));
	}
	if (r->pid == 0)
		child(r);
	fcntl(r->master, F_SETFD, FD_CLOEXEC);
	return true;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Its terminal is gone: a shell that hears of that removes what was made with --rm. */
static void let_go(pid_t pid)
{
	for (int tries = 0; tries < LET_GO_MS / PAUSE_MS && waitpid(pid, NULL, WNOHANG) == 0; tries++)
		poll(NULL, 0, PAUSE_MS);
}

/* Whoever is left is a child of ours (we are their reaper). */
static void kill_children(void)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	for (int tries = 0; tries < 200; tries++) {
		FILE *f = fopen(path, "re");
		int pid;
		while (f && fscanf(f, "%d", &pid) == 1)
			kill(pid, SIGKILL);
		if (f)
			fclose(f);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (waitpid(-1, NULL, WNOHANG) < 0)
			return;
		poll(NULL, 0, PAUSE_MS);
	}
}

static void free_list(char **list, size_t *n)
{
	while (*n > 0)
		free(list[--*n]);
}

static void end_case(struct run *r)
{
	if (r->master >= 0)
		close(r->master);
	if (r->pid) {
		let_go(r->pid);
		kill_children();
	}
	if (r->folder[0])
		nftw(r->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (r->title && r->broken)
		r->failed++;
	else if (r->title && r->over)
		r->left_out++;
	else if (r->title)
		r->passed++;
	if (r->title && r->verbose)
		printf("%s: %s\n", r->broken ? "FAILED" : r->over ? "left out" : "passed", r->title);
	free_list(r->argv, &r->n_argv);
	free_list(r->env, &r->n_env);
	free(r->title);
	free(r->out.s);
	struct run next = { .file = r->file,
		.verbose = r->verbose,
		.passed = r->passed,
		.failed = r->failed,
		.left_out = r->left_out,
		.master = -1,
		.size = { .ws_row = 24, .ws_col = 80 },
		.line = r->line };
	*r = next;
}

static bool begin_case(struct run *r, const char *title)
{
	const char *tmp = getenv("TMPDIR");
	end_case(r);
	r->title = need(strdup(title));
	snprintf(r->folder, sizeof(r->folder), "%.40s/pty-XXXXXX", tmp ? tmp : "/tmp");
	if (mkdtemp(r->folder))
		return true;
	r->folder[0] = '\0';
	return fail(r, "no folder", strerror(errno));
}

/* ---- steps ---- */

/* "TEXT" with escapes, in place of *ARG; NULL: it is not one. */
static char *unquote(const char *arg, size_t *len)
{
	char *out = need(malloc(strlen(arg) + 1));
	size_t n = 0;
	if (*arg++ != '"')
		goto bad;
	for (; *arg && *arg != '"'; arg++) {
		unsigned byte = (unsigned char)*arg;
		if (*arg == '\\') {
			arg++;
			static const char from[] = "rnte0", to[] = "\r\n\t\033";
			const char *known = *arg ? strchr(from, *arg) : NULL;
			byte = known ? (unsigned char)to[known - from] : (unsigned char)*arg;
			if (*arg == 'x' && sscanf(arg + 1, "%2x", &byte) == 1)
				arg += 2;
		}
		out[n++] = (char)byte;
	}
	if (*arg == '"') {
		out[n] = '\0';
		*len = n;
		return out;
	}
bad:
	free(out);
	return NULL;
}

static bool put(struct run *r, const char *s, size_t len)
{
	while (len > 0) {
		ssize_t n = write(r->master, s, len);
		if (n < 0 && errno != EINTR)
			return fail(r, "the terminal takes nothing", strerror(errno));
		if (n > 0) {
			s += n;
			len -= (size_t)n;
		}
		read_output(r, 0);
	}
	return true;
}

static bool step_send(struct run *r, const char *arg)
{
	size_t len;
	char *text = unquote(arg, &len);
	if (!text)
		return fail(r, "send needs \"TEXT\"", NULL);
	bool ok = put(r, text, len);
	free(text);
	return ok;
}

static bool step_type(struct run *r, const char *arg)
{
	return put(r, arg, strlen(arg)) && put(r, "\r", 1);
}

/* At a key that sends a signal what was typed and not read yet is thrown away, see keep_output(); and its
 * echo is waited for. */
static void forget_typed(struct run *r, char c)
{
	struct termios t;
	const char *name = ptsname(r->master);
	int terminal = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
	if (terminal < 0)
		return;
	if (tcgetattr(terminal, &t) == 0 && (t.c_lflag & ISIG) &&
		(c == (char)t.c_cc[VINTR] || c == (char)t.c_cc[VQUIT] || c == (char)t.c_cc[VSUSP])) {
		tcflush(terminal, TCIFLUSH);
		r->echo = (t.c_lflag & ECHO) && (t.c_lflag & ECHOCTL) ? (char)(c ^ 0x40) : 0;
		r->key_at = r->out.len;
	}
	close(terminal);
}

static bool step_key(struct run *r, const char *arg)
{
	char c = (char)(arg[1] & 0x1f);
	if (arg[0] != '^' || !arg[1] || arg[2])
		return fail(r, "key needs ^X", NULL);
	forget_typed(r, c);
	return put(r, &c, 1);
}

static bool matches(struct run *r, const char *pattern)
{
	regex_t re;
	regmatch_t m[4];
	if (regcomp(&re, pattern, REG_EXTENDED | REG_NEWLINE) != 0) {
		fprintf(stderr, "%s:%u: bad expression: %s\n", r->file, r->line, pattern);
		exit(2);
	}
	bool begins_line = r->at == 0 || r->out.s[r->at - 1] == '\n';
	bool found = r->out.s && regexec(&re, r->out.s + r->at, 4, m, begins_line ? 0 : REG_NOTBOL) == 0;
	regfree(&re);
	if (!found)
		return false;
	for (int i = 3; i > 0; i--)
		if (re.re_nsub >= (size_t)i && m[i].rm_so >= 0) {
			snprintf(r->group, sizeof(r->group), "%.*s", (int)(m[i].rm_eo - m[i].rm_so),
				r->out.s + r->at + m[i].rm_so);
			break;
		}
	r->skipped = r->at;
	r->matched = r->at + (size_t)m[0].rm_so;
	r->at += (size_t)m[0].rm_eo;
	return true;
}

static bool step_expect(struct run *r, const char *arg)
{
	return until(r, matches, arg) ? true : fail(r, "expected", arg);
}

/* Where a line is shown again, its text comes right after the prompt: that is none. */
static bool at_prompt(struct run *r, const char *arg)
{
	size_t n = strlen(PROMPT) - 1, len = r->out.len;
	(void)arg;
	if (len < n || len - n < r->at || strncmp(r->out.s + len - n, PROMPT, n) != 0)
		return false;
	read_output(r, PAUSE_MS);
	if (r->out.len != len)
		return false;
	r->skipped = r->at;
	r->matched = r->out.len - n;
	r->at = r->out.len;
	return true;
}

static bool step_prompt(struct run *r, const char *arg)
{
	return until(r, at_prompt, arg) ? true : fail(r, "expected the prompt", NULL);
}

static bool step_never(struct run *r, const char *arg)
{
	regex_t re;
	if (regcomp(&re, arg, REG_EXTENDED | REG_NEWLINE | REG_NOSUB) != 0)
		return fail(r, "bad expression", arg);
	char *part = need(strndup(r->out.s ? r->out.s + r->skipped : "", r->matched - r->skipped));
	bool found = regexec(&re, part, 0, NULL, 0) == 0;
	regfree(&re);
	if (found) {
		fail(r, "there should not have been", arg);
		show_visible(part, strlen(part));
	}
	free(part);
	return !found;
}

static bool front_is(struct run *r, const char *arg)
{
	pid_t front = tcgetpgrp(r->master);
	return front > 0 && (front == r->pid) == (strcmp(arg, "shell") == 0);
}

static bool step_foreground(struct run *r, const char *arg)
{
	return until(r, front_is, arg) ? true : fail(r, "the terminal should belong to", arg);
}

static bool modes_are(struct run *r, const char *arg)
{
	struct termios t;
	const tcflag_t all = ICANON | ECHO | ISIG;
	if (tcgetattr(r->master, &t) < 0)
		return false;
	if (strcmp(arg, "sane") == 0 && edited() && !(t.c_lflag & ICANON))
		return (t.c_lflag & ISIG) && (t.c_oflag & OPOST);
	if (strcmp(arg, "sane") == 0)
		return (t.c_lflag & all) == all && (t.c_iflag & ICRNL);
	return !(t.c_lflag & (strcmp(arg, "noecho") == 0 ? (tcflag_t)ECHO : (tcflag_t)ICANON));
}

static bool step_modes(struct run *r, const char *arg)
{
	return until(r, modes_are, arg) ? true : fail(r, "the terminal's modes should be", arg);
}

static bool process_is(struct run *r, const char *arg)
{
	char path[300], state = 'X';
	snprintf(path, sizeof(path), "/proc/%s/stat", r->group);
	FILE *f = fopen(path, "re");
	if (f && fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
		state = '?';
	if (f)
		fclose(f);
	return strchr(strcmp(arg, "gone") == 0 ? "XZ" : arg, state) != NULL;
}

static bool step_process(struct run *r, const char *arg)
{
	return until(r, process_is, arg) ? true : fail(r, "the process should be", arg);
}

static bool step_size(struct run *r, const char *arg)
{
	if (sscanf(arg, "%hu %hu", &r->size.ws_row, &r->size.ws_col) != 2)
		return fail(r, "size needs ROWS COLS", NULL);
	return r->master < 0 || ioctl(r->master, TIOCSWINSZ, &r->size) == 0
		       ? true
		       : fail(r, "size", strerror(errno));
}

static int signal_of(const char *name)
{
	for (int sig = 1; sig < 32; sig++)
		if (sigabbrev_np(sig) && strcmp(sigabbrev_np(sig), name) == 0)
			return sig;
	return 0;
}

static bool step_signal(struct run *r, const char *arg)
{
	int sig = signal_of(arg);
	return sig && kill(r->pid, sig) == 0 ? true : fail(r, "cannot be sent", arg);
}

static bool step_hangup(struct run *r, const char *arg)
{
	(void)arg;
	close(r->master);
	r->master = -1;
	return true;
}

static bool has_ended(struct run *r, const char *arg)
{
	(void)arg;
	return r->ended;
}

static bool step_ends(struct run *r, const char *arg)
{
	char how[40];
	if (!until(r, has_ended, arg))
		return fail(r, "it should have ended with", arg);
	while (r->master >= 0 && read_output(r, 0) &&
		poll(&(struct pollfd){ r->master, POLLIN, 0 }, 1, 0) > 0)
		; /* its last words, for a later expect */
	if (WIFSIGNALED(r->wait_status))
		snprintf(how, sizeof(how), "%s", sigabbrev_np(WTERMSIG(r->wait_status)));
	else
		snprintf(how, sizeof(how), "%d", WEXITSTATUS(r->wait_status));
	return strcmp(how, arg) == 0 ? true : fail(r, "it ended with another status", how);
}

static bool step_env(struct run *r, const char *arg)
{
	if (r->pid || r->n_env == 30)
		return fail(r, "too late for env", arg);
	r->env[r->n_env++] = need(strdup(arg));
	return true;
}

/* The case ends, and is not counted, where lines are read plainly. */
static bool step_edited(struct run *r, const char *arg)
{
	(void)arg;
	r->over = !edited();
	return true;
}

static bool step_raw(struct run *r, const char *arg)
{
	(void)arg;
	r->raw = true;
	return true;
}

static bool step_file(struct run *r, const char *arg)
{
	char path[300];
	size_t name = strcspn(arg, " "), len;
	char *text = unquote(arg + name + strspn(arg + name, " "), &len);
	snprintf(path, sizeof(path), "%s/%.*s", r->folder, (int)name, arg);
	FILE *f = text ? fopen(path, "we") : NULL;
	bool ok = f && fwrite(text, 1, len, f) == len;
	if (f && fclose(f) != 0)
		ok = false;
	free(text);
	return ok ? true : fail(r, "file needs NAME \"TEXT\"", arg);
}

static bool step_start(struct run *r, const char *arg)
{
	char *copy = need(strdup(arg)), *rest = copy;
	for (char *word; (word = strsep(&rest, " ")) && r->n_argv < 30;)
		r->argv[r->n_argv++] = need(
			strdup(strcmp(word, "$IPCSH") == 0 && getenv("IPCSH") ? getenv("IPCSH") : word));
	free(copy);
	return start(r);
}

static const struct step {
	const char *name;
	bool (*play)(struct run *r, const char *arg);
	bool running; /* needs the program */
} steps[] = {
	{ "env", step_env, false },
	{ "edited", step_edited, false },
	{ "raw", step_raw, false },
	{ "file", step_file, false },
	{ "start", step_start, false },
	{ "size", step_size, false },
	{ "type", step_type, true },
	{ "send", step_send, true },
	{ "key", step_key, true },
	{ "expect", step_expect, true },
	{ "prompt", step_prompt, true },
	{ "never", step_never, true },
	{ "foreground", step_foreground, true },
	{ "modes", step_modes, true },
	{ "process", step_process, true },
	{ "signal", step_signal, true },
	{ "hangup", step_hangup, true },
	{ "ends", step_ends, true },
};

/* On a machine that is slow, or under a checker, everything takes longer. */
static long slowed(long ms)
{
	const char *slow = getenv("IPCSH_TEST_SLOW");
	long factor = slow ? atol(slow) : 1;
	return factor > 1 ? ms * factor : ms;
}

static bool play_step(struct run *r, char *text)
{
	double seconds;
	int used = 0;
	r->limit_ms = slowed(LIMIT_MS);
	if (sscanf(text, "within %lf %n", &seconds, &used) == 1 && used > 0) {
		r->limit_ms = slowed((long)(seconds * 1000));
		text += used;
	}
	size_t name = strcspn(text, " ");
	const char *arg = text[name] ? text + name + 1 : "";
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (strlen(steps[i].name) == name && strncmp(steps[i].name, text, name) == 0)
			return (!steps[i].running || start(r)) && steps[i].play(r, arg);
	return fail(r, "no such step", text);
}

static void play_line(struct run *r, char *line)
{
	while (isblank((unsigned char)*line))
		line++;
	if (*line == '\0' || *line == '#')
		return;
	if (strncmp(line, "case ", 5) == 0)
		begin_case(r, line + 5);
	else if (!r->title)
		fail(r, "a file begins with `case TITLE'", NULL);
	else if (!r->broken && !r->over)
		play_step(r, line);
}

static int play_file(struct run *r, const char *path)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t cap = 0;
	if (!f) {
		perror(path);
		return 2;
	}
	r->file = path;
	r->line = 0;
	for (ssize_t n; (n = getline(&line, &cap, f)) >= 0;) {
		r->line++;
		if (n > 0 && line[n - 1] == '\n')
			line[n - 1] = '\0';
		play_line(r, line);
	}
	end_case(r);
	free(line);
	fclose(f);
	return 0;
}

int main(int argc, char **argv)
{
	struct run r = { .master = -1, .size = { .ws_row = 24, .ws_col = 80 } };
	int i = 1, status = 0;
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	if (i < argc && strcmp(argv[i], "-v") == 0) {
		r.verbose = true;
		i++;
	}
	for (; i < argc; i++)
		status |= play_file(&r, argv[i]);
	if (r.left_out > 0)
		printf("left out: %u cases for lines that are edited (IPCSH_TEST_TERM=xterm plays them)\n",
			r.left_out);
	printf("%u passed, %u failed\n", r.passed, r.failed);
	return status ? status : r.failed > 0;
}
