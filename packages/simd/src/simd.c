/*
 * Copies between memory of JavaScript that reverse the bytes of each element: big-endian lists of Thrift Binary.
 *
 * Neither pointer needs any alignment. Source and target may be the same memory or memory apart; memory that overlaps
 * otherwise is refused at the border to JavaScript, because a vector is read before an older element is written.
 * There is no state that changes after loading, so any number of threads and contexts may use it.
 *
 * With THRIFTGEN_SIMD_NO_NODE only the kernels are compiled, for a harness that runs them under sanitizers.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) || (defined(_M_X64) && !defined(_M_ARM64EC))
#define ON_X64 1
#include <immintrin.h>
#if defined(_MSC_VER)
#include <intrin.h>
#else
#include <cpuid.h>
#endif
#elif defined(__aarch64__) || defined(_M_ARM64)
#define ON_ARM64 1
#include <arm_neon.h>
#endif

/* MSVC takes any intrinsic anywhere; gcc and clang want to know which functions may use them. */
#if defined(__GNUC__) || defined(__clang__)
#define FOR_TARGET(name) __attribute__((target(name)))
#else
#define FOR_TARGET(name)
#endif

typedef void (*swap_function)(uint8_t *target, const uint8_t *source, size_t count);

typedef struct {
  swap_function run;
  size_t width; /* bytes of an element */
} swap_kernel;

typedef struct {
  const char *name;
  swap_kernel swap16, swap32, swap64;
} kernel_set;

/* ---- scalar: the truth for the others, and what they do with the last elements ---- */

static uint16_t reverse16(uint16_t v) { return (uint16_t)(v << 8 | v >> 8); }

static uint32_t reverse32(uint32_t v) {
  return v << 24 | (v & 0xff00u) << 8 | (v >> 8 & 0xff00u) | v >> 24;
}

static uint64_t reverse64(uint64_t v) {
  return (uint64_t)reverse32((uint32_t)v) << 32 | reverse32((uint32_t)(v >> 32));
}

/* memcpy of a constant size is one instruction, and the only access to misaligned memory that C defines. */
#define DEFINE_SCALAR(bits)                                                                       \
  static void swap##bits##_scalar(uint8_t *target, const uint8_t *source, size_t count) {         \
    for (size_t i = 0; i < count; i++) {                                                          \
      uint##bits##_t element;                                                                     \
      memcpy(&element, source + i * sizeof element, sizeof element);                              \
      element = reverse##bits(element);                                                           \
      memcpy(target + i * sizeof element, &element, sizeof element);                              \
    }                                                                                             \
  }
DEFINE_SCALAR(16)
DEFINE_SCALAR(32)
DEFINE_SCALAR(64)

/* A kernel of vectors: whole vectors first, by a function that returns how many bytes they were, then the rest. */
#define DEFINE_VECTOR(isa, bits)                                                                  \
  static void swap##bits##_##isa(uint8_t *target, const uint8_t *source, size_t count) {          \
    const size_t done = vectors##bits##_##isa(target, source, count * (bits / 8));                \
    swap##bits##_scalar(target + done, source + done, count - done / (bits / 8));                 \
  }

#define KERNEL_SET(isa)                                                                           \
  { #isa, { swap16_##isa, 2 }, { swap32_##isa, 4 }, { swap64_##isa, 8 } }

/* ---- x64 ---- */

#if ON_X64
static const uint8_t order16[16] = {1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14};
static const uint8_t order32[16] = {3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12};
static const uint8_t order64[16] = {7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8};

/* Four vectors are loaded before the first is stored: loads need not wait, and swaps in place stay right. */
FOR_TARGET("ssse3")
static size_t vectors_ssse3(uint8_t *target, const uint8_t *source, size_t length, const uint8_t *order) {
  const __m128i shuffle = _mm_loadu_si128((const __m128i *)order);
  size_t at = 0;
  for (; length - at >= 64; at += 64) {
    const __m128i *from = (const __m128i *)(source + at);
    __m128i *to = (__m128i *)(target + at);
    const __m128i a = _mm_loadu_si128(from), b = _mm_loadu_si128(from + 1);
    const __m128i c = _mm_loadu_si128(from + 2), d = _mm_loadu_si128(from + 3);
    _mm_storeu_si128(to, _mm_shuffle_epi8(a, shuffle));
    _mm_storeu_si128(to + 1, _mm_shuffle_epi8(b, shuffle));
    _mm_storeu_si128(to + 2, _mm_shuffle_epi8(c, shuffle));
    _mm_storeu_si128(to + 3, _mm_shuffle_epi8(d, shuffle));
  }
  for (; length - at >= 16; at += 16) {
    const __m128i a = _mm_loadu_si128((const __m128i *)(source + at));
    _mm_storeu_si128((__m128i *)(target + at), _mm_shuffle_epi8(a, shuffle));
  }
  return at;
}

FOR_TARGET("avx2")
static size_t vectors_avx2(uint8_t *target, const uint8_t *source, size_t length, const uint8_t *order) {
  const __m256i shuffle = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)order));
  size_t at = 0;
  for (; length - at >= 128; at += 128) {
    const __m256i *from = (const __m256i *)(source + at);
    __m256i *to = (__m256i *)(target + at);
    const __m256i a = _mm256_loadu_si256(from), b = _mm256_loadu_si256(from + 1);
    const __m256i c = _mm256_loadu_si256(from + 2), d = _mm256_loadu_si256(from + 3);
    _mm256_storeu_si256(to, _mm256_shuffle_epi8(a, shuffle));
    _mm256_storeu_si256(to + 1, _mm256_shuffle_epi8(b, shuffle));
    _mm256_storeu_si256(to + 2, _mm256_shuffle_epi8(c, shuffle));
    _mm256_storeu_si256(to + 3, _mm256_shuffle_epi8(d, shuffle));
  }
  for (; length - at >= 32; at += 32) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)(source + at));
    _mm256_storeu_si256((__m256i *)(target + at), _mm256_shuffle_epi8(a, shuffle));
  }
  /* Upper halves that stay in use slow down code of the older kind that runs next. */
  _mm256_zeroupper();
  return at;
}

#define vectors16_ssse3(target, source, length) vectors_ssse3(target, source, length, order16)
#define vectors32_ssse3(target, source, length) vectors_ssse3(target, source, length, order32)
#define vectors64_ssse3(target, source, length) vectors_ssse3(target, source, length, order64)
#define vectors16_avx2(target, source, length) vectors_avx2(target, source, length, order16)
#define vectors32_avx2(target, source, length) vectors_avx2(target, source, length, order32)
#define vectors64_avx2(target, source, length) vectors_avx2(target, source, length, order64)
DEFINE_VECTOR(ssse3, 16)
DEFINE_VECTOR(ssse3, 32)
DEFINE_VECTOR(ssse3, 64)
DEFINE_VECTOR(avx2, 16)
DEFINE_VECTOR(avx2, 32)
DEFINE_VECTOR(avx2, 64)

/* Fills eax, ebx, ecx, edx; zeros where the processor does not know the leaf. */
static void read_cpuid(uint32_t leaf, uint32_t registers[4]) {
  memset(registers, 0, 4 * sizeof *registers);
#if defined(_MSC_VER)
  int highest[4];
  __cpuid(highest, 0);
  if ((uint32_t)highest[0] >= leaf) __cpuidex((int *)registers, (int)leaf, 0);
#else
  __get_cpuid_count(leaf, 0, &registers[0], &registers[1], &registers[2], &registers[3]);
#endif
}

static uint64_t read_xcr0(void) {
#if defined(_MSC_VER)
  return _xgetbv(0);
#else
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
#endif
}

static int has_ssse3(void) {
  uint32_t registers[4];
  read_cpuid(1, registers);
  return registers[2] >> 9 & 1;
}

/* AVX2 needs three: the instructions, an operating system that saves wide registers, and one that says it does. */
static int has_avx2(void) {
  uint32_t registers[4];
  read_cpuid(1, registers);
  if (!(registers[2] >> 27 & 1) || (read_xcr0() & 6) != 6) return 0;
  read_cpuid(7, registers);
  return registers[1] >> 5 & 1;
}
#endif

/* ---- arm64, where NEON is never missing ---- */

#if ON_ARM64
#define DEFINE_NEON(bits)                                                                         \
  static size_t vectors##bits##_neon(uint8_t *target, const uint8_t *source, size_t length) {     \
    size_t at = 0;                                                                                \
    for (; length - at >= 64; at += 64) {                                                         \
      const uint8x16_t a = vld1q_u8(source + at), b = vld1q_u8(source + at + 16);                 \
      const uint8x16_t c = vld1q_u8(source + at + 32), d = vld1q_u8(source + at + 48);            \
      vst1q_u8(target + at, vrev##bits##q_u8(a));                                                 \
      vst1q_u8(target + at + 16, vrev##bits##q_u8(b));                                            \
      vst1q_u8(target + at + 32, vrev##bits##q_u8(c));                                            \
      vst1q_u8(target + at + 48, vrev##bits##q_u8(d));                                            \
    }                                                                                             \
    for (; length - at >= 16; at += 16) {                                                         \
      vst1q_u8(target + at, vrev##bits##q_u8(vld1q_u8(source + at)));                             \
    }                                                                                             \
    return at;                                                                                    \
  }                                                                                               \
  DEFINE_VECTOR(neon, bits)
DEFINE_NEON(16)
DEFINE_NEON(32)
DEFINE_NEON(64)
#endif

/* ---- the choice ---- */

#define MAX_SETS 3

/* Fills `sets` with what this processor can run, the fastest first and scalar last; returns how many. */
static size_t list_kernel_sets(const kernel_set *sets[MAX_SETS]) {
  static const kernel_set scalar = KERNEL_SET(scalar);
  size_t count = 0;
#if ON_X64
  static const kernel_set avx2 = KERNEL_SET(avx2), ssse3 = KERNEL_SET(ssse3);
  if (has_avx2()) sets[count++] = &avx2;
  if (has_ssse3()) sets[count++] = &ssse3;
#elif ON_ARM64
  static const kernel_set neon = KERNEL_SET(neon);
  sets[count++] = &neon;
#endif
  sets[count++] = &scalar;
  return count;
}

/* ---- the border to JavaScript ---- */

#ifndef THRIFTGEN_SIMD_NO_NODE
#define NAPI_VERSION 8
#include <node_api.h>

_Static_assert(sizeof(size_t) == 8, "offsets of JavaScript are checked in 64 bits");

typedef struct {
  uint8_t *bytes;
  size_t length;
} span;

/* Bytes of an element; 0 for kinds that N-API 8 has no name for, whose `length` cannot be turned into bytes. */
static size_t width_of(napi_typedarray_type type) {
  switch (type) {
    case napi_int8_array:
    case napi_uint8_array:
    case napi_uint8_clamped_array:
      return 1;
    case napi_int16_array:
    case napi_uint16_array:
      return 2;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
      return 4;
    case napi_float64_array:
    case napi_bigint64_array:
    case napi_biguint64_array:
      return 8;
    default:
      return 0;
  }
}

/*
 * Engines may tell the length that a DataView was made with, also when its resizable buffer has shrunk since; so its end
 * is compared with the end of the buffer. Some tell no length of a shared buffer: its DataViews are refused there.
 */
static int get_data_view(napi_env env, napi_value value, span *view) {
  void *bytes, *start;
  napi_value buffer;
  size_t length, offset, size;
  if (napi_get_dataview_info(env, value, &length, &bytes, &buffer, &offset) != napi_ok) return 0;
  if (napi_get_arraybuffer_info(env, buffer, &start, &size) != napi_ok) return 0;
  if (offset > size || length > size - offset) return 0;
  *view = (span){bytes, length};
  return 1;
}

/* The memory of a typed array or DataView as it is now; a detached one has none. Returns 0 for all other values. */
static int get_span(napi_env env, napi_value value, span *view) {
  napi_typedarray_type type = (napi_typedarray_type)-1;
  void *bytes;
  size_t length;
  if (napi_get_typedarray_info(env, value, &type, &length, &bytes, NULL, NULL) != napi_ok) {
    return get_data_view(env, value, view);
  }
  *view = (span){bytes, length * width_of(type)};
  return 1;
}

/* A number that is whole, not negative and exact; 0 for all other values. */
static int get_size(napi_env env, napi_value value, size_t *size) {
  double number;
  if (napi_get_value_double(env, value, &number) != napi_ok) return 0;
  /* NaN fails the first comparison. */
  if (!(number >= 0 && number <= 9007199254740991.0)) return 0;
  *size = (size_t)number;
  return (double)*size == number;
}

static int is_within(const span *view, size_t offset, size_t count, size_t width) {
  return offset <= view->length && count <= (view->length - offset) / width;
}

/* In place is fine; memory that overlaps with a shift is not. */
static int may_swap(const uint8_t *target, const uint8_t *source, size_t length) {
  const uintptr_t to = (uintptr_t)target, from = (uintptr_t)source;
  return to == from || (to < from ? from - to : to - from) >= length;
}

/* Swaps what the five arguments say, after all of them are checked; returns how many elements that were. */
static size_t swap_arguments(napi_env env, const napi_value *arguments, const swap_kernel *kernel) {
  span target, source;
  size_t target_offset, source_offset, count;
  if (!get_size(env, arguments[1], &target_offset)) return 0;
  if (!get_size(env, arguments[3], &source_offset)) return 0;
  if (!get_size(env, arguments[4], &count) || count == 0) return 0;
  /* Last, so that nothing runs between this look at the memory and its use. */
  if (!get_span(env, arguments[0], &target) || !get_span(env, arguments[2], &source)) return 0;
  if (!is_within(&target, target_offset, count, kernel->width)) return 0;
  if (!is_within(&source, source_offset, count, kernel->width)) return 0;
  uint8_t *to = target.bytes + target_offset;
  const uint8_t *from = source.bytes + source_offset;
  if (!may_swap(to, from, count * kernel->width)) return 0;
  kernel->run(to, from, count);
  return count;
}

/* (target, targetByteOffset, source, sourceByteOffset, n) -> elements written: n, or 0 where anything is wrong. */
static napi_value call_swap(napi_env env, napi_callback_info info) {
  /* Arguments that are missing are undefined, which is no number. */
  napi_value arguments[5], result = NULL;
  size_t count = 5;
  void *kernel;
  if (napi_get_cb_info(env, info, &count, arguments, NULL, &kernel) != napi_ok) return NULL;
  const size_t done = swap_arguments(env, arguments, kernel);
  if (napi_create_double(env, (double)done, &result) != napi_ok) return NULL;
  return result;
}

static int set_text(napi_env env, napi_value object, const char *name, const char *text) {
  napi_value value;
  return napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value) == napi_ok &&
         napi_set_named_property(env, object, name, value) == napi_ok;
}

static int set_swap(napi_env env, napi_value object, const char *name, const swap_kernel *kernel) {
  napi_value value;
  return napi_create_function(env, name, NAPI_AUTO_LENGTH, call_swap, (void *)kernel, &value) == napi_ok &&
         napi_set_named_property(env, object, name, value) == napi_ok;
}

static int set_available(napi_env env, napi_value object, const kernel_set *const *sets, size_t count) {
  napi_value list, name;
  if (napi_create_array_with_length(env, count, &list) != napi_ok) return 0;
  for (size_t i = 0; i < count; i++) {
    if (napi_create_string_utf8(env, sets[i]->name, NAPI_AUTO_LENGTH, &name) != napi_ok) return 0;
    if (napi_set_element(env, list, (uint32_t)i, name) != napi_ok) return 0;
  }
  return napi_set_named_property(env, object, "available", list) == napi_ok;
}

/*
 * Exports swap16, swap32, swap64 and features: {instructionSet, available, refused?}. THRIFTGEN_SIMD_ISA names the
 * instruction set to use; one that is unknown, or that this processor lacks, is `refused`, and the best one is used.
 * Exports nothing where the engine fails: who loads this looks at what came.
 */
NAPI_MODULE_INIT() {
  const kernel_set *sets[MAX_SETS];
  const size_t count = list_kernel_sets(sets);
  const kernel_set *chosen = sets[0];
  const char *wanted = getenv("THRIFTGEN_SIMD_ISA");
  int is_refused = wanted != NULL && *wanted != 0;
  for (size_t i = 0; is_refused && i < count; i++) {
    if (strcmp(wanted, sets[i]->name) != 0) continue;
    chosen = sets[i];
    is_refused = 0;
  }
  napi_value features;
  const int is_ready = napi_create_object(env, &features) == napi_ok &&
                       set_text(env, features, "instructionSet", chosen->name) &&
                       set_available(env, features, sets, count) &&
                       (!is_refused || set_text(env, features, "refused", wanted)) &&
                       napi_set_named_property(env, exports, "features", features) == napi_ok &&
                       set_swap(env, exports, "swap16", &chosen->swap16) &&
                       set_swap(env, exports, "swap32", &chosen->swap32) &&
                       set_swap(env, exports, "swap64", &chosen->swap64);
  return is_ready ? exports : NULL;
}
#endif
