# ipcsh: build, run, test, measure, install. Everything built lies under $(BUILD).

PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build
CC      ?= cc
AR      ?= ar
OPT     ?= -O2 -g
CFLAGS  ?=
LDFLAGS ?=
JOBS    ?= 2

VERSION = 0.1.0
STD     = -std=c17 -D_GNU_SOURCE
WARN    = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes
ALL_CFLAGS  = $(STD) $(OPT) $(WARN) -Iinclude -DIPCSH_VERSION='"$(VERSION)"' $(SANITIZE) $(CFLAGS)
ALL_LDFLAGS = $(SANITIZE) $(LDFLAGS)

# The tables of words are full of pointers. In a program that may lie anywhere each start-up relocates all of
# them, on private copies of their pages; at a fixed address there is nothing to do. PIE=-pie: anywhere.
PIE ?= $(if $(SANITIZE)$(filter -static-pie -pie,$(LDFLAGS)),,-no-pie)

# Modules touch a library and are loaded when first needed (include/module.h); a static program has none.
STATIC  := $(filter -static -static-pie,$(CFLAGS) $(LDFLAGS))
MOD_LIB_table = smartcols
MOD_LIB_line  = readline
MOD_SRC := $(if $(STATIC),,$(foreach m,table line,$(if $(shell pkg-config --exists $(MOD_LIB_$m) 2>/dev/null && echo yes),src/modules/$m.c)))
MODULES := $(MOD_SRC:src/modules/%.c=$(BUILD)/modules/%.so)

# What each script runs lies together in the program, in as few pages as can be.
CORE    := src/main.c $(sort $(wildcard $(patsubst %,src/%/*.c,exec vars base syntax expand))) \
		$(patsubst %,src/builtins/%.c,flow io printf test read input tty opts vars getopts dir declare)
SRC     := $(filter-out src/modules/% src/base/module$(if $(STATIC),,_static).c, \
		$(CORE) $(filter-out $(CORE),$(sort $(wildcard src/*/*.c))))
OBJ     := $(SRC:src/%.c=$(BUILD)/obj/%.o)
LIB_SRC := $(filter src/base/% src/ipc/%,$(SRC))
LIB_OBJ := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o)
NO_MAIN := $(filter-out $(BUILD)/obj/main.o,$(OBJ))

all: $(BUILD)/ipcsh $(BUILD)/libipcsh.a $(MODULES) $(BUILD)/completions

# V=1 shows the commands; else a short line each.
ifeq ($(V),1)
say = @:
quiet =
else
say = @echo
quiet = @
endif

$(BUILD)/ipcsh: $(OBJ)
	$(say) "  LINK $@"
	$(quiet)$(CC) $(ALL_LDFLAGS) $(PIE) -Wl,--build-id -o $@ $(OBJ)

# A module belongs to one build of the program. Nobody else may be able to change it, whatever the umask is.
.SECONDEXPANSION:
$(BUILD)/modules/%.so: src/modules/%.c $$(wildcard src/modules/$$*_*) include/module.h include/base.h $(BUILD)/ipcsh
	@install -d -m 755 $(@D)
	$(say) "  MOD  $@"
	$(quiet)$(CC) $(ALL_CFLAGS) -fPIC -fvisibility=hidden $$(pkg-config --cflags $(MOD_LIB_$*)) \
		-DIPCSH_BUILD_ID='"'$$(readelf -n $(BUILD)/ipcsh | sed -n 's/.*Build ID: //p')'"' \
		-shared $(ALL_LDFLAGS) -o $@ $(filter %.c,$^) $$(pkg-config --libs $(MOD_LIB_$*))
	@chmod 755 $@

# The folder where installed modules are found is compiled in: another PREFIX compiles it anew.
$(BUILD)/obj/base/module.o $(BUILD)/obj/ui/complete_spec.o: $(BUILD)/prefix
$(BUILD)/obj/ui/complete_spec.o: ALL_CFLAGS += -DIPCSH_SHARE_DIR='"$(PREFIX)/share/ipcsh"'
$(BUILD)/obj/base/module.o: ALL_CFLAGS += -DIPCSH_MODULE_DIR='"$(PREFIX)/lib/ipcsh"'
$(BUILD)/prefix: always
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@
always:

