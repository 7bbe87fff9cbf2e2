set -e
======

Each line is a shell of its own, which says where it was left.

  $ e() { "$TESTSHELL" -c "set -e; $1
  > echo end" sh 2>/dev/null; echo "status $?"; }
  $ e 'false'
  status 1
  $ e 'true'
  end
  status 0
  $ e '(exit 3)'
  status 3
  $ e 'sh -c "exit 4"'
  status 4
  $ e 'no-such-command-y'
  status 127
  $ e 'false || true'
  end
  status 0
  $ e 'false && true'
  end
  status 0
  $ e 'true && false'
  status 1
  $ e 'true && false; echo next'
  status 1
  $ e 'false || false'
  status 1
  $ e '! true'
  end
  status 0
  $ e '! false'
  end
  status 0
  $ e '! { false; echo in; }'
  in
  end
  status 0
  $ e 'if false; then :; fi'
  end
  status 0
  $ e 'if { false; echo in; }; then :; fi'
  in
  end
  status 0
  $ e 'if true; then false; fi'
  status 1
  $ e 'if false; then :; elif false; then :; else echo else; false; fi'
  else
  status 1
  $ e 'while false; do :; done'
  end
  status 0
  $ e 'while false; true; do break; done'
  end
  status 0
  $ e 'until false; true; do :; done'
  end
  status 0
  $ e 'while :; do false; done'
  status 1
  $ e 'for i in 1 2; do echo $i; false; done'
  1
  status 1
  $ e 'case a in a) false;; esac'
  status 1
  $ e '{ false; echo no; }'
  status 1
  $ e '(false; echo no)'
  status 1
  $ e '(false; echo in) || echo or'
  in
  end
  status 0
  $ e '{ false; echo in; } || echo or'
  in
  end
  status 0
  $ e '{ false; echo in; } && echo and'
  in
  and
  end
  status 0
  $ e 'f() { false; echo in; }; f'
  status 1
  $ e 'f() { false; echo in; }; f || echo or'
  in
  end
  status 0
  $ e 'f() { false; echo in; }; if f; then echo then; fi'
  in
  then
  end
  status 0
  $ e 'f() { false; echo in; }; ! f'
  in
  end
  status 0
  $ e 'f() { return 3; }; f'
  status 3
  $ e 'f() { return 3; }; f || true'
  end
  status 0
  $ e 'f() { false || true; echo in; }; f'
  in
  end
  status 0
  $ e 'f() { set +e; false; echo in; }; f'
  in
  end
  status 0
  $ e 'true | false'
  status 1
  $ e 'false | true'
  end
  status 0
  $ e '! true | false'
  end
  status 0
  $ e 'true | { false; echo in; }'
  status 1
  $ e '{ false; echo in; } | cat'
  end
  status 0
  $ e 'x=$(false)'
  status 1
  $ e 'x=$(false; echo in); echo $x'
  status 1
  $ e 'x=$(false) || echo or'
  or
  end
  status 0
  $ e 'echo $(false)'
  
  end
  status 0
  $ e ': $(false)'
  end
  status 0
  $ e 'x=$(true) y=$(false)'
  status 1
  $ e 'x=$(false) true'
  end
  status 0
  $ e 'export x=$(false)'
  end
  status 0
  $ e 'false & wait'
  end
  status 0
  $ e 'false & wait $!'
  status 1
  $ e 'false & wait $! || echo or'
  or
  end
  status 0
  $ e 'eval false'
  status 1
  $ e 'eval false || echo or'
  or
  end
  status 0
  $ e 'eval "false; echo in" || echo or'
  in
  end
  status 0
  $ e 'echo "false; echo in" >d; . ./d'
  status 1
  $ e 'command false'
  status 1
  $ e 'command false || true'
  end
  status 0
  $ e 'cd /no/such' | sed s/[12]$/x/
  status x
  $ e 'test a = b'
  status 1
  $ e 'test a = b || echo or'
  or
  end
  status 0
  $ e 'set +e; false; echo $?'
  1
  end
  status 0
  $ e 'set +e; set -e; false'
  status 1
  $ e 'trap "echo trap" EXIT; false'
  trap
  status 1
  $ e 'trap "false; echo in trap" EXIT'
  end
  status 1
  $ e 'true </missing' | sed s/[12]$/x/
  status x
  $ e '{ :; } </missing' | sed s/[12]$/x/
  status x
  $ e 'x=1; readonly x; x=2 || echo or' | sed s/[12]$/x/
  status x
  $ e 'if (false; echo in); then echo then; fi'
  in
  then
  end
  status 0
  $ e 'x=$(set +e; false; echo in); echo $x'
  in
  end
  status 0
  $ e '(set +e; false; echo in)'
  in
  end
  status 0
  $ e '(set +e; false); echo next'
  status 1
  $ e 'true && (false)'
  status 1
  $ e '(true && false); echo next'
  status 1
  $ e '{ true && false; }; echo next'
  status 1
  $ e 'f() { true && false; }; f; echo next'
  status 1
  $ e 'if true; then true && false; fi; echo next'
  status 1
  $ e 'for i in 1; do true && false; done; echo next'
  status 1
  $ e 'while true; do false && true; break; done; echo next'
  next
  end
  status 0
  $ e 'case a in a) false && true;; esac; echo next'
  next
  end
  status 0

Not dash: it leaves in a dot script on the left of ||, and in a substitution there

  $ e 'echo "false; echo in" >d; . ./d || echo or'
  in
  end
  status 0
  $ e 'f() { x=$(false; echo in); echo $x; }; f || echo or'
  in
  end
  status 0

More
----

  $ e 'return_it() { false; return 0; }; return_it && echo and'
  and
  end
  status 0
  $ e 'getopts a x -b; echo next'
  next
  end
  status 0
  $ e 'read x </dev/null'
  status 1
  $ e 'shift 5; echo next' | tail -n 1 | grep -c 'status 0' || true
  0
  $ "$TESTSHELL" -ec 'false; echo no'; echo $?
  1
  $ "$TESTSHELL" -e -c 'false || echo or'
  or
  $ printf 'false\necho no\n' | "$TESTSHELL" -e; echo $?
  1
  $ printf '#!%s -e\necho a\nfalse\necho no\n' "$TESTSHELL" >s; chmod +x s; ./s; echo $?
  a
  1
  $ "$TESTSHELL" -c 'set -e; echo $-' | grep -c e
  1
  $ "$TESTSHELL" -c 'set -o errexit; false; echo no'; echo $?
  1
