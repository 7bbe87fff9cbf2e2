`local -`, as in dash and bash: what a function sets of the options ends with it.

  $ f() { local -; set -fu; case $- in *f*u*) echo on;; esac; g; case $- in *f*) echo still;; esac; }; g() { set -e; set +e; }; f; case $- in *[fu]*) echo left;; *) echo off;; esac
  on
  still
  off
  $ f() { local - x=1; set -o posix; (local -; set -f); x=$(local -; set -f); set -o | grep -E '^(posix|noglob)'; }; f; [[ -o posix ]] || echo back
  noglob         \toff (esc)
  posix          \ton (esc)
  back
  $ f() { local -; local -; set -f; return 3; }; f; echo $?; [[ -o noglob ]] || echo back
  3
  back
  $ f() { local -; set -e; false; echo no; }; (f; echo no); echo $?
  1
  $ "$IPCSH" -o posix -c 'f() { local -; set -f; }; f; echo "[$-]"'
  []
  $ local -
  ipcsh: local: only in a function
  [1]

With set -T functions and subshells have the traps of DEBUG and RETURN, with set -E that of ERR.
------------------------------------------------------------------------------------------------

  $ (f() { :; }; trap 'echo D' DEBUG; f; set -T; f; set +T; f) | grep -c D
  6
  $ (set -T; trap 'echo R' RETURN; f() { :; }; f; (f); set +T; f)
  R
  R
  $ (set -E; trap 'echo E' ERR; f() { false; }; f; (false; :); set +E; f) | grep -c E
  4
  $ (set -T; trap 'echo E' ERR; f() { false; :; }; f; set +T; set -E; f)
  E
  $ set -o functrace; case $- in *T*) echo T;; esac; set +T
  T

A subshell that needs a number of its own; `wait` and process substitutions
---------------------------------------------------------------------------

  $ "$IPCSH" -c '([ $BASHPID != $$ ]; echo $?; exit 7)'
  0
  [7]
  $ "$IPCSH" -c '(kill $BASHPID; echo no)'
  [143]
  $ "$IPCSH" -c '(trap "echo T" EXIT; [ $BASHPID ])'
  T
  $ mkfifo p; : <(: <p; echo a >file; exit 3); : >p; wait; echo $?; cat file; wait $!; echo $?
  0
  a
  3
