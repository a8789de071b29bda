/** 2026/1/5, 2026.1.5 and 2026年1月5日 are days too; what is none stays as it is written, for whoever must correct it. */
export function writtenDay(said: string): string {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(said) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : said;
}
