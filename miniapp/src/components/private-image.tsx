import Taro from '@tarojs/taro';
import { Image, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { fileRoutes } from '@jzt/shared/contract/file';
import { api, asApiError, session } from '@/api';
import { useHiddenOnCapture } from '@/hooks/use-screen';
import { a11y } from './a11y';
import { Button } from './button';
import { Tap } from './tap';
import type { PhotoState } from './use-seen';
import './private-image.scss';

/** Local copies by file id, for this run of the app and this person only. */
const copies = new Map<string, Promise<string>>();
session.subscribe(() => copies.clear());

const copyOf = (fileId: string): Promise<string> => {
  const found = copies.get(fileId);
  if (found) return found;
  const fetched = api.download(fileRoutes.view, { params: { id: fileId } });
  copies.set(fileId, fetched);
  fetched.catch(() => copies.delete(fileId));
  return fetched;
};

/**
 * A photo that only its owner and the people working on the case may see: fetched with the token (an `<img src>` could not), enlarged on a tap (without WeChat's menu to send or keep it),
 * fetched again on a tap when it did not come; a picture of the screen does not show it. `onState` hears when it is in sight.
 * No ImagePreview of NutUI's: each leaves three listeners on the document for good, and WeChat's own viewer is the better one for a thumb.
 */
export function PrivateImage({
  fileId,
  label,
  shape = 'card',
  zoom = true,
  onState,
}: {
  fileId: string;
  label: string;
  shape?: 'card' | 'portrait';
  zoom?: boolean;
  onState?: (fileId: string, state: PhotoState) => void;
}) {
  useHiddenOnCapture();
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ path?: string; problem?: string }>({});
  const tell = useRef(onState);
  tell.current = onState;
  useEffect(() => {
    let shown = true;
    const fail = (problem: string) => {
      setState({ problem });
      tell.current?.(fileId, 'failed');
    };
    setState({});
    tell.current?.(fileId, 'waiting');
    copyOf(fileId).then(
      (path) => shown && setState({ path }),
      (error: unknown) => shown && fail(asApiError(error).messageZh),
    );
    return () => {
      shown = false;
      tell.current?.(fileId, 'waiting');
    };
  }, [fileId, turn]);

  const broken = () => {
    copies.delete(fileId);
    setState({ problem: '照片没有显示出来。' });
    onState?.(fileId, 'failed');
  };
  const { path, problem } = state;
  const className = `jz-private jz-private-${shape}`;
  if (problem)
    return (
      <View className="jz-private jz-private-failed">
        <View>{problem}</View>
        <Button kind="plain" size="small" label={`重新读取${label}`} onTap={() => setTurn((before) => before + 1)}>
          重新读取
        </Button>
      </View>
    );
  if (!path) return <View className={className} />;
  const image = (
    <Image
      className="jz-private-image"
      src={path}
      mode="aspectFit"
      onLoad={() => onState?.(fileId, 'drawn')}
      onError={broken}
      {...a11y({ label })}
    />
  );
  if (!zoom) return <View className={className}>{image}</View>;
  return (
    <Tap className={className} label={`${label}，点击放大`} onTap={() => void Taro.previewImage({ urls: [path], showmenu: false })}>
      {image}
    </Tap>
  );
}
