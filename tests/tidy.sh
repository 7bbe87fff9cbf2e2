#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh FLAG... FILE -- clang-tidy on one file, silent but for what it finds. One file a run: with several, clang-tidy 14
# takes every va_list but the first file's for uninitialised.
for file; do :; done
flags=
for flag; do
	[ "$flag" = "$file" ] || flags="$flags --extra-arg=$flag"
done
# shellcheck disable=SC2086 # words are meant
found=$(clang-tidy --quiet $flags "$file" -- 2>/dev/null)
status=$?
[ -z "$found" ] || printf '%s\n' "$found"
exit "$status"
