import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, Notice, Page, Segments } from '@/components';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { CLEAR_FROM } from '../components/desk-words';
import { PORTAL, type Section } from './content';

/** The province's training portal: its sections, and the ways in for enterprises and for the authority (JX-01, JX-04). */
export default function PortalPage() {
  const [section, setSection] = useState<Section>('NOTICE');
  return (
    <Page title={PORTAL.name}>
      <Card title="安管人员培训平台">
        <View className="jz-notice-text">安全员换证由企业申报、省级管理部门审核，请用电脑浏览器办理。</View>
        <Button block onTap={() => void open(routes.filing.signIn)}>
          企业登录、管理部门登录
        </Button>
        <Button block kind="plain" onTap={() => void open(routes.filing.register)}>
          企业注册
        </Button>
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
