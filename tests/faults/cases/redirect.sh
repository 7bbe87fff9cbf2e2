# quiet: standard error is a file in part
{ echo one && echo two >&2; } >f 2>&1
echo "status $?" || echo "status 9"
{ read -r x && read -r y <&3; } <f 3<f
echo "status $? $x $y" || echo "status 9"
echo three >>f
echo "status $?" || echo "status 9"
printf four >f.2
echo "status $?" || echo "status 9"
cat f f.2 >f.3 2>&1
echo "status $?" || echo "status 9"
{ read -r x; } <>f.3
echo "status $? $x" || echo "status 9"
{ { echo five; } >f 7>f.2 && echo six; } 2>f.3
echo "status $?" || echo "status 9"
x=$({ echo seven; } 2>&1)
echo "status $? $x" || echo "status 9"
rm f f.2 f.3
echo end /proc/self/fd/*
