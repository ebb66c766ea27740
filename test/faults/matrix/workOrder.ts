import * as z from 'zod';

/* What the crew and its workers say to each other. */

const text = z.string();

export const order = z.object({
  cases: z.array(
    z.object({ procedure: text, update: text, fault: text, operation: text, node: text, step: text }),
  ),
});
export type Order = z.infer<typeof order>;

export const report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({
    kind: z.literal('result'),
    result: z.object({
      text,
      procedure: text,
      kind: text,
      end: text,
      problems: z.array(text),
      story: z.array(text),
    }),
  }),
]);
