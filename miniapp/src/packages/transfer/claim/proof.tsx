import { useState } from 'react';
import { exemptClaimRoutes as api } from '@jzt/shared/contract/exemptClaim';
import { ErrorNotice, PhotoPicker, PrivateImage } from '@/components';
import { useUpload } from '@/hooks';

/** The photo of the 安全员培训考核合格证书; `onUploaded` hears `null` while a new one is on its way. */
export function Proof({ fileId, onUploaded }: { fileId?: string; onUploaded: (fileId: string | null) => void }) {
  const upload = useUpload(api.uploadProof);
  const [taken, setTaken] = useState<string>();
  const send = async (filePath: string) => {
    setTaken(filePath);
    onUploaded(null);
    const answer = await upload.run(filePath);
    if (answer) onUploaded(answer.fileId);
  };
  return (
    <>
      <PhotoPicker
        shape="card"
        label="合格证书照片"
        required
        hint="安全员培训考核合格证书，拍整页，字要看得清"
        value={taken}
        shown={!taken && fileId ? <PrivateImage fileId={fileId} label="已上传的合格证书照片" zoom={false} /> : undefined}
        busy={upload.busy}
        onPick={(filePath) => void send(filePath)}
      />
      <ErrorNotice error={upload.error} />
    </>
  );
}
