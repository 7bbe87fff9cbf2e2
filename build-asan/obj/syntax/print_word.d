build-asan/obj/syntax/print_word.o: src/syntax/print_word.c \
 src/syntax/syntax_internal.h include/syntax.h include/base.h
src/syntax/syntax_internal.h:
include/syntax.h:
include/base.h:
