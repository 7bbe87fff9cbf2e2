# not for shmget: what removes a segment looks for it first
shmnew $KEY 4096
echo "status $?" || echo "status 9"
shmput $KEY one
echo "status $?" || echo "status 9"
echo two | shmput $KEY
echo "status $?" || echo "status 9"
shmcat $KEY
echo "status $?" || echo "status 9"
x=$(shmcat $KEY)
echo "status $? $x" || echo "status 9"
shmrm $KEY
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
