import { release } from 'node:os';
import { fail, failure, ok, type Failure, type Result } from '#shared/base/result';
import type { EventDraft } from '#shared/events/event';
import type { GateAction } from '#shared/events/gate';
import { architectures, type Arch } from '../actor/arch.ts';
import { waitFor } from '../actor/actor.ts';
import { DATA_BASE } from '../actor/elf.ts';
import { actorImage, startActor, type ActorImage } from '../actor/start.ts';
import * as libc from '../ffi/libc.ts';
import { doorbell } from '../ffi/ptrace.ts';
import { argumentsFit } from '../labc/arguments.ts';
import { createMachine } from '../labc/machine.ts';
import { DiagSocket } from '../netlink/diag-socket.ts';
import { WNOHANG } from '../ptrace/constants.ts';
import { Gates } from './gates.ts';
import { HOST_FOLDER, makeHosts, within, type Host, type Namespaces } from './hosts.ts';
import { FRESH, Journal } from './journal.ts';
import { openNetwork, type Network } from './network.ts';
import { Packets } from './packets.ts';
import type { LabParts } from './parts.ts';
import { withPermit } from './permits.ts';
import { planOf, sharesOneHost, type Plan, type StartCommand } from './plan.ts';
import { Quiet } from './quiet.ts';
import { Program } from './program.ts';
import { hostAddresses } from './settings.ts';
import { Sockets } from './sockets.ts';
import { askSocket } from './sockopt.ts';
import { awaitStop } from './wait.ts';
import { version } from '../../../package.json';

/** The kernel's timers change states while nobody does anything: look this often. */
const LOOK_EVERY_MS = 250;
/** When a call that has not come back is checked for sleeping in the kernel, after it went in. */
const ASLEEP_CHECKS_MS = [1, 4, 15, 60, 250];

/**
 * One lab: two hosts, the wire, the programs, and the observers, composed. Single threaded: one thing happens at a
 * time, and what is seen on its heels is told to be its effect.
 */
export class Lab {
  readonly journal: Journal;
  private readonly command: StartCommand;
  private readonly plan: Plan;
  private readonly home: Namespaces;
  private readonly hosts: readonly Host[];
  private readonly network: Network;
  private readonly image: ActorImage;
  private readonly dropUser: boolean;
  private readonly parts: LabParts;
  private readonly packets: Packets;
  private readonly programs: Program[] = [];
  private readonly quiet: Quiet;
  private readonly looking: NodeJS.Timeout;
  private commandsDone: number;
  private bellArmed = false;
  private runScheduled = false;
  private lookScheduled = false;
  private over = false;

  private constructor(
    command: StartCommand,
    made: {
      readonly journal: Journal;
      readonly plan: Plan;
      readonly arch: Arch;
      readonly home: Namespaces;
      readonly hosts: readonly Host[];
      readonly network: Network;
      readonly image: ActorImage;
      readonly sockets: Sockets;
    },
    dropUser: boolean,
    onQuiet: (n: number) => void,
  ) {
    this.command = command;
    this.journal = made.journal;
    this.plan = made.plan;
    this.home = made.home;
    this.hosts = made.hosts;
    this.network = made.network;
    this.image = made.image;
    this.dropUser = dropUser;
    this.commandsDone = command.n;
    this.parts = {
      journal: made.journal,
      gates: new Gates(made.journal),
      sockets: made.sockets,
      arch: made.arch.name,
      hold: { ...command.hold },
      awaitStop,
      inKernel: (program) => this.watch(program),
      afterCall: (cause) => this.afterCall(cause),
      adopt: (child) => {
        this.programs.push(child);
        this.wake();
      },
      wake: () => this.wake(),
      kill: libc.kill,
      permitted: (call, args) => withPermit(call, args, () => this.programs),
    };
    this.packets = new Packets(this.parts, made.network.wire, made.plan.rules);
    this.packets.onDelivered = (cause) => this.observe(cause);
    this.quiet = new Quiet(
      {
        now: () => this.journal.now(),
        lastDataAt: () => this.packets.lastDataAt,
        isWorking: () => {
          this.reap();
          return this.packets.delayed > 0 || this.programs.some((program) => program.isWorking());
        },
      },
      () => {
        this.journal.flush();
        onQuiet(this.commandsDone);
      },
    );
    this.looking = setInterval(() => {
      this.parts.sockets.look(undefined);
      // Somebody may have killed a program that stands at a gate: no call of its own brings that to light.
      this.reap();
    }, LOOK_EVERY_MS);
    void this.listen();
  }

