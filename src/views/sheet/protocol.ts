import * as z from 'zod';
import { line, pageText, script } from '../protocol.ts';

/**
 * A sheet is a page that is read: what was found at one moment, and what can be done next. It is made of a few kinds
 * of blocks, so that everything found looks and is read aloud alike. Both ends parse what they get.
 */

/** What a text means; each tone has a shape and words beside its colour. */
const tone = z.enum(['plain', 'good', 'warn', 'bad']);
export type Tone = z.infer<typeof tone>;

/** A button. The extension knows what it does; the page only says which one was pressed. */
const action = z.strictObject({
  id: z.string(),
  label: z.string(),
  look: z.enum(['primary', 'secondary']),
  /** What is read aloud, where the label alone does not say what it is about. */
  spoken: z.string().optional(),
});
export type SheetAction = z.infer<typeof action>;

const callout = z.strictObject({
  kind: z.literal('callout'),
  tone,
  title: z.string(),
  text: z.string().optional(),
});

const cell = z.strictObject({ text: z.string(), tone: tone.optional() });

const table = z.strictObject({
  kind: z.literal('table'),
  title: z.string(),
  columns: z.array(z.strictObject({ title: z.string(), numeric: z.boolean() })),
  rows: z.array(
    z.strictObject({
      head: z.string(),
      under: z.string().optional(),
      /** Said beside the head, such as that this one is recommended. */
      mark: z.string().optional(),
      cells: z.array(cell),
      actions: z.array(action),
    }),
  ),
});

const list = z.strictObject({
  kind: z.literal('list'),
  title: z.string(),
  ordered: z.boolean(),
  items: z.array(
    z.strictObject({
      tone,
      text: z.string(),
      node: z.string().optional(),
      /** In one word or two, at the end of the line. */
      state: z.string().optional(),
      details: z.array(z.string()),
    }),
  ),
});

/** A step of a procedure before it is run. */
const step = z.strictObject({
  kind: z.literal('step'),
  title: z.string(),
  node: z.string().optional(),
  /** In words: how its guards stand. */
  state: z.string(),
  tone,
  prevents: z.string().optional(),
  reconstructed: z.string().optional(),
  instructions: z.array(z.string()),
  guards: z.array(line),
  verification: z.array(line),
  scripts: z.array(script),
});

const block = z.discriminatedUnion('kind', [callout, table, list, step]);
export type Block = z.infer<typeof block>;
export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

export const sheet = z.strictObject({
  cluster: z.string(),
  lab: z.boolean(),
  /** What kind of sheet, and of which moment. */
  overline: z.string(),
  title: z.string(),
  subtitle: z.string().optional(),
  actions: z.array(action),
  blocks: z.array(block),
});
export type Sheet = z.infer<typeof sheet>;

/** The page's own words, translated by the extension. */
export const sheetText = pageText.strip().pick({
  lab: true,
  prevents: true,
  reconstructed: true,
  whatToDo: true,
  guards: true,
  verification: true,
  observed: true,
  scripts: true,
  parameters: true,
  noChanges: true,
  passed: true,
  failed: true,
  planned: true,
});
export type SheetText = z.infer<typeof sheetText>;

/** From the extension to the page. */
export const toSheet = z.strictObject({ type: z.literal('sheet'), text: sheetText, sheet });
export type ToSheet = z.infer<typeof toSheet>;

/** From the page to the extension. */
export const fromSheet = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('press'), action: z.string() }),
]);
export type FromSheet = z.infer<typeof fromSheet>;
