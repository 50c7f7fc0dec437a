/** Library functions that ask the kernel for something: one call each, as lab C's stdio is unbuffered; malloc as the need is. */
const table: Readonly<Record<string, readonly string[]>> = {
  printf: ['write'],
  fprintf: ['write'],
  puts: ['write'],
  fputs: ['write'],
  putchar: ['write'],
  fputc: ['write'],
  putc: ['write'],
  dprintf: ['write'],
  perror: ['write'],
  sleep: ['clock_nanosleep'],
  usleep: ['clock_nanosleep'],
  select: ['pselect6'],
  pselect: ['pselect6'],
  ppoll: ['ppoll'],
  signal: ['rt_sigaction'],
  sigaction: ['rt_sigaction'],
  sigwait: ['rt_sigtimedwait'],
  raise: ['gettid', 'getpid', 'tgkill'],
  eventfd_read: ['read'],
  eventfd_write: ['write'],
  malloc: ['getrandom', 'brk', 'mmap'],
  calloc: ['getrandom', 'brk', 'mmap'],
  realloc: ['getrandom', 'brk', 'mmap', 'mremap', 'munmap'],
  free: ['brk', 'munmap'],
};

/** The kernel's names of the calls that a library function may make, none for most. */
export const kernelCallsOf = (name: string): readonly string[] =>
  Object.hasOwn(table, name) ? (table[name] ?? []) : [];