  /** Builds the lab. Tells lab.start at once and lab.ready when programs may be started. */
  static start(
    command: StartCommand,
    dropUser: boolean,
    send: (events: readonly EventDraft[]) => void,
    onQuiet: (n: number) => void,
  ): Result<Lab> {
    const arch = architectures[process.arch as Arch['name']] as Arch | undefined;
    if (!arch) return fail(failure('ARCH', `${process.arch} is not a processor that labs run on: use x86-64.`));
    const plan = planOf(command);
    if (!plan.ok) return plan;
    const journal = new Journal(send);
    journal.tell({
      kind: 'lab.start',
      source: 'lab',
      lesson: command.lesson,
      began: new Date().toISOString(),
      tier: command.tier,
      hosts: hostAddresses.map((host) => ({ ...host, interface: 'eth0' })),
      kernel: release(),
      arch: process.arch,
      versions: { sockscope: version, node: process.versions.node },
      settings: command.settings,
      programs: command.programs,
    });
    const made = makeHosts(hostAddresses);
    if (!made.ok) return made;
    const { home, hosts } = made.value;
    const network = openNetwork(hosts, home, command.tier, command.settings);
    if (!network.ok) return network;
    const image = actorImage(arch);
    if (!image.ok) return image;
    const looks = [];
    for (const host of hosts) {
      const diag = within(host, home, () => DiagSocket.open());
      if (!diag.ok) return diag;
      looks.push({ name: host.name, diag: diag.value });
    }
    const sockets = new Sockets(journal, looks, askSocket);
    const parts = {
      journal,
      plan: plan.value,
      arch,
      home,
      hosts,
      network: network.value,
      image: image.value,
      sockets,
    };
    const lab = new Lab(command, parts, dropUser, onQuiet);
    journal.tell({
      kind: 'lab.ready',
      source: 'lab',
      wire: network.value.wire?.kind ?? 'none',
      missing: [...network.value.missing],
    });
    lab.quiet.activity();
    return ok(lab);
  }

  /** Starts a program's process; it stands at its first gate when this returns. */
  spawn(role: string): Failure | null {
    const program = this.command.programs.find((candidate) => candidate.role === role);
    const code = this.plan.programs.get(role);
    if (!program || !code) return failure('ROLE', `The lesson has no program in the role ${role}.`);
    const argv = [role, ...program.args];
    if (!argumentsFit(code.memorySize, code.data.length, argv)) {
      const message = `The global variables and arguments of ${role} leave no room for its stack: shorten or shrink them.`;
      return failure('ARGUMENTS', message);
    }
    const hostName = sharesOneHost(this.command) ? 'A' : program.host;
    const host = this.hosts.find(({ name }) => name === hostName) as Host;
    const actor = within(host, this.home, () => startActor(this.image, role, argv, HOST_FOLDER, this.dropUser));
    if (!actor.ok) return actor.error;
    const machine = createMachine(code, { memoryBase: DATA_BASE, argv });
    this.programs.push(new Program({ role, host: hostName, argv }, actor.value, machine, this.parts));
    this.wake();
    return null;
  }

  release(gate: string, by: string, action: GateAction, delayMs: number): Failure | null {
    const refused = this.parts.gates.release(gate, by, action, delayMs);
    if (refused !== null) return failure('GATE', refused);
    this.settle();
    return null;
  }

