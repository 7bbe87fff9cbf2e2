fifonew ./q
echo "status $?" || echo "status 9"
fiforecv -n ./q
fifosend -t 5 ./q one
echo "status $?" || echo "status 9"
fiforecv -t 1 ./q
echo "status $?" || echo "status 9"
printf '%s\n' two three | fifosend -t 0.2 ./q
echo "status $?" || echo "status 9"
fiforecv -t 1 -k 2 ./q
echo "status $?" || echo "status 9"
fiform ./q
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
