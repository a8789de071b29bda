import type { DeadLetter as View } from '@jzt/shared/contract/deadLetter';
import type { DeadLetter } from '../../platform/deadLetters';

/** Topics and jobs in words; one without words keeps its name, so that nothing is hidden. */
const TOPICS_ZH: Record<string, string> = {
  audit: '写入操作留痕',
  notify: '发送消息通知',
  'application.nationalCheck': '向全国平台核验报名人',
  'application.passed': '转社保核查',
  'certificate.expire': '证书到期失效',
  'certificate.report': '向全国平台上报证书',
  'exam.absent': '记为缺考',
  'exam.close': '结束考试计划',
  'exam.finalise': '到时交卷和判分',
  'exam.scored': '登记考试结果',
  'exam.seat': '编排考场座位',
  'exam.submitted': '生成成绩',
  'exam.unseat': '取消考场座位',
  'identity.ledger': '实名信息入库',
  'insurance.check': '向社保系统核查',
  'passList.discard': '清理作废的证书文件',
  'passList.publish': '生成电子证书',
  'passList.recheck': '重新核对合格名单',
  'passList.row': '更新名单中的报名',
  'passList.sign': '签发合格名单',
  'person.erased': '清理已注销账号',
  'score.voided': '登记成绩作废',
  'study.close': '结束班次学习',
  'study.enrolled': '开通课程学习',
  'study.hoursMet': '登记学时修满',
  'study.trained': '登记培训完成',
};

export const presentDeadLetter = (one: DeadLetter): View => ({
  id: one._id.toHexString(),
  kind: one.kind,
  topic: one.topic,
  topicZh: TOPICS_ZH[one.topic] ?? one.topic,
  sourceKind: one.sourceKind,
  sourceId: one.sourceId,
  attempts: one.attempts,
  error: one.error,
  firstAt: one.firstAt.toISOString(),
  lastAt: one.lastAt.toISOString(),
  nextAt: one.nextAt.toISOString(),
});
