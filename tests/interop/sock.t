Sockets: C programs on the other side
=====================================

  $ PATH=$IPCSH_INTEROP:$PATH
  $ reply() { read -r line; echo "I got you!: $line"; }

Their server, our client
------------------------

  $ sock_server 2 ./s & sockcall -w unix:./s hello; sockcall unix:./s 'once more'; wait $!; rm s
  I got you!: hello
  I got you!: once more
  $ mkfifo port; sock_server 2 0 >port & read -r p <port; sockcall "tcp::$p" hello; exec 5<>"/dev/tcp/127.0.0.1/$p"; echo by hand >&5; cat <&5; exec 5>&-; wait $!; rm port
  I got you!: hello
  I got you!: by hand

Our server, their client
------------------------

  $ sockserve -k 2 unix:./s reply & until [ -S s ]; do sleep 0.01; done; until sock_client ./s hello; do sleep 0.01; done; sock_client ./s 'once more'; wait $!
  I got you!: hello
  I got you!: once more
  $ socklisten -v l tcp::0; sock_client "${l_address##*:}" hello >got & sockaccept -v c $l; reply <&$c >&$c; exec {c}>&- {l}>&-; wait $!; cat got; rm got
  I got you!: hello

Descriptors, both ways
----------------------

  $ echo 'from the file' >f; socklisten -v l unix:./s
  $ pass_fd send ./s <f & sockaccept -v c $l; socktake -v n $c; cat <&$n; exec {n}<&- {c}>&-; wait $!
  from the file
  $ pass_fd take ./s >got & sockaccept -v c $l; exec 7<f; sockpass $c 7; exec 7<&- {c}>&-; wait $!; cat got
  from the file
  $ exec {l}>&-; rm s f got

Urgent data
-----------

  $ socklisten -v l tcp::0; urgent send "${l_address##*:}" >got & sockaccept -v s $l; trap 'sockrecv --oob -t 5 -v u $s' URG; u=; fdopt $s owner=self; echo go >&$s; until [ "$u" ]; do sleep 0.01; done; read -r line <&$s; echo "$line $u"; echo answer >&$s; wait $!; cat got; rm got; trap - URG; exec {l}<&- {s}<&-
  text !
  answer
  $ mkfifo port; urgent receive >port & exec 3<port; read -r p <&3; sockdial -v c "tcp::$p"; read -r ready <&$c; socksend --oob $c 'a!'; cat <&3; wait $!; exec 3<&- {c}<&-; rm port
  urgent: !
