import type { Wall } from '../wall/wall.ts';
import { DRAIN_MS, MAX_BUFFERED, type FeedSocket } from './feed.ts';

/** Tells one page the wall. Only the newest one is ever due: a page that does not read is not queued for. */
export class WallLine {
  private readonly socket: FeedSocket;
  private readonly leave: () => void;
  private due: string | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(socket: FeedSocket, wall: Wall) {
    this.socket = socket;
    this.leave = wall.watch((message) => {
      this.due = message;
      if (this.timer === null) this.tell();
    });
  }

  close(): void {
    this.leave();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private tell(): void {
    this.timer = null;
    if (this.due === null) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED) {
      this.timer = setTimeout(() => this.tell(), DRAIN_MS);
      return;
    }
    this.socket.send(this.due);
    this.due = null;
  }
}
