import { jurisdictionOfScene, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import type { Province, ServingProvince } from '@jzt/shared/contract/province';
import { asApiError } from '@/api/api-error';
import { createStore } from '@/api/store';

/** The province that serves whoever holds this phone, and whether its rules are to be tried out. */
export interface Here {
  code: Jurisdiction;
  name: string;
  demoRules: boolean;
  /** Chosen or scanned on this phone, and not yet told to the server. */
  unsent?: ServingProvince['by'] & ('ENTRY' | 'CHOICE');
  /** Who chose it, when somebody was signed in: it is told for nobody else. */
  personId?: string;
}
type Unsent = NonNullable<Here['unsent']>;

export interface HereDeps {
  load(): Here | undefined;
  save(here: Here | undefined): void;
  tell(jurisdiction: Jurisdiction, by: Unsent): Promise<ServingProvince>;
  /** The signed-in person; undefined for a guest. */
  personId(): string | undefined;
  /** What screens have read for another province has to be read anew. */
  changed(): void;
}

/** The province that an entry code names: in the scene of a mini-program code, or written out in the address (CQ-27). */
export function entryIn(query: Record<string, string | undefined> | undefined): Jurisdiction | undefined {
  const { p, scene } = query ?? {};
  try {
    return jurisdictionOfScene(p ? `p=${p}` : (scene ?? ''));
  } catch {
    return undefined;
  }
}

const same = (one: Here | undefined, other: Here | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Remembers the province on the phone; what was chosen or scanned here goes to the server as soon as somebody is signed in and it can be reached. */
export function createHere({ load, save, tell, personId, changed }: HereDeps) {
  const here = createStore<Here | undefined>(load());
  let scanned: Jurisdiction | undefined;

  const keep = (next: Here | undefined): void => {
    if (same(next, here.get())) return;
    save(next);
    here.set(next);
  };

  const send = async (): Promise<void> => {
    const mine = here.get();
    const who = personId();
    if (!mine?.unsent || !who) return;
    if (mine.personId && mine.personId !== who) return keep(undefined);
    try {
      const { code, name, demoRules } = await tell(mine.code, mine.unsent);
      // Chosen anew meanwhile: that is newer, and goes out by itself.
      if (here.get() === mine) keep({ code, name, demoRules });
    } catch (thrown) {
      // Anything but this may be another time.
      if (asApiError(thrown).code !== 'PROVINCE_NOT_OPEN') return;
      if (here.get() === mine) keep(undefined);
    }
    changed();
  };

  return {
    get: here.get,
    subscribe: here.subscribe,
    send,

    /** The person chose. Holds at once; settles when the server knows it or could not be reached. */
    choose({ code, name, demoRules }: Pick<Province, 'code' | 'name' | 'demoRules'>): Promise<void> {
      keep({ code, name, demoRules, unsent: 'CHOICE', personId: personId() });
      return send();
    },

    /** The program was opened or brought back with this query: each entry code counts once. */
    entered(query: Record<string, string | undefined> | undefined): void {
      const code = entryIn(query);
      if (!code || code === scanned) return;
      scanned = code;
      const before = here.get();
      keep({ code, name: provinceName(code), demoRules: before?.code === code && before.demoRules, unsent: 'ENTRY' });
      void send();
    },

    /** The server's word on the signed-in person. What was chosen here and is on its way is newer. */
    told(province: ServingProvince | undefined): void {
      if (here.get()?.unsent) return;
      keep(province && { code: province.code, name: province.name, demoRules: province.demoRules });
    },

    /** The provinces that are open: one that is not is no choice. */
    listed(items: readonly Province[]): void {
      const mine = here.get();
      if (!mine) return;
      const found = items.find((each) => each.code === mine.code);
      keep(found && { ...mine, name: found.name, demoRules: found.demoRules });
    },

    /** What is kept of a person goes: a guest's choice stays, it is on its way to whoever signs in. */
    wipe(): void {
      const mine = here.get();
      if (mine?.unsent && !mine.personId) return;
      keep(undefined);
    },
  };
}
