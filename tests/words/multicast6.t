Groups of IPv6
==============

They need an interface other than lo, which has an address; nothing leaves the machine, as it goes over no hop. Where there is none, or IPv6 is missing, this file is left out.

  $ link=$(awk '$6 != "lo" && /^fe80/ { print $6; exit }' /proc/net/if_inet6 2>/dev/null); [ "$link" ] || exit 80
  $ out=multicast_if=$link,multicast_hops=0
  $ socklisten -v s --join "ff12::77%$link" 'udp:*:0' && socksend --opt $out "udp:[ff12::77]:${s_address##*:}" x && sockrecv -t 5 $s >got; [ -s got ] || exit 80
  $ rm got; port=${s_address##*:}

joined, left

  $ socksend --opt $out "udp:[ff12::77]:$port" hello; sockrecv -t 5 -v m $s; echo "$m"; case $m_peer in "udp:[fe80:"*"%$link]:"*) echo yes ;; esac
  hello
  yes
  $ sockopt $s multicast_all=0 drop_membership=ff12::77%$link; socksend --opt $out "udp:[ff12::77]:$port" 'to nobody'; sockrecv -t 0.1 $s
  [124]
  $ sockopt $s drop_membership=ff12::77%$link
  ipcsh: sockopt: drop_membership: it has not joined that
  [2]

from one sender alone

  $ socksend --opt $out "udp:[::ffff:127.0.0.1]:$port" x; sockrecv -t 5 $s; sockopt $s add_membership=${m_peer#*[}; echo $?
  x
  ipcsh: sockopt: * (glob)
  2
  $ me=${m_peer#*[} me=${me%%%*}; sockopt $s add_membership=$me@ff32::77%$link; socksend --opt $out "udp:[ff32::77]:$port" mine; sockrecv -t 5 $s
  mine
  $ sockopt $s drop_membership=$me@ff32::77%$link add_membership=fe80::77:77@ff32::77%$link; socksend --opt $out "udp:[ff32::77]:$port" 'the wrong one'; sockrecv -t 0.1 $s
  [124]

such a socket may join groups of IPv4 as well; an IPv4 socket none of IPv6

  $ sockopt $s add_membership=239.77.1.1%lo; exec {s}<&-
  $ socklisten -v s udp::0; sockopt $s add_membership=ff12::77%$link; exec {s}<&-
  ipcsh: sockopt: add_membership: this socket has no such option

its own figures

  $ socklisten -v s 'udp:[::1]:0'; sockopt $s multicast_if=$link multicast_hops=3 multicast_loop=0 unicast_hops=9 tclass=4; sockopt $s multicast_if multicast_hops multicast_loop unicast_hops tclass | sed "s/^$link$/LINK/"; exec {s}<&-
  LINK
  3
  0
  9
  4
