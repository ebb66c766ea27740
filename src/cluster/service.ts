import * as z from 'zod';

/** As Get-Service and Win32_Service name them, in one vocabulary. `Missing`: not installed on that node. */
export const serviceStatus = z.enum([
  'Running',
  'Stopped',
  'StartPending',
  'StopPending',
  'ContinuePending',
  'PausePending',
  'Paused',
  'Missing',
  'Unknown',
]);
export type ServiceStatus = z.infer<typeof serviceStatus>;

export const startType = z.enum(['Automatic', 'AutomaticDelayed', 'Manual', 'Disabled', 'Unknown']);
export type StartType = z.infer<typeof startType>;

export interface ServiceReading {
  readonly name: string;
  readonly displayName: string;
  readonly status: ServiceStatus;
  readonly startType: StartType;
  /** The account that the service logs on as; empty when Windows does not say. */
  readonly account: string;
  /** The number with which it last ended or failed to start; 0 when it ended well. */
  readonly exitCode: number;
}
