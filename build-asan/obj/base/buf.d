build-asan/obj/base/buf.o: src/base/buf.c include/base.h
include/base.h:
