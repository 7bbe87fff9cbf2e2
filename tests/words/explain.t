How commands are wired: explain
===============================

Nothing is run, opened or assigned
----------------------------------

  $ explain 'echo ran >file; x=1; y=$(echo ran >&2; : >file2); : ${z=3}; cd /; exec 7>file3; set -f' >drawing
  $ ls; echo "${x-unset} ${z-unset} $-" | tr -d f; ls /proc/self/fd | wc -l; pwd | wc -c >n; [ "$PWD" != / ] && echo here
  drawing
  unset unset hB
  4
  here

Processes side by side, each with its own ends alone
----------------------------------------------------

  $ explain 'cat | tr a b 2>&1 >log | wc -l'
  +- 1 --------------+         +- 2 --------------+         +- 3 --------------+
  | cat              |         | tr a b           |         | wc -l            |
  | program          |         | program          |         | program          |
  |   /usr/bin/cat   |         |   /usr/bin/tr    |         |   /usr/bin/wc    |
  | vfork, exec      |         | vfork, exec      |         | vfork, exec      |
  +------------------+         +------------------+         +------------------+
  |                1 +-pipe 1->| 0              2 +-pipe 2->| 0                |
  | 0 <- /dev/null   |         | 1 -> log         |         | 1 -> outer pipe  |
  | 2 -> outer pipe  |         |     (truncate)   |         | 2 -> outer pipe  |
  +------------------+         +------------------+         +------------------+
  
  warning: 2: 2>&1 stands before >log: descriptor 2 stays what 1 was then (pipe
              2), and only 1 goes to log
     write: >log 2>&1
  $ explain 'sort'
  +- 1 -------------------+
  | sort                  |
  | program /usr/bin/sort |
  | vfork, exec           |
  +-----------------------+
  | 0 <- /dev/null        |
  | 1 -> outer pipe       |
  | 2 -> outer pipe       |
  +-----------------------+
  $ explain --width 200 'a | b | c |& d'
  +- 1 -------------+         +- 2 -------------+         +- 3 ----------+         +- 4 -------------+
  | a               |         | b               |         | c            |         | d               |
  | not found       |         | not found       |         | not found    |         | not found       |
  | fork            |         | fork            |         | fork         |         | fork            |
  +-----------------+         +-----------------+         +--------------+         +-----------------+
  |               1 +-pipe 1->| 0             1 +-pipe 2->| 0        1,2 +-pipe 3->| 0               |
  | 0 <- /dev/null  |         | 2 -> outer pipe |         |              |         | 1 -> outer pipe |
  | 2 -> outer pipe |         |                 |         |              |         | 2 -> outer pipe |
  +-----------------+         +-----------------+         +--------------+         +-----------------+
  $ explain --width 40 'cat | wc'
  +- 1 ------------------+
  | cat                  |
  | program /usr/bin/cat |
  | vfork, exec          |
  +----------------------+
  |                    1 +->
  | 0 <- /dev/null       |
  | 2 -> outer pipe      |
  +----------------------+
           +- 2 -----------------+
           | wc                  |
           | program /usr/bin/wc |
           | vfork, exec         |
           +---------------------+
  -pipe 1->| 0                   |
           | 1 -> outer pipe     |
           | 2 -> outer pipe     |
           +---------------------+
  $ explain --width 24 'cat <in | wc -l'
  +- 1 -------+
  | cat       |
  | program   |
  |   /usr/bi |
  |   n/cat   |
  | vfork,    |
  |   exec    |
  +-----------+
  |         1 +->
  | 0 <- in   |
  | 2 ->      |
  |     outer |
  |     pipe  |
  +-----------+
           +- 2 -------+
           | wc -l     |
           | program   |
           |   /usr/bi |
           |   n/wc    |
           | vfork,    |
           |   exec    |
           +-----------+
  -pipe 1->| 0         |
           | 1 ->      |
           |     outer |
           |     pipe  |
           | 2 ->      |
           |     outer |
           |     pipe  |
           +-----------+

in UTF-8, as wide as the terminal is said to be

  $ (LC_ALL=C.UTF-8 COLUMNS=80; explain 'cat <in | tr a b 2>&1 >log | wc -l')
  ┌─ 1 ──────────────┐         ┌─ 2 ──────────────┐         ┌─ 3 ──────────────┐
  │ cat              │         │ tr a b           │         │ wc -l            │
  │ program          │         │ program          │         │ program          │
  │   /usr/bin/cat   │         │   /usr/bin/tr    │         │   /usr/bin/wc    │
  │ vfork, exec      │         │ vfork, exec      │         │ vfork, exec      │
  ├──────────────────┤         ├──────────────────┤         ├──────────────────┤
  │                1 ├─pipe 1─►│ 0              2 ├─pipe 2─►│ 0                │
  │ 0 ← in           │         │ 1 → log          │         │ 1 → outer pipe   │
  │ 2 → outer pipe   │         │     (truncate)   │         │ 2 → outer pipe   │
  └──────────────────┘         └──────────────────┘         └──────────────────┘
  
  warning: 2: 2>&1 stands before >log: descriptor 2 stays what 1 was then (pipe
              2), and only 1 goes to log
     write: >log 2>&1
  $ (LC_ALL=C.UTF-8; explain --ascii 'cat | wc')
  +- 1 ------------------+         +- 2 -----------------+
  | cat                  |         | wc                  |
  | program /usr/bin/cat |         | program /usr/bin/wc |
  | vfork, exec          |         | vfork, exec         |
  +----------------------+         +---------------------+
  |                    1 +-pipe 1->| 0                   |
  | 0 <- /dev/null       |         | 1 -> outer pipe     |
  | 2 -> outer pipe      |         | 2 -> outer pipe     |
  +----------------------+         +---------------------+

