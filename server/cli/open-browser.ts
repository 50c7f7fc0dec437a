import { spawn } from 'node:child_process';

/**
 * Opens the page: with the program that BROWSER names, else with the system's own way. Where there is no screen nothing
 * is opened, and a browser that cannot be started is no failure: the address stands in the terminal.
 */
export function openBrowser(url: string): void {
  const { platform, env } = process;
  const chosen = env['BROWSER'] ?? '';
  const screen = platform !== 'linux' || (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (chosen === '' && !screen) return;
  const [program, words] = chosen === '' ? systemsOwn(platform, url) : [chosen, [url]];
  const child = spawn(program, words, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function systemsOwn(platform: NodeJS.Platform, url: string): [program: string, words: string[]] {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['cmd', ['/c', 'start', '', url]];
  return ['xdg-open', [url]];
}
