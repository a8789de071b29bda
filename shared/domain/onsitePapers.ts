/** What an officer looks at when somebody signs up at the counter (QH-07). */
export const ONSITE_PAPERS = {
  ID_CARD: '身份证原件，与本人一致',
  SIGNED_FORM: '本人签字、单位盖章的报名表',
  TRAINING_RECORD: '企业培训记录，学时已满',
  INSURANCE: '在本企业的社保缴费证明',
} as const;
export type OnsitePaper = keyof typeof ONSITE_PAPERS;
