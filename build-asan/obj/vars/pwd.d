build-asan/obj/vars/pwd.o: src/vars/pwd.c src/vars/vars_internal.h \
 include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
