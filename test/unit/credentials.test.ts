import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { definitionFile } from '../../src/cluster/definition.ts';
import { type CredentialNeed, Credentials, credentialNeeds } from '../../src/home/credentials.ts';
import type { Credential } from '../../src/remoting/credential.ts';
import { encodeRequest } from '../../src/remoting/protocol.ts';
import { Secret } from '../../src/remoting/secret.ts';
import { aDefinition } from './builders/clusters.ts';

const { signal } = new AbortController();
const mark = 'Zürich-7f3a "quoted" \\';
const typed = (user: string, password = mark): Credential => ({ user, password: new Secret(password) });

const guarded = (other: object = {}) =>
  aDefinition({ transport: { kind: 'winrm', credential: { user: 'CONTOSO\\patch' }, ...other } });

test('a secret shows itself nowhere: not printed, not inspected, not as JSON', () => {
  const credential = typed('patch');
  for (const text of [
    `${credential.password}`,
    String(credential.password),
    inspect(credential, { depth: 9, showHidden: true }),
    JSON.stringify({ credential }),
    JSON.stringify(Object.entries(credential.password)),
  ])
    assert.ok(!text.includes('Zürich'), text);
  assert.equal(credential.password.reveal(), mark);
});

test('a password travels in a line of its own, and in the request there is none', () => {
  const connection = { kind: 'process' } as const;
  const open = { type: 'open', session: 'N#1', connection, setup: [], id: 7 } as const;
  const [secret = '', request = '', ...rest] = encodeRequest({ ...open, credential: typed('patch') }).split(
    '\n',
  );
  assert.deepEqual(rest, ['']);
  const [star, base64 = ''] = secret.split(' ');
  assert.equal(star, '*7');
  assert.equal(Buffer.from(base64, 'base64').toString('utf16le'), mark);
  const text = Buffer.from(request, 'base64').toString('utf8');
  assert.ok(text.includes('=patch') && !text.includes('Zürich'), text);
  assert.equal(encodeRequest({ ...open, credential: null }).split('\n').length, 2);
});

test('the definition names the account at most, and nothing else of a credential', () => {
  const [need, ...others] = credentialNeeds(guarded());
  assert.equal(need?.user, 'CONTOSO\\patch');
  assert.deepEqual(others, []);
  assert.deepEqual(credentialNeeds(aDefinition()), []);
  assert.equal(credentialNeeds(guarded({ credential: {} }))[0]?.user, undefined);
  const password = { user: 'patch', password: 'no' };
  assert.throws(() => guarded({ credential: password }), /password/);
  assert.throws(
    () => guarded({ https: true, authentication: 'NegotiateWithImplicitCredential' }),
    /contradicts the authentication/,
  );
});

test('over SSH a credential is refused in the definition, with what to use instead', () => {
  const parsed = definitionFile.safeParse({
    name: 'c',
    preset: 'rms-2007',
    nodes: ['A', 'B'],
    transport: { kind: 'ssh', credential: { user: 'patch' } },
  });
  assert.match(parsed.error?.message ?? '', /SSH remoting of PowerShell takes no password; use a key/);
});

test('what is kept for a cluster is not given to another of the same name with other machines', () => {
  const key = (definition = guarded()) => credentialNeeds(definition)[0]?.key;
  assert.equal(key(), key(guarded()));
  assert.notEqual(
    key(),
    key(aDefinition({ ...file, nodes: ['NODE1', { name: 'NODE2', address: 'evil.example' }] })),
  );
  assert.notEqual(key(), key(guarded({ https: true })));
  assert.notEqual(key(), key(guarded({ credential: { user: 'CONTOSO\\other' } })));
});
const file = { transport: { kind: 'winrm', credential: { user: 'CONTOSO\\patch' } } } as const;

/** A store that counts how often it is read. */
function store(given: () => Credential | undefined) {
  const needs: CredentialNeed[] = [];
  return {
    needs,
    read: async (need: CredentialNeed) => {
      needs.push(need);
      return given();
    },
  };
}

test('a person is asked once, however many nodes ask at the same time', async () => {
  const asked = store(() => typed('patch'));
  const credentials = new Credentials(asked);
  const definition = guarded();
  const answers = await Promise.all(
    definition.nodes.map((node) => credentials.of(definition, node)?.get(signal)),
  );
  assert.deepEqual(
    answers.map((answer) => answer?.kind),
    ['credential', 'credential'],
  );
  assert.equal(asked.needs.length, 1);
});

test('a credential that was refused is not sent again, until it is set anew or is another one', async () => {
  let present = typed('patch', 'old');
  const credentials = new Credentials(store(() => present));
  const definition = guarded();
  const [node] = definition.nodes;
  assert.ok(node);
  const ofNode = credentials.of(definition, node);
  ofNode?.refused(present);
  assert.deepEqual(await ofNode?.get(signal), { kind: 'refused', user: 'patch' });
  present = typed('patch', 'new');
  assert.equal((await ofNode?.get(signal))?.kind, 'credential');
  ofNode?.refused(present);
  assert.equal((await ofNode?.get(signal))?.kind, 'refused');
  credentials.changed(credentialNeeds(definition)[0]?.key ?? '');
  assert.equal((await ofNode?.get(signal))?.kind, 'credential');
});

test('where there is no store, or it has nothing, none is set', async () => {
  const definition = guarded();
  const [node] = definition.nodes;
  assert.ok(node);
  for (const credentials of [new Credentials(undefined), new Credentials(store(() => undefined))])
    assert.deepEqual(await credentials.of(definition, node)?.get(signal), { kind: 'none' });
  const plain = aDefinition();
  assert.equal(new Credentials(undefined).of(plain, plain.nodes[0] ?? node), undefined);
});
