#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh -- make install into an empty folder: the program runs from there, its manual and examples are there, a C
# program finds the library by pkg-config, and make uninstall leaves nothing. Ends with `N passed, N failed`.
: "${IPCSH:?the program to be tested}"
passed=0 failed=0
top=$(pwd)
tmp=$(mktemp -d) || exit
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
prefix=$(cat "$IPCSH_BUILD/prefix")
root=$tmp/root$prefix

# check WHAT COMMAND...: its output is shown if it fails.
check() {
	what=$1
	shift
	if "$@" >"$tmp/log" 2>&1; then
		passed=$((passed + 1))
	else
		echo "$what:"
		cat "$tmp/log"
		failed=$((failed + 1))
	fi
}

# The same PREFIX as it was built with, or it would be built anew.
make_to() {
	MAKEFLAGS='' make -C "$top" "$1" BUILD="$IPCSH_BUILD" PREFIX="$prefix" DESTDIR="$tmp/root"
}

run_installed() {
	out=$("$root/bin/ipcsh" -c 'shmput -c --rm 0x70c000f1 42; shmcat 0x70c000f1') && [ "$out" = 42 ]
}

run_as_sh() {
	ln -s ipcsh "$root/bin/sh"
	out=$("$root/bin/sh" -c 'echo a\\nb')
	rm "$root/bin/sh"
	[ "$out" = 'a
b' ]
}

run_example() {
	"$root/bin/ipcsh" -t "$root/share/doc/ipcsh/examples/worker-pool.t"
}

# What completion knows of other commands.
completions_are_there() {
	for file in completions/*; do
		cmp "$file" "$root/share/ipcsh/$file" || return
	done
}

pages_are_there() {
	for page in man/*.[0-9]; do
		[ -f "$root/share/man/man${page##*.}/${page##*/}" ] || return
	done
}

# The compiler flags as pkg-config gives them, with the folder of this installation before them.
flags() {
	PKG_CONFIG_PATH="$root/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$tmp/root" pkg-config "$@" ipcsh
}

build_against_it() {
	sanitize=
	case $(ldd "$IPCSH" 2>/dev/null) in *libasan*) sanitize=-fsanitize=address,undefined ;; esac
	# shellcheck disable=SC2046,SC2086
	${CC:-cc} -std=c17 -D_GNU_SOURCE $sanitize $(flags --cflags) -o "$tmp/join" examples/join.c $(flags --libs) || return
	# shellcheck disable=SC2016
	JOIN=$tmp/join "$root/bin/ipcsh" -c 'shmnew --rm 0x70c000f2 100
		"$JOIN" 0x70c000f2 & shmput 0x70c000f2 41; wait; [ "$(shmcat 0x70c000f2)" = 42 ]'
}

# Each of the headers is complete in itself.
headers_stand_alone() {
	for header in "$root"/include/ipcsh/*.h; do
		# shellcheck disable=SC2046,SC2086
		echo "#include <ipcsh/${header##*/}>" |
			${CC:-cc} -std=c17 -D_GNU_SOURCE $(flags --cflags) -fsyntax-only -x c - || return
	done
}

nothing_left() {
	left=$(find "$tmp/root" ! -type d)
	[ -z "$left" ] || { echo "$left" && false; }
}

check install make_to install
check "the installed program" run_installed
check "as sh" run_as_sh
check "an installed example" run_example
check "the manual" pages_are_there
check "files for completion" completions_are_there
check "a program built with pkg-config" build_against_it
check "the installed headers" headers_stand_alone
check uninstall make_to uninstall
check "what uninstall leaves" nothing_left
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
