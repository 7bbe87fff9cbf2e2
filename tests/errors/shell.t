What the shell says when something is wrong
===========================================

Messages go to standard error, begin with the shell's name, or the file and line of a script.

Syntax errors: file, line, what was found, and a caret below the place
----------------------------------------------------------------------

  $ "$IPCSH" -c 'if true; then echo (hi); fi'
  ipcsh: line 1: syntax error: unexpected `('
      if true; then echo (hi); fi
                         ^
  [2]
  $ "$IPCSH" -c 'echo a; fi'
  ipcsh: line 1: syntax error: unexpected `fi'
      echo a; fi
              ^
  [2]
  $ "$IPCSH" -c 'echo one
  > echo two; done
  > echo three'
  one
  ipcsh: line 2: syntax error: unexpected `done'
      echo two; done
                ^
  [2]
  $ "$IPCSH" -c 'if true; then echo a'
  ipcsh: line 1: syntax error: unexpected end of file: `if' on line 1 has no `fi'
      if true; then echo a
                          ^
  [2]
  $ "$IPCSH" -c 'while true; do'
  ipcsh: line 1: syntax error: unexpected end of file: `do' on line 1 has no `done'
      while true; do
                    ^
  [2]
  $ "$IPCSH" -c 'echo "no end'
  ipcsh: line 1: syntax error: unterminated quoted string begun on line 1
      echo "no end
           ^
  [2]
  $ "$IPCSH" -c "echo 'no end
  > at all"
  ipcsh: line 1: syntax error: unterminated quoted string begun on line 1
      echo 'no end
           ^
  [2]
  $ "$IPCSH" -c 'echo $(ls'
  ipcsh: line 1: syntax error: unexpected end of file: `$(' on line 1 has no `)'
      echo $(ls
               ^
  [2]
  $ "$IPCSH" -c 'echo `ls'
  ipcsh: line 1: syntax error: unterminated ``' begun on line 1
      echo `ls
           ^
  [2]
  $ "$IPCSH" -c 'echo ${x'
  ipcsh: line 1: syntax error: unterminated `${' begun on line 1
      echo ${x
           ^
  [2]
  $ "$IPCSH" -c 'echo $((1 +'
  ipcsh: line 1: syntax error: unexpected end of file: `(' on line 1 has no `)'
      echo $((1 +
                 ^
  [2]
  $ "$IPCSH" -c 'echo a | | b'
  ipcsh: line 1: syntax error: unexpected `|'
      echo a | | b
               ^
  [2]
  $ "$IPCSH" -c 'echo a && && b'
  ipcsh: line 1: syntax error: unexpected `&&'
      echo a && && b
                ^
  [2]
  $ "$IPCSH" -c '| a'
  ipcsh: line 1: syntax error: unexpected `|'
      | a
      ^
  [2]
  $ "$IPCSH" -c ';; a'
  ipcsh: line 1: syntax error: unexpected `;;'
      ;; a
      ^
  [2]
  $ "$IPCSH" -c 'a ; ; b'
  ipcsh: line 1: syntax error: unexpected `;'
      a ; ; b
          ^
  [2]
  $ "$IPCSH" -c 'echo >'
  ipcsh: line 1: syntax error: unexpected end of file
      echo >
            ^
  [2]
  $ "$IPCSH" -c 'echo > ; b'
  ipcsh: line 1: syntax error: unexpected `;'
      echo > ; b
             ^
  [2]
  $ "$IPCSH" -c 'cat << '
  ipcsh: line 1: syntax error: unexpected end of file
      cat << 
             ^
  [2]
  $ "$IPCSH" -c 'for 1x in a; do :; done'
  ipcsh: line 1: syntax error: unexpected `1x'
      for 1x in a; do :; done
          ^
  [2]
  $ "$IPCSH" -c 'for x in a; echo; done'
  ipcsh: line 1: syntax error: unexpected `echo'
      for x in a; echo; done
                  ^
  [2]
  $ "$IPCSH" -c 'case a in a) b'
  ipcsh: line 1: syntax error: unexpected end of file: `case' on line 1 has no `esac'
      case a in a) b
                    ^
  [2]
  $ "$IPCSH" -c 'f() echo'
  ipcsh: line 1: syntax error: unexpected `echo'
      f() echo
          ^
  [2]
  $ "$IPCSH" -c 'f() { echo'
  ipcsh: line 1: syntax error: unexpected end of file: `{' on line 1 has no `}'
      f() { echo
                ^
  [2]
  $ "$IPCSH" -c '{ echo a'
  ipcsh: line 1: syntax error: unexpected end of file: `{' on line 1 has no `}'
      { echo a
              ^
  [2]
  $ "$IPCSH" -c '( echo a'
  ipcsh: line 1: syntax error: unexpected end of file: `(' on line 1 has no `)'
      ( echo a
              ^
  [2]
  $ "$IPCSH" -c 'echo a )'
  ipcsh: line 1: syntax error: unexpected `)'
      echo a )
             ^
  [2]
  $ "$IPCSH" -c '}'
  ipcsh: line 1: syntax error: unexpected `}'
      }
      ^
  [2]
  $ "$IPCSH" -c '[[ a = '
  ipcsh: line 1: syntax error: unexpected end of file: `[[' on line 1 has no `]]'
      [[ a = 
             ^
  [2]
  $ "$IPCSH" -c '[[ a -foo b ]]'
  ipcsh: line 1: syntax error: unexpected `-foo'
      [[ a -foo b ]]
           ^
  [2]
  $ "$IPCSH" -c '(( 1 + ))'
  ipcsh: ((:  1 + : an operand is missing at the end
  [2]
  $ "$IPCSH" -c '! ! true'
  $ printf '\techo a\t(b)\n' >tabs; "$IPCSH" tabs
  tabs:1: syntax error: unexpected `('
      \techo a\t(b) (esc)
      \t      \t^ (esc)
  [2]
  $ printf '#!/bin/x\necho 1\n\nif true\nthen\n  echo )\nfi\n' >script; "$IPCSH" script
  1
  script:6: syntax error: unexpected `)'
        echo )
             ^
  [2]
  $ "$IPCSH" <script
  1
  ipcsh: line 6: syntax error: unexpected `)'
        echo )
             ^
  [2]
  $ cat script | "$IPCSH" -s arg
  1
  ipcsh: line 6: syntax error: unexpected `)'
        echo )
             ^
  [2]
  $ printf 'eval "echo a; fi"\necho never\n' >ev; "$IPCSH" ev
  ev:1: syntax error: unexpected `fi'
      echo a; fi
              ^
  [2]
  $ printf '. ./script\necho never\n' >dot; "$IPCSH" dot
  1
  ./script:6: syntax error: unexpected `)'
        echo )
             ^
  [2]
  $ printf 'x=$(echo a; fi)\n' >sub; "$IPCSH" sub
  sub:1: syntax error: unexpected `fi'
      x=$(echo a; fi)
                  ^
  [2]
  $ printf 'echo "é" )\n' >utf; LC_ALL=C.UTF-8 "$IPCSH" utf
  utf:1: syntax error: unexpected `)'
      echo "é" )
               ^
  [2]
  $ "$IPCSH" -c "echo $(printf 'x%.0s' $(seq 200)) )" 2>&1 | cut -c1-60
  ipcsh: line 1: syntax error: unexpected `)'
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                                                              

Commands that are not found or cannot be run
--------------------------------------------

  $ no-such-command
  ipcsh: no-such-command: command not found
  [127]
  $ ./no-such-file
  ipcsh: ./no-such-file: no such file or directory
  [127]
  $ /no/such/folder/prog
  ipcsh: /no/such/folder/prog: no such file or directory
  [127]
  $ ''
  ipcsh: '': command not found
  [127]
  $ mkdir folder; ./folder
  ipcsh: ./folder: is a directory
  [126]
  $ /
  ipcsh: /: is a directory
  [126]
  $ : >plain; ./plain
  ipcsh: ./plain: permission denied
  [126]
  $ printf '#!/no/such/interpreter\n' >bang; chmod +x bang; ./bang
  ipcsh: ./bang: its interpreter /no/such/interpreter: no such file or directory
  [127]
  $ printf '\177ELF\0\0\0' >binary; chmod +x binary; ./binary
  ipcsh: ./binary: exec format error
  [126]
  $ : >empty; chmod +x empty; ./empty; echo $?
  0
  $ ln -s loop loop; ./loop
  ipcsh: ./loop: too many levels of symbolic links
  [127]
  $ "$IPCSH" -c 'no-such-command; echo $?'
  ipcsh: no-such-command: command not found
  127
  $ printf '\n\nno-such-command x\n' >nf; "$IPCSH" nf
  nf:3: no-such-command: command not found
  [127]
  $ f() { no-such-command; }; f
  ipcsh: no-such-command: command not found
  [127]
  $ x=$(no-such-command); echo $?
  ipcsh: no-such-command: command not found
  127
  $ no-such-command | cat
  ipcsh: no-such-command: command not found
  $ no-such-command &
  > wait $!
  ipcsh: no-such-command: command not found
  [127]
  $ (exec no-such-command)
  ipcsh: no-such-command: command not found
  [127]

The shell's own arguments
-------------------------

  $ "$IPCSH" missing-script
  ipcsh: missing-script: no such file or directory
  [127]
  $ "$IPCSH" folder
  ipcsh: folder: is a directory
  [126]
  $ "$IPCSH" binary
  ipcsh: binary: is a binary file, not a script
  [126]
  $ "$IPCSH" -c
  ipcsh: -c: which commands?
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  [2]
  $ "$IPCSH" -Z
  ipcsh: -Z: no such option
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  [2]
  $ "$IPCSH" -o no-such-option
  ipcsh: no-such-option: no such option
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  [2]
  $ "$IPCSH" --no-such-option
  ipcsh: --no-such-option: no such option
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  [2]

Redirections
------------

  $ cat <missing
  ipcsh: missing: no such file or directory
  [1]
  $ echo a >folder
  ipcsh: folder: is a directory
  [1]
  $ echo a >/no/such/x
  ipcsh: /no/such/x: no such file or directory
  [1]
  $ echo a >&9
  ipcsh: 9: bad file descriptor
  [1]
  $ echo a <&9
  ipcsh: 9: bad file descriptor
  [1]
  $ : >there; set -C; echo a >there; set +C
  ipcsh: there: file exists (noclobber is on: >| overwrites)
  $ { echo a; } <missing
  ipcsh: missing: no such file or directory
  [1]
  $ cat <$x$nothing
  ipcsh: '': no such file or directory
  [1]
  $ echo a >"$nothing"
  ipcsh: '': no such file or directory
  [1]
  $ "$IPCSH" -c ': >folder; echo never'
  ipcsh: folder: is a directory
  [1]
  $ "$IPCSH" -c 'ulimit -n 20; echo a 30>x'
  ipcsh: 30: bad file descriptor
  [1]

Writing
-------

  $ echo a >/dev/full
  ipcsh: echo: write error: no space left on device
  [1]
  $ printf '%s' a >/dev/full
  ipcsh: printf: write error: no space left on device
  [1]
  $ pwd >/dev/full
  ipcsh: pwd: write error: no space left on device
  [1]
  $ "$IPCSH" -c 'echo a >&-'
  ipcsh: echo: write error: bad file descriptor
  [1]
  $ "$IPCSH" -c 'echo a' >&-
  ipcsh: echo: write error: bad file descriptor
  [1]
  $ "$IPCSH" -c 'echo a; echo $? >&2' >/dev/full
  ipcsh: echo: write error: no space left on device
  1
  $ (trap '' PIPE; (while echo early; do sleep 0.01; done 2>/dev/null; echo c; echo $? >&2) | exec <&-)
  ipcsh: echo: write error: broken pipe
  1

Variables and expansions
------------------------

  $ (readonly r=1; r=2; echo never)
  ipcsh: r: is read-only
  [1]
  $ (readonly r=1; unset r; echo never)
  ipcsh: unset: r: is read-only
  [1]
  $ (readonly r=1; export r=2; echo never)
  ipcsh: export: r: is read-only
  [1]
  $ (readonly r=1; read r <plain; echo $?)
  ipcsh: read: r: is read-only
  2
  $ (readonly r=1; r=2 true; echo $?)
  ipcsh: r: is read-only
  1
  $ (set -u; echo $unset_thing; echo never)
  ipcsh: unset_thing: parameter not set
  [1]
  $ (set -u; echo ${unset_thing}; echo never)
  ipcsh: unset_thing: parameter not set
  [1]
  $ (set -u; echo $1; echo never)
  ipcsh: 1: parameter not set
  [1]
  $ (set -u; echo $((unset_thing)); echo never)
  ipcsh: unset_thing: parameter not set
  [1]
  $ (: ${unset_thing?}; echo never)
  ipcsh: unset_thing: parameter not set
  [1]
  $ (: ${unset_thing:?my own words}; echo never)
  ipcsh: unset_thing: my own words
  [1]
  $ (echo ${}; echo never)
  ipcsh: ${}: bad substitution
  [1]
  $ "$IPCSH" -c 'echo ${x!}; echo never'
  ipcsh: ${x!}: bad substitution
  [1]
  $ "$IPCSH" -c 'echo ${1x}; echo never'
  ipcsh: ${1x}: bad substitution
  [1]
  $ (echo $((1 / 0)); echo never)
  ipcsh: 1 / 0: division by zero
  [1]
  $ (echo $((1 % 0)); echo never)
  ipcsh: 1 % 0: division by zero
  [1]
  $ (x=abc; echo $((x y)); echo never)
  ipcsh: x y: unexpected `y'
  [1]
  $ (x=1+; echo $((x)); echo never)
  ipcsh: 1+: an operand is missing at the end
  [1]
  $ (echo $((08)); echo never)
  ipcsh: 08: not a number: `8'
  [1]
  $ (echo $((2 = 3)); echo never)
  ipcsh: 2 = 3: only a variable can be assigned to
  [1]
  $ ((1 / 0)); echo $?
  ipcsh: ((: 1 / 0: division by zero
  2
  $ let 1/0; echo $?
  ipcsh: let: 1/0: division by zero
  1
  $ (export 1x)
  ipcsh: export: 1x: not a name
  [1]
  $ (readonly a-b)
  ipcsh: readonly: a-b: not a name
  [1]
  $ (unset 1x)
  ipcsh: unset: 1x: not a name
  [1]

Builtins
--------

  $ cd missing
  ipcsh: cd: missing: no such file or directory
  [1]
  $ cd plain
  ipcsh: cd: plain: not a directory
  [1]
  $ cd a b c
  ipcsh: cd: too many arguments
  [2]
  $ (. ./missing)
  ipcsh: .: ./missing: no such file or directory
  [1]
  $ (shift 99)
  ipcsh: shift: 99: there are only 0 parameters
  [1]
  $ (set -o no-such-option)
  ipcsh: set: no-such-option: no such option (set -o lists them)
  [2]
  $ (break)
  $ f() { return x; }; (f)
  ipcsh: return: x: a number is needed
  [2]
  $ (exit x); echo $?
  ipcsh: exit: x: a number is needed
  2
  $ (trap x NOSUCHSIGNAL)
  ipcsh: trap: NOSUCHSIGNAL: no such signal (kill -l lists them)
  [1]
  $ kill -NOSUCH $$
  ipcsh: kill: NOSUCH: no such signal (kill -l lists them)
  [1]
  $ kill 99999999
  ipcsh: kill: 99999999: no such process
  [1]
  $ kill
  ipcsh: kill: usage: kill [-s SIGNAL|-SIGNAL] [-q VALUE] JOB|PID... | -l [STATUS...]
  [2]
  $ wait 99999999
  [127]
  $ umask 999
  ipcsh: umask: 999: not a mode
  [1]
  $ ulimit -n abc
  ipcsh: ulimit: abc: not a limit
  [2]
  $ unalias none
  ipcsh: unalias: none: no such alias
  [1]
  $ getopts
  ipcsh: getopts: usage: getopts OPTSTRING NAME [ARGUMENT...]
  [2]
  $ read 1x
  ipcsh: read: 1x: not a name
  [2]
  $ read -Z
  ipcsh: read: -Z: unknown option
  usage: read [-rs] [-d DELIM] [-t SEC] [-n N | -N N] [-u FD] [-p PROMPT] [NAME...]
  [2]
  $ test 1 -eq
  ipcsh: test: 1: no such operator
  [2]
  $ test a -eq 1
  ipcsh: test: a: not a number
  [2]
  $ [ a
  ipcsh: [: `]' is missing
  [2]
  $ [ a b c ]
  ipcsh: [: b: no such operator
  [2]
  $ printf
  ipcsh: printf: usage: printf [-v NAME] FORMAT [ARGUMENT...]
  [2]
  $ printf '%d\n' abc
  ipcsh: printf: abc: not a number
  0
  [1]
  $ printf '%y\n' a
  ipcsh: printf: %y: no such conversion
  [1]
  $ type no-such-command
  ipcsh: type: no-such-command: not found
  [1]
  $ command -V no-such-command
  ipcsh: command: no-such-command: not found
  [1]
  $ hash no-such-command
  ipcsh: hash: no-such-command: not found
  [1]
  $ fg
  ipcsh: fg: there is no job control (set -m turns it on)
  [1]
  $ alias none
  ipcsh: alias: none: no such alias
  [1]
  $ (local x)
  ipcsh: local: only in a function
  [1]

suspend where there is nobody to let it go on

  $ suspend
  ipcsh: suspend: there is no job control (set -m turns it on)
  [1]
  $ suspend now
  ipcsh: suspend: usage: suspend [-f]
  [2]
  $ suspend -z
  ipcsh: suspend: -z: unknown option
  usage: suspend [-f]
  [2]

trap, dot and their options; a signal that is the shell's own

  $ "$IPCSH" -c 'trap -x INT; echo no' 2>&1
  ipcsh: trap: -x: unknown option
  usage: trap [-lp] [ACTION] [SIGNAL...]
  [2]
  $ "$IPCSH" -c '. -x; echo no' 2>&1
  ipcsh: .: -x: unknown option
  usage: . FILE [ARG...]
  [2]
  $ (trap '' RTMAX-3)
  ipcsh: trap: RTMAX-3: device or resource busy
  [1]
