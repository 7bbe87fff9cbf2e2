/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect.h -- what /proc and the file system know about processes and kernel objects, as plain structs, and
 * their description in words. Nothing here prints. All functions that can fail give 0 or -errno. */
#ifndef IPCSH_INSPECT_H
#define IPCSH_INSPECT_H

#include "base.h"

/* ---- things that outlive a command (things.c, objects.c, process.c) ------------------------------------ */

enum thing_kind {
	THING_SYSV_SHM,    /* ID is the kernel's id, KEY its key */
	THING_SYSV_QUEUE,  /* likewise */
	THING_SYSV_SEM,    /* likewise */
	THING_POSIX_SHM,   /* NAME is its name with the slash */
	THING_POSIX_SEM,   /* likewise */
	THING_POSIX_QUEUE, /* likewise */
	THING_FILE,        /* NAME is its path */
	THING_FOLDER,      /* likewise */
	THING_DESCRIPTOR,  /* ID is its number, NAME what /proc says it is open on */
	THING_PROCESS,     /* ID is its number, NAME its command line */
};

struct thing {
	enum thing_kind kind;
	int64_t id;
	uint32_t key;
	char *name; /* malloc'ed; NULL: none */
};

struct things {
	struct thing *v;
	size_t n, cap;
};

void things_free(struct things *t); /* the set may be used again */
/* Takes out of NOW all that BEFORE has too: same kind, id and, but for descriptors and processes, name. */
void things_subtract(struct things *now, const struct things *before);
/* "System V queue 0x1e61 (id 3)", "process 123 (sleep 100)", "file /tmp/x". */
void thing_describe(struct buf *out, const struct thing *t);

/* Snapshots: each adds to OUT what there is now. */

/* All System V objects of this IPC namespace. 0 as well where the kernel has none. */
int inspect_sysv(struct things *out);
enum inspect_folder_kind {
	FOLDER_FILES,  /* files and folders; named as SHOWN/name */
	FOLDER_SHM,    /* POSIX segments and named semaphores */
	FOLDER_QUEUES, /* POSIX queues */
};
/* The entries of folder PATH (not those below them) that belong to user UID ((uid_t)-1: to anybody). A folder
 * that is not there is an empty one. */
int inspect_folder(
	struct things *out, enum inspect_folder_kind kind, const char *path, const char *shown, uid_t uid);
/* The open descriptors of this process, but for the one that lists them. */
int inspect_own_descriptors(struct things *out);
/* All processes below ROOT in the tree of parents and children; zombies are left out. */
int inspect_descendants(struct things *out, pid_t root);
/* Where the message queue file system is mounted: /dev/mqueue if it is, else NULL. */
const char *inspect_mqueue_mount(void);

/* ---- processes (process.c, parse.c) --------------------------------------------------------------------- */

struct proc_info {
	pid_t pid, parent;
	char state;     /* R S D Z T ... */
	char name[64];  /* as the kernel keeps it: any bytes but NUL */
	uint64_t start; /* in clock ticks after the system's start */
	pid_t group, session;
	unsigned threads;
	uint64_t cpu; /* clock ticks that it and the children that it waited for have used */
};
/* The text of /proc/PID/stat, whatever the name in it: false: it is none. */
bool inspect_parse_stat(const char *text, size_t n, struct proc_info *out);
int inspect_process(pid_t pid, struct proc_info *out); /* -ESRCH: there is none */
/* All that are to be seen, sorted, as an array for free(). */
int inspect_pids(pid_t **out, size_t *n);
int inspect_owner(pid_t pid, uid_t *out); /* -ESRCH: there is none */
/* The command line with its NULs as spaces, cut where it is long, malloc'ed; "?": none is to
 * be seen. A forked copy of this very program that became nothing else has our own, which
 * would mislead: "a subshell". */
char *inspect_command_line(pid_t pid);
/* When it started, in seconds since the epoch, give or take one. */
int inspect_started(pid_t pid, int64_t *out);

/* Signals of a process, a bit for each: signal N is 1 << (N - 1). */
struct proc_signals {
	uint64_t pending, thread_pending, blocked, ignored, caught;
};
/* The text of /proc/PID/status: false: a line is missing. */
bool inspect_parse_signals(const char *text, size_t n, struct proc_signals *out);
int inspect_signals(pid_t pid, struct proc_signals *out);

