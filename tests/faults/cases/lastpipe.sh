set -o pipefail
shopt -s lastpipe
echo one | read -r x
echo "status $? $x" || echo "status 9"
/bin/echo two | read -r x
echo "status $? $x" || echo "status 9"
echo end /proc/self/fd/*
