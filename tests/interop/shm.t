Shared memory: ipcsh and C programs on a segment of 1,024 bytes with key 3306
=============================================================================

`shm_writer COUNT` and `shm_reader COUNT` are tests/interop/*.c: C programs that know nothing of ipcsh.

  $ PATH=$IPCSH_INTEROP:$PATH

within TRIES WANTED COMMAND... asks again until the command's output is WANTED, for a limited number of times

  $ within() {
  >   local tries=$1 wanted=$2 n=0
  >   shift 2
  >   until [ "$("$@" 2>&1)" = "$wanted" ]; do
  >     n=$((n + 1))
  >     [ "$n" -lt "$tries" ] || { echo "still not '$wanted': $("$@" 2>&1)"; return 1; }
  >     sleep 0.01
  >   done
  > }

C writes, ipcsh reads: the C string at offset 0, and nothing behind it

  $ shm_writer 1
  $ shmcat 3306
  1 (no-eol)
  $ shmcat 0xcea
  1 (no-eol)

all bytes are 1,024: the text and NULs

  $ shmcat -b 3306 | wc -c
  1024
  $ shmcat -b 3306 | od -A n -t c
     1  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
    \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  *

a value that changes while ipcsh looks at it: the attachment that the shell keeps shows the new one

  $ shm_writer 4 &
  $ within 500 4 shmcat 3306
  $ wait

ipcsh writes, C reads

  $ shmput 3306 'from the shell'
  $ shm_reader 1
  from the shell

a shorter value leaves nothing of the longer one to be seen

  $ shmput 3306 short
  $ shm_reader 1
  short

an empty value is an empty string

  $ shmput 3306 ''
  $ shm_reader 1 | cat -E
  $

a value that starts with a dash, and one of several words

  $ shmput 3306 -5
  $ shm_reader 1
  -5
  $ shmput 3306 four   words of   text
  $ shm_reader 1
  four words of text

a reader that runs meanwhile sees each of the values in their order

  $ shmput 3306 one
  $ shm_reader 0 >seen &
  $ within 500 one tail -n 1 seen
  $ shmput 3306 two
  $ within 500 two tail -n 1 seen
  $ shmput 3306 three
  $ within 500 three tail -n 1 seen
  $ kill $!; wait
  $ uniq seen
  one
  two
  three

the longest value that fits, 1,024 bytes, has no NUL at its end and does not go further; one byte more is refused and
leaves the value as it was

  $ long=$(head -c 1024 /dev/zero | tr '\0' x)
  $ shmput 3306 "$long" && [ "$(shmcat 3306)" = "$long" ] && echo same
  same
  $ shmput 3306 "${long}x" 2>/dev/null
  [2]
  $ [ "$(shmcat 3306)" = "$long" ] && echo same
  same

ipcsh makes the segment, C finds it

  $ shmrm 3306
  $ shm_reader 1
  shmget: No such file or directory
  [1]
  $ shmnew 3306 1024
  $ shmput 3306 made by ipcsh
  $ shm_reader 1
  made by ipcsh
  $ shm_writer 1
  $ shmcat 3306
  1 (no-eol)

a segment that somebody removed and made anew is another one, also for a shell that had the old one attached

  $ shmput 3306 old
  $ ipcrm -M 3306
  $ shmcat 3306 2>/dev/null
  [2]
  $ shm_writer 1
  $ shmcat 3306
  1 (no-eol)

the page that `shmput -c` makes is large enough for a program that asks for 1,024

  $ shmrm 3306
  $ shmput -c 3306 42
  $ shm_reader 1
  42

nothing stays

  $ shmrm 3306
  $ rm seen
