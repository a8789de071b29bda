/** Who has no employer here stands in no city's list. */
export const NO_CITY = '没有聘用企业';
const OTHERS = '其他';
const PROVINCE = /^.{2,8}?(?:省|自治区)/;
const CITY = /^.{2,10}?(?:市|自治县|县|自治州|地区|开发区)/;

/** The city or county that an address begins with: 「海南省海口市美兰区…」 → 海口市. No document knows an officer of one city, so lists are filtered by it. */
export const cityOf = (address: string): string => CITY.exec(address.trim().replace(PROVINCE, ''))?.[0] ?? OTHERS;
