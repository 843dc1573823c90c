/*
 * What a fuzz target is: one file fuzz-NAME.c with this function, one name in fuzz/meson.build, and
 * a folder fuzz/corpus/NAME of small inputs. `make fuzz` runs it under libFuzzer, `make test`
 * replays the corpus (replay.c).
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Runs the code under test on one input; returns 0. A wrong state ends in abort() or assert(). */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
