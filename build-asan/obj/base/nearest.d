build-asan/obj/base/nearest.o: src/base/nearest.c include/base.h
include/base.h:
