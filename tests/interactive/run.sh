#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [FILE.pty...] -- the shell on a real terminal, with lines read plainly, and where there is the module for it all
# the same with lines that are edited; ends with `N passed, N failed`.
# Started by tests/env.sh.
cd "$(dirname "$0")" || exit
[ $# -gt 0 ] || set -- *.pty
pty=$IPCSH_BUILD/interactive/pty

# play FILE...: each file by itself.
play() {
	for file; do
		"$pty" "$file" 2>&1
	done
}

edited=$(mktemp) || exit
trap 'rm -f "$edited"' EXIT
plain=$#
if [ -e "$IPCSH_BUILD/modules/line.so" ]; then
	{
		echo "with lines that are edited:"
		IPCSH_TEST_TERM=xterm
		export IPCSH_TEST_TERM
		play "$@"
	} >"$edited" 2>&1 &
	ends=$((2 * plain))
	played='^left out: ' # here, but not there
else
	ends=$plain
	played='^left out: nothing$'
fi
plain=$(play "$@" | grep -v "$played")
wait
{
	echo "$plain"
	cat "$edited"
} | awk -v ends="$ends" '/^[0-9]+ passed, [0-9]+ failed$/ { p += $1; f += $2 == "passed," ? $3 : 0; ends--; next }
	/^left out: / { left += $3; next }
	{ print }
	END { if (left) print "left out: " left " cases for lines that are edited: there is no module for that"
		f += ends; print p + 0 " passed, " f " failed"; exit f > 0 }'
