import { useState, type ReactNode } from 'react';
import { CHANGE_ITEMS, type CertificateServiceName, type ChangeItem, type ServiceCase } from '@jzt/shared/contract/certificateService';
import { fileRoutes } from '@jzt/shared/contract/file';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import { Card, ChoiceField, PhotoPicker, PrivateImage, TextArea, Tick } from '@/components';
import { useUpload } from '@/hooks';

const ITEM_HINTS: Record<ChangeItem, string> = {
  NAME: '按您实名认证的姓名变更',
  ENTERPRISE: '按您现在的聘用单位变更',
  PHOTO: '换一张近期证件照',
};
const NEEDS_REASON = ['REISSUE', 'CANCEL'];

interface Asked {
  service: CertificateServiceName;
  /** The certificate's own province: nothing is moved there. */
  from?: string;
  /** A portrait must come with it, whatever is changed. */
  needsPhoto: boolean;
  /** Server errors by field. */
  fields: Partial<Record<string, string>>;
  /** It was sent before and came back: what came with it stands where nothing else is given. */
  before?: ServiceCase;
}

/** What comes with a request: the fields to fill in, what is missing, and the part of the body that they make. */
export function useRequest({ service, from, needsPhoto, fields, before }: Asked) {
  const upload = useUpload(fileRoutes.uploadPortrait);
  const [photo, setPhoto] = useState<{ path?: string; fileId?: string }>({});
  const [chosen, setChosen] = useState<ChangeItem[]>();
  const [words, setWords] = useState<string>();
  const [toProvince, setToProvince] = useState<Jurisdiction>();
  const changes = chosen ?? itemsOf(before);
  const reason = words ?? before?.reason ?? '';
  const place = toProvince ?? provinceOf(before);
  const photoWanted = needsPhoto || changes.includes('PHOTO') || before?.portraitFileId !== undefined;
  const missing =
    service === 'CHANGE' && changes.length === 0
      ? '请选择要变更什么'
      : photoWanted && !photo.fileId && !before?.portraitFileId
        ? '请上传照片'
        : NEEDS_REASON.includes(service) && reason.trim().length < 2
          ? '请写明原因'
          : service === 'TRANSFER_OUT' && !place
            ? '请选择调入省份'
            : undefined;
  const pick = async (path: string) => {
    setPhoto({ path });
    const answer = await upload.run(path);
    if (answer) setPhoto({ path, fileId: answer.fileId });
  };
  const shown: ReactNode = (
    <>
      {service === 'CHANGE' && (
        <Card title="变更什么">
          {(Object.keys(CHANGE_ITEMS) as ChangeItem[]).map((item) => (
            <Tick
              key={item}
              checked={changes.includes(item)}
              onChange={(on) => setChosen(on ? [...changes, item] : changes.filter((each) => each !== item))}
            >
              {`${CHANGE_ITEMS[item]}：${ITEM_HINTS[item]}`}
            </Tick>
          ))}
        </Card>
      )}
      {photoWanted && (
        <Card>
          <PhotoPicker
            shape="portrait"
            label="本人照片"
            required
            hint="印在新证书上：正面免冠，背景干净"
            value={photo.path}
            {...(!photo.path &&
              before?.portraitFileId && {
                shown: <PrivateImage fileId={before.portraitFileId} label="上次提交的照片" shape="portrait" zoom={false} />,
              })}
            busy={upload.busy}
            error={upload.error?.messageZh ?? fields.portraitFileId}
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
              .filter(([code]) => code !== from)
              .map(([value, { name }]) => ({ value, title: name }))}
            value={place}
            error={fields.toProvince}
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
            error={fields.reason}
            onChange={setWords}
          />
        </Card>
      )}
    </>
  );
  const body = {
    ...(changes.length > 0 && { changes }),
    ...(photo.fileId && { portraitFileId: photo.fileId }),
    ...(reason.trim() && { reason: reason.trim() }),
    ...(place && { toProvince: place }),
  };
  return { shown, missing, body };
}

const itemsOf = (before?: ServiceCase): ChangeItem[] =>
  (Object.keys(CHANGE_ITEMS) as ChangeItem[]).filter((item) => before?.changes.some((each) => each.item === CHANGE_ITEMS[item]));
const provinceOf = (before?: ServiceCase): Jurisdiction | undefined =>
  Object.entries(PROVINCES).find(([, { name }]) => name === before?.toProvinceZh)?.[0] as Jurisdiction | undefined;
