import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');

test('npm run rehearse patches the lab, reports and ends with 0', async (context) => {
  const home = await mkdtemp(join(tmpdir(), 'cluster-patch-rehearse-'));
  context.after(() => rm(home, { recursive: true, force: true }));
  const { stdout } = await promisify(execFile)('npm', ['run', 'rehearse', '--', '--home', home], {
    cwd: root,
  });
  assert.match(stdout, /completed: (\d+) of \1 steps verified/);
  assert.match(stdout, /unplanned failovers 0, planned moves 1, hazards 0/);
  assert.match(await readFile(join(home, 'report.html'), 'utf8'), /<!doctype html>/i);
});
