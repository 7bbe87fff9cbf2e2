# not for semget: what removes a set looks for it first
lock ./f echo one
echo "status $?" || echo "status 9"
f() { echo "$1"; }
lock -t 5 ./f f two
echo "status $?" || echo "status 9"
lock --ofd ./f /bin/echo three
echo "status $?" || echo "status 9"
semnew $KEY
echo "status $?" || echo "status 9"
lock $KEY echo four
echo "status $?" || echo "status 9"
semrm $KEY
echo "status $?" || echo "status 9"
rm f
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