names of all kinds stay within their boxes

  $ (LC_ALL=C.UTF-8; explain --width 60 'cat <日本語.txt >"größe" 3>"a	b$(:)" | wc')
  ┌─ 1 ──────────────────────┐   ┌─ 2 ─────────────────┐
  │ cat                      │   │ wc                  │
  │ program /usr/bin/cat     │   │ program /usr/bin/wc │
  │ fork, exec               │   │ vfork, exec         │
  ├──────────────────────────┤   ├─────────────────────┤
  │ 0 ← 日本語.txt           │   │ 0 ← pipe 1          │
  │ 1 → größe (truncate)     │   │ 1 → outer pipe      │
  │ 2 → outer pipe           │   │ 2 → outer pipe      │
  │ 3 → "a b$(:)" (truncate) │   │                     │
  └──────────────────────────┘   └─────────────────────┘
  
    in 1, for its words:
    ┌─ 3 ────────────────────────┐
    │ $(:)                       │
    │ shell                      │
    │ no fork: undone at its end │
    ├────────────────────────────┤
    │ 1 → $( )                   │
    │ 0 2 3 as in 1              │
    └────────────────────────────┘
  
      in 3:
      ┌─ 4 ─────────────┐
      │ :               │
      │ special builtin │
      │ no fork: in 1   │
      ├─────────────────┤
      │ 0 1 2 3 as in 3 │
      └─────────────────┘
  
  warning: 1: nothing comes into pipe 1: all that is written
              goes elsewhere, and 2 finds the end at once
  $ name=$(printf 'x\033[31m\377\ny'); (LC_ALL=C.UTF-8; explain --width 60 'cat <"$name"')
  ┌─ 1 ──────────────────┐
  │ cat                  │
  │ program /usr/bin/cat │
  │ vfork, exec          │
  ├──────────────────────┤
  │ 0 ← x\x1b[31m\xff y  │
  │ 1 → outer pipe       │
  │ 2 → outer pipe       │
  └──────────────────────┘
  $ explain --width 60 'cat <größe'
  +- 1 ------------------+
  | cat                  |
  | program /usr/bin/cat |
  | vfork, exec          |
  +----------------------+
  | 0 <- gr????e         |
  | 1 -> outer pipe      |
  | 2 -> outer pipe      |
  +----------------------+
  $ explain --width 40 'cat <a_name_that_is_much_longer_than_a_box_of_forty_columns_could_ever_be'
  +- 1 ----------------------------------+
  | cat                                  |
  | program /usr/bin/cat                 |
  | vfork, exec                          |
  +--------------------------------------+
  | 0 <- a_name_that_is_much_longer_than |
  |     _a_box_of_forty_columns_could_ev |
  |     er_be                            |
  | 1 -> outer pipe                      |
  | 2 -> outer pipe                      |
  +--------------------------------------+

What is what
------------

  $ f() { :; }; printf '#!/bin/sh\n' >prog; chmod +x prog; alias al='echo alias'
  $ kinds() { explain -j "$1" | python3 -c 'import json,sys
  > for p in json.load(sys.stdin)["processes"]: print(p["number"], p["command"], "|", p["kind"], p["path"] or "-", p["birth"], p["runs_in"])'; }
  $ kinds 'echo a; exec 3>&1; f x; ./prog; nosuch; "$cmd" x; x=1; >f; al; [[ a ]]; g() { :; }; g; command cat; exec cat'
  1 echo a | builtin - none None
  2 exec | builtin - none None
  3 f x | function - none None
  4 : | builtin - none None
  5 ./prog | program ./prog vfork-exec None
  6 nosuch | not found - none None
  7 "$cmd" x | known when it runs - none None
  8 x=1 | no command - none None
  9 (redirections alone) | no command - none None
  10 echo alias | builtin - none None
  11 [[ a ]] | no command - none None
  12 g () { :; } | no command - none None
  13 g | function - none None
  14 : | builtin - none None
  15 command cat | builtin - none None
  16 cat | program /usr/bin/cat vfork-exec None
  17 exec cat | builtin - none None
  18 cat | program /usr/bin/cat exec None

What functions, eval and a file that . reads do: one level of it

  $ kinds 'copy() { cat <in | wc; }; copy >out; eval "umask 077; copy"; pwd'
  1 copy () { cat < in | wc; } | no command - none None
  2 copy | function - none None
  3 cat | program /usr/bin/cat vfork-exec 3
  4 wc | program /usr/bin/wc vfork-exec 4
  5 eval "umask 077; copy" | builtin - none None
  6 umask 077 | builtin - none None
  7 copy | function - none None
  8 pwd | builtin - none None
  $ f() { cat; f; }; kinds f; kinds '(f; pwd)'; kinds 'x=$(f)'; kinds 'eval cat <in | f 2>&1'
  1 f | function - none None
  2 cat | program /usr/bin/cat vfork-exec None
  3 f | function - none None
  1 ( f; pwd ) | shell - late-fork None
  2 f | function - none None
  3 cat | program /usr/bin/cat vfork-exec 1
  4 f | function - none 1
  5 pwd | builtin - none 1
  1 x=$(f) | no command - none None
  2 $(f) | shell - rolled-back None
  3 f | function - none None
  1 eval cat | builtin - fork 1
  2 f | function - fork 2
  3 cat | program /usr/bin/cat vfork-exec 1
  4 cat | program /usr/bin/cat vfork-exec 2
  5 f | function - none 2
  $ printf 'cat\nx=1\n' >lib; printf 'if\n' >bad; mkfifo fifo
  $ kinds '. ./lib; . ./bad; . ./fifo; . ./nosuch; . "$lib"; source -- ./lib'
  1 . ./lib | builtin - none None
  2 cat | program /usr/bin/cat vfork-exec None
  3 x=1 | no command - none None
  4 . ./bad | builtin - none None
  5 . ./fifo | builtin - none None
  6 . ./nosuch | builtin - none None
  7 . "$lib" | builtin - none None
  8 source -- ./lib | builtin - none None
  9 cat | program /usr/bin/cat vfork-exec None
  10 x=1 | no command - none None
  $ kinds '(mmapsync --lock f); (mmapsync f)'
  1 ( mmapsync --lock f ) | shell - late-fork None
  2 mmapsync --lock f | builtin - none 1
  3 ( mmapsync f ) | shell - rolled-back None
  4 mmapsync f | builtin - none None
  $ kinds '(semwait 7); (semwait --no-undo 7); (lock l cat); (umask); (hash cat)'; f() { :; }
  1 ( semwait 7 ) | shell - late-fork None
  2 semwait 7 | builtin - none 1
  3 ( semwait --no-undo 7 ) | shell - rolled-back None
  4 semwait --no-undo 7 | builtin - none None
  5 ( lock l cat ) | shell - late-fork None
  6 lock l cat | builtin - none 5
  7 cat | program /usr/bin/cat vfork-exec 5
  8 ( umask ) | shell - rolled-back None
  9 umask | builtin - none None
  10 ( hash cat ) | shell - late-fork None
  11 hash cat | builtin - none 10

What forks, and what does not
-----------------------------

  $ kinds 'echo a | cat | f | ./prog x'
  1 echo a | builtin - fork 1
  2 cat | program /usr/bin/cat vfork-exec 2
  3 f | function - fork 3
  4 ./prog x | program ./prog vfork-exec 4
  5 : | builtin - none 3
  $ kinds '(echo a); (cd /; pwd); (cat); (cat; pwd); (umask 077; pwd)'
  1 ( echo a ) | shell - rolled-back None
  2 echo a | builtin - none None
  3 ( cd /; pwd ) | shell - rolled-back None
  4 cd / | builtin - none None
  5 pwd | builtin - none None
  6 ( cat ) | shell - rolled-back None
  7 cat | program /usr/bin/cat vfork-exec None
  8 ( cat; pwd ) | shell - late-fork None
  9 cat | program /usr/bin/cat vfork-exec 8
  10 pwd | builtin - none 8
  11 ( umask 077; pwd ) | shell - late-fork None
  12 umask 077 | builtin - none 11
  13 pwd | builtin - none 11
  $ kinds 'x=$(echo a); x=$(cat); x=$(cat; pwd); x=${ pwd; }; x=$(cat 2>&1)'
  1 x=$(echo a) | no command - none None
  2 $(echo a) | shell - rolled-back None
  3 echo a | builtin - none None
  4 x=$(cat) | no command - none None
  5 $(cat) | shell - rolled-back None
  6 cat | program /usr/bin/cat vfork-exec None
  7 x=$(cat; pwd) | no command - none None
  8 $(cat; pwd) | shell - late-fork None
  9 cat | program /usr/bin/cat vfork-exec 8
  10 pwd | builtin - none 8
  11 x=${ pwd; } | no command - none None
  12 ${ pwd; } | shell - none None
  13 pwd | builtin - none None
  14 x=$(cat 2>&1) | no command - none None
  15 $(cat 2>&1) | shell - late-fork None
  16 cat | program /usr/bin/cat vfork-exec 15
  $ kinds 'cat & f & (cat; pwd) & wait'
  1 cat | program /usr/bin/cat vfork-exec 1
  2 f | function - fork 2
  3 : | builtin - none 2
  4 ( cat; pwd ) | shell - fork 4
  5 cat | program /usr/bin/cat vfork-exec 4
  6 pwd | builtin - none 4
  7 wait | builtin - none None
  $ kinds 'cat <(pwd) > >(wc)'
  1 cat <(pwd) | program /usr/bin/cat vfork-exec None
  2 pwd | builtin - fork 2
  3 wc | program /usr/bin/wc fork-exec 3
  $ kinds 'coproc tr a b; coproc UP { cat; }'
  1 tr a b | program /usr/bin/tr fork-exec 1
  2 { cat; } | shell - fork 2
  3 cat | program /usr/bin/cat exec 2
  $ kinds 'if cat; then pwd; else ./prog; fi | wc; while read l; do ./prog $l; done <f'
  1 if cat; then pwd; else ./prog; fi | shell - fork 1
  2 wc | program /usr/bin/wc vfork-exec 2
  3 cat | program /usr/bin/cat vfork-exec 1
  4 pwd | builtin - none 1
  5 ./prog | program ./prog exec 1
  6 while read l; do ./prog $l; done | shell - none None
  7 read l | builtin - none None
  8 ./prog $l | program ./prog vfork-exec None
  $ kinds 'for i in $(pwd); do ./prog; done; case $(cat) in a) pwd ;; b) ./prog ;; esac'
  1 for i in $(pwd); do ./prog; done | shell - none None
  2 $(pwd) | shell - rolled-back None
  3 pwd | builtin - none None
  4 ./prog | program ./prog vfork-exec None
  5 case $(cat) in a) pwd;; b) ./prog;; esac | shell - none None
  6 $(cat) | shell - rolled-back None
  7 cat | program /usr/bin/cat vfork-exec None
  8 pwd | builtin - none None
  9 ./prog | program ./prog vfork-exec None
  $ kinds 'cat && pwd || ./prog'
  1 cat | program /usr/bin/cat vfork-exec None
  2 pwd | builtin - none None
  3 ./prog | program ./prog vfork-exec None

