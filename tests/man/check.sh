#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh -- what is written about the words is true: the table of words (as `help -d' shows it) against the pages in man/,
# the examples of the pages, README.md and examples/README.md. Ends with `N passed, N failed`.
cd "$(dirname "$0")/../.." || exit
: "${IPCSH:?the program to be tested}"
LC_ALL=C
export LC_ALL IPCSH
passed=0 failed=0
tmp=$(mktemp -d) || exit
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

ok() { passed=$((passed + 1)); }
bad() {
	echo "$*"
	failed=$((failed + 1))
}

# tally: counts the lines `ok ...' and `not ok ...' of standard input; other lines are passed over.
tally() {
	while read -r first rest; do
		case $first in
		ok) ok ;;
		not) bad "${rest#ok }" ;;
		esac
	done
}

# session FILE: counts the commands of a transcript.
session() {
	"$IPCSH" -t "$1" >"$tmp/log" 2>&1
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$tmp/log" | tail -n 1)
	f=${line##*, } f=${f%% *}
	[ "$f" = 0 ] || cat "$tmp/log"
	passed=$((passed + ${line%% *} + 0)) failed=$((failed + ${f:-1}))
}

# rendered PAGE: as plain text, a paragraph a line.
backspace=$(printf '\b')
rendered() { mandoc -Tascii -O width=1000 "$1" | sed "s/.$backspace//g"; }

# ---- help and --help ----

cat >"$tmp/help" <<'END'
set -f
for name in $(help -d | while read -r name meaning; do echo "$name"; done); do
	[ -n "$(help -s "\\$name")" ] && echo "ok help -s $name" || echo "not ok help -s $name: prints nothing"
	help=$(help "\\$name") || echo "not ok help $name: status $?"
	[ -n "$help" ] && echo "ok help $name" || echo "not ok help $name: prints nothing"
	[ "$(type -t -- "$name")" = builtin ] || continue
	case $name in
	: | true | false | echo | test | \[) continue ;; # they take any words
	esac
	said=$("$name" --help 2>&1) || echo "not ok $name --help: status $?"
	[ "$said" = "$help" ] && echo "ok $name --help" || echo "not ok $name --help: $said"
done
said=$(help no_such_word 2>&1)
[ $? = 1 ] && [ -n "$said" ] && echo "ok" || echo "not ok help no_such_word: status $?, $said"
END
"$IPCSH" "$tmp/help" >"$tmp/answers" </dev/null 2>&1
grep -q '^ok mqrecv --help' "$tmp/answers" || bad "help does not work: $(head -n 3 "$tmp/answers")"
tally <"$tmp/answers"

# ---- each word has an entry, with its usage and its options ----

"$IPCSH" -c 'help -d | while read -r name _; do [ "$(type -t -- "$name")" != builtin ] || echo "$name"; done' |
while read -r name; do
	"$IPCSH" -c 'help "\\$1"' help "$name" | awk -v name="$name" '
		NR == 1 { sub(/^[^ ]+ ?/, ""); print "word", name, $0 }
		/^[a-z]+:/ { options = /^options:/ }
		options && match($0, /^ +-[^ ]+( [A-Z]+)?/) {
			option = substr($0, 1, RLENGTH)
			sub(/^ +/, "", option)
			print "option", name, option
		}'
done >"$tmp/table"
mkdir "$tmp/man"
for page in man/*.[0-9]; do
	rendered "$page" >"$tmp/$page"
done
awk -f tests/man/entries.awk "$tmp/table" "$tmp"/man/* >"$tmp/entries"
tally <"$tmp/entries"

# ---- the usage has the options that are explained, and no others ----

"$IPCSH" -c 'help -d | while read -r name _; do
	[ "$(type -t -- "$name")" != builtin ] || { echo "word $name"; help "\\$name"; }
done' | awk -f tests/man/usage.awk >"$tmp/answers"
grep -q '^ok mqrecv --type' "$tmp/answers" || bad "usage.awk finds no options"
tally <"$tmp/answers"

# ---- the examples of help run ----

mkdir "$tmp/help-examples"
n=0
"$IPCSH" -c 'help -d' | while read -r name _; do
	n=$((n + 1))
	"$IPCSH" -c 'help "\\$1"' help "$name" | awk -v name="$name" '
		/^[a-z]+:/ { shown = 0 }
		shown && (/^    \$ / || session) { session = 1; print substr($0, 3) }
		/^example:/ { print "help " name "\n"; shown = 1 }
		END { if (session) print "\n  $ exec 7>&- 8>&- 10>&- 11>&- 12>&- 13>&- 14>&-" }
	' >"$tmp/help-examples/$n.t"
	if [ -s "$tmp/help-examples/$n.t" ] || [ "$name" = keys ]; then
		echo "ok help $name: an example"
	else
		echo "not ok help $name: no example (src/builtins/help_*.c)"
	fi
done >"$tmp/answers"
tally <"$tmp/answers"
session "$tmp/help-examples"

# ---- each option of set -o and shopt has its line ----

"$IPCSH" -c 'set -o; shopt' | while read -r name _; do
	if grep -q "^ *$name\\( \\|\$\\)" "$tmp/man/ipcsh-builtins.1"; then
		echo "ok $name"
	else
		echo "not ok option $name: no line in ipcsh-builtins.1"
	fi
done >"$tmp/options"
tally <"$tmp/options"

# ---- what `help variables' and the usage of ipcsh name is in ipcsh.1 ----

"$IPCSH" -c 'help variables' | sed '/^example/,$d' | grep -o '\<[A-Z][A-Z0-9_]*\>' | sort -u | while read -r name; do
	grep -q -w "$name" "$tmp/man/ipcsh.1" && echo "ok $name" || echo "not ok variable $name: not in ipcsh.1"
done >"$tmp/answers"
letters=$(sed -n 's/^\.Op Fl \(aB[A-Za-z]*\)$/\1/p' man/ipcsh.1)
"$IPCSH" --help | grep -q -- "-$letters\]" && ok || bad "ipcsh.1: other letters than ipcsh --help"
for letter in $(echo "$letters" | sed 's/./& /g'); do
	"$IPCSH" "-$letter" -c : </dev/null >/dev/null 2>&1 && echo ok || echo "not ok ipcsh -$letter: status $?"
done >>"$tmp/answers"
tally <"$tmp/answers"

# ---- no page names a word that is none: what .Ic marks, and what looks like an IPC word ----

awk '/^\./ {
	for (i = 1; i <= NF; i++) {
		if (i > 1 && $i ~ /^[A-Z][a-z]$/ || i == 1)
			marked = 0
		sub(/^\\&/, "", $i)
		if (marked && $i !~ /^[.,:;()]$/)
			print $i
		if ($i == "Ic" || $i == ".Ic")
			marked = 1
	}
}' man/*.[0-9] >"$tmp/marked"
cat "$tmp"/man/* | tr -c 'A-Za-z0-9_./(-' '\n' | sed 's/[.]*$//' |
	grep -E '^(shm|mq|fifo|mmap|fd|sem|sock)[a-z]+$' | grep -v -x -E 'fdcloexec|sockets?|mqueue|semaphores?|sembuf' >>"$tmp/marked"
sort -u "$tmp/marked" >"$tmp/named"
cat >"$tmp/types" <<'END'
while read -r name; do
	case $(type -t -- "$name") in
	builtin | keyword) echo "ok $name" ;;
	*) echo "not ok $name: named in a page, but no word" ;;
	esac
done
END
"$IPCSH" "$tmp/types" <"$tmp/named" >"$tmp/answers"
tally <"$tmp/answers"

# ---- mandoc's own findings; manuals of other packages need not be installed ----

for page in man/*.[0-9]; do
	mandoc -Tlint "$page" 2>&1 | grep -v -E 'referenced manual not found|outdated mandoc\.db' >"$tmp/lint"
	if [ -s "$tmp/lint" ]; then
		bad "$(cat "$tmp/lint")"
	else
		ok
	fi
done

# ---- the examples of the pages run ----

for page in man/*.[0-9]; do
	dir=$tmp/examples/${page#man/}
	mkdir -p "$dir"
	awk -v dir="$dir" -f tests/man/examples.awk "$page"
	session "$dir/page.t"
done
for page in shm mq fifo mmap fd; do
	n=$(grep -c '^  \$ ' "$tmp/examples/ipcsh-$page.1/page.t")
	[ "$n" -gt 5 ] && ok || bad "ipcsh-$page.1: $n commands in its examples"
done

# ---- README.md ----

# words_of FILE: what stands in backquotes in the lines of its tables.
words_of() { grep '^|' "$1" | grep -o '`[^`]*`' | tr -d '`'; }

words_of README.md >"$tmp/named"
"$IPCSH" "$tmp/types" <"$tmp/named" | sed 's/in a page/in README.md/' >"$tmp/answers"
tally <"$tmp/answers"

# Each word that has an entry in a page of its family is in the table and in ipcsh(1).
grep '^page ' "$tmp/entries" | grep -v builtins | while read -r _ name page; do
	grep -q -x "$name" "$tmp/named" && echo ok || echo "not ok $name: not in the table of README.md"
	grep -q -w "$name" "$tmp/man/ipcsh.1" && echo ok || echo "not ok $name: not in ipcsh.1"
done >"$tmp/answers"
tally <"$tmp/answers"

# The first block: lines that can be pasted, each by itself; what they print is known.
{
	echo '  $ PATH=${IPCSH%/*}:$PATH'
	printf '  $ %s\n' "$(awk '/^```/ { n++; next } n == 1' README.md | sed '2,$s/^/  > /')"
	cat <<'END'
  42
  This is MQ!
  1
  2
  45
  HELLO
  margatad
  DATA
  three
  hello
  $ wait; exec {UP_r}<&-; ls

END
	# Blocks that begin with `$ ' are sessions; both end with an error.
	awk '/^```/ { if (shown) print "  [2]\n"; shown = 0; n++; first = 1; next }
		n % 2 && first { shown = /^\$ / }
		{ first = 0 }
		shown { print "  " $0 }' README.md
} >"$tmp/readme.t"
session "$tmp/readme.t"

for file in $(grep -o '](\([^):]*\))' README.md | tr -d ']()'); do
	[ -e "$file" ] && ok || bad "README.md: no $file"
done
for name in $(grep -o 'ipcsh-[a-z]*([0-9])' README.md | tr '(' . | tr -d ')'); do
	[ -f "man/$name" ] && ok || bad "README.md: no page $name"
done

# ---- examples/README.md ----

words_of examples/README.md | while read -r name _; do
	case $name in
	make) continue ;;
	*.t) file=examples/$name ;;
	*) file=tests/interop/$name.c ;;
	esac
	[ -f "$file" ] && echo ok || echo "not ok examples/README.md: no $file"
done >"$tmp/answers"
tally <"$tmp/answers"
for file in examples/*.t; do
	grep -q "^| \`${file#examples/}\`" examples/README.md && ok || bad "examples/README.md: no row for $file"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
