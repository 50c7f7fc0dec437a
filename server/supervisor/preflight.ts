import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { tierSchema, type Tier } from '#shared/events/lab';
import { capabilitySchema, type Capability, type Machine } from '#shared/protocol/rest';
import { ownPrivilege, unshareArguments, type Privilege } from './privilege.ts';
import { enginePath, productVersion } from './root.ts';
import { explainUnshare } from './unshare-failure.ts';

/** A probe that takes longer than this is taken for one that hangs. It takes some 200 ms, and 20 s on an emulated processor. */
const PROBE_MS = 60_000;

const probeSchema = z.object({ tier: tierSchema, why: z.string(), capabilities: z.array(capabilitySchema) });

export interface ProbeOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why the probe could not even be started (`ENOENT`: there is no unshare), or null. */
  readonly startError: string | null;
}

/**
 * What this machine can do, asked once and by trying: the engine probes itself inside the very namespaces that a lab
 * would get. Everything that goes wrong on the way is an answer too. SOCKSCOPE_TIER=loopback|replay forces a lower tier.
 */
export async function preflight(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<Machine> {
  const forced = tierSchema.safeParse(env['SOCKSCOPE_TIER']);
  if (platform !== 'linux') {
    return replay('Labs need a Linux kernel; on this system the lessons play their recordings.', [
      missing(
        'linux',
        'Linux',
        `this is ${systems[platform] ?? platform}`,
        'Run Sockscope on Linux, in a Linux virtual machine, or in WSL 2.',
      ),
    ]);
  }
  if (forced.success && forced.data === 'replay') {
    return replay('SOCKSCOPE_TIER=replay asks for recordings only.', []);
  }
  if (!existsSync(enginePath())) {
    return replay('The engine is not built, so the lessons play their recordings; run npm run build.', [
      missing('engine', 'Engine', `${enginePath()} does not exist`, 'Run npm run build.'),
    ]);
  }
  const privilege = ownPrivilege();
  const machine = readProbe(await runProbe(privilege), privilege);
  return forced.success ? lower(machine, forced.data) : machine;
}

const systems: Partial<Readonly<Record<NodeJS.Platform, string>>> = { darwin: 'macOS', win32: 'Windows' };

/** What a probe's outcome says about the machine. `uid`: whose process it was. */
export function readProbe(outcome: ProbeOutcome, privilege: Privilege, uid = process.getuid?.() ?? -1): Machine {
  const said = parseProbe(outcome.stdout);
  if (said !== null) return { ...said, version: productVersion() };
  const namespaces = explainUnshare(outcome, privilege, uid);
  if (namespaces !== null) {
    return replay(`${namespaces.sentence} So the lessons play their recordings.`, [
      missing('namespaces', 'Namespaces', namespaces.why, namespaces.enable),
    ]);
  }
  const words = outcome.stderr.trim().split('\n').at(-1) ?? '';
  if (/koffi/i.test(outcome.stderr)) {
    return replay('The library koffi cannot be loaded here, so the lessons play their recordings.', [
      missing('koffi', 'koffi', words, 'Run npm ci again on this machine; koffi ships no binary for every platform.'),
    ]);
  }
  return replay('The engine could not look at this machine, so the lessons play their recordings.', [
    missing(
      'probe',
      'Probe',
      words === '' ? endingOf(outcome.status) : words,
      'Run npm ci and npm run build again; if that does not help, report these words.',
    ),
  ]);
}

const endingOf = (status: number | null): string =>
  status === null ? `it was killed, or gave no answer within ${PROBE_MS / 1000} s` : `it ended with status ${status}`;

function runProbe(privilege: Privilege): Promise<ProbeOutcome> {
  const words = [...unshareArguments(privilege), process.execPath, enginePath(), 'probe', `--${privilege}`];
  return new Promise((resolve) => {
    const child: ChildProcess = spawn('unshare', words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
      timeout: PROBE_MS,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    let startError: string | null = null;
    // Where no descriptor is left (EMFILE) there are no pipes, and the error comes next.
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-16_384)));
    child.on('error', (error) => {
      startError = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
      resolve({ status: null, stdout, stderr, startError });
    });
    child.on('close', (status) => resolve({ status, stdout, stderr, startError }));
  });
}

function parseProbe(stdout: string): z.infer<typeof probeSchema> | null {
  const line = stdout.trim().split('\n').at(-1) ?? '';
  try {
    const parsed = probeSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const rank: Readonly<Record<Tier, number>> = { replay: 0, loopback: 1, lab: 2 };

/** A tier forced from outside only ever lowers what was found. */
export function lower(machine: Machine, forced: Tier): Machine {
  if (rank[forced] >= rank[machine.tier]) return machine;
  return { ...machine, tier: forced, why: `SOCKSCOPE_TIER=${forced} asks for no more. ${machine.why}` };
}

const missing = (id: string, name: string, why: string, enable: string): Capability => ({
  id,
  name,
  ok: false,
  why,
  enable,
});

const replay = (why: string, capabilities: Capability[]): Machine => ({
  tier: 'replay',
  why,
  version: productVersion(),
  capabilities,
});
