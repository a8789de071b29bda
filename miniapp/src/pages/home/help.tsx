import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card, Icon, Tap } from '@/components';

const QUESTIONS = [
  { ask: '办证要准备什么？', answer: '本人有效的二代身份证原件、能拍照的手机、本人近照。报安管人员证书还要先由所在企业确认聘用关系。' },
  {
    ask: '身份证照片总是不通过怎么办？',
    answer: '把证件平放在深色桌面上，四个角都拍进去，关掉闪光灯，避开窗户和灯的反光，等画面清楚了再拍。每次不通过都会告诉您是哪一种原因。',
  },
  { ask: '不想用人脸识别可以吗？', answer: '可以。在实名认证里选“申请人工核验”，由工作人员核对您的证件，不采集人脸。' },
  {
    ask: '网络不好，填的内容会丢吗？',
    answer: '不会。填到一半接电话、断网、没电，再打开都还在。断网时做的事会排队，恢复后自动发送，页面上方能看到。',
  },
  {
    ask: '怎么看一张证书是真是假？',
    answer: '用首页的“证书查验”扫证书上的二维码，或输入编号和姓名，看到的是现在的状态。扫出来不是建证通的网址，就不要相信。',
  },
];

/** The questions everybody asks; a tap opens one. */
export function Help() {
  const [shown, setShown] = useState<string>();
  return (
    <Card>
      {QUESTIONS.map(({ ask, answer }) => (
        <View className="help" key={ask}>
          <Tap
            className="help-ask"
            label={`${ask}${shown === ask ? '，已展开' : ''}`}
            onTap={() => setShown(shown === ask ? undefined : ask)}
          >
            <View className="help-title">{ask}</View>
            <Icon of={shown === ask ? 'arrow-up' : 'arrow-down'} size={16} />
          </Tap>
          {shown === ask && <View className="help-answer">{answer}</View>}
        </View>
      ))}
    </Card>
  );
}
