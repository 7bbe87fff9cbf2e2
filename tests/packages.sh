#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# packages.sh COMMAND:PACKAGE... -- installs the Debian packages of those commands that are missing, as root or through
# sudo, without asking. The commands "check", "smartcols" and "readline" are the libraries of these names. Where nothing can be installed, one line says what to install.
missing=
for pair; do
	command=${pair%%:*} package=${pair#*:}
	case $command in
	check | smartcols | readline) pkg-config --exists "$command" 2>/dev/null || missing="$missing $package" ;;
	*) command -v "$command" >/dev/null 2>&1 || missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
	as_root="sudo -n"
	sudo -n true 2>/dev/null || as_root=none
fi
if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
	echo "missing, please install (Debian's names):$missing" >&2
	exit 1
fi

install_missing() {
	# shellcheck disable=SC2086 # words are meant
	DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null 2>&1
}
echo "installing:$missing"
install_missing || { $as_root apt-get update -qq </dev/null >/dev/null 2>&1 && install_missing; } || {
	echo "apt-get could not install:$missing (try: apt-get update && apt-get install$missing)" >&2
	exit 1
}
