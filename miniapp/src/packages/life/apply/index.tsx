import { useState } from 'react';
import {
  CERTIFICATE_SERVICES,
  CHANGE_ITEMS,
  certificateServiceRoutes as api,
  type ChangeItem,
} from '@jzt/shared/contract/certificateService';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import { fileRoutes } from '@jzt/shared/contract/file';
import { ActionError, BottomBar, Button, Card, ChoiceField, Facts, Notice, Page, PhotoPicker, Screen, TextArea, Tick } from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery, useUpload } from '@/hooks';
import { replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { windowWords } from '../words';

const ITEM_HINTS: Record<ChangeItem, string> = {
  NAME: '按您实名认证的姓名变更',
  ENTERPRISE: '按您现在的聘用单位变更',
  PHOTO: '换一张近期证件照',
};
const NEEDS_REASON = ['REISSUE', 'CANCEL'];
const WARNINGS: Partial<Record<keyof typeof CERTIFICATE_SERVICES, string>> = {
  CANCEL: '注销后证书不能再用，也不能恢复；要再用，需要重新报名考试。',
  TRANSFER_OUT: '主管部门同意后，本省证书立即停用；同意前可以撤回。',
};

/** One request: what it is about, what must come with it, and the button that sends it. */
export default function ApplyPage() {
  const { id = '', service = 'EXTEND' } = usePageParams(routes.life.apply);
  const offers = useQuery(api.offers, { params: { id } }, { enabled: Boolean(id) });
  const apply = useAction(api.apply, { changes: ['certificateService', 'continuingEducation', 'certificate', 'account'] });
  const upload = useUpload(fileRoutes.uploadPortrait);
  const [photo, setPhoto] = useState<{ path?: string; fileId?: string }>({});
  const [changes, setChanges] = useState<ChangeItem[]>([]);
  const [reason, setReason] = useState('');
  const [toProvince, setToProvince] = useState<Jurisdiction>();
  const offer = offers.data?.items.find((one) => one.service === service);
  const needsPhoto = (offer?.needsPhoto ?? false) || changes.includes('PHOTO');
  const missing =
    service === 'CHANGE' && changes.length === 0
      ? '请选择要变更什么'
      : needsPhoto && !photo.fileId
        ? '请上传照片'
        : NEEDS_REASON.includes(service) && reason.trim().length < 2
          ? '请写明原因'
          : service === 'TRANSFER_OUT' && !toProvince
            ? '请选择调入省份'
            : undefined;
  const pick = async (path: string) => {
    setPhoto({ path });
    const answer = await upload.run(path);
    if (answer) setPhoto({ path, fileId: answer.fileId });
  };
  const send = async (version: number) => {
    const done = await apply.run({
      params: { id },
      body: {
        service,
        version,
        ...(changes.length > 0 && { changes }),
        ...(photo.fileId && { portraitFileId: photo.fileId }),
        ...(reason.trim() && { reason: reason.trim() }),
        ...(toProvince && { toProvince }),
      },
    });
    if (done) await replace(routes.life.service, { id: done.id });
    else void offers.refetch();
  };
  return (
    <Page
      access={['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT']}
      footer={
        offers.data && (
          <BottomBar above={<ActionError error={apply.error} />}>
            <Button
              block
              kind={service === 'CANCEL' ? 'danger' : 'primary'}
              busy={apply.busy}
              disabled={missing !== undefined || !offer?.verdict.allowed}
              onTap={() => void send(offers.data!.certificate.version)}
            >
              {missing ?? `提交${CERTIFICATE_SERVICES[service]}申请`}
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen state={offers} skeleton="detail">
        {({ certificate: one }) => (
          <>
            <Card title={`申请${CERTIFICATE_SERVICES[service]}`}>
              <Facts
                rows={[
                  { name: '证书', value: one.subject.labelZh },
                  { name: '证书编号', value: one.number },
                  { name: '持证人', value: one.holderName },
                  { name: '有效期至', value: one.validTo && formatDate(one.validTo) },
                  { name: '办理时间', value: offer && windowWords(offer.window) },
                ]}
              />
            </Card>
            {offer && !offer.verdict.allowed && (
              <Notice tone="warn" title={offer.verdict.refusals[0]?.message ?? offer.verdict.pending[0]?.message}>
                {offer.verdict.refusals[0]?.nextStep}
              </Notice>
            )}
            {WARNINGS[service] && <Notice tone="warn" title={WARNINGS[service]} />}
            {service === 'CHANGE' && (
              <Card title="变更什么">
                {(Object.keys(CHANGE_ITEMS) as ChangeItem[]).map((item) => (
                  <Tick
                    key={item}
                    checked={changes.includes(item)}
                    onChange={(on) => setChanges((before) => (on ? [...before, item] : before.filter((each) => each !== item)))}
                  >
                    {`${CHANGE_ITEMS[item]}：${ITEM_HINTS[item]}`}
                  </Tick>
                ))}
              </Card>
            )}
            {needsPhoto && (
              <Card>
                <PhotoPicker
                  shape="portrait"
                  label="本人照片"
                  required
                  hint="印在新证书上：正面免冠，背景干净"
                  value={photo.path}
                  busy={upload.busy}
                  error={upload.error?.messageZh ?? apply.fields.portraitFileId}
                  onPick={(path) => void pick(path)}
                />
              </Card>
            )}
            {service === 'TRANSFER_OUT' && (
              <Card>
                <ChoiceField
                  label="调入省份"
                  required
                  options={Object.entries(PROVINCES)
                    .filter(([code]) => code !== one.jurisdiction)
                    .map(([value, { name }]) => ({ value, title: name }))}
                  value={toProvince}
                  error={apply.fields.toProvince}
                  onChange={(code) => setToProvince(code as Jurisdiction)}
                />
              </Card>
            )}
            {NEEDS_REASON.includes(service) && (
              <Card>
                <TextArea
                  label="原因"
                  required
                  value={reason}
                  max={150}
                  placeholder={service === 'REISSUE' ? '例如：原证书遗失' : '例如：不再从事这项工作'}
                  error={apply.fields.reason}
                  onChange={setReason}
                />
              </Card>
            )}
            <Notice tone="note">
              {WARNINGS[service]
                ? '提交后由主管部门审核，有结果会通知您。'
                : '提交后由主管部门审核。审核期间证书照样有效，即使过了有效期；审核通过后会发新的电子证书。'}
            </Notice>
          </>
        )}
      </Screen>
    </Page>
  );
}
