Sockets: sockserve sockcall sockcat socklisten sockaccept sockdial sockshut sockpass socktake
============================================================================================

  $ reply() { read -r line; echo "I got you!: $line"; }

A server is a function
----------------------

each connection runs it with standard input and output; -k says after how many to stop

  $ sockserve -k 2 unix:./s reply & sockcall -w unix:./s hello; sockcall unix:./s two words; wait $!; echo $?
  I got you!: hello
  I got you!: two words
  0

the socket's file has mode 0600 and goes with the server

  $ sockserve -k 2 unix:./s eval 'stat -c %a ./s' & sockcall -w unix:./s </dev/null; sockcall unix:./s </dev/null; wait $!; ls
  600
  600
  $ sockserve -k 1 -m 660 unix:./s eval 'stat -c %a ./s' & sockcall -w unix:./s </dev/null; wait $!
  660

an abstract name has no file

  $ sockserve -k 1 "unix:@t$$" reply & sockcall -w "unix:@t$$" hello; wait $!; ls
  I got you!: hello

a builtin, a program with arguments

  $ sockserve -k 1 unix:./s cat - & echo 'from standard input' | sockcall -w unix:./s; wait $!
  from standard input
  $ sockserve -k 1 unix:./s echo one two & sockcall -w unix:./s </dev/null; wait $!
  one two

who is there: the kernel's word for it

  $ who() { echo "$SOCK_PEER"; env | grep -c "^SOCK_PEER=$SOCK_PEER$"; }
  $ sockserve -k 1 unix:./s who & sockcall -w -v a unix:./s </dev/null; wait $!
  $ case $a in *:"$(id -u):$(id -g)
  > 1") echo yes;; *) echo "<$a>";; esac
  yes

what the function changes stays its own

  $ x=outer; change() { x=inner; cd /; exit 7; }
  $ sockserve -k 1 unix:./s change & sockcall -w unix:./s </dev/null; wait $!; echo "$? $x"
  0 outer

no client within -t: 124; it waits for those that are being served

  $ sockserve -t 0.02 unix:./s reply
  [124]
  $ slow() { read -r x; until [ -e go ]; do sleep 0.01; done; echo done >&3; }
  $ { sockserve -t 0.05 unix:./s slow 3>&1; echo "status $?"; } & sockdial -w -v c unix:./s; echo >&$c; sleep 0.2; : >go; wait
  done
  status 124
  $ exec {c}>&-; rm go

--max: the others wait for their turn

  $ count() { mkdir "at.$$.$BASHPID"; ls -d at.* 2>/dev/null | wc -l; until [ -e go ]; do sleep 0.01; done; rmdir "at.$$.$BASHPID"; }
  $ sockserve -k 6 --max 2 unix:./s count >/dev/null & server=$!
  $ for i in 1 2 3 4 5 6; do sockcall -w unix:./s </dev/null >>counts & done; until [ "$(ls -d at.* 2>/dev/null | wc -l)" = 2 ]; do sleep 0.01; done
  $ : >go; wait $server; wait; sort -u counts | tail -n 1 | tr -d ' '; wc -l <counts | tr -d ' '; rm go counts
  2
  6

two hundred at once, none the worse for one that says nothing and one that never reads

  $ sockserve -k 202 unix:./s reply & server=$!
  $ sockdial -w -v silent unix:./s; sockdial -v deaf unix:./s; echo to the deaf >&$deaf
  $ for i in $(seq 200); do sockcall unix:./s "$i" >>answers & clients="$clients $!"; done; wait $clients
  $ sort -u answers | wc -l | tr -d ' '; grep -c 'I got you!' answers
  200
  200
  $ exec {silent}>&- {deaf}>&-; wait $server; rm answers

a client that goes away while it is served is that function's affair

  $ talk() { yes 2>/dev/null; echo "talked" >talked; }
  $ sockserve -k 2 unix:./s talk & sockdial -w -v c unix:./s; read -r x <&$c; exec {c}>&-; sockdial -v c unix:./s; exec {c}>&-; wait $!; echo "$x $?"; cat talked
  y 0
  talked
  $ rm talked

