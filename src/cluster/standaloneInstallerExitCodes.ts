import { type ExitCodeTable, openCode, settledCode } from './installOutcome.ts';

/**
 * What the Windows Update Standalone Installer (wusa.exe) ends with: HRESULTs of the Windows Update Agent, beside the
 * codes of Windows Installer.
 * Sources: Microsoft, "WUA Success and Error Codes"; KB949545 (already installed and not applicable; before that
 * update, Windows Server 2008 gave 1 for both).
 */
export const standaloneInstaller: ExitCodeTable = {
  1: settledCode(
    'S_FALSE',
    'already',
    'The update is installed already, or is not for this Windows; an old wusa.exe does not say which.',
  ),
  2359301: settledCode(
    'WU_S_REBOOT_REQUIRED',
    'restart-pending',
    'Installed; a restart completes the update.',
  ),
  2359302: settledCode('WU_S_ALREADY_INSTALLED', 'already', 'The update is installed already.'),
  [0x80240016 | 0]: openCode(
    'WU_E_INSTALL_NOT_ALLOWED',
    'busy',
    'Another installation is in progress, or a restart that must come first is pending.',
    'Wait until the other installation has ended, or restart the node while it is passive; then try again.',
  ),
  [0x80240017 | 0]: openCode(
    'WU_E_NOT_APPLICABLE',
    'not-applicable',
    'The update is not for this Windows, or one that must come before it is missing.',
    'Check edition, version and architecture of the node, and the prerequisites of the update.',
  ),
  [0x80070005 | 0]: openCode(
    'E_ACCESSDENIED',
    'failed',
    'Windows Update refused whoever asked; it refuses every remote session.',
    'The step that starts it must say by whom ("runAs": { "from": "installer-run-as" }), so that SYSTEM does.',
  ),
  [0x80070422 | 0]: openCode(
    'ERROR_SERVICE_DISABLED',
    'failed',
    'The Windows Update service is disabled on the node.',
    'Set the service wuauserv to Manual, then try again.',
  ),
};