# What completion knows of other programs; found beside the program.
$(BUILD)/completions: $(wildcard completions/*)
	@rm -rf $@ && mkdir -p $@ && cp completions/* $@

$(BUILD)/libipcsh.a: $(LIB_OBJ)
	$(say) "  AR   $@"
	$(quiet)rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d)
include $(wildcard bench/bench.mk tests/fuzz/fuzz.mk)

# ---- the main job: a shell where there is a terminal, else a tour ----

run: build-packages
	@$(MAKE) --no-print-directory all $(BUILD)/interop.stamp
	@tests/env.sh $(BUILD) tests/start.sh

# What tables on a terminal and the editing of lines want; without them both are plain.
BUILD_PACKAGES = pkg-config:pkg-config smartcols:libsmartcols-dev readline:libreadline-dev
build-packages:
	@tests/packages.sh $(BUILD_PACKAGES) || echo "going on without"

# ---- tests ----

UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
INTEROP := $(patsubst tests/interop/%.c,$(BUILD)/interop/%,$(wildcard tests/interop/*.c))
EXAMPLES := $(patsubst examples/%.c,$(BUILD)/examples/%,$(wildcard examples/*.c))
DRIVERS := $(patsubst tests/interactive/%.c,$(BUILD)/interactive/%,$(wildcard tests/interactive/*.c))
FAULTS  := $(BUILD)/faults/inject.so $(BUILD)/faults/try

TEST_PACKAGES = pkg-config:pkg-config check:check mandoc:mandoc cram3:python3-cram patch:patch dash:dash pgrep:procps script:bsdutils

test: build-packages test-packages
	@$(MAKE) --no-print-directory test-programs
	@tests/env.sh $(BUILD) tests/run.sh

# Sanitizers make their own tree; a finding ends a test with status 99.
test-asan: build-packages test-packages
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan OPT='-O1 -g -fno-omit-frame-pointer' \
		SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined' test-programs
	@ASAN_OPTIONS=detect_leaks=0:exitcode=99 UBSAN_OPTIONS=print_stacktrace=1 tests/env.sh $(BUILD)/asan tests/run.sh

# A program without modules and without shared libraries: what its words do and say is the same.
test-static: test-packages
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/static LDFLAGS='-static $(LDFLAGS)' all $(BUILD)/static/interop.stamp
	@tests/env.sh $(BUILD)/static sh -c '"$$IPCSH" -t tests/words tests/errors tests/interop'

# A script for every construct under valgrind: memory and descriptors.
test-valgrind: all
	@tests/packages.sh valgrind:valgrind
	@tests/env.sh $(BUILD) tests/faults/valgrind

test-packages:
	@tests/packages.sh $(TEST_PACKAGES)

test-programs: all $(UNIT) $(BUILD)/interop.stamp $(EXAMPLES) $(DRIVERS) $(FAULTS) $(REPLAY) $(ORACLE)

$(BUILD)/libshell.a: $(NO_MAIN)
	$(say) "  AR   $@"
	$(quiet)rm -f $@ && $(AR) rcs $@ $(NO_MAIN)

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libshell.a $(wildcard tests/unit/*.h)
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(ALL_CFLAGS) $$(pkg-config --cflags check) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libshell.a \
		$$(pkg-config --libs check)

$(BUILD)/interop.stamp: $(INTEROP)
	@touch $@

# The programs on the other side know nothing of ipcsh: no header, no library of it.
$(BUILD)/interop/%: tests/interop/%.c
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(STD) $(OPT) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ $<

# Examples in C are built against the tree as others build them against what is installed.
$(BUILD)/examples/%: examples/%.c $(BUILD)/libipcsh.a include/ipcsh/cell.h
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(STD) $(OPT) $(WARN) -Iinclude $(SANITIZE) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libipcsh.a

$(BUILD)/interactive/%: tests/interactive/%.c
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(STD) $(OPT) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ $< -lutil

$(BUILD)/faults/%.so: tests/faults/%.c
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(STD) $(OPT) $(WARN) $(CFLAGS) -fPIC -shared $(LDFLAGS) -o $@ $< -ldl

$(BUILD)/faults/%: tests/faults/%.c
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(STD) $(OPT) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ $<

# ---- checks of the code itself ----

LINT_PACKAGES = clang-format:clang-format clang-tidy:clang-tidy cppcheck:cppcheck

lint: rooms
	@tests/packages.sh $(LINT_PACKAGES)
	clang-format --dry-run --Werror $$(git ls-files '*.c' '*.h')
	LC_ALL=C awk -f tests/columns.awk $$(git ls-files '*.c' '*.h')
	cppcheck --quiet -j $(JOBS) --error-exitcode=1 --std=c11 --inline-suppr --enable=warning,performance,portability \
		--suppress=missingIncludeSystem -D_GNU_SOURCE -DIPCSH_VERSION='""' -Iinclude src
	@echo $(SRC) | xargs -P $(JOBS) -n 1 tests/tidy.sh $(STD) -Iinclude -DIPCSH_VERSION=\"\"

# Arrows between rooms go one way: the #include lines are checked against the table in CONTRIBUTING.md.
rooms:
	@tests/rooms.sh

# ---- install ----

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/include/ipcsh
	install -m 755 $(BUILD)/ipcsh $(DESTDIR)$(PREFIX)/bin/ipcsh
	install -m 644 $(BUILD)/libipcsh.a $(DESTDIR)$(PREFIX)/lib/libipcsh.a
	$(if $(MODULES),install -d -m 755 $(DESTDIR)$(PREFIX)/lib/ipcsh)
	$(if $(MODULES),install -m 755 $(MODULES) $(DESTDIR)$(PREFIX)/lib/ipcsh)
	install -m 644 include/base.h include/ipc.h include/ipcsh/cell.h $(DESTDIR)$(PREFIX)/include/ipcsh
	install -d $(DESTDIR)$(PREFIX)/lib/pkgconfig
	printf '%s\n' 'prefix=$(PREFIX)' 'Name: ipcsh' 'Description: values in shared memory with versions' \
		'Version: $(VERSION)' 'Cflags: -I$${prefix}/include' 'Libs: -L$${prefix}/lib -lipcsh' \
		>$(DESTDIR)$(PREFIX)/lib/pkgconfig/ipcsh.pc
	for page in man/*.[0-9]; do \
		install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/} || exit; done
	for file in completions/*; do \
		install -D -m 644 $$file $(DESTDIR)$(PREFIX)/share/ipcsh/$$file || exit; done
	for file in README.md examples/*; do \
		install -D -m 644 $$file $(DESTDIR)$(PREFIX)/share/doc/ipcsh/$$file || exit; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ipcsh $(DESTDIR)$(PREFIX)/lib/libipcsh.a
	rm -f $(patsubst src/modules/%.c,$(DESTDIR)$(PREFIX)/lib/ipcsh/%.so,$(wildcard src/modules/*.c))
	-rmdir $(DESTDIR)$(PREFIX)/lib/ipcsh
	for page in man/*.[0-9]; do rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/ipcsh $(DESTDIR)$(PREFIX)/share/ipcsh
	rm -f $(DESTDIR)$(PREFIX)/include/ipcsh/base.h $(DESTDIR)$(PREFIX)/include/ipcsh/ipc.h
	rm -f $(DESTDIR)$(PREFIX)/include/ipcsh/cell.h $(DESTDIR)$(PREFIX)/lib/pkgconfig/ipcsh.pc
	-rmdir $(DESTDIR)$(PREFIX)/include/ipcsh

clean:
	rm -rf $(BUILD)

.PHONY: all always run test test-asan test-static test-valgrind build-packages test-packages test-programs bench fuzz lint rooms install uninstall clean
