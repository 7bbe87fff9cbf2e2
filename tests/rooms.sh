#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# rooms.sh -- checks the #include lines of src/ and include/ against the table of rooms: arrows go one way.
cd "$(dirname "$0")/.." || exit
bad=0

# may ROOM HEADER...: what files of ROOM may include with "..."; their own room's header and internal one always.
may() {
	room=$1
	shift
	allowed=" $room.h ${room}_internal.h $* "
	for file in src/"$room"/*.[ch] include/"$room".h; do
		[ -e "$file" ] || continue
		for header in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$file"); do
			case $allowed in
			*" $header "*) continue ;;
			esac
			case $header in
			*/*) ;;
			*) [ -e "src/$room/$header" ] && continue ;;
			esac
			echo "$file: \"$header\" is above or beside room $room" >&2
			bad=1
		done
	done
}

may base module.h
may modules base.h module.h
may ipc base.h ipcsh/cell.h
may inspect base.h ipc.h
may syntax base.h
may vars base.h
may expand base.h syntax.h vars.h
may exec base.h ipc.h syntax.h vars.h expand.h
may builtins builtin.h base.h module.h ipc.h inspect.h syntax.h vars.h expand.h exec.h
may transcript base.h inspect.h syntax.h exec.h
may ui base.h module.h syntax.h vars.h exec.h
sed -n 's/^#include "\(.*\)"$/\1/p' include/builtin.h | grep -qvx 'exec.h' && { echo "include/builtin.h: more than exec.h" >&2; bad=1; }

for dir in src/*/; do
	case $(basename "$dir") in
	base | modules | ipc | inspect | syntax | vars | expand | exec | builtins | transcript | ui) ;;
	*) echo "$dir: no such room" >&2; bad=1 ;;
	esac
done
[ "$bad" = 0 ] && echo "rooms: all arrows go one way"
exit "$bad"
