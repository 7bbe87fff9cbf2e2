shmnew /faults$KEY 4096
echo "status $?" || echo "status 9"
shmput /faults$KEY one
echo "status $?" || echo "status 9"
shmput -v v /faults$KEY two
echo "status $?" || echo "status 9"
shmput --if $v /faults$KEY three
echo "status $?" || echo "status 9"
shmput --if 1 /faults$KEY four
shmcat /faults$KEY
echo "status $?" || echo "status 9"
shmcat -v x --ver v /faults$KEY
echo "status $?" || echo "status 9"
shmwait -n /faults$KEY || :
echo "status $?" || echo "status 9"
x=$(shmcat /faults$KEY) && echo "$x" || echo "status 9"
shmrm /faults$KEY
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
