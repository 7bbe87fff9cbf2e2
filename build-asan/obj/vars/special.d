build-asan/obj/vars/special.o: src/vars/special.c \
 src/vars/vars_internal.h include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
