# not for semget: what removes a set looks for it first
semnew $KEY 2
echo "status $?" || echo "status 9"
semwait $KEY
echo "status $?" || echo "status 9"
sempost $KEY
echo "status $?" || echo "status 9"
semval $KEY
echo "status $?" || echo "status 9"
x=$(semval $KEY)
echo "status $?" || echo "status 9"
semrm $KEY
echo "status $?" || echo "status 9"
semnew /faults$KEY 1
echo "status $?" || echo "status 9"
semwait -t 5 /faults$KEY
echo "status $?" || echo "status 9"
sempost /faults$KEY
echo "status $?" || echo "status 9"
semval /faults$KEY
echo "status $?" || echo "status 9"
semrm /faults$KEY
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
