# SPDX-License-Identifier: GPL-3.0-or-later
# usage.awk -- reads the texts of `help NAME' of builtins, one after the other, each behind a line `word NAME': the options
# that the usage has and those that are explained are the same. Prints `ok ...' or `not ok ...' for each.

function finish(   o) {
	for (o in called)
		print (o in explained ? "ok " : "not ok ") name " " o (o in explained ? "" : ": in its usage, but not explained")
	for (o in explained)
		if (!(o in called))
			print "not ok " name " " o ": explained, but not in its usage"
	delete called
	delete explained
}

# -abc, -+abc: letters; --long: a name; -SIGNAL and a lone - are no options, and -N is one only before its argument.
function call(token, next_one,   i) {
	if (token ~ /^--./)
		called[token] = 1
	else if (token !~ /^-(SIGNAL|)$/ && (token != "-N" || next_one == "N"))
		for (i = 2; i <= length(token); i++)
			if (substr(token, i, 1) ~ /[A-Za-z0-9]/)
				called["-" substr(token, i, 1)] = 1
}

/^word / {
	finish()
	name = $2
	first = 1
	options = 0
	next
}

first {
	first = 0
	sub(/^[^ ]+/, "")
	gsub(/[][|]/, " ")
	for (i = 1; i <= NF; i++)
		if ($i ~ /^-/ && $i != "--")
			call($i, $(i + 1))
	next
}

/^[a-z]+:/ {
	options = /^options:/
	next
}

options && /^ +-/ && !/this shell has none|likewise/ {
	if (match($0, /^  -[^-,]/))
		explained["-" substr($0, 4, 1)] = 1
	else if (match($0, /--[a-z-]+/))
		explained[substr($0, RSTART, RLENGTH)] = 1
}

END {
	finish()
}
