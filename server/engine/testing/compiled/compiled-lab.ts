import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { EventDraft } from '#shared/events/event';
import type { GateAction } from '#shared/events/gate';
import { ok, type Result } from '#shared/base/result';
import { setns, kill } from '../../ffi/libc.ts';
import { Gates } from '../../lab/gates.ts';
import { makeHosts, within, type Host, type Namespaces } from '../../lab/hosts.ts';
import { FRESH, Journal } from '../../lab/journal.ts';
import { openNetwork, type Network } from '../../lab/network.ts';
import { Packets } from '../../lab/packets.ts';
import type { LabParts } from '../../lab/parts.ts';
import { planOf, type StartCommand } from '../../lab/plan.ts';
import { Quiet } from '../../lab/quiet.ts';
import { hostAddresses } from '../../lab/settings.ts';
import { Sockets } from '../../lab/sockets.ts';
import { askSocket } from '../../lab/sockopt.ts';
import { DiagSocket } from '../../netlink/diag-socket.ts';
import { CompiledProgram } from './compiled-program.ts';
import { Listener } from './notify.ts';
import { StraceFile } from './strace-file.ts';

const CLONE_NEWNET = 0x4000_0000;
const TICK_MS = 2;
const LOOK_EVERY_MS = 250;

/** A role whose compiled program runs: its tracer, and from its first held call on its processes, first the one that was started. */
interface Running {
  readonly role: string;
  readonly host: Host;
  readonly argv: readonly string[];
  /** Its binary's name, and the beginning of its traces' names. */
  readonly name: string;
  listener: Listener | null;
  begun: boolean;
  readonly processes: CompiledProgram[];
}

/** Processes that were forked and have not been heard of. */
const unseen = ({ processes }: Running): number[] =>
  processes.flatMap(({ forked }) => forked).filter((pid) => !processes.some((process) => process.pid === pid));

/** Whether something will come of it without anybody's doing. */
const works = (running: Running): boolean =>
  !running.begun || unseen(running).length > 0 || running.processes.some((process) => process.works);

const notHere = (): never => {
  throw new Error('a compiled program asks its lab for nothing of an interpreted one');
};

/**
 * A lab as engine/lab/lab.ts makes them, with the same hosts, wire, rules, gates and looks, whose programs are compiled ones that
 * strace traces. `folder` holds the binaries p0, p1, …, in the order of the lesson's programs; the traces go beside them.
 */
export class CompiledLab {
  readonly journal: Journal;
  private readonly command: StartCommand;
  private readonly folder: string;
  private readonly home: Namespaces;
  private readonly hosts: readonly Host[];
  private readonly parts: LabParts;
  private readonly packets: Packets;
  private readonly quiet: Quiet;
  private readonly running: Running[] = [];
  private commandsDone: number;

  private constructor(
    command: StartCommand,
    folder: string,
    journal: Journal,
    made: { readonly home: Namespaces; readonly hosts: readonly Host[] },
    network: Network,
    sockets: Sockets,
    onQuiet: (n: number) => void,
  ) {
    this.command = command;
    this.folder = folder;
    this.journal = journal;
    this.home = made.home;
    this.hosts = made.hosts;
    this.commandsDone = command.n;
    this.parts = {
      journal,
      gates: new Gates(journal),
      sockets,
      arch: process.arch === 'arm64' ? 'arm64' : 'x64',
      hold: { ...command.hold },
      awaitStop: notHere,
      inKernel: notHere,
      afterCall: (cause) => this.observe(cause),
      adopt: notHere,
      wake: notHere,
      kill,
      permitted: notHere,
    };
    const plan = planOf(command);
    if (!plan.ok) throw new Error(plan.error.message);
    this.packets = new Packets(this.parts, network.wire, plan.value.rules);
    this.packets.onDelivered = (cause) => this.observe(cause);
    this.quiet = new Quiet(
      {
        now: () => journal.now(),
        lastDataAt: () => this.packets.lastDataAt,
        isWorking: () => {
          this.hear();
          return this.packets.delayed > 0 || this.running.some(works);
        },
      },
      () => {
        journal.flush();
        onQuiet(this.commandsDone);
      },
    );
    setInterval(() => this.hear(), TICK_MS);
    setInterval(() => this.parts.sockets.look(undefined), LOOK_EVERY_MS);
  }

