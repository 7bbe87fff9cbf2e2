build-asan/obj/syntax/heredoc.o: src/syntax/heredoc.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
