# not for msgget: what removes a queue looks for it first
# not for semget: what removes a set, likewise
mqnew $KEY
echo "status $?" || echo "status 9"
ipc set -m 640 --size 1000 mq:$KEY
echo "status $?" || echo "status 9"
mqwait -n $KEY
echo "status $?" || echo "status 9"
mqsend $KEY one
echo "status $?" || echo "status 9"
mqwait -t 5 $KEY
echo "status $?" || echo "status 9"
mqwait -t 5 --type 1 $KEY
echo "status $?" || echo "status 9"
mqrm $KEY
echo "status $?" || echo "status 9"
mqnew /faults$KEY
echo "status $?" || echo "status 9"
mqsend /faults$KEY one
echo "status $?" || echo "status 9"
ipc set -m 640 mq:/faults$KEY
echo "status $?" || echo "status 9"
mqwait -t 5 /faults$KEY
echo "status $?" || echo "status 9"
mqrm /faults$KEY
echo "status $?" || echo "status 9"
semnew $KEY 1 0
echo "status $?" || echo "status 9"
semop -t 5 $KEY 0:-1 1:+1
echo "status $?" || echo "status 9"
semval --set 1,2 $KEY
echo "status $?" || echo "status 9"
semstat -v x $KEY
echo "status $?" || echo "status 9"
semrm $KEY
echo "status $?" || echo "status 9"
fifonew faults.fifo
echo "status $?" || echo "status 9"
ipc set -m 640 fifo:./faults.fifo
echo "status $?" || echo "status 9"
fiform ./faults.fifo
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
