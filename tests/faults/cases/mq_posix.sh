mqnew /faults$KEY
echo "status $?" || echo "status 9"
mqsend /faults$KEY one
echo "status $?" || echo "status 9"
printf '%s\n' two three | mqsend --prio 2 /faults$KEY
echo "status $?" || echo "status 9"
mqrecv -n /faults$KEY
echo "status $?" || echo "status 9"
x=$(mqrecv -t 5 /faults$KEY) && echo "$x"
echo "status $?" || echo "status 9"
mqrecv -n -v x /faults$KEY && echo "$x"
echo "status $?" || echo "status 9"
mqrm /faults$KEY
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
