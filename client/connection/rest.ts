import { z } from 'zod';
import { fail, failure, ok } from '#shared/base/result';
import type { Failure, Result } from '#shared/base/result';
import {
  errorSchema,
  labSummarySchema,
  lessonSummarySchema,
  machineSchema,
  presenterLinkSchema,
  meSchema,
  walkthroughSummarySchema,
} from '#shared/protocol/rest';
import type { LabSummary, LessonSummary, Machine, PresenterLink, WalkthroughSummary } from '#shared/protocol/rest';

export const fetchLessons = (): Promise<Result<LessonSummary[]>> => ask('/api/lessons', z.array(lessonSummarySchema));

export const fetchMachine = (): Promise<Result<Machine>> => ask('/api/machine', machineSchema);

/** Asks for a lab of that lesson; where labs cannot run, the server answers with the lesson's recording. */
export const createLab = (lesson: string): Promise<Result<LabSummary>> =>
  ask('/api/labs', labSummarySchema, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lesson }),
  });

/** The labs that run now, each with its state in small. */
export const fetchLabs = (): Promise<Result<LabSummary[]>> => ask('/api/labs', z.array(labSummarySchema));

/** Ends a lab for everybody who looks at it. */
export const endLab = (lab: string): Promise<Result<null>> =>
  ask(`/api/labs/${encodeURIComponent(lab)}`, z.null(), { method: 'DELETE' });

/** Who this browser is to the server. */
export const fetchRole = (): Promise<Result<z.infer<typeof meSchema>>> => ask('/api/me', meSchema);

export const fetchWalkthroughs = (): Promise<Result<WalkthroughSummary[]>> =>
  ask('/api/walkthroughs', z.array(walkthroughSummarySchema));

/** Begins a walkthrough at its first scene. */
export const createWalk = (walkthrough: string, alone: boolean): Promise<Result<{ id: string }>> =>
  ask('/api/walks', z.object({ id: z.string() }), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ walkthrough, alone }),
  });

/** A link for one more browser of the presenter's. */
export const createPresenterLink = (): Promise<Result<PresenterLink>> =>
  ask('/api/presenter-links', presenterLinkSchema, { method: 'POST' });

/** Why the server turns this page away (an old token, a foreign address); null where it does not, or does not answer. */
export async function whyTurnedAway(): Promise<Failure | null> {
  const answer = await fetchLabs();
  return answer.ok || !TURNED_AWAY.has(answer.error.code) ? null : answer.error;
}

const TURNED_AWAY = new Set(['no-token', 'wrong-token', 'wrong-host', 'wrong-origin', 'no-origin']);

/** One REST question. Every failure (no server, an error answer, an answer out of shape) is a value with a sentence. */
export async function ask<T>(path: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<Result<T>> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch {
    return fail(failure('no-server', 'The server does not answer: start it again with `npm start`, then reload.'));
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const error = errorSchema.safeParse(body);
    return fail(
      error.success
        ? error.data
        : failure(`http-${response.status}`, `The server answered ${response.status}: reload the page.`),
    );
  }
  const parsed = schema.safeParse(body);
  return parsed.success
    ? ok(parsed.data)
    : fail(failure('protocol', 'This page and the server are of different versions: reload the page.'));
}
