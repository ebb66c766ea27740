import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  activeNode,
  protectedGroupNames,
  protectedGroups,
  resourceOfService,
  roleOf,
} from '../../src/cluster/ownership.ts';
import { aCluster, aDefinition, aGroup, aResource } from './builders/clusters.ts';

const found = aDefinition();
const named = aDefinition({ protectedGroups: ['OpsMgr RMS', 'Reports'] });

test('a resource is found by the service that it holds, not by its name', () => {
  assert.equal(resourceOfService(aCluster(), 'OMSDK')?.name, 'Data Access');
  assert.equal(resourceOfService(aCluster(), 'omsdk')?.name, 'Data Access');
  const misleading = aCluster({ resources: [aResource({ name: 'OMSDK', serviceName: 'Spooler' })] });
  assert.equal(resourceOfService(misleading, 'OMSDK'), undefined);
});

test('without names in the definition, the groups that hold the services are protected', () => {
  assert.deepEqual(protectedGroupNames(found, aCluster()), ['OpsMgr RMS']);
  assert.deepEqual(protectedGroupNames(found, undefined), []);
});

test('named groups stay protected when the cluster cannot be read', () => {
  assert.deepEqual(protectedGroupNames(named, undefined), ['OpsMgr RMS', 'Reports']);
  assert.deepEqual(protectedGroups(named, undefined), []);
});

test('the owner of the groups is active, the other node is passive', () => {
  const cluster = aCluster({}, 'node2');
  assert.equal(activeNode(found, cluster), 'NODE2', 'spelled as the definition does');
  assert.equal(roleOf(found, cluster, 'NODE2'), 'active');
  assert.equal(roleOf(found, cluster, 'NODE1'), 'passive');
});

test('of two owners neither is active or passive', () => {
  const cluster = aCluster({ groups: [aGroup(), aGroup({ name: 'Reports', owner: 'NODE2' })] });
  assert.equal(activeNode(named, cluster), undefined);
  assert.equal(roleOf(named, cluster, 'NODE1'), 'unknown');
  assert.equal(roleOf(named, cluster, 'NODE2'), 'unknown');
});

test('while the cluster or its groups are unread, no node is passive', () => {
  for (const cluster of [
    undefined,
    aCluster({ groups: [] }),
    aCluster({ groups: [aGroup({ owner: '' })] }),
  ]) {
    assert.equal(activeNode(found, cluster), undefined);
    assert.equal(roleOf(found, cluster, 'NODE2'), 'unknown');
  }
});
