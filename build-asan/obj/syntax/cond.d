build-asan/obj/syntax/cond.o: src/syntax/cond.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
