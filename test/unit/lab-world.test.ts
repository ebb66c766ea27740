import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { summarize } from '../../src/lab/summary.ts';
import { world } from '../../src/lab/world.ts';
import { readWorld, resetWorld, updateWorld, worldPath } from '../../src/lab/worldFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-world-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = worldPath(folder, 'lab');

describe('a fresh world', () => {
  it('keeps to its own schema, whatever was asked for', () => {
    const asked = { clusterName: 'sql', nodes: ['A', 'B', 'C'], groupName: 'SQL', os: '2003' } as const;
    for (const one of [freshWorld(), freshWorld(asked)]) assert.deepEqual(world.parse(one), one);
    assert.deepEqual(
      freshWorld(asked).nodes.map(({ name, services }) => `${name} ${services[0]?.status}`),
      ['A Running', 'B Stopped', 'C Stopped'],
    );
  });
});

describe('the world file', () => {
  it('is made, read and changed', () => {
    resetWorld(path, freshWorld());
    updateWorld(path, (present) => ({ ...present, patchedDatabases: ['lab-database'] }));
    assert.deepEqual(readWorld(path).patchedDatabases, ['lab-database']);
    assert.ok(!existsSync(path.replace('.json', '.lock')));
  });

  it('is taken over from a holder of its lock that was killed', () => {
    resetWorld(path, freshWorld());
    const dead = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path.replace('.json', '.lock'), `${dead.pid}`);
    updateWorld(path, (present) => ({ ...present, patchedDatabases: ['x'] }));
    assert.deepEqual(readWorld(path).patchedDatabases, ['x']);
  });

  it('is refused when it is not one, with what to do', () => {
    writeFileSync(path, JSON.stringify({ ...freshWorld(), clock: 'late' }));
    assert.throws(
      () => readWorld(path),
      /world\.json is not a lab this version can read \(clock: .*\): reset the lab/,
    );
  });
});

describe('the summary', () => {
  it('counts an outage that lasts still', () => {
    const fresh = freshWorld({ now: 100_000 });
    const present = {
      ...fresh,
      tally: { downSince: 90_000, downMilliseconds: 2500, failovers: 1, moves: 2 },
      hazards: [{ kind: 'node-left-paused', at: 0, detail: 'NODE2' }],
    };
    assert.deepEqual(summarize(present), {
      hazards: [{ kind: 'node-left-paused', at: '1970-01-01T00:00:00.000Z', detail: 'NODE2' }],
      downtimeSeconds: 12.5,
      failovers: 1,
      moves: 2,
    });
  });

  it('of a run is what was seen since that began, each hazard once', () => {
    const fresh = freshWorld({ now: 100_000 });
    const hazard = (detail: string) => ({ kind: 'node-left-paused', at: 0, detail });
    const present = {
      ...fresh,
      tally: { downSince: 0, downMilliseconds: 20_000, failovers: 1, moves: 3 },
      hazards: [hazard('NODE1'), hazard('NODE1'), hazard('NODE2'), hazard('NODE2')],
      runStarts: [
        { runId: 'first', downMilliseconds: 2000, failovers: 0, moves: 0, hazards: 0 },
        { runId: 'second', downMilliseconds: 12_000, failovers: 1, moves: 2, hazards: 1 },
      ],
    };
    const second = summarize(present, 'second');
    assert.deepEqual(
      second.hazards.map(({ detail }) => detail),
      ['NODE1', 'NODE2'],
    );
    assert.deepEqual([second.downtimeSeconds, second.failovers, second.moves], [8, 0, 1]);
    assert.equal(summarize(present, 'first').downtimeSeconds, 18);
    assert.equal(summarize(present).hazards.length, 4);
    assert.equal(summarize(present, 'from before a reset').moves, 3);
  });
});
