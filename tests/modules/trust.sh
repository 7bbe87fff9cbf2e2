#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# trust.sh -- which modules are loaded: those of the same build, from a folder that nobody else can change. Without one a
# table is plain and a line is read plainly; where there is one that is not taken, that is said once. Ends with `N passed,
# N failed`.
: "${IPCSH:?the program to be tested}"
passed=0 failed=0
tmp=$(mktemp -d) || exit
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cp "$IPCSH" "$tmp/ipcsh"
: >"$tmp/a_name_that_is_far_too_long_for_a_terminal_of_forty_columns"

# table: fdstat on a terminal of 40 columns; fitted, its longest line has 40.
table() {
	cat >"$tmp/script" <<-'SCRIPT'
		stty cols 40
		exec 3<"$1/a_name_that_is_far_too_long_for_a_terminal_of_forty_columns"
		fdstat --cols fd,name,mode 3
	SCRIPT
	script -qec "'$tmp/ipcsh' '$tmp/script' '$tmp'" /dev/null </dev/null | tr -d '\r' | awk 'length > 40 { long = 1 } /MODE/ { seen = 1 }
		END { print !seen ? "nothing" : long ? "plain" : "fitted" }'
}

# editing: how a shell reads two words and `exit' from a terminal, and what it says of modules.
editing() {
	printf '%s\n' 'fdstat 0' 'fdstat 0' exit | HOME=$tmp TERM=xterm ENV='' script -qec "'$tmp/ipcsh' -i" /dev/null | tr -d '\r' >"$tmp/session"
	# the editor asks the terminal to mark what is pasted
	if grep -q '2004h' "$tmp/session"; then echo edited; else echo plain; fi
	sed -n "s|^.* $tmp/modules/\([a-z]*.so is of another build\).*|\1|p" "$tmp/session"
}

# check WHAT EXPECTED [FUNCTION]
check() {
	got=$(${3:-table})
	if [ "$got" = "$2" ]; then
		passed=$((passed + 1))
	else
		echo "$1: $got, not $2"
		failed=$((failed + 1))
	fi
}

if [ -f "$IPCSH_BUILD/modules/table.so" ]; then
	mkdir -m 755 "$tmp/modules"
	cp "$IPCSH_BUILD"/modules/*.so "$tmp/modules/"
	chmod 755 "$tmp"/modules/*.so
	check "the module beside the program" fitted
	chmod 775 "$tmp/modules"
	check "a folder that a group can write" plain
	chmod 757 "$tmp/modules"
	check "a folder that all can write" plain
	chmod 755 "$tmp/modules"
	chmod 777 "$tmp/modules/table.so"
	check "a module that all can write" plain
	chmod 755 "$tmp/modules/table.so"
	mv "$tmp/modules" "$tmp/elsewhere"
	ln -s elsewhere "$tmp/modules"
	check "a folder that is a link" plain
	rm "$tmp/modules"
	mv "$tmp/elsewhere" "$tmp/modules"
	check "the module again" fitted
	id=$(readelf -n "$tmp/ipcsh" | sed -n 's/.*Build ID: //p')
	other=$(echo "$id" | tr 0-9a-f 1-9a-f0)
	[ ! -f "$tmp/modules/line.so" ] || check "a line that is edited" edited editing
	LC_ALL=C sed -i "s/$id/$other/g" "$tmp"/modules/*.so
	check "a module of another build" plain
	[ ! -f "$tmp/modules/line.so" ] || check "an editor of another build" "plain
line.so is of another build
table.so is of another build" editing
	echo 'no module' >"$tmp/modules/table.so"
	check "a file that is none" plain
	rm -r "$tmp/modules"
else
	echo "left out: all with modules, there are none in this build"
fi
check "no module" plain
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
