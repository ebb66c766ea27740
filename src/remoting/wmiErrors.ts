import type { WindowsErrors } from './windowsErrors.ts';

const repository =
  'Check WMI on the node: winmgmt /verifyrepository, and the service Winmgmt; the Cluster Service installs its classes (mofcomp ClusWMI.mof).';
const otherWindows =
  'The node has another Windows than it says, or its cluster classes are damaged: compare them with docs/windows-check.md.';
const encrypted =
  'This program always asks for packet privacy: check the policies of DCOM and WMI on the node, and that the account is an administrator there.';

/** Source: Microsoft, "WMI Error Constants" (WBEM_E_…). */
export const wmiErrors: WindowsErrors = {
  2147749889: {
    meaning: 'WMI failed and does not say why.',
    remedy: 'Look into the event log Microsoft-Windows-WMI-Activity or Application of the node.',
  },
  2147749890: { meaning: 'WMI does not find the object.', remedy: 'Read the cluster again.' },
  2147749891: { meaning: 'WMI denied access.', remedy: encrypted, kind: 'denied' },
  2147749892: { meaning: 'The WMI provider failed.', remedy: repository },
  2147749894: {
    meaning: 'WMI on the node is out of memory.',
    remedy: 'Free memory on the node and try again.',
  },
  2147749902: {
    meaning: 'The node has no such WMI namespace.',
    remedy: `Check that it is a node of a cluster. ${repository}`,
  },
  2147749904: { meaning: 'The node has no such WMI class.', remedy: otherWindows },
  2147749907: { meaning: 'The WMI provider could not be loaded.', remedy: repository },
  2147749908: { meaning: 'The WMI provider could not be started.', remedy: repository },
  2147749911: { meaning: 'WMI does not understand the query.', remedy: otherWindows },
  2147749923: { meaning: 'The property cannot be written.', remedy: otherWindows },
  2147749934: { meaning: 'The WMI class has no such method.', remedy: otherWindows },
  2147749935: { meaning: 'The WMI method takes other parameters.', remedy: otherWindows },
  2147749939: { meaning: 'WMI on the node is shutting down.', remedy: 'Wait until the node is back.' },
  2147749996: {
    meaning: 'WMI on the node has as many requests as it allows.',
    remedy: 'Wait a minute and try again.',
  },
  2147750023: {
    meaning: 'The WMI namespace of the cluster wants an encrypted connection.',
    remedy: encrypted,
    kind: 'denied',
  },
};
