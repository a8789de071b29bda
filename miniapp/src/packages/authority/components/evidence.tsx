import { View } from '@tarojs/components';
import { fileRoutes } from '@jzt/shared/contract/file';
import { PhotoPicker } from '@/components';
import { useUpload } from '@/hooks';
import { Photos } from './photos';

const MOST = 5;

/** 证据材料 as photos: those that are there, and one more to take or choose. `value`: their file ids. */
export function EvidenceField({ value, onChange }: { value: readonly string[]; onChange: (fileIds: string[]) => void }) {
  const upload = useUpload(fileRoutes.uploadEvidence);
  const pick = async (path: string) => {
    const answer = await upload.run(path);
    if (answer) onChange([...value, answer.fileId]);
  };
  return (
    <View>
      <EvidencePhotos fileIds={value} />
      {value.length < MOST && (
        <PhotoPicker
          shape="card"
          label={value.length ? `证据照片（已有${value.length}张，最多${MOST}张）` : '证据照片'}
          hint="笔录、核查记录等的照片；持证人能看到"
          busy={upload.busy}
          error={upload.error?.messageZh}
          onPick={(path) => void pick(path)}
        />
      )}
    </View>
  );
}

export const EvidencePhotos = ({ fileIds }: { fileIds: readonly string[] }) =>
  fileIds.length > 0 ? <Photos of={fileIds.map((fileId, at) => ({ fileId, label: `证据${at + 1}` }))} /> : null;
