import * as z from 'zod';
import { clusterObjectName, serviceName } from '../cluster/names.ts';

/** A time as a node tells it, with its offset from UTC; made UTC. */
export const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'is not a time')
  .transform((text) => new Date(text).toISOString());

/** The same, or empty where the node cannot tell. */
export const timeOrEmpty = z.union([z.literal(''), time]);

/** What PowerShell gives for a list: none is null, and an empty name stands for none (PowerShell 2.0). */
export const names = z
  .union([z.array(z.string()), z.string(), z.null()])
  .transform((value) =>
    (value === null ? [] : typeof value === 'string' ? [value] : value).filter((name) => name !== ''),
  );

/** Names of services to change. Get-Service and its kin take wildcards, which no change may be made by. */
export const exactServiceNames = z
  .array(serviceName.refine((name) => !/[*?[\]]/.test(name), 'contains a wildcard character'))
  .min(1);

export const objectNames = z.array(clusterObjectName).min(1);
