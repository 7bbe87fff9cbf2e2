build-asan/obj/vars/scope.o: src/vars/scope.c src/vars/vars_internal.h \
 include/vars.h include/base.h
src/vars/vars_internal.h:
include/vars.h:
include/base.h:
