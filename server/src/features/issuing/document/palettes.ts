import type { Category } from '@jzt/shared/domain/categories';

/** The three inks of a certificate kind, `#rrggbb`: `dark` for the title and rules, `mid` and `light` for the guilloche. */
export interface Palette {
  dark: string;
  mid: string;
  light: string;
}

const BLUE: Palette = { dark: '#1d4473', mid: '#6f96bf', light: '#cfdeec' };
const OWN: Partial<Record<Category, Palette>> = {
  SPECIAL_OP: { dark: '#1c5546', mid: '#6ea591', light: '#cde4da' },
  SAFETY_MGMT: { dark: '#5f4117', mid: '#b6945a', light: '#eadfc8' },
  SKILLED_WORKER: { dark: '#4b3a66', mid: '#9384ad', light: '#ded7e8' },
  QUALITY_TESTER: { dark: '#0f5260', mid: '#6ba4af', light: '#cce3e7' },
};

/** Kinds are told apart at a glance by their colour. */
export const paletteOf = (category: Category): Palette => OWN[category] ?? BLUE;
