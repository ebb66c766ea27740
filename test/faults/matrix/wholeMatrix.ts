import type { Operator } from '../../../src/home/operator.ts';
import { casesOf, databaseCasesOf, minds } from './everyCase.ts';
import type { FaultCase } from './faultCase.ts';

/** Every case of every built-in procedure; a procedure that looks at the database plays a package that changes it too. */
export async function wholeMatrix(operator: Operator): Promise<readonly FaultCase[]> {
  const definition = await operator.definition('lab');
  const files = await operator.update('lab-files');
  const database = await operator.update('lab-database');
  const procedures = await operator.home.procedures();
  return procedures.flatMap((entry) => {
    if (entry.kind === 'bad') return [];
    const usual = casesOf(entry.value, definition, files);
    return minds(entry.value) ? [...usual, ...databaseCasesOf(entry.value, definition, database)] : usual;
  });
}

/** Every n-th case, so that procedures, operations and faults are all met; the same ones each time. */
export function spread(cases: readonly FaultCase[], wanted: number): readonly FaultCase[] {
  const step = cases.length / wanted;
  return Array.from(
    { length: Math.min(wanted, cases.length) },
    (_, index) => cases[Math.floor(index * step)],
  ).filter((one) => one !== undefined);
}
