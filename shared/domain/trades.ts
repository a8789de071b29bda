/** Trades of special operations, by the codes of the national platform (O-01, O-02). */
export const TRADES = {
  '01': '建筑电工',
  '02': '建筑架子工（普通脚手架）',
  '03': '建筑架子工（附着升降脚手架）',
  '04': '建筑起重司索信号工',
  '05': '建筑起重机械司机（塔式起重机）',
  '06': '建筑起重机械司机（施工升降机）',
  '07': '建筑起重机械司机（物料提升机）',
  '08': '建筑起重机械安装拆卸工（塔式起重机）',
  '09': '建筑起重机械安装拆卸工（施工升降机）',
  '10': '建筑起重机械安装拆卸工（物料提升机）',
  '11': '高处作业吊篮安装拆卸工',
  '99': '经省级以上住房和城乡建设主管部门认定的其他工种类别',
} as const;

export type Trade = keyof typeof TRADES;

export const isTrade = (code: string): code is Trade => Object.keys(TRADES).includes(code);

/** What a certificate says of the trade: 99 names the province's own trade in the fixed form of the national platform. Throws without that name. */
export function tradeDescription(code: Trade, otherName = ''): string {
  if (code !== '99') return TRADES[code];
  if (!otherName.trim()) throw new RangeError('Trade 99 needs the name of the trade');
  return `${TRADES[code]}（${otherName.trim()}）`;
}