  /** Ends a socket from outside (SOCK_DESTROY), so that nobody has to wait for its timer. */
  destroy(socket: string, by: string): Failure | null {
    const cause = this.journal.tell({ kind: 'marker', source: 'user', label: `${by} ends ${socket} (SOCK_DESTROY)` });
    const refused = this.parts.sockets.destroy(socket);
    if (refused !== null) return failure('DESTROY', refused);
    this.journal.stimulate(cause);
    this.observe(cause);
    this.settle();
    return null;
  }

  setHold(hold: StartCommand['hold']): void {
    Object.assign(this.parts.hold, hold);
  }

  /** The command with this number has been carried out; `quiet` will name it. */
  done(n: number): void {
    this.commandsDone = n;
    this.quiet.activity();
  }

  /** Ends every process and tells the end. The engine exits after it. */
  end(reason: 'finished' | 'stopped'): void {
    this.stop();
    this.journal.tell({ kind: 'lab.end', source: 'lab', reason });
    this.journal.flush();
  }

  /** Takes everything down without a word. */
  stop(): void {
    this.over = true;
    clearInterval(this.looking);
    this.quiet.stop();
    for (const { phase, pid } of this.programs) if (phase !== 'ended') libc.kill(pid, 9);
  }

  private afterCall(cause: number): void {
    if (this.parts.hold.calls) {
      this.observe(cause);
      return;
    }
    // Programs that run free are not slowed down by a look after each call; one soon after shows where they got to.
    if (this.lookScheduled) return;
    this.lookScheduled = true;
    setTimeout(() => {
      this.lookScheduled = false;
      this.observe(this.journal.freshStimulus(FRESH.returned));
    }, 5);
  }

  private observe(cause: number | undefined): void {
    this.parts.sockets.look(cause);
    while (this.packets.readWire());
    this.readLoopback();
    this.quiet.activity();
  }

  /** After something was released: whoever it woke is heard before the lab can be quiet. */
  private settle(): void {
    while (this.packets.readWire());
    this.reap();
    this.quiet.activity();
  }

  private readLoopback(): void {
    for (const { host, loopback } of this.network.loopbacks) {
      for (const packet of loopback.read()) this.packets.seenOnLoopback(host, packet);
    }
  }

  private wake(): void {
    this.quiet.activity();
    if (this.runScheduled) return;
    this.runScheduled = true;
    setImmediate(() => {
      this.runScheduled = false;
      for (const program of this.programs) program.run();
      if (!this.over && this.programs.some(({ phase }) => phase === 'ready')) this.wake();
      this.quiet.activity();
    });
  }

  /** A call stays in the kernel: find out whether it sleeps, and be told when it ends. */
  private watch(program: Program): void {
    for (const after of ASLEEP_CHECKS_MS) {
      setTimeout(() => {
        if (this.over) return;
        this.reap();
        program.checkAsleep();
        this.quiet.activity();
      }, after);
    }
    this.armBell();
  }

  private armBell(): void {
    if (this.bellArmed || this.over) return;
    this.bellArmed = true;
    void this.waitForBell();
  }

  private async waitForBell(): Promise<void> {
    const rang = await doorbell();
    this.bellArmed = false;
    if (this.over || !rang) return;
    this.reap();
    this.quiet.activity();
    if (this.programs.some(({ phase }) => phase !== 'ended')) this.armBell();
  }

  /** Takes every stop and end that waits to be told. */
  private reap(): void {
    for (const program of this.programs) {
      if (program.phase === 'ended') continue;
      const stop = waitFor(program.pid, WNOHANG);
      if (!stop) continue;
      program.follow(stop);
      this.wake();
    }
  }

  /** Sleeps on the wire and the loopbacks; for ever. */
  private async listen(): Promise<void> {
    const fds = this.network.fds;
    if (fds.length === 0) return;
    const POLLIN = 1;
    while (!this.over) {
      const poll = Buffer.alloc(8 * fds.length);
      fds.forEach((fd, i) => {
        poll.writeInt32LE(fd, 8 * i);
        poll.writeInt16LE(POLLIN, 8 * i + 4);
      });
      const ready = await libc.pollOnPool(poll, fds.length, 1000);
      if (ready > 0 && !this.over) this.observe(this.journal.freshStimulus(FRESH.woken));
    }
  }
}
