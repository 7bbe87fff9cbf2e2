build-asan/obj/base/signame.o: src/base/signame.c include/base.h
include/base.h:
