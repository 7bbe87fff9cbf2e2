set -o pipefail
{ echo one; } &
wait $!
echo "status $?" || echo "status 9"
/bin/echo two &
wait $!
echo "status $?" || echo "status 9"
/bin/echo three | cat &
wait $!
echo "status $?" || echo "status 9"
(exit 0) & (exit 0) & wait $!
echo "status $?" || echo "status 9"
x=$(/bin/echo four & wait $!)
echo "status $? $x" || echo "status 9"
echo end /proc/self/fd/*
