build-asan/obj/syntax/chars.o: src/syntax/chars.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