a server that was killed leaves its file; the next one knows that nobody is behind it

  $ sockserve unix:./s reply & until [ -S s ]; do sleep 0.01; done; kill -9 $!; wait $! 2>/dev/null; [ -S s ] && echo there
  there
  $ sockserve -k 1 unix:./s reply & until sockcall unix:./s again 2>/dev/null; do sleep 0.01; done; wait $!
  I got you!: again

one that is alive is left alone, and so is what is no socket

  $ sockserve -k 1 unix:./s reply & until [ -S s ]; do sleep 0.01; done; sockserve -k 1 unix:./s reply
  ipcsh: sockserve: unix:./s: somebody listens there already
  [2]
  $ sockcall unix:./s still; wait
  I got you!: still
  $ echo text >f; sockserve unix:./f reply 2>/dev/null; cat f; rm f
  text

a signal ends it and takes its file along

  $ sockserve unix:./s reply & until [ -S s ]; do sleep 0.01; done; kill $!; wait $!; echo $?; ls
  143

a trap runs while it waits, and then it goes on

  $ (trap 'echo trapped >t' USR1; sockserve -k 2 unix:./s reply) & sockcall -w unix:./s first; kill -USR1 $!; until [ -s t ]; do sleep 0.01; done; sockcall unix:./s after; wait $!; cat t; rm t
  I got you!: first
  I got you!: after
  trapped

a child that has ended is no zombie, though no further client comes

  $ zombies() { cat /proc/[0-9]*/stat 2>/dev/null | grep -c ") Z $server "; }
  $ sockserve unix:./s reply & server=$!; sockcall -w unix:./s one; i=0; while [ "$(zombies)" != 0 ] && ((i++ < 200)); do sleep 0.01; done; zombies; kill $server; wait $server
  I got you!: one
  0
  [143]

its file is its own for as long as it runs: one that has the name later stays

  $ $IPCSH -c 'sockserve -t 0 unix:./s :; echo text >s'; cat s; rm s
  text

what the function closes is closed, though it goes on

  $ early() { read -r x; echo bye; exec <&- >&-; until [ -e go ]; do sleep 0.01; done; }
  $ sockserve -k 1 unix:./s early & sockcall -w unix:./s x; : >go; wait $!; rm go
  bye

a client that never stops sending keeps nobody once the function has ended

  $ one() { read -r x; echo "$x"; }
  $ sockserve -k 1 unix:./s one & yes 2>/dev/null | sockcat -w unix:./s 2>/dev/null; wait $!; echo $?
  y
  0

with few descriptors, one after the other

  $ (ulimit -n 16; sockserve -k 30 unix:./s reply) & for i in $(seq 30); do sockcall -w unix:./s "$i"; done | grep -c 'I got you'; wait $!; echo $?
  30
  0

where standard input and output are closed, a connection does not take their place

  $ sockserve -k 1 unix:./s reply <&- >&- & sockcall -w unix:./s x; wait $!
  I got you!: x
  $ sockserve -k 2 unix:./s cat & sockcall -w unix:./s x >&-; echo $?; sockcat -w unix:./s <&-; echo $?; wait $!
  ipcsh: sockcall: unix:./s: write error: bad file descriptor
  2
  ipcsh: sockcat: standard input: bad file descriptor
  2
  $ sockserve -k 1 unix:./s cat & sockcall -w unix:./s x >/dev/full; echo $?; wait $!
  ipcsh: sockcall: unix:./s: write error: no space left on device
  2

an answer without an end makes neither a limit nor a trap wait

  $ sockserve -k 1 unix:./s yes 2>/dev/null & sockcall -t 0.1 -w unix:./s x >/dev/null; echo $?; wait $!
  124
  $ sockserve -k 1 unix:./s yes 2>/dev/null & $IPCSH -c 'trap "exit 3" USR1; (sleep 0.05; kill -USR1 $$) & sockcat -w unix:./s </dev/null >/dev/null'; echo $?; wait $!
  3

a server in a server, in a subshell, in a function with redirections

  $ inner() { read -r x; sockserve -k 1 unix:./in reply & sockcall -w unix:./in "$x"; wait $!; }
  $ sockserve -k 2 unix:./s inner & sockcall -w unix:./s deep; sockcall unix:./s deeper; wait $!; ls
  I got you!: deep
  I got you!: deeper
  $ (sockserve -k 1 unix:./s reply) & sockcall -w unix:./s one; wait $!
  I got you!: one
  $ f() { sockserve -k 1 unix:./s reply; }; f </dev/null >/dev/null & sockcall -w unix:./s two; wait $!
  I got you!: two

