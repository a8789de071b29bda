import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import mongoose from 'mongoose';

/** Neighbours that make a run of digits part of something else: a hash, an id, a longer number. */
const ALONE = '(?<![0-9A-Za-z._-])';
const END = '(?![0-9A-Za-z])';
const ID_NUMBER = new RegExp(`${ALONE}\\d{17}[\\dXx]${END}`, 'g');
const PHONE = new RegExp(`${ALONE}1[3-9]\\d{9}${END}`, 'g');
const TOKEN = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g;

/** ID numbers (with a right checksum), mobile phones and access tokens in a text. */
export function personalDataIn(text: string): string[] {
  return [
    ...(text.match(ID_NUMBER) ?? []).filter((one) => parseIdNumber(one.toUpperCase())),
    ...(text.match(PHONE) ?? []),
    ...(text.match(TOKEN) ?? []),
  ];
}

/** Throws when anything personal stands in a log line of the server or in clear in the database. */
export async function mustKeepSecrets(logs: readonly string[]): Promise<void> {
  const logged = logs.filter((line) => personalDataIn(line).length);
  if (logged.length) throw new Error(`personal data in the log: ${logged[0]}`);
  const db = mongoose.connection.db!;
  for (const { name } of await db.listCollections().toArray()) {
    // The bytes of photos are no text; what is kept about them is in files.files.
    if (name === 'files.chunks') continue;
    for await (const document of db.collection(name).find()) {
      const found = personalDataIn(JSON.stringify(document));
      if (found.length) throw new Error(`personal data in clear in ${name}: ${found[0]!.slice(0, 6)}…`);
    }
  }
}
