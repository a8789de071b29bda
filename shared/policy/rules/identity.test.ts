import { describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '../../domain/workingDays';
import { makeIdNumber } from '../../domain/idNumber';
import { evaluate } from '../engine';
import type { Facts } from '../facts';
import { chongqing } from '../packs/chongqing';
import { national } from '../packs/national';
import { at, codes, identity, refusedBy, said } from '../testing';

const DAY = at('2023-06-01');
type Step = Facts['identityStep'];
type Status = Facts['identity']['status'];
const step = (identityStep: Step, status: Status = 'NONE') =>
  evaluate(national, 'IDENTITY_STEP', { identity: { ...identity(false), status }, identityStep }, DAY);
const photo = (faults: Extract<Step, { step: 'PHOTO' }>['photo'] = { faults: [], cardValidTo: null }): Step => ({
  step: 'PHOTO',
  photo: faults,
});
const number = makeIdNumber('1980-01-01', 1);
const info = (over: Partial<Extract<Step, { step: 'INFO' }>> = {}): Step => ({
  step: 'INFO',
  name: '张三',
  idNumber: number,
  reading: { name: '张三', idNumber: number },
  ...over,
});
const face: Step = { step: 'FACE', consented: true };

describe('real name', () => {
  it('CQ-29 photo, then name and number, then the face', () => {
    expect(step(photo(), 'NONE').allowed).toBe(true);
    expect(step(info(), 'PHOTO_OK').allowed).toBe(true);
    expect(step(face, 'INFO_OK').allowed).toBe(true);
    expect(step(face, 'FACE_FAILED').allowed).toBe(true);
    expect(refusedBy(step(info(), 'NONE'))).toEqual(['CQ-29 IDENTITY_STEP_ORDER']);
    expect(refusedBy(step(face, 'PHOTO_OK'))).toEqual(['CQ-29 IDENTITY_STEP_ORDER']);
    expect(codes(step(face, 'NONE'))).toEqual(['IDENTITY_STEP_ORDER']);
    expect(codes(step(photo(), 'LEDGERED'))).toEqual(['IDENTITY_DONE']);
    expect(codes(step(face, 'MANUAL_REVIEW'))).toEqual(['IDENTITY_IN_REVIEW']);
    expect(step(photo(), 'REVOKED').allowed).toBe(true);
  });

  it('O-18 the face needs a consent of its own', () => {
    expect(refusedBy(step({ step: 'FACE', consented: false }, 'INFO_OK'))).toEqual(['O-18 CONSENT_REQUIRED']);
  });

  it('CQ-33 a photo of the own, valid card', () => {
    expect(said(step(photo(null)))).toEqual(['请上传身份证照片']);
    const until = (cardValidTo: string) => step(photo({ faults: [], cardValidTo }));
    expect(until('2023-06-01').allowed).toBe(true);
    expect(until('2023-05-31').refusals).toMatchObject([{ ruleId: 'CQ-33', code: 'ID_EXPIRED', messageZh: '身份证已于2023年5月31日到期' }]);
    for (const fault of ['NOT_ORIGINAL', 'NOT_OWN'] as const)
      expect(refusedBy(step(photo({ faults: [fault], cardValidTo: null })))).toEqual(['CQ-33 CARD_NOT_ORIGINAL']);
  });

  it('CQ-33 both sides are asked for: who, and until when', () => {
    const read = (...sides: ('portrait' | 'authority')[]) => refusedBy(step({ step: 'SIDES', read: sides }, 'PHOTO_PART'));
    expect(read()).toEqual(['CQ-33 CARD_REQUIRED', 'CQ-33 CARD_OTHER_SIDE_REQUIRED']);
    expect(read('portrait')).toEqual(['CQ-33 CARD_OTHER_SIDE_REQUIRED']);
    expect(read('authority')).toEqual(['CQ-33 CARD_REQUIRED']);
    expect(read('authority', 'portrait')).toEqual([]);
  });

  it('CQ-34 three faults, three codes, all at once, and another try', () => {
    const faulty = (...faults: ('EDGE' | 'BLUR' | 'GLARE' | 'NOT_FOUND')[]) => step(photo({ faults, cardValidTo: null }), 'PHOTO_REJECTED');
    expect(said(faulty('EDGE'))).toEqual(['身份证边框不完整，请重新拍摄']);
    expect(said(faulty('BLUR'))).toEqual(['照片模糊，请保持字体清晰']);
    expect(said(faulty('GLARE'))).toEqual(['反光强烈，请关闭闪光灯']);
    expect(refusedBy(faulty('EDGE', 'BLUR', 'GLARE'))).toEqual(['CQ-34 CARD_EDGE_MISSING', 'CQ-34 CARD_BLURRED', 'CQ-34 CARD_GLARE']);
    expect(codes(faulty('NOT_FOUND'))).toEqual(['CARD_NOT_FOUND']);
    expect(step(photo(), 'PHOTO_REJECTED').allowed).toBe(true);
  });

  it('CQ-35 name and number: there, right, and as on the card', () => {
    const filled = (over: Parameters<typeof info>[0]) => step(info(over), 'PHOTO_OK');
    expect(filled({}).allowed).toBe(true);
    expect(filled({ idNumber: number.toLowerCase() }).allowed).toBe(true);
    expect(codes(filled({ name: '  ' }))).toEqual(['NAME_REQUIRED', 'ID_MISMATCH']);
    expect(codes(filled({ idNumber: '' }))).toEqual(['ID_NUMBER_REQUIRED', 'ID_MISMATCH']);
    const wrong = number.slice(0, 17) + (number[17] === '0' ? '1' : '0');
    expect(filled({ idNumber: wrong, reading: { name: '张三', idNumber: wrong } }).refusals).toMatchObject([
      { ruleId: 'CQ-35', code: 'ID_NUMBER_INVALID', messageZh: '身份证号码有误' },
    ]);
    expect(codes(filled({ reading: { name: '李四', idNumber: number } }))).toEqual(['ID_MISMATCH']);
    expect(codes(filled({ reading: null }))).toEqual(['CARD_REQUIRED']);
  });

  it('CQ-35 a space behind the name or the number is nothing wrong, on the form or on the card', () => {
    const filled = (over: Parameters<typeof info>[0]) => step(info(over), 'PHOTO_OK');
    expect(filled({ name: '张三 ', idNumber: `${number} ` }).allowed).toBe(true);
    expect(filled({ reading: { name: '张三\u3000', idNumber: ` ${number}` } }).allowed).toBe(true);
  });

  it('CQ-31 badges that are late: the hotline, from the third working day', () => {
    const on = (day: string, badges = identity(true, false)) =>
      evaluate(chongqing, 'IDENTITY_BADGES', { identity: { ...badges, verifiedOn: '2023-06-01' } }, at(day), { addWorkingDays });
    // Thursday 06-01: Friday is the first working day, Monday 06-05 the second.
    expect(on('2023-06-05')).toMatchObject({ allowed: false, refusals: [], pending: [{ ruleId: 'CQ-31', on: 'LEDGER' }] });
    expect(on('2023-06-06').refusals).toMatchObject([{ ruleId: 'CQ-31', code: 'BADGES_LATE', nextStepZh: '请联系客服4008776928' }]);
    expect(on('2023-06-06', identity()).allowed).toBe(true);
  });

  it('CQ-31 without a working-day calendar there is no guess', () => {
    const facts = { identity: { ...identity(true, false), verifiedOn: '2023-06-01' } };
    expect(evaluate(chongqing, 'IDENTITY_BADGES', facts, at('2023-06-06'))).toMatchObject({
      allowed: false,
      refusals: [],
      pending: [{ ruleId: 'CQ-31', on: 'WORKING_DAYS' }],
    });
    const unknownYear = { identity: { ...identity(true, false), verifiedOn: '2035-06-01' } };
    expect(evaluate(chongqing, 'IDENTITY_BADGES', unknownYear, at('2035-06-06'), { addWorkingDays }).pending).toMatchObject([
      { on: 'WORKING_DAYS' },
    ]);
    const broken = () => {
      throw new TypeError('a fault of ours');
    };
    expect(() => evaluate(chongqing, 'IDENTITY_BADGES', facts, at('2023-06-06'), { addWorkingDays: broken })).toThrow('a fault of ours');
  });

  it('CQ-32 the agreement is ticked', () => {
    expect(evaluate(national, 'LOGIN', { login: { agreed: true } }, DAY).allowed).toBe(true);
    expect(refusedBy(evaluate(national, 'LOGIN', { login: { agreed: false } }, DAY))).toEqual(['CQ-32 AGREEMENT_REQUIRED']);
  });

  it('CQ-22 a certificate comes to life only with both badges', () => {
    const activate = (who: Facts['identity'], state: 'ISSUED' | 'DEACTIVATED' | 'ACTIVE' | 'REVOKED' = 'ISSUED', validTo = '2023-06-01') =>
      evaluate(
        chongqing,
        'ACTIVATE',
        {
          identity: who,
          certificate: { category: 'SAFETY_MGMT', code: 'A', provinceCode: '500000', state, validTo, issuedOn: '2022-01-01' },
        },
        DAY,
      );
    expect(activate(identity()).allowed).toBe(true);
    expect(activate(identity(), 'DEACTIVATED').allowed).toBe(true);
    expect(refusedBy(activate(identity(false)))).toEqual(['CQ-22 IDENTITY_REQUIRED']);
    expect(said(activate(identity(false)))).toEqual(['您尚未完成实名认证，证书不能激活']);
    expect(refusedBy(activate(identity(true, false)))).toEqual(['CQ-30 LEDGER_PENDING']);
    expect(codes(activate(identity(), 'ACTIVE'))).toEqual(['NOT_ACTIVATABLE']);
    expect(codes(activate(identity(), 'REVOKED'))).toEqual(['NOT_ACTIVATABLE']);
    expect(codes(activate(identity(), 'ISSUED', '2023-05-31'))).toEqual(['CERT_LAPSED']);
    expect(codes(evaluate(chongqing, 'ACTIVATE', { identity: identity(), certificate: null }, DAY))).toEqual(['NO_CERTIFICATE']);
  });

  it('CQ-23 only an active certificate of an unfinished identity is taken out of service', () => {
    const deactivate = (who: Facts['identity'], state: 'ACTIVE' | 'ISSUED' = 'ACTIVE') =>
      evaluate(
        chongqing,
        'DEACTIVATE',
        {
          identity: who,
          certificate: { category: 'SAFETY_MGMT', code: 'A', provinceCode: '500000', state, validTo: '2024-01-01', issuedOn: '2022-01-01' },
        },
        DAY,
      );
    expect(deactivate(identity(false)).allowed).toBe(true);
    expect(deactivate(identity(true, false)).allowed).toBe(true);
    expect(refusedBy(deactivate(identity()))).toEqual(['CQ-23 IDENTITY_COMPLETE']);
    expect(codes(deactivate(identity(false), 'ISSUED'))).toEqual(['NOT_ACTIVE']);
  });
});
