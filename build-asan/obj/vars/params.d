build-asan/obj/vars/params.o: src/vars/params.c src/vars/vars_internal.h \
 include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