/* ---- descriptors (fds.c) ---------------------------------------------------------------------------------- */

enum fd_kind {
	FD_FILE,
	FD_FOLDER,
	FD_PIPE,
	FD_FIFO,
	FD_TERMINAL,
	FD_DEVICE,
	FD_SOCKET,
	FD_MEMORY, /* memfd */
	FD_QUEUE,  /* a POSIX message queue: NAME is its name, unless it was opened as a file */
	FD_OTHER,  /* eventfd, epoll, ...: NAME says which */
	FD_KINDS
};
extern const char *const fd_kind_names[FD_KINDS];

struct fd_info {
	int fd;
	enum fd_kind kind;
	char *name; /* what /proc says it is open on; malloc'ed */
	uint64_t dev, ino;
	bool has_ino, has_info; /* false: the fields could not be read */
	unsigned flags;         /* of open(2), with O_CLOEXEC */
	int64_t offset;
	uint64_t mount;
	uint64_t size; /* of a file */
};
/* Bytes that wait in descriptor FD of process PID to be read, and how many it has room for; -1: unknown, or
 * no pipe. */
void inspect_fill(pid_t pid, int fd, int *unread, int *capacity);

/* What kind of socket it is, as the kernel calls its protocol: "tcp", "netlink", "packet". */
bool inspect_protocol(pid_t pid, int fd, char *out, size_t size);

struct fd_list {
	pid_t pid;
	struct fd_info *v; /* [n], sorted by number */
	size_t n, cap;
};
/* What the process has open, but for what looks. -EACCES: not to be seen by this user; -ESRCH. */
int inspect_fds(pid_t pid, struct fd_list *out);
void fd_list_free(struct fd_list *list);
/* The text of /proc/PID/fdinfo/N: false: a line is missing. */
bool inspect_parse_fdinfo(const char *text, size_t n, struct fd_info *out);
/* Whether two descriptors are one open file: 1, 0, or -errno (-EPERM: not to be found out by this user). */
int inspect_same_file(pid_t a, int fd_a, pid_t b, int fd_b);
/* "append,cloexec": all but the access mode. */
void inspect_flags(struct buf *out, unsigned flags);
const char *inspect_access(unsigned flags); /* "r", "w", "rw", or "-" for O_PATH */

/* Every descriptor of every process. */
struct held {
	pid_t pid;
	int fd;
	uint64_t dev, ino;
	bool reads, writes;
	bool fifo, socket;
};
struct world {
	struct held *v; /* [n] */
	size_t n, cap;
	pid_t *unseen; /* [hidden]: processes whose descriptors this user may not see */
	size_t hidden, cap_unseen;
};
int inspect_world(struct world *out);
void world_free(struct world *w);

/* ---- sockets (sockets.c) ---------------------------------------------------------------------------------- */

struct sock_info {
	uint64_t ino, peer; /* PEER: of a UNIX socket's other end; 0: none or unknown */
	int family;         /* AF_UNIX, AF_INET, AF_INET6 */
	int type;           /* SOCK_STREAM, ... */
	bool listening;
	bool receiving; /* datagrams from anybody: it has an address and is not connected */
	bool has_uid;
	uid_t uid;            /* of who made it */
	char *local, *remote; /* "127.0.0.1:80", "[::1]:80", a path, "@name"; NULL: none */
};
struct sock_list {
	struct sock_info *v;
	size_t n, cap;
	bool peers_known; /* the kernel tells the other ends of UNIX sockets */
};
int inspect_sockets(struct sock_list *out);
void sock_list_free(struct sock_list *list);
const struct sock_info *sock_by_ino(const struct sock_list *list, uint64_t ino); /* NULL: none */
/* "tcp", "unixgram", ...: what stands before its address for the socket words. */
const char *sock_scheme(const struct sock_info *s);
/* The other end, where it is on this machine; NULL: it is not, or not known. */
const struct sock_info *sock_peer(const struct sock_list *list, const struct sock_info *s);
/* A line of /proc/net/tcp, tcp6 or udp (FAMILY): false: it is none. */
bool inspect_parse_inet(const char *line, size_t n, int family, struct sock_info *out);

