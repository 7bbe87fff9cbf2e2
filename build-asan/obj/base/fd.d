build-asan/obj/base/fd.o: src/base/fd.c include/base.h
include/base.h:
