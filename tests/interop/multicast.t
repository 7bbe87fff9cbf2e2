Groups: C programs on the other side
====================================

A machine whose loopback interface carries no multicast has no groups to send to: then this file is left out.

  $ socklisten -v s --join 239.77.0.1%lo 'udp:*:0' && socksend --opt multicast_if=lo "udp:239.77.0.1:${s_address##*:}" x && sockrecv -t 5 $s >got; [ -s got ] || exit 80
  $ rm got; exec {s}<&-; PATH=$IPCSH_INTEROP:$PATH; mkfifo port

their receiver, our sender

  $ group_receiver 239.77.0.1 127.0.0.1 0 2 >port & exec 3<port; read -r p <&3; socksend --opt multicast_if=127.0.0.1 "udp:239.77.0.1:$p" hello; printf '%s\n' 'from a line' | socksend --opt multicast_if=lo,multicast_ttl=3 "udp:239.77.0.1:$p"; cat <&3; exec 3<&-; wait $!
  hello from 127.0.0.1
  from a line from 127.0.0.1

their sender, our receiver

  $ socklisten --join 239.77.0.2%127.0.0.1 -v s 'udp:*:0'; group_sender 239.77.0.2 127.0.0.1 "${s_address##*:}" hello; sockrecv -t 5 -v m $s; echo "$m ${m_peer%:*}"
  hello udp:127.0.0.1
  $ group_sender 239.77.0.3 127.0.0.1 "${s_address##*:}" 'to another group'; sockopt $s multicast_all=0; group_sender 239.77.0.3 127.0.0.1 "${s_address##*:}" 'not heard'; group_sender 239.77.0.2 127.0.0.1 "${s_address##*:}" last; sockrecv -t 5 $s; sockrecv -n $s || sockrecv -t 0.1 $s
  last
  [124]

both at one port: each hears it

  $ group_receiver 239.77.0.2 127.0.0.1 "${s_address##*:}" 1 >port & exec 3<port; read -r p <&3; socksend --opt multicast_if=lo "udp:239.77.0.2:$p" 'to all'; cat <&3; exec 3<&-; sockrecv -t 5 $s; wait $!; exec {s}<&-
  to all from 127.0.0.1
  to all

  $ rm port
