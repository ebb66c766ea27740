import type { Roles } from '../../../src/cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../../../src/cluster/definition.ts';
import type { Evidence } from '../../../src/cluster/evidence.ts';
import type { UpdatePackage } from '../../../src/cluster/package.ts';
import type { ReportInput } from '../../../src/report/report.ts';
import { guardsOf, operationsOf, rolesIn, verificationOf } from '../../../src/tasks/binding.ts';
import { asJson } from '../../../src/tasks/door.ts';
import { type JournalRecord, journalFormat, type RunEvent } from '../../../src/tasks/events.ts';
import { applicable, procedure, type Step } from '../../../src/tasks/procedure.ts';
import rmsPassiveFirst from '../../../src/tasks/procedures/rms-passive-first.procedure.json' with {
  type: 'json',
};
import { replay } from '../../../src/tasks/replay.ts';
import type { Author } from '../../../src/tasks/runState.ts';
import { sha256 } from '../../../src/tasks/sha256.ts';
import { aCluster, aDefinition, aPackage } from './clusters.ts';
import { aContext } from './conditions.ts';

export const alice: Author = { user: 'CONTOSO\\alice', machine: 'JUMP01', version: '0.1.0' };
export const bob: Author = { user: 'CONTOSO\\bob', machine: 'JUMP02', version: '0.1.0' };

const roles: Roles = { first: 'NODE2', second: 'NODE1', active: 'NODE1', passive: 'NODE2' };

const functionNames: Readonly<Record<string, string>> = {
  'start-install': 'Start-ClusterPatchInstall',
  'stop-services': 'Stop-ClusterPatchService',
  'set-start-type': 'Set-ClusterPatchStartType',
  'move-groups': 'Move-ClusterPatchGroup',
};

/** The script of an operation on paper; as long as a real one, so that a picture of the report shows what it would. */
export const scriptOf = (operation: string): string => `function ${functionNames[operation] ?? operation} {
    param(
        [string[]] $Names
    )
    foreach ($name in $Names) {
        if ($name -eq '' -and 1 -lt 2) { throw "No name & nothing to do" }
    }
}
`;

/** A journal on paper: each record so many seconds after the one before, by the author of the moment. */
export class RecordedRun {
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage;
  readonly steps: readonly Step[];
  readonly #lines: string[] = [];
  readonly #records: JournalRecord[] = [];
  #time = Date.parse('2026-11-24T02:00:04.000Z');
  by = alice;

  constructor(
    changes: {
      definition?: ClusterDefinition;
      update?: UpdatePackage;
      drift?: Extract<RunEvent, { type: 'run-started' }>['drift'];
    } = {},
  ) {
    this.definition = changes.definition ?? aDefinition();
    this.update = changes.update ?? aPackage();
    const whole = applicable(
      procedure.parse(rmsPassiveFirst),
      this.definition,
      this.update,
      roles,
      undefined,
    );
    this.steps = whole.steps;
    this.add(0, {
      type: 'run-started',
      format: journalFormat,
      runId: '20261124T020004-rms-4f1c9a',
      cluster: this.definition.name,
      definition: asJson(this.definition),
      update: asJson(this.update),
      procedure: asJson(whole),
      roles,
      nodeTime: '2026-11-24T02:00:05.000Z',
      baseline: aCluster(),
      drift: changes.drift ?? [],
    });
  }

