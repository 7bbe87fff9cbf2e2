x=$(echo one)
echo "status $? $x" || echo "status 9"
x=$(/bin/echo two)
echo "status $? $x" || echo "status 9"
x=$(echo three && /bin/echo four)
echo "status $? $x" || echo "status 9"
x=$(/bin/echo five && (umask 0) && exit 0)
echo "status $? $x" || echo "status 9"
set -o pipefail
x=$(echo six | cat)
echo "status $? $x" || echo "status 9"
x=$(/bin/echo seven | cat && echo eight)
echo "status $? $x" || echo "status 9"
echo end /proc/self/fd/*