SIGPIPE is a status, not a death
--------------------------------

  $ $IPCSH -c 'sockserve -k 1 unix:./s true & sockdial -w -v c unix:./s; wait $!; echo x >&$c; echo $?; printf y >&$c; echo $?; sockcall $c z; echo $?'
  ipcsh: echo: write error: broken pipe
  1
  ipcsh: printf: write error: broken pipe
  1
  ipcsh: sockcall: *: the other end closed before it had taken all (glob)
  2

but a pipe is a pipe, and a function that serves ends with its client

  $ $IPCSH -c 'socklisten -v l tcp::0; while :; do echo y; done' | head -n 1
  y
  $ for_ever() { while :; do echo y; done; }
  $ sockserve -k 1 unix:./s for_ever 2>/dev/null & sockdial -w -v c unix:./s; read -r x <&$c; exec {c}>&-; wait $!; echo "$x $?"
  y 0

TCP: IPv4, IPv6, a port that the system picks
---------------------------------------------

  $ socklisten -v l tcp::0; echo "${l_address%:*}"
  tcp:127.0.0.1
  $ sockdial -v c "$l_address"; sockaccept -v s $l; [ "${s_peer%:*}" = tcp:127.0.0.1 ] && echo "$((l >= 10)) $((c >= 10)) $((s >= 10))"
  1 1 1
  $ echo hello >&$c; read -r x <&$s; echo "$x"
  hello
  $ exec {l}>&- {c}>&- {s}>&-
  $ if [ -e /proc/net/if_inet6 ] && socklisten -v l 'tcp:[::1]:0' 2>/dev/null; then sockdial -v c "$l_address" && sockaccept -v s $l && echo "${s_peer%:*}"; exec {l}>&- {c}>&- {s}>&-; else echo 'tcp:[::1]'; fi
  tcp:[::1]
  $ socklisten -v l 'tcp:*:0'; sockdial -v c "tcp:127.0.0.1:${l_address##*:}" && echo connected; exec {l}>&- {c}>&-
  connected
  $ socklisten -v l 'tcp:*:0'; sockdial -v c "tcp:127.0.0.1:${l_address##*:}"; sockaccept -v s $l; echo "${s_peer%:*}"; exec {l}>&- {c}>&- {s}>&-
  tcp:127.0.0.1

Half-close: nothing is cut off when one side has ended
------------------------------------------------------

  $ socklisten -v l unix:./s; sockdial -v c unix:./s; sockaccept -v s $l; rm s
  $ echo question >&$c; sockshut $c w; cat <&$s; echo answer >&$s; sockshut $s w; cat <&$c
  question
  answer
  $ exec {l}>&- {c}>&- {s}>&-

3,000,000 bytes there and back, through a server that gives each byte back when it comes

  $ head -c 3000000 /dev/urandom >in; sockserve -k 1 unix:./s cat & sockcat -w unix:./s <in >out; wait $!; cmp in out && echo same
  same
  $ sockserve -k 1 unix:./s cat & sockcall -w -b unix:./s <in >out; wait $!; cmp in out && echo same; rm in out
  same

sockcall: a request and its answer
----------------------------------

  $ sockserve -k 5 unix:./s cat & server=$!
  $ sockcall -w unix:./s a b; sockcall -b unix:./s a b; echo; sockcall -0 unix:./s a | od -An -c | tr -s ' '; sockcall -s unix:./s a | od -An -c | tr -s ' '
  a b
  a b
   a \0
   a \0
  $ sockcall -v v unix:./s 'one
  > two'; echo "<$v>"; wait $server
  <one
  two>

NULs pass; a variable cannot hold them

  $ sockserve -k 2 unix:./s cat & printf 'a\0b' | sockcall -w unix:./s | od -An -c | tr -s ' '; printf 'a\0b' >f; sockcall -v v unix:./s <f 2>/dev/null; echo "$? $v"; wait $!; rm f
   a \0 b
  2 ab

