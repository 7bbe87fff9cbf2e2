#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [FILE.pty...] -- the shell on a real terminal; ends with `N passed, N failed`. Started by tests/env.sh.
cd "$(dirname "$0")" || exit
[ $# -gt 0 ] || set -- *.pty
exec "$IPCSH_BUILD/interactive/pty" "$@"
