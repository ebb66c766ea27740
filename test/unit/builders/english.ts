import type { Localizer } from '../../../src/views/localizer.ts';

/** The texts as they stand in the code, with their places filled in. */
export const english: Localizer = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole)),
};
