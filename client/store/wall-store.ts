import { create } from 'zustand';
import type { WallReply, WallState, WallTile } from '#shared/protocol/wall';
import { openSocket } from '../connection/address.ts';
import type { ConnectionPhase } from '../connection/line.ts';
import { whyTurnedAway } from '../connection/rest.ts';
import { wakes } from '../connection/wakes.ts';
import { WallConnection } from '../connection/wall-connection.ts';

interface WallStore {
  readonly connection: ConnectionPhase;
  /** null until the server has told it. The last one stays while the line is down. */
  readonly wall: WallState | null;
  /** What the server's clock says more than this browser's, in milliseconds. */
  readonly ahead: number;
  /** Opens the line; answers how to close it. */
  readonly watch: () => () => void;
}

/** The wall as the server told it last. */
export const useWall = create<WallStore>()((set, get) => ({
  connection: { kind: 'connecting' },
  wall: null,
  ahead: 0,
  watch: () => {
    const line = new WallConnection({
      open: openSocket,
      whyNot: whyTurnedAway,
      wakes,
      onPhase: (connection) => set({ connection }),
      onMessage: (message: WallReply) => {
        if (message.type !== 'wall') return;
        const tiles = kept(get().wall?.tiles ?? [], message.wall.tiles);
        set({ wall: { ...message.wall, tiles }, ahead: message.now - Date.now() });
      },
    });
    return () => {
      line.close();
      set({ wall: null, connection: { kind: 'connecting' } });
    };
  },
}));

/** The new tiles; one that says the same as before is the same object, and is not drawn again. */
export function kept(before: readonly WallTile[], now: readonly WallTile[]): WallTile[] {
  const known = new Map(before.map((tile) => [tile.id, tile]));
  return now.map((tile) => {
    const old = known.get(tile.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(tile) ? old : tile;
  });
}
