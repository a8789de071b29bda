import { POST_GROUPS } from './posts';

/** A post that 安全员 may change to (CQ-18). */
export interface TransferPost {
  code: string;
  labelZh: string;
  dutyZh: string;
}

/** The eight posts as the guide of annex 1 names them, with what their holder does on a site. */
const POSTS: Record<(typeof POST_GROUPS)['BUILDER' | 'QUALITY'][number], Omit<TransferPost, 'code'>> = {
  '101': { labelZh: '土建类施工员', dutyZh: '安排土建施工：看图放线、交底、管进度和班组作业' },
  '102': { labelZh: '装饰装修类施工员', dutyZh: '安排装饰装修施工：排版、交底、管工序衔接和成品保护' },
  '103': { labelZh: '设备安装类施工员', dutyZh: '安排水电、通风、消防等设备安装：交底、管调试' },
  '104': { labelZh: '市政工程类施工员', dutyZh: '安排道路、桥梁、管网施工：放线、交底、管交通导改' },
  '106': { labelZh: '土建类质量员', dutyZh: '检查土建质量：材料进场、隐蔽验收、实测实量' },
  '107': { labelZh: '装饰装修类质量员', dutyZh: '检查装饰装修质量：基层、饰面、防水和样板' },
  '108': { labelZh: '设备安装类质量员', dutyZh: '检查设备安装质量：管线、试压、调试记录' },
  '109': { labelZh: '市政工程类质量员', dutyZh: '检查道路、桥梁、管网质量：压实度、闭水、检测报告' },
};

export const transferPost = (code: string): TransferPost => ({ code, ...(POSTS as Record<string, Omit<TransferPost, 'code'>>)[code]! });
/** In the order of their codes. */
export const TRANSFER_POSTS: readonly TransferPost[] = [...POST_GROUPS.BUILDER, ...POST_GROUPS.QUALITY].map(transferPost);
