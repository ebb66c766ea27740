import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { osKind } from './lab/world.ts';
import { type AdviseRequest, advise } from './terminal/commands/advise.ts';
import { type CheckOptions, checkProcedures } from './terminal/commands/checkProcedures.ts';
import { doctor } from './terminal/commands/doctor.ts';
import { jea } from './terminal/commands/jea.ts';
import {
  type LabResetOptions,
  labExec,
  labHazards,
  labReset,
  languageModes,
} from './terminal/commands/lab.ts';
import { type ProcedureOptions, plan } from './terminal/commands/plan.ts';
import { copy, procedures } from './terminal/commands/procedures.ts';
import { type RestartNodeOptions, restartNode } from './terminal/commands/restartNode.ts';
import { restore } from './terminal/commands/restore.ts';
import { type ResumeOptions, type RunOptions, resume, run } from './terminal/commands/run.ts';
import { abort, report, runs, verify } from './terminal/commands/runs.ts';
import { status } from './terminal/commands/status.ts';
import { exitCode } from './terminal/exitCodes.ts';
import { createOutput } from './terminal/output.ts';
import {
  faultProblem,
  inSession,
  type Program,
  type Session,
  type SessionOptions,
} from './terminal/session.ts';

const formats = ['html', 'md', 'json', 'junit'] as const;

// The program lies one folder below its root, as a bundle (dist) and as source (src) alike.
const program: Program = {
  root: join(dirname(realpathSync(process.argv[1] ?? '.')), '..'),
  version: manifest.version,
};

const setExitCode = (code: number): void => {
  process.exitCode = code;
};

function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option(
      '--home <folder>',
      'where clusters, packages, procedures, runs and labs are kept',
      '.cluster-patch',
    )
    .option('--json', 'print one JSON document and nothing else')
    .option('--powershell <path>', 'the PowerShell to use instead of the first one found')
    .option(
      '--credential-env <name>',
      'the environment variable that holds the password where the definition asks for a credential',
    )
    .option('--verbose', 'print the log to standard error');
}

const start = async (options: SessionOptions, action: (session: Session) => Promise<number>): Promise<void> =>
  setExitCode(await inSession(program, options, action));

const approveScript = (): Option =>
  new Option('--approve-script <sha256>', 'let a script of your own run that has this hash; may be repeated')
    .argParser((hash: string, all: readonly string[]) => [...all, hash])
    .default([], 'none');

const withProcedure = (parent: Command): Command =>
  parent
    .requiredOption('--cluster <name>', 'the cluster; "lab" is the simulated one')
    .requiredOption('--procedure <id>', 'see: cluster-patch procedures')
    .option('--package <id>', 'the update: its id or its KB number');

/** What a procedure does only when it is asked for by name; a yes to everything is not that. */
const onRequest = (): Option =>
  new Option('--with <question>', 'answer this optional question of the procedure with yes, may be repeated')
    .argParser((name: string, all: readonly string[]) => [...all, name])
    .default([]);

