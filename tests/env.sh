#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# env.sh BUILD COMMAND... -- runs COMMAND with what tests and examples find their programs by.
build=$(cd "$1" && pwd) || exit
shift
IPCSH=$build/ipcsh
IPCSH_INTEROP=$build/interop
IPCSH_BUILD=$build
export IPCSH IPCSH_INTEROP IPCSH_BUILD
exec "$@"
