# SPDX-License-Identifier: GPL-3.0-or-later
# entries.awk TABLE PAGE... -- compares the table of words, lines `word NAME USAGE` and `option NAME OPTION`, with the
# entries of rendered pages: in a section WORDS, five blanks, the name and the usage; below it, further in, a line that
# begins with each option. Prints `ok ...` or `not ok ...` for each word and option, and `page NAME FILE`.

function squeezed(s) {
	gsub(/[ \t\n]+/, "", s)
	return s
}

# An entry ends: its body belongs to all names above it that had none of their own.
function close_entry(   i, n) {
	for (i = 1; i <= n_open; i++)
		body[open[i]] = text
	n_open = 0
	text = ""
}

FILENAME == ARGV[1] {
	name = $2
	rest = $0
	sub(/^[a-z]+ [^ ]+ ?/, "", rest)
	if ($1 == "word") {
		order[++n_words] = name
		usage[name] = rest
	} else {
		options[name, ++n_options[name]] = rest
	}
	next
}

FNR == 1 {
	close_entry()
	in_words = 0
}

/^[A-Z]/ {
	close_entry()
	in_words = ($0 == "WORDS")
}

!in_words {
	next
}

/^     [^ ]/ {
	if (squeezed(text) != "")
		close_entry()
	if ($1 in usage) {
		name = $1
		rest = $0
		sub(/^ +[^ ]+/, "", rest)
		if (match(rest, /  +/)) { # the text begins beside a short name
			text = substr(rest, RSTART) "\n"
			rest = substr(rest, 1, RSTART - 1)
		}
		found[name] = found[name] " " FILENAME
		if (squeezed(rest) != squeezed(usage[name]))
			wrong[name] = rest
		open[++n_open] = name
	}
	next
}

/^   [^ ]/ {
	close_entry()
	next
}

{
	text = text $0 "\n"
}

function described(text, option,   n, lines, i, s) {
	n = split(text, lines, "\n")
	for (i = 1; i <= n; i++) {
		s = lines[i]
		sub(/^ +/, "", s)
		if (index(s, option) == 1 && substr(s, length(option) + 1) ~ /^($|  |,)/)
			return 1
	}
	return 0
}

END {
	close_entry()
	for (i = 1; i <= n_words; i++) {
		name = order[i]
		n = split(found[name], files, " ")
		for (k = 1; k <= n; k++)
			print "page", name, files[k]
		if (n != 1)
			print "not ok " name ": " n " entries in the pages"
		else if (name in wrong)
			print "not ok " name ": the page says `" wrong[name] "', help says `" usage[name] "'"
		else if (squeezed(body[name]) == "")
			print "not ok " name ": its entry says nothing"
		else
			print "ok " name
		for (k = 1; k <= n_options[name]; k++) {
			if (described(body[name], options[name, k]))
				print "ok " name " " options[name, k]
			else
				print "not ok " name ": its entry has no line for " options[name, k]
		}
	}
}