/* ---- memory (maps.c) -------------------------------------------------------------------------------------- */

struct map_range {
	uint64_t start, end, offset, dev, ino;
	char rights[5]; /* "rwxp", "r--s" */
	char *name;     /* "": none; malloc'ed */
};
struct map_list {
	struct map_range *v;
	size_t n, cap;
};
/* A line of /proc/PID/maps, without its newline. */
bool inspect_parse_map(const char *line, size_t n, struct map_range *out);
int inspect_maps(pid_t pid, struct map_list *out);
void map_list_free(struct map_list *list);

/* ---- System V objects, whoever they belong to (sysv.c) ---------------------------------------------------- */

enum sysv_kind { SYSV_SHM, SYSV_MQ, SYSV_SEM, SYSV_KINDS };
struct sysv_object {
	enum sysv_kind kind;
	int id;
	uint32_t key;
	mode_t mode; /* nine bits */
	uid_t uid, made_by;
	gid_t gid;
	uint64_t size;    /* bytes of a segment, or in a queue; semaphores in a set */
	uint64_t count;   /* attachments of a segment; messages in a queue */
	pid_t maker;      /* of a segment */
	pid_t last;       /* who attached or detached a segment last, or sent last; 0: see LAST_USED */
	pid_t receiver;   /* who received last */
	int64_t used;     /* attached, sent or operated last, in seconds since the epoch; 0: never */
	int64_t released; /* detached, or received last; 0: never */
	int64_t changed;  /* made, or its owner or mode changed */
	uint64_t resident, swapped; /* bytes of a segment that are in memory, and on the disk */
	bool removed;
};
struct sysv_list {
	struct sysv_object *v;
	size_t n, cap;
};
bool inspect_parse_sysv(enum sysv_kind kind, const char *line, struct sysv_object *out);
int inspect_sysv_objects(struct sysv_list *out);
void sysv_list_free(struct sysv_list *list);
int64_t sysv_last_used(const struct sysv_object *o);

/* ---- orphans (sysv.c): all who are known to have used it have ended, and what is not known is no orphan ---- */

enum orphan { ORPHAN_NO, ORPHAN_YES, ORPHAN_UNKNOWN };
/* Whether the process that used an object last at LAST_USED has ended: pid 0 is unknown; a living one that
 * started later is another with the same number. */
enum orphan inspect_gone(pid_t pid, int64_t last_used);
enum orphan inspect_orphan(const struct sysv_object *o);

/* ---- who holds an object (holders.c) ------------------------------------------------------------------------ */

struct holder {
	pid_t pid;
	int fd;          /* < 0: none */
	const char *how; /* "attached", "open", "mapped", "last sender", ... */
};
struct holders {
	struct holder *v;
	size_t n, cap;
	size_t hidden; /* processes that this user may not look into */
};
void holders_add(struct holders *h, pid_t pid, int fd, const char *how);
void holders_free(struct holders *h);
/* Who has the segment with this id attached. */
int inspect_attached(int id, struct holders *out);
/* Who has the file open or mapped. */
int inspect_open(uint64_t dev, uint64_t ino, struct holders *out);
/* Adds the locks that process PID has on the file of its descriptor FD: ", flock write", of a part of the
 * file ", ofd read 10-14"; and ", waits for a lock". Nothing where there are none, or this user may not
 * know. */
void inspect_locks(pid_t pid, int fd, struct buf *out);
/* Who sleeps in msgsnd, msgrcv or semop on this System V object; only where /proc tells. */
int inspect_waiting(enum sysv_kind kind, int id, struct holders *out);

/* ---- who waits for whom (flow.c, flowwait.c) ---------------------------------------------------------------- */

