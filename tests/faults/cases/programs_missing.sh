command -v cat >/dev/null
echo "status $?" || echo "status 9"
cat /dev/null
echo "status $?" || echo "status 9"
hash -r
cat /dev/null
echo "status $?" || echo "status 9"
printf 'echo script "$1"\n' >f
echo "status $?" || echo "status 9"
chmod +x f
echo "status $?" || echo "status 9"
./f one
echo "status $?" || echo "status 9"
env -i /bin/echo two
echo "status $?" || echo "status 9"
rm f
echo end /proc/self/fd/*
