import type { OsKind } from './world.ts';

interface OperatingSystem {
  readonly version: string;
  readonly caption: string;
  /** The PowerShell that such a node usually has. */
  readonly powershell: string;
}

export const operatingSystems: { readonly [kind in OsKind]: OperatingSystem } = {
  '2003': {
    version: '5.2.3790',
    caption: 'Microsoft Windows Server 2003 Enterprise Edition',
    powershell: '2.0',
  },
  '2008': { version: '6.0.6002', caption: 'Microsoft Windows Server 2008 Enterprise', powershell: '2.0' },
  '2008r2': {
    version: '6.1.7601',
    caption: 'Microsoft Windows Server 2008 R2 Enterprise',
    powershell: '2.0',
  },
  '2012+': { version: '10.0.14393', caption: 'Microsoft Windows Server 2016 Datacenter', powershell: '5.1' },
};
