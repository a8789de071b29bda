import { consumes, every, type Feature } from '../../platform/feature';
import { Findings } from './findings.service';
import { HourReports } from './hourReports.service';
import { HoursAccounts } from './hoursAccounts.service';
import { HoursSheets } from './hoursSheets.service';
import { YearlyHoursController } from './yearlyHours.controller';
import { YearlyHoursTodos } from './yearlyHours.todos';

export const yearlyHours: Feature = {
  name: 'yearlyHours',
  parts: [YearlyHoursController, HourReports, HoursAccounts, HoursSheets, Findings],
  consumers: [consumes('finding.void', Findings, (findings, told: { id: string }) => findings.carryOut(told))],
  jobs: [every(6 * 60 * 60_000, 'hours.evaluate', Findings, (findings) => findings.evaluate())],
  todos: [YearlyHoursTodos],
};
