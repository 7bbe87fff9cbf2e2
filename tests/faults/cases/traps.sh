# lenient: what a trap does has no status
trap 'echo usr1' USR1 || exit
echo "status $?" || echo "status 9"
kill -USR1 $$
echo "status $?" || echo "status 9"
trap - USR1
echo "status $?" || echo "status 9"
trap '' TERM
echo "status $?" || echo "status 9"
trap - TERM
(trap 'echo term; exit 0' TERM; kill -TERM $BASHPID; echo not)
echo "status $?" || echo "status 9"
trap 'echo bye' EXIT
echo end /proc/self/fd/*
