import { ok, type Result } from '#shared/base/result';
import type { Scene } from '#shared/lessons/scene';
import { PairStage } from './pair-stage.ts';
import type { OpenStage, SceneStage } from './scene-stage.ts';

/** Opens the lab that a scene (`index`, from 0) starts, or its two labs: both, or neither. */
export async function openScene(
  scene: Scene | undefined,
  index: number,
  open: OpenStage,
  moved: () => void,
): Promise<Result<SceneStage>> {
  if (scene === undefined || scene.lab === null) throw new Error('the first scene has a lab');
  const { lab, beside } = scene;
  const first = await open(lab, index, moved, 'first');
  if (!first.ok || beside === null) return first;
  const second = await open(beside, index, moved, 'beside');
  if (second.ok) return ok(new PairStage({ lesson: lab, stage: first.value }, { lesson: beside, stage: second.value }));
  first.value.close();
  return second;
}