/* What keeps a process from going on. */
enum blocked {
	BLOCKED_NOT,     /* it runs, or is ready to */
	BLOCKED_STOPPED, /* by a signal or a debugger */
	BLOCKED_ENDED,
	BLOCKED_DEVICE, /* not even a signal ends it */
	BLOCKED_READ,   /* descriptor ID gives nothing */
	BLOCKED_WRITE,  /* descriptor ID takes nothing */
	BLOCKED_LOCK,   /* on the file of descriptor ID */
	BLOCKED_ACCEPT, /* descriptor ID, and so below */
	BLOCKED_CONNECT,
	BLOCKED_OPEN,      /* a FIFO whose other end nobody has open */
	BLOCKED_CHILD,     /* process ID; -1: any */
	BLOCKED_SEMAPHORE, /* set ID */
	BLOCKED_QUEUE,     /* ID */
	BLOCKED_POLL,      /* any of several descriptors */
	BLOCKED_FUTEX,
	BLOCKED_SIGNAL,
	BLOCKED_SLEEP,
	BLOCKED_OTHER,
};

/* The system call that a process waits in. */
struct proc_call {
	enum blocked blocked;
	int id;      /* what BLOCKED says of it; -1: none */
	long number; /* -1: it is in none */
	uint64_t args[5];
};
/* The text of /proc/PID/syscall: false: it is none. */
bool inspect_parse_call(const char *text, size_t n, struct proc_call *out);
/* The text of /proc/PID/wchan, which says less: ID is -1. */
enum blocked inspect_parse_wchan(const char *text, size_t n);
bool inspect_parse_io(const char *text, size_t n, uint64_t *in, uint64_t *out);

struct file_lock {
	uint64_t dev, ino;
	pid_t pid;    /* <= 0: not known */
	bool waiting; /* for it */
};
bool inspect_parse_lock(const char *line, size_t n, struct file_lock *out); /* of /proc/locks */

#define FLOW_NONE SIZE_MAX

/* A descriptor that somebody waits for. */
struct flow_end {
	int fd;
	bool writes; /* else it reads */
};

struct flow_proc {
	struct proc_info info; /* PID 0: it ended before anybody looked */
	char label[24];        /* "2": the second stage; "2.1": its first child; "": not watched */
	size_t above;          /* index of the process that it is a child of; FLOW_NONE: a stage */
	bool has_io;
	uint64_t in, out; /* bytes read and written so far, also by children that it waited for */
	enum blocked blocked;
	int id;
	struct flow_end *ends; /* [n_ends]: of BLOCKED_READ, _WRITE and _POLL */
	size_t n_ends, cap_ends;
	bool timed;   /* it waits for some time only */
	bool partial; /* of BLOCKED_POLL: it may wait for more than ENDS */
	char *path;   /* of BLOCKED_OPEN; NULL: not known */
	struct fd_list fds;
	uint64_t switches; /* how often it went to sleep */
	bool steady;       /* it slept all the while the snapshot was taken */
	size_t *wakers;    /* [n_wakers]: indices of those who could end its wait */
	size_t n_wakers, cap_wakers;
	bool wakers_known; /* nobody else could, as far as is known */
	bool deadlocked;
};

/* Stages with their children, in the order of their labels, then those whom they wait for. */
struct flows {
	struct flow_proc *v; /* [n]; the first N_WATCHED are watched */
	size_t n, cap, n_watched;
	struct proc_info *all; /* [n_all], sorted: every process there is */
	size_t n_all;
	pid_t self;    /* the shell that looks */
	int64_t at_ns; /* of the monotonic clock since boot */
	/* Of the looking process's standard input: what others inherited is not theirs. */
	uint64_t own_dev, own_ino;
};

/* Everything about the processes STAGES[N] and all below them. Nothing is opened or stopped: whoever holds an
 * end of a pipe, be it for an instant, changes who sees its end. 0 or -errno. */
int inspect_flow(struct flows *out, const pid_t *stages, size_t n, pid_t self);
void flow_free(struct flows *f);
/* The members of a process group whose parent is not one, as an array for free(). -ESRCH: there are none. */
int inspect_group(pid_t group, pid_t **out, size_t *n);

/* What else has to be known: who holds which end. */
struct flow_scene {
	struct world world;
	struct sock_list socks;
	struct file_lock *locks;
	size_t n_locks, cap_locks;
};
/* The index of process PID in F, which may grow; FLOW_NONE: nothing is known of it. */
typedef size_t (*flow_find_fn)(struct flows *f, pid_t pid);
size_t flow_find(struct flows *f, pid_t pid);                                   /* without growing */
void flow_link(struct flows *f, const struct flow_scene *s, flow_find_fn find); /* sets the wakers */
/* Marks those who wait for each other alone: all who could end the wait of one are among them. */
void flow_mark_deadlocks(struct flows *f);
/* One circle of waiting from the deadlocked process FROM on: indices in PATH (room for f->n). Gives its
 * length. */
