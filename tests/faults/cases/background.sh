# not for sigaction: that of SIGCHLD has no reason to fail
set -o pipefail
{ echo one; } &
[ $? = 0 ] || echo "status 9"
wait $!
echo "status $?" || echo "status 9"
/bin/echo two &
[ $? = 0 ] || echo "status 9"
wait $!
echo "status $?" || echo "status 9"
/bin/echo three | cat &
[ $? = 0 ] || echo "status 9"
wait $!
echo "status $?" || echo "status 9"
(exit 0) & (exit 0) & wait $!
echo "status $?" || echo "status 9"
x=$(/bin/echo four & wait $!)
echo "status $? $x" || echo "status 9"
echo end /proc/self/fd/*
