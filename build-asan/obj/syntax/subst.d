build-asan/obj/syntax/subst.o: src/syntax/subst.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
