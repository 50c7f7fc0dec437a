import { describe, expect, it } from 'vitest';
import { failure, type Failure } from '#shared/base/result';
import type { Claim, Scene, SceneStep } from '#shared/lessons/scene';
import { PairStage } from './pair-stage.ts';
import type { SceneStage } from './scene-stage.ts';

/** A stage that notes what it is asked to play, and for which these claims hold. */
class NotedStage implements SceneStage {
  readonly played: (readonly SceneStep[])[] = [];
  readonly session: never = undefined as never;
  readonly moment = 7;
  readonly beside = null;
  readonly recorded = null;
  closed = false;
  readonly #truths: readonly string[];
  readonly #failed: Failure | null;

  constructor(truths: readonly string[], failed: Failure | null = null) {
    this.#truths = truths;
    this.#failed = failed;
  }

  ready(): Promise<null> {
    return Promise.resolve(null);
  }

  play(scene: Scene): Promise<Failure | null> {
    this.played.push(scene.run);
    return Promise.resolve(this.#failed);
  }

  met(claims: readonly Claim[]): readonly boolean[] {
    return claims.map(({ text }) => this.#truths.includes(text));
  }

  shown(claims: readonly Claim[]): readonly boolean[] {
    return this.met(claims);
  }

  close(): void {
    this.closed = true;
  }
}

const claim = (text: string, only?: string): Claim => ({
  text,
  condition: { kind: 'enters', role: 'client', api: 'send' },
  ...(only === undefined ? {} : { only }),
});

const scene: Scene = {
  title: 'Two kinds',
  line: 1,
  narration: '',
  notes: '',
  lab: 'tcp',
  beside: 'unix',
  run: [{ kind: 'end' }, { kind: 'steps', count: 2, only: 'tcp' }, { kind: 'steps', count: 3, only: 'unix' }],
  show: [],
  focus: [],
  expect: [],
  ask: null,
  tryNext: [],
  minutes: null,
};

const pair = (tcp: NotedStage, unix: NotedStage): PairStage =>
  new PairStage({ lesson: 'tcp', stage: tcp }, { lesson: 'unix', stage: unix });

const play = (stage: PairStage): Promise<Failure | null> =>
  stage.play(
    scene,
    0,
    () => 0,
    () => false,
  );

describe('two labs side by side', () => {
  it('each play what is said of both, and of themselves alone', async () => {
    const [tcp, unix] = [new NotedStage([]), new NotedStage([])];
    expect(await play(pair(tcp, unix))).toBeNull();
    expect(tcp.played).toEqual([[{ kind: 'end' }, { kind: 'steps', count: 2, only: 'tcp' }]]);
    expect(unix.played).toEqual([[{ kind: 'end' }, { kind: 'steps', count: 3, only: 'unix' }]]);
  });

  it('show what holds in both of them, or in the one that is meant', () => {
    const stage = pair(new NotedStage(['a', 'b']), new NotedStage(['a', 'c']));
    const claims = [claim('a'), claim('b'), claim('b', 'tcp'), claim('c', 'tcp'), claim('c', 'unix')];
    expect(stage.met(claims)).toEqual([true, false, true, false, true]);
    expect(stage.shown(claims)).toEqual([true, false, true, false, true]);
  });

  it('fail together, and end together', async () => {
    const [tcp, unix] = [new NotedStage([]), new NotedStage([], failure('lab', 'It broke.'))];
    const stage = pair(tcp, unix);
    expect((await play(stage))?.message).toBe('It broke.');
    stage.close();
    expect([tcp.closed, unix.closed]).toEqual([true, true]);
  });
});
