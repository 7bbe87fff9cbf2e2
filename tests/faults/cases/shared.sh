shared n=1 s=text
echo "status $?" || echo "status 9"
((n++)) && echo "$n"
echo "status $?" || echo "status 9"
(n=$((n + 5)))
echo "status $?" || echo "status 9"
echo "$n $s" || echo "status 9"
(umask 077 && s=changed)
echo "status $?" || echo "status 9"
echo "$s" || echo "status 9"
unset n s
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
