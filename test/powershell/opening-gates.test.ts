/** What spoils a run later is seen before anything is changed: the opening gate of every built-in procedure. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstFailure } from '../../src/cluster/evidence.ts';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { readWorld, resetWorld } from '../../src/lab/worldFile.ts';
import { procedure } from '../../src/tasks/procedure.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import { currentStep } from '../../src/tasks/runState.ts';
import { signal } from './labCluster.ts';
import { type LabHome, labHome } from './labHome.ts';

interface Spoiler {
  readonly what: string;
  /** Lines that another administrator types. */
  readonly node: string;
  readonly line: string;
  /** What the gate says, with what to do. */
  readonly message: RegExp;
}

const spoilers: readonly Spoiler[] = [
  {
    what: 'failback allowed to a preferred owner',
    node: 'NODE1',
    line: "$g = Get-ClusterGroup 'OpsMgr RMS'; $g | Set-ClusterOwnerNode -Owners NODE1; $g.AutoFailbackType = 1",
    message: /failback allowed to NODE1\. Set "Prevent failback"/,
  },
  {
    what: 'a node that somebody else has paused',
    node: 'NODE1',
    line: 'Suspend-ClusterNode NODE2',
    message:
      /NODE2: expected NODE2: Up, observed Paused\. .*Find out who paused it.*cluster-patch restore --cluster lab/,
  },
  {
    what: 'services that are Automatic already',
    node: 'NODE2',
    line: 'Set-Service OMSDK -StartupType Automatic',
    message:
      /NODE2: expected OMSDK: Manual, observed Automatic\. .*Restore first: cluster-patch restore --cluster lab/,
  },
  {
    what: 'possible owners that leave a node out',
    node: 'NODE1',
    line: "Get-ClusterResource 'RMS SDK' | Set-ClusterOwnerNode -Owners NODE1",
    message: /NODE2: expected possible owner of RMS SDK, observed not a possible owner\. Add NODE2/,
  },
  {
    what: 'a service account that cannot log on',
    node: 'NODE2',
    line: "Lock-LabAccount 'LAB\\svc-opsmgr'; try { Start-Service OMSDK -ErrorAction Stop } catch { }",
    message:
      /NODE2: expected no failed logon of a service, observed OMSDK ended with 1069.*Set the account's password/,
  },
  {
    what: 'another installation that is running',
    node: 'NODE2',
    line: 'Start-LabInstaller lab-files',
    message: /an installation is running/,
  },
];

describe('the opening gate refuses', () => {
  let home: LabHome;
  before(async () => {
    home = labHome();
    await home.operator.definition('lab');
  });
  after(() => home.dispose());

  /** Runs a procedure to its first step that is not ticked; what that step says. */
  async function opening(id: string): Promise<{ readonly step: string; readonly says: string }> {
    const run = await home.operator.startRun(
      { cluster: 'lab', procedure: id, update: 'lab-files' },
      { signal },
    );
    try {
      for (;;) {
        const { kind } = await run.runCurrent({ signal });
        const step = currentStep(run.state);
        if (kind === 'ticked' && step?.id !== 'pause-second') continue;
        const lines = step?.evidence.filter(({ passed }) => !passed) ?? [];
        return { step: step?.id ?? '', says: lines.map((line) => firstFailure([line])).join('\n') };
      }
    } finally {
      await run.abort('the test has seen enough', { signal });
      await run.close();
    }
  }

  for (const { what, node, line, message } of spoilers)
    it(what, async () => {
      const { operator } = home;
      const path = operator.lab.worldPath('lab');
      resetWorld(path, freshWorld());
      const { failed, lines } = await operator.execOnLab(
        await operator.definition('lab'),
        node,
        line,
        signal,
      );
      assert.equal(failed, false, lines.join('\n'));
      const seen = await opening('rms-active-first');
      assert.equal(seen.step, 'opening-gate');
      assert.match(seen.says, message);
      assert.deepEqual(readWorld(path).hazards, []);
    });
});

it('every built-in procedure that installs opens with these checks, and asks for the key of an RMS', () => {
  for (const data of builtInProcedures) {
    const { id, steps, needsPackage, forServices } = procedure.parse(data);
    // One that begins when the cluster is patched moves nothing and stops nothing there.
    if (!needsPackage || steps.some(({ each }) => each !== undefined)) continue;
    const gate = steps.find((step) => step.id === 'opening-gate');
    const checks = gate?.verify.map(({ check }) => check) ?? [];
    const wanted = ['at-rest', 'no-installation-running', 'failback-prevented', 'possible-owners-complete'];
    for (const check of [...wanted, 'service-accounts']) assert.ok(checks.includes(check), `${id}: ${check}`);
    if (forServices !== undefined && id.startsWith('rms-'))
      assert.ok(
        steps.some((step) => step.kind === 'question'),
        `${id} asks for the backup of the key`,
      );
  }
});
