#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [FILE.pty...] -- the shell on a real terminal, with lines read plainly, and where there is the module for it all
# the same with lines that are edited; ends with `N passed, N failed`. Started by tests/env.sh.
cd "$(dirname "$0")" || exit
[ $# -gt 0 ] || set -- *.pty
pty=$IPCSH_BUILD/interactive/pty
[ -e "$IPCSH_BUILD/modules/line.so" ] || exec "$pty" "$@"

edited=$(mktemp) || exit
trap 'rm -f "$edited"' EXIT
IPCSH_TEST_TERM=xterm "$pty" "$@" >"$edited" 2>&1 &
plain=$("$pty" "$@" 2>&1)
wait
{
	echo "$plain"
	echo "with lines that are edited:"
	cat "$edited"
} | awk '/^[0-9]+ passed, [0-9]+ failed$/ { p += $1; f += $3; ends++; next }
	{ print }
	END { f += 2 - ends; print p + 0 " passed, " f " failed"; exit f > 0 }'
