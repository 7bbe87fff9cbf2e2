build-asan/obj/vars/options.o: src/vars/options.c include/vars.h \
 include/base.h
include/vars.h:
include/base.h:
