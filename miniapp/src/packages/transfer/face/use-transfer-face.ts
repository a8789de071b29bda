import { useCallback, useEffect, useRef, useState } from 'react';
import { postTransferRoutes as api, type PostTransfer } from '@jzt/shared/contract/postTransfer';
import { canCheckFace, checkFaceInWechat } from '@/face';
import { useAction } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';

const weapp = process.env.TARO_ENV === 'weapp';

/** The face check at the provider and back; whatever comes back, the server is asked (O-15). `onAnswer` hears how it stands then. */
export function useTransferFace(onAnswer: (transfer: PostTransfer) => void) {
  const begin = useAction(api.beginFace);
  const finish = useAction(api.finishFace, { changes: ['postTransfer', 'account'] });
  const [unsupported, setUnsupported] = useState(false);
  const [away, setAway] = useState(false);
  const { BizToken } = usePageParams(routes.transfer.face);
  const { run: ask } = finish;
  const told = useRef(onAnswer);
  told.current = onAnswer;
  const askResult = useCallback(async () => {
    const answer = await ask({});
    if (answer) told.current(answer);
  }, [ask]);

  // Back from the provider's page.
  const asked = useRef(false);
  useEffect(() => {
    if (!BizToken || asked.current) return;
    asked.current = true;
    void askResult();
  }, [BizToken, askResult]);

  const start = async (): Promise<void> => {
    setUnsupported(false);
    finish.reset();
    if (weapp && !(await canCheckFace())) return setUnsupported(true);
    const session = await begin.run({ body: { channel: weapp ? 'WEAPP' : 'H5', consented: true } });
    if (!session) return;
    setAway(true);
    if (!weapp) {
      if (session.hostedUrl) window.location.assign(session.hostedUrl);
      return;
    }
    await checkFaceInWechat(session.verifyId);
    setAway(false);
    await askResult();
  };
  return { start, unsupported, busy: begin.busy || away, asking: finish.busy, error: begin.error ?? finish.error };
}
