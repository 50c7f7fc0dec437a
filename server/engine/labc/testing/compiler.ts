import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine has a C compiler: tests that compare with real C are skipped where it has none. */
export const haveCompiler: boolean = spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;

/** What a C program writes to its standard output when this machine's compiler has made it. Throws what cc complains about. */
export function runCompiled(text: string, flags: readonly string[] = ['-w']): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab-c-'));
  try {
    writeFileSync(join(folder, 'program.c'), text);
    execFileSync('cc', [...flags, '-o', join(folder, 'program'), join(folder, 'program.c')], { stdio: 'pipe' });
    const run = spawnSync(join(folder, 'program'), { encoding: 'utf8' });
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
