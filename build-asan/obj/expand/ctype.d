build-asan/obj/expand/ctype.o: src/expand/ctype.c \
 src/expand/expand_internal.h include/expand.h include/base.h \
 include/syntax.h include/vars.h
src/expand/expand_internal.h:
include/expand.h:
include/base.h:
include/syntax.h:
include/vars.h:
