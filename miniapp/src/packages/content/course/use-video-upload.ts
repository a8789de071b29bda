import { useCallback, useRef, useState } from 'react';
import { mediaRoutes as api, PIECE_BYTES, type MediaUpload } from '@jzt/shared/contract/media';
import { api as client, asApiError, type ApiError } from '@/api';
import { keptKey } from '@/api/kept-keys';
import { storage } from '@/api/storage';

interface Going {
  name: string;
  /** 0 to 100. */
  percent: number;
  busy: boolean;
  error?: ApiError;
}

const TRIES = 3;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** The same file chosen again, also after the page was left: its upload goes on. */
const keyOf = (file: File): string => `upload.${file.name}.${file.size}.${file.lastModified}`;

async function sendPiece(id: string, file: File, at: number): Promise<MediaUpload> {
  const address = URL.createObjectURL(file.slice(at * PIECE_BYTES, (at + 1) * PIECE_BYTES));
  try {
    for (let tries = 1; ; tries++) {
      try {
        return await client.upload(api.piece, address, { params: { id }, query: { at } });
      } catch (error) {
        if (!asApiError(error).isUnanswered || tries >= TRIES) throw error;
        await pause(1000 * tries);
      }
    }
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function begun(file: File): Promise<MediaUpload> {
  const kept = storage.get<string>(keyOf(file));
  const found = kept && (await client.call(api.view, { params: { id: kept } }).catch(() => undefined));
  if (found) return found;
  const body = { name: file.name.slice(0, 100), bytes: file.size };
  const once = keptKey(storage, api.begin, { body });
  const upload = await client.call(api.begin, { body }, { idempotencyKey: once.key });
  once.answered();
  storage.set(keyOf(file), upload.id);
  return upload;
}

/** Sends a video in pieces; what broke off goes on with the pieces that are missing. `go` resolves to the upload that is READY, or undefined. */
export function useVideoUpload() {
  const [state, setState] = useState<Going>();
  const file = useRef<File>();
  const go = useCallback(async (chosen = file.current): Promise<MediaUpload | undefined> => {
    if (!chosen) return undefined;
    file.current = chosen;
    setState({ name: chosen.name, percent: 0, busy: true });
    try {
      let upload = await begun(chosen);
      const show = () => setState({ name: chosen.name, percent: Math.floor((upload.received.length / upload.pieces) * 99), busy: true });
      for (let at = 0; upload.status === 'UPLOADING' && at < upload.pieces; at++) {
        if (!upload.received.includes(at)) upload = await sendPiece(upload.id, chosen, at);
        show();
      }
      const ready = await client.call(api.finish, { params: { id: upload.id } });
      storage.remove(keyOf(chosen));
      setState(undefined);
      return ready;
    } catch (error) {
      const refused = asApiError(error);
      if (!refused.isUnanswered) storage.remove(keyOf(chosen));
      setState((before) => ({ name: chosen.name, percent: before?.percent ?? 0, busy: false, error: refused }));
      return undefined;
    }
  }, []);
  return { state, go };
}
