Sockets: a server is a function
===============================

The problem
-----------

The first server of every course is a page of C: socket, bind, listen, accept, fork, read, write, close, and a signal
handler for the children (tests/interop/sock_server.c is the short form, one client after the other). It has a few flaws
that the course then warns of: its port stays taken after a restart, a client that says nothing holds up all others, a
client that has gone kills it by SIGPIPE, and it listens to the whole world.

The answer
----------

A server is a function. Standard input and output are the connection; every client has a process of its own; without a
host the address is this machine alone.

  $ reply() { read -r line; echo "I got you!: $line"; }
  $ sockserve -k 3 unix:./echo reply &
  $ sockcall -w unix:./echo hello
  I got you!: hello
  $ sockcall -v answer unix:./echo 'into a variable'; echo "<$answer>"
  <I got you!: into a variable>
  $ date +'%Y' | sockcall unix:./echo | sed 's/[0-9]/N/g'
  I got you!: NNNN
  $ wait

The client in C, which knows nothing of ipcsh, and the server in C:

  $ sockserve -k 1 unix:./echo reply & until [ -S echo ]; do sleep 0.01; done
  $ "$IPCSH_INTEROP"/sock_client ./echo 'from C'; wait
  I got you!: from C
  $ "$IPCSH_INTEROP"/sock_server 1 ./echo & sockcall -w unix:./echo 'to C'; wait; rm echo
  I got you!: to C

Step by step
------------

What `sockserve` does can be done by hand. Port 0 lets the system pick one:

  $ socklisten -v l tcp::0
  $ sockdial -v client "$l_address"; sockaccept -v server $l
  $ echo 'one line' >&$client; read -r line <&$server; echo "$line"
  one line

Each side can end what it sends and still hear the other (half-close): a pipe cannot do that.

  $ echo question >&$client; sockshut $client w
  $ cat <&$server; echo answer >&$server; sockshut $server w; cat <&$client
  question
  answer
  $ exec {l}>&- {client}>&- {server}>&-

A chat over UNIX sockets
------------------------

Two people, one connection, both type when they like. Each side copies what it hears to a file here, and says its lines;
`$SOCK_PEER` is the kernel's word for who it is, which nobody can make up.

  $ says() { for line; do echo "$line"; done; sockshut 1 w; cat >heard.by.server; }
  $ sockserve -k 1 unix:./chat says 'server: hello' 'server: how are you?' &
  $ printf '%s\n' 'client: hi' 'client: fine' | sockcat -w unix:./chat; wait
  server: hello
  server: how are you?
  $ cat heard.by.server; rm heard.by.server
  client: hi
  client: fine
  $ whoami_there() { echo "${SOCK_PEER#*:}"; }
  $ sockserve -k 1 unix:./who whoami_there & sockcall -w -v who unix:./who </dev/null; wait
  $ [ "$who" = "$(id -u):$(id -g)" ] && echo 'it knows me'
  it knows me

Handing a descriptor to another process
---------------------------------------

A UNIX socket carries open files. Here a process opens a file and another one, which may not even know its name, reads
on where the first one was.

  $ printf '%s\n' one two three >lines
  $ taker() { socktake -v file 0; cat <&$file; }
  $ sockserve -k 1 unix:./hand taker & sockdial -w -v there unix:./hand
  $ exec 7<lines; read -r line <&7; echo "read here: $line"
  read here: one
  $ sockpass $there 7; cat <&$there; wait
  two
  three
  $ exec 7<&- {there}>&-; rm lines
