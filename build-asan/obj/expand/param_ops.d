build-asan/obj/expand/param_ops.o: src/expand/param_ops.c \
 src/expand/expand_internal.h include/expand.h include/base.h \
 include/syntax.h include/vars.h
src/expand/expand_internal.h:
include/expand.h:
include/base.h:
include/syntax.h:
include/vars.h:
