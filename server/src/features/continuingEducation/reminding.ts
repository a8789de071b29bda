import type { Days } from '@jzt/shared/contract/continuingEducation';
import type { NotificationKey } from '@jzt/shared/workflow/notifications';

/** How many days before the end of a window somebody is told once more: a month, a week, the last day. */
const BEFORE_DAYS = [30, 7, 0] as const;

/** What of one certificate the reminders look at. */
export interface Reminded {
  /** Last valid day: a new period is reminded of anew. */
  periodEnd: string;
  signUp: Pick<Days, 'state' | 'days' | 'closes'>;
  /** Nothing stands against signing up, and the person has not. */
  maySignUp: boolean;
  extension: Pick<Days, 'state' | 'days' | 'closes'>;
  /** The extension may be asked for now, and has not been. */
  mayExtend: boolean;
  /** Continuing education opens years before the end in some provinces: nobody is reminded before this many days are left. */
  daysLeft: number;
}

/** One reminder: `key` names it once and for all. `also` are the milder ones that it makes superfluous. */
export interface Reminder {
  key: string;
  template: NotificationKey;
  deadline: string;
  also: string[];
}

const HALF_YEAR_DAYS = 184;

function stages(
  periodEnd: string,
  name: 'signUp' | 'extension',
  { state, days, closes }: Reminded['signUp'],
  templates: { opens: NotificationKey; closes: NotificationKey },
): Reminder | undefined {
  if (state !== 'OPEN' || days === undefined || closes === undefined) return undefined;
  const key = (stage: string) => `${periodEnd}:${name}:${stage}`;
  const passed = BEFORE_DAYS.filter((before) => days <= before);
  const at = passed.at(-1);
  const milder = ['opens', ...passed.slice(0, -1).map(String)].map(key);
  return at === undefined
    ? { key: key('opens'), template: templates.opens, deadline: closes, also: [] }
    : { key: key(String(at)), template: templates.closes, deadline: closes, also: milder };
}

/** What is to be said today, if it was not said before: never before a window opens and never after it has closed; of several the most urgent alone. */
export function remindersOf(one: Reminded): Reminder[] {
  if (one.daysLeft > HALF_YEAR_DAYS) return [];
  const extension = one.mayExtend
    ? stages(one.periodEnd, 'extension', one.extension, { opens: 'ce.extensionOpens', closes: 'ce.extensionCloses' })
    : undefined;
  const signUp = one.maySignUp
    ? stages(one.periodEnd, 'signUp', one.signUp, { opens: 'ce.windowOpens', closes: 'ce.windowCloses' })
    : undefined;
  return [extension, signUp].filter((each): each is Reminder => each !== undefined);
}
