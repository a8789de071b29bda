import { employmentRoutes as api, type Employment } from '@jzt/shared/contract/employment';
import { BottomBar, Button, Notice, Page, Screen, SectionTitle } from '@/components';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { EmploymentCard } from './employment-card';
import { useAnswers } from './use-answers';

const OVER = ['ENDED', 'DECLINED'];
/** What the person has to answer first, then the employer, then what others have to answer. */
const rank = (one: Employment): number =>
  one.status === 'REQUESTED' && one.askedBy === 'ENTERPRISE' ? 0 : one.status === 'CONFIRMED' ? 1 : 2;

/** 我的聘用关系 (QH-02, QH-09): invitations to answer, the employer, requests under way, and what is over. */
export default function EmploymentPage() {
  const list = useQuery(api.listMine, {});
  const answers = useAnswers();
  const all = list.data?.items ?? [];
  const current = all.filter((one) => !OVER.includes(one.status)).sort((a, b) => rank(a) - rank(b));
  const past = all.filter((one) => OVER.includes(one.status));
  const employed = current.some((one) => one.status === 'CONFIRMED');
  const find = (
    <Button block kind={current.length > 0 ? 'plain' : 'primary'} onTap={() => void open(routes.identity.employer)}>
      找我的企业
    </Button>
  );

  return (
    <Page access={['WORKER']} footer={list.state === 'ready' && !employed && all.length > 0 ? <BottomBar>{find}</BottomBar> : undefined}>
      <Screen
        state={list}
        isEmpty={() => all.length === 0}
        empty={{
          title: '还没有聘用关系',
          hint: '报名前，要和所在企业互相确认聘用关系：您向企业申请，企业同意就成立；企业也可以先邀请您。',
          action: find,
        }}
      >
        {() => (
          <>
            {!employed && (
              <Notice tone="note" title={current.length > 0 ? '还没有成立' : '现在没有聘用企业'}>
                {current.length > 0 ? '双方都确认后，聘用关系才成立，才能报名。' : '请向现在所在的企业申请，对方同意后才能报名。'}
              </Notice>
            )}
            {current.map((one) => (
              <EmploymentCard key={one.id} employment={one} answers={answers} />
            ))}
            {past.length > 0 && <SectionTitle>以前的</SectionTitle>}
            {past.map((one) => (
              <EmploymentCard key={one.id} employment={one} answers={answers} />
            ))}
          </>
        )}
      </Screen>
      {answers.dialogs}
    </Page>
  );
}
