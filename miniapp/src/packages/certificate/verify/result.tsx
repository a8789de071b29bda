import { View } from '@tarojs/components';
import type { Verification } from '@jzt/shared/contract/certificate';
import { a11y, Card, Facts, Notice } from '@/components';
import { formatDate, formatTime } from '@/format';
import './result.scss';

/** The live answer: valid or not in one glance and one word, then the facts to compare with the paper and the person. */
export function Result({ verification }: { verification: Verification }) {
  const { certificate, checkedAt } = verification;
  if (!certificate)
    return (
      <Notice tone="bad" title={verification.message} live>
        请核对编号和姓名后再查。仍然查不到的，可能不是真的证书。
      </Notice>
    );
  return (
    <>
      <View className={`verdict ${certificate.valid ? 'verdict-valid' : 'verdict-not'}`} {...a11y({ live: true })}>
        <View className="verdict-word">{certificate.statusZh}</View>
        <View className="verdict-text">{verification.message}</View>
        <View className="verdict-at">{`查询时间 ${formatTime(checkedAt)}`}</View>
      </View>
      <Card title={certificate.titleZh}>
        <Facts
          rows={[
            { name: '姓名', value: certificate.holderName },
            { name: '身份证号', value: certificate.idNumberMasked },
            { name: '类别', value: certificate.subject.labelZh },
            { name: '证书编号', value: certificate.number },
            { name: '企业名称', value: certificate.enterpriseName },
            { name: '发证单位', value: certificate.issuerZh },
            { name: '发证日期', value: formatDate(certificate.issuedOn) },
            { name: '有效期至', value: certificate.validTo ? formatDate(certificate.validTo) : '长期' },
            { name: '适用范围', value: certificate.territoryZh },
            { name: '信息来源', value: certificate.recorded ? '登记信息' : undefined },
            { name: '证书效力', value: certificate.effectZh },
            { name: '应当认可', value: certificate.acceptedZh },
            { name: '文件指纹', value: verification.fileSha256 },
          ]}
        />
      </Card>
    </>
  );
}
