exec 5>f
echo "status $?" || echo "status 9"
echo one >&5
echo "status $?" || echo "status 9"
exec 5>&-
echo "status $?" || echo "status 9"
exec {n}<f
echo "status $?" || echo "status 9"
read -r x <&"$n"
echo "status $? $x" || echo "status 9"
exec {n}<&-
echo "status $?" || echo "status 9"
exec 65<f 64<&65
echo "status $?" || echo "status 9"
read -r x <&64
echo "status $? $x" || echo "status 9"
exec 64<&- 65<&-
echo "status $?" || echo "status 9"
rm f
echo end /proc/self/fd/*
