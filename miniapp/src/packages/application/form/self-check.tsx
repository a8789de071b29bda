import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import { applicationRoutes as api } from '@jzt/shared/contract/application';
import { Button, Card, Tick } from '@/components';
import { useQuery } from '@/hooks';

const weapp = process.env.TARO_ENV === 'weapp';

/** A mini-program may not open another site's page: the address is copied for the phone's browser. */
const openPortal = async (url: string): Promise<void> => {
  if (!weapp) {
    window.open(url, '_blank', 'noopener');
    return;
  }
  await Taro.setClipboardData({ data: url });
  await Taro.showModal({
    title: '网址已复制',
    content: '请打开手机浏览器，长按地址栏粘贴。查好后再回到这里打勾。',
    showCancel: false,
    confirmText: '知道了',
  });
};

/** 查询本人全国持证情况 (CQ-04): the link, the address to read, and the tick. */
export function SelfCheck({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const types = useQuery(api.types, {}, { onShow: false });
  const url = types.data?.nationalPortalUrl;
  return (
    <Card title="先查一下全国持证情况">
      <View className="form-note">在别的省有同类有效证书的，不能再报。请到全国平台查一下本人名下的证书。</View>
      {url && (
        <>
          <View className="form-url">{url}</View>
          <Button kind="plain" size="small" onTap={() => void openPortal(url)}>
            {weapp ? '复制网址' : '打开全国平台'}
          </Button>
        </>
      )}
      <Tick checked={checked} onChange={onChange}>
        我已查询本人在全国的持证情况
      </Tick>
    </Card>
  );
}
