import { op } from './code.ts';
import type { Emitter, Patch } from './emitter.ts';

/** Where the labels of one function stand in its code, and the jumps that wait for those that come later. */
export class Labels {
  private readonly places = new Map<string, number>();
  private readonly waiting = new Map<string, Patch[]>();

  jump(emitter: Emitter, label: string): void {
    const place = this.places.get(label);
    if (place !== undefined) {
      emitter.emit(op.jump, place);
      return;
    }
    const patch = emitter.emitJump(op.jump);
    this.waiting.set(label, [...(this.waiting.get(label) ?? []), patch]);
  }

  stand(emitter: Emitter, label: string): void {
    this.places.set(label, emitter.here);
    for (const patch of this.waiting.get(label) ?? []) emitter.land(patch);
    this.waiting.delete(label);
  }
}
