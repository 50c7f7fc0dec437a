import type { LabEvent } from '#shared/events/event';
import { isEventKind } from '#shared/events/kinds';
import type { ServerMessage } from '#shared/protocol/browser';
import { replySchema } from '#shared/protocol/replies';

/**
 * What came over the line, as a message; null where this page does not understand it. Each event was checked field by field when
 * the server's log took it, and a server of another version is turned away at its welcome: to check all of it a second
 * time would cost more than to draw it. Here an event needs a seq and a kind that is known.
 */
export function parseServerMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return null;
  }
  if (carriesEvents(message)) return message;
  const parsed = replySchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}

function carriesEvents(message: unknown): message is Extract<ServerMessage, { type: 'events' | 'history' }> {
  if (typeof message !== 'object' || message === null) return false;
  const { type, events } = message as { readonly type?: unknown; readonly events?: unknown };
  return (type === 'events' || type === 'history') && Array.isArray(events) && events.every(isEvent);
}

function isEvent(event: unknown): event is LabEvent {
  if (typeof event !== 'object' || event === null) return false;
  const { seq, kind } = event as { readonly seq?: unknown; readonly kind?: unknown };
  return Number.isSafeInteger(seq) && isEventKind(kind);
}
