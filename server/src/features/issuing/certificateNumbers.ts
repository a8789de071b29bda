import { Inject, Singleton } from '@midwayjs/core';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { buildCertificateNumber, numberSeries, type NumberFormat, type NumberParts } from '@jzt/shared/domain/certificateNumber';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import type { Pack } from '@jzt/shared/policy/index';
import { numberFormatOf, printOf } from '@jzt/shared/policy/print';
import { Counters } from '../../platform/counters';
import type { CertificateSubject } from '../certificate/certificate.model';

/** What a number is made of. `address`: where the institution is, for the letter of its city. */
export interface Numbered {
  subject: CertificateSubject;
  issuedOn: LocalDate;
  address: string;
}

/** Certificate numbers by the pack's format (O-03, O-05, JS-19): one counter a series and year, never given twice. */
@Singleton()
export class CertificateNumbers {
  @Inject() private readonly counters: Counters;

  /** Can a number be made at all? It draws none. */
  possible(pack: Pack, numbered: Numbered): boolean {
    try {
      const { format, parts } = this.formOf(pack, numbered);
      return buildCertificateNumber(format, { ...parts, seq: 1 }) !== '';
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  /** The next number of its series. Throws RangeError when `possible` says no, or the series is used up. */
  async next(pack: Pack, numbered: Numbered): Promise<string> {
    const { format, parts } = this.formOf(pack, numbered);
    return buildCertificateNumber(format, {
      ...parts,
      seq: await this.counters.next(`certificate:${pack.province}:${numberSeries(format, parts)}`),
    });
  }

  private formOf(pack: Pack, { subject, issuedOn, address }: Numbered): { format: NumberFormat; parts: NumberParts } {
    const format = numberFormatOf(pack, subject.category);
    if (!format) throw new RangeError(`${pack.version} has no number format for ${subject.category}`);
    const { code } = subject;
    return {
      format,
      parts: {
        province: PROVINCES[pack.province]?.shortName,
        city: cityLetter(pack, address),
        code,
        trade: code,
        post: code,
        year: Number(issuedOn.slice(0, 4)),
      },
    };
  }
}

function cityLetter(pack: Pack, address: string): string | undefined {
  const letters = printOf(pack)?.cityLetters?.value;
  const city = letters && Object.keys(letters).find((name) => address.startsWith(name) || address.startsWith(`${pack.nameZh}${name}`));
  return letters?.[city ?? '*'];
}
