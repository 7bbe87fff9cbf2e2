# ipcsh: build, test, measure, install. Everything built lies under $(BUILD).
PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build
CC      ?= cc
OPT     ?= -O2 -g
WARN    = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes
STD     = -std=c17 -D_GNU_SOURCE
CFLAGS  ?=
LDFLAGS ?=
VERSION = 0.1.0

ALL_CFLAGS  = $(STD) $(OPT) $(WARN) -Iinclude -DIPCSH_VERSION='"$(VERSION)"' $(SANITIZE) $(CFLAGS)
ALL_LDFLAGS = $(SANITIZE) $(LDFLAGS)

SRC  := $(sort $(wildcard src/*.c src/*/*.c))
OBJ  := $(SRC:src/%.c=$(BUILD)/obj/%.o)
LIBSRC := $(wildcard src/base/*.c src/ipc/*.c)
LIBOBJ := $(LIBSRC:src/%.c=$(BUILD)/obj/%.o)

all: $(BUILD)/ipcsh $(BUILD)/libipcsh.a

$(BUILD)/ipcsh: $(OBJ)
	$(CC) $(ALL_LDFLAGS) -o $@ $(OBJ)

$(BUILD)/libipcsh.a: $(LIBOBJ)
	rm -f $@
	$(AR) rcs $@ $(LIBOBJ)

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d)

clean:
	rm -rf $(BUILD)

.PHONY: all clean
