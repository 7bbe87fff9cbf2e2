#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh FOLDER TARGET... -- fuzzes each target for $FUZZ_SECONDS; finds go to FOLDER/finds/TARGET. Status 1: there are some.
# What was learnt on the way is kept in FOLDER/corpus and begins the next run.
cd "$(dirname "$0")/../.." || exit
folder=$1
shift
found=0
for name; do
	mkdir -p "$folder/corpus/$name" "$folder/finds/$name"
	dict=
	[ ! -f "tests/fuzz/$name.dict" ] || dict=-dict=tests/fuzz/$name.dict
	printf '%s: ' "$name"
	if ASAN_OPTIONS=detect_leaks=1 nice -n 10 "$folder/$name" $dict -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 \
		-rss_limit_mb=1500 -max_len=2048 -close_fd_mask=2 -print_final_stats=1 -artifact_prefix="$folder/finds/$name/" \
		"$folder/corpus/$name" "tests/fuzz/corpus/$name" >"$folder/$name.log" 2>&1; then
		grep -a number_of_executed_units "$folder/$name.log" | grep -o '[0-9]*$' | sed 's/$/ runs/'
	else
		found=1
		echo "a find, see $folder/finds/$name"
		tail -n 25 "$folder/$name.log"
	fi
done
exit "$found"
