import { View } from '@tarojs/components';
import { useState } from 'react';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import { Button, ChoiceField, DateField, TextField } from '@/components';
import type { Asked } from './use-search';

type Post = keyof typeof SITE_POSTS;
type Status = NonNullable<Asked['status']>;
const POSTS = (Object.keys(SITE_POSTS) as Post[]).map((value) => ({ value, title: SITE_POSTS[value] }));
const STATES: { value: Status; title: string }[] = [
  { value: 'PENDING_REVIEW', title: '待审核' },
  { value: 'PASSED', title: '通过' },
  { value: 'REJECTED', title: '驳回' },
];
const EARLIEST = new Date('2021-01-01T00:00:00+08:00');
const LATEST = () => new Date();
const EMPTY = { name: '', idNumber: '', certificateNo: '' };

interface Form {
  post?: Post;
  status?: Status;
  name: string;
  idNumber: string;
  certificateNo: string;
  from?: string;
  to?: string;
}

/** The seven conditions of the portal, ★查询 and ★重置 (JX-16). Nothing is kept: names and numbers of people stay off the device. */
export function SearchBar({ busy, fields, onSearch }: { busy: boolean; fields: Record<string, string>; onSearch: (asked: Asked) => void }) {
  const [form, setForm] = useState<Form>(EMPTY);
  const set = (patch: Partial<Form>) => setForm((before) => ({ ...before, ...patch }));
  const reversed = form.from && form.to && form.to < form.from ? '结束时间早于开始时间' : undefined;
  const given = ({ name, idNumber, certificateNo, ...chosen }: Form): Asked => ({
    ...chosen,
    ...(name.trim() && { name }),
    ...(idNumber.trim() && { idNumber }),
    ...(certificateNo.trim() && { certificateNo }),
  });
  return (
    <View className="filing-search">
      <ChoiceField label="培训工种" placeholder="请选择培训工种" options={POSTS} value={form.post} onChange={(post) => set({ post })} />
      <TextField
        label="姓名"
        placeholder="请输入学员姓名"
        max={30}
        value={form.name}
        error={fields.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label="身份证号"
        placeholder="请输入学员身份证号"
        keyboard="idcard"
        max={18}
        value={form.idNumber}
        error={fields.idNumber}
        onChange={(idNumber) => set({ idNumber })}
      />
      <TextField
        label="证书编号"
        placeholder="请输入证书编号"
        max={30}
        value={form.certificateNo}
        error={fields.certificateNo}
        onChange={(certificateNo) => set({ certificateNo })}
      />
      <ChoiceField
        label="审核状态"
        placeholder="请选择审核状态"
        options={STATES}
        value={form.status}
        onChange={(status) => set({ status })}
      />
      <DateField
        label="添加时间(开始)"
        from={EARLIEST}
        to={LATEST()}
        near={LATEST()}
        value={form.from}
        onChange={(from) => set({ from })}
      />
      <DateField
        label="添加时间(结束)"
        from={EARLIEST}
        to={LATEST()}
        near={LATEST()}
        value={form.to}
        error={reversed ?? fields.to}
        onChange={(to) => set({ to })}
      />
      <View className="filing-search-acts">
        <Button busy={busy} disabled={reversed !== undefined} onTap={() => onSearch(given(form))}>
          查询
        </Button>
        <Button
          kind="plain"
          onTap={() => {
            setForm(EMPTY);
            onSearch({});
          }}
        >
          重置
        </Button>
      </View>
    </View>
  );
}
