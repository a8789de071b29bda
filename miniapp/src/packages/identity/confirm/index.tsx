import { View } from '@tarojs/components';
import { useState } from 'react';
import { identityRoutes as api, type IdentityView } from '@jzt/shared/contract/identity';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { BottomBar, Button, Card, ErrorNotice, PrivateImage, TextField } from '@/components';
import { formatDate } from '@/format';
import { useAction, useHiddenOnCapture } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';
import { StepPage } from '../components/step-page';
import { useIdentity } from '../use-identity';
import './index.scss';

/** Where a refusal of the rules belongs on the form (CQ-35). */
const FIELD_OF: Record<string, 'name' | 'idNumber'> = {
  NAME_REQUIRED: 'name',
  ID_NUMBER_REQUIRED: 'idNumber',
  ID_NUMBER_INVALID: 'idNumber',
};

/** ★身份信息: what was read from the card, to be compared by the person. Kept in memory only: a full ID number never rests on the phone's disk. */
export default function ConfirmPage() {
  useHiddenOnCapture();
  const identity = useIdentity();
  const confirm = useAction(api.confirm, { changes: ['account'] });
  const [typed, setTyped] = useState<{ name?: string; idNumber?: string }>({});
  const [wrongNumber, setWrongNumber] = useState(false);

  const shown = (view: IdentityView) => ({
    name: typed.name ?? view.reading?.name ?? '',
    idNumber: typed.idNumber ?? view.reading?.idNumber ?? '',
  });
  const edit = (change: typeof typed) => {
    confirm.reset();
    setWrongNumber(false);
    setTyped((before) => ({ ...before, ...change }));
  };
  const submit = async (view: IdentityView) => {
    const { name, idNumber } = shown(view);
    if (!parseIdNumber(idNumber.trim().toUpperCase())) return setWrongNumber(true);
    const answer = await confirm.run({ body: { name, idNumber } });
    if (answer) await identity.goOn(answer);
  };
  const place = confirm.error && FIELD_OF[confirm.error.code];
  const errorOf = (field: 'name' | 'idNumber') => confirm.fields[field] ?? (place === field ? confirm.error?.messageZh : undefined);
  const elsewhere = confirm.error && !place && Object.keys(confirm.fields).length === 0;

  return (
    <StepPage
      at="CONFIRM"
      identity={identity}
      footer={(view) => (
        <BottomBar above={elsewhere && <ErrorNotice error={confirm.error} />}>
          <Button kind="plain" onTap={() => void replace(routes.identity.card)}>
            不对，重拍
          </Button>
          <Button busy={confirm.busy} onTap={() => void submit(view)}>
            确认提交
          </Button>
        </BottomBar>
      )}
    >
      {(view) => (
        <Card title="请和身份证逐字核对">
          {view.cardFileId && (
            <View className="confirm-photo">
              <PrivateImage fileId={view.cardFileId} label="您的身份证照片" />
            </View>
          )}
          <TextField
            label="真实姓名"
            required
            max={30}
            value={shown(view).name}
            error={errorOf('name')}
            hint="和身份证上一样，少一个字都不行"
            onChange={(name) => edit({ name })}
          />
          <TextField
            label="身份证号"
            required
            max={18}
            keyboard="idcard"
            value={shown(view).idNumber}
            error={wrongNumber ? '身份证号码有误，请对照身份证逐位核对' : errorOf('idNumber')}
            hint="18位，最后一位可能是字母X"
            onChange={(idNumber) => edit({ idNumber })}
          />
          {view.reading?.validTo && (
            <View className="confirm-until">
              {view.reading.validTo === '长期' ? '身份证长期有效' : `身份证有效期到${formatDate(view.reading.validTo)}`}
            </View>
          )}
          <View className="confirm-why">
            以后的报名、考试和证书都用这个名字和号码，提交前请看清楚。认错了字，请点“不对，重拍”，拍得更清楚一些。
          </View>
        </Card>
      )}
    </StepPage>
  );
}
