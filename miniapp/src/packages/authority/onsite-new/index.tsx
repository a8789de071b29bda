import { View } from '@tarojs/components';
import { useState } from 'react';
import { EDUCATIONS } from '@jzt/shared/domain/educations';
import { ONSITE_PAPERS } from '@jzt/shared/domain/onsitePapers';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  DateField,
  ErrorNotice,
  Facts,
  Notice,
  Page,
  PhotoPicker,
  TextField,
  Tick,
} from '@/components';
import { useHiddenOnCapture } from '@/hooks';
import { keyOf, PAPERS, useOnsite, type OnsiteWork } from './use-onsite';

const YEAR_MS = 366 * 86_400_000;

/** Step one: the card lies on the counter. */
function Who({ work }: { work: OnsiteWork }) {
  return (
    <Card title="先看身份证原件">
      <TextField
        label="姓名"
        required
        value={work.who.name}
        max={30}
        placeholder="与身份证一致"
        error={work.find.fields.name}
        onChange={(name) => work.typeIn({ name })}
      />
      <TextField
        label="身份证号"
        required
        keyboard="idcard"
        value={work.who.idNumber}
        max={18}
        placeholder="18位"
        error={work.find.fields.idNumber}
        onChange={(idNumber) => work.typeIn({ idNumber })}
        hint="每次查询都会留痕。"
      />
    </Card>
  );
}

/** Step two: what the law says of the person, then the papers. */
function Record({ work }: { work: OnsiteWork }) {
  const { person, form, type } = work;
  const [today] = useState(() => new Date());
  if (!person) return null;
  const open = person.types.filter((one) => one.verdict.refusals.length === 0);
  const reasons = open.length === 0 ? (person.types[0]?.verdict.refusals ?? []) : [];
  return (
    <>
      <Card
        title={person.name}
        extra={
          <Button kind="quiet" size="small" onTap={work.again}>
            换一个人
          </Button>
        }
      >
        <Facts
          rows={[
            { name: '身份证号', value: person.idNumberMasked },
            { name: '性别年龄', value: `${person.sexZh}，${person.age}周岁` },
            {
              name: '实名',
              value: `${person.identityBadges.verified ? '已认证' : '未认证'}，${person.identityBadges.ledgered ? '已入库' : '未入库'}`,
            },
            { name: '聘用企业', value: person.enterpriseName ?? '在本省没有聘用关系' },
          ]}
        />
        {reasons.map((each) => (
          <Notice key={each.code} tone="bad" title={each.message}>
            {each.nextStep}
          </Notice>
        ))}
      </Card>
      {open.length > 0 && (
        <>
          <Card title="报名内容">
            <ChoiceField
              label="报名类型"
              required
              options={person.types.map((one) => ({
                value: keyOf(one),
                title: one.subject.labelZh,
                hint: one.groupZh,
                off: one.verdict.refusals[0]?.message,
              }))}
              value={form.type}
              onChange={(next) => work.change({ type: next })}
            />
            {type?.verdict.pending[0] && <Notice tone="warn">{type.verdict.pending[0].message}</Notice>}
            <PhotoPicker
              shape="portrait"
              label="现场拍本人照片"
              required
              value={form.portrait}
              busy={work.upload.busy}
              hint="正面免冠，背景干净，会印在证书上。"
              onPick={(path) => void work.photograph(path)}
            />
            <ErrorNotice error={work.upload.error} />
            <ChoiceField
              label="学历"
              required
              options={EDUCATIONS.map((each) => ({ value: each, title: each }))}
              value={form.education}
              onChange={(education) => work.change({ education })}
            />
            {work.category === 'SPECIAL_OP' && (
              <DateField
                label="体检日期"
                required
                value={form.medicalOn}
                from={new Date(today.getTime() - YEAR_MS)}
                to={today}
                near={today}
                hint="照体检证明上的日期填"
                onChange={(medicalOn) => work.change({ medicalOn })}
              />
            )}
          </Card>
          <Card title="逐项核对原件">
            {PAPERS.map((paper) => (
              <Tick
                key={paper}
                checked={form.papers.includes(paper)}
                onChange={(seen) => work.change({ papers: seen ? [...form.papers, paper] : form.papers.filter((one) => one !== paper) })}
              >
                {ONSITE_PAPERS[paper]}
              </Tick>
            ))}
            <Tick checked={form.selfChecked} onChange={(selfChecked) => work.change({ selfChecked })}>
              已在全国平台查过本人的持证情况
            </Tick>
          </Card>
        </>
      )}
    </>
  );
}

/** 现场报名审核 (QH-07): the officer makes the record of somebody whom their enterprise has trained. */
export default function OnsiteNewPage() {
  useHiddenOnCapture();
  const work = useOnsite();
  const { person, who } = work;
  const nobody = who.name.trim().length < 2 ? '请填写姓名' : who.idNumber.trim().length < 18 ? '请填写身份证号' : undefined;
  const closed = person?.types.every((one) => one.verdict.refusals.length > 0);
  return (
    <Page
      access={['AUTHORITY_REVIEWER']}
      footer={
        !person ? (
          <BottomBar above={<ActionError error={work.find.error} />}>
            <Button block busy={work.find.busy} disabled={nobody !== undefined} onTap={() => void work.look()}>
              {nobody ?? '查这个人'}
            </Button>
          </BottomBar>
        ) : closed ? undefined : (
          <BottomBar above={<ActionError error={work.accept.error} />}>
            <Button block busy={work.accept.busy} disabled={work.missing !== undefined} onTap={() => void work.send()}>
              {work.missing ?? '审核通过，建立报名'}
            </Button>
          </BottomBar>
        )
      }
    >
      {person ? (
        <Record work={work} />
      ) : (
        <>
          <View>
            <Notice tone="note">企业自主培训的人员在这里报名。本人要先在小程序完成实名认证，并与企业建立聘用关系。</Notice>
          </View>
          <Who work={work} />
        </>
      )}
    </Page>
  );
}
