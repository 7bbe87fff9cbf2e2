Groups of multicast, and options that are set before a socket is bound or connected
===================================================================================

A machine whose loopback interface carries no multicast has no groups to send to: then this file is left out.

  $ socklisten -v s --join 239.77.1.1%lo 'udp:*:0' && socksend --opt multicast_if=lo "udp:239.77.1.1:${s_address##*:}" x && sockrecv -t 5 $s >got; [ -s got ] || exit 80
  $ rm got; exec {s}<&-; to() { socksend --opt multicast_if=lo "udp:$1:$port" "$2"; }

several groups, by the name, the number or an address of the interface

  $ socklisten --join "239.77.1.1%lo,239.77.1.2%127.0.0.1,239.77.1.3%$(cat /sys/class/net/lo/ifindex)" -v s 'udp:*:0'; port=${s_address##*:}
  $ for n in 1 2 3; do to 239.77.1.$n "to $n"; sockrecv -t 5 $s; done
  to 1
  to 2
  to 3

joined, left, and joined again; what goes to other groups is only not heard after multicast_all=0

  $ sockopt $s multicast_all=0 drop_membership=239.77.1.1%lo; to 239.77.1.1 'to nobody'; to 239.77.1.2 'to two'; sockrecv -t 5 $s
  to two
  $ sockopt $s add_membership=239.77.1.1%lo; to 239.77.1.1 'to one'; sockrecv -t 5 $s
  to one

from one sender alone (SSM), and from all but one

  $ sockopt $s add_membership=127.0.0.1@232.77.1.1%lo; to 232.77.1.1 'from 127.0.0.1'; sockrecv -t 5 $s
  from 127.0.0.1
  $ sockopt $s drop_membership=127.0.0.1@232.77.1.1%lo add_membership=192.0.2.77@232.77.1.1%lo; to 232.77.1.1 'from the wrong one'; to 239.77.1.1 after; sockrecv -t 5 $s
  after
  $ sockopt $s block_source=127.0.0.1@239.77.1.2%lo; to 239.77.1.2 blocked; sockopt $s unblock_source=127.0.0.1@239.77.1.2%lo; to 239.77.1.2 unblocked; sockrecv -t 5 $s
  unblocked

bound to the group's own address it hears nothing else; each of two at one port gets it

  $ socklisten --join 239.77.1.1%lo -v t "udp:239.77.1.1:$port"; to 239.77.1.2 'to two'; to 239.77.1.1 'to one'; sockrecv -t 5 $t; sockrecv -k 2 -t 5 $s
  to one
  to two
  to one
  $ exec {t}<&-

in one line: wait for one datagram; serve

  $ sockrecv -t 10 --join 239.77.1.5%lo "udp:*:$port" >got & until [ -s got ]; do to 239.77.1.5 here; done; wait $!; cat got; rm got
  here
  $ reply() { read -r line; echo "I got you!: $line"; }
  $ (sockserve -t 10 --join 239.77.1.6%lo "udp:239.77.1.6:$port" reply) & server=$!; socklisten -v c udp:127.0.0.1:0; sockopt $c multicast_if=lo; until socksend --to "udp:239.77.1.6:$port" $c 'anybody there?'; sockrecv -t 0.1 -v m $c; do :; done; echo "$m"; kill $server; exec {c}<&-
  I got you!: anybody there?
  $ exec {s}<&-

loop and hops

  $ socklisten -v c udp::0; sockopt $c multicast_if=127.0.0.1 multicast_loop=0 multicast_ttl=7; sockopt $c multicast_if multicast_loop multicast_ttl; sockopt $c multicast_if=0 multicast_if
  lo
  0
  7
  0

what is wrong

  $ sockopt $c add_membership=239.77.1.1%lo add_membership=239.77.1.1%lo
  ipcsh: sockopt: add_membership: it has joined that already
  [2]
  $ sockopt $c drop_membership=239.77.1.9%lo
  ipcsh: sockopt: drop_membership: it has not joined that
  [2]
  $ sockopt $c add_membership
  ipcsh: sockopt: add_membership: a value is needed: add_membership=VALUE
  [2]
  $ for v in '' 1.2.3.4 239.1 %lo 239.77.1.1%lo@ ::1 239.77.1.11111111111111111111111111111111111111111111111111111111111111111111; do sockopt $c "add_membership=$v" 2>&1; done | sort -u | sed 's/=[^ ]*:/=X:/'
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  ipcsh: sockopt: add_membership=X: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  $ sockopt $c add_membership=@239.77.1.1
  ipcsh: sockopt: add_membership=@239.77.1.1: before the @ stands the address of a sender, of the group's kind
  [2]
  $ sockopt $c add_membership=::1@239.77.1.1
  ipcsh: sockopt: add_membership=::1@239.77.1.1: before the @ stands the address of a sender, of the group's kind
  [2]
  $ sockopt $c block_source=239.77.1.1
  ipcsh: sockopt: block_source=239.77.1.1: a sender is needed: SOURCE@GROUP[%INTERFACE]
  [2]
  $ sockopt $c add_membership=239.77.1.2%nosuch
  ipcsh: sockopt: add_membership=239.77.1.2%nosuch: no interface of this machine has this name or address: nosuch
  [2]
  $ sockopt $c multicast_if=192.0.2.177
  ipcsh: sockopt: multicast_if=192.0.2.177: no interface of this machine has this name or address: 192.0.2.177
  [2]
  $ sockopt $c add_membership=239.77.1.2%2147483647
  ipcsh: sockopt: add_membership: no interface and no route leads to this group (GROUP%INTERFACE says which)
  [2]
  $ i=0; until sockopt $c add_membership=239.77.2.$((i += 1))%lo; do :; done; until ! sockopt $c add_membership=239.77.2.$((i += 1))%lo 2>err; do :; done; sed 's/ [0-9]* groups/ N groups/' err; rm err; exec {c}<&-
  ipcsh: sockopt: add_membership: no room for this group: the limit is N groups of one socket (/proc/sys/net/ipv4/igmp_max_memberships)
  $ socklisten -v t tcp::0; sockopt --cols option $t | grep membership; exec {t}<&-
  $ sockrecv --join 239.77.1.1%lo udp::7777
  ipcsh: sockrecv: udp::7777: a group is heard at udp:*:PORT, or at udp:GROUP:PORT alone
  [2]
  $ sockrecv --join 239.77.1.1%lo unixgram:./x
  ipcsh: sockrecv: unixgram:./x: a group is heard at udp:*:PORT, or at udp:GROUP:PORT alone
  [2]
  $ sockrecv --join 239.77.1.1%lo, 'udp:*:0'
  ipcsh: sockrecv: add_membership=: no group: use [SOURCE@]GROUP[%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and up
  [2]
  $ sockrecv --join 239.77.1.1 --join 239.77.1.2 'udp:*:0'
  ipcsh: sockrecv: --join: 239.77.1.2: given a second time (several go together, with commas between)
  [2]

Options of a new socket: --opt
------------------------------

  $ socklisten --opt rcvbuf=8192,passcred=1 -v s unixgram:./s; sockopt $s rcvbuf passcred; exec {s}<&-; rm s
  16384
  1
  $ socklisten --opt v6only=1,reuseport=1 -v s 'tcp:[::1]:0'; sockopt $s v6only reuseport; socklisten --opt reuseport=1 -v t "$s_address"; [ "$s_address" = "$t_address" ] && echo same; exec {s}<&- {t}<&-
  1
  1
  same
  $ socklisten -v s 'udp:*:0'; socksend --opt broadcast=1 "udp:127.255.255.255:${s_address##*:}" 'to all'; sockrecv -t 5 $s
  to all
  $ sockdial --opt broadcast=1,ttl=9 -v c "udp:127.255.255.255:${s_address##*:}"; socksend $c again; sockrecv -t 5 $s; sockopt $c ttl; exec {s}<&- {c}<&-
  again
  9
  $ socklisten --opt keepalive=1 -v l tcp::0; sockdial --opt nodelay=1,keepidle=77 -v c "$l_address"; sockaccept -v s $l; sockopt $s keepalive; sockopt $c nodelay keepidle keepalive; exec {s}<&- {c}<&- {l}<&-
  1
  1
  77
  0
  $ reply() { cat; }; sockserve -k 1 --opt rcvlowat=1 unix:./s reply & sockcall -w --opt sndbuf=5000 unix:./s hello; wait $!
  hello

what is wrong

  $ socklisten --opt nosuch=1 -v s udp::0
  ipcsh: socklisten: nosuch=1: no such option (`sockopt FD' lists those that there are)
  [2]
  $ socklisten --opt ttl -v s udp::0
  ipcsh: socklisten: ttl: a value is needed: ttl=VALUE
  [2]
  $ socklisten --opt ttl=x -v s udp::0
  ipcsh: socklisten: ttl=x: not a value for it
  [2]
  $ socklisten --opt type=1 -v s udp::0
  ipcsh: socklisten: type=1: this can only be read
  [2]
  $ socklisten --opt nodelay=1 -v s unix:./s; ls
  ipcsh: socklisten: nodelay: this socket has no such option
  $ sockcall --opt keepalive=1,ttl=1 unix:./s x
  ipcsh: sockcall: ttl: this socket has no such option
  [2]
  $ sockpair -v p; set -- $p; sockcall --opt keepalive=1 $1 x; eval "exec $1<&- $2<&-"
  ipcsh: sockcall: --opt: only with an address (`sockopt FD' is for what is open)
  $ sockdial --opt ttl=3 --opt tos=1 -v c udp::9
  ipcsh: sockdial: --opt: tos=1: given a second time (several go together, with commas between)
  [2]
