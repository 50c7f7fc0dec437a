import { z } from 'zod';
import { common } from './common.ts';

export const sceneEnter = z.object({
  ...common,
  kind: z.literal('scene.enter'),
  scene: z.int().positive(),
  title: z.string(),
});

export const prediction = z.object({
  ...common,
  kind: z.literal('prediction'),
  question: z.string(),
  answers: z.record(z.string(), z.int()),
});

export const marker = z.object({
  ...common,
  kind: z.literal('marker'),
  label: z.string(),
  /** A signal that the kernel is about to deliver (SIGCHLD), and to whom. */
  signal: z.string().optional(),
  pid: z.int().optional(),
  role: z.string().optional(),
});
