import type { SocketHandlers, SocketLike } from './line.ts';

/** The WebSocket's address beside this page's own. */
function socketUrl(location: Location): string {
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

/**
 * What a presenter's link (`/p/SECRET?then=/present/CODE`), which has been used by now, leads to: the walkthrough that it was
 * made for, or the home page. null: this is no such link.
 */
export function afterLink(path: string, search: string): string | null {
  if (!path.startsWith('/p/')) return null;
  const then = new URLSearchParams(search).get('then') ?? '';
  return /^\/present\/[A-Z2-7]{8}$/.test(then) ? then : '/';
}

/** Takes such a link out of the address bar: nobody can use it again, and where one is stands there instead. */
export function stripLink(): void {
  const to = afterLink(window.location.pathname, window.location.search);
  if (to !== null) window.history.replaceState(null, '', to);
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
