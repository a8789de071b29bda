import type { IdentityView } from '@jzt/shared/contract/identity';
import type { TimelineStep } from '@/components/timeline';
import { stepOf } from '../steps';

const STATIONS = [
  { name: '拍身份证', until: 'CARD', by: ['acceptPhoto'] },
  { name: '核对姓名和身份证号', until: 'CONFIRM', by: ['confirmInfo'] },
  { name: '人脸核验', until: 'FACE', by: ['passFace', 'approveManualReview'] },
  { name: '入库', until: 'LEDGER', by: ['enterLedger'] },
] as const;
const ORDER = ['CARD', 'CONFIRM', 'FACE', 'LEDGER', 'DONE'];

/** The four stations to both badges: what is done and since when, where the person is, what is still to come. */
export function roadOf(view: Pick<IdentityView, 'status' | 'statusZh' | 'timeline'>): TimelineStep[] {
  const step = stepOf(view);
  const here = ORDER.indexOf(step === 'MANUAL' || step === 'RECOVER' ? 'FACE' : (step ?? ''));
  const wrong = ['PHOTO_REJECTED', 'FACE_FAILED'].includes(view.status);
  return STATIONS.map(({ name, until, by }, index): TimelineStep => {
    const at = view.timeline.filter((entry) => (by as readonly string[]).includes(entry.event)).pop()?.at;
    const title = until === 'FACE' && step === 'MANUAL' ? '人工核验' : name;
    if (step === 'REVOKED') return { title, state: 'bad', at };
    if (index < here) return { title, state: 'done', at };
    return index === here ? { title, state: wrong ? 'bad' : 'now', hint: view.statusZh } : { title, state: 'next' };
  });
}
