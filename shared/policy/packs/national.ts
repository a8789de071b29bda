import { NATIONAL } from '../../domain/jurisdictions';
import { demo, type Pack } from '../pack';
import * as rule from '../rules';

/** What is the same everywhere because a person is national: one account, one real-name check (S0 annexes 1 and 2, O-18). */
export const national: Pack = {
  province: NATIONAL,
  nameZh: '全国',
  version: 'CN-1',
  effectiveFrom: '2017-01-01',
  retroactive: false,
  services: {
    LOGIN: [rule.agreementTicked('CQ-32')], // 「我已阅读《服务协议》和《隐私权政策》」
    IDENTITY_STEP: [
      rule.stepOrder('CQ-29'), // 「核对姓名和身份证号等相关信息，拍摄本人照片」
      rule.cardPhoto('CQ-33'), // 「本人有效的二代身份证」
      rule.cardSides('CQ-33', { sides: ['portrait', 'authority'] }), // 「有效的」: the validity is printed on the other side
      rule.photoQuality('CQ-34'), // 「边框完整、字体清晰、亮度均匀」
      rule.cardInfo('CQ-35'), // 「真实姓名请填写您的真实姓名」
      rule.faceConsent('O-18'), // 人脸识别办法
    ],
  },
  kinds: {},
  quietHours: demo({ from: 21, to: 8 }),
};
