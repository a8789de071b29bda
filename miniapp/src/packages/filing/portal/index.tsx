import { View } from '@tarojs/components';
import { filingRoutes as api, MANUAL_LABELS, MANUALS } from '@jzt/shared/contract/filing';
import { useState } from 'react';
import { asApiError, type ApiError } from '@/api';
import { Button, Card, ErrorNotice, ListRow, Notice, Page, Segments } from '@/components';
import { openPdf } from '@/documents';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { CLEAR_FROM } from '../components/desk-words';
import './index.scss';
import { PORTAL, type Section } from './content';

/** The province's training portal: its sections, and the ways in for enterprises and for the authority (JX-01, JX-04). */
export default function PortalPage() {
  const [section, setSection] = useState<Section>('NOTICE');
  const [problem, setProblem] = useState<ApiError>();
  const download = async (who: (typeof MANUALS)[number]) => {
    setProblem(undefined);
    try {
      await openPdf(api.manual, { params: { who } }, `安全员换证${MANUAL_LABELS[who]}.pdf`);
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  return (
    <Page title={PORTAL.name}>
      <Card title="安管人员培训平台">
        <View className="jz-notice-text">安全员换证由企业申报、省级管理部门审核，请用电脑浏览器办理。</View>
        <View className="portal-ways">
          <Button block onTap={() => void open(routes.filing.signIn)}>
            企业登录、管理部门登录
          </Button>
          <Button block kind="plain" onTap={() => void open(routes.filing.register)}>
            企业注册
          </Button>
        </View>
      </Card>
      <Card>
        {MANUALS.map((who) => (
          <ListRow key={who} icon="order" title={`下载${MANUAL_LABELS[who]}`} onTap={() => void download(who)} />
        ))}
        {problem && <ErrorNotice error={problem} />}
      </Card>
      <Segments<Section> label="栏目" segments={[...PORTAL.sections]} value={section} onChange={setSection} />
      {PORTAL.papers[section].map((paper) => (
        <Card key={paper.title} title={paper.title}>
          {paper.text.map((line) => (
            <View key={line} className="jz-notice-text">
              {line}
            </View>
          ))}
        </Card>
      ))}
      <Notice tone="still">
        {`显示屏分辨率不低于${CLEAR_FROM}*768像素，用最新的谷歌浏览器、360浏览器、QQ浏览器，调至极速模式。请妥善保管好交付您的账号与密码。`}
      </Notice>
    </Page>
  );
}
