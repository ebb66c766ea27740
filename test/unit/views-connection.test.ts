import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Diagnosis, failed, passed, stagesOf } from '../../src/remoting/doctor/diagnosis.ts';
import { diagnosisText, outcomeText } from '../../src/views/connection/diagnosisText.ts';
import { english } from './builders/english.ts';

const node = (
  name: string,
  stages: Diagnosis['nodes'][number]['stages'],
  role: Diagnosis['nodes'][number]['role'] = 'node',
) => ({
  name,
  role,
  address: name,
  transport: 'WinRM over HTTP, port 5985',
  stages,
});
const diagnosis = (...nodes: Diagnosis['nodes']): Diagnosis => ({
  cluster: 'RMSCLU01',
  takenAt: '2026-11-25T02:00:00.000Z',
  powershell: 'C:\\pwsh.exe',
  outcome: 'unreachable',
  nodes,
});
const shut = stagesOf({
  name: passed('it is 10.0.0.1'),
  port: failed('5985 *is* shut', 'Run Enable-PSRemoting'),
});

test('every stage of every node is a line that says in words how it is, and what to do', () => {
  const text = diagnosisText(diagnosis(node('RMS01', shut), node('RMS02', stagesOf({}))), english);
  const lines = text.split('\n');
  assert.equal(lines.filter((line) => line.startsWith('- ')).length, shut.length * 2);
  assert.ok(lines.includes('- ✔ **Name resolution**: passed. it is 10.0.0.1'), text);
  assert.ok(lines.includes('- ✖ **Port**: **failed**. 5985 \\*is\\* shut'), text);
  assert.ok(lines.includes('  - What to do: Run Enable-PSRemoting'));
  assert.ok(lines.includes('- ○ **Clock**: not tried'));
  assert.deepEqual(
    lines.filter((line) => line.startsWith('#')),
    ['# Connection to RMSCLU01', '## RMS01', '## RMS02'],
  );
});

test('the outcome is one sentence with the number of things to mend', () => {
  const well = stagesOf({ name: passed('it is 10.0.0.1') });
  assert.match(outcomeText(diagnosis(node('RMS01', well)), english), /every node can be reached/);
  assert.match(outcomeText(diagnosis(node('RMS01', shut)), english), /one thing/);
  assert.match(outcomeText(diagnosis(node('RMS01', shut), node('RMS02', shut)), english), /2 things/);
});

test('a server beside the cluster is called what it is', () => {
  const well = stagesOf({ name: passed('it is 10.0.0.1') });
  const both = diagnosis(node('RMS01', well), node('GW1', well, 'gateway'));
  assert.match(outcomeText(both, english), /every node and every server can be reached/);
  const lines = diagnosisText(both, english).split('\n');
  assert.equal(lines[lines.indexOf('## GW1') + 2], 'gateway · WinRM over HTTP, port 5985');
  assert.equal(lines[lines.indexOf('## RMS01') + 2], 'WinRM over HTTP, port 5985');
});
