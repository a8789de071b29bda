import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { FieldCipher, type Sealed } from './crypto';
import type { Secrets } from './settings';

const SEALED = /^(k\d+)\.[\w-]{16}\.[\w-]{22}\.[\w-]*$/;
/** What never holds a sealed value: the bytes of files, and the trail, of which nothing may ever change. */
const isLeftAlone = (name: string): boolean => name.startsWith('system.') || name.endsWith('.chunks') || name === 'audit';

/** One sealed value of a document: where it is, and the ids of the records that it may belong to, the nearest first. */
interface Found {
  path: string;
  sealed: Sealed;
  ids: string[];
}

/** Secrets with one more field key, which seals from now on; the others still open. */
export function withNewFieldKey(secrets: Secrets): Secrets {
  const numbers = Object.keys(secrets.fieldKeys).map((id) => Number(id.slice(1)));
  const id = `k${Math.max(...numbers) + 1}`;
  return {
    ...secrets,
    fieldKeys: { ...secrets.fieldKeys, [id]: randomBytes(32).toString('base64') },
    activeFieldKey: id,
    activeSince: new Date().toISOString(),
  };
}

/** Secrets with another key for QR codes; what the former one signed stays believed (JS-10). */
export function withNewVerifyKey(secrets: Secrets): Secrets {
  const former = createPublicKey(secrets.verifyPrivateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    ...secrets,
    verifyPrivateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    formerVerifyPublicKeysPem: [...(secrets.formerVerifyPublicKeysPem ?? []), former],
  };
}

/** How many values each field key seals. */
export async function countByKey(db: mongo.Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const { found } of documents(db))
    for (const { sealed } of found) {
      const key = keyOf(sealed);
      counts[key] = (counts[key] ?? 0) + 1;
    }
  return counts;
}

/**
 * Seals under the active key whatever another one seals, while the program runs: a value that changed meanwhile is left to who changed it.
 * Broken off and begun again, it goes on with what is left. `stuck` names what no record's id opens.
 */
export async function reseal(db: mongo.Db, cipher: FieldCipher): Promise<{ resealed: number; stuck: string[] }> {
  let resealed = 0;
  const stuck: string[] = [];
  for await (const { collection, id, found } of documents(db)) {
    for (const one of found) {
      if (keyOf(one.sealed) === cipher.activeKey) continue;
      const again = sealedAgain(cipher, one);
      if (!again) stuck.push(`${collection.collectionName} ${String(id)} ${one.path}`);
      else resealed += (await collection.updateOne({ _id: id, [one.path]: one.sealed }, { $set: { [one.path]: again } })).modifiedCount;
    }
  }
  return { resealed, stuck };
}

const keyOf = (sealed: Sealed): string => SEALED.exec(sealed)![1]!;

function sealedAgain(cipher: FieldCipher, { sealed, ids }: Found): Sealed | undefined {
  for (const id of ids) {
    try {
      return cipher.seal(cipher.open(sealed, id), id);
    } catch {
      // Of another record: the next id may be the right one.
    }
  }
  return undefined;
}

async function* documents(db: mongo.Db) {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (isLeftAlone(name)) continue;
    const collection = db.collection<{ _id: never }>(name);
    for await (const document of collection.find()) {
      const found = [...sealedIn(document, '', [])];
      if (found.length > 0) yield { collection, id: document._id, found };
    }
  }
}

/** A value is sealed for a record whose id stands in the same object as the value, or in one around it. */
function* sealedIn(value: unknown, path: string, around: readonly string[]): Generator<Found> {
  if (typeof value === 'string') {
    // What people type in may look like one.
    if (path.endsWith('Sealed') && SEALED.test(value)) yield { path, sealed: value, ids: [...around] };
  } else if (Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object)) {
    const members = Object.entries(value);
    const own = members.flatMap(([, each]) => idOf(each) ?? []);
    for (const [name, each] of members) yield* sealedIn(each, path ? `${path}.${name}` : name, [...own, ...around]);
  }
}

function idOf(value: unknown): string | undefined {
  if (value instanceof mongo.ObjectId) return value.toHexString();
  return typeof value === 'string' && value.length > 0 && value.length <= 64 && !SEALED.test(value) ? value : undefined;
}
