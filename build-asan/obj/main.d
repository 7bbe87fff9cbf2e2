build-asan/obj/main.o: src/main.c include/builtin.h include/exec.h \
 include/base.h include/syntax.h include/vars.h include/expand.h \
 include/ipc.h include/exec.h include/transcript.h include/ui.h
include/builtin.h:
include/exec.h:
include/base.h:
include/syntax.h:
include/vars.h:
include/expand.h:
include/ipc.h:
include/exec.h:
include/transcript.h:
include/ui.h:
