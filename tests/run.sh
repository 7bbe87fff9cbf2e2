#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh -- all tests, one part after the other; ends with the sum, `N passed, N failed`. Started by tests/env.sh.
cd "$(dirname "$0")/.." || exit
passed=0 failed=0 left_out=0
log=$IPCSH_BUILD/test-logs
mkdir -p "$log"

# count NAME P F: one part's result.
count() {
	printf '%-28s %6d passed, %d failed\n' "$1" "$2" "$3"
	passed=$((passed + $2)) failed=$((failed + $3))
}

# check NAME COMMAND...: a test that is its exit status.
check() {
	name=$1
	shift
	if "$@" >"$log/$name" 2>&1; then
		count "$name" 1 0
	else
		cat "$log/$name"
		count "$name" 0 1
	fi
}

# tell_left_out NAME: what a part left out it says in lines `left out: WHAT', or `FILE.t: skipped'.
tell_left_out() {
	sed -n -e 's/^left out: /  &/p' -e 's/^\(.*\.t\): skipped$/  left out: \1 (it says why at its beginning)/p' "$log/$1" >"$log/left-out"
	cat "$log/left-out"
	left_out=$((left_out + $(wc -l <"$log/left-out")))
}

# counted NAME COMMAND...: a part that ends with a line `N passed, N failed` of its own.
counted() {
	name=$1
	shift
	"$@" >"$log/$name" 2>&1
	status=$?
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log/$name" | tail -n 1)
	p=${line%% *} f=${line##*, } f=${f%% *}
	if [ -z "$line" ] || { [ "$status" != 0 ] && [ "$f" = 0 ]; }; then
		cat "$log/$name"
		echo "$name: ended with status $status and no honest count"
		count "$name" "${p:-0}" $((${f:-0} + 1))
		return
	fi
	[ "$f" = 0 ] || cat "$log/$name"
	count "$name" "$p" "$f"
	tell_left_out "$name"
}

# unit PROGRAM: Check's own line says how many.
unit() {
	name=unit-${1##*/test_}
	"$1" >"$log/$name" 2>&1
	status=$?
	line=$(grep -E '^[0-9]+%: Checks: ' "$log/$name" | tail -n 1)
	checks=$(echo "$line" | sed -n 's/.*Checks: \([0-9]*\).*/\1/p')
	bad=$(echo "$line" | sed -n 's/.*Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 + \2/p')
	bad=$((${bad:-1}))
	[ "$status" = 0 ] || [ "$bad" != 0 ] || bad=1
	[ "$bad" = 0 ] || cat "$log/$name"
	count "$name" $((${checks:-0} - bad < 0 ? 0 : ${checks:-0} - bad)) "$bad"
}

check rooms tests/rooms.sh
for program in "$IPCSH_BUILD"/unit/test_*; do
	case $program in
	*.d | *.o) ;;
	*) unit "$program" ;;
	esac
done
for part in posix lang words errors interop; do
	counted "$part" "$IPCSH" -t "tests/$part"
done
counted examples "$IPCSH" -t examples
for script in tests/*/*.sh; do
	[ -x "$script" ] && counted "$(basename "$(dirname "$script")")-$(basename "$script" .sh)" "$script"
done
[ "$left_out" = 0 ] || echo "left out: $left_out, named above"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
