import { useState } from 'react';
import type { OfficerCertificate } from '@jzt/shared/contract/certificateService';
import { yearlyHoursRoutes as api } from '@jzt/shared/contract/yearlyHours';
import { ActionError, Button, Notice, Sheet, TextArea } from '@/components';
import { formatDate } from '@/format';
import { useAction } from '@/hooks';
import { EvidenceField } from '../components/evidence';

/** HN-13: it is said of a holder, with evidence, that they do not work in the post; they are heard before anything is decided. */
export function NotInPost({ one, onClose, onDone }: { one: OfficerCertificate; onClose: () => void; onDone: () => void }) {
  const propose = useAction(api.openFinding, { changes: ['yearlyHours', 'account'] });
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<string[]>([]);
  const [until, setUntil] = useState<string>();
  const evidence = words.split('\n').flatMap((line) => line.trim() || []);
  const send = async () => {
    const answer = await propose.run({
      params: { id: one.id },
      body: { evidence, ...(photos.length > 0 && { evidenceFileIds: photos }) },
    });
    if (!answer) return;
    setUntil(answer.appealBy);
    onDone();
  };
  if (until)
    return (
      <Sheet open onClose={onClose} title="已提出作废认定">
        <Notice tone="ok" title={`已通知${one.holderName}，可以说明情况到${formatDate(until)}`}>
          说明以后或过了这一天，由签发员在“学时审核 - 作废认定”里决定。
        </Notice>
        <Button block onTap={onClose}>
          知道了
        </Button>
      </Sheet>
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title="提出作废认定"
      footer={
        <Button block kind="danger" busy={propose.busy} disabled={!evidence.some((line) => line.length >= 2)} onTap={() => void send()}>
          {`通知${one.holderName}说明情况`}
        </Button>
      }
    >
      <Notice tone="warn" title="现在不作废证书">
        本人会收到通知和证据，有时间说明情况；核实后才决定。
      </Notice>
      <TextArea
        label="证据（一行一件，写名称和编号）"
        required
        value={words}
        max={400}
        placeholder="例如：社保核查记录2026-4"
        onChange={setWords}
      />
      <EvidenceField value={photos} onChange={setPhotos} />
      <ActionError error={propose.error} />
    </Sheet>
  );
}
