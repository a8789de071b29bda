import { useDidShow } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card } from '@/components';
import { formatTime } from '@/format';
import { useDraft } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { EMPTY, isStarted, NEW_DRAFT } from '../draft';
import './resume.scss';

function Kept() {
  const { value, restoredAt } = useDraft(NEW_DRAFT, EMPTY);
  if (!isStarted(value) || restoredAt === undefined) return null;
  return (
    <Card alert title="有一份没填完的报名">
      <View className="resume-what">{`${value.label}，${value.institutionName}。${formatTime(restoredAt)}保存在这部手机上。`}</View>
      <Button block kind="plain" onTap={() => void open(routes.application.form)}>
        接着填
      </Button>
    </Card>
  );
}

/** The form that a call or a crash cut off; looked for each time the page is shown. */
export function Resume() {
  const [shown, setShown] = useState(0);
  useDidShow(() => setShown((before) => before + 1));
  return <Kept key={shown} />;
}
