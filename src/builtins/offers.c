/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.c -- what completion asks of this room: the operands of each word, and the things that are there to
 * be named, with what each is. */
#include "help.h"
#include "ipcobj.h"
#include "view.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>

/* ---- operands, as ipcsh-completion(5) writes them ------------------------------------------------------ */

/* Options are in the tables of words; here are those that are more than their argument's name says. What is
 * not here takes files. */
static const struct {
	const char *names, *text;
} operands[] = {
	{ "export readonly local declare typeset read getopts let", "operand variable" },
	{ "shared", "operand variable variable+@shm" },
	{ "cd", "operand cdpath" },
	{ "pushd", "operand folder" },
	{ "popd dirs break continue return exit shift times suspend umask fc history : true false pwd",
		"operand none" },
	{ "fdseek fdread", "operand fd none" },
	{ "fdstat fdlock", "operand fd" },
	{ "fdopt", "operand fd append|async|cloexec|direct|lease|noatime|nonblock|owner|signal" },
	{ "sockaccept socktake", "operand endpoint" },
	{ "sockpass", "operand endpoint fd" },
	{ "fdpipe", "operand none" },
	{ "sockpair", "operand unix|unixgram|unixseq" },
	{ "fds sigls vmmap", "operand job+pid" },
	{ "fifonew fiforecv fiform", "operand fifo" },
	{ "fifosend", "operand fifo text" },
	{ "exec command", "operand commandline" },
	{ "builtin", "operand builtin text" },
	{ "eval", "operand commandline" },
	{ "ipc", "command ls : list the objects\noperand none\n"
		 "command show : all about an object\noperand object\n"
		 "command who : who holds it\noperand object\n"
		 "command set : change its mode, owner or size\noperand object\n"
		 "command rm : remove it\noperand object\n"
		 "command key : print a key, such as that of ftok:PATH:N\noperand none\n"
		 "command gc : remove what nobody uses any more\noperand none\n"
		 "command watch : tell of changes as they come\noperand none\n"
		 "command limits : what the kernel allows, and what is used of it\noperand none\n" },
	{ "jobs fg bg", "operand job" },
	{ "explain", "operand job+command" },
	{ "wait disown", "operand job+child" },
	{ "trap", "-p : show the traps\noperand command+condition condition" },
	{ "kill", "-s signal : the signal to send\n-q none : queue it with this value\n"
		  "-l : list the names of signals\noperand job+pid" },
	{ "ulimit", "operand unlimited|hard|soft" },
	{ "lock", "operand lock commandline" },
	{ "mmapput", "operand file text" },
	{ "mmapcat mmapwait mmapsync mmapstat . source", "operand file" },
	{ "alias unalias", "operand alias" },
	{ "type", "operand command" },
	{ "hash", "-d remembered : forget where these are\noperand command" },
	{ "help", "operand builtin+topic" },
	{ "mqnew mqrecv mqpeek mqwait mqnotify mqrm mqstat", "operand mq" },
	{ "mqsend", "operand mq text" },
	{ "semnew semwait sempost semop semval", "operand sem none" },
	{ "semrm semstat", "operand sem" },
	{ "shmnew", "operand shm none" },
	{ "shmput", "operand shm text" },
	{ "shmcat shmwait shmstat shmrm", "operand shm" },
	{ "mqls semls shmls siginfo", "operand none" },
	{ "sigwait sigblock sigunblock", "operand signal" },
	{ "sockcall", "operand sock+endpoint text" },
	{ "sockcat", "operand sock+endpoint" },
	{ "sockserve", "operand sock commandline" },
	{ "socklisten sockdial", "operand sock" },
	{ "socksend", "operand sock+endpoint text" },
	{ "sockrecv", "operand sock+endpoint" },
	{ "sockshut", "operand endpoint r|w|rw" },
	{ "sockopt", "operand endpoint "
		     "keepalive|nodelay|rcvbuf|sndbuf|linger|reuseaddr|error|broadcast|add_membership|"
		     "drop_membership|multicast_if" },
	{ "set", "-o option : switch an option on\n+o option : switch an option off\noperand text" },
	{ "shopt", "operand shopt" },
	{ "unset", "operand variable+function" },
};

