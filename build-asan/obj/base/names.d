build-asan/obj/base/names.o: src/base/names.c include/base.h
include/base.h:
