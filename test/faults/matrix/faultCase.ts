/** One case of the matrix: a procedure in which one fault strikes at one operation. */
export interface FaultCase {
  readonly procedure: string;
  readonly update: string;
  /** The kind with its value, such as `exit=1618`. */
  readonly fault: string;
  readonly operation: string;
  readonly node: string;
  /** The step before which the fault is laid; `start` for one that strikes while the run begins. */
  readonly step: string;
}

const usualUpdate = 'lab-files';

/** A case as one word; the fault in it is what `--fault` takes. */
export const caseText = ({ procedure, update, fault, operation, node, step }: FaultCase): string =>
  `${procedure}${update === usualUpdate ? '' : `+${update}`}/${fault}@${operation}:${node}#${step}`;

/** The fault's kind without its value. */
export const kindOf = ({ fault }: Pick<FaultCase, 'fault'>): string => fault.split('=')[0] ?? fault;

/** Finds the cases that a text means; node and step may be left out when they do not matter. */
export function casesLike(text: string, cases: readonly FaultCase[]): readonly FaultCase[] {
  const exact = cases.filter((one) => caseText(one) === text);
  if (exact.length > 0) return exact;
  return cases.filter((one) => {
    const whole = caseText(one);
    const [withoutStep = ''] = whole.split('#');
    return withoutStep === text || withoutStep.slice(0, withoutStep.lastIndexOf(':')) === text;
  });
}
