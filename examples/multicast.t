Multicast: one sends, all who have joined hear it
=================================================

The problem
-----------

One datagram for many: bind to the port, join the group with IP_ADD_MEMBERSHIP, and let others have the port, too
(tests/interop/group_receiver.c is the short form). What goes wrong: who binds to an address of the machine hears no group,
who forgets SO_REUSEADDR is the only one, who does not say by which interface gets the one of the default route, and a
sender with a time to live of 1 wonders why nobody behind the router answers.

The answer
----------

`--join` joins, lets others listen at the same port, and says so where the address cannot hear a group. Everything here stays on the
loopback interface; where that carries no multicast this file is left out. On a network, leave `%lo` and `multicast_if=lo`
away, and give `multicast_ttl`.

  $ socklisten -v s --join 239.77.9.9%lo 'udp:*:0' && socksend --opt multicast_if=lo "udp:239.77.9.9:${s_address##*:}" x && sockrecv -t 5 $s >got; [ -s got ] || exit 80
  $ rm got; exec {s}<&-; PATH=$IPCSH_INTEROP:$PATH

A C program joins a group, as a course has it, and says the port that it got. Another listener joins at the same port; a
datagram to the group reaches both:

  $ mkfifo port; group_receiver 239.77.9.1 127.0.0.1 0 1 >port & exec 3<port; read -r p <&3
  $ socklisten --join 239.77.9.1%lo -v s "udp:*:$p"
  $ socksend --opt multicast_if=lo "udp:239.77.9.1:$p" 'to whom it may concern'
  $ cat <&3; sockrecv -t 5 -v text $s; echo "$text, says ${text_peer%:*}"
  to whom it may concern from 127.0.0.1
  to whom it may concern, says udp:127.0.0.1
  $ wait; exec 3<&- {s}<&-; rm port

Who is there? A question to the group; each who has joined answers to who asked:

  $ socklisten -v any 'udp:*:0'; port=${any_address##*:}; exec {any}<&-
  $ here() { read -r question; echo "$question: $1"; }
  $ for name in tea coffee; do sockserve --join 239.77.9.2%lo "udp:239.77.9.2:$port" here $name & done
  $ socklisten -v c 'udp::0'; sockopt $c multicast_if=lo
  $ seen=; until [[ $seen = *tea* && $seen = *coffee* ]]; do
  >   socksend --to "udp:239.77.9.2:$port" $c 'what is there'
  >   while sockrecv -t 0.2 -v answer $c; do seen="$seen$answer;"; done
  > done
  $ kill $(jobs -p); wait; exec {c}<&-; echo "$seen" | tr ';' '\n' | sort -u | sed '/^$/d'
  what is there: coffee
  what is there: tea
