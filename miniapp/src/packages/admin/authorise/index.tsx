import { useState } from 'react';
import { administrationRoutes as api, GROUND_LABELS, type OrganisationFile } from '@jzt/shared/contract/administration';
import { CATEGORIES, CATEGORY_LABELS, SAFETY_CODES, SAFETY_CODE_LABELS, type Category } from '@jzt/shared/domain/categories';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import { TRADES } from '@jzt/shared/domain/trades';
import { describe } from '@jzt/shared/policy/words';
import { ActionError, BottomBar, Button, Card, ChoiceField, DateField, ListRow, Notice, Page, Screen, TextField } from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { back, usePageParams } from '@/navigation';
import { routes } from '@/routes';

type Ground = keyof typeof GROUND_LABELS;
interface Row {
  category: Category;
  code?: string;
  from: string;
  to?: string;
  ground: Ground;
  document?: string;
}
const WHOLE = { value: '', title: '整个类别' };
const CODES: Partial<Record<Category, { value: string; title: string }[]>> = {
  SAFETY_MGMT: SAFETY_CODES.map((value) => ({ value, title: SAFETY_CODE_LABELS[value] })),
  SPECIAL_OP: Object.entries(TRADES).map(([value, title]) => ({ value, title })),
  SITE_MANAGER: Object.entries(SITE_POSTS).map(([value, title]) => ({ value, title })),
};
const LONG_AGO = new Date('2015-01-01T00:00:00+08:00');
const FAR = new Date('2045-12-31T00:00:00+08:00');
const termOf = ({ from, to }: Row) => `${formatDate(from)}至${to ? formatDate(to) : '长期'}`;

function AuthoriseForm({ one }: { one: OrganisationFile }) {
  const authorise = useAction(api.authorise, { changes: ['administration'] });
  const [rows, setRows] = useState<Row[]>(() =>
    one.authorisations.map(({ category, code, from, to, ground, document }) => ({ category, code, from, to, ground, document })),
  );
  const [next, setNext] = useState<Partial<Row>>({ ground: 'LISTED' });
  const set = (more: Partial<Row>) => setNext((before) => ({ ...before, ...more }));
  const codes = next.category && CODES[next.category];
  const missing = !next.category
    ? '请选择类别'
    : !next.from
      ? '请选择开始日期'
      : next.ground === 'PLEDGE' && !next.document?.trim()
        ? '请填写备案编号'
        : undefined;
  const add = () => {
    const { category, from, ground = 'LISTED', code, to, document } = next;
    if (!category || !from) return;
    const words = document?.trim();
    setRows((before) => [
      ...before,
      { category, from, ground, ...(code && { code }), ...(to && { to }), ...(words && { document: words }) },
    ]);
    setNext({ ground });
  };
  const send = async () => {
    if (await authorise.run({ params: { id: one.id }, body: { authorisations: rows, version: one.version } })) await back();
  };
  return (
    <>
      <Card title={`${one.name}的授权`}>
        {rows.length === 0 && <Notice tone="note">没有授权。保存后工人选不到这个单位。</Notice>}
        {rows.map((row, at) => (
          <ListRow
            key={`${describe(row)}${row.from}${at}`}
            title={describe(row)}
            hint={[termOf(row), GROUND_LABELS[row.ground], row.document].filter(Boolean).join(' · ')}
            value={
              <Button
                size="small"
                kind="quiet"
                label={`去掉${describe(row)}，${termOf(row)}`}
                onTap={() => setRows((before) => before.filter((_, place) => place !== at))}
              >
                去掉
              </Button>
            }
          />
        ))}
      </Card>
      <Card title="加一项">
        <ChoiceField
          label="类别"
          required
          options={CATEGORIES.map((value) => ({ value, title: CATEGORY_LABELS[value] }))}
          value={next.category}
          onChange={(category) => set({ category, code: undefined })}
        />
        {codes && (
          <ChoiceField
            label="工种或岗位"
            options={[WHOLE, ...codes]}
            value={next.code ?? ''}
            onChange={(code) => set({ code: code || undefined })}
          />
        )}
        <DateField
          label="从哪一天起"
          required
          from={LONG_AGO}
          to={FAR}
          near={new Date()}
          value={next.from}
          onChange={(from) => set({ from })}
        />
        <DateField
          label="到哪一天为止（不选则长期）"
          from={LONG_AGO}
          to={FAR}
          near={new Date()}
          value={next.to}
          onChange={(to) => set({ to })}
        />
        <ChoiceField<Ground>
          label="依据"
          required
          options={(Object.keys(GROUND_LABELS) as Ground[]).map((value) => ({ value, title: GROUND_LABELS[value] }))}
          value={next.ground}
          onChange={(ground) => set({ ground })}
        />
        <TextField
          label={next.ground === 'PLEDGE' ? '备案编号' : '文号'}
          required={next.ground === 'PLEDGE'}
          value={next.document ?? ''}
          max={60}
          onChange={(document) => set({ document })}
        />
        <Button block kind="plain" disabled={missing !== undefined} onTap={add}>
          {missing ?? '加到上面的列表'}
        </Button>
      </Card>
      <BottomBar above={<ActionError error={authorise.error} />}>
        <Button block busy={authorise.busy} onTap={() => void send()}>
          保存授权
        </Button>
      </BottomBar>
    </>
  );
}

/** 授权 by category or single trades, from and to, and on what ground (QH-06, HN-14). Nothing is changed before 保存授权. */
export default function AuthorisePage() {
  const { id = '' } = usePageParams(routes.admin.authorise);
  const found = useQuery(api.view, { params: { id } }, { enabled: id !== '', onShow: false });
  return (
    <Page access={['AUTHORITY_ISSUER']} wide acting>
      <Screen state={found} skeleton="detail">
        {(one) => <AuthoriseForm key={one.version} one={one} />}
      </Screen>
    </Page>
  );
}
