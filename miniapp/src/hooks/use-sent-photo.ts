import { useState } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { useUpload } from './use-upload';

/**
 * A photo that is sent as soon as it is taken. `onSent` hears its name at the server, and `null` while a new one is on its way: the one before is no
 * longer what the person sees, and must not be sent.
 */
export function useSentPhoto<R extends RouteSpec & { upload: true }>(
  route: ResponseOf<R> extends { fileId: string } ? R : never,
  onSent: (fileId: string | null) => void,
) {
  const { run, busy, error } = useUpload(route);
  const [taken, setTaken] = useState<string>();
  const send = async (filePath: string) => {
    setTaken(filePath);
    onSent(null);
    const answer = (await run(filePath)) as { fileId: string } | undefined;
    if (answer) onSent(answer.fileId);
  };
  return { taken, send, busy, error };
}
