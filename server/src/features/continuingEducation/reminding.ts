import type { Days } from '@jzt/shared/contract/continuingEducation';
import { addDays, daysBetween } from '@jzt/shared/domain/calendar';
import type { NotificationKey } from '@jzt/shared/workflow/notifications';

/** How many days before the end of a window somebody is told once more, beside half-way: a month, a week, the last day. */
const BEFORE_DAYS = [30, 7, 0] as const;
/** From here on it also goes by short message. */
const URGENT_DAYS = 7;

type Window = Pick<Days, 'state' | 'days' | 'opens' | 'closes'>;
type Name = 'signUp' | 'extension' | 'renewal';

/** What of one certificate the reminders look at. */
export interface Reminded {
  /** Last valid day: a new period is reminded of anew. */
  periodEnd: string;
  signUp: Window;
  /** Nothing stands against signing up, and the person has not. */
  maySignUp: boolean;
  extension: Window;
  /** The extension may be asked for now, and has not been. */
  mayExtend: boolean;
  /** 延续, where that is what keeps the kind alive, whoever has to ask for it (JS-06…08). */
  renewal?: Window;
  /** Continuing education opens years before the end in some provinces: nobody is reminded before this many days are left. */
  daysLeft: number;
}

/** One reminder: `key` names it once and for all. `also` are the milder ones that it makes superfluous. */
export interface Reminder {
  key: string;
  template: NotificationKey;
  deadline: string;
  also: string[];
  urgent: boolean;
}

const HALF_YEAR_DAYS = 184;
const TEMPLATES: Record<Name, { opens: NotificationKey; closes: NotificationKey }> = {
  signUp: { opens: 'ce.windowOpens', closes: 'ce.windowCloses' },
  extension: { opens: 'ce.extensionOpens', closes: 'ce.extensionCloses' },
  renewal: { opens: 'service.renewalOpens', closes: 'service.renewalCloses' },
};

/** Half of the window, or of that part of it in which anybody is reminded. */
function halfOf(periodEnd: string, { opens, closes }: Window): number | undefined {
  if (!opens || !closes) return undefined;
  const heardFrom = addDays(periodEnd, -HALF_YEAR_DAYS);
  return Math.floor(daysBetween(opens > heardFrom ? opens : heardFrom, closes) / 2);
}

function stages(periodEnd: string, name: Name, window: Window): Reminder | undefined {
  const { state, days, closes } = window;
  if (state !== 'OPEN' || days === undefined || closes === undefined) return undefined;
  const key = (stage: string) => `${periodEnd}:${name}:${stage}`;
  const half = halfOf(periodEnd, window);
  const all = [
    ...(half !== undefined && half > BEFORE_DAYS[0] ? [['half', half] as const] : []),
    ...BEFORE_DAYS.map((n) => [`${n}`, n] as const),
  ];
  const passed = all.filter(([, before]) => days <= before).map(([stage]) => stage);
  const at = passed.at(-1);
  const { opens, closes: closing } = TEMPLATES[name];
  return at === undefined
    ? { key: key('opens'), template: opens, deadline: closes, also: [], urgent: false }
    : {
        key: key(at),
        template: closing,
        deadline: closes,
        also: ['opens', ...passed.slice(0, -1)].map(key),
        urgent: days <= URGENT_DAYS,
      };
}

/** What is to be said today, if it was not said before: never before a window opens and never after it has closed; of several the most urgent alone. */
export function remindersOf(one: Reminded): Reminder[] {
  if (one.daysLeft > HALF_YEAR_DAYS) return [];
  return [
    one.mayExtend ? stages(one.periodEnd, 'extension', one.extension) : undefined,
    one.maySignUp ? stages(one.periodEnd, 'signUp', one.signUp) : undefined,
    one.renewal ? stages(one.periodEnd, 'renewal', one.renewal) : undefined,
  ].filter((each): each is Reminder => each !== undefined);
}

/** The window as far as it is of use: who signs up when no class ends in time any more has missed it (CQ-09). */
export function untilLastClass(window: Window, today: string, classBy: string | undefined): Window {
  if (!classBy || !window.closes || window.closes <= classBy || window.state === 'BEFORE') return window;
  const days = daysBetween(today, classBy);
  return days < 0 ? { ...window, state: 'OVER', closes: classBy } : { ...window, closes: classBy, days };
}
