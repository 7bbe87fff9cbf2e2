build-asan/obj/base/clock.o: src/base/clock.c include/base.h
include/base.h:
