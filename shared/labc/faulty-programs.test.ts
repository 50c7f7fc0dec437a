import { describe, expect, test } from 'vitest';
import { compileProgram } from './compile.ts';

/** The faults of a text, as an editor's list shows them. */
function faults(text: string): string[] {
  const result = compileProgram({ file: 'test.c', text });
  return result.ok ? [] : result.error.map((one) => `${String(one.line)}:${String(one.column)} ${one.message}`);
}

/** A statement of main alone on line 3, from column 3 on. */
const inMain = (statement: string): string => `int main(void)\n{\n  ${statement}\n}\n`;

const oneFault: Readonly<Record<string, readonly [statement: string, fault: string]>> = {
  'a missing semicolon stands where it belongs': [
    'int x = 1',
    '3:12 Write ; here at the end of the declaration: } follows instead.',
  ],
  'a missing parenthesis': ['int x = (1 + 2;', '3:17 Write ) here to close the parenthesis: ; follows instead.'],
  "a missing parenthesis behind for's step": [
    'int i; for (i = 0; i < 3; i++ { }',
    "3:32 Write ) here behind for's step: { follows instead.",
  ],
  'a variable that is not declared': ['x = 3;', '3:3 x is not declared: write int x; above, say.'],
  'a mistyped variable': ['int count = 0; cuont++;', '3:18 cuont is not declared: did you mean count?'],
  'a mistyped constant': ['int y = AF_INTE;', '3:11 AF_INTE is not declared: did you mean AF_INET?'],
  'a mistyped function': [
    'int fd = sokcet(AF_INET, SOCK_STREAM, 0);',
    '3:12 The function sokcet is not known here: did you mean socket?',
  ],
  'a mistyped type': ['unsinged int v;', '3:3 Lab C does not know unsinged: did you mean unsigned?'],
  'too few arguments': [
    'send(3, "a", 1);',
    '3:3 send wants 4 arguments (int sockfd, const void *buf, size_t len, int flags), not 3.',
  ],
  'an address without its cast': [
    'struct sockaddr_in a; bind(3, &a, sizeof a);',
    '3:33 Argument 2 (addr) of bind wants const struct sockaddr *, this is struct sockaddr_in *: write (struct sockaddr *) before it.',
  ],
  'a struct in place of its address': [
    'struct sockaddr_in a; bind(3, (struct sockaddr *)a, sizeof a);',
    '3:52 This is the struct, not its address: write (struct sockaddr *)& before it.',
  ],
  'a buffer without &': [
    'int on; setsockopt(3, SOL_SOCKET, SO_REUSEADDR, on, sizeof on);',
    '3:51 Argument 4 (optval) of setsockopt wants const void *, this is int: write & before it.',
  ],
  'a number for a pointer': ['int *p = 5;', '3:12 p wants int *, this is int: change one of them.'],
  'assigning an array': ['char b[4]; b = "abc";', '3:16 An array cannot be assigned: use strcpy or memcpy.'],
  'one = in a condition': [
    'int a; if (a = 3) return 1;',
    '3:16 One = assigns: write == to compare, or put the assignment in parentheses of its own.',
  ],
  'comparing texts with ==': [
    'char *s = "a"; if (s == "b") return 1;',
    '3:24 == compares addresses here, not texts: write strcmp(a, b) == 0.',
  ],
  "signal with a handler of the program's own": [
    'signal(SIGCHLD, main);',
    '3:19 Argument 2 (handler) of signal wants void (*)(int), this is int (*)(void): give the function these parameters and result.',
  ],
  'a set without &': [
    'fd_set r; FD_ZERO(r);',
    '3:21 Argument 1 (set) of FD_ZERO wants fd_set *, this is fd_set: write & before it.',
  ],
  'a timeout of another type': [
    'struct timespec t; select(1, NULL, NULL, NULL, &t);',
    '3:50 Argument 5 (timeout) of select wants struct timeval *, this is struct timespec *: write (struct timeval *) before it if that is meant.',
  ],
  'too much for fcntl': ['fcntl(3, F_SETFL, 0, 1);', '3:3 fcntl wants at most 3 arguments: remove the rest.'],
  'a member that an epoll_event does not have': [
    'struct epoll_event e; e.fd = 3;',
    '3:27 struct epoll_event has no member fd: it has events, data.',
  ],
  'offsetof of no member': [
    'int n = offsetof(struct sockaddr_un, path);',
    '3:40 struct sockaddr_un has no member path: write one that it has.',
  ],
  getaddrinfo: [
    'getaddrinfo(0, 0, 0, 0);',
    '3:3 Lab C has no getaddrinfo: the lab has no name service; write the address, 10.0.0.1, and inet_pton.',
  ],
  float: ['float f;', '3:3 Lab C has no floating-point numbers: use int or long.'],
  'a floating-point constant': ['int x = 1.5;', '3:11 Lab C has no floating-point numbers: write a whole number.'],
  'a goto to nowhere': ['goto end;', '3:8 main has no label end: write end: before a statement of it.'],
  'a goto to a mistyped label': ['goto edn; end: return 1;', '3:8 main has no label edn: did you mean end?'],
  'a label twice': ['a: return 1; a: return 2;', '3:16 The label a is on line 3 already: choose another name.'],
  'a label before nothing': ['return 1; end: }', '3:13 A label stands before a statement: write ; behind end:.'],
  'a union that is not there': [
    'union u x;',
    '3:9 Lab C does not know union u: declare it above, or use struct sockaddr_in or sockaddr_un.',
  ],
  'struct for a union': ['struct epoll_data x;', '3:3 epoll_data is a union: write that before it.'],
  'an enum that is not there': ['enum e x;', '3:8 Lab C does not know enum e: declare it above.'],
  'a typedef in a function': ['typedef int t;', '3:3 Declare types above the functions: move this typedef there.'],
  'a call of a variable': ['int f = 1; f(3);', '3:14 f is a variable, not a function: remove the parentheses.'],
  'a call of a value': [
    'int a[2] = {0}; a[1](3);',
    '3:20 What stands before ( is a value, not a function: remove the parentheses.',
  ],
  'a call through a pointer with too little': [
    'int (*f)(int, char **) = NULL; f(1);',
    '3:35 f wants 2 arguments (int, char **), not 1.',
  ],
  'a length that is no variable': [
    'struct sockaddr a; accept(3, &a, sizeof a);',
    '3:36 Argument 3 (addrlen) of accept wants socklen_t *, this is size_t: put it into a variable of type socklen_t and write & before that.',
  ],
  'an address where its struct is wanted': [
    'struct sockaddr_in a; a.sin_addr = inet_addr("10.0.0.1");',
    '3:38 sin_addr wants struct in_addr, this is in_addr_t: write .s_addr behind the left side.',
  ],
  'a text for an address': [
    'struct sockaddr_in a; a.sin_addr.s_addr = "10.0.0.1";',
    '3:45 s_addr wants in_addr_t, this is char *: write inet_addr(…) around the text.',
  ],
  'a handler where sigaction wants its struct': [
    'sigaction(SIGCHLD, (void (*)(int))0, NULL);',
    '3:22 Argument 2 (act) of sigaction wants const struct sigaction *, this is void (*)(int): put the function into the sa_handler of a variable, and write & before that.',
  ],
  '& before an array': [
    'struct pollfd p[2]; poll(&p, 2, 0);',
    '3:28 Argument 1 (fds) of poll wants struct pollfd *, this is struct pollfd (*)[2]: remove the & before it, for an array is its address.',
  ],
  'a constant in small letters': [
    'int f = socket(af_inet, SOCK_STREAM, 0);',
    '3:18 af_inet is not declared: did you mean AF_INET?',
  ],
  'a mistyped return': ['retrun;', '3:3 retrun is not declared: did you mean return?'],
  'a thread': [
    'pthread_t t;',
    '3:3 Lab C has no pthread_t: threads are not in lab C; use fork, or add a program to the lesson.',
  ],
  'a struct of the name service': [
    'struct addrinfo a;',
    '3:10 Lab C has no struct addrinfo: the lab has no name service; write the address, 10.0.0.1, and inet_pton.',
  ],
  'a handler that is called instead of named': [
    'signal(SIGCHLD, exit(1));',
    '3:19 This has no value, but argument 2 (handler) of signal wants void (*)(int).',
  ],
  'a function as a value': [
    'int x = getpid;',
    "3:11 getpid is the C library's: write getpid(...) to call it, or point to a function of your own that does.",
  ],
  'a format that does not fit': [
    'ssize_t n = 1; printf("%d", n);',
    '3:31 %d wants an int, this is ssize_t: write %zd.',
  ],
  'a text for %d': ['printf("%d", "x");', '3:16 %d wants an int, this is char *: write %s.'],
  'a format with nothing left': [
    'printf("%d %d", 1);',
    '3:10 %d wants a value, but none is left: add an argument behind the format.',
  ],
  'a value without a format': [
    'printf("x", 1);',
    '3:15 The format has no % for this value: add one, or remove the value.',
  ],
  'a mistyped member': [
    'struct sockaddr_in a; a.sin_prot = 1;',
    '3:27 struct sockaddr_in has no member sin_prot: did you mean sin_port?',
  ],
  '. on a pointer': [
    'struct sockaddr_in a, *p = &a; p.sin_port = 1;',
    '3:35 This is a pointer: write ->sin_port instead.',
  ],
  '-> on a struct': [
    'struct sockaddr_in a; a->sin_port = 1;',
    '3:26 This is a struct, not a pointer: write .sin_port instead.',
  ],
  'changing a const': [
    'const int c = 1; c = 2;',
    '3:22 This is const and cannot be changed: remove the const from its declaration.',
  ],
  'losing a const': [
    'const char *s = "a"; char *t = s;',
    '3:34 What this points to is const, but t may change it: declare t const too.',
  ],
  'break without a loop': ['break;', '3:3 break stands in a loop or a switch: remove it here.'],
  'a text that is never closed': ['puts("abc);', '3:8 This string never ends: write " behind it, on the same line.'],
  'two characters in single quotes': [
    "char c = 'ab';",
    '3:12 Single quotes hold one character: write "ab" for a text.',
  ],
  'curly quotes': ['char *s = “a”;', '3:13 C does not know the character “: write " instead.'],
  'an octal number with an 8': [
    'int x = 08;',
    '3:11 A number that begins with 0 is octal and has no 8 or 9: remove the 0.',
  ],
  'the same name twice': ['int a, a;', '3:10 a is declared on line 3 already: choose another name.'],
  'a text that does not fit': ['char s[2] = "abc";', '3:15 This text has 3 characters, s holds 2: make it longer.'],
  'division by a constant zero': ['int x = 1 / 0;', '3:13 / 0 has no result: divide by something else.'],
  'an else without an if': ['else return 1;', '3:3 This else has no if: remove a ; or a } before it, or write the if.'],
  'a call that is not closed': ['puts("x";', '3:11 Write ) here behind the arguments: ; follows instead.'],
  'the address in place of the value': [
    'int x = 1; int y = &x;',
    '3:22 y wants int, this is int *: remove the & before it.',
  ],
  'NULL for a character': ['char c = NULL;', '3:12 c wants char, this is void *: write 0.'],
  'a number for a text': [
    'puts(5);',
    '3:8 Argument 1 (s) of puts wants const char *, this is int: write a text in quotes, or printf("%d", …) for a number.',
  ],
  'a text for the struct of an address': [
    'struct sockaddr_in a; a.sin_addr = "10.0.0.1";',
    '3:38 sin_addr wants struct in_addr, this is char *: write .s_addr behind the left side, and inet_addr(…) around the text.',
  ],
  'True for true': ['int x = True;', '3:11 True is not declared: did you mean true?'],
  'a word of C++': ['char *p = nullptr;', '3:13 Lab C has no nullptr: this is C, not C++; write NULL.'],
  'a line of C++': ['std::cout << "x";', '3:3 Lab C has no std: this is C, not C++; write printf("…").'],
  'a type of another language': [
    'string s = "x";',
    '3:3 Lab C has no string: write char name[64], or const char * for a text that is not changed.',
  ],
  'a word of another language': [
    'int x = 1; if (x) puts("a"); elif (x) return 1;',
    '3:32 C has no elif: write else if.',
  ],
  'a number by chance': [
    'int x = rand();',
    '3:11 Lab C has no rand: count instead: a lesson shows the same each time.',
  ],
  'a value from a void function': ['int x = perror("a");', '3:11 This has no value, but x wants int.'],
};

