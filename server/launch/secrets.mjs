import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keys of this installation, made once and readable by its owner alone; without them the encrypted fields of the data can never be read again. Returns the path. */
export function ensureSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return file;
  const key = () => randomBytes(32).toString('base64');
  const { privateKey } = generateKeyPairSync('ed25519');
  const secrets = {
    fieldKeys: { k1: key() },
    activeFieldKey: 'k1',
    blindIndexKey: key(),
    tokenKey: key(),
    verifyPrivateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
  // In two steps, so that a crash leaves all keys or none.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}
