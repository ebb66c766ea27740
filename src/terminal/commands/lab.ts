import { ProblemError } from '../../cluster/problem.ts';
import { operatingSystems } from '../../lab/operatingSystems.ts';
import type { LanguageMode, OsKind } from '../../lab/world.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

/** What a session may do on the nodes, as a person names it. */
export const languageModes = {
  full: 'FullLanguage',
  constrained: 'ConstrainedLanguage',
  none: 'NoLanguage',
} as const satisfies { readonly [name: string]: LanguageMode };
export type LanguageName = keyof typeof languageModes;

export interface LabResetOptions {
  readonly os: OsKind;
  readonly language: LanguageName;
}

/** `lab reset`: a fresh lab, of nodes with the given Windows and the given endpoint. */
export async function labReset(
  { operator, output }: Session,
  { os, language }: LabResetOptions,
): Promise<number> {
  const languageMode = languageModes[language];
  // JEA came with PowerShell 5.0 and ConstrainedLanguage with 3.0; 2003 ends at 2.0. Source: Microsoft, "JEA prerequisites".
  if (language !== 'full' && (os === '2003' || os === '2008'))
    throw new ProblemError({
      kind: 'input',
      message: `there is no ${languageMode} session on ${operatingSystems[os].caption} as it usually is`,
      remedy: 'Take --os 2008r2 or 2012+ for it.',
    });
  await operator.resetLab({ os, languageMode });
  output.document({ cluster: 'lab', os, languageMode });
  output.line(
    'The lab is fresh: cluster lab, NODE1 active, NODE2 passive, beside it the management server MS1, the gateway GW1 and twelve agents; packages lab-files, lab-database and lab-os.',
  );
  output.line(`Its nodes are ${operatingSystems[os].caption}; sessions have ${languageMode}.`);
  return exitCode.verified;
}

/** `lab exec`: one PowerShell line on one lab node, as another administrator would type it. */
export async function labExec(
  { operator, output, signal }: Session,
  cluster: string,
  node: string,
  line: string,
): Promise<number> {
  const definition = await operator.definition(cluster);
  const { lines, failed } = await operator.execOnLab(definition, node, line, signal);
  output.document({ node, output: lines, failed });
  for (const text of lines) output.line(printable(text));
  return failed ? exitCode.stepFailed : exitCode.verified;
}

/** `lab hazards`: what the lab saw. */
export async function labHazards({ operator, output }: Session, cluster: string): Promise<number> {
  await operator.definition(cluster);
  const summary = await operator.lab.summary(cluster);
  output.document(summary);
  for (const hazard of summary.hazards)
    output.line(output.style('red', `${hazard.at} ${hazard.kind}: ${printable(hazard.detail)}`));
  output.line(
    `hazards ${summary.hazards.length}, downtime ${summary.downtimeSeconds} s, unplanned failovers ${summary.failovers}, planned moves ${summary.moves}`,
  );
  return exitCode.verified;
}
