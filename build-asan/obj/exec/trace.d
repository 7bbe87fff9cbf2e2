build-asan/obj/exec/trace.o: src/exec/trace.c src/exec/exec_internal.h \
 include/exec.h include/base.h include/syntax.h include/vars.h \
 include/expand.h include/ipc.h
src/exec/exec_internal.h:
include/exec.h:
include/base.h:
include/syntax.h:
include/vars.h:
include/expand.h:
include/ipc.h:
