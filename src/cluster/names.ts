import * as z from 'zod';

/** A DNS or NetBIOS host name, optionally qualified (RFC 1123). Everything else is refused before it can reach a node. */
export const hostName = z
  .string()
  .regex(
    /^(?=.{1,255}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/,
    'is not a host name: use letters, digits and hyphens, with dots between the labels',
  );

/** A file name stem that is also safe as an id on every system: cluster, package, procedure and run ids. */
export const identifier = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/,
    'is not an id: use letters, digits, hyphens, dots and underscores, at most 64',
  );

const controlCharacters = /\p{Cc}/u;

/** Free text in the cluster's database (group and resource names): anything printable, as Windows allows. */
export const clusterObjectName = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => !controlCharacters.test(text), 'contains a control character or a line break');

/** A Windows service name: at most 256 characters, no slash or backslash (CreateService). */
export const serviceName = clusterObjectName.refine(
  (text) => !/[\\/]/.test(text),
  'contains a slash or a backslash, which Windows does not allow in a service name',
);

/** A path on a node's own disk. A UNC path would be a second hop, for which the session has no credentials. */
export const localPath = z
  .string()
  .max(240)
  .refine(
    (text) => !text.startsWith('\\\\'),
    'is a share: for a session on the node it is a second hop, for which it has no credentials (Windows Installer then ends with 1619). Copy the file to a local disk of each node and name that path; or give the share as "source" instead, which is read from this machine and copied',
  )
  .regex(/^[A-Za-z]:\\/, 'is not a local path on the node, such as C:\\Updates\\update.msp')
  .refine(
    (text) => !/[<>"|?*]|\p{Cc}/u.test(text),
    'contains a character that Windows does not allow in a path',
  );

/** Names of nodes, groups and services are compared as Windows compares them: without case. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A message as it stands in the row of its node, which says the name already. */
export const withoutName = (message: string, name: string): string =>
  message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
