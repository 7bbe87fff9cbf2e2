x=${ echo one; }
echo "status $? $x" || echo "status 9"
x=${ y=3; /bin/echo two; }
echo "status $? $x $y" || echo "status 9"
echo four >f
echo "status $?" || echo "status 9"
x=$(<f)
echo "status $? $x" || echo "status 9"
rm f
echo end /proc/self/fd/*
