#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# replay.sh -- every kept input through its fuzz target; ends with `N passed, N failed`.
cd "$(dirname "$0")" || exit
passed=0 failed=0
for folder in corpus/*/; do
	name=$(basename "$folder")
	result=$("$IPCSH_BUILD/replay/$name" "$folder" 2>&1)
	line=$(printf '%s\n' "$result" | grep -E '^[0-9]+ passed, [0-9]+ failed$' | tail -n 1)
	[ -n "$line" ] || line='0 passed, 1 failed'
	p=${line%% *} f=${line##*, } f=${f%% *}
	[ "$f" = 0 ] || printf '%s\n' "$result"
	passed=$((passed + p)) failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
