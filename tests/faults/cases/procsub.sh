# lenient: nobody sees the statuses of <( )
# not for sigaction: that of SIGCHLD has no reason to fail
trap '' PIPE # of a reader that could not begin
cat <(echo one) <(/bin/echo two)
echo "status $?" || echo "status 9"
echo three > >(read -r x; echo "$x")
wait $!
echo "status $?" || echo "status 9"
while read -r x; do echo "$x"; done < <(echo four)
echo end /proc/self/fd/*
