import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { createLabStore } from './lab-store.ts';
import type { LabStore } from './lab-view.ts';
import { addressOf, keepMoment, momentOf } from './moment.ts';
import { createRecordedLab } from './recorded-lab.ts';

const { log } = tcpEcho();

class FakeWindow extends EventTarget {
  readonly location = { href: 'http://127.0.0.1:1/labs/x', hash: '' };
  readonly history = { state: null, replaceState: (_state: unknown, _title: string, href: string) => this.go(href) };
  go(href: string): void {
    this.location.href = href;
    this.location.hash = new URL(href).hash;
  }
}

let page: FakeWindow;
beforeEach(() => {
  vi.useFakeTimers();
  page = new FakeWindow();
  vi.stubGlobal('window', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A live lab whose log has not come yet. */
function liveLab(head: number): LabStore {
  const store: LabStore = createLabStore(
    () => null,
    () => store.getState().flush(),
  );
  store.getState().receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l', log: 'a', head, mode: 'live' });
  return store;
}

describe('a moment in the address', () => {
  it('is named by its event', () => {
    expect(momentOf('#seq=41')).toBe(41);
    for (const other of ['', '#', '#seq=', '#seq=0', '#seq=-1', '#seq=4x', '#programs=41']) {
      expect(momentOf(other)).toBeNull();
    }
    expect(addressOf('http://a/labs/x?lecture=#seq=9', 41)).toBe('http://a/labs/x?lecture=#seq=41');
    expect(addressOf('http://a/labs/x#seq=9', null)).toBe('http://a/labs/x');
  });

  it('is opened in a recording, and the address follows the playhead from there', () => {
    page.go('http://127.0.0.1:1/recordings/1#seq=41');
    const lab = createRecordedLab('a', log);
    const stop = keepMoment(lab);
    expect(lab.getState()).toMatchObject({ playhead: 41, view: { seq: 41 } });
    lab.getState().seek(12);
    vi.advanceTimersByTime(400);
    expect(page.location.hash).toBe('#seq=12');
    lab.getState().toLive();
    vi.advanceTimersByTime(400);
    expect(page.location.href).toBe('http://127.0.0.1:1/recordings/1');
    page.go('http://127.0.0.1:1/recordings/1#seq=7');
    page.dispatchEvent(new Event('hashchange'));
    expect(lab.getState().playhead).toBe(7);
    stop();
  });

  it('is waited for while the log still comes', () => {
    page.go('http://127.0.0.1:1/labs/x#seq=41');
    const lab = liveLab(100);
    keepMoment(lab);
    lab.getState().receive({ type: 'events', events: log.slice(0, 30) });
    expect(lab.getState().playhead).toBeNull();
    lab.getState().receive({ type: 'events', events: log.slice(30, 100) });
    expect(lab.getState()).toMatchObject({ playhead: 41, view: { seq: 41 } });
  });

  it('is given up for somebody who goes elsewhere meanwhile', () => {
    page.go('http://127.0.0.1:1/labs/x#seq=41');
    const lab = liveLab(100);
    keepMoment(lab);
    lab.getState().receive({ type: 'events', events: log.slice(0, 30) });
    lab.getState().seek(9);
    lab.getState().receive({ type: 'events', events: log.slice(30, 100) });
    expect(lab.getState().playhead).toBe(9);
  });
});
