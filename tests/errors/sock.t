What the socket words say when something is wrong
=================================================

  $ sockcall unix:./none text
  ipcsh: sockcall: unix:./none: no such socket (sockserve or socklisten makes it; -w waits for it)
  [2]
  $ sockcall tcp:127.0.0.1:1 text
  ipcsh: sockcall: tcp:127.0.0.1:1: nobody listens there (sockserve or socklisten does; -w waits until somebody does)
  [2]
  $ sockcall tcp:no.such.host.invalid:1 text
  ipcsh: sockcall: tcp:no.such.host.invalid:1: host no.such.host.invalid: * (glob)
  [2]
  $ sockcall 'tcp:*:80' text
  ipcsh: sockcall: tcp:*:80: * is any interface to listen on, not a host to call
  [2]
  $ sockcall tcp:::1:80 text
  ipcsh: sockcall: tcp:::1:80: an IPv6 address stands in brackets: tcp:[::1]:7777
  [2]
  $ sockcall tcp::99999 text
  ipcsh: sockcall: tcp::99999: a port is a number from 0 to 65535 or the name of a service
  [2]
  $ sockcall 7 text
  ipcsh: sockcall: 7: not open
  [2]
  $ echo >f; sockcall unix:./f text; exec 7<f; sockcall 7 text; exec 7<&-; rm f
  ipcsh: sockcall: unix:./f: not a socket
  ipcsh: sockcall: 7: not a socket
  $ sockdial -v fd nonsense
  ipcsh: sockdial: nonsense: no address: use tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unix:@NAME
  [2]
  $ socklisten -v fd 7777
  ipcsh: socklisten: 7777: no address: use tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unix:@NAME
  [2]
  $ sockserve tcp:nope cat
  ipcsh: sockserve: tcp:nope: use tcp:HOST:PORT (tcp::PORT: this host alone, tcp:*:PORT: any interface)
  [2]
  $ sockserve unix:./s no-such-function
  ipcsh: sockserve: no-such-function: no such function or command
  [127]
  $ sockserve unix:./none/s :
  ipcsh: sockserve: unix:./none/s: there is no such folder
  [2]
  $ : >f; sockserve unix:./f :; ls f; rm f
  ipcsh: sockserve: unix:./f: a file that is no socket is in the way
  f
  $ bare() { setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c "$1"; }
  $ mkdir d; chmod 500 d; bare 'sockserve unix:./d/s :; socklisten -v fd unixgram:./d/s; sockdial -v fd --from unix:./d/me unix:./d/s'
  ipcsh: sockserve: unix:./d/s: permission denied to make a file in its folder
  ipcsh: socklisten: unixgram:./d/s: permission denied to make a file in its folder
  ipcsh: sockdial: unix:./d/me: permission denied to make a file in its folder
  [2]
  $ chmod 700 d; socklisten -m 0 -v l unix:./d/s; socklisten -m 0 -v g unixgram:./d/g; bare 'sockcall unix:./d/s x; socksend unixgram:./d/g x'
  ipcsh: sockcall: unix:./d/s: permission denied
  ipcsh: socksend: unixgram:./d/g: permission denied
  [2]
  $ exec {l}>&- {g}>&-; chmod 0 d; bare 'sockcall unix:./d/s x'; chmod 700 d; rm -r d
  ipcsh: sockcall: unix:./d/s: permission denied
  $ sockserve -m 999 unix:./s :
  ipcsh: sockserve: -m: 999: not an octal mode (0 to 0777)
  [2]
  $ sockserve --max 0 unix:./s :
  ipcsh: sockserve: --max: 0: not a number above 0
  [2]
  $ sockdial tcp::1
  ipcsh: sockdial: tcp::1: give -v NAME: the number of the descriptor goes there
  [2]
  $ sockaccept -v x 0
  ipcsh: sockaccept: 0: not a socket
  [2]
  $ : >f; sockdial -v c unix:./f; sockcall unix:. x; socksend unixgram:./f x; rm f
  ipcsh: sockdial: unix:./f: not a socket
  ipcsh: sockcall: unix:.: not a socket
  ipcsh: socksend: unixgram:./f: not a socket
  $ socklisten -v l unix:./s; sockdial -v c unix:./s; sockaccept -v x $c; sockpass $c 99; sockshut $c q; sockpass $l 0
  ipcsh: sockaccept: *: nobody listens on it (socklisten) (glob)
  ipcsh: sockpass: 99: not open
  ipcsh: sockshut: q: r, w or rw is needed
  ipcsh: sockpass: *: not connected (glob)
  [2]
  $ exec {l}>&- {c}>&-; rm s
  $ socklisten -v l tcp::0; sockdial -v c "$l_address"; sockpass $c 0; exec {l}>&- {c}>&-
  ipcsh: sockpass: *: not a UNIX socket: no other passes descriptors (glob)
  $ echo text >/dev/unix/none
  ipcsh: /dev/unix/none: no such file or directory
  [1]
  $ echo text >/dev/tcp/localhost/
  ipcsh: /dev/tcp/localhost/: use /dev/tcp/HOST/PORT
  [1]
  $ echo text >'/dev/tcp/[::1]/1'
  ipcsh: /dev/tcp/[::1]/1: * (glob)
  [1]
  $ n=$(printf %0120d 7); sockdial -v c "unix:@$n"
  ipcsh: sockdial: unix:@*: the name is too long for a socket (glob)
  [2]

