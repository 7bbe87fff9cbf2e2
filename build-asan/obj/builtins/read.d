build-asan/obj/builtins/read.o: src/builtins/read.c src/builtins/input.h \
 src/builtins/builtins_internal.h include/builtin.h include/exec.h \
 include/base.h include/syntax.h include/vars.h include/expand.h \
 include/ipc.h
src/builtins/input.h:
src/builtins/builtins_internal.h:
include/builtin.h:
include/exec.h:
include/base.h:
include/syntax.h:
include/vars.h:
include/expand.h:
include/ipc.h:
