/** What an installer's exit code amounts to. `busy` may be tried again, `already` and `not-applicable` need no more. */
export type InstallerOutcome =
  | 'success'
  | 'restart-required'
  | 'restart-started'
  | 'busy'
  | 'not-applicable'
  | 'already'
  | 'cancelled'
  | 'failed';

export interface ExitCodeMeaning {
  readonly name: string;
  readonly outcome: InstallerOutcome;
  readonly meaning: string;
  readonly remedy: string;
}

const row = (name: string, outcome: InstallerOutcome, meaning: string, remedy: string): ExitCodeMeaning => ({
  name,
  outcome,
  meaning,
  remedy,
});

const readLog = 'Look into the log of the installation on the node.';
const copyAgain = 'Copy it to the node again and compare its SHA-256.';
const noRollback = 'Restore the files from a backup, or repair the product.';

/** Source: Microsoft, "MsiExec.exe and InstMsi.exe Error Messages". */
const table: { readonly [exitCode: number]: ExitCodeMeaning } = {
  0: row('ERROR_SUCCESS', 'success', 'Installed.', 'The file versions are the proof.'),
  1601: row(
    'ERROR_INSTALL_SERVICE_FAILURE',
    'failed',
    'The Windows Installer service could not be reached.',
    'Check the service msiserver on the node.',
  ),
  1602: row(
    'ERROR_INSTALL_USEREXIT',
    'cancelled',
    'Somebody cancelled the installation.',
    'Start it again and let it finish.',
  ),
  1603: row(
    'ERROR_INSTALL_FAILURE',
    'failed',
    'The installation failed.',
    'Look in its log on the node for "Return value 3".',
  ),
  1612: row(
    'ERROR_INSTALL_SOURCE_ABSENT',
    'failed',
    'The original package is missing from the Windows Installer cache.',
    'Make the original package available on the node.',
  ),
  1618: row(
    'ERROR_INSTALL_ALREADY_RUNNING',
    'busy',
    'Another installation is in progress.',
    'Wait until it has ended and try again.',
  ),
  1619: row(
    'ERROR_INSTALL_PACKAGE_OPEN_FAILED',
    'failed',
    'The package could not be opened.',
    'Put it on a local disk of the node: a session has no credentials for a share (second hop).',
  ),
  1620: row('ERROR_INSTALL_PACKAGE_INVALID', 'failed', 'The package is not valid.', copyAgain),
  1622: row(
    'ERROR_INSTALL_LOG_FAILURE',
    'failed',
    'The log could not be opened.',
    'The folder of the log must exist on the node.',
  ),
  1625: row(
    'ERROR_INSTALL_PACKAGE_REJECTED',
    'failed',
    'A policy forbids the installation.',
    'Ask whoever is in charge of the policy.',
  ),
  1631: row(
    'ERROR_INSTALL_SERVICE_START_FAILED',
    'failed',
    'The Windows Installer service did not start.',
    'Check the service msiserver on the node.',
  ),
  1633: row(
    'ERROR_INSTALL_PLATFORM_UNSUPPORTED',
    'not-applicable',
    'The package is for another processor architecture.',
    'Take the package for x86, x64 or ia64 that fits the node.',
  ),
  1635: row(
    'ERROR_PATCH_PACKAGE_OPEN_FAILED',
    'failed',
    'The patch could not be opened.',
    'Put it on a local disk of the node: a session has no credentials for a share (second hop).',
  ),
  1636: row('ERROR_PATCH_PACKAGE_INVALID', 'failed', 'The patch is not valid.', copyAgain),
  1637: row(
    'ERROR_PATCH_PACKAGE_UNSUPPORTED',
    'failed',
    'The patch needs a newer Windows Installer.',
    'Update Windows Installer on the node.',
  ),
  1638: row(
    'ERROR_PRODUCT_VERSION',
    'already',
    'Another version of the product is installed already.',
    'Compare the file versions.',
  ),
  1639: row(
    'ERROR_INVALID_COMMAND_LINE',
    'failed',
    'The command line is not valid.',
    'Check the arguments in the package; not elevated, an OpsMgr update ends like this too.',
  ),
  1640: row(
    'ERROR_INSTALL_REMOTE_DISALLOWED',
    'failed',
    'Installing from a remote session is not allowed.',
    'Install at the node, or ask for the policy to be changed.',
  ),
  1641: row(
    'ERROR_SUCCESS_REBOOT_INITIATED',
    'restart-started',
    'Installed, and the installer has started a restart of the node.',
    'Wait until the node is back.',
  ),
  1642: row(
    'ERROR_PATCH_TARGET_NOT_FOUND',
    'not-applicable',
    'The product that the patch is for is not on this node, or not in the right version.',
    'Check role and version of the product on the node.',
  ),
  1643: row(
    'ERROR_PATCH_PACKAGE_REJECTED',
    'failed',
    'A policy forbids the patch.',
    'Ask whoever is in charge of the policy.',
  ),
  1645: row(
    'ERROR_INSTALL_REMOTE_PROHIBITED',
    'failed',
    'Installing from a remote session is prohibited.',
    'Install at the node.',
  ),
  1646: row('ERROR_PATCH_REMOVAL_UNSUPPORTED', 'failed', 'The patch cannot be removed.', noRollback),
  1647: row(
    'ERROR_UNKNOWN_PATCH',
    'failed',
    'The patch is not applied to this product.',
    'There is nothing to remove.',
  ),
  1648: row(
    'ERROR_PATCH_NO_SEQUENCE',
    'already',
    'The patch is superseded by what is installed.',
    'Compare the file versions.',
  ),
  1649: row(
    'ERROR_PATCH_REMOVAL_DISALLOWED',
    'failed',
    'Removing the patch is forbidden by policy.',
    noRollback,
  ),
  3010: row(
    'ERROR_SUCCESS_REBOOT_REQUIRED',
    'restart-required',
    'Installed; files in use are replaced at the next restart.',
    'Restart the node before the next step.',
  ),
};

/** What an exit code of Windows Installer means; any that it does not know is a failure. */
export const exitCodeMeaning = (exitCode: number): ExitCodeMeaning =>
  table[exitCode] ??
  row('not a Windows Installer code', 'failed', 'The installer ended with an exit code of its own.', readLog);
