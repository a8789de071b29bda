/** `6301**********0016`; anything that is not 18 characters is hidden whole. */
export const maskIdNumber = (text: string): string =>
  text.length === 18 ? `${text.slice(0, 4)}**********${text.slice(-4)}` : '*'.repeat(text.length);

/** `138****0000`; anything that is not 11 characters is hidden whole. */
export const maskPhone = (text: string): string =>
  text.length === 11 ? `${text.slice(0, 3)}****${text.slice(-4)}` : '*'.repeat(text.length);

/** `王*`, `王**` from three characters on: the length of a rare name would give it away. Counts characters, not code units. */
export function maskName(text: string): string {
  const characters = Array.from(text.trim());
  return characters.length < 2 ? '*'.repeat(characters.length) : characters[0] + '*'.repeat(Math.min(characters.length - 1, 2));
}
