import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { parseJournal } from '../../src/tasks/journalText.ts';
import { WarmSessions } from '../../tools/lab-host/warmSessions.ts';
import { Seeded } from './matrix/seeded.ts';
import { Program } from './program.ts';

/*
 * The program is killed (SIGKILL) a hundred times while it works: some records after it has begun, and some milliseconds
 * after that, so that the instants lie between records, between an operation and its answer, and in the middle of a
 * write. Each time it is resumed, and each run must come to a verified end without a hazard.
 */

const killsInAll = 100;
const lanes = 2;
// Each lane has two sessions at work, while those that it killed before come to their end.
const warm = WarmSessions.start(lanes * 3);
after(() => warm?.end());
const procedures = ['rms-passive-first', 'rms-active-first', 'rms-offline'];
const runDocument = z.object({
  outcome: z.string(),
  steps: z.array(z.object({ id: z.string(), state: z.string() })),
});

/** Waits until the run has so many records, or its process is gone. */
async function untilRecords(
  program: Program,
  runId: string,
  wanted: number,
  gone: () => boolean,
): Promise<void> {
  while (!gone() && program.records(runId) < wanted) await pause(5);
}

/** One run, killed again and again until it has ended or there were kills enough. */
async function killedRun(
  program: Program,
  seeded: Seeded,
  procedure: string,
  wanted: number,
): Promise<number> {
  program.freshLab();
  const started = await program.run(
    ...['run', '--cluster', 'lab', '--procedure', procedure, '--package', 'lab-files', '--yes'],
    ...['--stop-after', 'opening-gate'],
  );
  const { runId } = z.object({ runId: z.string() }).parse(JSON.parse(started.output));
  let kills = 0;
  let tries = 0;
  for (;;) {
    const { process, ended } = program.start('resume', runId, '--yes');
    let gone = false;
    void ended.then(() => {
      gone = true;
    });
    if (kills < wanted) {
      await untilRecords(program, runId, program.records(runId) + seeded.between(2, 4), () => gone);
      await pause(seeded.between(0, 120));
      process.kill('SIGKILL');
    }
    const { signal, output } = await ended;
    if (signal === 'SIGKILL') {
      kills += 1;
      tries = 0;
      continue;
    }
    const { outcome, steps } = runDocument.parse(JSON.parse(output));
    tries += 1;
    // A step that was cut in the middle may be looked at and begun again; more than that, after a kill, it must not need.
    if (outcome !== 'completed' && tries < 3) continue;
    const { damage, torn } = parseJournal(readFileSync(program.journal(runId), 'utf8'));
    assert.equal(outcome, 'completed', output);
    assert.ok(steps.every(({ state }) => state === 'ticked'));
    assert.deepEqual({ damage, torn }, { damage: undefined, torn: '' });
    assert.deepEqual(program.world.hazards, []);
    return kills;
  }
}

describe('a run whose program is killed at a hundred instants', { concurrency: lanes }, () => {
  for (let lane = 1; lane <= lanes; lane += 1)
    test(`lane ${lane}: every run is resumed to a verified end`, async (context) => {
      const program = new Program();
      after(() => program.remove());
      const seeded = new Seeded(lane);
      let left = killsInAll / lanes;
      for (let round = 0; left > 0; round += 1) {
        const procedure = procedures[(round + lane) % procedures.length] ?? 'rms-passive-first';
        const kills = await killedRun(program, seeded, procedure, left);
        context.diagnostic(`${procedure}: killed ${kills} times, then completed`);
        assert.ok(kills > 0, 'the program was too fast to be killed');
        left -= kills;
      }
    });
});
