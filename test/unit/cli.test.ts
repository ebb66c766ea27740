/** The program's own words, where no cluster is needed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { Home } from '../../src/home/home.ts';
import { runReport } from '../../src/home/runReport.ts';
import { reportDocument } from '../../src/report/json.ts';
import { asNewer, linesOf, writeLines } from './builders/journals.ts';
import { gate, stopServices } from './builders/procedures.ts';
import { aFolder, aRun, unstopped } from './builders/runs.ts';

const root = join(import.meta.dirname, '..', '..');

const cli = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'src', 'cli.ts'), ...args], { encoding: 'utf8' });

test('without a command it prints its help, and ends as bad input', () => {
  for (const args of [[], ['lab']]) {
    const { status, stdout, stderr } = cli(...args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^Usage: cluster-patch/);
    assert.match(stderr, /Commands:/);
    assert.doesNotMatch(stderr, /outputHelp/);
  }
});

test('what is wrong on the line is told once, with where to look', () => {
  const { status, stderr } = cli('runs', '--nonsense');
  assert.equal(status, 2);
  assert.equal(stderr, "cluster-patch: unknown option '--nonsense'. See cluster-patch --help.\n");
});

test('the README names every option of run and resume', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const everywhere = ['--home', '--json', '--powershell', '--credential-env', '--verbose', '--help'];
  for (const command of ['run', 'resume']) {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${command} `)) ?? '';
    const options = [...cli(command, '--help').stdout.matchAll(/^ {2}.*?(--[a-z-]+)/gm)]
      .map(([, option = '']) => option)
      .filter((option) => !everywhere.includes(option));
    assert.ok(options.length > 3);
    for (const option of options) assert.ok(row.includes(option), `${command} ${option}`);
  }
});

test('a definition beside the home of a workspace, where the editor makes it, is found', async (t) => {
  const workspace = await aFolder(t);
  await mkdir(join(workspace, 'clusters'));
  await writeFile(join(workspace, 'clusters', 'rms.cluster.json'), '{ "name": "rms", "nodez": [] }');
  const inWorkspace = cli('status', '--cluster', 'rms', '--home', join(workspace, '.cluster-patch'));
  assert.equal(inWorkspace.status, 2);
  assert.match(inWorkspace.stderr, /nodez: is not a known field/);
  const elsewhere = cli('status', '--cluster', 'rms', '--home', join(workspace, 'home'));
  assert.match(elsewhere.stderr, /there is no cluster/);
});

test('there is one lab to be made fresh', async (t) => {
  const home = await aFolder(t);
  const { status, stderr } = cli('lab', 'reset', '--cluster', 'other', '--home', home);
  assert.equal(status, 2);
  assert.match(stderr, /lab/);
});

test('a journal without any record is not called whole', async (t) => {
  const { run } = await aRun(t, [gate()]);
  await run.close();
  await writeFile(join(run.folder, 'journal.jsonl'), '');
  await rm(join(run.folder, 'journal.head'));
  const home = dirname(dirname(run.folder));
  const { status, stdout } = cli('verify', run.state.runId, '--json', '--home', home);
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout).whole, false);
});

test('the journal of a run that has only just begun is one record', async (t) => {
  const { run } = await aRun(t, [gate()]);
  await run.close();
  const journal = join(run.folder, 'journal.jsonl');
  const [first = ''] = (await readFile(journal, 'utf8')).split('\n');
  await writeFile(journal, `${first}\n`);
  await rm(join(run.folder, 'journal.head'));
  await writeFile(join(dirname(run.folder), 'desktop.ini'), '');
  const { status, stdout } = cli('verify', 'latest', '--home', dirname(dirname(run.folder)));
  assert.equal(status, 0);
  assert.match(stdout, /^1 record, whole/);
});

test('a script that was changed after it was sent is named by verify and by every report', async (t) => {
  const { run } = await aRun(t, [stopServices()]);
  await run.runCurrent(unstopped());
  const hash = run.state.steps[0]?.operations[0]?.script ?? '';
  await run.close();
  const home = dirname(dirname(run.folder));
  assert.equal(cli('verify', 'latest', '--home', home).status, 0);
  await writeFile(join(run.folder, 'scripts', `${hash}.ps1`), 'Remove-Item C:\\');

  const told = cli('verify', 'latest', '--home', home);
  assert.equal(told.status, 1);
  assert.match(told.stdout, new RegExp(`${hash}\\.ps1 was changed.* of stop-services `));
  const { status, stdout } = cli('verify', 'latest', '--home', home, '--json');
  assert.equal(status, 1);
  assert.match(stdout, new RegExp(`"changedScripts": \\[\\s*\\{\\s*"sha256": "${hash}"`));

  const report = (format: 'html' | 'md' | 'json' | 'junit') =>
    runReport(new Home(home), run.state.runId, format, async () => undefined);
  assert.match(await report('md'), /the text does not have this hash/);
  assert.match(await report('html'), /This text does not have the hash above: it was changed/);
  assert.match(await report('json'), /has been changed: its text does not have the hash on record/);
  assert.match(await report('junit'), /has been changed: its text does not have the hash on record/);
});

test('a run that a newer version has gone on with is listed as such, and is not called damaged', async (t) => {
  const { run } = await aRun(t, [gate()]);
  await run.close();
  await writeLines(run.folder, asNewer(await linesOf(run.folder), [{ type: 'run-paused' }]));
  const home = dirname(dirname(run.folder));
  assert.match(cli('runs', '--home', home).stdout, /written by a newer version/);
  const { status, stdout } = cli('verify', run.state.runId, '--home', home);
  assert.equal(status, 2);
  assert.match(stdout, /was written by a newer version \(2\.0\.0\).*\n.*Update Cluster Patch Checklist/);
});

test('report prints one JSON document with --json, whatever the format', async (t) => {
  const { run } = await aRun(t, [gate()]);
  await run.close();
  const report = (...args: readonly string[]) =>
    cli('report', run.state.runId, '--home', dirname(dirname(run.folder)), ...args);
  assert.match(report().stdout, /^# /);
  for (const args of [['--json'], ['--json', '--format', 'json'], ['--format', 'json']])
    assert.equal(reportDocument.parse(JSON.parse(report(...args).stdout)).run.id, run.state.runId);
  const asText = z.strictObject({ format: z.string(), text: z.string() });
  const { format, text } = asText.parse(JSON.parse(report('--json', '--format', 'html').stdout));
  assert.equal(format, 'html');
  assert.match(text, /^<!doctype html>/i);
  const out = join(run.folder, 'report.md');
  assert.deepEqual(JSON.parse(report('--json', '--out', out).stdout), { file: out });
  assert.match(await readFile(out, 'utf8'), /^# /);
});
