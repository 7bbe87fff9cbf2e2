build-asan/obj/exec/redirect.o: src/exec/redirect.c \
 src/exec/exec_internal.h include/exec.h include/base.h include/syntax.h \
 include/vars.h include/expand.h include/ipc.h
src/exec/exec_internal.h:
include/exec.h:
include/base.h:
include/syntax.h:
include/vars.h:
include/expand.h:
include/ipc.h:
