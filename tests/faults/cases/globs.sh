# not for open: a folder that cannot be read has no matches (XCU 2.14.3)
: >a.c >b.c >d.h
echo "status $?" || echo "status 9"
echo *.c || echo "status 9"
echo ./[a-b].* || echo "status 9"
for x in *; do echo "$x" || echo "status 9"; done
case abc in a*) echo yes || echo "status 9" ;; esac
x=abcabc
echo "${x//b/_} ${x##*a} ${x^^} $((1 + 2))" || echo "status 9"
printf '%s %5d %q\n' a 1 'b c'
echo "status $?" || echo "status 9"
rm *.c d.h
echo end /proc/self/fd/*