as the last command of a shell, and where something else has to be done at its end

  $ explain -j --last cat | grep -o '"birth": "[^"]*"'; explain -j --last '(cat; pwd)' | grep -o '"birth": "[^"]*"'
  "birth": "exec"
  "birth": "in-place"
  "birth": "vfork-exec"
  "birth": "none"
  $ trap : EXIT; explain -j --last cat >out; trap - EXIT; grep -o '"birth": "[^"]*"' out
  "birth": "vfork-exec"
  $ (set -u; kinds 'cat | wc')
  1 cat | program /usr/bin/cat fork-exec 1
  2 wc | program /usr/bin/wc fork-exec 2
  $ (shopt -s lastpipe; kinds 'cat | while read l; do cat; done')
  1 cat | program /usr/bin/cat vfork-exec 1
  2 while read l; do cat; done | shell - none None
  3 read l | builtin - none None
  4 cat | program /usr/bin/cat vfork-exec None

what it says is what happens: processes counted, where nobody else makes any

  $ cat >count <<'END'
  > # count COMMAND: how many processes it makes, by the numbers they get; and how many explain says
  > set +o posix
  > made() { sh -c 'echo $$' >pid.$1; }
  > while read -r line; do
  >   : >in
  >   said=$(explain -j -- "$line" | grep -c '"forks": true')
  >   made 1; eval "$line" <in >out 2>&1; made 2
  >   real=$(($(cat pid.2) - $(cat pid.1) - 1))
  >   [ "$said" = "$real" ] || echo "$line: said $said, made $real"
  > done
  > END
  $ alone() { [ "$$" -lt 50 ] && [ ! -e /proc/100000 ]; }
  $ counted() { if alone; then "$IPCSH" ./count; else cat >rest; fi; }
  $ counted <<'END'
  > pwd
  > cat
  > cat | cat
  > pwd | cat
  > pwd | pwd | cat
  > (pwd)
  > (cat)
  > (cat; pwd)
  > END
  $ counted <<'END'
  > (pwd; cat)
  > (cat; cat)
  > (umask 077; pwd)
  > ( (cat; pwd); pwd )
  > x=$(pwd)
  > x=$(cat)
  > x=$(cat; pwd)
  > x=$(cat 2>&1)
  > END
  $ counted <<'END'
  > x=$(pwd 2>&1)
  > x=$(cat | cat)
  > x=$(pwd; cat | cat)
  > x=$( (pwd) )
  > x=${ pwd; }
  > x=$(exec cat)
  > cat & wait
  > pwd & wait
  > END
  $ counted <<'END'
  > (cat; cat) & wait
  > cat | cat & wait
  > { pwd; cat; } | cat
  > (cat; cat) | cat
  > if cat; then pwd; fi | cat
  > for i in 1; do cat; done
  > cat <(pwd)
  > command cat
  > END
  $ counted <<'END'
  > command cat | cat
  > x=$(command cat)
  > lock ./lk cat
  > cat </dev/null | cat
  > ( : {fd}>f; pwd )
  > (g() { :; }; pwd)
  > [[ a ]] | cat
  > cat <<<x
  > END

