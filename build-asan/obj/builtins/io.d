build-asan/obj/builtins/io.o: src/builtins/io.c \
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
