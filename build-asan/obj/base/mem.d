build-asan/obj/base/mem.o: src/base/mem.c include/base.h
include/base.h:
