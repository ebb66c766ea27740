/** A hazard that no procedure can prevent when this fault strikes, and why. */
export interface Unavoidable {
  readonly fault: string;
  readonly operation?: string;
  readonly hazard: string;
  readonly why: string;
}

/** The hazards that are the fault's own doing. Everything else that the lab sees counts against the program. */
export const unavoidable: readonly Unavoidable[] = [];

/** Whether a hazard was the fault's own doing. */
export const isUnavoidable = (fault: string, operation: string, hazard: string): boolean =>
  unavoidable.some(
    (one) =>
      one.fault === fault &&
      one.hazard === hazard &&
      (one.operation === undefined || one.operation === operation),
  );