Descriptors
-----------

  $ fds_of() { explain -j "$1" | python3 -c 'import json,sys
  > d = json.load(sys.stdin); names = [None] + [(o["name"] or "pipe %s" % o["pipe"]) + (" " + o["open"] if o["open"] else "") for o in d["objects"]]
  > for p in d["processes"]:
  >     print(p["number"], ", ".join("%s %s %s%s" % (f["label"] if f["fd"] is None else f["fd"], f["access"] or "-", names[f["object"]] if f["object"] else "closed", "" if f["copy_of"] is None else " copy of %d" % f["copy_of"]) for f in p["descriptors"] if f["how"] != "inherited"))'; }
  $ fds_of 'cat <a 3>b 4>>c 5<>d 6>|e'
  1 0 r a, 3 w b truncate, 4 w c append, 5 rw d, 6 w e truncate
  $ fds_of 'cat 3>&1 1>&2 2>&3 3>&-'
  1 1 w outer pipe copy of 2, 2 w outer pipe copy of 3, 3 - closed
  $ fds_of 'cat >both 2>&1; cat &>both; cat &>>both; cat >&both'
  1 1 w both truncate, 2 w both truncate copy of 1
  2 1 w both truncate, 2 w both truncate copy of 1
  3 1 w both append, 2 w both append copy of 1
  4 1 w both truncate, 2 w both truncate copy of 1
  $ fds_of 'cat <&-; cat 2>&-; cat 3>&1-'
  1 0 - closed
  2 2 - closed
  3 1 - closed, 3 w outer pipe
  $ (set -C; fds_of 'cat >a; cat >|b')
  1 1 w a new
  2 1 w b truncate
  $ fds_of 'cat {fd}>file; cat >&$fd'
  1 {fd} w file truncate
  2 1 w file truncate
  $ fds_of 'exec 3>a 4<&0; cat; exec 3>&-; cat >&4'
  1 3 w a truncate, 4 rw /dev/null copy of 0
  2 
  3 3 - closed
  4 1 rw /dev/null copy of 4, 3 - closed
  $ fds_of '{ cat >&3; } 3>a; (exec 3>b; cat); cat'
  1 3 w a truncate
  2 1 w a truncate copy of 3
  3 
  4 3 w b truncate
  5 
  6 
  $ fds_of 'cat |& cat; cat | cat 5>&1 >/dev/null | cat'
  1 1 w pipe 1, 2 w pipe 1 copy of 1
  2 0 r pipe 1
  3 1 w pipe 2
  4 0 r pipe 2, 1 w /dev/null, 5 w pipe 3 copy of 1
  5 0 r pipe 3
  $ fds_of 'cat <<A; cat <<<"x"; cat 3<<B
  > a
  > A
  > b
  > B'
  1 0 r here-document
  2 0 r here-string
  3 3 r here-document
  $ fds_of 'cat </dev/tcp/127.0.0.1/7 3>/dev/unix/run/x.sock'
  1 0 rw /dev/tcp/127.0.0.1/7, 3 rw /dev/unix/run/x.sock
  $ fds_of 'cat <(pwd) > >(wc)'
  1 1 w pipe 1, <( ) r pipe 2
  2 1 w pipe 2
  3 0 r pipe 1
  $ fds_of 'cat & (cat &) <f & wait'
  1 0 r /dev/null
  2 0 r f
  3 0 r /dev/null
  4 
  $ fds_of 'coproc cat; cat <&$COPROC_r; cat >&$COPROC_w'
  1 0 r pipe 1, 1 w pipe 2
  2 0 r pipe 2
  3 1 w pipe 1

words: what is known now, and what is not

  $ dir=here HOME=/home/me; unset other; fds_of 'cat <$dir/a 3<"$dir$other" 4<~/x 5<$(pwd) 6<$1 7<${dir%re} 8<${other-default}'
  1 0 r here/a, 3 r "$dir$other", 4 r /home/me/x, 5 r $(pwd), 6 r $1, 7 r he, 8 r default
  2 1 w $( )
  3 
  $ fds_of 'dir=there; cat <$dir'; fds_of 'for dir in a b; do cat <$dir; done'; fds_of 'read dir; cat <$dir'; fds_of 'eval "$x"; cat <$dir'
  1 
  2 0 r $dir
  1 
  2 0 r $dir
  1 
  2 0 r $dir
  1 
  2 0 r $dir
  $ printf 'cat\nx=1\n' >lib
  $ f() { local dir; :; }; dir=here; fds_of 'f; cat <$dir'; fds_of 'eval "y=1"; cat <$dir'; fds_of 'eval "dir=1"; cat <$dir'; fds_of '. ./lib; cat <$dir'
  1 
  2 
  3 
  4 0 r $dir
  1 
  2 
  3 0 r here
  1 
  2 
  3 0 r $dir
  1 
  2 
  3 
  4 0 r here
  $ fds_of 'open() { exec 3>a; }; open; cat; open 4>b; cat'; unset dir
  1 
  2 
  3 3 w a truncate
  4 
  5 4 w b truncate
  6 3 w a truncate
  7 
  $ fd=2; fds_of 'cat >&$fd'; fds_of 'cat >&$other'; unset fd
  1 1 w outer pipe copy of 2
  1 1 w what $other names

what the shell has open already

  $ exec 5>kept; explain 'cat >&5' | grep -c '5 -> .*/kept'; explain 'cat 5>&-' | grep '5 '; exec 5>&-
  1
  | 5 closed             |
  $ coproc UP { cat; }; explain "cat <&$UP_r" | grep -c '0 <- '; exec {UP_w}>&- {UP_r}<&-; wait
  1

Warnings
--------

  $ w() { explain --width 200 "$@" | sed -n '/^\(warning\|note\)/,$p'; }
  $ : >f

the order of 2>&1 and >file

  $ w 'ls 2>&1 >log'
  warning: 1: 2>&1 stands before >log: descriptor 2 stays what 1 was then (outer pipe), and only 1 goes to log
     write: >log 2>&1
  $ w 'ls 1>&2 2>log'
  warning: 1: 1>&2 stands before 2>log: descriptor 1 stays what 2 was then (outer pipe), and only 2 goes to log
     write: 2>log 1>&2
  $ w 'ls | tr a b 2>&1 >log | wc'
  warning: 2: 2>&1 stands before >log: descriptor 2 stays what 1 was then (pipe 2), and only 1 goes to log
     write: >log 2>&1
  $ w 'ls >log 2>&1'; w 'ls 2>&1 >/dev/null | wc'; w 'x=$(ls 2>&1 >/dev/null)'; w 'ls 3>&1 1>&2 2>&3'; w 'ls 2>&1 >log 2>&1'

reading a file and emptying it

  $ w 'sort f >f'
  warning: 1: f is emptied before it is read: nothing is left of it
     write: ... >f.new && mv f.new f
  $ w 'tr a b <f >f'
  warning: 1: f is emptied before it is read: nothing is left of it
     write: ... >f.new && mv f.new f
  $ w 'grep x f | sort >f'
  warning: 2: f is emptied when this starts, maybe before 1 has read it
     write: ... >f.new && mv f.new f
  $ w 'cat f | tee f'
  warning: 2: f is emptied when this starts, maybe before 1 has read it
     write: ... >f.new && mv f.new f
  $ w 'tr a b >f <./f'
  warning: 1: f is emptied before it is read: nothing is left of it
     write: ... >f.new && mv f.new f
  $ ln f g; w 'sort f >g'
  warning: 1: g is emptied before it is read: nothing is left of it
     write: ... >g.new && mv g.new g
  $ w 'sort -o f f'; w 'echo f >f'; w 'grep f <g2 >f'; w 'sort f >>f'; w 'exec 3>f 4<f'; w 'cat /dev/null >/dev/null'; w 'sort f >h; cat h >f'

two that write one file, each from a place of its own

  $ w 'ls >log 2>log'
  warning: 1: log is opened twice for writing: each writes from a place of its own, and overwrites what the other wrote
     write: >log 2>&1
  $ w 'ls >log | cat >log'
  warning: 1: nothing comes into pipe 1: all that is written goes elsewhere, and 2 finds the end at once
  warning: 2: 1 and 2 both write log, each from a place of its own: one overwrites what the other wrote
     write: >>log
  $ w 'ls >log 2>>log'
  warning: 1: log is opened twice for writing: each writes from a place of its own, and overwrites what the other wrote
     write: >log 2>&1
  $ w 'ls >>log 2>>log'; w 'ls >log; pwd >log'; w 'ls >log 2>&1'; w 'ls >/dev/null 2>/dev/null'

a number for a name

  $ w 'echo x >$fd'
  warning: 1: >$fd opens a file that is named as the value of $fd, and not the descriptor of that number
     write: >&$fd
  $ fd=3; w 'echo x >$fd'; unset fd
  warning: 1: >$fd is a file here, named 3, and not descriptor 3
     write: >&$fd
  $ w 'ls 2>1'
  warning: 1: 2>1 is a file here, named 1, and not descriptor 1
     write: 2>&1
  $ w 'ls {out}>file; ls >$out'
  warning: 2: >$out opens a file that is named as the value of $out, and not the descriptor of that number
     write: >&$out
  $ w 'ls >2026.log'; w 'ls >$file'

what is opened for nothing, not open, or a pipe that nobody uses

  $ w 'ls >a >b'
  warning: 1: >a is opened for nothing: >b takes its place
  $ w 'ls >&9'
  warning: 1: descriptor 9 is not open there: the redirection fails, and the command does not run
  $ w 'ls 3>&-; ls >&3'
  warning: 2: descriptor 3 is not open there: the redirection fails, and the command does not run
  $ w 'ls >&nofd 2>&nofd'
  warning: 1: nofd is no descriptor's number: the redirection fails
  $ w 'ls >log 2>&1 | wc'
  warning: 1: nothing comes into pipe 1: all that is written goes elsewhere, and 2 finds the end at once
  $ w 'ls | wc <f'
  warning: 2: nobody reads pipe 1: 1 is ended by SIGPIPE when it writes
  $ w 'ls | read x'
  note: 2: $x is set in a process of its own, which ends: nothing of it is left in this shell

an end of a pipe that somebody keeps open

  $ w '{ sleep 100 & echo x; } | cat'
  warning: 3: it keeps the end of pipe 1 open: who reads from there sees no end before this has ended
     write: sleep 100 >/dev/null &
  $ w 'x=$(sleep 100 &)'
  warning: 3: it keeps descriptor 1 open: $( ) does not end before this has, in the background or not
     write: sleep 100 >/dev/null &
  $ w 'coproc tr a b; echo x >&$COPROC_w; cat <&$COPROC_r'
  warning: 3: this shell still holds $COPROC_w: the coprocess sees no end of its input, and so this one none of $COPROC_r
     write: exec {COPROC_w}>&-
  $ coproc UP { cat; }; w 'cat <&$UP_r'; exec {UP_w}>&- {UP_r}<&-; wait
  warning: 1: this shell still holds $UP_w: the coprocess sees no end of its input, and so this one none of $UP_r
     write: exec {UP_w}>&-
  $ w '{ ls & pwd & wait; } | sort'; w '(ls & pwd &) | sort'; w 'x=$(sleep 100 >/dev/null & echo $!)'; w 'coproc tr a b; exec {COPROC_w}>&-; cat <&$COPROC_r'; w 'coproc cat; read x <&$COPROC_r'

FIFOs: each open waits for the other end

  $ mkfifo p
  $ w 'cat <p >p'
  warning: 1: <p waits until somebody opens the other end of the FIFO, and the one who would, >p, comes only afterwards: it hangs
  warning: 1: it reads descriptor 0 to the end, which never comes: it holds the other end itself, as 1
     write: 1>&-
  $ w 'cat <>p'
  warning: 1: it reads descriptor 0 to the end, which never comes: it holds the other end itself, as 0
  $ w 'exec 3<p'
  note: 1: p waits until another process opens the FIFO for writing
     write: exec 3<>p
  $ w 'echo x >p; cat <p'
  warning: 1: p waits until somebody opens the FIFO for reading, which here is done only afterwards: it hangs
  $ w '{ cat; } <p'
  note: 1: p waits until another process opens the FIFO for writing
  $ w 'cat <p & echo x >p'; w 'echo x >p | cat <p'; w 'exec 3<>p; read x <&3'
  warning: 1: nothing comes into pipe 1: all that is written goes elsewhere, and 2 finds the end at once
  $ exec 3<>p; w 'read x <&3'; w 'cat <p'; exec 3>&-
  warning: 1: it reads descriptor 0 to the end, which never comes: it holds the other end itself, as 3
     write: 3>&-

--check

  $ explain --check 'ls 2>&1 >log' >out; explain --check 'ls | read x' >out
  $ explain --check 'ls >a >b' >out
  [1]

JSON and DOT
------------

  $ explain -j 'cat <in | wc >out' | python3 -c 'import json,sys; d = json.load(sys.stdin); print(sorted(d)); print(d["command"], [p["command"] for p in d["processes"]])'
  ['command', 'objects', 'processes', 'warnings']
  cat <in | wc >out ['cat', 'wc']
  $ name=$(printf 'x"\\\033\377\ny'); explain -j "cat <'$name'" | python3 -c 'import json,sys; print(ascii(json.load(sys.stdin)["objects"][-1]["name"]))'
  'x"\\\x1b\ufffd\ny'
  $ explain --dot 'cat <"a\"b" | wc >>out 2>&1' | grep -v '^   p[0-9]* \['
  digraph wiring {
     rankdir=LR;
     node [fontname="monospace"];
     o3 [shape=cds, label="pipe 1"];
     o4 [shape=note, label="a\"b"];
     o5 [shape=note, label="out (append)"];
     o4 -> p1 [label="0"];
     p1 -> o3 [label="1"];
     o3 -> p2 [label="0"];
     p2 -> o5 [label="1"];
     p2 -> o5 [label="2"];
  }
  $ graph() { python3 -c 'import re,sys
  > text = sys.stdin.read(); string = r"\"(?:[^\"\\]|\\.)*\""; value = r"(?:%s|[a-z0-9]+)" % string
  > line = re.compile(r"   (?:[a-z]+=[A-Z]+|(?:node|[pow]\d+|[pow]\d+ -> [pow]\d+) \[[a-z]+=%s(?:, [a-z]+=%s)*\]);$" % (value, value))
  > lines = text.split("\n"); assert lines[0] == "digraph wiring {" and lines[-2:] == ["}", ""], lines
  > bad = [l for l in lines[1:-2] if not line.match(l)]; print(bad or "fine")'; }
  $ explain --dot 'cat <in | { tr a b; wc >out; } 2>&1 >log; x=$(pwd) cat <(ls)' | graph
  fine
  $ explain --dot "cat <'$name'" | graph
  fine

Much of it
----------

a thousand stages, and ten thousand: as many, in time that grows no faster

  $ pipe=$(printf 'cat | %.0s' $(seq 999)); explain "$pipe cat" | grep -o '+-pipe [0-9]*->' | wc -l
  500
  $ explain -j "$pipe cat" | python3 -c 'import json,sys; d = json.load(sys.stdin); print(len(d["processes"]), len([o for o in d["objects"] if o["kind"] == "pipe"]))'
  1000 999
  $ pipe=$(printf 'cat | %.0s' $(seq 9999)); explain -j "$pipe cat" | grep -c '"kind": "pipe"'
  9999

nested as deep as it parses

  $ deep=$(printf '( %.0s' $(seq 500))cat$(printf ' )%.0s' $(seq 500)); explain --width 60 "$deep" | grep -c 'program /usr/bin/cat'
  1

whatever the parser takes, explained without a crash, and as JSON that is valid

  $ cat >each <<'END'
  > for file in "$1"/*; do
  >   text=$(tr -d '\0' <"$file")
  >   for form in -j --dot --ascii "--width 30"; do
  >     explain --last $form -- "$text" >out 2>err; status=$?
  >     case $status$([ -s out ] && echo o)$([ -s err ] && echo e) in 0o | 2e) ;; 0) [ "$form" = --ascii ] || [ "$form" = "--width 30" ] ;; *) false ;; esac || echo "$file: $form: $status"
  >     [ "$form" != -j ] || [ $status = 2 ] || cat out >>all
  >   done
  > done
  > END
  $ "$IPCSH" ./each "$TESTDIR/../fuzz/corpus/parser"
  $ python3 -c 'import json
  > text = open("all").read(); d = json.JSONDecoder(); at = n = 0
  > while text[at:].strip():
  >     at = d.raw_decode(text, at)[1] + 1; n += 1
  > print(n > 10)'
  True

what functions of functions give values to is known, however deep they are; the rest keeps its value

  $ near=/etc/passwd far=/etc/group; mid() { shift; local near2=$1; set -- x; deep "$@"; }; deep() { far=; mid a; }
  $ top() { mid one two; cat <"$near" >"$far"; }
  $ explain --width 200 'top a | cat' | grep -o '0 <- /etc/passwd\|1 -> "$far"'
  0 <- /etc/passwd
  1 -> "$far"
  $ explain --width 200 'both() { eval deep; }; both; cat <"$near" >"$far"' | grep -o '0 <- /etc/passwd\|1 -> "$far"'
  0 <- /etc/passwd
  1 -> "$far"
  $ unset -f mid deep top

a file that reads itself, more than once, comes to an end

  $ printf '. ./again; eval ". ./again"; f\n%.0s' 1 2 3 4 5 >again; f() { . ./again; }
  $ near=/etc/passwd; explain --width 200 '. ./again; cat <"$near"' | grep -o '0 <- "$near"'
  0 <- "$near"
  $ unset -f f

what is said of a command by two ways is said once

  $ explain --ascii 'cat <f | tee f >f' | grep -c 'f is emptied when this starts'
  1

What runs
---------

  $ mkfifo gate; cat <gate | { tr a b; } | sort >sorted &
  $ exec 7>gate
  $ while explain -j %1 | grep -q '"kind": "shell"'; do :; done; kinds %1
  1 cat | program /usr/bin/cat running None
  2 tr a b | program /usr/bin/tr running None
  3 sort | program /usr/bin/sort running None
  $ explain --width 200 %1 | grep -o '[0-9] +-pipe [0-9]->| [0-9]'
  1 +-pipe 1->| 0
  1 +-pipe 2->| 0
  $ fds_of %1 | grep -o 'sorted'; explain -j %1 | grep -c '"name": "[^"]*/gate"'
  1
  $ explain $! | grep -c "pid $!"
  1

a stage that is a shell shows what it runs, and its children; it holds an end that it inherited

  $ { cat <gate; echo end; } 2>/dev/null | { cat >out2; } &
  $ exec 8>gate; until [ "$(explain -j %2 | grep -o '"command": "cat"' | wc -l)" = 2 ]; do :; done
  $ explain -j %2 | grep -o '"inside": [^,]*\|"part": [^,]*\|"command": "[^"]*"'
  "command": "%2"
  "inside": null
  "part": null
  "command": "{ cat < gate; echo end; } 2> /dev/null"
  "inside": null
  "part": null
  "command": "cat"
  "inside": 1
  "part": "its children"
  "command": "cat"
  $ explain -j %2 | grep -o '"kind": "shell"\|"pid"' | sort | uniq -c | tr -s ' '
   1 "kind": "shell"
   3 "pid"
  $ explain --width 200 %2 | sed -n '/^warning/,$p'
  warning: 3: it reads a FIFO as 0 and holds the writing end itself, as 7: it sees no end
     write: 7>&-
  $ kill $(explain -j %2 | sed -n 's/.*"inside": 1,.*"pid": \([0-9]*\).*/\1/p')
  $ exec 7>&- 8>&-; wait; cat out2; explain %1
  end
  ipcsh: explain: %1: no such job
  [2]

an end that another process keeps is said to be kept

  $ { (sleep 100 & echo $! >pid); exec cat gate; } | cat >out3 & exec 8>gate
  $ until explain -j %1 | grep -q '"command": "cat gate"'; do :; done
  $ explain --width 200 --check %1 | sed -n "/^warning/{s/$(cat pid)/PID/;p;}"
  warning: 2: PID (sleep) holds the writing end of pipe 1 as its descriptor 1: the reader sees no end before that is closed
  $ exec 8>&-; kill $(cat pid); wait

a process that is not there, or lets nobody look

  $ explain 99999999
  ipcsh: explain: 99999999: nothing of it runs any more
  [2]
