A subscript where there are no arrays
=====================================

A variable is an array of one element; PIPESTATUS has as many as the pipeline had commands.

  $ x=abc; echo ${x[0]} ${x[@]} "${x[*]}" ${#x[@]} ${#x[0]} "[${x[1]}]" ${x[0]#a} ${x[@]/b/B} ${x[0]:1:1} ${x[-1]}
  abc abc abc 1 3 [] bc aBc b abc
  $ unset y; echo ${y[0]:-d} ${y[@]-e} ${y[1]-f} ${#y[@]} ${y[0]=g} $y; i=0; echo "${x[$i]}" "${x[i]}" "${x[i + 1]-none}"
  d e f 0 g g
  abc abc none
  $ z=42; echo $((z[0])) $((z[1])) $((z[0] + nope[0]))
  42 0 42
  $ (exit 3) | (exit 4) | true; printf '<%s>' "${PIPESTATUS[@]}"; echo
  <3><4><0>
  $ (exit 3) | (exit 4); printf '<%s>' x"${PIPESTATUS[@]}"y; (exit 3) | (exit 4); echo "${PIPESTATUS[*]}"
  <x3><4y>3 4
  $ (exit 3) | (exit 4); echo "${PIPESTATUS[1]} ${PIPESTATUS[-2]} ${PIPESTATUS[2]-none} ${#PIPESTATUS[@]}"; echo ${PIPESTATUS[0]}
  4 3 none 2
  0
  $ (exit 3) | (exit 4); echo $((PIPESTATUS[0] + PIPESTATUS[1])); false | true; ((PIPESTATUS[0] == 1)) && echo failed
  7
  failed
  $ (exit 3) | (exit 4); for s in "${PIPESTATUS[@]}"; do echo $s; done; (exit 3) | (exit 4); set -- "${PIPESTATUS[@]:1}"; echo $@
  3
  4
  4
  $ (exit 3) | (exit 4); i=0; echo ${PIPESTATUS[i]}
  0
  $ (set -u; echo ${nope[1]}) 2>&1; (set -u; echo ${x[1]}) 2>&1; (: ${x[1]=2}) 2>&1
  ipcsh: nope: parameter not set
  ipcsh: x: parameter not set
  ipcsh: x: cannot be assigned in this way
  [1]
  $ f() { echo "${x[0]} ${x[@]} ${x[i+1]}" ${#x[*]}; }; type f
  f is a function
  f ()
  {
      echo "${x[0]} ${x[@]} ${x[i+1]}" ${#x[*]}
  }

An extended glob in ${x#...} that is not closed before the brace is none
------------------------------------------------------------------------

  $ x='*([foo'; echo "${x##*([}" ${x##*([}; x=aab; echo "${x##*(a)}" "${x##+(a|"}")}" "${x/#+(a)/c}" "${x%%@(b|${y-z})}"
  foo foo
  b b cb aa

A slash behind ${x// is part of the pattern
-------------------------------------------

  $ x=/_/; echo "${x////c}" "${x///}" "${x///c}" "${x//\//c}"; x=a/b; echo "${x//b/}" "${x//}"
  c_c _ /_/ c_c
  a/ a/b

An operator as the operand of a test
------------------------------------

  $ [[ -f == ]]; echo $?; [[ -n == ]]; echo $?; [[ -n == -n ]]; echo $?
  1
  0
  0
