# SPDX-License-Identifier: GPL-3.0-or-later
# examples.awk -v dir=DIR PAGE -- takes the examples out of the source of a page: a literal block whose first line begins
# with `$ ' goes into DIR/page.t, one whose first line is `/* NAME.c */' into DIR/NAME.c. All blocks of a page are one
# session, in which the C files are at hand.

BEGIN {
	session = dir "/page.t"
	print "  $ cp \"$TESTDIR\"/*.c . 2>/dev/null; :" >session
}

/^\.Bd -literal/ {
	in_block = 1
	out = ""
	next
}

/^\.Ed/ {
	if (out == session)
		print "" >session
	in_block = 0
	next
}

!in_block {
	next
}

{
	gsub(/\\&/, "")
	gsub(/\\-/, "-")
	gsub(/\\\(dq/, "\"")
	gsub(/\\e/, "\\")
}

out == "" {
	out = "none"
	if ($0 ~ /^\$ /)
		out = session
	else if ($0 ~ /^\/\* [a-z_]+\.c \*\/$/)
		out = dir "/" $2
}

out == session {
	print "  " $0 >session
}

out != session && out != "none" {
	print >out
}
