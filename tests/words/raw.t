Raw sockets: packets of a protocol of IP
========================================

It takes a network of one's own, where one is root: where that is not to be had, or there is no ip(8) to switch it on, this file is left out.

  $ net() { unshare -rn sh -c 'ip link set lo up && exec "$IPCSH" -c "$1"' sh "$1"; }; net : 2>/dev/null || exit 80

a ping by hand: type 8, its answer is of type 0

  $ net 'printf "\10\0\367\375\0\1\0\1" | sockcall -b -t 5 -k 2 raw:127.0.0.1:icmp' | od -An -tx1 -v -w28 | cut -c 61-
   08 00 f7 fd 00 01 00 01
   00 00 ff fd 00 01 00 01
  $ net 'printf "\200\0\0\0\0\1\0\1" | sockcall -b -t 5 -k 2 raw:[::1]:ipv6-icmp' | od -An -tx1 -v -w8 | cut -c 1-6
   80 00
   81 00

step by step, with who sent it; the protocol by its number

  $ net 'socklisten -v s raw:127.0.0.1:253; echo "$s_address"; socksend --to raw::253 $s hello; sockrecv -b --peek $s | tail -c 5; echo; sockrecv -s -v m $s; echo "$m_peer"; fds --cols type,name | grep raw'
  raw:127.0.0.1:253
  hello
  raw:127.0.0.1:253
  raw     127.0.0.1:253

a C program on the other side; a header that the sender makes

  $ PATH=$IPCSH_INTEROP:$PATH; net 'socklisten -v s raw:127.0.0.1:254; raw_sender 254 hello 0; sockrecv -b $s | tail -c 5; echo; raw_sender 254 question 1 & sockrecv -t 5 -b $s | tail -c 8; echo; socksend --to raw::254 $s answer; wait'
  hello
  question
  answer
  $ net 'socklisten -v s raw:127.0.0.1:254; sockdial --opt hdrincl=1 -v c raw:127.0.0.1:255; printf "\105\0\0\0\0\0\0\0\100\376\0\0\177\0\0\1\177\0\0\1mine" | socksend -b $c; sockrecv -t 5 -b $s | tail -c 4; echo; sockopt $c hdrincl protocol type'
  mine
  1
  255
  3

a server of a protocol of its own

  $ net 'reply() { tail -c 5 | tr a-z A-Z; }; sockserve -k 1 -b "raw:*:252" reply & until fds $! | grep -q raw; do sleep 0.01; done; sockcall -b -t 5 -k 2 raw:127.0.0.1:252 hello | tail -c 5; echo; wait'
  HELLO

What is wrong
-------------

  $ bare() { setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c "$1" 2>&1; }; bare 'sockrecv raw::icmp'; bare 'socksend raw::icmp x'
  ipcsh: sockrecv: raw::icmp: a raw socket is root's (CAP_NET_RAW)
  ipcsh: socksend: raw::icmp: a raw socket is root's (CAP_NET_RAW)
  [2]
  $ for a in raw: raw:x raw::nosuchprotocol raw::256 raw::-1 raw:::1:1 raw:[::1] raw:h:; do sockrecv $a; done
  ipcsh: sockrecv: raw:: use raw:HOST:PROTOCOL (raw::PROTOCOL: this host alone, raw:*:PROTOCOL: any interface)
  ipcsh: sockrecv: raw:x: use raw:HOST:PROTOCOL (raw::PROTOCOL: this host alone, raw:*:PROTOCOL: any interface)
  ipcsh: sockrecv: raw::nosuchprotocol: protocol nosuchprotocol: not known (/etc/protocols)
  ipcsh: sockrecv: raw::256: a protocol is a number from 0 to 255 or a name: icmp
  ipcsh: sockrecv: raw::-1: protocol -1: not known (/etc/protocols)
  ipcsh: sockrecv: raw:::1:1: an IPv6 address stands in brackets: raw:[::1]:ipv6-icmp
  ipcsh: sockrecv: raw:[::1]: use raw:HOST:PROTOCOL (raw::PROTOCOL: this host alone, raw:*:PROTOCOL: any interface)
  ipcsh: sockrecv: raw:h:: a protocol is a number from 0 to 255 or a name: icmp
  [2]
  $ net 'head -c 65516 /dev/zero | socksend -b raw::253'
  ipcsh: socksend: raw::253: 65516 bytes are too many for one datagram: it has 65515 at most
  [2]
  $ net 'socksend "raw:*:253" x'
  ipcsh: socksend: raw:*:253: * is any interface to listen on, not a host to call
  [2]