datagrams: socksend, sockrecv, and the steps

  $ socksend tcp::1 x
  ipcsh: socksend: tcp::1: a stream has no datagrams (sockcall, sockcat and redirections are for its bytes)
  [2]
  $ sockrecv unix:./s
  ipcsh: sockrecv: unix:./s: a stream has no datagrams (sockcall, sockcat and redirections are for its bytes)
  [2]
  $ sockrecv unixseq:./s
  ipcsh: sockrecv: unixseq:./s: a connection is needed (sockdial, or socklisten and sockaccept), and its descriptor here
  [2]
  $ socksend unixgram:./none x
  ipcsh: socksend: unixgram:./none: no such socket (sockserve or socklisten makes it; -w waits for it)
  [2]
  $ socksend udp:::1:7 x
  ipcsh: socksend: udp:::1:7: an IPv6 address stands in brackets: udp:[::1]:7777
  [2]
  $ socksend 'udp:*:7' x
  ipcsh: socksend: udp:*:7: * is any interface to listen on, not a host to call
  [2]
  $ socksend udp:7 x
  ipcsh: socksend: udp:7: use udp:HOST:PORT (udp::PORT: this host alone, udp:*:PORT: any interface)
  [2]
  $ socksend unixgram: x
  ipcsh: socksend: unixgram:: use unixgram:PATH or unixgram:@NAME
  [2]
  $ socksend 99 x; socksend 1 x 2>&1 | sed 's/: 1:/: N:/'
  ipcsh: socksend: 99: not open
  ipcsh: socksend: N: not a socket
  $ socksend udp:255.255.255.255:9 x
  ipcsh: socksend: udp:255.255.255.255:9: permission denied (to many at once only with --opt broadcast=1, or after `sockopt FD broadcast=1')
  [2]
  $ socklisten -v s udp::0; socksend --to udp:255.255.255.255:9 $s x; exec {s}>&-
  ipcsh: socksend: udp:255.255.255.255:9: permission denied (to many at once only with --opt broadcast=1, or after `sockopt FD broadcast=1')
  $ socklisten -v s udp::0; sockaccept -v x $s 2>&1 | sed "s/ $s:/ N:/"
  ipcsh: sockaccept: N: a datagram socket has no connections (sockrecv takes a datagram)
  $ socksend $s x 2>&1 | sed "s/ $s:/ N:/"
  ipcsh: socksend: N: not connected (sockdial connects; socksend --to says where one goes)
  $ socksend --to unixgram:./x $s x
  ipcsh: socksend: unixgram:./x: an address of another kind of socket
  [2]
  $ socksend --to 7 $s x
  ipcsh: socksend: 7: no address: use tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unix:@NAME
  [2]
  $ socksend --to udp::9 udp::10 x
  ipcsh: socksend: --to: only for a descriptor: udp::10 says where it goes
  [2]
  $ head -c 65508 /dev/zero | socksend -b udp::9
  ipcsh: socksend: udp::9: 65508 bytes are too many for one datagram: it has 65507 at most
  [2]
  $ sockrecv "$s_address" 2>&1 | sed 's/:[0-9]*: /:N: /'
  ipcsh: sockrecv: udp:127.0.0.1:N: somebody listens there already
  $ socksend --from "$s_address" udp::9 x 2>&1 | sed 's/:[0-9]*: /:N: /'
  ipcsh: socksend: udp:127.0.0.1:N: somebody has this address already
  $ socksend --from tcp::0 udp::9 x
  ipcsh: socksend: tcp::0: not of the same kind as udp::9
  [2]
  $ sockrecv --peek -k 2 $s
  ipcsh: sockrecv: --peek: it shows the same one each time: leave out -k and -f
  [2]
  $ exec {s}<&-

nobody has the port any more: a connected socket hears of it, at the next call

  $ socklisten -v s udp::0; sockdial -v c "$s_address"; exec {s}<&-; socksend $c x; sockrecv $c 2>&1 | sed "s/ $c:/ N:/"; exec {c}<&-
  ipcsh: sockrecv: N: nobody listens there (sockserve or socklisten does; -w waits until somebody does)

a UNIX socket of another type is there; what is over the send buffer

  $ socklisten -v l unix:./s; socksend unixgram:./s x; rm s; exec {l}<&-
  ipcsh: socksend: unixgram:./s: a socket of another type is there (unix: unixgram: unixseq:)
  $ socklisten -v l unixgram:./s; head -c 9000000 /dev/zero | socksend -b unixgram:./s; rm s; exec {l}<&-
  ipcsh: socksend: unixgram:./s: 9000000 bytes are too many for one datagram: it has * at most (`sockopt FD sndbuf=N' sets it: the limit is * bytes (/proc/sys/net/core/wmem_max)) (glob)

one that is alive is left alone, a file that nobody has any more is replaced

  $ socklisten -v l unixgram:./s; sockrecv unixgram:./s
  ipcsh: sockrecv: unixgram:./s: somebody listens there already
  [2]
  $ exec {l}<&-; sockrecv -n unixgram:./s; ls
  $ : >f; sockrecv unixgram:./f; rm f
  ipcsh: sockrecv: unixgram:./f: a file that is no socket is in the way

a path that is too long for the kernel's structure is none too long here

  $ mkdir $n && sockserve -k 1 "unix:./$n/s" echo hello & sockcall -w "unix:./$(printf %0120d 7)/s" </dev/null; wait; rmdir 0*
  hello

A server that has no descriptor left for a client goes on when there is one again
---------------------------------------------------------------------------------

  $ has() { local n=0; until grep -q "$2" "$1" 2>/dev/null; do [ $((n += 1)) -lt 1000 ] || return 1; sleep 0.01; done; }
  $ "$IPCSH" -c 'trap "echo low >&2; ulimit -S -n 3" USR1; trap "ulimit -S -n 500" USR2; echo up >&2; sockserve -k 1 unix:./s cat' 2>said & server=$!
  $ has said up; kill -USR1 $server; has said low; sockcall -w -t 20 unix:./s back >answer & client=$!
  $ has said trying; kill -USR2 $server; wait $client; wait $server; cat answer said
  back
  up
  low
  ipcsh: sockserve: unix:./s: no client can be taken, it goes on trying: too many open files
  $ rm -f said answer
