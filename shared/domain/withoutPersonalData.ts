/** Takes ID numbers, phones and long tokens out of a foreign message, which may quote what it was given. */
export const withoutPersonalData = (text: string): string =>
  text
    .replace(/\d{17}[\dXx]/g, '<id>')
    // No look-behind: older phones cannot read it.
    .replace(/(^|\D)1[3-9]\d{9}(?!\d)/g, '$1<phone>')
    .replace(/[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/g, '<token>');

/** Cut where a word ends, so that no half of a number is left: what is looked through stays short however long a stack is. */
const beginning = (text: string, most: number): string => (text.length <= most ? text : text.slice(0, most).replace(/[\w~.-]*$/, ''));

/**
 * A fault's words as they may leave a phone and be kept: besides personal data without the values of addresses (a certificate's code, a case),
 * without other long keys, and without what stands in quotation marks in Chinese (a name, a typed word).
 */
export const faultText = (text: string, most: number): string =>
  withoutPersonalData(beginning(text, most * 2))
    .replace(/\?[^\s)'"]*/g, '')
    .replace(/\b(?=[\w~-]*\d)[\w~-]{24,}/g, '<key>')
    .replace(/“[^”\n]*”|‘[^’\n]*’|"[^"\n]*[\u4e00-\u9fff][^"\n]*"|'[^'\n]*[\u4e00-\u9fff][^'\n]*'/g, '<words>')
    .slice(0, most);
