import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { statusDocument } from './contracts.ts';
import { root } from './localPowerShell.ts';
import { descendants, textOf } from './processes.ts';
import { onLab, type Terminal, terminal } from './terminal.ts';

const variable = 'CLUSTER_PATCH_TEST_PASSWORD';

/** A home whose lab asks for a credential. */
function guardedLab(context: TestContext, password?: string): Terminal {
  const person = terminal(context, password === undefined ? {} : { [variable]: password });
  mkdirSync(join(person.home, 'clusters'), { recursive: true });
  writeFileSync(
    join(person.home, 'clusters', 'lab.cluster.json'),
    JSON.stringify({
      name: 'lab',
      preset: 'rms-2007',
      nodes: ['NODE1', 'NODE2'],
      transport: { kind: 'lab', credential: { user: 'LAB\\patch' } },
    }),
  );
  return person;
}

/** The forms in which a password may stand somewhere: as text, in two encodings, and within base64 at any place. */
function formsOf(password: string): readonly Buffer[] {
  return (['utf8', 'utf16le'] as const).flatMap((encoding) => {
    const plain = Buffer.from(password, encoding);
    // Base64 takes three bytes at once: what it looks like depends on how many came before.
    const within = [0, 1, 2].map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), plain]).toString('base64');
      return Buffer.from(text.slice(before === 0 ? 0 : 4, -4), 'latin1');
    });
    return [plain, Buffer.from(plain.toString('hex'), 'latin1'), ...within];
  });
}

/** Every file below a folder that holds one of the forms. */
const filesWith = (folder: string, forms: readonly Buffer[]): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return forms.some((form) => bytes.includes(form));
    });

/** Looks at the arguments and the environment of every process below one, until it has ended. */
async function watchChildren(program: ChildProcess, forms: readonly Buffer[]) {
  const seen = new Set<number>();
  const bad: string[] = [];
  while (program.exitCode === null && program.signalCode === null) {
    for (const id of descendants(program.pid ?? 0)) {
      seen.add(id);
      for (const file of ['cmdline', 'environ']) {
        const bytes = Buffer.from(textOf(`/proc/${id}/${file}`), 'utf8');
        if (forms.some((form) => bytes.includes(form))) bad.push(`${id} ${file}`);
      }
    }
    await delay(50);
  }
  return { seen: seen.size, bad };
}

test('a password is nowhere but on the way to the node: no file, no output, no argument, no environment of a child', async (context) => {
  const password = `${randomUUID()} ${randomUUID()}`;
  const forms = formsOf(password);
  const { home, run } = guardedLab(context, password);
  const program = spawn(
    process.execPath,
    [
      join(root, 'dist', 'cli.js'),
      'run',
      '--home',
      home,
      '--credential-env',
      variable,
      '--verbose',
      ...onLab(),
      '--yes',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, [variable]: password } },
  );
  const output: Buffer[] = [];
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk));
  const { seen, bad } = await watchChildren(program, forms);
  const said = Buffer.concat(output);
  assert.equal(program.exitCode, 0, said.toString());
  assert.deepEqual(bad, []);
  // The local PowerShell and one for each node: it has looked at them while they ran.
  assert.ok(seen >= 3, `${seen} processes were seen`);

  const reports = await Promise.all(
    ['html', 'md', 'json', 'junit'].map((format) => run('report', 'latest', '--format', format)),
  );
  assert.ok(reports.every(({ code, out }) => code === 0 && out.length > 1000));
  const everything = Buffer.concat([said, ...reports.map(({ out, err }) => Buffer.from(out + err))]);
  for (const form of forms) assert.ok(!everything.includes(form), form.toString());
  assert.deepEqual(filesWith(home, forms), []);
  // The search itself finds what is there, and the run is on record with the account that it asked for.
  writeFileSync(join(home, 'control'), Buffer.from(`x${password}`).toString('base64'));
  assert.deepEqual(filesWith(home, forms), [join(home, 'control')]);
  assert.notDeepEqual(filesWith(join(home, 'runs'), [Buffer.from(JSON.stringify('LAB\\patch'))]), []);
});

test('a wrong password is told as one, and sent no more than once to each node', async (context) => {
  const { run } = guardedLab(context, 'wrong');
  const { code, out, err } = await run(
    'status',
    '--cluster',
    'lab',
    '--credential-env',
    variable,
    '--verbose',
    '--json',
  );
  assert.equal(code, 4);
  const { nodes } = statusDocument.parse(JSON.parse(out));
  assert.ok(nodes.every(({ reachable }) => !reachable));
  assert.match(err, /The user name or the password is wrong\. \[1326\]|password is wrong/);
  for (const node of ['NODE1', 'NODE2'])
    assert.equal(err.match(new RegExp(`Session to ${node}: \\w+ → opening`, 'g'))?.length, 1);
});

test('where nobody is there to be asked, it says that a credential is missing and how to give it', async (context) => {
  const { run } = guardedLab(context);
  const { code, out } = await run('doctor', '--cluster', 'lab');
  assert.equal(code, 4);
  assert.match(
    out,
    /✖ Authentication and session +NODE1: its definition asks for a credential, and none is set\./,
  );
  assert.match(out, /→ Set it: .*Set Credential.*--credential-env/);
  const unnamed = await run('doctor', '--cluster', 'lab', '--credential-env', 'NO_SUCH_VARIABLE');
  assert.equal(unnamed.code, 2);
  assert.match(unnamed.err, /no environment variable "NO_SUCH_VARIABLE"/);
});

test('at a terminal the password is asked for once, and nothing of it is shown', async (context) => {
  const { home } = guardedLab(context);
  const password = randomUUID();
  // util-linux's script gives the program a terminal.
  const command = `'${process.execPath}' '${join(root, 'dist', 'cli.js')}' doctor --home '${home}' --cluster lab`;
  const program = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  let typed = false;
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    if (typed || !shown.includes('Password of LAB\\patch for lab: ')) return;
    typed = true;
    // With a slip and its correction.
    program.stdin.write(`${password}x\u007f\r`);
  });
  const code = await new Promise((resolve) => program.once('close', resolve));
  assert.equal(code, 0, shown);
  assert.match(shown, /All is well\./);
  assert.equal(shown.match(/Password of/g)?.length, 1);
  assert.ok(!shown.includes(password.slice(0, 8)), shown);
});
