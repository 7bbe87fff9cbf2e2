set -o pipefail
/bin/echo one | cat | tr o 0
echo "status $?" || echo "status 9"
/bin/echo two |& cat >f
echo "status $?" || echo "status 9"
cat f
echo "status $?" || echo "status 9"
cat </dev/null 3>f 4>&3 3>&-
echo "status $?" || echo "status 9"
rm f
echo end /proc/self/fd/*
