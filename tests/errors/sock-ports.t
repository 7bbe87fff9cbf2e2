The low ports
=============

Where the kernel keeps none for the privileged there is nothing to see: then this file is left out.

  $ first=/proc/sys/net/ipv4/ip_unprivileged_port_start; [ "$(cat $first)" -gt 80 ] || exit 80
  $ bare() { setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c "$1" 2>&1 | sed "s/limit is $(cat $first) /limit is N /"; }

who has no privilege may not listen there, be it for connections or datagrams, nor call from there

  $ bare 'sockserve tcp:127.0.0.1:79 :'
  ipcsh: sockserve: tcp:127.0.0.1:79: permission denied: the limit is N as the lowest port without privilege (/proc/sys/net/ipv4/ip_unprivileged_port_start)
  $ bare 'socklisten -v fd udp:127.0.0.1:79'
  ipcsh: socklisten: udp:127.0.0.1:79: permission denied: the limit is N as the lowest port without privilege (/proc/sys/net/ipv4/ip_unprivileged_port_start)
  $ bare 'sockdial -v fd --from tcp:127.0.0.1:79 tcp:127.0.0.1:9'
  ipcsh: sockdial: tcp:127.0.0.1:79: permission denied: the limit is N as the lowest port without privilege (/proc/sys/net/ipv4/ip_unprivileged_port_start)
