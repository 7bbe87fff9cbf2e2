Datagram sockets: C programs on the other side
==============================================

  $ PATH=$IPCSH_INTEROP:$PATH
  $ reply() { read -r line; echo "I got you!: $line"; }

Their server, our client
------------------------

  $ mkfifo port; gram_server 4 0 >port & read -r p <port; sockcall "udp::$p" hello; sockcall "udp:localhost:$p" 'once more'
  I got you!: hello
  I got you!: once more
  $ printf '%s\n' a b | sockcat -k 2 "udp::$p"; wait $!; rm port
  I got you!: a
  I got you!: b
  $ gram_server 3 ./s & sockcall -w unixgram:./s hello; sockdial --from unixgram:./me -v c unixgram:./s; socksend $c by hand; sockrecv $c; exec 5>&$c; echo written >&5; sockrecv -b $c; exec 5>&- {c}>&-; wait $!; rm me; ls
  I got you!: hello
  I got you!: by hand
  I got you!: written

Our server, their client
------------------------

  $ socklisten -v s udp::0; udp_client "${s_address##*:}" hello >got & sockrecv -v m $s; socksend --to "$m_peer" $s "$m, I got you"; wait $!; cat got; rm got; exec {s}<&-
  hello, I got you
  $ sockserve -k 2 "$s_address" reply & until sockcall -t 0.5 "$s_address" ready >/dev/null 2>&1; do sleep 0.01; done; udp_client "${s_address##*:}" hello; wait $!
  I got you!: hello
  $ sockserve -k 2 unixgram:./s reply & until [ -S s ]; do sleep 0.01; done; gram_client ./s hello; gram_client ./s 'once more'; wait $!; ls
  I got you!: hello
  I got you!: once more
