import { View } from '@tarojs/components';
import { examRoutes as api, type ScoreReply } from '@jzt/shared/contract/exam';
import { a11y, BottomBar, Button, Card, Facts, Page, Screen, StateBlock } from '@/components';
import { formatTime } from '@/format';
import { useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import './index.scss';

type Outcome = 'PASSED' | 'FAILED' | 'PRACTICAL_AHEAD';
/** All parts: the paper alone is not enough where there is a practical part (O-10). */
const outcomeOf = ({ passed, practical }: ScoreReply): Outcome =>
  !passed || practical?.passed === false ? 'FAILED' : practical && practical.passed === undefined ? 'PRACTICAL_AHEAD' : 'PASSED';
const WORD: Record<Outcome, string> = { PASSED: '考试合格', FAILED: '考试不合格', PRACTICAL_AHEAD: '理论合格，还要考实操' };
const NEXT: Record<Outcome, string> = {
  PASSED: '成绩已报主管部门。核对合格名单后签发电子证书，证书会自动出现在“证书”里，并通知您，不用去领。',
  FAILED: '这次没有达到合格分数。请联系培训机构，重新报名参加培训和考试。',
  PRACTICAL_AHEAD: '请按培训机构的安排参加实操考核。实操成绩登记后会通知您，两项都合格才能领证。',
};

function Score({ score }: { score: ScoreReply }) {
  const outcome = outcomeOf(score);
  const { practical } = score;
  return (
    <>
      <View className={`score-board ${outcome === 'FAILED' ? 'score-failed' : 'score-passed'}`} {...a11y({ live: true })}>
        <View className="score-points">{`${score.score}分`}</View>
        <View className="score-word">{WORD[outcome]}</View>
        <View className="score-mark">{`合格${score.passMark}分，满分${score.fullMark}分`}</View>
        {practical && (
          <View className="score-mark">
            {practical.score === undefined ? `实操${practical.passMark}分合格` : `实操${practical.score}分（${practical.passMark}分合格）`}
          </View>
        )}
      </View>
      <Card title="接下来">
        <View className="score-next">{NEXT[outcome]}</View>
      </Card>
      <Card>
        <Facts
          rows={[
            { name: '交卷时间', value: formatTime(score.submittedAt) },
            { name: '交卷方式', value: score.byTimeout ? '到时间自动交卷' : '本人交卷' },
          ]}
        />
      </Card>
    </>
  );
}

/** 成绩, at once after 交卷 and never changed (QH-17). */
export default function ScorePage() {
  const { id } = usePageParams(routes.exam.score);
  const score = useQuery(api.score, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  return (
    <Page
      access={['WORKER']}
      footer={
        score.data && (
          <BottomBar>
            <Button kind="plain" onTap={() => void open(routes.tab.study)}>
              返回学习
            </Button>
            {outcomeOf(score.data) === 'PASSED' && <Button onTap={() => void open(routes.tab.wallet)}>看我的证书</Button>}
            {outcomeOf(score.data) === 'FAILED' && <Button onTap={() => void open(routes.application.types)}>重新报名</Button>}
          </BottomBar>
        )
      }
    >
      {!id && <StateBlock kind="empty" title="没有选考试" hint="请从“学习”里打开考试。" />}
      <Screen state={score} skeleton="detail">
        {(data) => <Score score={data} />}
      </Screen>
    </Page>
  );
}
