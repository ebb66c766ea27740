import * as z from 'zod';

/** What a guard or a verification expected and what it saw. */
export const evidence = z
  .object({
    expected: z.string(),
    observed: z.string(),
    passed: z.boolean(),
    /** The node that it was read on, where it was one. */
    node: z.string().exactOptional(),
    /** Why a difference that looks wrong is right here, or what to do about one that is. */
    note: z.string().exactOptional(),
    /** It holds, and a person must do something about it all the same. */
    attention: z.boolean().exactOptional(),
    /** What needs attention is only to be looked at, and casts no doubt on the run. */
    noted: z.boolean().exactOptional(),
    /** Waiting will not change it: a failure to act on now. */
    settled: z.boolean().exactOptional(),
    /** Nothing was changed, because something else was in the way: the step may be done again once that is over. */
    again: z.boolean().exactOptional(),
  })
  .readonly();
export type Evidence = z.infer<typeof evidence>;

/** How what was not seen begins. */
const unknown = 'unknown: ';

/** Unknown never counts as good: a reading that failed is a failed expectation that says why. */
export const unknownEvidence = (
  expected: string,
  error: { readonly message: string; readonly remedy: string },
  node?: string,
): Evidence => ({
  expected,
  observed: `${unknown}${error.message}`,
  passed: false,
  note: error.remedy,
  ...(node === undefined ? {} : { node }),
});

/** Nothing could be seen, so that it is neither done nor not done. */
export const isUnknown = ({ observed }: Evidence): boolean => observed.startsWith(unknown);

export const allPassed = (evidence: readonly Evidence[]): boolean => evidence.every((line) => line.passed);

/** What was expected and what was seen, and on which machine. */
export const evidenceText = ({ node, expected, observed }: Evidence): string =>
  `${node === undefined ? '' : `${node}: `}expected ${expected}, observed ${observed}`;

/** The first expectation that did not hold, as a sentence. */
export function firstFailure(evidence: readonly Evidence[]): string {
  const line = evidence.find((candidate) => !candidate.passed);
  if (line === undefined) return 'the verification did not pass';
  return `${evidenceText(line)}.${line.note === undefined ? '' : ` ${line.note}`}`;
}
