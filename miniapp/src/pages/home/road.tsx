import { View } from '@tarojs/components';
import { a11y } from '@/components';

const STATIONS = ['实名', '报名', '学习', '考试', '领证'];

/** The road from the ID card to the certificate; `reached` stations are behind the person. */
export function Road({ reached }: { reached: number }) {
  return (
    <View
      className="road"
      {...a11y({ label: `办证五步：${STATIONS.join('、')}${reached > 0 ? `。${STATIONS[reached - 1]}已完成` : ''}`, role: 'img' })}
    >
      {STATIONS.map((name, index) => (
        <View key={name} className={`road-stop ${index < reached ? 'road-done' : index === reached ? 'road-here' : ''}`}>
          <View className="road-post">{index + 1}</View>
          <View className="road-name">{name}</View>
        </View>
      ))}
    </View>
  );
}
