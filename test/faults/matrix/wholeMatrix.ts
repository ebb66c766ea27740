import type { Operator } from '../../../src/home/operator.ts';
import { copiedPackage } from './copiedPackage.ts';
import { casesOf, copyCasesOf, databaseCasesOf, minds } from './everyCase.ts';
import { type FaultCase, kindOf } from './faultCase.ts';

/** Every case of every built-in procedure; a package that changes the database, and one that is copied, add what is theirs. */
export async function wholeMatrix(operator: Operator): Promise<readonly FaultCase[]> {
  const definition = await operator.definition('lab');
  const files = await operator.update('lab-files');
  const database = await operator.update('lab-database');
  const copied = copiedPackage(files, operator.home.folder);
  const procedures = await operator.home.procedures();
  return procedures.flatMap((entry) => {
    if (entry.kind === 'bad') return [];
    return [
      ...casesOf(entry.value, definition, files),
      ...(minds(entry.value) ? databaseCasesOf(entry.value, definition, database) : []),
      ...copyCasesOf(entry.value, definition, copied),
    ];
  });
}

/**
 * A part of the matrix, the same one each time: of every fault of every procedure one case, at an operation that differs
 * from pair to pair, and as many more, evenly spread, as are wanted.
 */
export function spread(cases: readonly FaultCase[], wanted: number): readonly FaultCase[] {
  const pairs = Map.groupBy(cases, (one) => `${one.procedure}/${kindOf(one)}`);
  const one = [...pairs.values()].flatMap((some, index) => some[(index * 7) % some.length] ?? []);
  const rest = cases.filter((candidate) => !one.includes(candidate));
  const more = Math.max(0, wanted - one.length);
  const others = Array.from({ length: more }, (_, index) => rest[Math.floor((index * rest.length) / more)]);
  const chosen = new Set([...one, ...others]);
  return cases.filter((candidate) => chosen.has(candidate));
}
