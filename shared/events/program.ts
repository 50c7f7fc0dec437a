import { z } from 'zod';
import { common } from './common.ts';

const variableSchema = z.object({
  name: z.string(),
  /** The C type as written: int, char[128], struct sockaddr_in. */
  type: z.string(),
  /** Its value as a C programmer would write it: 3, "hello", {10.0.0.1:7000}. */
  value: z.string(),
});
export type Variable = z.infer<typeof variableSchema>;

export const programLine = z.object({
  ...common,
  kind: z.literal('program.line'),
  pid: z.int().positive(),
  role: z.string(),
  /** 1-based line of the program's text that is about to run, or runs. */
  line: z.int().positive(),
  /** The function it is in. */
  function: z.string(),
  /** What is in scope there, as it is at this moment. */
  variables: z.array(variableSchema),
});
