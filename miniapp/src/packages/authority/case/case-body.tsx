import { useState } from 'react';
import { reviewRoutes as api, type ReviewCase } from '@jzt/shared/contract/review';
import { eventsFrom, type State } from '@jzt/shared/workflow/machine';
import { application as machine } from '@jzt/shared/workflow/machines/application';
import { ActionError, BottomBar, Button, ReasonSheet, Screen } from '@/components';
import { CaseFile, photosOf } from '@/components/case-file';
import { useSeen } from '@/components/use-seen';
import { useAction, usePolling, useQuery, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { InsuranceCard } from './insurance-card';
import { OnsiteActs } from './onsite-acts';

const LOOK_EVERY_MS = 3_000;
const CHANGES = { changes: ['review', 'account'] };
const WHY = {
  PASS: {
    title: (name: string) => `${name}的社保人工核查通过，请写明依据`,
    confirm: '核查通过',
    reasons: ['已向社保经办机构电话核实，单位一致', '已查看社保参保证明，单位一致'],
  },
  REJECT: {
    title: (name: string) => `${name}的社保核查不通过，请写明依据`,
    confirm: '核查不通过',
    reasons: ['社保单位与聘用企业不一致', '没有查到在聘用企业的社保缴费记录'],
  },
};

function useInsuranceCase(id: string) {
  const query = useQuery(api.viewForAuthority, { params: { id } });
  const decide = useAction(api.decideInsurance, CHANGES);
  const recheck = useAction(api.recheckInsurance, CHANGES);
  const [asking, setAsking] = useState<'PASS' | 'REJECT'>();
  const status = query.data?.status;
  const seen = useSeen(query.data?.id, query.data ? photosOf(query.data) : []);
  usePolling(status === 'AUTH_CHECK' || status === 'AUTH_CHECK_PENDING', LOOK_EVERY_MS, query.refetch);

  const settle = (answer: ReviewCase | undefined) => {
    if (!answer) return void query.refetch();
    query.put(answer);
    setAsking(undefined);
  };
  return {
    query,
    seen,
    decide,
    recheck,
    asking,
    ask: (decision: 'PASS' | 'REJECT') => {
      decide.reset();
      recheck.reset();
      setAsking(decision);
    },
    close: () => setAsking(undefined),
    send: async (file: ReviewCase, decision: 'PASS' | 'REJECT', reason: string) =>
      settle(await decide.run({ params: { id }, body: { decision, reason, version: file.version } })),
    again: async (file: ReviewCase) => settle(await recheck.run({ params: { id }, body: { version: file.version } })),
  };
}

/** The application with its social-insurance check; by hand only with the grounds written down (QH-12). */
export function CaseBody({ id }: { id: string }) {
  const role = useSession()?.role ?? 'WORKER';
  const work = useInsuranceCase(id);
  return (
    <Screen state={work.query} skeleton="detail">
      {(file) => {
        const may = eventsFrom(machine, file.status as State<typeof machine>, role);
        const open = file.status === 'AUTH_CHECK' || file.status === 'AUTH_CHECK_PENDING';
        return (
          <>
            <CaseFile file={file} waiting={false} onPhoto={work.seen.mark}>
              {!file.trainedBy && <InsuranceCard file={file} />}
            </CaseFile>
            {file.trainedBy && may.includes('cancelOnsite') && <OnsiteActs file={file} put={work.query.put} refetch={work.query.refetch} />}
            {open && !may.includes('authorityPass') && <OnlyBy role="AUTHORITY_REVIEWER" act="人工核查结论" />}
            {may.includes('authorityPass') && (
              <BottomBar
                above={
                  <>
                    {work.seen.notice}
                    <ActionError error={work.recheck.error} />
                  </>
                }
              >
                {may.includes('resumeAuthorityCheck') && (
                  <Button block kind="plain" busy={work.recheck.busy} onTap={() => void work.again(file)}>
                    现在重新核查
                  </Button>
                )}
                <Button kind="danger" disabled={!work.seen.rested} onTap={() => work.ask('REJECT')}>
                  人工不通过
                </Button>
                <Button disabled={!work.seen.seen} onTap={() => work.ask('PASS')}>
                  人工通过
                </Button>
              </BottomBar>
            )}
            {work.asking && (
              <ReasonSheet
                key={work.asking}
                open
                onClose={work.close}
                title={WHY[work.asking].title(file.person.name)}
                reasons={WHY[work.asking].reasons}
                placeholder="依据会记入留痕，报名人能看到"
                confirm={WHY[work.asking].confirm}
                danger={work.asking === 'REJECT'}
                busy={work.decide.busy}
                error={work.decide.error}
                onConfirm={(reason) => work.asking && void work.send(file, work.asking, reason)}
              />
            )}
          </>
        );
      }}
    </Screen>
  );
}
