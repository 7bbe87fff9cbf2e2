set -o pipefail
f() { local a=$1 b=two; echo "$a $b" && g "$a"; }
g() { local IFS=:; set -- x:y:z; set -- $1 && echo "$#"; }
f one
echo "status $?" || echo "status 9"
f one >f
echo "status $?" || echo "status 9"
f one | cat
echo "status $?" || echo "status 9"
x=5 eval 'echo "$x" && y=$((x * 2))'
echo "status $? $y" || echo "status 9"
r() { [ "$1" = 0 ] || r $(($1 - 1)); }
r 20
echo "status $?" || echo "status 9"
unset -f f g
alias e='echo aliased'
eval e
echo "status $?" || echo "status 9"
rm f
echo end /proc/self/fd/*
