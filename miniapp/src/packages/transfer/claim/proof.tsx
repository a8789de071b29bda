import { exemptClaimRoutes as api } from '@jzt/shared/contract/exemptClaim';
import { ErrorNotice, PhotoPicker, PrivateImage } from '@/components';
import { useSentPhoto } from '@/hooks';

/** The photo of the 安全员培训考核合格证书; `onUploaded`: see useSentPhoto. */
export function Proof({ fileId, onUploaded }: { fileId?: string; onUploaded: (fileId: string | null) => void }) {
  const { taken, send, ...upload } = useSentPhoto(api.uploadProof, onUploaded);
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
