build-asan/obj/base/errtext.o: src/base/errtext.c include/base.h
include/base.h:
