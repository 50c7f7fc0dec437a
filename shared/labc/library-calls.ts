/** Library functions that ask the kernel for something: one call each, as lab C's stdio is unbuffered. */
const table: Readonly<Record<string, string>> = {
  printf: 'write',
  fprintf: 'write',
  puts: 'write',
  fputs: 'write',
  putchar: 'write',
  perror: 'write',
  sleep: 'clock_nanosleep',
  usleep: 'clock_nanosleep',
};

/** The kernel's name of the call that a library function makes; undefined where it makes none. */
export const kernelCallOf = (name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
