import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { continuingEducationRoutes } from '@jzt/shared/contract/continuingEducation';
import { examRoutes } from '@jzt/shared/contract/exam';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { onsiteRoutes } from '@jzt/shared/contract/onsite';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { posterRoutes } from '@jzt/shared/contract/poster';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { Card, Tile, Tiles } from '@/components';
import { PosterButton } from '@/components/poster-button';
import { countOf, formatSince } from '@/format';
import { useQuery, useSession } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { listWords } from './pass-lists/words';

const AT_MOST = 100;

/** The officer's desk on 首页: what waits for the authority, of what the law of its province knows. */
export function AuthorityDesk({ services }: { services: readonly string[] }) {
  const role = useSession()?.role;
  const insurance = useQuery(reviewRoutes.insuranceQueue, { query: { limit: AT_MOST } });
  const stuck = useQuery(reviewRoutes.insuranceQueue, { query: { status: 'AUTH_CHECK_PENDING', limit: AT_MOST } });
  const manual = useQuery(identityRoutes.listManual, { query: { limit: AT_MOST } });
  const plans = useQuery(examRoutes.listForAuthority, { query: { status: 'SUBMITTED' } });
  const onsite = useQuery(onsiteRoutes.list, { query: { status: 'TRAINED', limit: AT_MOST } });
  const eligible = useQuery(examRoutes.eligibleForAuthority, {});
  const free = eligible.data?.items.length ?? 0;
  const ready = useQuery(passListRoutes.ready, {});
  const lists = useQuery(passListRoutes.list, { query: { limit: AT_MOST } });

  const requests = useQuery(certificateServiceRoutes.queue, { query: { limit: AT_MOST } });
  const educations = useQuery(continuingEducationRoutes.queue, { query: { limit: AT_MOST } });

  const has = (...any: string[]) => any.some((one) => services.includes(one));
  const first = manual.data?.items[0];
  const stuckCount = stuck.data?.items.length ?? 0;
  const waitingPlans = plans.data?.items.length ?? 0;
  const work =
    lists.data &&
    ready.data &&
    listWords({ ready: ready.data.items.length, batches: lists.data.items, issuer: role === 'AUTHORITY_ISSUER' });
  return (
    <>
      <Tiles>
        {has('AUTHORITY_CHECK') && (
          <Tile
            title="社保核查"
            count={countOf(insurance.data)}
            hint={stuckCount > 0 ? `${stuckCount}份连不上社保系统` : '系统自动核查'}
            due={stuckCount > 0}
            onTap={() => void open(routes.authority.insurance)}
          />
        )}
        {has('APPROVE_EXAM_PLAN') && (
          <Tile
            title="考试计划"
            count={countOf(plans.data)}
            hint={waitingPlans > 0 ? '等着审批' : '没有等审批的'}
            due={waitingPlans > 0}
            onTap={() => void open(routes.authority.plans)}
          />
        )}
        {has('PASS_LIST') && (
          <Tile
            title="合格名单"
            count={work?.count}
            hint={work?.hint}
            due={work?.due}
            onTap={() => void open(routes.authority.passLists)}
          />
        )}
        {onsite.data?.offered && (
          <Tile
            title="现场报名"
            count={countOf(onsite.data)}
            hint={free > 0 ? `${free}人等着安排考试` : '企业自主培训的'}
            due={free > 0 && role === 'AUTHORITY_REVIEWER'}
            onTap={() => void open(routes.authority.onsite)}
          />
        )}
        {has('CE_EXTEND', 'RENEW', 'CHANGE', 'RECHECK', 'REISSUE', 'CANCEL', 'TRANSFER_OUT') && (
          <Tile
            title="证书业务"
            count={countOf(requests.data)}
            hint={requests.data?.items.length ? '延期、变更等申请' : '没有等审核的'}
            due={Boolean(requests.data?.items.length)}
            onTap={() => void open(routes.authority.services)}
          />
        )}
        {has('CE_SIGN_UP', 'CE_REPORT') && (
          <Tile
            title="继续教育"
            count={countOf(educations.data)}
            hint={educations.data?.items.length ? '考核合格，等记入' : '没有等记入的'}
            due={Boolean(educations.data?.items.length)}
            onTap={() => void open(routes.authority.education)}
          />
        )}
        <Tile
          title="人工核验"
          count={countOf(manual.data)}
          hint={first ? `最早的等了${formatSince(first.since)}` : '没有等着的人'}
          due={Boolean(first)}
          onTap={() => void open(routes.authority.manual)}
        />
      </Tiles>
      <Card title="扫码进入的海报">
        <PosterButton route={posterRoutes.province} name="本省" />
      </Card>
    </>
  );
}
