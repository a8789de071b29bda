import { describe, expect, it } from '@jest/globals';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { identity } from '@jzt/shared/workflow/machines/identity';
import { mayAskManual, mayRetake, standsOn, stepOf } from './steps';
import { roadOf } from './status/road';

const states = Object.keys(identity.states) as (keyof typeof identity.states)[];
const known = (status: string) => ({ status, idNumberMasked: '9901**********0016' });

describe('CQ-29 the step of the real-name check that comes now', () => {
  it('is known for every state of the machine', () => {
    for (const status of states) {
      const value = stepOf({ status });
      expect({ where: status, value, holds: value !== undefined }).toEqual({ where: status, value, holds: true });
    }
    expect(stepOf({ status: 'SOMETHING_NEW' })).toBeUndefined();
  });

  it('photo, then name and number, then the face, in this order', () => {
    expect(['NONE', 'PHOTO_OK', 'INFO_OK', 'FACE_PENDING'].map((status) => stepOf({ status }))).toEqual([
      'CARD',
      'CONFIRM',
      'FACE',
      'FACE',
    ]);
    expect(standsOn(known('NONE'), 'FACE')).toBe(false);
    expect(standsOn(known('PHOTO_OK'), 'FACE')).toBe(false);
  });

  it('offers a retake and a manual review exactly where the machine lets the worker', () => {
    for (const status of states) {
      const may: readonly string[] = eventsFrom(identity, status, 'WORKER');
      expect({ where: status, value: mayRetake(known(status)) }).toEqual({ where: status, value: may.includes('acceptPhoto') });
      expect({ where: status, value: mayAskManual(known(status)) }).toEqual({ where: status, value: may.includes('requestManualReview') });
    }
  });

  it('O-18 a manual review needs a name and a number to look at', () => {
    expect(mayAskManual({ status: 'PHOTO_REJECTED' })).toBe(false);
  });
});

describe('CQ-30 the road to both badges', () => {
  const road = (status: keyof typeof identity.states) =>
    roadOf({ status, statusZh: identity.states[status], timeline: [] }).map((step) => step.state);

  it('has one place where the person is, until everything is behind', () => {
    expect(road('NONE')).toEqual(['now', 'next', 'next', 'next']);
    expect(road('FACE_FAILED')).toEqual(['done', 'done', 'bad', 'next']);
    expect(road('VERIFIED')).toEqual(['done', 'done', 'done', 'now']);
    expect(road('LEDGERED')).toEqual(['done', 'done', 'done', 'done']);
    expect(road('REVOKED')).toEqual(['bad', 'bad', 'bad', 'bad']);
  });

  it('O-18 the manual review takes the place of the face', () => {
    expect(roadOf({ status: 'MANUAL_REVIEW', statusZh: '人工核验中', timeline: [] })[2]).toMatchObject({ title: '人工核验', state: 'now' });
  });
});
