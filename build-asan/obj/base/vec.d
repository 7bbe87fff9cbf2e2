build-asan/obj/base/vec.o: src/base/vec.c include/base.h
include/base.h:
