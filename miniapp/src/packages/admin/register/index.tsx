import { useEffect } from 'react';
import { administrationRoutes as api, type OrganisationFile } from '@jzt/shared/contract/administration';
import { parseCreditCode } from '@jzt/shared/domain/creditCode';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { ORGANISATION_LABELS, type OrganisationKind } from '@jzt/shared/domain/organisations';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import { ActionError, BottomBar, Button, Card, ChoiceField, Notice, Page, Screen, TextField } from '@/components';
import { useAction, useDraft, useQuery, useSession } from '@/hooks';
import { back, replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';

interface Form {
  kind?: OrganisationKind;
  jurisdiction?: Jurisdiction;
  name: string;
  creditCode: string;
  city: string;
  address: string;
  phone: string;
}
const EMPTY: Form = { name: '', creditCode: '', city: '', address: '', phone: '' };
const KINDS: OrganisationKind[] = ['INSTITUTION', 'ENTERPRISE', 'BASE', 'CE_PLATFORM'];
const optional = (words: { city: string; phone: string }) => ({
  ...(words.city.trim() && { city: words.city.trim() }),
  ...(words.phone.trim() && { phone: words.phone.trim() }),
});

function RegisterForm({ before, system }: { before?: OrganisationFile; system: boolean }) {
  const draft = useDraft<Form>(`organisation.${before?.id ?? 'new'}`, EMPTY);
  const register = useAction(api.register, { changes: ['administration'] });
  const edit = useAction(api.edit, { changes: ['administration'] });
  const action = before ? edit : register;
  const form = draft.value;
  const { set } = draft;
  useEffect(() => {
    if (before && !draft.restoredAt)
      set({ name: before.name, city: before.city ?? '', address: before.address, phone: before.phone ?? '' });
    // Once, with what was read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const kind: OrganisationKind | undefined = before ? before.kind : system ? 'AUTHORITY' : form.kind;
  const badCode = form.creditCode.trim().length >= 18 && !parseCreditCode(form.creditCode) ? '信用代码有误，请逐位核对' : undefined;
  const needsCode = !before && !system;
  const missing = !kind
    ? '请选择类型'
    : system && !before && !form.jurisdiction
      ? '请选择省份'
      : !form.name.trim()
        ? '请填写单位全称'
        : needsCode && !parseCreditCode(form.creditCode)
          ? '请填写统一社会信用代码'
          : !form.address.trim()
            ? '请填写地址'
            : undefined;
  const send = async () => {
    const { name, address, creditCode, jurisdiction } = form;
    const told = { name: name.trim(), address: address.trim(), ...optional(form) };
    if (before) {
      if (!(await edit.run({ params: { id: before.id }, body: { ...told, version: before.version } }))) return;
      draft.clear();
      return back();
    }
    const made = await register.run({
      body: { ...told, kind: kind!, ...(creditCode.trim() && { creditCode }), ...(jurisdiction && { jurisdiction }) },
    });
    if (!made) return undefined;
    draft.clear();
    return replace(routes.admin.organisation, { id: made.id });
  };
  return (
    <>
      {draft.restoredAt && <Notice tone="note">已恢复上次填写的内容。</Notice>}
      <Card>
        {!before && !system && (
          <ChoiceField
            label="类型"
            required
            options={KINDS.map((value) => ({ value, title: ORGANISATION_LABELS[value] }))}
            value={form.kind}
            onChange={(next) => set({ kind: next })}
          />
        )}
        {!before && system && (
          <ChoiceField
            label="省份"
            required
            error={action.fields.jurisdiction}
            options={Object.entries(PROVINCES).map(([value, { name }]) => ({ value: value as Jurisdiction, title: name }))}
            value={form.jurisdiction}
            onChange={(next) => set({ jurisdiction: next })}
          />
        )}
        <TextField label="单位全称" required value={form.name} max={60} error={action.fields.name} onChange={(name) => set({ name })} />
        {needsCode && (
          <TextField
            label="统一社会信用代码"
            required
            keyboard="idcard"
            value={form.creditCode}
            max={18}
            hint="营业执照上的18位代码，最后一位会自动核对"
            error={badCode ?? action.fields.creditCode}
            onChange={(creditCode) => set({ creditCode })}
          />
        )}
        <TextField
          label="城市"
          value={form.city}
          max={20}
          placeholder="例如：西宁市"
          error={action.fields.city}
          onChange={(city) => set({ city })}
        />
        <TextField
          label="地址"
          required
          value={form.address}
          max={100}
          error={action.fields.address}
          onChange={(address) => set({ address })}
        />
        <TextField
          label="联系电话"
          value={form.phone}
          max={20}
          placeholder="例如：0971-1234567"
          error={action.fields.phone}
          onChange={(phone) => set({ phone })}
        />
      </Card>
      <BottomBar above={<ActionError error={action.error} />}>
        <Button block busy={action.busy} disabled={missing !== undefined} onTap={() => void send()}>
          {missing ?? (before ? '保存更正' : '登记')}
        </Button>
      </BottomBar>
    </>
  );
}

/** 登记单位, or 更正登记 of one. */
export default function RegisterPage() {
  const { id } = usePageParams(routes.admin.register);
  const system = useSession()?.role === 'SYSTEM_ADMIN';
  const found = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: id !== undefined });
  return (
    <Page access={['SYSTEM_ADMIN', 'AUTHORITY_ADMIN']} wide acting>
      {id === undefined ? (
        <RegisterForm system={system} />
      ) : (
        <Screen state={found} skeleton="detail">
          {(one) => <RegisterForm before={one} system={system} />}
        </Screen>
      )}
    </Page>
  );
}
