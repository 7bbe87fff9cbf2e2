build-asan/obj/base/table.o: src/base/table.c include/base.h
include/base.h:
