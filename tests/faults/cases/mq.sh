# not for msgget: what removes a queue looks for it first
mqnew $KEY
echo "status $?" || echo "status 9"
mqsend $KEY one
echo "status $?" || echo "status 9"
printf '%s\n' two three | mqsend --type 2 $KEY
echo "status $?" || echo "status 9"
mqrecv -n $KEY
echo "status $?" || echo "status 9"
x=$(mqrecv -n --type 2 $KEY)
echo "status $? $x" || echo "status 9"
mqrecv -n -v x $KEY
echo "status $? $x" || echo "status 9"
mqrm $KEY
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
