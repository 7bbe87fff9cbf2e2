build-asan/obj/builtins/test.o: src/builtins/test.c \
 src/builtins/builtins_internal.h include/builtin.h include/exec.h \
 include/base.h include/syntax.h include/vars.h include/expand.h \
 include/ipc.h
src/builtins/builtins_internal.h:
include/builtin.h:
include/exec.h:
include/base.h:
include/syntax.h:
include/vars.h:
include/expand.h:
include/ipc.h:
