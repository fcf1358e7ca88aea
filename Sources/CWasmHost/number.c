/* Reads decimal numbers, to the nearest double, ties to even.

   wasi-libc's strtod does that too, but with numbers of 128 bits and a stream of its own, which would
   make the module larger than all of this and want a host with files. */
#ifdef __wasm__
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* More digits than these cannot tell a double from its neighbour, only whether there are any; 767 would
   do (17 behind the leading zeros of the smallest, and ties). */
enum { DIGITS = 800, WORDS = 160 };

/* A whole number in words of 32 bits, the lowest first. */
typedef struct {
  uint32_t words[WORDS];
  int count;
} Whole;

static void multiply(Whole *a, uint32_t factor, uint32_t carry) {
  for (int i = 0; i < a->count; i++) {
    uint64_t product = (uint64_t)a->words[i] * factor + carry;
    a->words[i] = (uint32_t)product;
    carry = (uint32_t)(product >> 32);
  }
  if (carry) a->words[a->count++] = carry;
}

static void multiplyByTens(Whole *a, int power) {
  for (; power >= 9; power -= 9) multiply(a, 1000000000, 0);
  for (; power > 0; power--) multiply(a, 10, 0);
}

static int bits(const Whole *a) {
  return a->count ? 32 * a->count - __builtin_clz(a->words[a->count - 1]) : 0;
}

static void shift(Whole *a, int by) {
  for (; by >= 31; by -= 31) multiply(a, 1u << 31, 0);
  multiply(a, 1u << by, 0);
}

static int isLess(const Whole *a, const Whole *b) {
  if (a->count != b->count) return a->count < b->count;
  for (int i = a->count - 1; i >= 0; i--)
    if (a->words[i] != b->words[i]) return a->words[i] < b->words[i];
  return 0;
}

static void subtract(Whole *a, const Whole *b) {
  int64_t borrow = 0;
  for (int i = 0; i < a->count; i++) {
    int64_t rest = (int64_t)a->words[i] - (i < b->count ? b->words[i] : 0) + borrow;
    a->words[i] = (uint32_t)rest;
    borrow = rest >> 32;
  }
  while (a->count && !a->words[a->count - 1]) a->count--;
}

/* The double nearest to a / b · 2^scale, both above 0. */
static double quotient(Whole *a, Whole *b, int scale) {
  /* So that the quotient lies between 2^63 and 2^65. */
  int by = 64 + bits(b) - bits(a);
  if (by > 0) shift(a, by);
  else shift(b, -by);
  scale -= by;
  /* Its bits, one by one, from the highest: b · 2^64 is taken down again by doubling a's rest. */
  shift(b, 64);
  uint64_t whole = 0;
  for (int i = 64; i >= 0; i--) {
    int one = !isLess(a, b);
    if (one) subtract(a, b);
    if (i == 64 && one) { /* 65 bits: the highest would fall out, so the lowest is left to the rest. */
      whole = 1;
      for (int k = 63; k >= 1; k--) {
        multiply(a, 2, 0);
        one = !isLess(a, b);
        if (one) subtract(a, b);
        whole = whole << 1 | (uint64_t)one;
      }
      scale += 1;
      break;
    }
    whole = whole << 1 | (uint64_t)one;
    if (i) multiply(a, 2, 0);
  }
  int rest = a->count > 0;
  /* Below the smallest normal number there are fewer than 53 bits. */
  int exponent = scale + 63 - __builtin_clzll(whole);
  whole <<= __builtin_clzll(whole);
  if (exponent > 1023) return __builtin_inf();
  int drop = exponent >= -1022 ? 11 : 11 + (-1022 - exponent);
  if (drop > 64) return 0;
  uint64_t kept = drop == 64 ? 0 : whole >> drop;
  uint64_t half = 1ull << (drop - 1);
  uint64_t below = drop == 64 ? whole : whole & ((half << 1) - 1);
  if (below > half || (below == half && (rest || (kept & 1)))) kept++;
  /* A carry out of the significand goes into the exponent, as it should. */
  uint64_t pattern = exponent >= -1022 ? kept + ((uint64_t)(exponent + 1022) << 52) : kept;
  double number;
  memcpy(&number, &pattern, sizeof number);
  return number;
}

/* What Swift's Double(_:) calls: digits, a point and an exponent; the place behind them, or NULL. */
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  const char *at = text;
  int negative = *at == '-';
  if (*at == '-' || *at == '+') at++;
  Whole digits = {.count = 0};
  int kept = 0, seen = 0, point = 0, more = 0;
  int64_t power = 0;
  for (;; at++) {
    if (*at == '.' && !point) {
      point = 1;
    } else if (*at >= '0' && *at <= '9') {
      seen = 1;
      if (kept < DIGITS) {
        multiply(&digits, 10, (uint32_t)(*at - '0'));
        if (digits.count) kept++;
        power -= point;
      } else {
        more |= *at != '0';
        power += !point;
      }
    } else {
      break;
    }
  }
  if (!seen) return NULL;
  if (*at == 'e' || *at == 'E') {
    const char *sign = at + 1;
    const char *digit = sign + (*sign == '-' || *sign == '+');
    if (*digit >= '0' && *digit <= '9') {
      int64_t exponent = 0;
      for (; *digit >= '0' && *digit <= '9'; digit++)
        if (exponent < 1000000000) exponent = exponent * 10 + (*digit - '0');
      power += *sign == '-' ? -exponent : exponent;
      at = digit;
    }
  }
  if (more) { /* Above what is kept, below the next number of so many digits. */
    multiply(&digits, 10, 1);
    power--;
  }
  double number = 0;
  if (digits.count) {
    if (power + kept > 310) number = __builtin_inf();
    else if (power + kept > -330) {
      Whole one = {.words = {1}, .count = 1};
      if (power >= 0) multiplyByTens(&digits, (int)power);
      else multiplyByTens(&one, (int)-power);
      number = quotient(&digits, &one, 0);
    }
  }
  *result = negative ? -number : number;
  return at;
}
#endif
