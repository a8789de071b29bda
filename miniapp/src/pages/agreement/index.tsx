import { View } from '@tarojs/components';
import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { AGREEMENTS } from './texts';
import './index.scss';

/** 服务协议 and 隐私政策: readable without an account. */
export default function AgreementPage() {
  const { doc = 'service' } = usePageParams(routes.agreement);
  const text = AGREEMENTS[doc];
  return (
    <Page title={doc === 'privacy' ? '隐私政策' : '服务协议'}>
      <View className="paper">
        <View className="paper-title">{text.title}</View>
        <View className="paper-from">{text.from}</View>
        {text.parts.map((part) => (
          <View key={part.head}>
            <View className="paper-head">{part.head}</View>
            {part.lines.map((line) => (
              <View key={line} className={line.startsWith('·') ? 'paper-item' : 'paper-line'}>
                {line}
              </View>
            ))}
          </View>
        ))}
      </View>
    </Page>
  );
}
