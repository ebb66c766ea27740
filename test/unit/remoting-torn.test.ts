import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterReading } from '../../src/cluster/snapshot.ts';
import { isTorn, type NodeReadings } from '../../src/remoting/readSnapshot.ts';
import { aCluster, aNode } from './builders/clusters.ts';

const seen = (cluster: ClusterReading): NodeReadings => ({
  node: { kind: 'returned', value: aNode() },
  cluster: { kind: 'returned', value: cluster },
});
const gone: NodeReadings = {
  node: { kind: 'failed', failure: { kind: 'lost', message: 'gone', remedy: '' } },
  cluster: { kind: 'failed', failure: { kind: 'lost', message: 'gone', remedy: '' } },
};

test('nodes that tell the cluster alike were read at one moment, also when one of them did not answer', () => {
  assert.equal(isTorn([seen(aCluster()), seen(aCluster())], false), false);
  assert.equal(isTorn([gone, seen(aCluster())], false), false);
});

test('a cluster that moved while it was read is told differently by its nodes', () => {
  assert.equal(isTorn([seen(aCluster({}, 'NODE1')), seen(aCluster({}, 'NODE2'))], false), true);
});

test('a node that falls away while the others are read may have changed what they said', () => {
  assert.equal(isTorn([gone, seen(aCluster())], true), true);
});
