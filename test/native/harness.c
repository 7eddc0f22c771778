/*
 * Runs the kernels over memory of exactly the size they may touch, so that the sanitizers see a single byte too many:
 * every instruction set of this processor, every width, n = 0..300 and the edges of chunks, all misalignments.
 *
 * harness          each misalignment of the source and of the target, the other one drawn
 * harness all      each misalignment of the source with each of the target
 * harness overread runs a kernel that reads one byte too far: shows that the sanitizers are on
 */
#define THRIFTGEN_SIMD_NO_NODE
#include "../../packages/simd/src/simd.c"
#include <stdio.h>

#define MISALIGNMENTS 32
#define GUARD 0xa5

static uint64_t state = 0x9e3779b97f4a7c15u;

static uint8_t draw_byte(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint8_t)(state >> 32);
}

static void fail(const char *what, const char *set, size_t width, size_t n, size_t from, size_t to) {
  printf("FAILED: %s: %s, width %zu, n %zu, source + %zu, target + %zu\n", what, set, width, n, from, to);
  exit(1);
}

static uint8_t *allocate(size_t size) {
  uint8_t *memory = malloc(size == 0 ? 1 : size);
  if (memory == NULL) exit(2);
  return memory;
}

/* Whether each element of `a` is that of `b` with its bytes the other way round. */
static int is_reversed(const uint8_t *a, const uint8_t *b, size_t width, size_t n) {
  for (size_t i = 0; i < n * width; i++) {
    if (a[i] != b[i - i % width + (width - 1 - i % width)]) return 0;
  }
  return 1;
}

static void check_copy(const char *set, const swap_kernel *kernel, size_t n, size_t from, size_t to) {
  const size_t width = kernel->width, length = n * width;
  uint8_t *source = allocate(from + length), *target = allocate(to + length), *before = allocate(length);
  for (size_t i = 0; i < length; i++) source[from + i] = before[i] = draw_byte();
  memset(target, GUARD, to);
  kernel->run(target + to, source + from, n);
  if (!is_reversed(target + to, before, width, n)) fail("wrong bytes", set, width, n, from, to);
  if (memcmp(source + from, before, length) != 0) fail("source changed", set, width, n, from, to);
  for (size_t i = 0; i < to; i++) {
    if (target[i] != GUARD) fail("wrote before the target", set, width, n, from, to);
  }
  free(source);
  free(target);
  free(before);
}

static void check_in_place(const char *set, const swap_kernel *kernel, size_t n, size_t at) {
  const size_t width = kernel->width, length = n * width;
  uint8_t *memory = allocate(at + length), *before = allocate(length);
  for (size_t i = 0; i < length; i++) memory[at + i] = before[i] = draw_byte();
  kernel->run(memory + at, memory + at, n);
  if (!is_reversed(memory + at, before, width, n)) fail("wrong in place", set, width, n, at, at);
  free(memory);
  free(before);
}

static size_t check_count(const char *set, const swap_kernel *kernel, size_t n, int is_full) {
  size_t cases = 0;
  for (size_t i = 0; i < MISALIGNMENTS; i++) {
    check_in_place(set, kernel, n, i);
    cases++;
    if (is_full) {
      for (size_t j = 0; j < MISALIGNMENTS; j++, cases++) check_copy(set, kernel, n, i, j);
    } else {
      check_copy(set, kernel, n, i, draw_byte() % MISALIGNMENTS);
      check_copy(set, kernel, n, draw_byte() % MISALIGNMENTS, i);
      cases += 2;
    }
  }
  return cases;
}

static size_t check_kernel(const char *set, const swap_kernel *kernel, int is_full) {
  static const size_t edges[] = {511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 4095, 4096, 4097};
  size_t cases = 0;
  for (size_t n = 0; n <= 300; n++) cases += check_count(set, kernel, n, is_full);
  for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
    cases += check_count(set, kernel, edges[i], is_full);
  }
  return cases;
}

static void swap16_overread(uint8_t *target, const uint8_t *source, size_t count) {
  swap16_scalar(target, source, count);
  *(volatile uint8_t *)target = source[2 * count];
}

int main(int count, char **arguments) {
  const char *mode = count > 1 ? arguments[1] : "";
  if (strcmp(mode, "overread") == 0) {
    const swap_kernel broken = {swap16_overread, 2};
    check_count("overread", &broken, 8, 0);
    return 0;
  }
  const kernel_set *sets[MAX_SETS];
  const size_t sets_count = list_kernel_sets(sets);
  size_t total = 0;
  for (size_t i = 0; i < sets_count; i++) {
    const swap_kernel *kernels[] = {&sets[i]->swap16, &sets[i]->swap32, &sets[i]->swap64};
    size_t cases = 0;
    for (size_t k = 0; k < 3; k++) cases += check_kernel(sets[i]->name, kernels[k], strcmp(mode, "all") == 0);
    printf("%s %zu\n", sets[i]->name, cases);
    total += cases;
  }
  printf("cases %zu\n", total);
  return 0;
}
