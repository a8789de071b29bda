import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import type { Application } from '@jzt/shared/contract/application';
import { pageAddress } from '@jzt/shared/contract/pages';
import { Button, NoticeButton } from '@/components';
import { open, openAddress } from '@/navigation';
import { routes } from '@/routes';
import { REVIEW_NOTICES } from '../notices';

const WAITING = ['CHECK_PENDING', 'SUBMITTED', 'INST_PASSED', 'AUTH_CHECK', 'AUTH_CHECK_PENDING', 'AUTH_PASSED', 'TRAINED'];
const OVER = ['INST_REJECTED', 'AUTH_REJECTED', 'FAILED', 'WITHDRAWN'];

const openTicket = async (examSessionId: string) => {
  if (!(await openAddress(pageAddress('examTicket', { id: examSessionId }))))
    await Taro.showToast({ title: '这个版本还看不了准考信息，请更新小程序', icon: 'none' });
};

const openCertificate = async (id: string) => {
  if (!(await openAddress(pageAddress('certificate', { id })))) await open(routes.tab.wallet);
};

/** Where the case goes on: study, exam, certificate, a new application; or, while others are at work, a message when they are done (weapp). */
export function GoOn({ application: { status, examSessionId, certificateId } }: { application: Application }) {
  const button =
    status === 'IN_TRAINING' ? (
      <Button block onTap={() => void open(routes.tab.study)}>
        去学习
      </Button>
    ) : status === 'SCHEDULED' && examSessionId ? (
      <Button block onTap={() => void openTicket(examSessionId)}>
        看准考信息
      </Button>
    ) : certificateId ? (
      <Button block onTap={() => void openCertificate(certificateId)}>
        看我的证书
      </Button>
    ) : OVER.includes(status) ? (
      <Button block kind="plain" onTap={() => void open(routes.application.types)}>
        重新报名
      </Button>
    ) : WAITING.includes(status) ? (
      <NoticeButton keys={REVIEW_NOTICES}>有结果时微信通知我</NoticeButton>
    ) : undefined;
  return button ? <View className="detail-go">{button}</View> : null;
}
