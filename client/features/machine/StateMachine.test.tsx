import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { eventSchema } from '#shared/events/event';
import type { LabState } from '#shared/model/state';
import { describeNow } from '#shared/model/describe-now';
import type { SocketState } from '#shared/events/socket';
import { tcpEchoLog } from '../stage/testing/tcp-echo-log.ts';
import { StateMachine } from './StateMachine.tsx';

const draw = (state: LabState, lecture = false): string =>
  renderToStaticMarkup(<StateMachine state={state} lecture={lecture} />);

/** A log told in a few lines: sockets that open and change their state. */
class Script {
  #state: LabState = initialState;
  #seq = 0;

  add(event: object): this {
    this.#seq++;
    this.#state = applyEvent(
      this.#state,
      eventSchema.parse({ seq: this.#seq, t: this.#seq, source: 'sock_diag', ...event }),
    );
    return this;
  }

  start(pid: number, role: string): this {
    return this.add({ kind: 'process.start', source: 'lab', pid, host: 'A', role, argv: [role] });
  }

  open(socket: string, state: SocketState, more: object = {}): this {
    return this.add({
      kind: 'socket.open',
      socket,
      host: 'A',
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      protocol: 'tcp',
      state,
      owners: [],
      cookie: socket,
      ...more,
    });
  }

  go(socket: string, from: SocketState, to: SocketState, between?: readonly SocketState[]): this {
    return this.add({ kind: 'socket.state', socket, from, to, ...(between === undefined ? {} : { between }) });
  }

  get state(): LabState {
    return this.#state;
  }
}

const started = (): Script => new Script().start(10, 'server').start(11, 'client');
const server = { owners: [{ pid: 10, fd: 3 }] };
const client = { owners: [{ pid: 11, fd: 3 }] };
const edge = (html: string, key: string): string =>
  new RegExp(`<g class="machine-edge" data-edge="${key.replace('>', '&gt;')}"([^>]*)>`).exec(html)?.[1] ?? 'absent';
const tokens = (html: string, state: string): string | undefined =>
  new RegExp(`data-state="${state}" data-tokens="([^"]*)"`).exec(html)?.[1];

describe('the state machine', () => {
  it('puts a token for each socket into its state', () => {
    const html = draw(started().open('s1', 'LISTEN', server).open('s2', 'SYN_SENT', client).state);
    expect(tokens(html, 'LISTEN')).toBe('s1');
    expect(tokens(html, 'SYN_SENT')).toBe('s2');
    expect(tokens(html, 'ESTABLISHED')).toBe('');
  });

  it('colours the edges that were taken by who took them, and the last one as happening now', () => {
    const html = draw(
      started()
        .open('s1', 'CLOSED', server)
        .go('s1', 'CLOSED', 'LISTEN')
        .open('s2', 'CLOSED', client)
        .go('s2', 'CLOSED', 'SYN_SENT')
        .open('s3', 'SYN_RECV', { parent: 's1' }).state,
    );
    expect(edge(html, 'CLOSED->LISTEN')).toContain('data-visited="true"');
    expect(edge(html, 'CLOSED->LISTEN')).toContain('data-role-kind="server"');
    expect(edge(html, 'CLOSED->SYN_SENT')).toContain('data-role-kind="client"');
    expect(edge(html, 'LISTEN->SYN_RECV')).toContain('data-now="true"');
    expect(edge(html, 'LISTEN->SYN_SENT')).toContain('data-visited="false"');
    expect([...html.matchAll(/machine-edge"[^>]*data-now="true"/g)]).toHaveLength(1);
  });

  it('draws what two looks passed over as inferred', () => {
    const html = draw(started().open('s2', 'CLOSED', client).go('s2', 'CLOSED', 'ESTABLISHED', ['SYN_SENT']).state);
    expect(edge(html, 'CLOSED->SYN_SENT')).toContain('data-inferred="true"');
    expect(edge(html, 'SYN_SENT->ESTABLISHED')).toContain('data-inferred="false"');
  });

  it('draws an edge that the figure omits once it really happened', () => {
    const before = started().open('s2', 'ESTABLISHED', client);
    expect(edge(draw(before.state), 'ESTABLISHED->CLOSED')).toBe('absent');
    expect(edge(draw(before.go('s2', 'ESTABLISHED', 'CLOSED').state), 'ESTABLISHED->CLOSED')).toContain(
      'data-visited="true"',
    );
  });

  it('holds several tokens in one node', () => {
    const html = draw(
      started().open('s2', 'ESTABLISHED', client).open('s3', 'ESTABLISHED', server).open('s4', 'ESTABLISHED', client)
        .state,
    );
    expect(tokens(html, 'ESTABLISHED')).toBe('s2 s3 s4');
    expect(html).toContain('×2');
  });

  it('tells why below the figure', () => {
    const html = draw(started().open('s1', 'CLOSED', server).go('s1', 'CLOSED', 'LISTEN').state);
    expect(html).toContain('listen() while CLOSED');
    expect(html).toContain('RFC 9293 3.10.1');
  });

  it('names itself, but not below a title: then what is drawn has that room', () => {
    const { state } = started().open('s1', 'CLOSED', server).go('s1', 'CLOSED', 'LISTEN');
    const height = (html: string): number => Number(/viewBox="0 \d+ 528 (\d+)"/.exec(html)?.[1]);
    const untitled = renderToStaticMarkup(<StateMachine state={state} lecture={false} titled={false} />);
    expect(draw(state)).toContain('class="machine-title"');
    expect(untitled).not.toContain('class="machine-title"');
    expect(height(untitled)).toBeLessThan(height(draw(state)));
  });

  it('says of a call that is held what it does once it is let go, and of one that returned what it did', () => {
    const said = (phase: 'gate' | 'returned'): string[] =>
      tcpEchoLog()
        .states()
        .filter(({ now, processes }) => processes[now?.pid ?? 0]?.call?.phase === phase && now?.transition === null)
        .map((state) => describeNow(state)?.sentence ?? '');
    expect(said('gate').length).toBeGreaterThan(3);
    for (const words of said('gate')) expect(words).toMatch(/^once it is in the kernel: |^no socket has changed/);
    for (const words of said('returned')) expect(words).not.toContain('once it is');
  });

  it('shows the Unix machine for Unix sockets, and an end whose peer is gone as peer closed', () => {
    const unix = { family: 'AF_UNIX', protocol: 'unix' };
    const script = started().open('s3', 'ESTABLISHED', { ...unix, ...server, peer: 's2' });
    expect(draw(script.state)).toContain('data-machine="unix-stream"');
    expect(tokens(draw(script.state), 'ESTABLISHED')).toBe('s3');
    const gone = script.add({ kind: 'socket.queues', socket: 's3', peer: null, shutdown: 3 });
    expect(tokens(draw(gone.state), 'peer closed')).toBe('s3');
  });

  it('ends a closed Unix socket at closed, by way of peer closed where its peer went first', () => {
    const unix = { family: 'AF_UNIX', protocol: 'unix' };
    const html = draw(
      started()
        .open('s2', 'ESTABLISHED', { ...unix, ...client, peer: 's3' })
        .open('s3', 'ESTABLISHED', { ...unix, ...server, peer: 's2' })
        .add({ kind: 'socket.queues', socket: 's3', peer: null, shutdown: 3 })
        .add({ kind: 'socket.gone', socket: 's2', from: 'ESTABLISHED' })
        .add({ kind: 'socket.gone', socket: 's3', from: 'ESTABLISHED' }).state,
    );
    expect(edge(html, 'ESTABLISHED->closed')).toContain('data-role-kind="client"');
    expect(edge(html, 'peer closed->closed')).toContain('data-now="true"');
    expect(edge(html, 'ESTABLISHED->UNCONN')).toBe('absent');
  });

  it('lecture: enlarges the half of the figure where the last thing happened', () => {
    const opening = started().open('s2', 'CLOSED', client).go('s2', 'CLOSED', 'SYN_SENT');
    expect(draw(opening.state, true)).toContain('6 closing states');
    const closing = opening.go('s2', 'SYN_SENT', 'ESTABLISHED').go('s2', 'ESTABLISHED', 'FIN_WAIT1');
    expect(draw(closing.state, true)).toContain('opening states');
    expect(draw(closing.state, true)).not.toContain('6 closing states');
  });
});
