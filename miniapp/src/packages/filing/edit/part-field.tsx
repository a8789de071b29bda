import { View } from '@tarojs/components';
import { FILING_PART_LABELS, filingRoutes as api, type Filing, type FilingPart } from '@jzt/shared/contract/filing';
import type { ApiError } from '@/api';
import { ActionError, PhotoPicker, PrivateImage } from '@/components';
import { useUpload } from '@/hooks';
import { useFailure } from './use-failure';

/** One photo of the filing: sent as soon as it is chosen, so that nothing is lost with the page. */
export function PartField({
  filing,
  part,
  hint,
  onChange,
  onFail,
}: {
  filing: Filing;
  part: FilingPart;
  hint?: string;
  onChange: (next: Filing) => void;
  onFail: (error: ApiError) => void;
}) {
  const upload = useUpload(api.upload, { changes: ['filing.listOfEnterprise'] });
  useFailure(upload.error, onFail);
  const label = FILING_PART_LABELS[part];
  const shape = part === 'portrait' || part === 'letter' ? 'portrait' : 'card';
  const fileId = filing.files[part];
  const send = async (filePath: string) => {
    const next = await upload.run(filePath, { params: { id: filing.id, part } });
    if (next) onChange(next);
  };
  return (
    <View className="filing-part">
      <PhotoPicker
        shape={shape}
        label={label}
        required
        hint={hint}
        shown={fileId ? <PrivateImage key={fileId} fileId={fileId} label={label} shape={shape} zoom={false} /> : undefined}
        busy={upload.busy}
        onPick={(filePath) => void send(filePath)}
      />
      <ActionError error={upload.error} />
    </View>
  );
}
