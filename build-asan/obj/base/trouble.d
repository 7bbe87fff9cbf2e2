build-asan/obj/base/trouble.o: src/base/trouble.c include/base.h
include/base.h:
