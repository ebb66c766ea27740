import { type ExitCodeMeaning, type ExitCodeTable, openCode, settledCode } from './installOutcome.ts';
import type { Installer } from './package.ts';
import { standaloneInstaller } from './standaloneInstallerExitCodes.ts';

const readLog = 'Look into the log of the installation on the node.';
const copyAgain = 'Copy it to the node again and compare its SHA-256.';
const noRollback = 'Restore the files from a backup, or repair the product.';

/** Source: Microsoft, "MsiExec.exe and InstMsi.exe Error Messages". */
const windowsInstaller: ExitCodeTable = {
  0: settledCode('ERROR_SUCCESS', 'done', 'Installed.'),
  1601: openCode(
    'ERROR_INSTALL_SERVICE_FAILURE',
    'failed',
    'The Windows Installer service could not be reached.',
    'Check the service msiserver on the node.',
  ),
  1602: openCode(
    'ERROR_INSTALL_USEREXIT',
    'cancelled',
    'Somebody cancelled the installation.',
    'Start it again and let it finish.',
  ),
  1603: openCode(
    'ERROR_INSTALL_FAILURE',
    'failed',
    'The installation failed.',
    'Look in its log on the node for "Return value 3".',
  ),
  1612: openCode(
    'ERROR_INSTALL_SOURCE_ABSENT',
    'failed',
    'The original package is missing from the Windows Installer cache.',
    'Make the original package available on the node.',
  ),
  1618: openCode(
    'ERROR_INSTALL_ALREADY_RUNNING',
    'busy',
    'Another installation is in progress.',
    'Wait until it has ended and try again.',
  ),
  1619: openCode(
    'ERROR_INSTALL_PACKAGE_OPEN_FAILED',
    'failed',
    'The package could not be opened.',
    'Put it on a local disk of the node: a session has no credentials for a share (second hop).',
  ),
  1620: openCode('ERROR_INSTALL_PACKAGE_INVALID', 'failed', 'The package is not valid.', copyAgain),
  1622: openCode(
    'ERROR_INSTALL_LOG_FAILURE',
    'failed',
    'The log could not be opened.',
    'The folder of the log must exist on the node.',
  ),
  1625: openCode(
    'ERROR_INSTALL_PACKAGE_REJECTED',
    'failed',
    'A policy forbids the installation.',
    'Ask whoever is in charge of the policy.',
  ),
  1631: openCode(
    'ERROR_INSTALL_SERVICE_START_FAILED',
    'failed',
    'The Windows Installer service did not start.',
    'Check the service msiserver on the node.',
  ),
  1633: openCode(
    'ERROR_INSTALL_PLATFORM_UNSUPPORTED',
    'not-applicable',
    'The package is for another processor architecture.',
    'Take the package for x86, x64 or ia64 that fits the node.',
  ),
  1635: openCode(
    'ERROR_PATCH_PACKAGE_OPEN_FAILED',
    'failed',
    'The patch could not be opened.',
    'Put it on a local disk of the node: a session has no credentials for a share (second hop).',
  ),
  1636: openCode('ERROR_PATCH_PACKAGE_INVALID', 'failed', 'The patch is not valid.', copyAgain),
  1637: openCode(
    'ERROR_PATCH_PACKAGE_UNSUPPORTED',
    'failed',
    'The patch needs a newer Windows Installer.',
    'Update Windows Installer on the node.',
  ),
  1638: settledCode(
    'ERROR_PRODUCT_VERSION',
    'already',
    'Another version of the product is installed already.',
  ),
  1639: openCode(
    'ERROR_INVALID_COMMAND_LINE',
    'failed',
    'The command line is not valid.',
    'Check the arguments in the package; not elevated, an OpsMgr update ends like this too.',
  ),
  1640: openCode(
    'ERROR_INSTALL_REMOTE_DISALLOWED',
    'failed',
    'Installing from a remote session is not allowed.',
    'Install at the node, or ask for the policy to be changed.',
  ),
  1641: settledCode(
    'ERROR_SUCCESS_REBOOT_INITIATED',
    'restarting',
    'Installed, and the installer has started a restart of the node.',
  ),
  1642: openCode(
    'ERROR_PATCH_TARGET_NOT_FOUND',
    'not-applicable',
    'The product that the patch is for is not on this node, or not in the right version.',
    'Check role and version of the product on the node.',
  ),
  1643: openCode(
    'ERROR_PATCH_PACKAGE_REJECTED',
    'failed',
    'A policy forbids the patch.',
    'Ask whoever is in charge of the policy.',
  ),
  1645: openCode(
    'ERROR_INSTALL_REMOTE_PROHIBITED',
    'failed',
    'Installing from a remote session is prohibited.',
    'Install at the node.',
  ),
  1646: openCode('ERROR_PATCH_REMOVAL_UNSUPPORTED', 'failed', 'The patch cannot be removed.', noRollback),
  1647: openCode(
    'ERROR_UNKNOWN_PATCH',
    'failed',
    'The patch is not applied to this product.',
    'There is nothing to remove.',
  ),
  1648: settledCode('ERROR_PATCH_NO_SEQUENCE', 'already', 'The patch is superseded by what is installed.'),
  1649: openCode(
    'ERROR_PATCH_REMOVAL_DISALLOWED',
    'failed',
    'Removing the patch is forbidden by policy.',
    noRollback,
  ),
  3010: settledCode(
    'ERROR_SUCCESS_REBOOT_REQUIRED',
    'restart-pending',
    'Installed; files in use are replaced at the next restart.',
  ),
};

const unknown = openCode(
  'an exit code of its own',
  'failed',
  'The installer ended with a code that is not known here.',
  readLog,
);

/** An HRESULT of facility 7 (0x8007....) holds a Windows error number in its lower half. */
const withoutFacility = (exitCode: number): number =>
  exitCode >> 16 === (0x8007 << 16) >> 16 ? exitCode & 0xffff : exitCode;

/** What an exit code means for this kind of installer; any that is not known is a failure. */
export function exitCodeMeaning(exitCode: number, kind: Installer['kind'] = 'msi'): ExitCodeMeaning {
  const signed = exitCode | 0;
  if (kind !== 'msu') return windowsInstaller[signed] ?? unknown;
  return standaloneInstaller[signed] ?? windowsInstaller[withoutFacility(signed)] ?? unknown;
}
