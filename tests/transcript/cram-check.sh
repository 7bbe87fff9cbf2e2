#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# cram-check.sh -- the grammar of transcripts is the one that cram's users know: both run the same files, and must agree
# on what passes and on what each file would have to say. Without cram there is nothing to compare. Started by tests/run.sh with $IPCSH.
ipcsh=$(realpath "${IPCSH:?which ipcsh?}") || exit 2
cram=$(command -v cram3 || command -v cram)
if [ -z "$cram" ] || ! command -v patch >/dev/null; then
	echo "left out: all, cram or patch is not installed"
	echo "0 passed, 0 failed"
	exit 0
fi
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/files" "$dir/cram" "$dir/ipcsh"
cd "$dir/files" || exit 2

file() { cat >"$1.t"; }

file plain <<'END'
Prose
  $ echo hi; echo there >&2
  hi
  there
More prose, $ with marks > and all
  $ true
  $ echo last
  last
END
file wrong <<'END'
  $ echo hi; echo there
  hi
  where
  more

Text between

  $ seq 20
  1
  3
  20
  21
  $ true
  unexpected
END
file empty <<'END'
END
file prose <<'END'
Nothing but prose
 one blank is not enough
	nor is a tab
END
file status <<'END'
  $ sh -c 'exit 3'
  [3]
  $ sh -c 'echo out; exit 4'
  out
  [4]
  $ sh -c 'exit 255'
  $ true
  [1]
  $ sh -c 'exit 5'
  [6]
END
file more <<'END'
  $ cat <<E
  >   two blanks
  > 
  > E
    two blanks
  
  $ for i in 1 2; do
  >   echo $i
  > done
  1
  2
  $ if true
  > then echo yes
  > fi
  no
END
file re <<'END'
  $ printf 'abc\nab123\nfoo.bar\na+b\n'
  a.c (re)
  [a-c]+\d+ (re)
  foo\.(bar|baz) (re)
  a\+b (re)
  $ printf 'abcd\nabc\nabcd\n'
  ab (re)
  a.c (re)
  \d (re)
  $ printf 'xyzzy\nx y\n(a)\n'
  x(y|z)*? (re)
  x\sy (re)
  [^\]]+ (re)
  $ printf '[x]\na-b\nw_1\n'
  [\[\]x]+ (re)
  [\w\-]+ (re)
  (?:w_)\d$ (re)
  $ echo broken
  *** (re)
END
file glob <<'END'
  $ printf 'abc\nfoobar\n*?\\\n[a]\na.c\n'
  a?c (glob)
  f*b*r (glob)
  \*\?\\ (glob)
  [a] (glob)
  a.c (glob)
  $ printf 'abc\nabc\n'
  a.c (glob)
  ab (glob)
  $ echo
  * (glob)
  $ echo x; echo y
  * (glob)
END
file esc <<'END'
  $ printf 'a\tb\n\001\033[m\n\\\a\n'
  a\tb (esc)
  \x01\x1b[m (esc)
  \\\x07 (esc)
  $ printf 'a\tb\n'
  a	b
  $ printf '\177\n'
  $ printf '\001\002\n'
  \001\x02 (esc)
  $ printf 'plain\n'
  plain (esc)
  $ printf '\377\376\n'
END
file noeol <<'END'
  $ printf abc
  abc (no-eol)
  $ printf 'abc\n'
  abc (no-eol)
  $ printf abc
  abc
  $ printf 'a\nb'
  $ printf abc
  a* (no-eol) (glob)
  $ printf abc
  ab. \(no-eol\) (re)
  $ printf 'a\001'
  a\x01 (no-eol) (esc)
  $ printf 'a\001'
END
file literal <<'END'
  $ printf 'x (re)\ny (glob)\nz (esc)\n'
  x (re)
  y (glob)
  z (esc)
END
file stray <<'END'
  stray at the beginning
  $ echo a
  a

  stray later
END
file state <<'END'
  $ x=1; f() { echo "f $x $1"; }
  $ x=2
  $ f 3
  f 2 3
  $ mkdir d; cd d; basename "$(pwd)"
  d
  $ echo "$TESTFILE $LANG $LC_ALL $TZ $COLUMNS"
  state.t C C GMT 80
  $ echo "$x" >file; cat file ../d/file
  2
  2
END
file order <<'END'
  $ echo 1; echo 2 >&2; echo 3; sh -c 'echo 4; echo 5 >&2'
  1
  2
  3
  4
  5
END
file exit80 <<'END'
  $ echo a
  $ exit 80
END
printf '  $ echo no newline at the end\n  no newline at the end' >cut.t

passed=0 failed=0
differ() {
	echo "$1: $2"
	failed=$((failed + 1))
}

# cram merges what was printed into the file by patch(1), and so keeps patterns that match, as -u does.
compare() {
	local name=$1 shell=$2 cram_status ipcsh_status
	cp "$name.t" ../cram
	cp "$name.t" ../ipcsh
	(cd ../cram && CRAM= "$cram" -i -y --shell="$shell" "$name.t" >log 2>&1)
	cram_status=$?
	(cd ../ipcsh && "$ipcsh" -t "$name.t" >log 2>&1)
	ipcsh_status=$?
	(cd ../ipcsh && "$ipcsh" -t -u "$name.t" >/dev/null 2>&1)
	if [ $cram_status -ne $ipcsh_status ]; then
		differ "$name with $shell" "cram says $cram_status, ipcsh -t $ipcsh_status"
		cat ../cram/log ../ipcsh/log
	elif ! diff -u --label cram --label "ipcsh -t -u" "../cram/$name.t" "../ipcsh/$name.t"; then
		differ "$name with $shell" "the updated texts differ"
	else
		passed=$((passed + 1))
	fi
}

for shell in /bin/sh "$ipcsh"; do
	for f in *.t; do
		rm -f ../cram/* ../ipcsh/*
		compare "${f%.t}" "$shell"
	done
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
