import { View } from '@tarojs/components';
import { useState } from 'react';
import { certificateServiceRoutes as api, MEASURES, type Measure, type OfficerCertificate } from '@jzt/shared/contract/certificateService';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ErrorNotice,
  Facts,
  Notice,
  Page,
  Sheet,
  StatusChip,
  TextArea,
  TextField,
} from '@/components';
import { CaseRecord } from '@/components/case-record';
import { formatDate } from '@/format';
import { useAction, useSession } from '@/hooks';
import { EvidenceField, EvidencePhotos } from '../components/evidence';
import { OnlyBy } from '../components/only-by';
import { OFFICERS } from '../officers';
import { NotInPost } from './not-in-post';

const WARNINGS: Record<Measure, string> = {
  SUSPEND: '暂扣期间证书不能使用，可以发还。正在申请的延期不会因此失效。',
  RESTORE: '发还后证书恢复使用；暂扣前申请的延期接着办。',
  REVOKE: '吊销后证书不能再用，不能恢复。',
  RESCIND: '撤销后证书不能再用，不能恢复。',
  CANCEL: '注销后证书不能再用，不能恢复。',
};

/** 暂扣, 发还, 吊销, 撤销, 注销: found by its number, with the facts and the legal basis written down. The holder is told the reason. */
export default function CertificatePage() {
  const role = useSession()?.role;
  const find = useAction(api.findCertificate);
  const act = useAction(api.measure, { changes: ['certificateService'] });
  const [number, setNumber] = useState('');
  const [one, setOne] = useState<OfficerCertificate>();
  const [measure, setMeasure] = useState<Measure>();
  const [reason, setReason] = useState('');
  const [legalBasis, setBasis] = useState('');
  const [photos, setPhotos] = useState<string[]>([]);
  const [finding, setFinding] = useState(false);
  const search = async () => setOne(await find.run({ body: { number: number.trim() } }));
  const send = async () => {
    if (!one || !measure) return;
    const answer = await act.run({
      params: { id: one.id },
      body: {
        measure,
        reason: reason.trim(),
        legalBasis: legalBasis.trim(),
        version: one.version,
        ...(photos.length > 0 && { evidenceFileIds: photos }),
      },
    });
    if (!answer) return;
    setOne(answer);
    setMeasure(undefined);
    setReason('');
    setBasis('');
    setPhotos([]);
  };
  return (
    <Page
      access={OFFICERS}
      footer={
        one && one.measures.length > 0 ? (
          <BottomBar>
            {one.measures.map((each) => (
              <Button
                key={each}
                kind={each === 'RESTORE' ? 'primary' : each === 'SUSPEND' ? 'plain' : 'danger'}
                size="small"
                onTap={() => {
                  act.reset();
                  setMeasure(each);
                }}
              >
                {MEASURES[each]}
              </Button>
            ))}
          </BottomBar>
        ) : undefined
      }
    >
      <Card>
        <TextField label="证书编号" required value={number} max={40} placeholder="按证书上印的填写" onChange={setNumber} />
        <Button block busy={find.busy} disabled={number.trim().length < 4} onTap={() => void search()}>
          查找
        </Button>
        <ErrorNotice error={find.error} />
      </Card>
      {one && (
        <>
          <Card title={one.titleZh} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
            <Facts
              rows={[
                { name: '持证人', value: one.holderName },
                { name: '身份证号', value: one.idNumberMasked },
                { name: '类别', value: one.subject.labelZh },
                { name: '证书编号', value: one.number },
                { name: '企业名称', value: one.enterpriseName },
                { name: '发证日期', value: formatDate(one.issuedOn) },
                { name: '有效期至', value: one.validTo ? formatDate(one.validTo) : '长期' },
                { name: '信息来源', value: one.recorded ? '登记信息' : undefined },
              ]}
            />
          </Card>
          {role === 'AUTHORITY_REVIEWER' && <OnlyBy role="AUTHORITY_ISSUER" act="暂扣、吊销等处理" />}
          {one.canProposeVoid && (
            <Card title="没有从事相应岗位工作">
              <View>{'查实持证人没有从事证书岗位的工作，可以提出作废：先通知本人说明，再由签发员认定。'}</View>
              <Button block kind="plain" onTap={() => setFinding(true)}>
                提出作废认定
              </Button>
            </Card>
          )}
          {one.evidenceFileIds.length > 0 && (
            <Card title="证据材料">
              <EvidencePhotos fileIds={one.evidenceFileIds} />
            </Card>
          )}
          <CaseRecord timeline={one.timeline} />
        </>
      )}
      {measure && one && (
        <Sheet
          open
          onClose={() => setMeasure(undefined)}
          title={`${MEASURES[measure]}证书`}
          footer={
            <Button
              block
              kind={measure === 'RESTORE' ? 'primary' : 'danger'}
              busy={act.busy}
              disabled={reason.trim().length < 4 || legalBasis.trim().length < 4}
              onTap={() => void send()}
            >
              {`${MEASURES[measure]}${one.holderName}的证书`}
            </Button>
          }
        >
          <Notice tone="warn" title={WARNINGS[measure]} />
          <TextArea
            label="事实和原因"
            required
            value={reason}
            max={200}
            placeholder="持证人会看到"
            error={act.fields.reason}
            onChange={setReason}
          />
          <TextArea
            label="法律依据"
            required
            value={legalBasis}
            max={200}
            placeholder="法规名称和条款"
            error={act.fields.legalBasis}
            onChange={setBasis}
          />
          <EvidenceField value={photos} onChange={setPhotos} />
          <ActionError error={act.error} />
        </Sheet>
      )}
      {finding && one && <NotInPost one={one} onClose={() => setFinding(false)} onDone={() => void search()} />}
    </Page>
  );
}