-k: so many lines are enough; on a connection that stays open, one after the other

  $ upper() { while read -r w; do echo "$w" | tr a-z A-Z; done; }
  $ sockserve -k 1 unix:./s upper & sockdial -w -v c unix:./s; sockcall -k 1 $c first; sockcall -k 1 -v v $c second; echo "$v"; exec {c}>&-; wait $!
  FIRST
  SECOND

what follows those lines stays in the connection, for whoever reads next

  $ two() { while read -r w; do printf '%s\n' "$w 1" "$w 2"; done; }
  $ sockserve -k 1 unix:./s two & sockdial -w -v c unix:./s; sockcall -k 1 $c a; read -r x <&$c; echo "$x"; sockcall -k 2 $c b; sockcall -k 3 -v v $c 'c
  > d'; echo "$v"; read -r x <&$c; echo "$x"; exec {c}>&-; wait $!
  a 1
  a 2
  b 1
  b 2
  c 1
  c 2
  d 1
  d 2

the connection ends before: status 1, and what came; the last line may lack its newline

  $ ends() { read -r w && printf '%s' "$w" | tr , '\n'; }
  $ sockserve -k 6 unix:./s ends & for w in a,b, a,b a, '' a,b,c; do sockcall -w -k 2 unix:./s "$w"; echo " $?"; done; sockcall -k 1 -v v unix:./s ''; echo "$? <$v>"; wait
  a
  b
   0
  a
  b 0
  a
   1
   1
  a
  b
   0
  1 <>
  $ sockserve -k 3 unix:./s ends & for w in 12345 1234 ''; do sockcall -w --size 2 -k 2 -b unix:./s "$w
  > "; echo " $?"; done; wait
  1234 0
  1234 0
   1
  $ sockserve -k 1 unixseq:./s fdread 0 9 & sockcall -w -k 2 unixseq:./s a; echo $?; wait
  a
  1

records of one size, as C programs send structures: filled up, no newline; what follows stays, too

  $ sockserve -k 1 unix:./s cat & sockdial -w -v c unix:./s; sockcall --size 8 $c one | od -An -c | tr -s ' '; sockcall -b --size 2 -v v $c 'abcdef'; echo "$v"; sockcall --size 1 -k 2 -b $c ''; echo; fdread $c 9; echo; exec {c}>&-; wait $!
   o n e \0 \0 \0 \0 \0
  ab
  cd
  ef
  $ sockserve -k 1 unix:./s cat & sockcall -w --size 2 unix:./s abc; echo $?; sockcall -w --size 5 unix:./s abcde; echo; wait $!
  ipcsh: sockcall: unix:./s: 3 bytes are more than --size 2
  2
  abcde

it does not wait longer than -t

  $ socklisten -v l unix:./s; sockcall -t 0.05 unix:./s hello; echo $?; exec {l}>&-; rm s
  124

a server that takes one line: the answer is printed, and the rest is said

  $ short() { read -r x; echo enough; }
  $ yes | head -c 9000000 >much
  $ sockserve -k 1 unix:./s short & sockcall -w unix:./s <much; echo $?; wait $!
  enough
  ipcsh: sockcall: unix:./s: the other end closed before it had taken all
  2

in a subshell that needs no process

  $ sockserve -k 1 unix:./s reply & x=$(sockcall -w unix:./s hello); wait $!; echo "$x"
  I got you!: hello

Redirections
------------

  $ sockserve -k 1 unix:./s reply & until [ -S s ]; do sleep 0.01; done; exec 5<>"/dev/unix$PWD/s"; echo by hand >&5; cat <&5; exec 5>&-; wait $!
  I got you!: by hand
  $ socklisten -v l tcp::0; exec 5<>"/dev/tcp/127.0.0.1/${l_address##*:}"; sockaccept -v s $l; echo hello >&$s; read -r x <&5; echo "$x"; exec {l}>&- {s}>&- 5>&-
  hello
  $ $IPCSH -o posix -c ': </dev/tcp/127.0.0.1/1' 2>&1 | sed 's/.*: //'
  no such file or directory

