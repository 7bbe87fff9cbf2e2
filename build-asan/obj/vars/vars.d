build-asan/obj/vars/vars.o: src/vars/vars.c src/vars/vars_internal.h \
 include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
