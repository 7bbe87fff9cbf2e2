Options and operands of the runner
==================================

  $ "$IPCSH" -t
  ipcsh: -t: which files? (ipcsh -t FILE.t|DIR...)
  [2]
  $ "$IPCSH" --test --what
  ipcsh: -t: --what: no such option (ipcsh -t --help shows them)
  [2]
  $ "$IPCSH" -t -j 0 x.t
  ipcsh: -t: `0' is no number that fits
  [2]
  $ "$IPCSH" -t x.t
  ipcsh: -t: x.t: no such file or directory
  [2]
  $ mkdir bare; "$IPCSH" -t bare
  ipcsh: -t: bare: no *.t file below it
  [2]
  $ "$IPCSH" -t --help | head -n 1
  usage: ipcsh -t [-u] [-j N] [--limit SEC] [--tap] [--junit FILE] [--show] [--no-namespaces]

Folders are searched, in order; what is named is run, whatever its name
-----------------------------------------------------------------------

  $ mkdir -p d/sub d/.hidden
  $ for f in d/b.t d/a.t d/sub/c.t d/.hidden/x.t d/no.txt plain; do printf '  $ echo %s\n' $f >$f; done
  $ "$IPCSH" -t d plain | grep +++
  +++ d/a.t\t(as run) (esc)
  +++ d/b.t\t(as run) (esc)
  +++ d/sub/c.t\t(as run) (esc)
  +++ plain\t(as run) (esc)

-u writes the files anew
------------------------

  $ cat >u.t <<'END'
  > Title
  > 
  >   $ printf 'a1\nb\n\t\n'; false
  >   a\d (re)
  >   x
  > text
  >   $ echo '$ x'; printf n
  >   stray
  > end
  > END
  $ chmod 640 u.t; ln -s u.t link.t
  $ "$IPCSH" -t -u link.t
  link.t: 2 commands updated
  2 passed, 0 failed
  $ cat u.t; stat -c %a u.t; ls -l link.t | cut -c 1
  Title
  
    $ printf 'a1\nb\n\t\n'; false
    a\d (re)
    b
    \t (esc)
    [1]
  text
    $ echo '$ x'; printf n
    \x24 x (esc)
    n (no-eol)
  end
  640
  l
  $ "$IPCSH" -t u.t
  2 passed, 0 failed
  $ "$IPCSH" -t -u u.t; ls
  2 passed, 0 failed
  bare
  d
  link.t
  plain
  u.t

a line that stays, and would go on with the command once it is right below it, is written so that it does not

  $ printf '  $ echo "> a"\n  old\n  > a\n' >g.t
  $ "$IPCSH" -t -u g.t; cat g.t
  g.t: 1 command updated
  1 passed, 0 failed
    $ echo "> a"
    \x3e a (esc)

what did not come to its end stays as it was

  $ printf '  $ echo 1\n  $ exit 4\n  $ echo\n  old\n' >e.t
  $ "$IPCSH" -t -u e.t; cat e.t
  e.t: 2 commands updated
  e.t:2: the shell exited with status 4; 1 command after it not run
  2 passed, 1 failed
    $ echo 1
    1
    $ exit 4
    [4]
    $ echo
    old

TAP and JUnit
-------------

  $ printf '  $ echo "<&>"\n  x\n  $ printf "\\\\001\\\\n"\n  $ echo 3\n  3\n' >'a<"&.t'
  $ printf '  $ exit 80\n' >skip.t
  $ printf '  $ echo\n  \n' >ok.t
  $ "$IPCSH" -t --tap --junit out.xml 'a<"&.t' skip.t ok.t
  TAP version 13
  1..3
  not ok 1 - a<"&.t
  # --- a<"&.t
  # +++ a<"&.t\t(as run) (esc)
  # @@ -1,5 +1,6 @@
  #    $ echo "<&>"
  # -  x
  # +  <&>
  #    $ printf "\\001\\n"
  # +  \\x01 (esc) (esc)
  #    $ echo 3
  #    3
  ok 2 - skip.t # SKIP
  ok 3 - ok.t
  # 2 passed, 2 failed
  [1]
  $ sed 's/time="[0-9.]*"/time=""/' out.xml
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites tests="4" failures="2" time="">
    <testsuite name="a&lt;&quot;&amp;.t" tests="3" failures="2" errors="0" skipped="0" time="">
      <testcase classname="a&lt;&quot;&amp;.t" name="line 1: $ echo &quot;&lt;&amp;&gt;&quot;" time="">
        <failure message="the output differs">   $ echo &quot;&lt;&amp;&gt;&quot;
  -  x
  +  &lt;&amp;&gt;
  </failure>
      </testcase>
      <testcase classname="a&lt;&quot;&amp;.t" name="line 3: $ printf &quot;\\001\\n&quot;" time="">
        <failure message="the output differs">   $ printf &quot;\\001\\n&quot;
  +  \\x01 (esc) (esc)
  </failure>
      </testcase>
      <testcase classname="a&lt;&quot;&amp;.t" name="line 4: $ echo 3" time=""/>
    </testsuite>
    <testsuite name="skip.t" tests="1" failures="0" errors="0" skipped="1" time="">
      <testcase classname="skip.t" name="line 1: $ exit 80" time=""><skipped/></testcase>
    </testsuite>
    <testsuite name="ok.t" tests="1" failures="0" errors="0" skipped="0" time="">
      <testcase classname="ok.t" name="line 1: $ echo" time=""/>
    </testsuite>
  </testsuites>

Files side by side, their results in order
------------------------------------------

  $ mkdir side; for i in 1 2 3 4 5 6; do printf '  $ sleep 0.%s; echo %s\n' $((7 - i)) $i >side/$i.t; done
  $ "$IPCSH" -t -j 6 side | grep '^+ '
  +  1
  +  2
  +  3
  +  4
  +  5
  +  6

A signal ends them all, and nothing stays
-----------------------------------------

  $ printf '  $ echo >"$OUT"; sleep 123 & sleep 124\n' >long.t; cp long.t long2.t; mkfifo begun
  $ OUT=$PWD/begun "$IPCSH" -t -j 2 long.t long2.t & pid=$!
  $ cat begun >seen
  $ kill -TERM $pid; wait $pid
  [143]
  $ pgrep -f 'sleep 12[34]'
  [1]
