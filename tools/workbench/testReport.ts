import * as z from 'zod';

/** How one test ended. */
export const testReportSchema = z.strictObject({
  outcome: z.enum(['passed', 'failed', 'skipped']),
  /** With the names of the suites round it: `tree › shows the lab`. */
  name: z.string(),
  durationMs: z.number(),
  /** For a failed test: what was wrong and where. */
  error: z.string().optional(),
});
export type TestReport = z.infer<typeof testReportSchema>;
