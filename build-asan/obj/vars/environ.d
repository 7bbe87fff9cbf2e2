build-asan/obj/vars/environ.o: src/vars/environ.c \
 src/vars/vars_internal.h include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
