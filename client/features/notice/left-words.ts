/** How long is left: minutes, rounded up, and seconds at last. */
export function leftWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.ceil(seconds / 60);
  if (seconds > 60) return `${minutes} minutes`;
  return seconds > 20 ? 'a minute' : 'some seconds';
}
