import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { ReviewCase } from '@jzt/shared/contract/review';
import { formatDate, formatSince } from '@/format';
import { Card } from './card';
import { CaseRecord } from './case-record';
import { IdNumber } from './id-number';
import { Facts } from './list-row';
import { Notice } from './notice';
import { PrivateImage } from './private-image';
import { StatusChip } from './status-chip';
import type { useSeen } from './use-seen';
import './case-file.scss';

/** The photos of a case that have to be looked at. */
export const photosOf = (file: ReviewCase): string[] => [file.cardFileId, file.portraitFileId].filter((each) => each !== undefined);

/**
 * An application as whoever decides on it needs it: the ID photo beside the portrait, what to look at twice, then the facts.
 * `children` stand after the person, before the rest: what this decision is about. `onPhoto` hears which photos are in sight.
 */
export function CaseFile({
  file,
  waiting,
  onPhoto,
  children,
}: {
  file: ReviewCase;
  waiting: boolean;
  onPhoto?: ReturnType<typeof useSeen>['mark'];
  children?: ReactNode;
}) {
  const { person } = file;
  return (
    <>
      <Card
        title={file.subject.labelZh}
        extra={<StatusChip status={file.status}>{waiting ? `等了${formatSince(file.waitingSince)}` : file.statusZh}</StatusChip>}
      >
        <View className="case-pair">
          <View className="case-card">
            {file.cardFileId ? (
              <PrivateImage key={file.id} fileId={file.cardFileId} label={`${person.name}的身份证照片`} onState={onPhoto} />
            ) : (
              <View className="case-none">没有身份证照片（办结后不再显示）</View>
            )}
            <View className="case-caption">身份证</View>
          </View>
          <View className="case-portrait">
            <PrivateImage
              key={file.id}
              fileId={file.portraitFileId}
              label={`${person.name}的报名照片`}
              shape="portrait"
              onState={onPhoto}
            />
            <View className="case-caption">报名照片</View>
          </View>
        </View>
        {file.risks.length > 0 && (
          <Notice tone="warn" title="请多看一眼">
            {file.risks.map((risk) => (
              <View key={risk}>{risk}</View>
            ))}
          </Notice>
        )}
        <Facts
          rows={[
            {
              name: '姓名',
              value: `${person.name}（${[person.sexZh, person.age > 0 && `${person.age}周岁`].filter(Boolean).join('，')}）`,
            },
            { name: '身份证号', value: <IdNumber key={file.id} applicationId={file.id} masked={person.idNumberMasked} /> },
            {
              name: '实名',
              value: `${file.identityBadges.verified ? '已认证' : '未认证'}，${file.identityBadges.ledgered ? '已入库' : '未入库'}`,
            },
            { name: '聘用企业', value: file.enterpriseName ?? '没有登记' },
            { name: '学历', value: file.education },
            { name: '体检日期', value: file.medicalOn && formatDate(file.medicalOn) },
            { name: '培训机构', value: file.institutionName ?? (file.trainedBy && '企业自主培训，现场报名') },
            { name: '核对的材料', value: file.papersZh?.join('；') },
            { name: '报名编号', value: file.number },
          ]}
        />
      </Card>
      {children}
      <CaseRecord key={file.id} timeline={file.timeline} />
    </>
  );
}
