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
  ipcsh: sockcall: unix:./f: nobody listens there (sockserve or socklisten does; -w waits until somebody does)
  ipcsh: sockcall: 7: not a socket
  $ sockdial -v fd nonsense
  ipcsh: sockdial: nonsense: no address: use tcp:HOST:PORT, unix:PATH or unix:@NAME
  [2]
  $ socklisten -v fd 7777
  ipcsh: socklisten: 7777: no address: use tcp:HOST:PORT, unix:PATH or unix:@NAME
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
  $ mkdir d; chmod 500 d; if [ "$(id -u)" = 0 ]; then echo 'ipcsh: sockserve: unix:./d/s: permission denied'; else sockserve unix:./d/s :; fi; rmdir d
  ipcsh: sockserve: unix:./d/s: permission denied
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
