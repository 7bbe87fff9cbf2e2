/dev/shm is full: said, no SIGBUS, and nothing stays locked
===========================================================

  $ unshare -rmi mount -t tmpfs -o size=64k none /dev/shm 2>/dev/null || exit 80
  $ full() { unshare -rmi sh -c 'mount -t tmpfs -o size=64k none /dev/shm && exec "$IPCSH" -c "$1"' sh "$1"; }

a segment that had no memory set aside

  $ full '
  > shmnew --no-reserve /s 1000000; head -c 20000 /dev/zero | tr "\0" a | shmput /s; shmcat /s | wc -c
  > head -c 900000 /dev/zero | tr "\0" b | shmput /s; echo $?
  > shmcat /s | tr -d a | wc -c; echo before >/dev/shm/f; rm /dev/shm/f
  > shmput /s again; shmcat /s; echo; shmrm /s; shmput -c /s new; shmcat /s'
  20000
  ipcsh: shmput: /s: no room for this segment: the limit is 65536 bytes (the size of /dev/shm)
  2
  0
  ipcsh: echo: write error: no space left on device
  again
  new (no-eol)

one of a C program, which never has any set aside: to read it takes memory, too

  $ full '
  > truncate -s 1000000 /dev/shm/s; shmput /s first; shmcat /s; echo
  > shmput --off 20000 -b /s part; shmcat -b --off 20000 --len 4 /s; echo; shmcat -b /s; shmstat --cols SIZE /s
  > shmput --off 90000 /s x; shmcat -b --off 20000 --len 5 /s | od -A n -c
  > shmput --off 30000 /s x && shmcat -s --off 30000 /s'
  first
  part
  ipcsh: shmcat: /s: no room for this segment: the limit is 65536 bytes (the size of /dev/shm)
     SIZE
  1000000
  ipcsh: shmput: /s: no room for this segment: the limit is 65536 bytes (the size of /dev/shm)
     p   a   r   t  \0
  x (no-eol)

a part far behind the others takes the pages that it is written to, and no more

  $ full '
  > truncate -s 1000000 /dev/shm/s; shmput --off 900000 -b /s far; shmcat --off 900000 --len 3 /s; echo; shmput --off 300000 -b /s near; shmcat --off 300000 --len 4 /s; echo
  > shmstat --cols STATE,LENGTH,VERSION /s; [ "$(stat -c %b /dev/shm/s)" -lt 50 ] && echo few; shmput --off 900001 /s unlucky; shmcat --off 900000 --len 8 /s
  > for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  >   truncate -s 0 /dev/shm/s; truncate -s 1000000 /dev/shm/s; shmput /s first; head -c $((n * 4096)) /dev/zero >/dev/shm/f 2>/dev/null
  >   shmput --off 40959 -b /s x 2>/dev/null; status=$?; rm /dev/shm/f
  >   [ $status = 0 ] || [ $status = 2 ] || echo "$n $status"; shmput /s again; shmstat -v s /s; echo $s_state $status
  > done | sort | uniq -c | tr -s " " | cut -d " " -f 3 | uniq'
  far
  near
  STATE  LENGTH  VERSION
  value  900003        2
  few
  funlucky0
  2
