# not for sigaction: that of SIGCHLD has no reason to fail
trap : PIPE
coproc UP { tr a-z A-Z; }
echo "status $?" || echo "status 9"
echo hello >&$UP_w
echo "status $?" || echo "status 9"
exec {UP_w}>&-
read -r x <&$UP_r
echo "status $? $x" || echo "status 9"
exec {UP_r}<&-
wait $UP_pid
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
