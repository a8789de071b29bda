import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { employmentRoutes as api } from '@jzt/shared/contract/employment';
import { BottomBar, Button, MoreRow, Page, Screen, Segments } from '@/components';
import { usePages } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { PersonCard } from './person-card';
import { useAnswers } from './use-answers';
import './index.scss';

type Part = 'REQUESTED' | 'CONFIRMED' | 'ENDED' | 'DECLINED';
const PARTS: { value: Part; title: string }[] = [
  { value: 'REQUESTED', title: '待确认' },
  { value: 'CONFIRMED', title: '在职' },
  { value: 'ENDED', title: '已解除' },
  { value: 'DECLINED', title: '没有同意' },
];
const EMPTY: Record<Part, { title: string; hint: string }> = {
  REQUESTED: { title: '没有等着确认的', hint: '人员向本企业申请、或您邀请了人员后，会出现在这里。' },
  CONFIRMED: { title: '还没有在职人员', hint: '双方都确认后，聘用关系成立，人员才能用本企业报名。' },
  ENDED: { title: '没有已解除的', hint: '解除聘用关系的人员会留在这里备查。' },
  DECLINED: { title: '没有不同意的', hint: '任何一方不同意的申请会留在这里备查。' },
};

/** 聘用人员 (QH-02, QH-09): answer the requests first; then who was invited, who works here, who did. */
export default function PeoplePage() {
  const [part, setPart] = useState<Part>('REQUESTED');
  const people = usePages(api.listOfEnterprise, { query: { status: part } });
  const answers = useAnswers();
  useReachBottom(() => void people.loadMore());
  // What the enterprise has to answer, before what it waits for itself.
  const shown =
    part === 'REQUESTED'
      ? [...people.items].sort((a, b) => Number(a.askedBy === 'ENTERPRISE') - Number(b.askedBy === 'ENTERPRISE'))
      : people.items;
  return (
    <Page
      access={['ENTERPRISE_STAFF']}
      wide
      footer={
        <BottomBar>
          <Button block onTap={() => void open(routes.enterprise.invite)}>
            邀请人员
          </Button>
        </BottomBar>
      }
    >
      <Segments<Part> label="聘用关系的状态" segments={PARTS} value={part} onChange={setPart} />
      <Screen state={people} isEmpty={() => people.items.length === 0} empty={EMPTY[part]}>
        {() => (
          <>
            <View className="people-grid">
              {shown.map((one) => (
                <PersonCard key={one.id} employment={one} answers={answers} />
              ))}
            </View>
            <MoreRow pages={people} />
          </>
        )}
      </Screen>
      {answers.dialogs}
    </Page>
  );
}
