import { Image, View } from '@tarojs/components';
import { useEffect, useMemo, useState } from 'react';
import { certificateRoutes as api } from '@jzt/shared/contract/certificate';
import { a11y, Button, Card, ErrorNotice } from '@/components';
import { useAction } from '@/hooks';
import { qrPicture } from '@/qr-picture';

/** 核验二维码: shown on a tap, because it is shown to a stranger. */
export function CodeCard({ id }: { id: string }) {
  const code = useAction(api.code);
  const [link, setLink] = useState<string>();
  const picture = useMemo(() => link && qrPicture(link), [link]);
  const show = async () => setLink((await code.run({ params: { id } }))?.link);
  useEffect(() => setLink(undefined), [id]);
  return (
    <Card title="核验二维码">
      <ErrorNotice error={code.error} />
      {picture ? (
        <View className="cert-code">
          <Image className="cert-code-image" src={picture} mode="scaleToFill" {...a11y({ label: '证书核验二维码' })} />
          <View className="cert-code-tip">请对方用建证通“证书查验”或微信扫一扫，看到的是证书此刻的状态。</View>
          <Button kind="quiet" onTap={() => setLink(undefined)}>
            收起
          </Button>
        </View>
      ) : (
        <>
          <View className="cert-code-tip">检查人员扫这个码，可以看到证书是真是假、现在能不能用。</View>
          <Button block busy={code.busy} onTap={() => void show()}>
            出示二维码
          </Button>
        </>
      )}
    </Card>
  );
}