Descriptors through a socket
----------------------------

  $ echo 'a line of the file' >f; socklisten -v l unix:./s; sockdial -v c unix:./s; sockaccept -v s $l; rm s
  $ exec 7<f; sockpass $c 7; exec 7<&-; socktake -v n $s; cat <&$n; exec {n}<&-
  a line of the file
  $ exec 7>f 8>g; sockpass $c 7 8; exec 7>&- 8>&-; socktake -v n $s; set -- $n; echo one >&$1; echo two >&$2; cat f g; echo $#
  one
  two
  2
  $ eval "exec $1>&- $2>&-"; rm f g
  $ socktake -n -v n $s
  [1]
  $ socktake -t 0.02 -v n $s
  [124]
  $ exec {c}>&-; socktake -v n $s
  [1]
  $ exec {l}>&- {s}>&-

What goes along with them, which many programs expect; behind it the stream goes on
-----------------------------------------------------------------------------------

  $ echo inside >f; sockpair -v two; set -- $two; exec 7<f
  $ sockpass --text '/etc/motd 0644' $1 7; echo next >&$1; socktake -v n $2; cat <&$n; echo "$n_text"; read -r x <&$2; echo "$x"; exec {n}<&-
  inside
  /etc/motd 0644
  next
  $ printf '\0\5' | sockpass -b $1 7; socktake -b -v n $2 >along; od -An -tu1 along; exec {n}<&-
     0   5
  $ sockpass $1 7; sockpass --text second $1 7; for i in 1 2; do socktake -v n $2; echo "<$n_text>"; exec {n}<&-; done
  <>
  <second>
  $ printf 'no descriptor' >&$1; socktake -v n $2; echo "$n_text"
  ipcsh: socktake: *: what came was no descriptor (sockpass sends one) (glob)
  no descriptor
  $ sockpass --text '' $1 7
  ipcsh: sockpass: *: descriptors need a byte to go with (glob)
  [2]
  $ exec 7<&-; eval "exec $1<&- $2<&-"; rm f along

Urgent data
-----------

  $ socklisten -v l tcp::0; sockdial -v c "$l_address"; sockaccept -v s $l
  $ echo before >&$c; socksend --oob $c '!'; sockrecv --oob -t 20 $s; read -r x <&$s; echo "$x"
  !
  before
  $ sockrecv --oob -n $s; echo $?; sockrecv --oob -t 0.02 $s; echo $?
  1
  124
  $ { sleep 0.05; socksend --oob $c ab; } & sockrecv -v u --oob -t 20 $s; echo "$u"; wait; fdread $s 10; echo
  b
  a
  $ exec {c}<&-; sockrecv --oob -t 20 $s
  [1]
  $ sockrecv --oob tcp::1; socksend --oob udp::1 x; exec {s}<&- {l}<&-
  ipcsh: sockrecv: tcp::1: --oob is for the descriptor of a stream that is connected
  ipcsh: socksend: udp::1: --oob is for the descriptor of a stream that is connected

Two that are connected: sockpair
--------------------------------

  $ sockpair -v two; set -- $two; echo "$# $(($1 >= 10))"; echo hello >&$1; read -r x <&$2; echo "$x"; echo back >&$2; sockshut $2 w; cat <&$1
  2 1
  hello
  back
  $ eval "exec $1<&- $2<&-"; sockpair -v two; set -- $two; { read -r x <&$1; echo "got $x" >&$1; } & echo over >&$2; read -r x <&$2; echo "$x"; wait; eval "exec $1<&- $2<&-"
  got over
  $ sockpair -v two unixgram; set -- $two; socksend $1 one; socksend $1 ''; sockrecv $2; sockrecv -v m $2; echo "<$m> <$m_peer>"; eval "exec $1<&- $2<&-"
  one
  <> <>
  $ sockpair -v two unixseq; set -- $two; socksend $1 one; socksend $1 two; eval "exec $1<&-"; sockrecv -k 2 $2; sockrecv $2; echo $?; eval "exec $2<&-"
  one
  two
  1
  $ sockpair -v two unixseq; set -- $two; socksend $1 one; socksend $1 two; socksend $2 'not taken'; eval "exec $1<&-"; sockrecv -k 2 $2; sockrecv $2; echo $?; eval "exec $2<&-"
  one
  two
  1
  $ sockpair -v two unixseq; set -- $two; socksend $2 'not taken'; eval "exec $1<&-"; sockrecv $2 2>/dev/null; echo $?; eval "exec $2<&-"
  2
  $ sockpair -v two; set -- $two; exec 7</dev/null; sockpass $1 7; socktake -v n $2; [ -e /proc/$$/fd/$n ] && echo passed; eval "exec 7<&- $1<&- $2<&- $n<&-"
  passed
  $ sockpair; sockpair -v two tcp; sockpair -v two unix unix 2>/dev/null
  ipcsh: sockpair: give -v NAME: the number of the descriptor goes there
  ipcsh: sockpair: tcp: unix, unixgram or unixseq is needed
  [2]

