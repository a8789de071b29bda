import type { CertificateState } from '../facts';
import { demo, from } from '../pack';
import * as rule from '../rules';

/** From which states the machine goes on: a business of the holder, and what ends a certificate. */
export const IN_FORCE: readonly CertificateState[] = ['ACTIVE'];
export const NOT_YET_OVER: readonly CertificateState[] = ['ISSUED', 'ACTIVE', 'DEACTIVATED'];

/** The real-name steps of S0 annexes 1 and 2, taken by every province whose flow begins with a real-name check. */
export const REAL_NAME_STEPS = [
  rule.stepOrder('CQ-29'), // 「核对姓名和身份证号等相关信息，拍摄本人照片」
  rule.cardPhoto('CQ-33'), // 「本人有效的二代身份证」
  rule.cardSides('CQ-33', { sides: ['portrait', 'authority'] }), // 「有效的」: the validity is printed on the other side
  rule.photoQuality('CQ-34'), // 「边框完整、字体清晰、亮度均匀」
  rule.cardInfo('CQ-35'), // 「真实姓名请填写您的真实姓名」
  rule.faceConsent('O-18'), // 人脸识别办法
];

export const AGREEMENT = [rule.agreementTicked('CQ-32')]; // 「我已阅读《服务协议》和《隐私权政策》」

/** Special operations are examined alike everywhere: theory two hours, 60; practical part 70 (O-10). */
export const TRADE_EXAM = { passMark: from('O-10', 60), practicalMark: from('O-10', 70), minutes: from('O-10', 120) };

/** In no source: to be signed off by each authority before anybody relies on them. */
export const DEMO_EXAM = { passMark: demo(60), minutes: demo(120) };
export const DEMO_HOURS = { trainingHours: demo('32'), ceHours: demo('24') };
