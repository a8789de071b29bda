import type { Print } from '../print';
import { chongqingPrint } from './chongqing';
import { hainanPrint } from './hainan';
import { jiangsuPrint } from './jiangsu';
import { jiangxiPrint } from './jiangxi';
import { qinghaiPrint } from './qinghai';

/** What each version of a pack prints. Apart from the packs, for the server alone. */
export const PRINTS: Readonly<Record<string, () => Print>> = {
  'CQ-1': chongqingPrint,
  'QH-1': qinghaiPrint,
  'HN-1': hainanPrint,
  'JX-1': jiangxiPrint,
  'JS-1': jiangsuPrint,
};
