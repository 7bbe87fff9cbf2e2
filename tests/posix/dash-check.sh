#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# dash-check.sh -- the transcripts in tests/posix are about POSIX, not about ipcsh: dash runs them too, under cram. Where
# dash is wrong, or older than the standard, a paragraph that begins with `Not dash: REASON` says so; the commands from
# there to the next heading or paragraph are left out. And ipcsh runs them called as sh. With NAME... only these files.
# Started by tests/run.sh.
here=$(realpath "$(dirname "$0")") || exit 2
cram=$(command -v cram3 || command -v cram)
if [ -z "$cram" ] || ! command -v dash >/dev/null; then
	echo "left out: all, cram or dash is not installed"
	echo "0 passed, 0 failed"
	exit 0
fi
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
export HOME=$dir
cd "$dir" || exit 2

# for_dash FILE: the file without what dash is excused from.
for_dash() {
	awk '/^[^ ]/ { skip = /^Not dash: ./ } !(skip && /^  /)' "$1"
}

# check SHELL NAME: cram on the file NAME here; a difference is at least one that failed.
check() {
	total=$(grep -c '^  \$ ' "$2")
	if CRAM='' "$cram" --shell="$1" "$2" >log 2>&1 </dev/null; then
		passed=$((passed + total))
		return
	fi
	echo "$2 under $1:"
	cat log
	bad=$(grep -c '^@@ ' log)
	[ "$bad" -gt 0 ] || bad=$total
	passed=$((passed + total - bad)) failed=$((failed + bad))
}

passed=0 failed=0
[ -n "${IPCSH:-}" ] && ln -s "$(realpath "$IPCSH")" sh
[ $# -gt 0 ] || set -- "$here"/*.t
for file; do
	name=$(basename "$file" .t).t
	for_dash "$here/$name" >"$name"
	check dash "$name"
	if [ -e sh ]; then
		cp "$here/$name" "$name"
		check "$dir/sh" "$name"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
