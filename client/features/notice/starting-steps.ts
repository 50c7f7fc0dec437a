import type { LabState } from '#shared/model/state';
import type { LabStatus } from '#shared/protocol/replies';

export interface StartingStep {
  readonly words: string;
  readonly done: boolean;
}

/**
 * The steps to a running lab. Each is done when an event or the server said so, and a later one implies the earlier
 * ones: a recording and a late viewer pass them all at once.
 */
export function startingSteps(connection: string, head: LabState, engine: LabStatus['engine'] | null): StartingStep[] {
  const runs = Object.keys(head.processes).length > 0 || head.lab?.phase === 'ended';
  const ready = runs || head.lab?.phase === 'ready';
  const started = ready || head.lab !== null;
  const launched = started || (engine !== null && engine !== 'starting');
  const hosts = head.lab?.hosts.map((host) => host.name).join(' and ') ?? 'A and B';
  return [
    { words: 'The page is connected to the lab', done: launched || connection === 'open' },
    { words: 'The lab’s own process runs', done: launched },
    { words: `Hosts ${hosts} exist, each with a network of its own`, done: started },
    { words: 'Their network is ready', done: ready },
    { words: 'The first program runs', done: runs },
  ];
}
