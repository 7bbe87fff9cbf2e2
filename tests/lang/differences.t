What ipcsh(1) says in DIFFERENCES FROM OTHER SHELLS is so.

  $ echo 'a\tb'; echo -e 'a\tb' | od -An -c | tr -s ' '
  a\tb
   a \t b \n
  $ ln -s "$IPCSH" sh; ./sh -c "echo 'a\\tb'" | od -An -c | tr -s ' '
   a \t b \n
  $ ./sh -c 'f() { local v=1; echo -n "$v"; }; f; test 1 = 1 -a 2 = 2 && echo " yes"'
  1 yes
  $ "$IPCSH" -c 'v=(1 2)' 2>/dev/null
  [2]
  $ for word in mapfile caller enable bind complete compgen; do type -t "$word"; done
  [1]
  $ f() { echo "${FUNCNAME-none} ${BASH_SOURCE-none}"; }; f; [[ ab =~ b ]]; echo "${BASH_REMATCH-none}"
  none none
  none
  $ echo !!; v=1 :; echo "$v"
  !!
  1
  $ (export -f f)
  ipcsh: export: -f: unknown option
  usage: export [-np] [NAME[=VALUE]...]
  [2]
  $ mkdir -p a/b; cd a; echo **; cd ..; echo $"text"
  b
  text
  $ TIMEFORMAT=never; { time :; } 2>&1 | grep -c real
  1