size_t flow_circle(const struct flows *f, size_t from, size_t *path);
/* "writing to a full pipe: waits for stage 3" */
void flow_describe(struct buf *out, const struct flows *f, size_t i);
/* "stage 1 waits for 2, which waits for 1" */
void flow_describe_circle(struct buf *out, const struct flows *f, const size_t *path, size_t n);
/* The regular file that the process reads through, and how far it is (OFFSET of SIZE); NULL: none. */
const struct fd_info *flow_file(const struct flows *f, size_t i);

/* ---- the wiring of commands (wiring.c, wiring_text.c, wiring_dot.c, wiring_json.c, wiring_proc.c) ---------- */

/* Processes, and commands that run without one of their own, with their descriptors, and what these point to.
 * All that is pointed to lives in the wiring's arena. */

enum wire_kind {
	WIRE_PIPE, /* between two of the processes */
	WIRE_OUTER_PIPE,
	WIRE_FILE,
	WIRE_FIFO,
	WIRE_TERMINAL,
	WIRE_DEVICE,
	WIRE_SOCKET,
	WIRE_TEXT,    /* a here-document */
	WIRE_CAPTURE, /* memory of the shell: what $( ) reads */
	WIRE_OTHER,
	WIRE_KINDS
};
enum wire_access { WIRE_READ = 1, WIRE_WRITE = 2 };
enum wire_open { WIRE_TRUNCATE = 1, WIRE_APPEND = 2, WIRE_NEW = 4 /* it must not be there yet */ };
#define WIRE_NONE UINT32_MAX /* no index */

/* What a descriptor points to: an open file, in the kernel's sense. */
struct wire_object {
	enum wire_kind kind;
	uint32_t number;  /* WIRE_PIPE: from 1 */
	const char *name; /* as a person knows it: "terminal", a path, the text of a word that is not known;
			     NULL */
	unsigned open;    /* enum wire_open */
	bool known;       /* false: NAME is the text of a word whose value is not known */
	const char *file; /* the same for two that are open on one file; NULL: not known */
	bool exists;      /* it was there when it was looked at */
};

enum wire_how { WIRE_INHERITED, WIRE_OPENED, WIRE_COPIED, WIRE_CLOSED };
struct wire_fd {
	int fd;            /* -1: the shell picks one */
	const char *label; /* where FD is -1: "{name}", "<(...)" */
	uint32_t object;   /* its index; WIRE_NONE: closed, or not open */
	unsigned access;   /* enum wire_access */
	enum wire_how how;
	int copy_of;   /* WIRE_COPIED: the number it was copied from; -1: not known */
	bool moved_on; /* ... which points elsewhere by now */
	bool cloexec;  /* programs do not get it */
};
struct wire_fds {
	struct wire_fd *v; /* [n], in order of their numbers */
	uint32_t n, cap;
};

enum wire_role {
	WIRE_PROGRAM, /* PATH says where it was found */
	WIRE_BUILTIN,
	WIRE_FUNCTION,
	WIRE_SHELL,   /* a compound command */
	WIRE_NOTHING, /* assignments and redirections alone */
	WIRE_UNKNOWN, /* its name is known only when it runs */
	WIRE_MISSING, /* no such command */
	WIRE_ROLES
};
enum wire_birth {
	WIRE_HERE,        /* no process of its own: it runs in HOST */
	WIRE_SPAWNED,     /* vfork, exec: no copy of the shell */
	WIRE_FORKED,      /* a copy of the shell */
	WIRE_FORK_EXEC,   /* a copy of the shell that becomes the program */
	WIRE_REPLACES,    /* exec: HOST becomes the program */
	WIRE_ROLLED_BACK, /* a subshell without a process: what it changes is undone */
	WIRE_LATE,        /* likewise, but it forks when AT runs */
	WIRE_IN_PLACE,    /* a subshell that HOST becomes, since nothing follows */
	WIRE_RUNNING,     /* it runs already */
	WIRE_BIRTHS
};
struct wire_proc {
	uint32_t group;
	enum wire_role role;
	enum wire_birth birth;
	uint32_t host; /* the process that it runs in; WIRE_NONE: this shell */
	uint32_t at;   /* WIRE_LATE: the command that makes it fork */
	pid_t pid;     /* WIRE_RUNNING */
	char state;    /* likewise: R S D Z T */
	const char *text, *path;
	bool special; /* WIRE_BUILTIN */
	struct wire_fds fds;
};

