/** Fills the screen with the page, or gives it back. A browser that refuses (its user forbids it) changes nothing. */
export function toggleFullScreen(): void {
  if (!document.fullscreenEnabled) return;
  const done =
    document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen();
  done.catch(() => undefined);
}
