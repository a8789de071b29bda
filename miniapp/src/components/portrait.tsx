import { View } from '@tarojs/components';
import { fileRoutes } from '@jzt/shared/contract/file';
import { useSentPhoto } from '@/hooks/use-sent-photo';
import { a11y } from './a11y';
import { Button } from './button';
import { ErrorNotice } from './notice';
import { PhotoPicker } from './photo-picker';
import { PrivateImage } from './private-image';
import './portrait.scss';

/** 本人近照: it is printed on the certificate, so the sample and what makes a good one stand beside it. `onUploaded`: see useSentPhoto. */
export function Portrait({ fileId, error, onUploaded }: { fileId?: string; error?: string; onUploaded: (fileId: string | null) => void }) {
  const { taken, send, ...upload } = useSentPhoto(fileRoutes.uploadPortrait, onUploaded);
  return (
    <View className="portrait">
      <View className="portrait-own">
        <PhotoPicker
          shape="portrait"
          label="本人照片"
          required
          value={taken}
          shown={!taken && fileId ? <PrivateImage fileId={fileId} label="已上传的本人照片" shape="portrait" zoom={false} /> : undefined}
          busy={upload.busy}
          error={upload.error ? undefined : error}
          onPick={(filePath) => void send(filePath)}
        />
      </View>
      <View className="portrait-how" {...a11y({ label: '示例' })}>
        <View className="portrait-sample" {...a11y({ role: 'img', label: '标准照片示例：正面免冠，背景干净' })}>
          <View className="portrait-head" />
          <View className="portrait-body" />
        </View>
        <View className="portrait-demands">
          <View>正面免冠，露出五官</View>
          <View>背景干净，一种颜色</View>
          <View>近期拍的本人照片</View>
          <View>会印在证书上</View>
        </View>
      </View>
      {upload.error && (
        <ErrorNotice
          error={upload.error}
          action={
            upload.error.isUnanswered &&
            taken && (
              <Button kind="plain" size="small" onTap={() => void send(taken)}>
                再发送一次
              </Button>
            )
          }
        />
      )}
    </View>
  );
}
