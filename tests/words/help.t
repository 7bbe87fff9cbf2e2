help: words by family, words of the grammar, topics. That each has its usage, its options and an example that runs is
checked in tests/man.

the overview has every word, grammar and topics

  $ help >overview; help -d | while read -r name _; do
  >   grep -q -F -w -e "$name" overview || grep -q -F -e " $name " overview || echo "missing: $name"
  > done
  $ grep -c '^message queues  *mqnew mqsend mqrecv mqpeek mqwait mqrm mqnotify mqstat$' overview
  1
  $ awk 'length > 80' overview

every word of the language that can begin a command, and those within, is explained

  $ for word in if then elif else fi for in do done while until case esac select function '{' '}' '(' '((' '[[' ']]' \
  >   '!' time coproc '|' '||' '&&' '&' ';'; do help "$word" >text || echo "no: $word"; [ -s text ] || echo "empty: $word"; done
  $ help then | head -n 1
  if COMMANDS; then COMMANDS; [elif COMMANDS; then COMMANDS;]... [else COMMANDS;] fi

one name, several, a pattern

  $ help -s shift unalias; help -d 'mq*' | cut -d ' ' -f 1 | tr '\n' ' '; echo
  shift [N]
  unalias -a | NAME...
  mqls mqnew mqnotify mqpeek mqrecv mqrm mqsend mqstat mqwait 
  $ help unalias
  unalias -a | NAME...
      forget aliases
  options:
    -a                    all of them
  example:
      $ alias x=echo; unalias x; alias
  manual: ipcsh-builtins(1)
  $ help true false | grep -c '^$'
  1
  $ help [ | head -n 1; help '[' | head -n 1
  [ [EXPRESSION] ]
  [ [EXPRESSION] ]
  $ mqnew --help >a; help mqnew >b; cmp a b

a name that is none: what may have been meant

  $ help mqrecvv
  ipcsh: help: mqrecvv: no such word or topic (did you mean mqrecv?)
  [1]
  $ help redirection adresses
  ipcsh: help: redirection: no such word or topic (did you mean redirections?)
  ipcsh: help: adresses: no such word or topic (did you mean addresses?)
  [1]
  $ help 'zz*'
  ipcsh: help: zz*: no such word or topic (help alone lists them)
  [1]
  $ help cat
  ipcsh: help: cat: a program, not a word of the shell (man cat)
  [1]
  $ help -x
  ipcsh: help: -x: unknown option
  usage: help [-ds] [NAME|PATTERN...]
  [2]

in posix mode the words that are not there are not listed

  $ "$IPCSH" -o posix -c 'help -d' | grep -c '^suspend '
  0
  [1]

the options of the shell, all of them with their meaning

  $ { set -o; shopt; } | while read -r name _; do
  >   help options | grep -q "^ *$name  *\(-[A-Za-z]  \)\?[a-z>{]" || echo "no: $name"
  > done

an unknown option: the usage in one line, and the option that may have been meant

  $ mqrecv --typ 5 7777
  ipcsh: mqrecv: --typ: unknown option (did you mean --type?)
  usage: mqrecv [-cxfnw0bs] [-m MODE] [-t SEC] [-k N] [-v NAME] [--got NAME] [--type N] [--len N] [--size N] [--rm] ADDRESS
  [2]
  $ ipc gc --dry
  ipcsh: ipc: --dry: unknown option (did you mean --dry-run?)
  usage: ipc ls|show|who|set|rm|key|gc|watch|limits [-j] [--cols LIST] [-m MODE] [--owner OWNER] [--size N] [--lock] [--unlock] [--older SEC] [--dry-run] [-k N] [-t SEC] [ADDRESS...]
  [2]
  $ (unset --hlep)
  ipcsh: unset: --hlep: unknown option (did you mean --help?)
  usage: unset [-fv] NAME...
  [2]
  $ help -d | while read -r name _; do
  >   case $name in : | \[ | true | false | echo | test | eval | kill | break | continue | exit | return | shift | popd) continue ;; esac
  >   [ "$(type -t -- "$name")" = builtin ] || continue
  >   "$IPCSH" -c '"$1" --no-such-option' x "$name" 2>&1 | grep -q "^usage: $name" || echo "no usage: $name"
  > done

options, signals: the nearest

  $ (set -o pipefal)
  ipcsh: set: pipefal: no such option (did you mean pipefail? set -o lists them)
  [2]
  $ shopt -s nulglob
  ipcsh: shopt: nulglob: no such option (did you mean nullglob? shopt lists them)
  [1]
  $ (trap x SIGTREM); kill -usr3 1; sigwait wnich
  ipcsh: trap: SIGTREM: no such signal (did you mean TERM? kill -l lists them)
  ipcsh: kill: usr3: no such signal (did you mean USR1? kill -l lists them)
  ipcsh: sigwait: wnich: no such signal (did you mean WINCH? kill -l lists them)
  [2]

a script hears no more of a command that there is not than that

  $ mqrevc
  ipcsh: mqrevc: command not found
  [127]
