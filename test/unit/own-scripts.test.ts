/** Scripts of one's own: read from their folder alone, and run only when somebody has approved their very text. */
import assert from 'node:assert/strict';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ProblemError } from '../../src/cluster/problem.ts';
import { approvedScriptsOnly } from '../../src/home/approvedScriptsOnly.ts';
import { readOwnScripts, scriptsIn } from '../../src/home/ownScripts.ts';
import { ScriptApprovals } from '../../src/home/scriptApprovals.ts';
import { hashOf } from '../../src/tasks/ownScript.ts';
import { aroundCalls, inUse } from './builders/fileCalls.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { aProcedure, stopServices } from './builders/procedures.ts';
import { aFolder, author, unstopped } from './builders/runs.ts';

const runs = (script: string) =>
  aProcedure({
    steps: [
      { ...stopServices(), operations: [{ operation: 'script', node: 'first', script, arguments: {} }] },
    ],
  });

async function aHome(t: TestContext): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await aFolder(t);
  await mkdir(join(folder, 'scripts'));
  return { folder, file: join(folder, 'procedures', 'own.procedure.json') };
}

const refusal = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ProblemError);
  assert.match(error.message, message);
  assert.ok(error.problem.remedy.length > 10);
  return true;
};

test('a script is read from the folder beside the procedures', async (t) => {
  const { folder, file } = await aHome(t);
  await writeFile(join(folder, 'scripts', 'clear.ps1'), '\uFEFFparam([int] $Days)\n$Days');
  await writeFile(join(folder, 'scripts', 'notes.txt'), 'no script');
  assert.deepEqual(await scriptsIn(join(folder, 'scripts')), ['clear']);
  assert.deepEqual(await readOwnScripts(runs('clear'), file), [
    { name: 'clear', text: 'param([int] $Days)\n$Days' },
  ]);
});

test('a link that leads out of the folder is refused, and so is what is no text of a script', async (t) => {
  const { folder, file } = await aHome(t);
  const scripts = join(folder, 'scripts');
  await writeFile(join(folder, 'outside.ps1'), "'secret'");
  await symlink(join(folder, 'outside.ps1'), join(scripts, 'link.ps1'));
  await assert.rejects(readOwnScripts(runs('link'), file), refusal(/leads out of the folder/));
  await mkdir(join(scripts, 'folder.ps1'));
  await assert.rejects(readOwnScripts(runs('folder'), file), refusal(/is not a file|cannot be read/));
  await writeFile(join(scripts, 'bytes.ps1'), Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
  await assert.rejects(readOwnScripts(runs('bytes'), file), refusal(/cannot be read/));
  await writeFile(join(scripts, 'empty.ps1'), '\n');
  await assert.rejects(readOwnScripts(runs('empty'), file), refusal(/is empty/));
  await assert.rejects(readOwnScripts(runs('missing'), file), refusal(/cannot be read/));
});

test('a script is asked about once, and again when its text has changed; who said yes is kept', async (t) => {
  const folder = await aFolder(t);
  const approvals = new ScriptApprovals(folder, author);
  const script = { name: 'clear', text: 'Get-Date' };
  const asked: string[] = [];
  const yes = async (_script: object, sha256: string) => {
    asked.push(sha256);
    return true;
  };
  await assert.rejects(
    approvals.ensure([script]),
    refusal(/has not been approved yet \(SHA-256 [0-9a-f]{64}\)/),
  );
  await assert.rejects(
    approvals.ensure([script], async () => false),
    refusal(/was not approved/),
  );
  // A virus scanner has the file open for a moment.
  let looks = 2;
  aroundCalls(t, 'rename', {
    before: () => {
      looks -= 1;
      if (looks >= 0) throw inUse('EPERM');
    },
  });
  await approvals.ensure([script], yes);
  await approvals.ensure([script, { ...script, name: 'other' }]);
  const changed = { ...script, text: 'Get-Date; Restart-Computer' };
  await assert.rejects(approvals.ensure([changed]), refusal(/has changed since it was approved/));
  await new ScriptApprovals(folder, author).ensure([changed], yes);
  assert.deepEqual(asked, [hashOf(script), hashOf(changed)]);
  const kept: unknown = JSON.parse(await readFile(join(folder, 'approved-scripts.json'), 'utf8'));
  assert.partialDeepStrictEqual(kept, [
    { sha256: hashOf(script), name: 'clear', by: author.user, machine: author.machine },
    { sha256: hashOf(changed) },
  ]);
});

test('whatever a journal says, no script reaches a node that nobody has approved', async (t) => {
  const approvals = new ScriptApprovals(await aFolder(t), author);
  const paper = new PaperCluster();
  const door = approvedScriptsOnly(paper, approvals);
  const script = { name: 'clear', text: 'Restart-Computer' };
  const call = { operation: 'script', node: 'NODE1', arguments: { ...script, parameters: {} } };
  const refused = await door.write(call, unstopped());
  assert.equal(refused.kind === 'failed' && refused.failure.kind, 'denied');
  assert.deepEqual(paper.sent, []);
});

test('a damaged file of approvals approves nothing', async (t) => {
  const folder = await aFolder(t);
  await writeFile(join(folder, 'approved-scripts.json'), '{"sha256":"*"}');
  const approvals = new ScriptApprovals(folder, author);
  await assert.rejects(
    approvals.ensure([{ name: 'a', text: 'b' }], async () => true),
    refusal(/cannot be kept/),
  );
});
