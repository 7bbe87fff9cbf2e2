#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh -- each script in cases/ with one call after the other failing (see try.c); ends with `N passed, N failed`.
# run.sh [CASE [FUNCTION]] runs a part. Needs IPCSH and IPCSH_BUILD (see tests/env.sh).
cd "$(dirname "$0")" || exit
here=$(pwd)
library=$IPCSH_BUILD/faults/inject.so
# what fails, with which error, and how many calls of it are tried at most
faults='pipe2 EMFILE 60
fork EAGAIN 60
vfork EAGAIN 60
open EMFILE 60
open EACCES 60
dup2 EMFILE 60
fcntl EMFILE 60
execve ENOMEM 60
execve EACCES 60
memfd_create EMFILE 60
mmap ENOMEM 60
read EIO 60
read EINTR 2
read SHORT 60
write ENOSPC 60
write EIO 60
write EINTR 2
write SHORT 60
waitpid EINTR 2
poll EINTR 2
poll ENOMEM 20
close EIO 30
close EINTR 2
flock EINTR 2
flock ENOLCK 20
ftruncate ENOSPC 20
nanosleep EINTR 2
socket EMFILE 20
listen ENOBUFS 20
accept4 EMFILE 20
accept4 EINTR 2
connect EINTR 2
connect ENOBUFS 20
send ENOBUFS 20
send EPIPE 20
send EINTR 2
recv EIO 20
recv EINTR 2
shmget ENOMEM 20
shmat ENOMEM 20
semget ENOSPC 20
semop EIO 20
semop EINTR 2
msgget ENOSPC 20
msgsnd EINTR 2
msgsnd EIO 20
msgrcv EINTR 2
msgrcv EIO 20
mq_send EINTR 2
mq_send EIO 20
mq_receive EINTR 2
mq_receive EIO 20
sem_wait EINTR 2
sigaction EINVAL 60
malloc ENOMEM 4000'

# With AddressSanitizer its library comes before this one, or it does not start.
sanitizer=$(ldd "$IPCSH" 2>/dev/null | sed -n 's/.*libasan[^ ]* => \([^ ]*\).*/\1/p')
[ -z "$sanitizer" ] || export FAULT_PRELOAD_FIRST="$sanitizer"
[ -z "$sanitizer" ] || faults=$(echo "$faults" | grep -v -e malloc -e EIO -e SHORT)

# one half of the scripts, to use two processors
half() {
	turn=0
	for script in cases/${1:-*}.sh; do
		turn=$((1 - turn))
		[ "$turn" = "$3" ] || continue
		echo "$faults" | while read -r function what most; do
			grep -q "^# not for $function" "$script" && continue
			case $function in ${2:-*}) "$IPCSH_BUILD/faults/try" "$IPCSH" "$library" "$here/$script" "$function" "$what" "$most" ;; esac
		done
	done
}

log=$(mktemp -d) || exit
trap 'rm -rf "$log"' EXIT
half "$1" "$2" 0 >"$log/0" 2>&1 &
half "$1" "$2" 1 >"$log/1" 2>&1
wait
grep -hEv '^[0-9]+ passed, [0-9]+ failed$' "$log/0" "$log/1"
cat "$log/0" "$log/1" | awk '/^[0-9]+ passed, [0-9]+ failed$/ { p += $1; f += $3 } END { printf "%d passed, %d failed\n", p, f; exit f > 0 }'
