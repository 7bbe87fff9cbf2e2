Datagrams: a UDP echo server
============================

The problem
-----------

The second server of every course: socket, bind, then recvfrom and sendto in a loop (tests/interop/gram_server.c is the
short form). The course then warns of what goes wrong: a datagram that is longer than the buffer is cut off without a word,
the length that recvfrom gave is forgotten and the answer has what was in the buffer before, an answer that was lost is
waited for for ever, a request that takes long holds up all others, and a UNIX client that did not bind a name gets no
answer at all.

The answer
----------

A server is a function here, too. It runs for each datagram, which is its input; what it writes is the answer. UDP may lose
one or the other, so the client says how long it waits.

  $ reply() { read -r line; echo "I got you!: $line"; }
  $ socklisten -v free udp::0; A=$free_address; exec {free}<&-    # a port that nobody has
  $ sockserve -k 3 "$A" reply &
  $ sockcall -w -t 5 "$A" hello
  I got you!: hello
  $ sockcall -t 5 -v answer "$A" 'into a variable'; echo "<$answer>"
  <I got you!: into a variable>

The client in C, which knows nothing of ipcsh, and the server in C:

  $ "$IPCSH_INTEROP"/udp_client "${A##*:}" 'from C'; wait
  I got you!: from C
  $ mkfifo port; "$IPCSH_INTEROP"/gram_server 1 0 >port & read -r port <port; rm port
  $ sockcall -t 5 "udp::$port" 'to C'; wait
  I got you!: to C

Nobody there is not silence: the kernel knows, as long as it is this machine.

  $ sockcall -t 5 "$A" hello 2>&1 | sed 's/:[0-9]*: /:PORT: /'
  ipcsh: sockcall: udp:127.0.0.1:PORT: nobody listens there (sockserve or socklisten does; -w waits until somebody does)

Step by step
------------

What `sockserve` does can be done by hand: one socket, each datagram with the address of its sender, an answer to that.

  $ socklisten -v server udp::0
  $ sockdial -v client "$server_address"; socksend $client 'how long is this?'
  $ sockrecv -v question $server; socksend --to "$question_peer" $server "${#question} bytes"
  $ sockrecv $client
  17 bytes

Bytes are bytes, and one that is empty is a datagram as well:

  $ printf 'a\0b' | socksend -b $client; socksend $client ''; sockrecv -b $server | od -An -c; sockrecv $server
     a  \0   b
  
  $ head -c 70000 /dev/zero | socksend -b $client 2>&1 | sed 's/: [0-9]*: /: N: /'
  ipcsh: socksend: N: 70000 bytes are too many for one datagram: it has 65507 at most
  $ exec {server}<&- {client}<&-

A counter that any program of this machine may count on
-------------------------------------------------------

UNIX datagrams are lost never, and the kernel says whose they are. One process counts, one at a time:

  $ count() { read -r what; n=$(($(cat n) + 1)); echo $n | tee n; echo "$what by ${SOCK_CRED#*:}" >>log; }
  $ echo 0 >n; sockserve -k 3 --max 1 unixgram:./counter count &
  $ sockcall -w unixgram:./counter apple; sockcall unixgram:./counter pear; "$IPCSH_INTEROP"/gram_client ./counter plum; wait
  1
  2
  3
  $ sed "s/ $(id -u):$(id -g)$/ me/" log; rm n log
  apple by me
  pear by me
  plum by me
