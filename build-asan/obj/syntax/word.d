build-asan/obj/syntax/word.o: src/syntax/word.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
