import { expect, test } from 'vitest';
import { syscallByName } from '#shared/abi/syscalls';
import { systemCalls } from '#shared/labc/calls';
import { kernelCallsOf } from '#shared/labc/library-calls';
import { libraryFunctions } from '#shared/labc/library-functions';
import { prelude } from '#shared/labc/prelude';
import { refusals } from '#shared/labc/refusals';
import { library } from './library.ts';

test('every system call of lab C is one that the engine can perform, with as many arguments', () => {
  for (const { call, arguments: args } of systemCalls.values())
    expect([call, args.length]).toEqual([call, syscallByName(call)?.args.length]);
});

test('every prototype of the C library has its function, and every function its prototype', () => {
  expect(Object.keys(library).toSorted()).toEqual([...libraryFunctions.keys()].toSorted());
  for (const name of libraryFunctions.keys())
    for (const call of kernelCallsOf(name)) expect([call, syscallByName(call) !== undefined]).toEqual([call, true]);
});

test('the prototypes are read as written', () => {
  const parameters = prelude().functions.get('recvfrom')?.parameters;
  expect(parameters?.map((one) => one.name)).toEqual(['sockfd', 'buf', 'len', 'flags', 'addr', 'addrlen']);
  expect(systemCalls.get('recvfrom')?.fills).toEqual([
    { parameter: 1, size: 'result' },
    { parameter: 4, size: { behind: 5 } },
    { parameter: 5, size: 4 },
  ]);
  expect(systemCalls.get('send')?.arguments).toEqual([
    { parameter: 0 },
    { parameter: 1 },
    { parameter: 2 },
    { parameter: 3 },
    0,
    0,
  ]);
});

test('nothing is both there and refused', () => {
  expect([...refusals.keys()].filter((name) => prelude().functions.has(name))).toEqual([]);
});
