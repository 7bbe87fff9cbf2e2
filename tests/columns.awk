# columns.awk FILE... -- in the C locale: lines over 110 columns, which clang-format leaves alone in comments. Rules (----)
# may be longer.
{
	gsub(/[\200-\277]/, "") # what follows in a character of UTF-8
	columns = 0
	for (i = 1; i <= length($0); i++)
		columns = substr($0, i, 1) == "\t" ? columns + 8 - columns % 8 : columns + 1
}
columns > 110 && !/----/ {
	print FILENAME ":" FNR ": " columns " columns"
	bad = 1
}
END { exit bad }
