import * as z from 'zod';

const target = z.object({
  cluster: z.string().optional(),
  node: z.string().optional(),
  procedure: z.string().optional(),
  /** The id of a package. */
  update: z.string().optional(),
  runId: z.string().optional(),
  step: z.string().optional(),
  place: z.object({ file: z.string(), line: z.number(), column: z.number() }).optional(),
});
/** What a command was called on: a row of a tree, or what a page showed. Empty from the palette. */
export type Target = z.infer<typeof target>;

/** Reads a command's argument; anything else than a target counts as none. */
export function targetOf(argument: unknown): Target {
  const parsed = target.safeParse(argument);
  return parsed.success ? parsed.data : {};
}
