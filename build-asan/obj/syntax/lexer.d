build-asan/obj/syntax/lexer.o: src/syntax/lexer.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
