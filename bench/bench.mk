# bench.mk -- the benchmark (see bench/README.md): included by the Makefile, which sets BUILD, CC and ALL_CFLAGS.
ROUNDS  ?=
ROWS    ?=
LOCALES ?= C,C.UTF-8
BENCHFLAGS ?=

BENCH_DIR  = $(BUILD)/bench
BENCH_SRC  = $(addprefix bench/,bench.c macro.c report.c rows.c run.c shells.c)
BENCH_BARE = $(patsubst bench/bare/%.c,$(BENCH_DIR)/%,$(wildcard bench/bare/*.c))
BENCH_CFLAGS = $(STD) -O2 -g $(WARN) $(CFLAGS)
BENCH_PROGRAMS = $(BENCH_DIR)/bench $(BENCH_DIR)/meter $(BENCH_DIR)/nothing-dynamic $(BENCH_BARE)

bench: all $(BENCH_PROGRAMS)
	$(BENCH_DIR)/bench --ipcsh $(BUILD)/ipcsh --dir bench/rows --locales '$(LOCALES)' \
		$(if $(ROUNDS),--rounds '$(ROUNDS)') $(if $(ROWS),--rows '$(ROWS)') $(BENCHFLAGS)

# All but the run, for working on the benchmark without ipcsh.
bench-programs: $(BENCH_PROGRAMS)

$(BENCH_DIR)/bench: $(BENCH_SRC) bench/bench.h bench/meter.h
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) -o $@ $(BENCH_SRC) -lm

# Static, so that they cost as little as a program can, and the meter's size hides no shell's.
$(BENCH_DIR)/meter: bench/meter.c bench/meter.h
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) -static -o $@ bench/meter.c

$(BENCH_DIR)/nothing-dynamic: bench/bare/nothing.c
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) -o $@ bench/bare/nothing.c

$(BENCH_DIR)/%: bench/bare/%.c bench/bare/bare.h
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) -static -o $@ $<

.PHONY: bench bench-programs
