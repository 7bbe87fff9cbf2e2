Here-documents
==============

  $ x=value
  $ cat <<END
  > plain $x ${x} $(echo cmd) `echo back` $((1 + 1)) \$x \\ \a " ' \" "$x" '$x'
  > END
  plain value value cmd back 2 $x \ \a " ' \" "value" 'value'
  $ cat <<'END'
  > plain $x ${x} $(echo cmd) `echo back` $((1 + 1)) \$x \\ \a " '
  > END
  plain $x ${x} $(echo cmd) `echo back` $((1 + 1)) \$x \\ \a " '
  $ cat <<\END; cat <<"E"ND; cat <<E"N"D
  > $x 1
  > END
  > $x 2
  > END
  > $x 3
  > END
  $x 1
  $x 2
  $x 3
  $ cat <<END
  > joined \
  > line, not \\
  > joined
  > END
  joined line, not \
  joined
  $ cat <<'END'
  > not \
  > joined
  > END
  not \
  joined
  $ cat <<-END
  > 	a tab
  > 		two
  >  	blank and tab
  > 	END
  a tab
  two
   \tblank and tab (esc)
  $ cat <<-'END'
  > 	$x
  > 	END
  $x
  $ cat <<END
  > END
  $ cat <<END
  > 
  > END
  
  $ cat <<END
  >  END
  > END 
  > xEND
  > END
   END
  END 
  xEND
  $ cat <<a; cat <<b
  > one
  > a
  > two
  > b
  one
  two
  $ cat <<a - <<b
  > lost
  > a
  > kept
  > b
  kept
  $ cat <<END | tr a-z A-Z
  > pipe
  > END
  PIPE
  $ cat <<END && echo and
  > list
  > END
  list
  and
  $ cat <<END; echo after
  > first
  > END
  first
  after
  $ if cat; then echo yes; fi <<END
  > to an if
  > END
  to an if
  yes
  $ while read l; do echo "[$l]"; done <<END
  > a  b
  >   c
  > END
  [a  b]
  [c]
  $ f() { cat; } <<END
  > of $x
  > END
  $ x=later; f; f
  of later
  of later
  $ g() { cat <<END
  > inside $1
  > END
  > }
  $ g 1; g 2
  inside 1
  inside 2
  $ cat 3<<END <&3
  > on three
  > END
  on three
  $ cat <<END 3<<OTHER /dev/fd/3
  > zero
  > END
  > three
  > OTHER
  three
  $ cat <<"two words"
  > a
  > two words
  a
  $ cat <<$x
  > not expanded
  > $x
  not expanded
  $ cat <<END
  > ${x:-a b} ${y:-"quo  ted"} ${y:-'single'} ${x%r} ${x#"l"}
  > END
  later quo  ted 'single' late ater
  $ cat <<END
  > $(cat <<INNER
  > inner $x
  > INNER
  > ) outer
  > END
  inner later outer
  $ cat <<END
  > $(cat <<'INNER'; echo ")"
  > inner $x )
  > INNER
  > )
  > END
  inner $x )
  )
  $ cat <<END
  > `echo "a  b"` $(echo "c  d") "$(echo "e")"
  > END
  a  b c  d "e"
  $ set -- 'a b' c; cat <<END
  > $@ $* $# "$@" $1
  > END
  a b c a b c 2 "a b c" a b
  $ (IFS=:; cat <<END
  > $*
  > END
  > )
  a b:c
  $ cat <<END
  > * ~ $HOME_not \* a\
  > b
  > END
  * ~  \* ab
  $ eval 'cat <<END
  > eval $x
  > END'
  eval later
  $ y=$(cat <<END
  > sub $x
  > END
  > ); echo "$y"
  sub later
  $ : <<END
  > ${unset=assigned}
  > END
  $ for i in 1 2; do cat <<END; done
  > loop $i
  > END
  loop 1
  loop 2
  $ case a in a) cat <<END;; esac
  > case
  > END
  case
  $ cat <<END &
  > background
  > END
  > wait
  background
  $ (cat <<END)
  > in parentheses
  > END
  in parentheses
  $ { cat <<END; }
  > in braces
  > END
  in braces
  $ cat <<E\ND <<-\END2
  > $x
  > END
  > 	$x
  > END2
  $x
  $ read a b <<END; echo "$b $a"
  > one two
  > END
  two one
A thousand of them in one line, one of a megabyte, and one that nobody reads
----------------------------------------------------------------------------

  $ { echo 'cat <<E >big'; i=0; while [ $i -lt 1024 ]; do printf '%01023d\n' $i; i=$((i + 1)); done; echo E; } >script
  $ . ./script; wc -c <big; sed -n '1000p' big | tail -c 5
  1048576
  0999
  $ { echo "x=abc"; echo 'cat <<E >big'; i=0; while [ $i -lt 1024 ]; do printf '$x%01020d\n' $i; i=$((i + 1)); done; echo E; } >script
  $ . ./script; wc -c <big; sed -n '1000p' big | cut -c1-5
  1024
  
  $ { i=0; while [ $i -lt 300 ]; do printf 'cat <<E%d; ' $i; i=$((i + 1)); done; echo; i=0; while [ $i -lt 300 ]; do printf '%d\nE%d\n' $i $i; i=$((i + 1)); done; } >script
  $ . ./script | tail -n 2
  298
  299
  $ sed 's/cat/true/; s/>big//; s/^x=.*//' script >/dev/null
  $ { echo 'true <<E'; i=0; while [ $i -lt 1024 ]; do printf '%01023d\n' $i; i=$((i + 1)); done; echo E; } >script
  $ . ./script; echo $?
  0
  $ x=$(head -c 200000 /dev/zero | tr '\0' y); cat <<E | wc -c
  > $x
  > E
  200001

Tabs go from the line that continuation has joined
--------------------------------------------------

  $ printf 'cat <<-E\n\tx\\\n\ty\n\tE\n' >script; . ./script
  x	y

Not dash: it looks for tabs before it joins lines

  $ printf 'cat <<-E\n\t\\\n\tz\n\tE\n' >script; . ./script
  z