/* Commands that stand side by side: the stages of a pipeline, or one command. */
struct wire_group {
	uint32_t first, n; /* of the processes */
	uint32_t inside;   /* the process it belongs to; WIRE_NONE: none */
	uint32_t depth;    /* of such */
	const char *title; /* "if", "the body", "$(...)", "&&": what it is there; NULL: nothing to say */
	bool background;
};

struct wire_warning {
	bool note;        /* no mistake for sure */
	const char *code; /* "redirection-order" */
	uint32_t proc;    /* WIRE_NONE: none in particular */
	const char *text; /* what will happen */
	const char *fix;  /* the right way to write it; NULL: none */
};

struct wiring {
	struct arena arena;
	const char *command; /* what is explained */
	struct wire_object *objects;
	struct wire_proc *procs;
	struct wire_group *groups; /* in the order in which they are to be shown */
	struct wire_warning *warnings;
	size_t n_objects, cap_objects, n_procs, cap_procs, n_groups, cap_groups, n_warnings, cap_warnings;
	uint32_t n_pipes;
};

void wiring_free(struct wiring *w);
uint32_t wiring_add_object(struct wiring *w, struct wire_object o); /* a WIRE_PIPE gets its number */
uint32_t wiring_add_group(struct wiring *w, uint32_t inside, const char *title);
uint32_t wiring_add_proc(struct wiring *w, struct wire_proc p); /* to the group made last */
void wiring_warn(
	struct wiring *w, struct wire_warning warning); /* once, if it was warned of the same already */
/* As a new process or command gets them: inherited. */
struct wire_fds wire_fds_inherit(struct wiring *w, const struct wire_fds *fds);
/* NULL: not open, and not known to be closed. */
struct wire_fd *wire_fd_find(const struct wire_fds *fds, int fd);
/* What a program gets of them: none that is close-on-exec. */
void wire_fds_exec(struct wire_fds *fds);
/* Puts FD in the place of what had its number. */
void wire_fd_put(struct wiring *w, struct wire_fds *fds, struct wire_fd fd);

extern const char *const wire_kind_names[WIRE_KINDS], *const wire_role_names[WIRE_ROLES];
extern const char *const wire_birth_ids[WIRE_BIRTHS];
bool wire_birth_forks(enum wire_birth birth);
/* "no fork: in 2", "vfork, exec" ... */
void wire_birth_text(struct buf *out, const struct wiring *w, const struct wire_proc *p);
/* "program /bin/cat", "builtin". */
void wire_role_text(struct buf *out, const struct wire_proc *p);
/* "log (truncate)", "pipe 2", "closed": what FD points to, without its number. */
void wire_target_text(struct buf *out, const struct wiring *w, const struct wire_fd *fd);

/* Drawings. WIDTH: columns; ASCII: nothing beyond it. */
void wiring_text(struct buf *out, const struct wiring *w, size_t width, bool ascii);
void wiring_dot(struct buf *out, const struct wiring *w);
void wiring_json(struct buf *out, const struct wiring *w);

/* What process PID has open now. Where it stands in a pipeline (a pipe at 0, 1 or 2), process SHELL, whose
 * copy it is, is asked instead. */
int wiring_own_fds(struct wiring *w, pid_t pid, pid_t shell, struct wire_fds *out);
/* Processes that run, a pipeline's in its order, and what they hold: what can be seen of them. -ESRCH: none
 * of them lives; -EACCES: none may be looked at. OTHERS that hold an end of their pipes are warned of. */
int wiring_of_pids(struct wiring *w, const pid_t *pids, size_t n);

#endif
