#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# rooms.sh -- checks the #include lines of src/ and include/ against the table of rooms in CONTRIBUTING.md: arrows go one
# way.
cd "$(dirname "$0")/.." || exit
bad=0

fault() {
	echo "$*" >&2
	bad=1
}

# may ROOM HEADER...: what files of ROOM may include with "..."; their own room's header and internal one always.
may() {
	room=$1
	shift
	allowed=" $room.h ${room%s}.h ${room}_internal.h $* "
	for file in src/"$room"/*.[ch] include/"$room".h include/"${room%s}".h; do
		[ -e "$file" ] || continue
		for header in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$file"); do
			case $allowed in
			*" $header "*) continue ;;
			esac
			case $header in
			*/*) ;;
			*) [ -e "src/$room/$header" ] && continue ;;
			esac
			fault "$file: \"$header\" is above or beside room $room"
		done
	done
}

# Lines `ROOM HEADER...' of the table: a room stands for its header.
table=$(sed -n 's/^| `\([a-z]*\)` |.* | \(.*\) |$/\1 \2/p' CONTRIBUTING.md | awk '{
	gsub(/[`,]/, "")
	line = $1
	for (i = 2; i <= NF; i++)
		if ($i != "libc")
			line = line " " ($i ~ /\.h$/ ? $i : $i == "modules" ? "module.h" : $i ".h")
	print line
}')
while read -r room headers; do
	[ -d "src/$room" ] || fault "CONTRIBUTING.md: there is no room $room"
	# shellcheck disable=SC2086
	may "$room" $headers
done <<END
$table
END
for dir in src/*/; do
	case "
$table" in
	*"
$(basename "$dir") "*) ;;
	*"
$(basename "$dir")") ;;
	*) fault "$dir: no such room in the table of CONTRIBUTING.md" ;;
	esac
done
sed -n 's/^#include "\(.*\)"$/\1/p' include/builtin.h | grep -qvx 'exec.h' && fault "include/builtin.h: more than exec.h"

[ "$bad" = 0 ] && echo "rooms: all arrows go one way"
exit "$bad"
