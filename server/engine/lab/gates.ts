import type { EventOf } from '#shared/events/event';
import type { GateAction } from '#shared/events/gate';
import type { Journal } from './journal.ts';

type Holds = EventOf<'gate.open'>['holds'];

/** What stands behind a gate, and what happens when it opens. */
interface Gate {
  readonly open: (action: GateAction, delayMs: number) => void;
  readonly takesActions: boolean;
  readonly pid: number | undefined;
}

/** Whatever the lab holds back. Any gate may be released, in any order. */
export class Gates {
  private readonly journal: Journal;
  private readonly gates = new Map<string, Gate>();
  private next = 1;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  hold(
    holds: Holds,
    ref: number,
    who: { readonly pid?: number; readonly role?: string; readonly packet?: string },
    open: (action: GateAction, delayMs: number) => void,
  ): void {
    const gate = `g${this.next++}`;
    this.gates.set(gate, { open, takesActions: holds === 'packet.held', pid: who.pid });
    this.journal.tell({ kind: 'gate.open', source: 'lab', gate, holds, ref, ...who });
  }

  /** Releases a gate; answers a sentence where that cannot be. */
  release(id: string, by: string, action: GateAction, delayMs: number): string | null {
    const gate = this.gates.get(id);
    if (!gate) return `Gate ${id} is not open: release one of those that are (${this.names()}).`;
    if (action !== 'release' && !gate.takesActions) {
      return `Gate ${id} holds no packet, so it cannot ${action}: release it, or choose a packet's gate.`;
    }
    this.gates.delete(id);
    this.journal.tell({
      kind: 'gate.release',
      source: 'user',
      gate: id,
      by,
      ...(action === 'release' ? {} : { action }),
      ...(action === 'delay' ? { delayMs } : {}),
    });
    gate.open(action, delayMs);
    return null;
  }

  /** The gates of a process that is no more open by themselves: nothing stands behind them. */
  forget(pid: number): void {
    for (const [id, gate] of this.gates) {
      if (gate.pid !== pid) continue;
      this.gates.delete(id);
      this.journal.tell({ kind: 'gate.release', source: 'lab', gate: id, by: 'the end of its process' });
    }
  }

  private names(): string {
    return [...this.gates.keys()].join(', ') || 'none is';
  }
}
