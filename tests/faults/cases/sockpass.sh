# not for sigaction: that of SIGCHLD has no reason to fail
trap "" PIPE
socklisten -v l unix:./s
echo "status $?" || echo "status 9"
sockdial -t 2 -v c unix:./s
echo "status $?" || echo "status 9"
sockaccept -t 2 -v a $l
echo "status $?" || echo "status 9"
echo through >f || echo "status 9"
sockpass -t 2 $c 0 1 3<f
echo "status $?" || echo "status 9"
socktake -t 2 -v n $a
echo "status $?" || echo "status 9"
for fd in $n; do eval "exec $fd>&-"; done
sockshut $c w
echo "status $?" || echo "status 9"
exec {a}>&- {c}>&- {l}>&-
echo "status $?" || echo "status 9"
rm -f s f
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