a program does not inherit the shell's own end of a server

  $ sockserve -k 1 unix:./s eval 'ls /proc/self/fd | tr "\n" " "' & sockcall -w unix:./s </dev/null; echo; wait $!
  0 1 2 3 


Options of a socket: sockopt
----------------------------

  $ socklisten -v s tcp::0; sockopt $s >all; awk '$1 == "acceptconn" || $1 == "type" { print $1, $2 }' all; rm all
  acceptconn 1
  type 1
  $ sockopt $s keepalive=1 nodelay=1 linger=5 rcvtimeo=2.5; sockopt $s keepalive nodelay linger rcvtimeo sndtimeo; sockopt $s linger=-1; sockopt -v l $s linger; echo $l
  1
  1
  5
  2.5
  0
  -1
  $ sockopt -j --cols option,value $s | grep -e keepalive -e rcvtimeo
        {"option": "keepalive", "value": 1},
        {"option": "rcvtimeo", "value": 2.5},

where the urgent byte stood, and what the other end has not got yet

  $ socklisten -v l tcp::0; sockdial -v c "$l_address"; sockaccept -v d $l; printf abc >&$c; socksend --oob $c '!'; printf def >&$c; fdread -v x $d 3; sockrecv --oob -t 5 -v u $d; sockopt $d atmark outq; fdread -t 5 $d 3; echo; sockopt $d atmark; echo "$x $u"; exec {l}<&- {c}<&- {d}<&-
  1
  0
  def
  0
  abc !
  $ socklisten --opt oobinline=1 -v l tcp::0; sockdial -v c "$l_address"; sockaccept -v d $l; printf abc >&$c; socksend --oob $c '!'; printf def >&$c; fdread -t 5 $d 3; sockopt $d atmark; until fdread -v x $d 1; [ "$x" = f ]; do printf %s "$x"; done; echo; exec {l}<&- {c}<&- {d}<&-
  abc1
  !de

those of a UNIX socket are fewer

  $ socklisten -v l tcp::0; sockdial -v c "$l_address"; sockaccept -v d $l; echo x >&$c; read -r x <&$d; sockopt -v rtt $c rtt; ((rtt > 0)) && echo "there and back"; sockopt $c retransmitted lost; sockopt $c rtt=1; exec {l}<&- {c}<&- {d}<&-
  there and back
  0
  0
  ipcsh: sockopt: rtt=1: this can only be read
  $ socklisten -v l udp::0; sockopt $l rtt; exec {l}<&-
  ipcsh: sockopt: rtt: this socket has no such option
  $ socklisten -v u unix:./u; sockopt $u nodelay
  ipcsh: sockopt: nodelay: this socket has no such option
  [2]
  $ sockopt $u ttl=5
  ipcsh: sockopt: ttl: this socket has no such option
  [2]
  $ sockopt --cols option $u | grep -c -e nodelay -e ttl -e cork
  0
  [1]
  $ sockopt $u passcred=1 passcred
  1
  $ exec {u}<&-; rm u

what is wrong

  $ sockopt $s domain=3
  ipcsh: sockopt: domain=3: this can only be read
  [2]
  $ sockopt $s nosuch
  ipcsh: sockopt: nosuch: no such option (`sockopt FD' lists those that there are)
  [2]
  $ for v in x '' 99999999999 1.5; do sockopt $s ttl=$v 2>/dev/null; [ $? = 2 ] || echo "<$v>"; done; sockopt $s rcvtimeo=-1 2>/dev/null
  [2]
  $ sockopt 0
  ipcsh: sockopt: 0: not a socket
  [2]
  $ sockopt 99 ttl
  ipcsh: sockopt: 99: not open
  [2]
  $ sockopt x 2>/dev/null
  [2]
  $ sockopt -v x $s ttl tos 2>/dev/null
  [2]
  $ exec {s}<&-
