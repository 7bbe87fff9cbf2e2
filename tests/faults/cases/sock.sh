# not for sigaction: that of SIGCHLD has no reason to fail
trap "" PIPE
socklisten -v l unix:./s
echo "status $?" || echo "status 9"
sockdial -t 2 -v c unix:./s
echo "status $?" || echo "status 9"
sockaccept -t 2 -v a $l
echo "status $?" || echo "status 9"
echo one >&$c
echo "status $?" || echo "status 9"
read -t 2 -r x <&$a && echo "$x"
echo "status $?" || echo "status 9"
echo two | sockcall -t 2 -k 1 $c >f &
echo "status $?" || echo "status 9"
echo three >&$a || echo "status 9"
wait $!
echo "status $?" || echo "status 9"
cat f
echo "status $?" || echo "status 9"
sockpass -t 2 $a 0 1 3<f
echo "status $?" || echo "status 9"
socktake -t 2 -v n $c
echo "status $?" || echo "status 9"
for fd in $n; do eval "exec $fd>&-"; done
sockshut $a w
echo "status $?" || echo "status 9"
exec {a}>&- {c}>&- {l}>&-
echo "status $?" || echo "status 9"
rm -f s f
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
