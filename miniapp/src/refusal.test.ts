import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './refusal';

describe('why WeChat did not do it', () => {
  it.each([
    [{ errno: 104, errMsg: 'chooseMedia:fail user not authorized yet' }, 'PRIVACY'],
    [{ errno: 104, errMsg: 'chooseMedia:fail privacy permission is not authorized' }, 'PRIVACY'],
    [{ errMsg: 'chooseMedia:fail privacy permission is not authorized' }, 'PRIVACY'],
    [{ errno: 3, errMsg: 'chooseMedia:fail system permission denied' }, 'DENIED'],
    [{ errMsg: 'chooseMedia:fail auth deny' }, 'DENIED'],
    [{ errMsg: 'chooseMedia:fail cancel' }, 'CANCELLED'],
    [{ errMsg: 'scanCode:fail' }, undefined],
    [new Error('x'), undefined],
    [undefined, undefined],
  ] as const)('%j is %s', (error, refusal) => {
    expect(refusalOf(error)).toBe(refusal);
  });
});
