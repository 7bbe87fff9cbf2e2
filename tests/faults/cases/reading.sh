# lenient: a loop ends where read fails, with the status of what it did last
printf '%s\n' 'one two' 'three\' 'four' last >f
echo "status $?" || echo "status 9"
while IFS= read -r x; do echo "$x"; done <f
echo "status $?" || echo "status 9"
while read -r x y; do echo "$y $x"; done <f
cat f | while read -r x; do echo "$x"; done
echo "status $?" || echo "status 9"
cat f | { read -r x; cat; }
echo "status $?" || echo "status 9"
echo 'x=dotted' >f
. ./f
echo "status $? $x" || echo "status 9"
rm f
echo end /proc/self/fd/*