describe('a faulty line is named with what to write instead', () => {
  test.each(Object.entries(oneFault))('%s', (_, [statement, fault]) => {
    expect(faults(inMain(statement))).toEqual([fault]);
  });
});

const wholeTexts: Readonly<Record<string, readonly [text: string, fault: string]>> = {
  'an empty text': ['', '1:1 A program begins in main: write int main(void) { … }.'],
  'one } too many': ['int main(void) { return 0; } }', '1:30 This } closes nothing: remove it, or a } before it.'],
  'one } too few': [
    'int main(void)\n{\n  if (1) {\n  return 0;\n}\n',
    '5:2 Write } here: the { on line 2 is not closed.',
  ],
  'a mistyped header': ['#include <sdtio.h>\n', '1:10 Lab C does not know the header <sdtio.h>: write <stdio.h>.'],
  'a header of threads': [
    '#include <pthread.h>\n',
    '1:10 Lab C has no <pthread.h>: threads are not in lab C; use fork, or add a program to the lesson.',
  ],
  'the size of an array that is a parameter': [
    'void f(char b[]) { b[0] = sizeof b; }\nint main(void) { char b[9]; f(b); return 0; }',
    '1:27 b is a pointer in this function, and sizeof gives 8: pass its size along.',
  ],
  'a header of its own': ['#include "my.h"\n', '1:10 A program in lab C is one file: copy what you need into it.'],
  'a macro with parameters': [
    '#define MAX(a) a\n',
    '1:9 Lab C has no macros with parameters: write MAX as a function.',
  ],
  'a macro with a semicolon': [
    '#define N 3;\n',
    '1:12 A #define has no ; at its end: remove it, or it stands wherever N is used.',
  ],
  '#ifdef': ['#ifdef X\n', '1:1 Lab C does not know #ifdef: remove the line; #include and #define are there.'],
  'main without a type': [
    'main() { }',
    '1:1 Write the type before main: int main(…), or void where it returns nothing.',
  ],
  'void main': [
    'void main(void) { }',
    '1:6 main is int main(void) or int main(int argc, char *argv[]): write one of the two.',
  ],
  'a function that is written below': [
    'int main(void) { return g(); }\nint g(void) { return 1; }',
    '1:25 The function g is not known here: declare it above this line.',
  ],
  'a function that is only declared': [
    'int f(void);\nint main(void) { return f(); }',
    '1:5 f is declared but nowhere written: add its block, or remove the line.',
  ],
  'the address of what is gone': [
    'char *f(void) { char b[8]; return b; }\nint main(void) { return f() == NULL; }',
    '1:35 b ends with f, and its address then leads nowhere: make it static, or let the caller pass its own.',
  ],
  'the address of a member of what is gone': [
    'int *f(void) { struct pollfd p; return &p.fd; }\nint main(void) { return f() == NULL; }',
    '1:40 p ends with f, and its address then leads nowhere: make it static, or let the caller pass its own.',
  ],
  "the C library's name": [
    'int send(int x) { return x; }\nint main(void) { return 0; }',
    "1:5 send is the C library's: choose another name.",
  ],
  'a statement outside a function': [
    'return 1;',
    '1:1 return stands in a function: write int main(void) { before it, or remove a } above.',
  ],
  'a comment without end': ['/* abc', '1:1 This comment never ends: write */ behind it.'],
  'a global that begins with a call': [
    'int a = getpid();\nint main(void) { return a; }',
    '1:9 a lives as long as the program, so its first value is a constant: assign this later.',
  ],
  'arrays beyond the memory of a program': [
    'int big[500000];\nint main(void) { return big[0]; }',
    '1:1 The variables take more than the 1024 KiB a program in the lab has: make the arrays smaller.',
  ],
};

describe('a faulty text', () => {
  test.each(Object.entries(wholeTexts))('%s', (_, [text, fault]) => {
    expect(faults(text)).toEqual([fault]);
  });

  test('faults of meaning are told together, in the order of the text', () => {
    expect(
      faults('int main(void)\n{\n  a = 1;\n  int x = b;\n  sedn(3, x, 1, 0);\n}\n').map((one) => one.slice(0, 14)),
    ).toEqual(['3:3 a is not d', '4:11 b is not ', '5:3 The functi']);
  });

  test('one mistake is told once', () => {
    expect(faults(inMain('int x = nothing + 1; x = (nothing * 2) ? 1 : 0; printf("%d", nothing);')).length).toBe(3);
    expect(faults(inMain('int a[3] = {nothing, 1, 2}; a[0] = nothing.x->y[3]++;')).length).toBe(2);
  });
});
