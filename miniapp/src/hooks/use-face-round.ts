import { useCallback, useEffect, useRef, useState } from 'react';
import { canCheckFace, checkFaceInWechat } from '@/face';

const weapp = process.env.TARO_ENV === 'weapp';

interface FaceRound {
  /** Opens the check at the server; undefined when it was refused. */
  begin: (channel: 'WEAPP' | 'H5') => Promise<{ verifyId: string; hostedUrl?: string } | undefined>;
  /** Asks the server how it ended. */
  ask: () => Promise<void>;
  /** Brought by the provider's page on the way back. */
  token?: string;
}

/** The face check at the provider and back, for a case that has begun; whatever comes back, the server is asked (O-15). */
export function useFaceRound({ begin, ask, token }: FaceRound) {
  const [unsupported, setUnsupported] = useState(false);
  const [away, setAway] = useState(false);
  const latest = useRef(ask);
  latest.current = ask;

  const asked = useRef(false);
  useEffect(() => {
    if (!token || asked.current) return;
    asked.current = true;
    void latest.current();
  }, [token]);

  const start = useCallback(async (): Promise<void> => {
    setUnsupported(false);
    if (weapp && !(await canCheckFace())) return setUnsupported(true);
    const session = await begin(weapp ? 'WEAPP' : 'H5');
    if (!session) return;
    setAway(true);
    if (!weapp) {
      if (session.hostedUrl) window.location.assign(session.hostedUrl);
      return;
    }
    await checkFaceInWechat(session.verifyId);
    setAway(false);
    await latest.current();
  }, [begin]);
  return { start, unsupported, away };
}
