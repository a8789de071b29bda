import { newKey } from './api/client';
import { storage } from './api/storage';

/** A random name of this installation, made once: study credit goes to one device at a time. It says nothing about the phone. */
export function deviceId(): string {
  const kept = storage.get<string>('device');
  if (kept) return kept;
  const made = newKey();
  storage.set('device', made);
  return made;
}
