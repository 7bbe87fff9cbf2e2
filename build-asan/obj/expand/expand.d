build-asan/obj/expand/expand.o: src/expand/expand.c \
 src/expand/expand_internal.h include/expand.h include/base.h \
 include/syntax.h include/vars.h
src/expand/expand_internal.h:
include/expand.h:
include/base.h:
include/syntax.h:
include/vars.h:
