echo one >f
mmapput -b f two
echo "status $?" || echo "status 9"
mmapcat f
echo "status $?" || echo "status 9"
exec 3<>f
echo "status $?" || echo "status 9"
fdread 3 1
echo "status $?" || echo "status 9"
fdseek 3 0
echo "status $?" || echo "status 9"
fdread 3 1
echo "status $?" || echo "status 9"
exec 3>&-
rm f
echo end /proc/self/fd/*
