set -o pipefail
read -r x <<END
small
END
echo "status $? $x" || echo "status 9"
cat <<END
small
END
echo "status $?" || echo "status 9"
x=0123456789abcdef x=$x$x$x$x x=$x$x$x$x x=$x$x$x$x x=$x$x$x$x
cat <<END | cksum
$x$x
END
echo "status $?" || echo "status 9"
while read -r y; do echo "${#y}" || echo "status 9"; done <<END
$x$x
last
END
echo "status $?" || echo "status 9"
cat <<<"a string"
echo "status $?" || echo "status 9"
echo end /proc/self/fd/*
