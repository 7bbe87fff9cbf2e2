build-asan/obj/base/show.o: src/base/show.c include/base.h
include/base.h:
