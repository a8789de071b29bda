import { describe, expect, it } from '@jest/globals';
import { faultText, withoutPersonalData } from './withoutPersonalData';

const ID_NUMBER = '11010519491231002X';
const TOKEN = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'a'.repeat(40)}.${'b'.repeat(43)}`;

describe('what may not be kept', () => {
  it('takes ID numbers, phones and tokens out, and leaves the rest', () => {
    expect(withoutPersonalData(`no ${ID_NUMBER}, no 13912345678, no ${TOKEN}; 2023-06-01 stays`)).toBe(
      'no <id>, no <phone>, no <token>; 2023-06-01 stays',
    );
  });

  it('takes the values of addresses, long keys and quoted Chinese words out of a fault', () => {
    expect(faultText(`at packages/certificate/verify/index?code=secret&q=1 (pages/home.js:1:20)`, 500)).toBe(
      'at packages/certificate/verify/index (pages/home.js:1:20)',
    );
    expect(faultText('refresh 4f9c1a7be2d84410aa03c9d2f7b1e655 failed', 500)).toBe('refresh <key> failed');
    expect(faultText("Cannot read 'length' of “欧阳建国”", 500)).toBe("Cannot read 'length' of <words>");
  });

  it('keeps no more than it may, and no half of a number where it is cut', () => {
    expect(faultText('x '.repeat(30_000), 500)).toHaveLength(500);
    expect(faultText(`${'13912345678 '.repeat(82)}x 13912345678`, 500)).not.toMatch(/\d/);
    expect(faultText('x'.repeat(100_000), 500)).toBe('');
  });
});
