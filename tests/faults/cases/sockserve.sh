# quiet
# not for sigaction: that of SIGCHLD has no reason to fail
# not for malloc: the shell that started it ends, and the server waits on for clients
trap "" PIPE
sockserve -k 2 -t 5 unix:./s cat >log 2>&1 &
echo "status $?" || echo "status 9"
sockcall -w -t 5 unix:./s one || echo "status 9"
sockcall -t 5 -v x unix:./s two || echo "status 9"
echo "$x" || echo "status 9"
wait $!
echo "status $?" || echo "status 9"
rm -f s log
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
