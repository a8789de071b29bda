import { trainingRoutes as api } from '@jzt/shared/contract/training';
import { classOfScene } from '@jzt/shared/domain/jurisdictions';
import { BottomBar, Button, Card, Facts, Notice, Page, Screen, StateBlock } from '@/components';
import { formatDays } from '@/format';
import { useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';

/** Of a code that was tampered with there is no class. */
function classIn({ id, scene }: { id?: string; scene?: string }): string | undefined {
  try {
    return id ?? classOfScene(scene ?? '');
  } catch {
    return undefined;
  }
}

/** A class, from the code on its poster (CQ-27): what it is, where, and the way to sign up. For anybody. */
export default function ClassPage() {
  const id = classIn(usePageParams(routes.application.class));
  const query = useQuery(api.viewClass, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  const one = query.data;
  const signUp = () => void open(one?.forCe ? routes.life.educations : routes.application.types);
  return (
    <Page
      footer={
        one &&
        !one.ended && (
          <BottomBar>
            <Button block onTap={signUp}>
              {one.forCe ? '去报名继续教育' : '去报名'}
            </Button>
          </BottomBar>
        )
      }
    >
      {!id && (
        <StateBlock
          kind="empty"
          title="没有看到是哪个班次"
          hint="请再扫一次海报上的小程序码。"
          action={<Button onTap={() => void open(routes.tab.home)}>去首页</Button>}
        />
      )}
      <Screen state={query} skeleton="detail">
        {(data) => (
          <>
            {data.ended && (
              <Notice tone="warn" title="这个班次已经结束">
                可以联系培训机构，问下一期什么时候开班。
              </Notice>
            )}
            {!data.ended && data.seatsLeft === 0 && (
              <Notice tone="warn" title="这个班次名额已满">
                报名后由培训机构安排下一期。
              </Notice>
            )}
            <Card title={data.name}>
              <Facts
                rows={[
                  { name: '类别', value: data.subject.labelZh },
                  { name: '课程', value: data.courseTitle },
                  { name: '日期', value: formatDays(data.startsOn, data.endsOn) },
                  { name: '名额', value: data.ended ? undefined : `还有${data.seatsLeft}个` },
                ]}
              />
            </Card>
            <Card title={data.institution.name}>
              <Facts
                rows={[
                  { name: '地址', value: data.institution.address },
                  { name: '电话', value: data.institution.phone },
                ]}
              />
            </Card>
            {!data.forCe && !data.ended && <Notice tone="still">报名时选择这家培训机构，审核通过后由机构编入班次。</Notice>}
          </>
        )}
      </Screen>
    </Page>
  );
}
