import { View } from '@tarojs/components';
import { Button, Dialog, NoticeButton } from '@/components';
import { open as openPage, replace } from '@/navigation';
import { routes } from '@/routes';
import './congratulation.scss';

const EXAM_NOTICES = ['application.examNotice'] as const;
const CERTIFICATE_NOTICES = ['transfer.certificateReady'] as const;

/** CQ-42: said once, with the name of the course. A post transfer has no exam: the new certificate is what comes next. */
export function Congratulation({
  open,
  courseTitle,
  transfer,
  onClose,
}: {
  open: boolean;
  courseTitle: string;
  transfer?: boolean;
  onClose: () => void;
}) {
  const go = (to: () => Promise<void>) => {
    onClose();
    void to();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="恭喜，课程已完成!"
      footer={
        <>
          <Button kind={transfer ? 'plain' : 'primary'} block={!transfer} onTap={() => go(() => openPage(routes.tab.home))}>
            返回首页
          </Button>
          {transfer && <Button onTap={() => go(() => replace(routes.transfer.home))}>评价课程</Button>}
        </>
      }
    >
      <View className="congrats-text">
        {transfer
          ? `您已经完成${courseTitle}课程。1个工作日后可以查询新证书。`
          : `您已经完成${courseTitle}课程。接下来由培训机构安排考试，时间和座位定好后会通知您。`}
      </View>
      {transfer ? (
        <NoticeButton keys={CERTIFICATE_NOTICES}>新证书可以查询时微信通知我</NoticeButton>
      ) : (
        <NoticeButton keys={EXAM_NOTICES}>考试安排好时微信通知我</NoticeButton>
      )}
    </Dialog>
  );
}
