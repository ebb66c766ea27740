import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { ensurePowerShell } from './powershell.ts';

const root = join(import.meta.dirname, '..');

/** Runs the terminal program and returns its exit code. */
function clusterPatch(...args: readonly string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const program = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...args], { stdio: 'inherit' });
  program.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  return promise;
}

/** The main job on a fresh lab, in the terminal: what `npm run rehearse` does. Returns the exit code. */
async function rehearse(): Promise<number> {
  const { values } = parseArgs({
    options: {
      home: { type: 'string', default: join(root, '.cluster-patch') },
      procedure: { type: 'string', default: 'rms-passive-first' },
      package: { type: 'string', default: 'lab-files' },
    },
  });
  const { home, procedure } = values;
  process.stderr.write('Building…\n');
  await build(root);
  await ensurePowerShell(root, (line) => process.stderr.write(`${line}\n`));
  const reset = await clusterPatch('lab', 'reset', '--home', home);
  if (reset !== 0) return reset;
  const ran = await clusterPatch(
    'run',
    '--home',
    home,
    '--cluster',
    'lab',
    '--procedure',
    procedure,
    '--package',
    values.package,
    '--yes',
  );
  const reported = await clusterPatch(
    'report',
    'latest',
    '--home',
    home,
    '--format',
    'html',
    '--out',
    join(home, 'report.html'),
  );
  return ran === 0 ? reported : ran;
}

process.exitCode = await rehearse();
