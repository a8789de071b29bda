import type { ReviewItem } from '@jzt/shared/contract/review';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { WaitingRow } from './waiting-row';

/** An application before the authority: opened as a page of its own, or beside the list where there is room (`onChoose`). */
export function ReviewRow({ item, selected, onChoose }: { item: ReviewItem; selected: boolean; onChoose?: (id: string) => void }) {
  return (
    <WaitingRow
      name={item.person.name}
      what={item.subject.labelZh}
      more={[item.person.idNumberMasked, item.enterpriseName].filter(Boolean).join(' · ')}
      since={item.waitingSince}
      state={{ status: item.status, words: item.statusZh }}
      selected={selected}
      onTap={() => (onChoose ? onChoose(item.id) : void open(routes.authority.case, { id: item.id }))}
    />
  );
}
