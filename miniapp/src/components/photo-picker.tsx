import Taro from '@tarojs/taro';
import { Image, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { pickPhoto, type PhotoProblem, type PhotoSource } from '@/photo';
import { Button } from './button';
import { Field, type FieldFrame } from './field';
import { Icon } from './icon';
import { Tap } from './tap';
import './photo-picker.scss';

const WORDS: Record<PhotoProblem, string> = {
  DENIED: '没有相机权限。请点“去设置”打开相机，再回来拍摄。',
  PRIVACY: '您没有同意隐私说明，所以没有打开相机和相册。再点一次，同意后就能拍摄。',
  UNREADABLE: '这张照片打不开，请换一张。',
  TOO_LARGE: '这张照片太大，压缩后还超过2MB。请换一张，或离近一点重拍。',
};

export interface PhotoPickerProps extends FieldFrame {
  /** card: 身份证 (1.58:1); portrait: 近照 (5:7). */
  shape: 'card' | 'portrait';
  /** A local path or object URL to show; or `shown` for a photo that is already on the server (`<PrivateImage>`). */
  value?: string;
  shown?: ReactNode;
  /** A photo under 2 MB, ready for useUpload. */
  onPick: (filePath: string) => void;
  /** camera: the camera only, where the phone allows that. */
  from?: PhotoSource;
  busy?: boolean;
}

/** No Uploader of NutUI's: it sends by itself, without our token, and knows no refused camera. Takes or chooses one photo, shrinks it on the phone, shows it, and says what to do when the camera was refused. */
export function PhotoPicker({ shape, value, shown, onPick, from = 'any', busy, ...frame }: PhotoPickerProps) {
  const [problem, setProblem] = useState<PhotoProblem>();
  const pick = async () => {
    const result = await pickPhoto(from);
    setProblem(result.problem);
    if (result.filePath) onPick(result.filePath);
  };
  const has = value !== undefined || shown !== undefined;
  const wrong = problem ? WORDS[problem] : frame.error;
  return (
    <Field {...frame} error={wrong}>
      <Tap
        className={`jz-photo jz-photo-${shape} ${has ? 'jz-photo-has' : ''}`}
        label={`${frame.label}，${busy ? '正在上传' : has ? '已有照片，点击重拍' : '点击拍摄'}`}
        disabled={busy}
        onTap={() => void pick()}
      >
        {shown ?? (value && <Image className="jz-photo-image" src={value} mode="aspectFit" />)}
        {!has && (
          <View className="jz-photo-empty">
            <Icon of="photograph" size={34} />
            <View className="jz-photo-word">点击拍摄</View>
          </View>
        )}
        {has && (
          <View className="jz-photo-again">
            <Icon of="refresh" size={16} />
            <View>{busy ? '正在上传…' : '重拍'}</View>
          </View>
        )}
      </Tap>
      {problem === 'DENIED' && process.env.TARO_ENV === 'weapp' && (
        <Button kind="quiet" size="small" onTap={() => void Taro.openSetting()}>
          去设置
        </Button>
      )}
    </Field>
  );
}
