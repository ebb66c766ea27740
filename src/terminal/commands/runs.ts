import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { driftText } from '../../cluster/drift.ts';
import { ProblemError } from '../../cluster/problem.ts';
import type { ReportFormat } from '../../report/report.ts';
import { scriptsOf } from '../../report/scriptList.ts';
import { readJournal } from '../../tasks/journal.ts';
import { updateFirst } from '../../tasks/journalText.ts';
import type { Run } from '../../tasks/run.ts';
import { outcomeOf } from '../../tasks/runState.ts';
import { keptScripts } from '../../tasks/scriptStore.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import { runDocument } from '../runDocument.ts';
import { claimLines } from '../runLines.ts';
import type { Session } from '../session.ts';

/** `runs`: every run of this home, oldest first. */
export async function runs({ operator, output }: Session): Promise<number> {
  const all = await operator.home.runs();
  output.document({ runs: all });
  if (all.length === 0) output.line('No run has been started in this home.');
  for (const run of all)
    output.line(
      printable(
        `${run.runId}  ${run.cluster}  ${run.procedure}  ${unread[run.outcome] ?? run.outcome}  ${run.startedAt}`,
      ),
    );
  return exitCode.verified;
}

const unread: { readonly [outcome: string]: string } = {
  newer: 'written by a newer version',
  damaged: 'its journal is damaged: see verify',
};

/** `abort`: ends a run for good and lists what is not at rest. */
export async function abort(session: Session, name: string, reason: string): Promise<number> {
  const { operator, output, signal } = session;
  const run = await operator.openRun(name);
  try {
    if (run.state.status !== 'active') return await giveBackLeft(run, session);
    const drift = await run.abort(reason, { signal });
    output.document(runDocument(run.state, await operator.labSummary(run.state)));
    output.line(drift.length === 0 ? 'Aborted; the cluster is at rest.' : 'Aborted. What is not at rest:');
    for (const line of drift) output.line(`  ${printable(driftText(line))}`);
    claimLines(run, output);
    return exitCode.verified;
  } finally {
    await run.close();
  }
}

/** An ended run has nothing to abort; but what it could not give back at its end keeps others out. */
async function giveBackLeft(run: Run, { output, signal }: Session): Promise<number> {
  const { runId, status } = run.state;
  const left = await run.giveBackLeft({ signal });
  if (left === 'nothing')
    throw new ProblemError({
      kind: 'input',
      message: `the run ${runId} is ${status}`,
      remedy: 'There is nothing to abort.',
    });
  if (left === 'still-there')
    throw new ProblemError({
      kind: 'unreachable',
      message: `the run ${runId} is ${status}, and no node could take its claim back`,
      remedy: 'Try again when the nodes can be reached, or wait: a claim ends within 15 minutes.',
    });
  output.document({ runId, outcome: outcomeOf(run.state), claim: left });
  output.line(`The run was ${status} already. Its claim on the cluster is given back.`);
  return exitCode.verified;
}

/**
 * `verify`: checks that a journal is whole, and that the scripts kept with it are those that were sent; names the first
 * record that is not what was written, and each script that was changed.
 */
export async function verify({ operator, output }: Session, name: string): Promise<number> {
  const runId = await operator.runId(name);
  const folder = join(operator.home.runsFolder, runId);
  const { records, lastHash, torn, damage } = await readJournal(folder);
  const changed = scriptsOf(records, await keptScripts(folder)).filter(({ genuine }) => genuine === false);
  const empty = records.length === 0 && damage === undefined;
  output.document({
    runId,
    whole: damage === undefined && !empty,
    records: records.length,
    lastHash,
    torn: torn !== '',
    damage: damage ?? null,
    changedScripts: changed.map(({ sha256, operations }) => ({ sha256, operations })),
  });
  const number = records.length === 1 ? '1 record' : `${records.length} records`;
  if (empty) output.line(output.style('red', 'the journal holds no record: nothing was sent to the cluster'));
  else if (damage === undefined)
    output.line(output.style('green', `${number}, whole; last hash ${lastHash}`));
  else
    output.line(
      output.style(damage.newer ? 'yellow' : 'red', `line ${damage.line} ${printable(damage.message)}`),
    );
  if (damage?.newer === true) output.line(updateFirst);
  if (torn !== '')
    output.line('The last line was torn off in the middle of writing; nothing that it announced was sent.');
  for (const { sha256, operations } of changed)
    output.line(
      output.style(
        'red',
        `scripts/${sha256}.ps1 was changed: it is not the script of ${printable(operations.join(', '))} that was sent`,
      ),
    );
  if (changed.length > 0 || empty) return exitCode.stepFailed;
  if (damage === undefined) return exitCode.verified;
  // What this version cannot read is not whole as far as it can tell, and not damaged either.
  return damage.newer ? exitCode.badInput : exitCode.stepFailed;
}

/**
 * `report`: the evidence, to a file or to standard output. With --json it is the JSON report; a format that is named
 * otherwise is text inside the one document.
 */
export async function report(
  { operator, output }: Session,
  runId: string,
  named: ReportFormat | undefined,
  file: string | undefined,
): Promise<number> {
  const format = named ?? (output.json && file === undefined ? 'json' : 'md');
  const text = await operator.report(runId, format);
  if (file === undefined) {
    if (output.json && format !== 'json') output.document({ format, text });
    else process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return exitCode.verified;
  }
  await writeFile(file, text, 'utf8').catch((error: unknown) => {
    throw new ProblemError({
      kind: 'io',
      file,
      message: `cannot be written: ${String(error)}`,
      remedy: 'Name a file in a folder that you may write to.',
    });
  });
  output.document({ file });
  output.line(`Report written to ${file}`);
  return exitCode.verified;
}
