build-asan/obj/vars/known.o: src/vars/known.c src/vars/vars_internal.h \
 include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
