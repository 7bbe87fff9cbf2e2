Datagrams: udp:, unixgram: and the records of unixseq:
=====================================================

One at a time: sockrecv, socksend
---------------------------------

TEXT goes as it is; what is printed ends in a newline

  $ socklisten -v s udp::0; echo "${s_address%:*} $((s >= 10))"
  udp:127.0.0.1 1
  $ socksend "$s_address" hello there; sockrecv $s
  hello there
  $ socksend "$s_address" hello; sockrecv -b $s | od -An -c
     h   e   l   l   o
  $ socksend -s "$s_address" hello; sockrecv -0 $s | od -An -c
     h   e   l   l   o  \0  \0
  $ socksend "$s_address" 'two
  > lines'; sockrecv $s
  two
  lines

--size: as C programs send structures

  $ socksend --size 6 "$s_address" abc; sockrecv -b $s | od -An -c; socksend --size 2 "$s_address" abc 2>&1 | sed 's/:[0-9]*: /:N: /'
     a   b   c  \0  \0  \0
  ipcsh: socksend: udp:127.0.0.1:N: 3 bytes are more than --size 2

who sent it, and an answer

  $ sockdial -v c "$s_address"; socksend $c question; sockrecv -v q $s; echo "$q ${q_peer%:*} <$q_cred>"
  question udp:127.0.0.1 <>
  $ socksend --to "$q_peer" $s answer; sockrecv $c
  answer

bytes: NULs, none at all, as many as there can be

  $ printf 'a\0b\n' | socksend -b $c; sockrecv -b $s | od -An -c
     a  \0   b  \n
  $ socksend $c ''; sockrecv -b -v e $s; echo "$? <$e>"; sockrecv -n $s
  0 <>
  [1]
  $ head -c 65507 /dev/urandom >in; socksend -b $c <in; sockrecv -b $s >out; cmp in out && echo same; rm in out
  same
  $ socksend -s $c text; sockrecv -s $s
  text

each line of standard input is one; -k, --peek

  $ printf 'one\ntwo\n\nthree' | socksend $c; sockrecv --peek $s; sockrecv -k 2 $s; sockrecv -k 2 $s
  one
  one
  two
  
  three
  $ printf 'one\0two' | socksend -0 $c; sockrecv -v a $s; sockrecv -v b $s; echo "$a $b"
  one two
  $ sockrecv -n $s
  [1]
  $ sockrecv -t 0.02 $s
  [124]

with an address: bound for this one, and closed again

  $ exec {s}<&- {c}<&-
  $ sockrecv unixgram:./r & socksend -w unixgram:./r 'to an address'; wait $!; ls
  to an address
  $ sockrecv -k 2 unixgram:./r >got & printf '%s\n' a b | socksend -w unixgram:./r; wait $!; cat got; rm got
  a
  b
  $ $IPCSH -c 'sockrecv -f unixgram:./r' & until [ -S r ]; do sleep 0.01; done; kill $!; wait $!; echo $?; ls
  143

who reads the output goes away: it ends as by a write there

  $ sockrecv -f -t 20 unixgram:./r | :; echo $PIPESTATUS; ls
  141 0

a trap runs while it waits, and nothing is lost

  $ $IPCSH -c 'trap ": >trapped" USR1; sockrecv unixgram:./r' & until [ -S r ]; do sleep 0.01; done; kill -USR1 $!; until [ -e trapped ]; do sleep 0.01; done; socksend unixgram:./r after; wait $!; rm trapped
  after

UNIX: who sends has a name of its own, so that it can be answered
-----------------------------------------------------------------

  $ socklisten --rm -v s unixgram:./s; stat -c %a s; sockdial -v c unixgram:./s; socksend $c hello; sockrecv -v m $s; echo "${m_peer%%@*} $m"
  600
  unixgram: hello
  $ socksend --to "$m_peer" $s back; sockrecv $c
  back
  $ exec {c}<&-; sockdial --from unixgram:./me -v c unixgram:./s; socksend $c hello; sockrecv -v m $s; echo "$m_peer"
  unixgram:./me
  $ exec {c}<&-; rm me; socksend --from unixgram:./me unixgram:./s once; sockrecv -v m $s; echo "$m $m_peer"; ls
  once unixgram:./me
  s

and the kernel's word for who it is

  $ sockopt $s passcred=1; socksend unixgram:./s me; sockrecv -v m $s; [ "$m_cred" = "$$:$(id -u):$(id -g)" ] && echo me
  me