function commands(): Command {
  const cli = new Command('cluster-patch')
    .description('Patch a clustered service node by node, with every step verified on the live cluster.')
    .version(manifest.version)
    .exitOverride()
    // What is wrong is told by main, on one line or as a document; the help is printed as it is.
    .configureOutput({ outputError: () => undefined });

  const list = command(cli, 'procedures', 'list the procedures').action((options: SessionOptions) =>
    start(options, procedures),
  );
  list
    .command('check [procedure]')
    .description(
      'check a procedure of your own, and rehearse it on a fresh lab to see whether it ends at rest',
    )
    .option('--cluster <name>', 'the cluster whose nodes and services the lab has', 'lab')
    .option('--package <id>', 'the update; one of the lab when left out')
    .addOption(approveScript())
    .action((id: string | undefined, _options: object, checking: Command) => {
      const options = checking.optsWithGlobals<SessionOptions & CheckOptions>();
      return start(options, (session) => checkProcedures(session, id, options));
    });
  // Its options are those of the list, wherever on the line they stand.
  list
    .command('copy <procedure>')
    .description('copy a procedure into the home, to be changed there')
    .option('--as <id>', 'the id of the copy; my-<procedure> when left out')
    .action((id: string, _options: object, copying: Command) => {
      const options = copying.optsWithGlobals<SessionOptions & { as?: string }>();
      return start(options, (session) => copy(session, id, options.as));
    });

  command(
    cli,
    'advise',
    'rehearse every procedure on a copy of the cluster and recommend one; changes nothing',
  )
    .requiredOption('--cluster <name>', 'the cluster; "lab" is the simulated one')
    .requiredOption('--package <id>', 'the update: its id or its KB number')
    .action((options: SessionOptions & AdviseRequest) =>
      start(options, (session) => advise(session, options)),
    );

  command(cli, 'status', 'read the cluster and show where it differs from its resting state')
    .requiredOption('--cluster <name>', 'the cluster; "lab" is the simulated one')
    .action((options: SessionOptions & { cluster: string }) =>
      start(options, (session) => status(session, options.cluster)),
    );

  command(cli, 'doctor', 'examine the way to every node, stage by stage, and say what to mend')
    .requiredOption('--cluster <name>', 'the cluster; "lab" is the simulated one')
    .action((options: SessionOptions & { cluster: string }) =>
      start(options, (session) => doctor(session, options.cluster)),
    );

  withProcedure(
    command(cli, 'plan', 'show what a run would do, with the exact scripts; changes nothing'),
  ).action((options: SessionOptions & ProcedureOptions) =>
    start(options, (session) => plan(session, options)),
  );

  withProcedure(command(cli, 'run', 'carry out a procedure'))
    .option('--yes', 'do not ask before each change')
    .option('--stop-after <step>', 'stop once this step is ticked')
    .addOption(onRequest())
    .addOption(approveScript())
    .option(
      '--fault <spec>',
      'lab only: KIND@OPERATION[:NODE], may be repeated',
      (spec: string, all: string[]) => [...all, spec],
      [],
    )
    .action((options: SessionOptions & RunOptions) => start(options, (session) => run(session, options)));

  command(cli, 'runs', 'list the runs').action((options: SessionOptions) => start(options, runs));

  command(cli, 'resume <run>', 'go on with a run')
    .option('--yes', 'do not ask before each change')
    .option('--stop-after <step>', 'stop once this step is ticked')
    .addOption(onRequest())
    .addOption(approveScript())
    .action((id: string, options: SessionOptions & ResumeOptions) =>
      start(options, (session) => resume(session, id, options)),
    );

  command(cli, 'abort <run>', 'end a run and list what is not at rest')
    .option('--reason <text>', 'why', 'aborted by the operator')
    .action((id: string, options: SessionOptions & { reason: string }) =>
      start(options, (session) => abort(session, id, options.reason)),
    );

  command(cli, 'restore', 'bring a cluster back to its resting state; shows the changes first')
    .requiredOption('--cluster <name>', 'the cluster; "lab" is the simulated one')
    .option('--yes', 'make the changes without asking')
    .action((options: SessionOptions & { cluster: string; yes?: boolean }) =>
      start(options, (session) => restore(session, options)),
    );

  command(cli, 'restart-node', 'restart a passive node and wait until it is back in the cluster')
    .requiredOption('--cluster <name>', 'the cluster; "lab" is the simulated one')
    .requiredOption('--node <name>', 'the node')
    .option('--yes', 'restart it without asking')
    .action((options: SessionOptions & RestartNodeOptions) =>
      start(options, (session) => restartNode(session, options)),
    );

  command(
    cli,
    'verify <run>',
    "check that a run's journal is whole, and that the scripts kept with it are those that were sent",
  ).action((id: string, options: SessionOptions) => start(options, (session) => verify(session, id)));

  command(cli, 'report <run>', 'the evidence of a run')
    .addOption(new Option('--format <format>', 'the format; md when left out').choices(formats))
    .option('--out <file>', 'write it to a file')
    .action((id: string, options: SessionOptions & { format?: (typeof formats)[number]; out?: string }) =>
      start(options, (session) => report(session, id, options.format, options.out)),
    );

  command(cli, 'jea', 'write the files of a JEA endpoint that serves this program')
    .requiredOption('--out <folder>', 'where to write them')
    .option('--group <name>', 'who may use the endpoint', 'DOMAIN\\Cluster Patchers')
    .action((options: SessionOptions & { out: string; group: string }) =>
      start(options, (session) => jea(session, options)),
    );

  const lab = cli.command('lab').description('the simulated cluster');
  const onLab = (name: string, description: string): Command =>
    command(lab, name, description).option('--cluster <name>', 'which lab', 'lab');
  command(lab, 'reset', 'make a fresh lab')
    .addOption(new Option('--cluster <name>', 'there is one').choices(['lab']).default('lab'))
    .addOption(new Option('--os <kind>', 'the Windows of its nodes').choices(osKind.options).default('2012+'))
    .addOption(
      new Option('--language <mode>', 'what a session may do there; none is a JEA endpoint')
        .choices(Object.keys(languageModes))
        .default('full'),
    )
    .action((options: SessionOptions & LabResetOptions) =>
      start(options, (session) => labReset(session, options)),
    );
  onLab('exec <line...>', 'run a PowerShell line on a lab node, as another administrator would')
    .requiredOption('--node <name>', 'the node')
    .action((line: string[], options: SessionOptions & { node: string; cluster: string }) =>
      start(options, (session) => labExec(session, options.cluster, options.node, line.join(' '))),
    );
  onLab('hazards', 'what the lab saw').action((options: SessionOptions & { cluster: string }) =>
    start(options, (session) => labHazards(session, options.cluster)),
  );
  return cli;
}

async function main(): Promise<void> {
  const output = createOutput(process.argv.includes('--json'), process.stdout, process.stderr);
  try {
    await commands().parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return;
      setExitCode(exitCode.badInput);
      // No command was named: the help has been printed.
      if (error.code === 'commander.help') return;
      output.problem({
        kind: 'input',
        message: error.message.replace(/^error: /, ''),
        remedy: 'See cluster-patch --help.',
      });
      return;
    }
    output.problem(faultProblem(error));
    setExitCode(exitCode.stepFailed);
  }
}

void main();
