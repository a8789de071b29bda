import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, Icon, ListRow } from '@/components';
import { open } from '@/navigation';
import { call } from '@/phone';
import { useServed } from '@/province';
import { ProvinceSheet } from '@/province/province-sheet';
import { routes } from '@/routes';
import './instead.scss';

/** A province without sign-up: its own words, and the ways to what it has instead. Never a dead end. */
export function Instead({ words }: { words: string }) {
  const served = useServed();
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Card title={`${served?.name ?? '这里'}没有新取证报名`}>
        <View className="instead-words">{words}</View>
        {served?.hotlines.map(({ labelZh, phone }) => (
          <View className="instead-way" key={labelZh}>
            <Button block icon={<Icon of="phone" size={18} />} label={`拨打${labelZh}${phone}`} onTap={() => call(phone)}>
              {`${labelZh} ${phone}`}
            </Button>
          </View>
        ))}
      </Card>
      <Card title="现在可以这样办">
        <ListRow title="我的证书" hint="看有效期，出示二维码" icon="shield-check" onTap={() => void open(routes.tab.wallet)} />
        <ListRow title="证书查验" hint="看一张证书是真是假" icon="scan" onTap={() => void open(routes.certificate.verify)} />
        <ListRow title="在别的省办理" hint="换一个省，看那里能报什么" icon="refresh" onTap={() => setChoosing(true)} />
      </Card>
      <ProvinceSheet open={choosing} onClose={() => setChoosing(false)} />
    </>
  );
}
