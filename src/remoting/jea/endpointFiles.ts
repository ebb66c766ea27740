import { operations } from '../catalogue.ts';
import type { ScriptTexts } from '../scriptTexts.ts';
import { versionFunction } from './endpointVersion.ts';
import { scriptsVersion } from './scriptsVersion.ts';

export interface EndpointFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface EndpointRequest {
  readonly texts: ScriptTexts;
  /** Of the program. */
  readonly version: string;
  /** Who may use the endpoint, such as `DOMAIN\Cluster Patchers`. */
  readonly group: string;
}

/**
 * What a caller of the endpoint may call: what the operations call, and nothing else. What runs scripts of one's own is
 * no node function, and no part of a role.
 */
export const visibleFunctions = ({ functions }: ScriptTexts): readonly string[] =>
  [
    ...operations.map((operation) => operation.function).filter((name) => functions.has(name)),
    versionFunction,
  ].sort();

/**
 * The files of a JEA endpoint that serves this program: a module with the node functions, the role capability that
 * makes those of the operations visible, and the session configuration. Source: Microsoft, "JEA role capabilities" and
 * "JEA session configurations".
 */
export function endpointFiles({ texts, version, group }: EndpointRequest): readonly EndpointFile[] {
  const functions = visibleFunctions(texts);
  return [
    { path: 'ClusterPatch/ClusterPatch.psm1', text: moduleText(texts, version) },
    { path: 'ClusterPatch/ClusterPatch.psd1', text: manifest(functions, version) },
    { path: 'ClusterPatch/RoleCapabilities/ClusterPatch.psrc', text: roleCapability(functions) },
    { path: 'ClusterPatch.pssc', text: sessionConfiguration(group) },
  ];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (names: readonly string[]): string => names.map((name) => `    ${quoted(name)}`).join(',\n');

// Windows PowerShell reads a file without a byte order mark in the code page of the machine.
const asciiOnly = (text: string): string =>
  text.replaceAll(/[^\n\x20-\x7e]/g, (letter) => (letter === '\r' ? '' : '?'));

/**
 * A restricted session has functions of its own in the place of some cmdlets, with fewer parameters; a function of a
 * module would call those. An alias comes before a function. Source: Microsoft, "JEA role capabilities", Select-Object.
 */
const aliases = [
  ['Get-Command', 'Microsoft.PowerShell.Core'],
  ['Select-Object', 'Microsoft.PowerShell.Utility'],
  ['Measure-Object', 'Microsoft.PowerShell.Utility'],
] as const;

const moduleText = (texts: ScriptTexts, version: string): string =>
  asciiOnly(`# The node functions of Cluster Patch Checklist ${version}. Generated: cluster-patch jea.
# A restricted session has narrowed functions by these names; here the cmdlets themselves are meant.
${aliases.map(([name, home]) => `\${alias:${name}} = ${quoted(`${home}\\${name}`)}`).join('\n')}

function ${versionFunction} {
  <#
  .SYNOPSIS
  Which functions this endpoint carries.
  #>
  param()
  New-Object PSObject -Property @{ Version = ${quoted(version)}; Scripts = ${quoted(scriptsVersion(texts))} }
}
${[...texts.functions.values()].join('\n')}
Export-ModuleMember -Function ${visibleFunctions(texts).map(quoted).join(', ')}
`);

const manifest = (functions: readonly string[], version: string): string => `@{
  RootModule = 'ClusterPatch.psm1'
  ModuleVersion = ${quoted(version.replace(/[^0-9.].*$/, ''))}
  GUID = '3b1f6f0e-0c2a-4d0b-9a53-7c5f1d7f2a61'
  Description = 'The node functions of Cluster Patch Checklist, for a JEA endpoint.'
  PowerShellVersion = '5.0'
  FunctionsToExport = @(
${list(functions)}
  )
  CmdletsToExport = @()
  VariablesToExport = @()
  AliasesToExport = @()
}
`;

const roleCapability = (functions: readonly string[]): string => `@{
  GUID = '7a4c9b52-54a5-4a35-8b0f-2f6f5d6f1c7e'
  Description = 'What Cluster Patch Checklist calls on a node, and nothing else.'
  ModulesToImport = @('ClusterPatch')
  VisibleFunctions = @(
${list(functions)}
  )
}
`;

const sessionConfiguration = (group: string): string =>
  asciiOnly(`@{
  SchemaVersion = '2.0.0.0'
  GUID = 'c0f3a6d4-6b7e-4c43-9d1e-5b0c9f1f8e33'
  Description = 'Cluster Patch Checklist.'
  SessionType = 'RestrictedRemoteServer'
  RunAsVirtualAccount = $true
  TranscriptDirectory = 'C:\\ProgramData\\ClusterPatch\\Transcripts'
  RoleDefinitions = @{ ${quoted(group)} = @{ RoleCapabilities = 'ClusterPatch' } }
}
`);
