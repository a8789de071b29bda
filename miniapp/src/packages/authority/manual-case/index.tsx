import { useState } from 'react';
import { identityRoutes as api } from '@jzt/shared/contract/identity';
import { Button, Page, Screen, StateBlock } from '@/components';
import { useHiddenOnCapture, useQuery } from '@/hooks';
import { back, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { ManualBody } from './manual-body';

/** As many as the contract gives at once; who waits longest is among them. */
const MOST = 100;

/** One person to look at, then the next by itself. */
export default function ManualCasePage() {
  useHiddenOnCapture();
  const { id } = usePageParams(routes.authority.manualCase);
  const queue = useQuery(api.listManual, { query: { limit: MOST } });
  const [chosen, setChosen] = useState(id);
  const all = queue.data?.items ?? [];
  const one = all.find((each) => each.personId === chosen);
  const next = all.find((each) => each.personId !== chosen);
  return (
    <Page acting access={OFFICERS}>
      <Screen state={queue} skeleton="detail">
        {() =>
          one ? (
            <ManualBody key={one.personId} one={one} />
          ) : (
            <StateBlock
              kind="empty"
              title="这个人不用再核验"
              hint="已经有了结论，或者本人改用人脸核验了。"
              action={
                next ? (
                  <Button onTap={() => setChosen(next.personId)}>{`看下一位，还有${all.length}人等着`}</Button>
                ) : (
                  <Button kind="plain" onTap={() => void back()}>
                    返回
                  </Button>
                )
              }
            />
          )
        }
      </Screen>
    </Page>
  );
}
