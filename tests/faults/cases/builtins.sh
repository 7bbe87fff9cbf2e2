set -o pipefail
echo one two | { read -r a b && echo "$b $a"; }
echo "status $?" || echo "status 9"
printf '%s\n' x y z | { read -r a && read -r b && read -r c && echo "$a$b$c"; }
echo "status $?" || echo "status 9"
: | : | :
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
