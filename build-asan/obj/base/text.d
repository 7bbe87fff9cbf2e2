build-asan/obj/base/text.o: src/base/text.c include/base.h
include/base.h:
