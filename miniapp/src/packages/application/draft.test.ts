import { describe, expect, it } from '@jest/globals';
import { EMPTY, isStarted, missingIn, withChoice, type ApplicationDraft } from './draft';

const filled: ApplicationDraft = {
  category: 'SPECIAL_OP',
  code: '01',
  label: '建筑电工',
  institutionId: 'a'.repeat(24),
  institutionName: '甲',
  medicalOn: '2026-11-01',
  education: '高中',
  portraitFileId: 'b'.repeat(24),
  selfChecked: true,
  declaredTrue: true,
};

describe('the form of an application', () => {
  it('QH-10 the same choice again changes nothing, so that the form that comes back is the one that was left', () => {
    expect(withChoice(filled, { category: 'SPECIAL_OP', code: '01', label: '建筑电工', institutionId: 'a'.repeat(24) })).toBe(filled);
  });

  it('CQ-04 another type keeps portrait and education and drops both declarations', () => {
    const next = withChoice(filled, { category: 'SPECIAL_OP', code: '02', label: '架子工' });
    expect(next).toMatchObject({ code: '02', education: '高中', portraitFileId: 'b'.repeat(24), selfChecked: false, declaredTrue: false });
  });

  it('another institution drops only what was declared about the whole form', () => {
    expect(withChoice(filled, { institutionId: 'c'.repeat(24), institutionName: '乙' })).toMatchObject({
      selfChecked: true,
      declaredTrue: false,
      institutionName: '乙',
    });
  });

  it('a type without a sub-code does not keep the sub-code of the one before', () => {
    expect(withChoice(filled, { category: 'SKILLED_WORKER', code: undefined, label: '技术工人' }).code).toBeUndefined();
  });

  it('QH-10 names every field that is missing, and nothing else', () => {
    expect(missingIn(EMPTY)).toEqual({ institutionId: '请选择培训机构', education: '请选择学历', portraitFileId: '请上传本人近照' });
    expect(missingIn({ ...filled, portraitFileId: undefined })).toEqual({ portraitFileId: '请上传本人近照' });
    expect(missingIn(filled)).toEqual({});
    expect(missingIn({ ...filled, medicalOn: undefined })).toEqual({ medicalOn: '请选择体检日期' });
    expect(missingIn({ ...filled, medicalOn: undefined, category: 'SAFETY_MGMT', code: 'A' })).toEqual({});
  });

  it('is worth going on with once type and institution are chosen', () => {
    expect(isStarted(EMPTY)).toBe(false);
    expect(isStarted({ ...EMPTY, category: 'SPECIAL_OP' })).toBe(false);
    expect(isStarted(filled)).toBe(true);
  });
});
