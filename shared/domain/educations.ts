/** 学历, from the lowest up: a rule that asks for one takes all that follow it (O-10). */
export const EDUCATIONS = ['小学', '初中', '高中', '中专', '大专', '本科', '研究生'] as const;
export type Education = (typeof EDUCATIONS)[number];