  add(seconds: number, event: RunEvent): this {
    this.#time += seconds * 1000;
    const record: JournalRecord = {
      seq: this.#records.length,
      at: new Date(this.#time).toISOString(),
      by: this.by,
      previous: sha256(this.#lines.at(-1) ?? ''),
      event,
    };
    this.#records.push(record);
    this.#lines.push(JSON.stringify(record));
    return this;
  }

  /** The step whose first operation is this one, or that has this id. */
  step(name: string): Step {
    const found = this.steps.find((step) => step.id === name || operationsOf(step)[0]?.operation === name);
    if (found === undefined) throw new Error(`the procedure has no step ${name}`);
    return found;
  }

  begin(step: Step): this {
    return this.add(1.4, {
      type: 'step-started',
      step: step.id,
      guards: guardsOf(step).flatMap((each) => evidenceFor(each.kind, each.text(aContext()), step)),
    });
  }

  /** Sends every operation of the step, and gets each result after so many seconds. */
  operate(step: Step, seconds: number): this {
    for (const [index] of operationsOf(step).entries())
      this.send(step, index).add(seconds, returned(step, index, seconds));
    return this;
  }

  send(step: Step, index = 0): this {
    const operation = operationsOf(step)[index];
    if (operation === undefined) throw new Error(`${step.id} has no operation ${index}`);
    return this.add(0.2, {
      type: 'operation-sent',
      step: step.id,
      index,
      operation: operation.operation,
      node: rolesIn({ roles }, step)[operation.node],
      parameters: parametersOf(operation.operation, this.definition),
      script: sha256(scriptOf(operation.operation)),
    });
  }

  tick(step: Step, seconds: number): this {
    return this.add(seconds, { type: 'step-verified', step: step.id, evidence: passing(step) });
  }

  /** The whole step as it goes when all is well. */
  pass(step: Step): this {
    const [operation] = operationsOf(step);
    const [working, settling] = durations[operation?.operation ?? step.kind] ?? [1, 1];
    return this.begin(step).operate(step, working).tick(step, settling);
  }

  passAll(from = 0, to = this.steps.length): this {
    for (const step of this.steps.slice(from, to)) this.pass(step);
    return this;
  }

  input(changes: Partial<ReportInput> = {}): ReportInput {
    const state = replay(this.#records);
    if (state === undefined) throw new Error('the journal is empty');
    const scripts = new Map(
      Object.keys(functionNames).map((name) => [sha256(scriptOf(name)), scriptOf(name)]),
    );
    return {
      state,
      records: this.#records,
      scripts,
      integrity: { whole: true, lastHash: sha256(this.#lines.at(-1) ?? '') },
      ...changes,
    };
  }
}

/** Seconds of work and until the verification passes. */
const durations: Readonly<Record<string, readonly [number, number]>> = {
  'start-install': [1.1, 148],
  'stop-services': [6.3, 0.9],
  'set-start-type': [0.6, 0.7],
  'move-groups': [38.2, 4.1],
  gate: [0, 2.3],
  question: [0, 0.1],
};

const returned = (step: Step, index: number, seconds: number): RunEvent => ({
  type: 'operation-returned',
  step: step.id,
  index,
  milliseconds: seconds * 1000 - 40,
  result: { kind: 'returned', value: { changed: true } },
});

const parametersOf = (operation: string, definition: ClusterDefinition) => {
  const names = definition.services.map(({ name }) => name);
  if (operation === 'move-groups') return { Groups: ['OpsMgr RMS', 'Cluster Group'], Node: roles.first };
  if (operation === 'set-start-type') return { Names: names, StartType: 'Manual' };
  if (operation === 'stop-services') return { Names: names, Groups: ['OpsMgr RMS'] };
  return {
    RunId: '20261124T020004-rms-4f1c9a',
    FilePath: 'C:\\Windows\\System32\\msiexec.exe',
    ArgumentList: ['/update', 'C:\\Updates\\KB951380.msp', '/quiet'],
  };
};

/** What a verification of the step sees when it passes. */
export const passing = (step: Step): readonly Evidence[] =>
  step.kind === 'question'
    ? [{ expected: step.question, observed: 'yes, answered by the operator', passed: true }]
    : verificationOf(step).flatMap((each) => evidenceFor(each.kind, each.text(aContext()), step));

function evidenceFor(kind: string, text: string, step: Step): readonly Evidence[] {
  const node = step.node === undefined ? undefined : rolesIn({ roles }, step)[step.node];
  const on = node === undefined ? {} : { node };
  switch (kind) {
    case 'services':
      return ['HealthService', 'OMCFG', 'OMSDK'].map((name) => ({
        ...on,
        expected: `${name}: Stopped · Manual`,
        observed: 'Stopped · Manual',
        passed: true,
        ...(name === 'HealthService'
          ? {
              note: `It cannot start on ${node}: its disk is on the active node. An error about its start is expected and means nothing.`,
            }
          : {}),
      }));
    case 'groups-online':
      return [
        { node: 'NODE1', expected: 'OpsMgr RMS: Online on NODE1', observed: 'Online on NODE1', passed: true },
      ];
    case 'files-at-version':
      return [
        { ...on, expected: 'mommodules.dll 6.0.6278.20 or later', observed: '6.0.6278.20', passed: true },
      ];
    case 'install-finished':
      return [
        {
          ...on,
          expected: 'the installer ended with success',
          observed: 'exit code 0 after 2 min 21 s',
          passed: true,
        },
      ];
    default:
      return [{ ...on, expected: text, observed: 'as expected', passed: true }];
  }
}

export const hostile = {
  service: '<img src=x onerror=alert(1)>',
  title: 'Fix "R2" <script>alert(1)</script> ]]> & \'more\'',
  user: 'CONTOSO\\eve"><b>|`x`',
  reason:
    'line one\n# line | two `code` <!-- --> \u001b[31mred\u0000 \u202Egnp.exe [link](javascript:alert(1))',
};

/**
 * A run in which nearly everything happens: names that try to be markup, a start with drift, a failure and a second
 * attempt, a night's pause after a stop, a colleague who goes on, a refusal, a skip, and an end away from rest.
 */
export function eventful(): ReportInput {
  const services = ['HealthService', 'OMCFG', hostile.service].map((name) => ({ name }));
  const run = new RecordedRun({
    definition: aDefinition({ services }),
    update: aPackage({ title: hostile.title }),
    drift: [
      {
        kind: 'start-type',
        node: 'NODE2',
        subject: hostile.service,
        expected: 'Manual',
        observed: 'Automatic',
      },
    ],
  });
  const stop = run.step('stop-services');
  const at = run.steps.indexOf(stop);
  run.passAll(0, at);
  run
    .begin(stop)
    .send(stop)
    .add(30, {
      type: 'operation-returned',
      step: stop.id,
      index: 0,
      milliseconds: 29_800,
      result: {
        kind: 'failed',
        failure: {
          kind: 'failed',
          code: 1053,
          message: `${hostile.service} does not stop.`,
          remedy: 'Look at its process on NODE2.',
        },
      },
    });
  run.add(0.1, {
    type: 'step-failed',
    step: stop.id,
    reason: `${hostile.service} does not stop. Look at its process on NODE2.`,
    evidence: [
      {
        node: 'NODE2',
        expected: `${hostile.service}: Stopped`,
        observed: 'StopPending',
        passed: false,
        note: 'Waiting will not help.',
      },
    ],
  });
  run.add(40, {
    type: 'run-interrupted',
    step: stop.id,
    reason: 'stopped by the operator; what runs on a node goes on there',
  });
  run.by = { ...bob, user: hostile.user };
  run.add(7 * 3600, {
    type: 'run-resumed',
    reason: 'stopped by the operator; what runs on a node goes on there',
  });
  run.pass(stop);
  const next = run.steps[at + 1] ?? stop;
  run.add(3, {
    type: 'step-refused',
    step: next.id,
    guards: [{ node: 'NODE2', expected: 'passive', observed: 'active', passed: false }],
  });
  run.add(20, { type: 'step-skipped', step: next.id, reason: hostile.reason });
  run.passAll(at + 2, run.steps.length - 1);
  const last = run.steps.at(-1) ?? stop;
  run.begin(last).tick(last, 3);
  run.add(1, {
    type: 'run-completed',
    drift: [
      {
        kind: 'service-status',
        node: 'NODE2',
        subject: hostile.service,
        expected: 'Stopped',
        observed: 'Running',
      },
    ],
  });
  return run.input({
    scripts: new Map([
      [sha256(scriptOf('stop-services')), scriptOf('stop-services')],
      [sha256(scriptOf('move-groups')), '# changed'],
    ]),
    integrity: {
      whole: false,
      lastHash: 'f'.repeat(64),
      message: 'line 41 does not follow from the record before it: one of the two was changed',
    },
    lab: {
      hazards: [
        {
          kind: 'second-rms',
          at: '2026-11-24T09:20:00.000Z',
          detail: `${hostile.service} ran on NODE1 and NODE2`,
        },
      ],
      downtimeSeconds: 131,
      failovers: 1,
      moves: 1,
    },
  });
}

/** Numbers of the steps of `eventful`: of the one that was tried twice, of the skipped one, of the one that moves groups. */
export function placesIn({ state: { steps } }: ReportInput) {
  const skipped = steps.findIndex(({ progress }) => progress === 'skipped') + 1;
  const moving = steps.findIndex(({ operations }) => operations[0]?.operation === 'move-groups') + 1;
  return { retried: skipped - 1, skipped, moving, total: steps.length };
}
