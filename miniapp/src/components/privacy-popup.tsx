import { View } from '@tarojs/components';
import { open } from '@/navigation';
import { privacy, usePrivacyAsked } from '@/privacy';
import { routes } from '@/routes';
import { Button } from './button';
import { Sheet } from './sheet';
import { Tap } from './tap';

const AGREE_ID = 'jz-privacy-agree';

/** WeChat's privacy question in plain words (weapp only; Page carries it). Refusing closes the popup and nothing else. */
export function PrivacyPopup() {
  const asked = usePrivacyAsked();
  if (process.env.TARO_ENV !== 'weapp') return null;
  return (
    <Sheet
      open={asked}
      fixed
      onClose={() => privacy.answer({ event: 'disagree' })}
      title="使用前请您同意"
      footer={
        <>
          <Button kind="plain" onTap={() => privacy.answer({ event: 'disagree' })}>
            暂不同意
          </Button>
          <Button
            wechat={{
              id: AGREE_ID,
              openType: 'agreePrivacyAuthorization',
              onAgreePrivacyAuthorization: () => privacy.answer({ event: 'agree', buttonId: AGREE_ID }),
            }}
          >
            同意并继续
          </Button>
        </>
      }
    >
      <View>这一步要用到您的手机号、照片、相机或相册。我们只用来办理您本人的证书业务，不作他用。</View>
      <View>不同意也可以继续浏览和查验证书，只是这一步暂时用不了。</View>
      <Tap role="link" className="jz-agree-link jz-link" onTap={() => void open(routes.agreement, { doc: 'privacy' })}>
        看隐私政策
      </Tap>
    </Sheet>
  );
}
