/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inject.c -- a library for LD_PRELOAD that makes one call of one function fail in the shell, not in the
 * programs that it starts: FAULT=FUNCTION:N:WHAT, where N is the number of the call (in each process; a
 * forked one goes on counting), or N+K for the Nth and every Kth after it, and WHAT an errno by name, or
 * SHORT (one byte is read or written). FAULT_LOG is a file that is made when the fault was met. Both, and
 * LD_PRELOAD, are taken out of the environment. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mqueue.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHORT (-1)

static char function[32], log_path[4096];
static long first, step, calls;
static int what; /* 0: nothing is to fail */

static const struct {
	const char *name;
	int value;
} whats[] = {
	{ "SHORT", SHORT },
	{ "EMFILE", EMFILE },
	{ "ENFILE", ENFILE },
	{ "EAGAIN", EAGAIN },
	{ "ENOMEM", ENOMEM },
	{ "EINTR", EINTR },
	{ "EIO", EIO },
	{ "ENOSPC", ENOSPC },
	{ "EACCES", EACCES },
	{ "EBADF", EBADF },
	{ "EINVAL", EINVAL },
	{ "E2BIG", E2BIG },
	{ "EPIPE", EPIPE },
	{ "ENOBUFS", ENOBUFS },
	{ "ENOLCK", ENOLCK },
};

static void note_met(void)
{
	long fd = log_path[0] ? syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600)
			      : -1;
	if (fd >= 0)
		syscall(SYS_close, fd);
}

/* Is this call of NAME the one? Then errno is set. */
static int fails(const char *name)
{
	if (what == 0 || strcmp(name, function) != 0)
		return 0;
	long n = ++calls;
	if (n != first && !(step > 0 && n > first && (n - first) % step == 0))
		return 0;
	note_met();
	if (what != SHORT)
		errno = what;
	return 1;
}

static void *next(const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);
	if (!p)
		_exit(98);
	return p;
}

