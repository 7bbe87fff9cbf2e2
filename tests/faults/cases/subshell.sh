(echo one)
echo "status $?" || echo "status 9"
(cd / && x=1 && /bin/echo two)
echo "status $?" || echo "status 9"
(umask 077 && umask)
echo "status $?" || echo "status 9"
(trap 'echo bye || exit 9' EXIT && echo three)
echo "status $?" || echo "status 9"
x=$(umask 077 && (umask))
echo "status $? $x" || echo "status 9"
(exec /bin/echo four)
echo "status $?" || echo "status 9"
case $PWD in */cwd) ;; *) echo "status 9 in $PWD" ;; esac
echo end /proc/self/fd/*
