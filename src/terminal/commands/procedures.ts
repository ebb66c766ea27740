import { problemText } from '../../cluster/problem.ts';
import { copyProcedure } from '../../home/copyProcedure.ts';
import { builtIn } from '../../home/home.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

/** `procedures`: what each is for, what it must not be used for, and where it comes from. */
export async function procedures({ operator, output }: Session): Promise<number> {
  const entries = await operator.home.procedures();
  const document = entries.flatMap((entry) =>
    entry.kind === 'bad'
      ? []
      : {
          id: entry.id,
          title: entry.value.title,
          source: entry.file === builtIn ? (entry.value.sources[0]?.url ?? builtIn) : entry.file,
          useFor: entry.value.useFor,
          doNotUseFor: entry.value.doNotUseFor,
        },
  );
  output.document({
    procedures: document,
    problems: entries.flatMap((entry) => (entry.kind === 'bad' ? [entry.problem] : [])),
  });
  for (const entry of document) {
    output.line(output.style('bold', entry.id));
    output.line(printable(`  ${entry.title}`));
    output.line(printable(`  For: ${entry.useFor}`));
    output.line(printable(`  Not for: ${entry.doNotUseFor}`));
    output.line(printable(`  Source: ${entry.source}`));
  }
  for (const entry of entries)
    if (entry.kind === 'bad') output.line(output.style('red', printable(problemText(entry.problem))));
  return exitCode.verified;
}

/** `procedures copy`: a copy of a procedure in the home, to be changed there. */
export async function copy(
  { operator, output }: Session,
  id: string,
  as: string | undefined,
): Promise<number> {
  const file = await copyProcedure(operator.home, id, as);
  output.document({ file });
  output.line(`Copied to ${file}: change it there.`);
  return exitCode.verified;
}