/* NAME is one of the words of LIST. */
static bool is_word_of(const char *list, const char *name)
{
	size_t len = strlen(name);
	for (const char *p = list; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == len && memcmp(p, name, n) == 0)
			return true;
		p += n;
	}
	return false;
}

const char *builtin_operands(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(operands); i++)
		if (is_word_of(operands[i].names, name))
			return operands[i].text;
	return NULL;
}

/* ---- objects --------------------------------------------------------------------------------------------- */

struct listing {
	struct sh *sh;
	const char *typed;
	void (*each)(void *ctx, const char *address, const char *what);
	void *ctx;
};

static void add_count(struct buf *out, uint64_t n, const char *one, const char *many)
{
	buf_printf(out, "%s%llu %s", out->len ? ", " : "", (unsigned long long)n, n == 1 ? one : many);
}

static void describe_size(struct buf *out, const struct ipc_object *o)
{
	switch (o->family) {
	case IPC_SHM: add_count(out, o->size, "byte", "bytes"); break;
	case IPC_MQ:
		if (o->has_used)
			add_count(out, o->used, "message", "messages");
		add_count(out, o->size, "byte", "bytes");
		break;
	case IPC_SEM:
		if (o->sysv)
			add_count(out, o->size, "semaphore", "semaphores");
		else
			buf_printf(out, "value %llu", (unsigned long long)o->used);
		break;
	default: break;
	}
}

static void describe_owner(struct buf *out, uid_t uid)
{
	const struct passwd *pw = getpwuid(uid);
	const char *comma = out->len ? ", " : "";
	if (pw)
		buf_printf(out, "%sof %s", comma, pw->pw_name);
	else
		buf_printf(out, "%sof user %u", comma, (unsigned)uid);
}

static bool takes_datagrams(const char *address)
{
	return strncmp(address, "udp:", 4) == 0 || strncmp(address, "unixgram:", 9) == 0;
}

static void describe(struct buf *out, const struct ipc_object *o)
{
	if (o->has_size)
		describe_size(out, o);
	if (o->family == IPC_SHM && o->has_used)
		buf_printf(out, ", %llu attached", (unsigned long long)o->used);
	if (o->has_owner)
		describe_owner(out, o->uid);
	if (o->family == IPC_SOCK)
		buf_str(out, takes_datagrams(o->address) ? "receiving datagrams" : "listening");
	if (o->holder > 0)
		buf_printf(out, ", held by process %d", (int)o->holder);
}

/* The address in the form that was begun: id:N, a key in hexadecimal; else as everywhere. */
static void add_object(const struct listing *l, const struct ipc_object *o, bool with_kind)
{
	struct buf what = { 0 }, address = { 0 };
	size_t kind = strlen(ipc_family_name(o->family)) + 1;
	const char *typed = l->typed;
	bool bare = !with_kind && o->family != IPC_SOCK;
	if (with_kind && strncmp(typed, o->address, kind) == 0)
		typed += kind;
	if (!bare && o->family != IPC_SOCK)
		buf_add(&address, o->address, kind);
	if (o->sysv && *typed == 'i')
		buf_printf(&address, "id:%d", o->sysv_info.id);
	else if (o->sysv && o->sysv_info.key && strncmp(typed, "0x", 2) == 0)
		buf_printf(&address, "0x%x", (unsigned)o->sysv_info.key);
	else
		buf_str(&address, o->address + (o->family == IPC_SOCK ? 0 : kind));
	describe(&what, o);
	l->each(l->ctx, buf_cstr(&address), buf_cstr(&what));
	buf_free(&what);
	buf_free(&address);
}

static void list_families(const struct listing *l, unsigned families, bool with_kind)
{
	struct ipc_objects list;
	if (ipc_objects(&list, families) == 0)
		for (size_t i = 0; i < list.n; i++)
			add_object(l, &list.v[i], with_kind);
	ipc_objects_free(&list);
}

static void list_all(const struct listing *l)
{
	list_families(l, (1u << IPC_FAMILIES) - 1, true);
}

static void list_shm(const struct listing *l)
{
	list_families(l, 1u << IPC_SHM, false);
}

static void list_mq(const struct listing *l)
{
	list_families(l, 1u << IPC_MQ, false);
}

static void list_sem(const struct listing *l)
{
	list_families(l, 1u << IPC_SEM, false);
}

