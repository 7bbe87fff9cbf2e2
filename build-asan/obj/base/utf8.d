build-asan/obj/base/utf8.o: src/base/utf8.c include/base.h
include/base.h:
