import Taro from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { identityRoutes as api, type IdentityView } from '@jzt/shared/contract/identity';
import { useAction } from '@/hooks';
import type { useIdentity } from '../use-identity';
import { canCheckFace, checkFaceInWechat, type FaceOutcome } from '@/face';

const weapp = process.env.TARO_ENV === 'weapp';

/**
 * The face check at the provider and back: WeChat's own in the weapp, the provider's page in H5. Whatever comes back, the server is asked;
 * somebody who left in the middle is asked for once when they return.
 */
export function useFaceCheck({ query, view }: ReturnType<typeof useIdentity>) {
  const begin = useAction(api.beginFace);
  const finish = useAction(api.finishFace, { changes: ['account'] });
  const { run: open } = begin;
  const { run: ask, reset: forget } = finish;
  /** What the phone said of the last try. */
  const [outcome, setOutcome] = useState<FaceOutcome>();
  const [away, setAway] = useState(false);
  const put = useRef(query.put);
  put.current = query.put;

  const askResult = useCallback(async (): Promise<IdentityView | undefined> => {
    const answer = await ask({});
    if (answer) put.current(answer);
    return answer;
  }, [ask]);

  const asked = useRef(false);
  const pending = view?.status === 'FACE_PENDING';
  useEffect(() => {
    if (!pending || asked.current) return;
    asked.current = true;
    void askResult();
  }, [pending, askResult]);

  // The browser's own way back may bring this page back as it was left: waiting for somebody who has returned.
  useEffect(() => {
    if (weapp) return;
    const returned = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      setAway(false);
      void askResult();
    };
    window.addEventListener('pageshow', returned);
    return () => window.removeEventListener('pageshow', returned);
  }, [askResult]);

  // How it ended is said on top of the page; the button that was tapped is at its lower end.
  const error = begin.error ?? finish.error;
  useEffect(() => {
    if (error || outcome) void Taro.pageScrollTo({ scrollTop: 0, duration: 200 }).catch(() => undefined);
  }, [error, outcome]);

  const start = useCallback(async (): Promise<void> => {
    setOutcome(undefined);
    forget();
    // Asked for by this run below; not once more because the state becomes FACE_PENDING.
    asked.current = true;
    if (weapp && !(await canCheckFace())) return setOutcome('UNSUPPORTED');
    const session = await open({ body: { channel: weapp ? 'WEAPP' : 'H5', consented: true } });
    if (!session) return;
    setAway(true);
    if (!weapp) {
      if (session.hostedUrl) window.location.assign(session.hostedUrl);
      return;
    }
    setOutcome(await checkFaceInWechat(session.verifyId));
    setAway(false);
    await askResult();
  }, [open, forget, askResult]);

  return {
    start,
    askResult,
    outcome,
    busy: begin.busy || away,
    asking: finish.busy,
    error,
    resultUnknown: pending && finish.error !== undefined,
  };
}