/* A function pointer is not a void *, says C; POSIX says it is. */
#define REAL(name)                     \
	static __typeof__(name) *real; \
	if (!real)                     \
	*(void **)&real = next(#name)

/* ---- processes ---- */

pid_t fork(void)
{
	REAL(fork);
	return fails("fork") ? -1 : real();
}

/* The real vfork() is jumped to, not called: the child returns first, and would take the wrapper's frame
 * away. */
#if defined(__x86_64__) || defined(__aarch64__)
__attribute__((used, visibility("hidden"))) void *real_vfork;
__attribute__((used, visibility("hidden"))) int vfork_fails(void);
int vfork_fails(void)
{
	if (!real_vfork)
		real_vfork = next("vfork");
	return fails("vfork");
}
#endif
#if defined(__x86_64__)
__asm__(".text\n.globl vfork\n.type vfork, @function\nvfork:\n"
	"	subq $8, %rsp\n	call vfork_fails\n	addq $8, %rsp\n"
	"	testl %eax, %eax\n	jne 1f\n	jmp *real_vfork(%rip)\n"
	"1:	movl $-1, %eax\n	ret\n.size vfork, . - vfork\n");
#elif defined(__aarch64__)
__asm__(".text\n.globl vfork\n.type vfork, %function\nvfork:\n"
	"	stp x29, x30, [sp, -16]!\n	bl vfork_fails\n	ldp x29, x30, [sp], 16\n"
	"	cbnz w0, 1f\n	adrp x16, real_vfork\n	ldr x16, [x16, :lo12:real_vfork]\n	br x16\n"
	"1:	mov w0, -1\n	ret\n.size vfork, . - vfork\n");
#endif

int execve(const char *path, char *const argv[], char *const envp[])
{
	REAL(execve);
	return fails("execve") ? -1 : real(path, argv, envp);
}

pid_t waitpid(pid_t pid, int *status, int options)
{
	REAL(waitpid);
	if (what == EINTR && (options & WNOHANG))
		return real(pid, status, options); /* it does not sleep, so nothing interrupts it */
	return fails("waitpid") ? -1 : real(pid, status, options);
}

int sigaction(int sig, const struct sigaction *act, struct sigaction *old)
{
	REAL(sigaction);
	return fails("sigaction") ? -1 : real(sig, act, old);
}

/* ---- descriptors ---- */

int pipe2(int ends[2], int flags)
{
	REAL(pipe2);
	return fails("pipe2") ? -1 : real(ends, flags);
}

int dup2(int from, int to)
{
	REAL(dup2);
	return fails("dup2") ? -1 : real(from, to);
}

int dup3(int from, int to, int flags)
{
	REAL(dup3);
	return fails("dup3") ? -1 : real(from, to, flags);
}

/* "fcntl" counts the calls that make a descriptor. */
int fcntl(int fd, int command, ...)
{
	REAL(fcntl);
	va_list ap;
	va_start(ap, command);
	void *arg = va_arg(ap, void *);
	va_end(ap);
	if ((command == F_DUPFD || command == F_DUPFD_CLOEXEC) && fails("fcntl"))
		return -1;
	return real(fd, command, arg);
}

int open(const char *path, int flags, ...)
{
	REAL(open);
	va_list ap;
	va_start(ap, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return fails("open") ? -1 : real(path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
	REAL(openat);
	va_list ap;
	va_start(ap, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return fails("open") ? -1 : real(dir, path, flags, mode);
}

int memfd_create(const char *name, unsigned flags)
{
	REAL(memfd_create);
	return fails("memfd_create") ? -1 : real(name, flags);
}

ssize_t read(int fd, void *p, size_t n)
{
	REAL(read);
	if (!fails("read"))
		return real(fd, p, n);
	return what == SHORT ? real(fd, p, n > 0) : -1;
}

ssize_t write(int fd, const void *p, size_t n)
{
	REAL(write);
	if (!fails("write"))
		return real(fd, p, n);
	return what == SHORT ? real(fd, p, n > 0) : -1;
}

/* The descriptor is closed all the same, as Linux has it. */
int close(int fd)
{
	REAL(close);
	int result = real(fd);
	return result == 0 && fails("close") ? -1 : result;
}

/* ---- waiting, and what the mechanisms are made of ---- */

#define FAILING(type, name, counted, params, args)            \
	type name params                                      \
	{                                                     \
		REAL(name);                                   \
		return fails(counted) ? (type)-1 : real args; \
	}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	REAL(poll);
	if (what == EINTR && timeout == 0)
		return real(fds, n, timeout); /* it does not sleep */
	return fails("poll") ? -1 : real(fds, n, timeout);
}

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask)
{
	REAL(ppoll);
	if (what == EINTR && timeout && timeout->tv_sec == 0 && timeout->tv_nsec == 0)
		return real(fds, n, timeout, mask);
	return fails("poll") ? -1 : real(fds, n, timeout, mask);
}

FAILING(int, flock, "flock", (int fd, int how), (fd, how))
FAILING(int, ftruncate, "ftruncate", (int fd, off_t size), (fd, size))
FAILING(int, nanosleep, "nanosleep", (const struct timespec *t, struct timespec *left), (t, left))

FAILING(int, socket, "socket", (int domain, int type, int protocol), (domain, type, protocol))
FAILING(int, listen, "listen", (int fd, int most), (fd, most))
FAILING(int, connect, "connect", (int fd, const struct sockaddr *a, socklen_t len), (fd, a, len))
FAILING(int, accept4, "accept4", (int fd, struct sockaddr *a, socklen_t *len, int flags), (fd, a, len, flags))
FAILING(ssize_t, send, "send", (int fd, const void *p, size_t n, int flags), (fd, p, n, flags))
FAILING(ssize_t, sendmsg, "send", (int fd, const struct msghdr *m, int flags), (fd, m, flags))
FAILING(ssize_t, recv, "recv", (int fd, void *p, size_t n, int flags), (fd, p, n, flags))
FAILING(ssize_t, recvmsg, "recv", (int fd, struct msghdr *m, int flags), (fd, m, flags))

FAILING(int, shmget, "shmget", (key_t key, size_t size, int flags), (key, size, flags))
FAILING(void *, shmat, "shmat", (int id, const void *at, int flags), (id, at, flags))
FAILING(int, semget, "semget", (key_t key, int n, int flags), (key, n, flags))
FAILING(int, semop, "semop", (int id, struct sembuf *ops, size_t n), (id, ops, n))
FAILING(int, msgget, "msgget", (key_t key, int flags), (key, flags))
FAILING(int, msgsnd, "msgsnd", (int id, const void *p, size_t n, int flags), (id, p, n, flags))
FAILING(ssize_t, msgrcv, "msgrcv", (int id, void *p, size_t n, long type, int flags), (id, p, n, type, flags))
FAILING(int, mq_timedsend, "mq_send",
	(mqd_t q, const char *p, size_t n, unsigned priority, const struct timespec *t),
	(q, p, n, priority, t))
FAILING(ssize_t, mq_timedreceive, "mq_receive",
	(mqd_t q, char *p, size_t n, unsigned *priority, const struct timespec *t), (q, p, n, priority, t))
FAILING(int, sem_trywait, "sem_wait", (sem_t * sem), (sem))
FAILING(int, sem_timedwait, "sem_wait", (sem_t * sem, const struct timespec *t), (sem, t))

/* ---- memory ---- */

void *mmap(void *at, size_t len, int rights, int flags, int fd, off_t offset)
{
	REAL(mmap);
	return fails("mmap") ? MAP_FAILED : real(at, len, rights, flags, fd, offset);
}

/* dlsym() itself allocates, so these have to go straight to the C library's. With AddressSanitizer, whose
 * library comes first, they are not reached. All three count as "malloc". */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *malloc(size_t n)
{
	return fails("malloc") ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails("malloc") ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t n)
{
	return fails("malloc") ? NULL : __libc_realloc(old, n);
}

/* ---- what is to fail ---- */

__attribute__((constructor)) static void begin(void)
{
	const char *fault = getenv("FAULT"), *log = getenv("FAULT_LOG");
	char name[16] = "";
	if (log && strlen(log) < sizeof(log_path))
		strcpy(log_path, log);
	if (fault && sscanf(fault, "%31[^:]:%ld+%ld:%15s", function, &first, &step, name) != 4) {
		step = 0;
		if (sscanf(fault, "%31[^:]:%ld:%15s", function, &first, name) != 3)
			_exit(98);
	}
	unsetenv("FAULT");
	unsetenv("FAULT_LOG");
	unsetenv("LD_PRELOAD");
	for (size_t i = 0; i < sizeof(whats) / sizeof(whats[0]); i++)
		if (strcmp(whats[i].name, name) == 0)
			what = whats[i].value;
	if (fault && what == 0)
		_exit(98);
}
