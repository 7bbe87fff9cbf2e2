# fuzz.mk -- `make fuzz`: each target for FUZZ_SECONDS, from the seeds in corpus/TARGET. `make test` replays the seeds
# through the same targets, built without libFuzzer by the compiler of the rest.

FUZZ_SECONDS ?= 60
FUZZ_CC      ?= clang
FUZZ_NAMES   := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_FLAGS   := $(STD) -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
		-fno-sanitize-recover=undefined -Iinclude -DIPCSH_VERSION='"$(VERSION)"' \
		-DIPCSH_SHARE_DIR='"$(PREFIX)/share/ipcsh"'
FUZZ_OBJ     := $(patsubst src/%.c,$(BUILD)/fuzz/obj/%.o,$(filter-out src/main.c,$(SRC)))
FUZZ_BIN     := $(FUZZ_NAMES:%=$(BUILD)/fuzz/%)
REPLAY       := $(FUZZ_NAMES:%=$(BUILD)/replay/%)

fuzz: fuzz-packages
	@$(MAKE) --no-print-directory fuzz-programs
	@FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_NAMES)

fuzz-programs: $(FUZZ_BIN)

# libFuzzer and the sanitizers are a package of their own, named after clang's version.
fuzz-packages:
	@tests/packages.sh $(FUZZ_CC):clang
	@echo 'int LLVMFuzzerTestOneInput(const char *p, long n) { return !p && n; }' | \
		$(FUZZ_CC) -fsanitize=fuzzer,address -x c -o /dev/null - 2>/dev/null || tests/packages.sh \
		libclang-rt:libclang-rt-$$($(FUZZ_CC) -dumpversion | cut -d. -f1)-dev

$(FUZZ_OBJ): $(BUILD)/fuzz/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(say) "  CC   $< (fuzz)"
	$(quiet)$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<

-include $(FUZZ_OBJ:.o=.d)

$(FUZZ_BIN): $(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/common.c tests/fuzz/fuzz.h $(FUZZ_OBJ)
	$(say) "  LINK $@"
	$(quiet)$(FUZZ_CC) $(FUZZ_FLAGS) $(WARN) -fsanitize=fuzzer -o $@ $(filter %.c %.o,$^)

$(REPLAY): $(BUILD)/replay/%: tests/fuzz/fuzz_%.c tests/fuzz/common.c tests/fuzz/replay.c tests/fuzz/fuzz.h \
		$(BUILD)/libshell.a
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.c,$^) $(BUILD)/libshell.a

# Random scripts that ipcsh, dash and bash have to agree on; `make test` runs the first few.
ORACLE := $(BUILD)/oracle

$(ORACLE): tests/fuzz/oracle/oracle.c tests/fuzz/oracle/generate.c tests/fuzz/oracle/oracle.h
	@mkdir -p $(@D)
	$(say) "  CC   $<"
	$(quiet)$(CC) $(STD) $(OPT) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^)

oracle: all $(ORACLE)
	@tests/env.sh $(BUILD) tests/fuzz/oracle.sh 1 10000

.PHONY: fuzz-programs fuzz-packages oracle
