import { employmentRoutes as api } from '@jzt/shared/contract/employment';
import { Tile, Tiles } from '@/components';
import { countOf } from '@/format';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

const AT_MOST = 100;

/** The enterprise's desk on 首页: who waits for an answer, who works here, and the way to invite somebody. */
export function EnterpriseDesk() {
  const asked = useQuery(api.listOfEnterprise, { query: { status: 'REQUESTED', limit: AT_MOST } });
  const staff = useQuery(api.listOfEnterprise, { query: { status: 'CONFIRMED', limit: AT_MOST } });
  const toAnswer = asked.data?.items.filter((one) => one.askedBy === 'WORKER').length;
  const invited = asked.data?.items.filter((one) => one.askedBy === 'ENTERPRISE').length;
  return (
    <Tiles>
      <Tile
        title="待您确认"
        count={toAnswer}
        hint={toAnswer ? '申请建立聘用关系' : '没有等着的申请'}
        due={Boolean(toAnswer)}
        onTap={() => void open(routes.enterprise.people)}
      />
      <Tile title="在职人员" count={countOf(staff.data)} hint="可以用本企业报名" onTap={() => void open(routes.enterprise.people)} />
      <Tile
        title="邀请人员"
        count={invited}
        hint={invited ? '已邀请，等本人确认' : '用身份证号邀请'}
        onTap={() => void open(routes.enterprise.invite)}
      />
    </Tiles>
  );
}
