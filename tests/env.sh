#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# env.sh BUILD COMMAND... -- runs COMMAND with what tests and examples find their programs by, and with no signal ignored:
# a shell leaves those alone that were ignored when it began, as they are in the background or under nohup(1).
build=$(cd "$1" && pwd) || exit
shift
IPCSH=$build/ipcsh
IPCSH_INTEROP=$build/interop
IPCSH_BUILD=$build
export IPCSH IPCSH_INTEROP IPCSH_BUILD
exec env --default-signal "$@"
