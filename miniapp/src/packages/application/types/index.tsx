import { View } from '@tarojs/components';
import { useState } from 'react';
import { applicationRoutes as api, type ApplicationType } from '@jzt/shared/contract/application';
import { Card, ListRow, Page, Screen, SectionTitle, StatusChip } from '@/components';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { AskProvince, isProvinceRequired } from '@/province/ask-province';
import { routes } from '@/routes';
import { Onsite } from '../components/onsite';
import { Resume } from '../components/resume';
import { Blocked } from './blocked';
import { Instead } from './instead';
import { commonOf, groupsOf, ownOf } from './verdicts';
import { WhySheet } from './why-sheet';

/** ★选择报名类型 (QH-10, CQ-03): what the province offers, each with the law's answer beforehand. */
export default function TypesPage() {
  const types = useQuery(api.types, {});
  const [asked, setAsked] = useState<ApplicationType>();
  const choose = (type: ApplicationType) => {
    if (type.verdict.refusals.length > 0) return setAsked(type);
    const { category, code } = type.subject;
    void open(routes.application.institutions, { category, code });
  };
  return (
    <Page access={['WORKER']} demoRules={types.data && (types.data.demoRules ?? false)}>
      {isProvinceRequired(types.error) ? (
        <AskProvince />
      ) : (
        <Screen
          state={types}
          isEmpty={(data) => data.items.length === 0 && !data.insteadZh}
          empty={{ title: '现在没有开放的报名', hint: '开放后会出现在这里。' }}
        >
          {(data) => {
            if (data.insteadZh) return <Instead words={data.insteadZh} />;
            const common = commonOf(data.items);
            return (
              <>
                {common.length > 0 ? <Blocked refusals={common} /> : <Resume />}
                {groupsOf(data.items).map(({ groupZh, territoryZh, types: group }) => (
                  <View key={groupZh}>
                    <SectionTitle extra={territoryZh ? <StatusChip tone="still">{territoryZh}</StatusChip> : undefined}>
                      {groupZh}
                    </SectionTitle>
                    <Card>
                      {group.map((type) => {
                        const own = ownOf(type, common);
                        const off = type.verdict.refusals.length > 0;
                        return (
                          <ListRow
                            key={type.subject.category + (type.subject.code ?? '')}
                            title={<View className={off ? 'type-off' : ''}>{type.subject.labelZh}</View>}
                            hint={off ? own.map((each) => each.message).join('；') : type.verdict.pending[0]?.message}
                            label={`${type.subject.labelZh}，${off ? `暂不能报名，${type.verdict.refusals[0]?.message}` : '可以报名'}`}
                            value={own.length > 0 ? <StatusChip tone="still">暂不能报</StatusChip> : undefined}
                            onTap={() => choose(type)}
                          />
                        );
                      })}
                    </Card>
                  </View>
                ))}
                <Onsite text={data.onsiteNoticeZh} />
              </>
            );
          }}
        </Screen>
      )}
      <WhySheet type={asked} onClose={() => setAsked(undefined)} />
    </Page>
  );
}
