/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcset.c -- ipc set: another mode, owner or size for what is there; segments that stay in memory. */
#include "ipcobj.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/resource.h>

/* ---- the options ---- */

#define ID_MOST 4294967294u /* the one above says "as it is" to the kernel */

/* The number of a user or group: *KNOWN where TEXT is the name of one, else TEXT is a number. */
static bool id_parse(const uint32_t *known, const char *text, uint32_t *out)
{
	uint64_t id;

	if (known)
		id = *known;
	else if (!text_to_uint10(text, ID_MOST, &id))
		return false;
	*out = (uint32_t)id;
	return true;
}

static bool user_parse(const char *text, uid_t *out)
{
	const struct passwd *pw = getpwnam(text);

	return id_parse(pw ? &pw->pw_uid : NULL, text, out);
}

static bool group_parse(const char *text, gid_t *out)
{
	const struct group *gr = getgrnam(text);

	return id_parse(gr ? &gr->gr_gid : NULL, text, out);
}

/* USER, USER:GROUP or :GROUP. */
static bool owner_parse(struct sh *sh, const char *text, struct ipc_change *c)
{
	const char *colon = strchr(text, ':');
	char *user = mem_strndup(text, colon ? (size_t)(colon - text) : strlen(text));

	c->has_uid = *user || !colon;
	c->has_gid = colon != NULL;
	bool ok = !c->has_uid || user_parse(user, &c->uid);
	if (!ok)
		sh_builtin_error(sh, STATUS_ERROR, "--owner", "%s: no such user", user);
	else if (colon && !group_parse(colon + 1, &c->gid)) {
		sh_builtin_error(sh, STATUS_ERROR, "--owner", "%s: no such group", colon + 1);
		ok = false;
	}
	free(user);
	return ok;
}

static bool change_parse(struct sh *sh, const struct ipc_args *a, struct ipc_change *c)
{
	*c = (struct ipc_change){
		.has_mode = a->has_mode,
		.mode = a->mode,
		.has_room = a->size > 0,
		.room = (size_t)a->size,
		.lock = (int)a->pin - (int)a->unpin,
	};
	if (a->pin && a->unpin) {
		sh_builtin_error(sh, STATUS_ERROR, "--lock", "not together with --unlock");
		return false;
	}
	if (!a->has_mode && !a->owner && !a->size && !a->pin && !a->unpin) {
		sh_builtin_error(sh, STATUS_ERROR, NULL,
			"what is to be set? (-m MODE, --owner OWNER, --size N, --lock, --unlock)");
		return false;
	}
	return !a->owner || owner_parse(sh, a->owner, c);
}

/* ---- one object ---- */

static const struct ipc_bound lock_bounds[] = { { .unit = "bytes that stay in memory",
	.ulimit = "ulimit -l, in kilobytes",
	.resource = RLIMIT_MEMLOCK } };

static int not_of_this_kind(struct sh *sh, const char *text, const struct ipc_change *c)
{
	if (c->has_room)
		return sh_builtin_error(sh, STATUS_ERROR, text,
			"--size is for the bytes that a System V queue may hold; all else keeps its size");
	if (c->lock)
		return sh_builtin_error(
			sh, STATUS_ERROR, text, "only a System V segment can be locked into memory");
	return sh_builtin_error(sh, STATUS_ERROR, text, "a socket without a file has no owner and no mode");
}

int ipc_lock_refused(struct sh *sh, const char *text)
{
	return ipc_limit_error(sh, text, lock_bounds, ARRAY_LEN(lock_bounds), "it may not stay in memory");
}

static int not_allowed(struct sh *sh, const char *text, const struct ipc_change *c)
{
	struct rlimit locked;
	uint64_t most;

	if (c->lock > 0 && getrlimit(RLIMIT_MEMLOCK, &locked) == 0 && locked.rlim_cur == 0)
		return ipc_lock_refused(sh, text);
	if (c->has_room && ipc_limit("kernel/msgmnb", &most) == 0 && c->room > most)
		return ipc_room_refused(sh, text, c->room);
	if (c->has_uid && !c->lock)
		return sh_builtin_error(sh, STATUS_ERROR, text,
			"not permitted: its owner may change it, only root may give away a file");
	return sh_builtin_error(
		sh, STATUS_ERROR, text, "not permitted: its owner may change it, and root (see `ipc show')");
}

static int not_to_be_opened(struct sh *sh, const char *text, const struct ipc_named *named)
{
	bool queue = named->family == IPC_MQ && named->address.kind == IPC_ADDR_POSIX;

	return sh_builtin_error(sh, STATUS_ERROR, text, "permission denied%s",
		queue ? " (one that its owner may not open can be set only where queues are mounted at "
			"/dev/mqueue)"
		      : "");
}

static int set_one(struct sh *sh, const char *text, const struct ipc_change *c)
{
	struct ipc_named named;

	if (!ipc_name(sh, text, &named))
		return STATUS_ERROR;
	int err = ipc_change(named.family, &named.address, c);
	switch (err) {
	case 0: return STATUS_OK;
	case -EOPNOTSUPP: return not_of_this_kind(sh, text, c);
	case -EPERM: return not_allowed(sh, text, c);
	case -EACCES: return not_to_be_opened(sh, text, &named);
	case -ENOMEM: return ipc_lock_refused(sh, text);
	case -IPC_NOT_FIFO: return sh_builtin_error(sh, STATUS_ERROR, text, "not a FIFO");
	default: return sh_builtin_error(sh, STATUS_ERROR, text, "%s", error_text(-err));
	}
}

int ipc_sub_set(struct sh *sh, struct ipc_args *a)
{
	struct ipc_change change;
	int status = STATUS_OK;

	if (a->n_text == 0)
		return builtin_usage(sh);
	if (!change_parse(sh, a, &change))
		return STATUS_ERROR;
	for (int i = 0; i < a->n_text; i++)
		if (set_one(sh, a->text[i], &change) != STATUS_OK)
			status = STATUS_ERROR;
	return status;
}
