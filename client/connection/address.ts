import type { SocketHandlers, SocketLike } from './line.ts';

/** The WebSocket's address beside this page's own. */
export function socketUrl(location: Location): string {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/ws`;
}

/**
 * Takes `?token=` out of the address bar: the server has turned it into a cookie by now, and a token must not end up in
 * a bookmark, a screenshot or a projector's picture.
 */
export function stripToken(): void {
  const url = new URL(window.location.href);
  if (!url.searchParams.has('token')) return;
  url.searchParams.delete('token');
  window.history.replaceState(window.history.state, '', url);
}

/** Opens the page's WebSocket. */
export function openSocket(handlers: SocketHandlers): SocketLike {
  const socket = new WebSocket(socketUrl(window.location));
  const ended = new AbortController();
  const { signal } = ended;
  socket.addEventListener('open', () => handlers.open(), { signal });
  socket.addEventListener('message', (event: MessageEvent<unknown>) => handlers.message(event.data), { signal });
  socket.addEventListener('close', () => handlers.close(), { signal });
  return {
    send: (data) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    close: () => {
      ended.abort();
      socket.close();
    },
  };
}
