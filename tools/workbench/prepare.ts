import { spawn } from 'node:child_process';
import { findChromium } from './browser.ts';
import { findExecutable } from './executable.ts';

/** A program of the system that npm cannot bring. */
interface SystemProgram {
  readonly package: string;
  readonly purpose: string;
  readonly isThere: () => boolean;
}

const programs: readonly SystemProgram[] = [
  { package: 'chromium', purpose: 'the workbench tests', isThere: () => findChromium() !== undefined },
  {
    package: 'openssh-server',
    purpose: 'the tests of remoting over SSH',
    // sshd is for administrators: Debian does not put /usr/sbin on everybody's PATH.
    isThere: () => findExecutable(['sshd'], ['/usr/sbin', '/usr/local/sbin']) !== undefined,
  },
  {
    package: 'iproute2',
    purpose: 'separate hosts in the tests of remoting over SSH',
    isThere: () =>
      process.platform !== 'linux' || findExecutable(['ip'], ['/usr/sbin', '/sbin']) !== undefined,
  },
];

/**
 * Installs with apt-get the programs of the system that the tests need and this machine lacks; does nothing
 * when all are there. Needs root or a `sudo` that asks nothing.
 * @throws an Error of one line that says what to install by hand.
 */
export async function prepareMachine(log: (line: string) => void): Promise<void> {
  const missing = programs.filter((program) => !program.isThere());
  if (missing.length === 0) return;

  const names = missing.map((program) => program.package).join(' ');
  const purposes = missing.map((program) => `${program.package} for ${program.purpose}`).join(', ');
  const byHand = `Missing: ${purposes}. Install ${names} (Debian: apt-get install ${names}) and try again.`;
  if (findExecutable(['apt-get']) === undefined) throw new Error(byHand);

  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
  if (asRoot.length > 0 && findExecutable(['sudo']) === undefined) throw new Error(byHand);

  log(`Installing ${names} with apt-get…`);
  // Another apt-get may be at work on the machine: wait for its lock rather than fail.
  const apt = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', '--yes', '--no-install-recommends'];
  const install = [...apt, 'install', ...missing.map((program) => program.package), 'fonts-dejavu-core'];
  let failure = await run(install);
  if (failure !== undefined) {
    // The package lists of a fresh machine or container are empty or old.
    await run([...apt, 'update']);
    failure = await run(install);
  }
  if (failure !== undefined) throw new Error(`${byHand} (apt-get: ${failure})`);
  const still = programs.filter((program) => !program.isThere());
  if (still.length > 0) throw new Error(byHand);
}

/** Runs a command to its end. Gives the last line of what went wrong, or `undefined` when all went well. */
function run(command: readonly string[]): Promise<string | undefined> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      // openssh-server would otherwise be asked questions by debconf.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-4000);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      const last = errors.trim().split('\n').at(-1);
      resolve(code === 0 ? undefined : last || `exit code ${code}`);
    });
  });
}

if (import.meta.main) {
  try {
    await prepareMachine((line) => console.log(line));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
