/** Macros of the headers that stand for more than a number that an int or an unsigned int holds. */
export const headerMacros: Readonly<Record<string, string>> = {
  // netinet/in.h
  IN6ADDR_ANY_INIT: '{ { { 0 } } }',
  IN6ADDR_LOOPBACK_INIT: '{ { { 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1 } } }',
  // stdio.h
  BUFSIZ: '8192',
  // limits.h
  LONG_MAX: '0x7fffffffffffffffL',
  LONG_MIN: '(-0x7fffffffffffffffL - 1L)',
  ULONG_MAX: '0xffffffffffffffffUL',
  LLONG_MAX: '0x7fffffffffffffffLL',
  LLONG_MIN: '(-0x7fffffffffffffffLL - 1LL)',
  ULLONG_MAX: '0xffffffffffffffffULL',
  // stdint.h
  INT8_MAX: '(127)',
  INT8_MIN: '(-128)',
  UINT8_MAX: '(255)',
  INT16_MAX: '(32767)',
  INT16_MIN: '(-32767-1)',
  INT32_MAX: '(2147483647)',
  INT32_MIN: '(-2147483647-1)',
  UINT32_MAX: '(4294967295U)',
  INT64_MAX: '0x7fffffffffffffffL',
  INT64_MIN: '(-0x7fffffffffffffffL - 1L)',
  UINT64_MAX: '0xffffffffffffffffUL',
  SIZE_MAX: '0xffffffffffffffffUL',
  // inttypes.h: pieces of a format
  PRId8: '"d"',
  PRIu8: '"u"',
  PRIx8: '"x"',
  PRId16: '"d"',
  PRIu16: '"u"',
  PRIx16: '"x"',
  PRId32: '"d"',
  PRIu32: '"u"',
  PRIx32: '"x"',
  PRId64: '"ld"',
  PRIu64: '"lu"',
  PRIx64: '"lx"',
};
