import type { ExamPlan } from '@jzt/shared/contract/exam';
import type { Subject } from '@jzt/shared/contract/common';
import { sameSource, type Source } from '@jzt/shared/domain/sources';

export interface Person {
  source: Source;
  name: string;
  idNumberMasked: string;
}

/** One certificate type with the people who could sit its exam: a plan is for one type only. */
export interface Choice {
  key: string;
  subject: Subject;
  people: Person[];
}

export const keyOf = ({ category, code }: Pick<Subject, 'category' | 'code'>): string => `${category}/${code ?? ''}`;

/** Who is free, by certificate type, the largest group first; the people of the plan being edited stand before the others of its type. */
export function choicesOf(free: readonly (Person & { subject: Subject })[], editing?: Pick<ExamPlan, 'subject' | 'candidates'>): Choice[] {
  const groups = new Map<string, Choice>();
  const add = (subject: Subject, person: Person) => {
    const key = keyOf(subject);
    const group = groups.get(key) ?? { key, subject, people: [] };
    groups.set(key, group);
    if (!group.people.some((one) => sameSource(one.source, person.source))) group.people.push(person);
  };
  for (const one of editing?.candidates ?? []) add(editing!.subject, one);
  for (const one of free) add(one.subject, one);
  return [...groups.values()].sort((a, b) => b.people.length - a.people.length);
}
