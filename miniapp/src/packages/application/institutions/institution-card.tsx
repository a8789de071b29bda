import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import type { Institution } from '@jzt/shared/contract/organisation';
import { Button, Card, Facts, StatusChip } from '@/components';
import { formatDate } from '@/format';

const MOST_CLASSES = 3;

/** Its share button, by which the page knows what is sent. */
export const shareIdOf = (one: Institution): string => `share-${one.id}`;

/** One institution: where it is, what it may teach, which classes can still be joined. */
export function InstitutionCard({
  institution: one,
  category,
  onChoose,
}: {
  institution: Institution;
  category?: string;
  onChoose: () => void;
}) {
  const classes = one.classes.slice(0, MOST_CLASSES);
  const labels = [
    ...new Set(
      [...one.authorisations].sort((a, b) => Number(b.category === category) - Number(a.category === category)).map((each) => each.labelZh),
    ),
  ];
  return (
    <Card title={one.name}>
      <View className="inst-chips">
        {labels.map((each) => (
          <StatusChip key={each} tone="note">
            {each}
          </StatusChip>
        ))}
      </View>
      <Facts
        rows={[
          { name: '地址', value: one.address },
          {
            name: '近期班次',
            value:
              classes.length > 0 ? (
                <>
                  {classes.map((each) => (
                    <View key={each.id}>{`${each.name}，${formatDate(each.startsOn)}至${formatDate(each.endsOn)}`}</View>
                  ))}
                  {one.classes.length > MOST_CLASSES && <View>{`还有${one.classes.length - MOST_CLASSES}个班次`}</View>}
                </>
              ) : (
                '还没有排班，审核通过后由机构通知'
              ),
          },
        ]}
      />
      <View className="inst-acts">
        <Button label={`选择${one.name}`} onTap={onChoose}>
          选这家
        </Button>
        <Button
          kind="plain"
          label={`打电话给${one.name}`}
          onTap={() => void Taro.makePhoneCall({ phoneNumber: one.phone }).catch(() => undefined)}
        >
          打电话
        </Button>
        {process.env.TARO_ENV === 'weapp' && (
          <Button kind="quiet" label={`把${one.name}发给朋友`} wechat={{ id: shareIdOf(one), openType: 'share' }}>
            发给朋友
          </Button>
        )}
      </View>
    </Card>
  );
}
