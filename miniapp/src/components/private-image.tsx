import Taro from '@tarojs/taro';
import { Image, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { fileRoutes } from '@jzt/shared/contract/file';
import { api, asApiError, session, type ApiError } from '@/api';
import { a11y } from './a11y';
import { Tap } from './tap';
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

/** A photo that only its owner and the people working on the case may see: fetched with the token (an `<img src>` could not), enlarged on a tap. */
export function PrivateImage({
  fileId,
  label,
  shape = 'card',
  zoom = true,
}: {
  fileId: string;
  label: string;
  shape?: 'card' | 'portrait';
  zoom?: boolean;
}) {
  const [state, setState] = useState<{ path?: string; error?: ApiError }>({});
  useEffect(() => {
    let shown = true;
    setState({});
    copyOf(fileId).then(
      (path) => shown && setState({ path }),
      (error: unknown) => shown && setState({ error: asApiError(error) }),
    );
    return () => {
      shown = false;
    };
  }, [fileId]);
  const { path, error } = state;
  const image = path ? (
    <Image className="jz-private-image" src={path} mode="aspectFit" {...a11y({ label })} />
  ) : (
    <View className="jz-private-wait">{error ? error.messageZh : ''}</View>
  );
  const className = `jz-private jz-private-${shape}`;
  if (!zoom || !path) return <View className={className}>{image}</View>;
  return (
    <Tap className={className} label={`${label}，点击放大`} onTap={() => void Taro.previewImage({ urls: [path] })}>
      {image}
    </Tap>
  );
}
