import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, Notice, Tick } from '@/components';
import { keepFile } from '@/documents';

/** 恢复码, shown once: copied, in a browser also kept as a file, and let go only when the person says that they have them. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const text = `建证通恢复码（每个只能用一次）\n${codes.join('\n')}\n`;
  return (
    <Card title="保存恢复码">
      <Notice tone="warn" title="只显示这一次">
        手机丢了、验证器打不开时，用恢复码代替动态码。请抄下来或打印，放在只有您能拿到的地方。
      </Notice>
      <View className="factor-codes">
        {codes.map((code) => (
          <View key={code}>{code}</View>
        ))}
      </View>
      <View className="factor-acts">
        <Button kind="plain" onTap={() => void Taro.setClipboardData({ data: text })}>
          复制恢复码
        </Button>
        {process.env.TARO_ENV === 'h5' && (
          <Button kind="plain" onTap={() => keepFile(`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`, '建证通恢复码.txt')}>
            存成文件
          </Button>
        )}
      </View>
      <Tick checked={kept} onChange={setKept}>
        我已保存好恢复码
      </Tick>
      <Button block disabled={!kept} onTap={onDone}>
        完成
      </Button>
    </Card>
  );
}
