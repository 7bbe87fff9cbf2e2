Dining philosophers
===================

The problem
-----------

Five philosophers, five forks between them; each needs both forks beside the plate to eat. If each takes the left one first,
all hold one fork, and all starve.

The answer
----------

The five forks are a set of five semaphores, and a set has what the philosophers lack: several of it can be taken at once, or
none of them.

  $ semnew --num 5 0x70c00071
  $ philosopher() {
  >   local left=$1 right=$((($1 + 1) % 5)) meal
  >   for meal in 1 2 3 4 5 6 7 8 9 10; do
  >     semwait -t 20 --num $left,$right 0x70c00071 || return
  >     echo "$1 eats"
  >     sempost --num $left,$right 0x70c00071
  >   done
  > }
  $ { for i in 0 1 2 3 4; do philosopher $i & done; wait; } | sort | uniq -c | tr -s ' '
   10 0 eats
   10 1 eats
   10 2 eats
   10 3 eats
   10 4 eats

All forks lie on the table again:

  $ semval -v forks 0x70c00071; echo $forks
  1 1 1 1 1

One who dies at the table gives back both, and the others go on:

  $ "$IPCSH" -c 'semwait --num 1,2 0x70c00071; kill -s KILL $$' 2>/dev/null
  [137]
  $ semwait -n --num 0-4 0x70c00071 && echo all of them
  all of them
  $ semrm 0x70c00071
