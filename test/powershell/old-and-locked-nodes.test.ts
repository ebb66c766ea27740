/** The same procedures on nodes of every kind: by every cluster provider, and in every language mode. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import type { LabOptions } from '../../src/lab/freshWorld.ts';
import { labCluster, signal } from './labCluster.ts';
import { type LabHome, labHome } from './labHome.ts';

const onLab = async (options: Partial<LabOptions>, body: (home: LabHome) => Promise<void>) => {
  const home = labHome();
  try {
    await home.operator.resetLab(options);
    await body(home);
  } finally {
    await home.dispose();
  }
};

/** Carries a procedure out on the lab of a home, which is at rest afterwards and saw no hazard. */
async function carryOut({ operator }: LabHome, procedure: string, update: string): Promise<void> {
  const run = await operator.startRun({ cluster: 'lab', procedure, update }, { signal });
  let last: unknown;
  try {
    for (;;) {
      const outcome = await run.runCurrent({ signal });
      last = outcome;
      if (outcome.kind !== 'ticked') break;
    }
  } finally {
    await run.close();
  }
  assert.equal(run.state.status, 'completed', JSON.stringify(last));
  for (const { title, progress } of run.state.steps) assert.equal(progress, 'ticked', title);
  const seen = await operator.endLabRun(run.state, signal);
  assert.deepEqual(seen?.hazards, []);
  assert.equal(seen?.failovers, 0);
}

/** What `doctor` says each of them is driven by. */
const providers = { 2003: /with cluster\.exe/, 2008: /^WMI root/, '2008r2': /^FailoverClusters/ } as const;

describe('Windows before the cmdlets, and before they could drain', { concurrency: 2 }, () => {
  for (const os of ['2003', '2008', '2008r2'] as const)
    it(os, () =>
      onLab({ os }, async (home) => {
        const diagnosis = await home.operator.doctor('lab', { signal });
        const cluster = diagnosis.nodes[0]?.stages.find(({ stage }) => stage === 'cluster');
        assert.match(cluster !== undefined && 'observed' in cluster ? cluster.observed : '', providers[os]);
        await carryOut(home, 'rms-passive-first', 'lab-files');
        // The other procedure has more changes in it; one kind of node goes all the way through it too.
        if (os !== '2003') return;
        await home.operator.resetLab({ os });
        await carryOut(home, 'rms-active-first', 'lab-database');
      }),
    );

  for (const os of ['2008', '2008r2'] as const)
    it(`${os}: what only the other procedure changes`, async () => {
      const lab = labCluster({}, { os });
      try {
        const resources = lab.world().resources.filter(({ type }) => type === 'Generic Service');
        const policy = resources.map(({ name }) => ({ name, restartAction: 0, restartThreshold: 5 }));
        const set = z.array(
          z.object({ name: z.string(), restartAction: z.int(), restartThreshold: z.int() }),
        );
        assert.deepEqual(set.parse(await lab.write('set-resource-policy', 'NODE1', { policy })), policy);
        const paused = await lab.write('suspend-node', 'NODE1', { node: 'NODE2' });
        assert.deepEqual(paused, { name: 'NODE2', was: 'Up', state: 'Paused' });
        const resumed = await lab.write('resume-node', 'NODE1', { node: 'NODE2' });
        assert.deepEqual(resumed, { name: 'NODE2', was: 'Paused', state: 'Up' });
        const names = policy.map(({ name }) => name);
        for (const [operation, state] of [
          ['stop-resources', 'Offline'],
          ['start-resources', 'Online'],
        ] as const) {
          await lab.write(operation, 'NODE1', { names });
          for (const { name } of policy)
            assert.equal(lab.world().resources.find((one) => one.name === name)?.state, state, name);
        }
      } finally {
        await lab.dispose();
      }
    });
});

describe('sessions that may not do everything', { concurrency: 2 }, () => {
  it('ConstrainedLanguage', () =>
    onLab({ languageMode: 'ConstrainedLanguage' }, async (home) => {
      const snapshot = await home.operator.snapshot('lab', { signal });
      const [node] = snapshot.nodes;
      assert.equal(node?.kind === 'reached' ? node.languageMode : node?.error.message, 'ConstrainedLanguage');
      await carryOut(home, 'rms-passive-first', 'lab-files');
    }));

  it('NoLanguage, with the functions of the endpoint', () =>
    onLab({ languageMode: 'NoLanguage' }, async (home) => {
      const diagnosis = await home.operator.doctor('lab', { signal });
      assert.equal(diagnosis.outcome, 'well', JSON.stringify(diagnosis.nodes));
      const language = diagnosis.nodes[0]?.stages.find(({ stage }) => stage === 'language');
      assert.match(language !== undefined && 'observed' in language ? language.observed : '', /endpoint/);
      await carryOut(home, 'rms-passive-first', 'lab-files');
    }));

  it('NoLanguage, with the functions of another version, or with none', () =>
    onLab({ languageMode: 'NoLanguage' }, async ({ operator, folder }) => {
      const endpoint = join(operator.lab.endpointFolder('lab'), 'ClusterPatch');
      const failure = async () => {
        const [node] = (await operator.doctor('lab', { signal })).nodes;
        const stage = node?.stages.find(({ state }) => state === 'failed');
        return stage?.state === 'failed'
          ? `${stage.observed} ${stage.remedy}`
          : JSON.stringify({ node, folder });
      };
      writeFileSync(
        join(endpoint, 'ClusterPatch.psm1'),
        "function Get-PatchVersion { New-Object PSObject -Property @{ Version = '0.0.1'; Scripts = 'other' } }\n",
      );
      assert.match(await failure(), /another version of this program \(0\.0\.1\).*cluster-patch jea/);
      writeFileSync(join(endpoint, 'ClusterPatch.psm1'), '');
      assert.match(await failure(), /takes no scripts.*cluster-patch jea/);
    }));
});
