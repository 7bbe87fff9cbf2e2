build-asan/obj/base/arena.o: src/base/arena.c include/base.h
include/base.h:
