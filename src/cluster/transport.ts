import * as z from 'zod';
import { hostName, identifier } from './names.ts';

const port = z.int().min(1).max(65535);

/** Windows Remote Management: Kerberos by default, and never a widened TrustedHosts list. */
export const winrmTransport = z.strictObject({
  kind: z.literal('winrm'),
  https: z
    .boolean()
    .default(false)
    .describe('Use HTTPS (5986) instead of HTTP (5985, still encrypted by Kerberos).'),
  port: port.optional(),
  configurationName: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,128}$/)
    .optional()
    .describe('Session configuration on the nodes, such as a JEA endpoint.'),
  authentication: z
    .enum(['Default', 'Kerberos', 'Negotiate', 'NegotiateWithImplicitCredential'])
    .default('Default'),
});

/** SSH remoting; needs PowerShell 7 on the administrator's machine and on the node. */
export const sshTransport = z.strictObject({
  kind: z.literal('ssh'),
  user: z
    .string()
    .regex(/^[A-Za-z0-9._\\@-]{1,128}$/, 'is not a user name')
    .optional(),
  port: port.optional(),
  keyFile: z.string().min(1).optional().describe('Private key file on this machine.'),
  subsystem: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .default('powershell'),
  knownHostsFile: z
    .string()
    .min(1)
    .optional()
    .describe('Host keys are always checked; this names another file.'),
});

/** The simulated cluster that ships with the product. */
export const labTransport = z.strictObject({ kind: z.literal('lab') });

export const transport = z.discriminatedUnion('kind', [winrmTransport, sshTransport, labTransport]);
export type Transport = z.infer<typeof transport>;

/** A node as the definition may write it: a name, or a name with its own address and transport. */
export const nodeEntry = z.union([
  hostName,
  z.strictObject({
    name: hostName,
    address: hostName.optional().describe('Where to reach it, when that is not its name.'),
    transport: transport.optional(),
  }),
]);

/** The names that a person may give to a cluster are those of its definition file. */
export const clusterName = identifier;
