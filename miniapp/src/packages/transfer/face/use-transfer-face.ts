import { postTransferRoutes as api, type PostTransfer } from '@jzt/shared/contract/postTransfer';
import { useAction } from '@/hooks';
import { useFaceRound } from '@/hooks/use-face-round';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';

/** The face after the choice of a post (CQ-38). `onAnswer` hears how it stands then. */
export function useTransferFace(onAnswer: (transfer: PostTransfer) => void) {
  const begin = useAction(api.beginFace);
  const finish = useAction(api.finishFace, { changes: ['postTransfer', 'account'] });
  const { BizToken } = usePageParams(routes.transfer.face);
  const { start, unsupported, away } = useFaceRound({
    begin: (channel) => {
      finish.reset();
      return begin.run({ body: { channel, consented: true } });
    },
    ask: async () => {
      const answer = await finish.run({});
      if (answer) onAnswer(answer);
    },
    token: BizToken,
  });
  return { start, unsupported, busy: begin.busy || away, asking: finish.busy, error: begin.error ?? finish.error };
}