static void list_sock(const struct listing *l)
{
	list_families(l, 1u << IPC_SOCK, false);
}

/* ---- descriptors and processes ------------------------------------------------------------------------------ */

static void list_descriptors(const struct listing *l, bool sockets)
{
	struct fd_list list;
	char digits[24];
	if (inspect_fds(getpid(), &list) < 0)
		return;
	for (size_t i = 0; i < list.n; i++) {
		const struct fd_info *f = &list.v[i];
		struct buf what = { 0 };
		if (sockets && f->kind != FD_SOCKET)
			continue;
		if (own_fd_is(l->sh, f->fd) || (f->fd >= FD_OWN_MIN && f->flags & O_CLOEXEC))
			continue;
		buf_printf(&what, "%s %s, %s", fd_kind_names[f->kind], f->name, inspect_access(f->flags));
		l->each(l->ctx, text_from_int(f->fd, digits), buf_cstr(&what));
		buf_free(&what);
	}
	fd_list_free(&list);
}

static void list_fds(const struct listing *l)
{
	list_descriptors(l, false);
}

static void list_endpoints(const struct listing *l)
{
	list_descriptors(l, true);
}

/* Those that have no command line are the kernel's own, or ended. */
static void add_process(const struct listing *l, pid_t pid, const char *number)
{
	char *command = inspect_command_line(pid);
	if (strcmp(command, "?") != 0)
		l->each(l->ctx, number, command);
	free(command);
}

/* PARENT: whose children alone; 0: of all. */
static void list_processes(const struct listing *l, pid_t parent)
{
	pid_t *pids;
	size_t n;
	char digits[24];
	if (inspect_pids(&pids, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct proc_info info;
		uid_t owner;
		const char *pid = text_from_int(pids[i], digits);
		if (strncmp(pid, l->typed, strlen(l->typed)) != 0 || pids[i] == getpid() ||
			inspect_process(pids[i], &info) < 0 || inspect_owner(pids[i], &owner) < 0)
			continue;
		if ((geteuid() == 0 || owner == geteuid()) && (!parent || info.parent == parent))
			add_process(l, pids[i], pid);
	}
	free(pids);
}

static void list_pids(const struct listing *l)
{
	list_processes(l, 0);
}

static void list_children(const struct listing *l)
{
	list_processes(l, getpid());
}

static void list_texts(const struct listing *l, const struct help_text *t)
{
	for (; t->name; t++)
		if (t->help && strncmp(t->name, l->typed, strlen(l->typed)) == 0)
			l->each(l->ctx, t->name, t->help);
}

/* What help knows besides the builtins. */
static void list_topics(const struct listing *l)
{
	list_texts(l, help_grammar);
	list_texts(l, help_topics);
}

const struct view_table *view_table_of(const char *word)
{
	static const struct view_table *const tables[] = { &fds_table, &sigls_table, &vmmap_table, &mq_table,
		&sem_one_table, &sem_set_table, &shm_table, &shm_list_table, &ipc_object_table,
		&ipc_holder_table, &ipc_limit_table, &map_table, &sock_option_table };

	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (is_word_of(tables[i]->words, word))
			return tables[i];
	return NULL;
}

/* Of --cols of WORD, "mqls", "ipc/ls". */
static void list_columns(const struct listing *l, const char *word)
{
	const struct view_table *table = view_table_of(word);

	for (size_t i = 0; table && i < table->n; i++)
		l->each(l->ctx, table->columns[i].name, table->columns[i].help);
}

bool builtin_objects(struct sh *sh, const char *kind, const char *typed,
	void (*each)(void *ctx, const char *address, const char *what), void *ctx)
{
	static const struct {
		const char *kind;
		void (*list)(const struct listing *l);
	} lists[] = { { "shm", list_shm }, { "mq", list_mq }, { "sem", list_sem }, { "address", list_sock },
		{ "object", list_all }, { "fd", list_fds }, { "endpoint", list_endpoints },
		{ "pid", list_pids }, { "child", list_children }, { "topic", list_topics } };
	struct listing l = { sh, typed, each, ctx };
	if (strncmp(kind, "columns:", 8) == 0) {
		list_columns(&l, kind + 8);
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		if (strcmp(lists[i].kind, kind) == 0) {
			lists[i].list(&l);
			return true;
		}
	return false;
}
