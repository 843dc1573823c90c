# The front door. The build itself is described in meson.build; this file installs what is missing,
# calls meson and ninja, and runs things. `make help` lists the targets.

BUILD = build
TEST_BUILD = build-asan
FUZZ_BUILD = build-fuzz
INSTALL_BUILD = build-install
PREFIX = /usr/local
DESTDIR =
FUZZ_SECONDS = 60
SAMPLE = samples/specification.txt
DESK = sample-desk

.PHONY: all help build run read test test-slow bench fuzz format install clean packages
.SUFFIXES:

all: build

help:
	@echo "make run       build, open the sample specification in a desk, serve it: prints an address"
	@echo "make read      build, read the sample specification, show its register, write its HTML"
	@echo "make test      build with ASan and UBSan and run every test"
	@echo "make bench     speed and memory against yardsticks, as ratios"
	@echo "make fuzz      every fuzz target for FUZZ_SECONDS=$(FUZZ_SECONDS) (clang, libFuzzer)"
	@echo "make install   PREFIX=$(PREFIX) DESTDIR="
	@echo "make test-slow the tests on very large input (minutes)"
	@echo "make format    lay out the C sources (clang-format 14)"
	@echo "make clean     remove what was built"

# meson runs fetch-npm.sh too; here its messages are seen.
packages:
	@tools/install-packages run
	@tools/fetch-npm.sh .

build: packages
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD)
	ninja -C $(BUILD)

run: build
	@tools/run-sample $(BUILD) $(SAMPLE) $(DESK)

read: build
	@tools/read-sample $(BUILD) $(SAMPLE)

test:
	@tools/install-packages run test
	@tools/fetch-npm.sh .
	@[ -f $(TEST_BUILD)/build.ninja ] || meson setup $(TEST_BUILD) \
	    -Db_sanitize=address,undefined -Dc_args=-fno-sanitize-recover=undefined
	@tests/run $(TEST_BUILD)

test-slow: build
	@tools/install-packages test
	meson test -C $(BUILD) --setup slow --suite slow --print-errorlogs

bench: build
	@tools/install-packages test bench
	@meson configure $(BUILD) -Dbench=true && ninja -C $(BUILD)
	@bench/run $(BUILD)
	@bench/inspect $(BUILD)
	@bench/inspect-pdf $(BUILD)
	@bench/clean $(BUILD)

fuzz:
	@tools/install-packages run fuzz
	@tools/fetch-npm.sh .
	@[ -f $(FUZZ_BUILD)/build.ninja ] || CC=clang meson setup $(FUZZ_BUILD) \
	    -Dfuzz=true -Db_lundef=false -Db_sanitize=address,undefined
	ninja -C $(FUZZ_BUILD)
	@fuzz/run $(FUZZ_BUILD) $(FUZZ_SECONDS)

install: packages
	@[ -f $(INSTALL_BUILD)/build.ninja ] || meson setup $(INSTALL_BUILD)
	@meson configure $(INSTALL_BUILD) -Dprefix=$(PREFIX)
	ninja -C $(INSTALL_BUILD)
	DESTDIR=$(DESTDIR) meson install -C $(INSTALL_BUILD) --no-rebuild

format:
	@tools/install-packages format
	find src fuzz bench -name '*.[ch]' | xargs clang-format -i

clean:
	rm -rf $(BUILD) $(TEST_BUILD) $(FUZZ_BUILD) $(INSTALL_BUILD)
