import { examRoutes } from '@jzt/shared/contract/exam';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { Card, Tile, Tiles } from '@/components';
import { countOf, formatSince } from '@/format';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { planWords } from './plans/urgency';

const AT_MOST = 100;

/** The institution's desk on 首页: how much of each kind of work waits, and the way to it; of what the law of its provinces knows. */
export function StaffDesk({ services }: { services: readonly string[] }) {
  const reviews = useQuery(reviewRoutes.queue, { query: { limit: AT_MOST } });
  const toEnrol = useQuery(reviewRoutes.queue, { query: { status: 'AUTH_PASSED', limit: AT_MOST } });
  const eligible = useQuery(examRoutes.eligible, {});
  const plans = useQuery(examRoutes.listPlans, { query: {} });
  const lists = useQuery(passListRoutes.listForInstitution, { query: {} });
  const oldest = reviews.data?.items[0];
  const plan = plans.data && planWords(plans.data.items);
  const toIssue = lists.data?.items.filter((batch) => batch.canSign).length ?? 0;
  const waiting = toEnrol.data?.items.length ?? 0;
  const free = eligible.data?.items.length ?? 0;
  const [reviewing, training, examining] = [
    services.includes('REVIEW_APPLICATION'),
    services.includes('ENROL') || services.includes('CE_SIGN_UP'),
    services.includes('SUBMIT_EXAM_PLAN'),
  ];
  if (!reviewing && !training && !examining)
    return (
      <Card title="本省没有报名、培训和考试业务">培训机构现在没有要在这里办的事。证书真假可以照常查验；有疑问请向省级主管部门咨询。</Card>
    );
  return (
    <Tiles>
      {reviewing && (
        <Tile
          title="待审核报名"
          count={countOf(reviews.data)}
          hint={oldest ? `最早的等了${formatSince(oldest.waitingSince)}` : '都审完了'}
          due={Boolean(oldest)}
          onTap={() => void open(routes.staff.queue)}
        />
      )}
      {training && (
        <Tile
          title="待编入班次"
          count={countOf(toEnrol.data)}
          hint={waiting > 0 ? '编班后才能学习' : '班次和学员'}
          due={waiting > 0}
          onTap={() => void open(routes.staff.classes)}
        />
      )}
      {examining && (
        <Tile
          title="待安排考试"
          count={countOf(eligible.data)}
          hint={free > 0 ? '培训已完成' : '没有等着的人'}
          due={free > 0}
          onTap={() => void open(free > 0 ? routes.staff.planForm : routes.staff.plans)}
        />
      )}
      {examining && (
        <Tile title="考试计划" count={plan?.open} hint={plan?.hint} due={plan?.due} onTap={() => void open(routes.staff.plans)} />
      )}
      {(lists.data?.items.length ?? 0) > 0 && (
        <Tile
          title="待发放证书"
          count={toIssue}
          hint="由本机构盖章发放"
          due={toIssue > 0}
          onTap={() => void open(routes.staff.passLists)}
        />
      )}
    </Tiles>
  );
}
