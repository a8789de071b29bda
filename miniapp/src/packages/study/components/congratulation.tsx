import { View } from '@tarojs/components';
import { Button, Dialog, NoticeButton } from '@/components';
import { open as openPage } from '@/navigation';
import { routes } from '@/routes';
import './congratulation.scss';

const EXAM_NOTICES = ['application.examNotice'] as const;

/** CQ-42: said once, with the name of the course. */
export function Congratulation({ open, courseTitle, onClose }: { open: boolean; courseTitle: string; onClose: () => void }) {
  const home = () => {
    onClose();
    void openPage(routes.tab.home);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="恭喜，课程已完成!"
      footer={
        <Button block onTap={home}>
          返回首页
        </Button>
      }
    >
      <View className="congrats-text">{`您已经完成${courseTitle}课程。接下来由培训机构安排考试，时间和座位定好后会通知您。`}</View>
      <NoticeButton keys={EXAM_NOTICES}>考试安排好时微信通知我</NoticeButton>
    </Dialog>
  );
}