and when it came; of UDP, too, and which address it was sent to

  $ sockopt $s timestamp=1; before=$(date +%s.%N); socksend unixgram:./s x; after=$(date +%s.%N); sockrecv -v m $s; printf '%s\n' $before $m_time $after | sort -c && echo between; sockopt $s timestamp=0; unset -v m_time; socksend unixgram:./s x; sockrecv -v m $s; echo "<$m_time><$m_to>"
  between
  <><>
  $ socklisten -v u udp:*:0; sockopt $u timestamp=1 pktinfo=1; port=${u_address##*:}; for a in 127.0.0.1 127.0.0.5; do socksend udp:$a:$port x; sockrecv -v m $u; echo "$m_to ${m_time:+at a time}"; done; exec {u}<&-
  127.0.0.1%lo at a time
  127.0.0.5%lo at a time
  $ if [ -e /proc/net/if_inet6 ] && socklisten --opt pktinfo=1 -v u 'udp:[::1]:0' 2>/dev/null; then socksend $u_address x; sockrecv -v m $u; echo "$m_to"; exec {u}<&-; else echo '::1%lo'; fi
  ::1%lo
  $ sockopt $s pktinfo=1
  ipcsh: sockopt: pktinfo: this socket has no such option
  [2]

longer than UDP can be; descriptors that come along are closed

  $ head -c 150000 /dev/urandom >in; socksend -b unixgram:./s <in; sockrecv -b $s >out; cmp in out && echo same; rm in out
  same
  $ sockdial -v c unixgram:./s; set -- /proc/$$/fd/*; n=$#; sockpass $c 0 1 2; sockrecv -b $s | od -An -c; set -- /proc/$$/fd/*; [ $# = $n ] || echo "$#, not $n"
    \0

no room: -n 1, -t 124, and what went is all there

  $ n=0; until ! socksend -n $c x; do n=$((n + 1)); done; socksend -n $c x; echo $?; socksend -t 0.02 $c x; echo $?; sockrecv -n -k $n $s | sort | uniq -c | wc -l
  1
  124
  1
  $ exec {c}<&-; sockrecv -n $s
  [1]

also where the socket is not connected, which poll(2) calls ready

  $ socklisten -v d unixgram:./d; until ! socksend -n --to unixgram:./s $d x; do :; done; socksend -n --to unixgram:./s $d x; echo $?; socksend -t 0.02 --to unixgram:./s $d x; echo $?
  1
  124
  $ exec {d}<&- {s}<&-; rm d s

abstract names

  $ socklisten -v s "unixgram:@t$$"; socksend "$s_address" hello; sockrecv -n $s; ls; exec {s}<&-
  hello

A question and its answer: sockcall
-----------------------------------

  $ answers() { while sockrecv -v m "$1" && [ "$m" != quit ]; do socksend --to "$m_peer" "$1" "$m" "$m"; done; }
  $ socklisten -v s udp::0; answers $s &
  $ sockcall "$s_address" one; sockcall -v x "$s_address" two words; echo "<$x>"
  one one
  <two words two words>
  $ sockcall -b "$s_address" x | od -An -c; sockcall -0 "$s_address" x | od -An -c; sockcall -s "$s_address" x | od -An -c
     x       x
     x       x  \0
     x       x  \n

standard input is one datagram, without its last newline; -b: with it

  $ printf 'a\nb\n' | sockcall "$s_address"; printf 'a\n' | sockcall -b "$s_address" | od -An -c
  a
  b a
  b
     a  \n       a  \n
  $ sockcall "$s_address" ''
   

-k: so many datagrams; -t: all in all

  $ sockcall -k 2 -t 0.05 "$s_address" x; echo $?
  x x
  124
  $ sockdial -v c "$s_address"; sockcall $c kept; sockcall $c open; exec {c}<&-
  kept kept
  open open

what is typed at both ends: sockcat; a line is a datagram, a datagram a line

  $ printf '%s\n' a b c | sockcat -k 3 "$s_address"
  a a
  b b
  c c
  $ printf 'a\0b' | sockcat -0 -k 2 "$s_address" | od -An -c
     a       a  \0   b       b  \0
  $ printf 'a\nb\n' | sockcat -b -k 1 "$s_address" | od -An -c
     a  \n   b  \n       a  \n   b  \n
  $ printf 'a\n' | sockcat -t 0.05 "$s_address"; echo $?
  a a
  124
  $ socksend "$s_address" quit; wait; exec {s}<&-

nobody there: said, or with -w sent again until somebody is

  $ sockcall "$s_address" x 2>&1 | sed 's/:[0-9]*: /:N: /'
  ipcsh: sockcall: udp:127.0.0.1:N: nobody listens there (sockserve or socklisten does; -w waits until somebody does)
  $ { sleep 0.05; socklisten -v s "$s_address"; sockrecv -v m $s; socksend --to "$m_peer" $s "$m, at last"; } & sockcall -w -t 20 "$s_address" here; wait
  here, at last
  $ sockcall -w -t 0.05 "$s_address" x; echo $?
  124

too many bytes for one

  $ head -c 65508 /dev/zero | sockcall -b udp::9 2>&1
  ipcsh: sockcall: udp::9: 65508 bytes are too many for one datagram: it has 65507 at most
  [2]
  $ head -c 99999 /dev/zero | sockcat udp::9 2>/dev/null
  [2]

UNIX, from a name of the kernel's or an own one; more of them than a queue holds, both ways at once

  $ socklisten --rm -v s unixgram:./s; answers $s &
  $ sockcall unixgram:./s hello; sockcall --from unixgram:./me unixgram:./s hello; ls
  hello hello
  hello hello
  s
  $ seq 5000 | sockcat -k 5000 unixgram:./s | tail -n 1
  5000 5000
  $ socksend unixgram:./s quit; wait; exec {s}<&-; rm s

A server is a function: sockserve
---------------------------------

the function that serves connections serves datagrams: its input is one, what it writes is the answer

  $ reply() { read -r line; echo "I got you!: $line"; }
  $ socklisten -v p udp::0; A=$p_address; exec {p}<&-
  $ sockserve -k 2 "$A" reply & sockcall -w "$A" hello; sockcall "$A" two words; wait $!; echo $?
  I got you!: hello
  I got you!: two words
  0

a program, also one that takes the place of the function's shell, by whichever way

  $ by_exec() { trap 'echo never' EXIT; exec sed 's/^/exec: /'; echo never; }; in_subshell() { echo first; (exec sed 's/^/in: /'; echo never); echo last; }
  $ for c in 'sed s/^/sed:_/' by_exec in_subshell 'exec sed s/^/operand:_/' 'eval exec tr h H' 'env sed s/^/env:_/'; do sockserve -k 1 unixgram:./s $c & sockcall -w unixgram:./s hello; wait $! || echo $?; done
  sed:_hello
  exec: hello
  first
  in: hello
  last
  operand:_hello
  Hello
  env:_hello
  $ ipcsh() { $IPCSH -c 'f() { exec sed "s/^/last: /"; }; sockserve -k 1 unixgram:./s f'; }; ipcsh & sockcall -w unixgram:./s hello; wait $!
  last: hello
  $ elsewhere() { exec cat >got; }; sockserve -k 1 unixgram:./s elsewhere & sockcall -w -t 0.2 unixgram:./s hello; echo $?; wait $!; cat got; rm got
  124
  hello
  $ missing() { exec ./nosuch; }; sockserve -k 1 unixgram:./s missing 2>err & sockcall -w -t 0.2 unixgram:./s hello; echo $?; wait $!; cat err; rm err
  124
  ipcsh: ./nosuch: no such file or directory
  $ killed() { exec sh -c 'echo never; kill -TERM $$'; }; sockserve -k 1 unixgram:./s killed & sockcall -w -t 0.2 unixgram:./s hello; echo $?; wait $!; ls
  124

byte for byte, empty ones too; -b without ends, -0 and -s with a NUL

  $ sockserve -k 4 "$A" cat & printf 'a\0b' | sockcall -w -b "$A" | od -An -c; sockcall "$A" ''; printf 'x\n' | sockcall -b "$A" | od -An -c; head -c 65507 /dev/zero | sockcall -b "$A" | wc -c | tr -d ' '; wait $!
     a  \0   b
  
     x  \n
  65507
  $ sockserve -k 2 -b "$A" od -An -c & sockcall -w -b "$A" xy; sockcall -b "$A" z; wait $!
     x   y
     z
  $ sockserve -k 1 -0 "$A" od -An -c & sockcall -w -b "$A" xy; wait $!
     x   y  \0
  $ sockserve -k 1 -s "$A" cat & printf 'text\0rest' | sockcall -w -b "$A" | od -An -c; wait $!
     t   e   x   t  \0

nothing written is no answer; no sender is made to wait, none without an address is answered

  $ silent() { read -r x; echo "$x" >said; }
  $ sockserve -k 1 "$A" silent & sockcall -w -t 0.3 "$A" x; echo $?; wait $!; cat said; rm said
  124
  x
  $ sockserve -k 1 unixgram:./s reply & { until [ -S s ]; do sleep 0.01; done; "$IPCSH_INTEROP"/gram_client -u ./s x; }; wait $!
  ipcsh: sockserve: unixgram:./s: who asked has no address, its answer is lost
  $ big() { head -c 70000 /dev/zero; }
  $ sockserve -k 1 "$A" big & sockcall -w -t 0.3 "$A" x; echo $?; wait $!
  ipcsh: sockserve: udp:127.0.0.1:*: 70000 bytes are too many for one datagram: it has 65507 at most (glob)
  124
  $ sockserve -k 1 unixgram:./s reply & socksend -w unixgram:./s x; wait $!; ls

who it is: the address, and of a UNIX socket the kernel's word

  $ who() { echo "${SOCK_PEER%:*} ${SOCK_CRED-unknown}"; env | grep -c '^SOCK_'; }
  $ sockserve -k 1 "$A" who & sockcall -w "$A" x; wait $!
  udp:127.0.0.1 unknown
  1
  $ sockserve -k 1 unixgram:./s who & sockcall -w --from unixgram:./me unixgram:./s x >got; wait $!; echo "unixgram $$:$(id -u):$(id -g) 2" | tr ' ' '\n' >want; tr ' ' '\n' <got | cmp - want; rm got want; ls
  $ inner() { sockserve -k 1 "$A" who & sockcall -w "$A" x; wait $!; }; sockserve -k 1 unixgram:./s inner & sockcall -w unixgram:./s x; wait $!
  udp:127.0.0.1 
  2
  $ sockserve -k 1 unix:./s eval '[ "$SOCK_CRED" = "$SOCK_PEER" ] && echo same' & sockcall -w unix:./s </dev/null; wait $!
  same

each has a process of its own: what it changes stays there, one that takes long holds up no other; --max

  $ x=outer; slow() { read -r x; : >"at.$x"; [ "$x" != slow ] || until [ -e go ]; do sleep 0.01; done; echo "$x done"; exit 7; }
  $ at() { until [ -e at.$1 ]; do sleep 0.01; done; rm at.$1; }
  $ sockserve -k 2 "$A" slow & server=$!; sockcall -w "$A" slow >first & one=$!; at slow; sockcall "$A" fast; : >go; wait $one $server; cat first; echo $x; rm go first at.fast
  fast done
  slow done
  outer
  $ sockserve --max 1 -k 2 "$A" slow & server=$!; sockcall -w "$A" slow >first & one=$!; at slow; sockcall -t 0.1 "$A" fast; echo $?; ls at.*; : >go; wait $one $server; cat first; rm go first; ls at.*; rm at.*
  124
  ls: cannot access 'at.*': No such file or directory
  slow done
  at.fast

two hundred at once

  $ sockserve -k 200 unixgram:./s reply & server=$!; until [ -S s ]; do sleep 0.01; done; clients=
  $ for i in $(seq 200); do sockcall unixgram:./s "$i" >>answers & clients="$clients $!"; done; wait $clients $server; sort -u answers | grep -c 'I got you'; rm answers
  200

-t, traps, signals; its file goes with it; a stale one is replaced

  $ sockserve -t 0.02 unixgram:./s reply; echo $?; ls
  124
  $ sockserve unixgram:./s reply & until [ -S s ]; do sleep 0.01; done; kill -9 $!; wait $! 2>/dev/null; [ -S s ] && echo there
  there
  $ sockserve unixgram:./s reply & until sockcall unixgram:./s again 2>/dev/null; do sleep 0.01; done; sockserve unixgram:./s reply; kill $!; wait $!; echo $?; ls
  I got you!: again
  ipcsh: sockserve: unixgram:./s: somebody listens there already
  143
  $ (trap ': >trapped' USR1; sockserve -k 1 unixgram:./s reply) & until [ -S s ]; do sleep 0.01; done; kill -USR1 $!; until [ -e trapped ]; do sleep 0.01; done; sockcall unixgram:./s after; wait $!; rm trapped
  I got you!: after

options that do not fit

  $ sockserve -b tcp::0 reply
  ipcsh: sockserve: -b: only for datagrams (udp: and unixgram:)
  [2]
  $ sockserve --backlog 5 udp::0 reply
  ipcsh: sockserve: --backlog: datagrams have no connections that could wait
  [2]

connections that keep records apart are served as connections are

  $ sockserve -k 2 unixseq:./q reply & sockcall -w -b unixseq:./q hello; sockdial -v c unixseq:./q; printf 'by hand\n' >&$c; sockrecv -b $c; exec {c}<&-; wait $!; ls
  I got you!: hello
  I got you!: by hand

UDP: its own address, IPv6, any interface
-----------------------------------------

  $ socklisten -v s udp::0; socklisten -v f udp::0; from=$f_address; exec {f}<&-; sockdial --from "$from" -v c "$s_address"; socksend $c x; sockrecv -v m $s; [ "$m_peer" = "$from" ] && echo yes; exec {s}<&- {c}<&-
  yes
  $ socklisten -v s 'udp:*:0'; socksend "udp:127.0.0.1:${s_address##*:}" x; sockrecv -v m $s; echo "$m ${m_peer%:*}"
  x udp:127.0.0.1
  $ sockdial -v c "udp:127.0.0.1:${s_address##*:}"; socksend $c x; sockrecv -v m $s; socksend --to "$m_peer" $s 'back to IPv4'; sockrecv $c; exec {s}<&- {c}<&-
  back to IPv4
  $ if [ -e /proc/net/if_inet6 ] && socklisten -v s 'udp:[::1]:0' 2>/dev/null; then socksend "$s_address" x; sockrecv -v m $s; echo "${m_peer%:*}"; exec {s}<&-; else echo 'udp:[::1]'; fi
  udp:[::1]

to all at once, when that is allowed

  $ socklisten -v s 'udp:*:0'; port=${s_address##*:}; socklisten -v c udp::0; socksend --to "udp:127.255.255.255:$port" $c x 2>/dev/null; echo $?
  2
  $ sockopt $c broadcast=1; socksend --to "udp:127.255.255.255:$port" $c 'to all'; sockrecv -t 5 $s
  to all
  $ sockopt $c multicast_ttl=3 multicast_loop=0; sockopt $c multicast_ttl multicast_loop protocol type; exec {s}<&- {c}<&-
  3
  0
  17
  2

two that wait at the same port would share it, and one of them get nothing: that is an error

  $ socklisten -v s udp::0; socklisten -v t "$s_address" 2>/dev/null; echo $?; exec {s}<&-
  2

Redirections
------------

  $ socklisten -v s udp::0; exec 5<>"/dev/udp/127.0.0.1/${s_address##*:}"; echo by hand >&5; sockrecv -b -v m $s; echo "<$m>"; socksend --to "$m_peer" $s 'an answer
  > '; read -r x <&5; echo "$x"; exec {s}<&- 5<&-
  <by hand
  >
  an answer
  $ $IPCSH -o posix -c ': </dev/udp/127.0.0.1/1' 2>&1 | sed 's/.*: //'
  no such file or directory
  $ echo text >/dev/udp/localhost/
  ipcsh: /dev/udp/localhost/: use /dev/udp/HOST/PORT
  [1]

SOCK_SEQPACKET: a connection that keeps records apart
-----------------------------------------------------

  $ socklisten --rm -v l unixseq:./q; sockdial -v c unixseq:./q; sockaccept -v s $l; echo "${s_peer#*:}" | grep -c "^$(id -u):$(id -g)$"
  1
  $ socksend $c one; socksend $c two; sockrecv $s; sockrecv $s; socksend $s back; sockrecv $c
  one
  two
  back
  $ exec {c}<&-; sockrecv $s
  [1]
  $ exec {s}<&-
  $ got() { sockaccept -v c $l; while sockrecv -v m $c; do socksend $c "got $m"; done; exec {c}<&-; }
  $ got & sockcall unixseq:./q one; wait; got & sockcall -k 1 unixseq:./q two; wait
  got one
  got two
  $ got & printf 'a\nb\n' | sockcat unixseq:./q; wait
  got a
  got b
  $ exec {l}<&-; rm q