  static start(
    command: StartCommand,
    folder: string,
    send: (events: readonly EventDraft[]) => void,
    onQuiet: (n: number) => void,
  ): Result<CompiledLab> {
    const journal = new Journal(send);
    journal.tell({
      kind: 'lab.start',
      source: 'lab',
      lesson: command.lesson,
      tier: command.tier,
      hosts: hostAddresses.map((host) => ({ ...host, interface: 'eth0' })),
      kernel: release(),
      arch: process.arch,
      versions: {},
      settings: command.settings,
      programs: command.programs,
    });
    const made = makeHosts(hostAddresses);
    if (!made.ok) return made;
    const { home, hosts } = made.value;
    const network = openNetwork(hosts, home, command.tier, command.settings);
    if (!network.ok) return network;
    const looks = [];
    for (const host of hosts) {
      const diag = within(host, home, () => DiagSocket.open());
      if (!diag.ok) return diag;
      looks.push({ name: host.name, diag: diag.value });
      // Each host has a working directory of its own: its path sockets are not the other's.
      mkdirSync(join(folder, host.name));
      chmodSync(join(folder, host.name), 0o777);
    }
    const sockets = new Sockets(journal, looks, askSocket);
    const lab = new CompiledLab(command, folder, journal, made.value, network.value, sockets, onQuiet);
    journal.tell({ kind: 'lab.ready', source: 'lab', wire: network.value.wire?.kind ?? 'none', missing: [] });
    lab.quiet.activity();
    return ok(lab);
  }

  /** Starts a compiled program under strace, in its host's network. */
  spawn(role: string): void {
    const place = this.command.programs.findIndex((program) => program.role === role);
    const program = this.command.programs[place];
    const host = this.hosts.find(({ name }) => name === program?.host);
    if (!program || !host) throw new Error(`no program ${role}`);
    const name = `p${place}`;
    // As many characters of a text as formatCall writes.
    const trace = ['strace', '-ff', '-s', '32', '-o', join(this.folder, `${name}.trace`), join(this.folder, name)];
    setns(host.net, CLONE_NEWNET);
    // A tracer that its engine leaves behind would leave the program behind.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...trace, ...program.args], {
      cwd: join(this.folder, host.name),
      stdio: 'ignore',
    });
    setns(this.home.net, CLONE_NEWNET);
    const running: Running = {
      role,
      host,
      argv: [role, ...program.args],
      name,
      listener: null,
      begun: false,
      processes: [],
    };
    child.on('exit', (status) => {
      if (!running.begun) throw new Error(`strace of ${role} ended with ${status} before main() began`);
    });
    this.running.push(running);
    this.quiet.activity();
  }

  release(gate: string, by: string, action: GateAction, delayMs: number): string | null {
    const refused = this.parts.gates.release(gate, by, action, delayMs);
    this.hear();
    this.quiet.activity();
    return refused;
  }

  /** The command with this number has been carried out. */
  done(n: number): void {
    this.commandsDone = n;
    this.quiet.activity();
  }

  /** Ends every process. */
  end(): void {
    for (const { processes } of this.running)
      for (const { pid, phase } of processes) if (phase !== 'ended') kill(pid, 9);
  }

  private observe(cause: number | undefined): void {
    this.parts.sockets.look(cause);
    while (this.packets.readWire());
    this.quiet.activity();
  }

  /** Whoever waits to be heard: the wire, calls at their entry, processes that fell asleep or ended. */
  private hear(): void {
    if (this.packets.readWire()) this.observe(this.journal.freshStimulus(FRESH.woken));
    for (const running of this.running) {
      running.listener ??= this.listenerOf(running);
      for (let call = running.listener?.next() ?? null; call !== null; call = running.listener?.next() ?? null) {
        this.quiet.activity();
        if (!running.begun) {
          // held.c closes its own descriptor of the listener: main() begins.
          running.begun = true;
          this.adopt(running, call.pid, undefined);
          running.listener?.letGo(call);
          continue;
        }
        this.processOf(running, call.pid).arrives(call, (waiting) => running.listener?.letGo(waiting));
      }
      // strace makes a child's file when it first hears of it.
      for (const pid of unseen(running)) if (existsSync(this.traceOf(running, pid))) this.processOf(running, pid);
      for (const process of running.processes) process.check();
    }
  }

  private listenerOf({ name }: Running): Listener | null {
    const pid = this.traces(name)[0];
    return pid === undefined ? null : Listener.of(pid);
  }

  /** The processes that strace has written of, by their files' names. */
  private traces(name: string): number[] {
    const before = `${name}.trace.`;
    return readdirSync(this.folder).flatMap((file) =>
      file.startsWith(before) ? Number(file.slice(before.length)) : [],
    );
  }

  /** A process of this program; one that is new was forked by one that is known. */
  private processOf(running: Running, pid: number): CompiledProgram {
    const known = running.processes.find((process) => process.pid === pid);
    if (known) return known;
    const ppid = Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    const parent = running.processes.find((process) => process.pid === ppid);
    if (!parent) throw new Error(`nobody forked ${pid}`);
    parent.children += 1;
    return this.adopt(running, pid, parent);
  }

  private readonly traceOf = ({ name }: Running, pid: number): string => join(this.folder, `${name}.trace.${pid}`);

  private adopt(running: Running, pid: number, parent: CompiledProgram | undefined): CompiledProgram {
    const strace = new StraceFile(this.traceOf(running, pid));
    strace.read();
    const role = parent === undefined ? running.role : `${parent.role}/${parent.children}`;
    const who = { pid, role, host: running.host.name, argv: running.argv };
    const program = new CompiledProgram(who, strace, this.parts, parent);
    running.processes.push(program);
    return program;
  }
}
