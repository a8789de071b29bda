import { View } from '@tarojs/components';
import { certificateRoutes, type Certificate } from '@jzt/shared/contract/certificate';
import { Button, Page, Screen, StateBlock, StatusChip, Tap } from '@/components';
import { useQuery, useSession } from '@/hooks';
import { open } from '@/navigation';
import { chipTone, validityOf } from '@/packages/certificate/validity';
import { routes } from '@/routes';
import './index.scss';

/** A certificate as a card one knows again: its barrier edge, its name, its number, whose it is. */
function CertificateCard({ certificate }: { certificate: Certificate }) {
  const gone = certificate.status !== 'ACTIVE';
  return (
    <Tap
      className={`cert ${gone ? 'cert-gone' : ''}`}
      label={`${certificate.titleZh}，${certificate.subject.labelZh}，${certificate.statusZh}，${validityOf(certificate)}`}
      onTap={() => void open(routes.certificate.detail, { id: certificate.id })}
    >
      <View className="cert-edge" />
      <View className="cert-main">
        <View className="cert-head">
          <View className="cert-title">{certificate.titleZh}</View>
          <StatusChip status={certificate.status} tone={chipTone(certificate)}>
            {certificate.statusZh}
          </StatusChip>
        </View>
        <View className="cert-subject">{certificate.subject.labelZh}</View>
        <View className="cert-number">{certificate.number}</View>
        <View className="cert-foot">
          <View>{certificate.holderName}</View>
          <View>{validityOf(certificate)}</View>
          <View>{`适用范围：${certificate.territoryZh}`}</View>
        </View>
        {(certificate.canActivate || certificate.notice) && (
          <View className="cert-notice">{certificate.canActivate ? '还没有激活，点开就可以激活' : certificate.notice}</View>
        )}
      </View>
    </Tap>
  );
}

/** 证书: the wallet (QH-21). */
export default function Wallet() {
  const who = useSession();
  const certificates = useQuery(certificateRoutes.listMine, {}, { enabled: !who || who.role === 'WORKER' });
  const verify = (
    <Button kind="plain" onTap={() => void open(routes.certificate.verify)}>
      查验别人的证书
    </Button>
  );
  const missing = (
    <Button kind="plain" onTap={() => void open(routes.certificate.missing)}>
      我的证书没有显示
    </Button>
  );
  return (
    <Page demoRules={certificates.data?.items.some((one) => one.demoRules) || undefined}>
      {who && who.role !== 'WORKER' ? (
        <StateBlock
          kind="denied"
          title="这里放本人的证书"
          hint="您现在用的是工作人员身份。要看自己的证书，请到“我的”切换为本人。"
          action={verify}
        />
      ) : (
        <Screen
          state={certificates}
          isEmpty={(data) => data.items.length === 0}
          empty={{
            title: '还没有证书',
            hint: '考试合格、主管部门签发后，电子证书会自动出现在这里，不用去领。以前领的证书没有显示的，可以查找或申请补登。',
            action: (
              <>
                {missing}
                {verify}
              </>
            ),
          }}
        >
          {(data) => (
            <>
              {data.items.map((certificate) => (
                <CertificateCard key={certificate.id} certificate={certificate} />
              ))}
              {missing}
            </>
          )}
        </Screen>
      )}
    </Page>
  );
}
