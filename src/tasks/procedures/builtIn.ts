import rmsPassiveFirst from './rms-passive-first.procedure.json' with { type: 'json' };

/** The procedures that ship with the product, as their files say; they pass the same schema as anyone's. */
export const builtInProcedures: readonly unknown[] = [rmsPassiveFirst];
