#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# oracle.sh [FROM TO] -- the scripts of these seeds (a few where none are named; `make oracle` runs 10,000) do the same in
# ipcsh -o posix, dash and bash --posix; ends with `N passed, N failed`. What differs for a reason is in oracle/accepted.
cd "$(dirname "$0")" || exit
if ! command -v bash >/dev/null || ! command -v dash >/dev/null; then
	echo "left out: all, bash or dash is not installed"
	echo "0 passed, 0 failed"
	exit 0
fi
! ldd "$IPCSH" 2>/dev/null | grep -q libasan || export ORACLE_SANITIZED=1
"$IPCSH_BUILD/oracle" "${1:-1}" "${2:-60}" "$PWD/oracle/accepted" "$IPCSH"
