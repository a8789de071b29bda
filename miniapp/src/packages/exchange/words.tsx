import { View } from '@tarojs/components';
import type { Verdict } from '@jzt/shared/contract/common';
import type { FileCheckPlace } from '@jzt/shared/contract/exchange';
import { Card, Facts, Notice } from '@/components';
import { formatDate } from '@/format';

/** Every rule that spoke, each with its next step. */
export const Why = ({ verdict, tone = 'warn' }: { verdict: Verdict; tone?: 'warn' | 'bad' | 'note' }) => (
  <>
    {verdict.refusals.map((each) => (
      <Notice key={each.code} tone={tone} title={each.message}>
        {each.nextStep}
      </Notice>
    ))}
  </>
);

/** Where to go, with what, until when (HN-04). */
export const FilePlace = ({ place, seenOn }: { place: FileCheckPlace; seenOn?: string }) => (
  <Card title="现场核查档案">
    <View className="exchange-words">
      {seenOn
        ? `${formatDate(seenOn)}已收到您的两样原件，正在核查，结果会发消息给您。`
        : '部培训管理系统里查不到的证书，要本人到现场核查档案。'}
    </View>
    <Facts
      rows={[
        { name: '地点', value: place.place },
        { name: '要带', value: place.papers.join('、') },
        { name: '最后一天', value: formatDate(place.until) },
      ]}
    />
  </Card>
);
